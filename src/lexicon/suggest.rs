//! What a writer most likely meant by a word: candidates within two edits, ranked by how likely the slip is
//! and how frequent the word (the noisy-channel model).

use std::borrow::Cow;
use std::cmp::Reverse;

use super::cost::{CHEAPEST_EDIT, LONGEST, cost};
use super::distance::Pattern;
use super::entry::Entry;
use super::fold::fold;
use super::lookup::{Lexicon, Shape, stem_of_contraction};
use super::near::{NearWord, near_words};
use super::sound::skeleton;
use super::tables;

/// A word, or two, that a writer may have meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// What to write instead, in the case of the word that it stands for.
    pub word: String,
    /// The number of letters to change: 0 where only case or accents differ, at most 9.
    pub distance: u8,
    /// How likely it is. Only differences within one list mean anything.
    pub score: i32,
}

impl Lexicon {
    /// At most `limit` suggestions for a word, the best first; none for one whose letters are no English word's.
    pub fn suggest(&self, word: &str, limit: usize) -> Vec<Suggestion> {
        self.suggest_among(word, limit, |stem| self.near(stem))
    }

    /// The same of words one edit away, and without those that sound the same.
    pub fn suggest_nearest(&self, word: &str, limit: usize) -> Vec<Suggestion> {
        self.suggest_among(word, limit, |stem| self.nearest(stem, 1))
    }

    fn suggest_among<'l>(
        &self,
        word: &str,
        limit: usize,
        near: impl Fn(&str) -> Vec<Near<'l>>,
    ) -> Vec<Suggestion> {
        let folded = fold(word);
        let (stem, ending) = match stem_of_contraction(&folded) {
            Some(stem) => folded.split_at(stem.len()),
            None => (&*folded, ""),
        };
        if stem.chars().filter(|letter| letter.is_alphabetic()).nth(1).is_none()
            || stem.len() > LONGEST
            || limit == 0
        {
            return Vec::new();
        }
        let mut found = candidates(near(stem), stem, limit + SPARE);
        found.extend(self.splits(stem));
        found.extend(self.listed(&folded, stem));
        found.extend(self.possessive(stem));
        found.sort_by(|one, other| (Reverse(one.score), &one.word).cmp(&(Reverse(other.score), &other.word)));
        let shape = Shape::of(word);
        let mut suggestions: Vec<Suggestion> = Vec::new();
        for Candidate { word: meant, distance, score } in found {
            let written = self.written(&format!("{meant}{ending}"), shape);
            if written != word && !suggestions.iter().any(|known| known.word == written) {
                suggestions.push(Suggestion { word: written, distance, score });
            }
            if suggestions.len() >= limit {
                break;
            }
        }
        suggestions
    }

    /// Words within two edits, one for short words, and more frequent words that sound the same.
    fn near(&self, stem: &str) -> Vec<Near<'_>> {
        let reach = reach(stem);
        let mut found = self.nearest(stem, reach);
        let skeleton = skeleton(stem);
        if skeleton.len() >= SHORTEST_SKELETON {
            let pattern = Pattern::new(stem);
            for key in tables::words_that_sound(&skeleton) {
                let distance = distance(&pattern, &key);
                if let Some(entry) = self.lookup(&key).filter(|_| distance > reach) {
                    found.extend(Near::new(key.into(), entry, distance));
                }
            }
        }
        found
    }

    /// Words within `reach` edits, of which those of two start alike, and words of the user's within the edits that the
    /// length allows.
    fn nearest(&self, stem: &str, reach: u8) -> Vec<Near<'_>> {
        let mut found: Vec<Near<'_>> = self
            .lookup(stem)
            .and_then(|entry| Near::new(stem.to_owned().into(), entry, 0))
            .into_iter()
            .collect();
        let firsts = first_letters(stem);
        let near = near_words(stem, firsts, reach).into_iter();
        found.extend(
            near.filter_map(|NearWord { key, entry, distance }| Near::new(key.into(), entry, distance)),
        );
        let mut keys: Vec<String> = Vec::new();
        for_each_start(stem, |edited| {
            let is_other = !edited.as_bytes().first().is_some_and(|first| firsts.contains(first));
            if is_other && edited != stem && tables::word(edited).entry.is_some() {
                keys.push(edited.to_owned());
            }
        });
        // One word can be reached in several ways: by leaving out either of two equal letters.
        keys.sort_unstable();
        keys.dedup();
        for key in keys {
            found.extend(self.lookup(&key).and_then(|entry| Near::new(key.into(), entry, 1)));
        }
        let pattern = Pattern::new(stem);
        for key in self.user_words().filter(|&key| key != stem) {
            let distance = distance(&pattern, key);
            if let Some(entry) = self.lookup(key).filter(|_| distance <= self::reach(stem)) {
                found.extend(Near::new(key.into(), entry, distance));
            }
        }
        found
    }

    /// Two known words that were run together.
    fn splits(&self, stem: &str) -> Vec<Candidate> {
        let mut found = Vec::new();
        for (place, _) in stem.char_indices().skip(1) {
            let (left, right) = stem.split_at(place);
            let part =
                |part: &str| self.lookup(part).filter(|entry| entry.is_lower() && is_free(part, *entry));
            if let (Some(first), Some(second)) = (part(left), part(right)) {
                // Neighbours in a text attract each other; were they independent, it would be the plain product.
                let is_phrase = PHRASES.contains(&(left, right));
                let attraction = match () {
                    () if is_phrase => PHRASE,
                    () if left.len().min(right.len()) == 1 => ATTRACTION / 2,
                    () => ATTRACTION,
                };
                let together = zipf(first) + zipf(second) - CERTAIN + attraction;
                found.push(Candidate {
                    word: format!("{} {right}", if left == "i" { "I" } else { left }),
                    distance: 1,
                    score: together - RUN_TOGETHER,
                });
            }
        }
        found
    }

    /// What the list of known misspellings says outweighs what was computed. Where it offers several corrections,
    /// they are ranked as other candidates are.
    fn listed(&self, folded: &str, stem: &str) -> Vec<Candidate> {
        let mut found = Vec::new();
        for correction in self.corrections(folded).chain(self.corrections(stem)) {
            let price = cost(stem.as_bytes(), correction.as_bytes()).unwrap_or(0);
            let frequency = self.lookup(correction).map_or(0, zipf);
            let distance = distance(&Pattern::new(stem), correction);
            found.push(Candidate {
                word: correction.to_owned(),
                distance,
                score: LISTED + frequency - price,
            });
        }
        found
    }

    /// *Wendys* is *Wendy's*.
    fn possessive(&self, stem: &str) -> Option<Candidate> {
        let owner = stem.strip_suffix('s')?;
        let entry = self.lookup(owner).filter(|entry| !entry.is_lower() && entry.frequency() > 0)?;
        Some(Candidate { word: format!("{owner}'s"), distance: 1, score: zipf(entry) - UNMARKED_POSSESSIVE })
    }

    fn written(&self, meant: &str, shape: Shape) -> String {
        let entry = self.lookup(meant);
        let spelled = match entry {
            Some(entry) if entry.is_lower() && !entry.is_mixed() => None,
            _ => self.spellings(meant).next(),
        };
        match (shape, entry) {
            (Shape::Upper, _) => meant.to_uppercase(),
            (_, Some(_)) if spelled.is_some() => spelled.unwrap_or_default().to_owned(),
            (_, Some(entry)) if !entry.is_lower() && entry.is_upper() && !entry.is_title() => {
                meant.to_uppercase()
            }
            (Shape::Title, _) => capitalised(meant),
            (_, Some(entry)) if !entry.is_lower() && entry.is_title() => capitalised(meant),
            _ => meant.to_owned(),
        }
    }
}

struct Candidate {
    word: String,
    distance: u8,
    score: i32,
}

/// The best of the words near a stem, with their scores.
fn candidates(mut near: Vec<Near<'_>>, stem: &str, limit: usize) -> Vec<Candidate> {
    near.sort_by(|one, other| (Reverse(one.bound()), &one.key).cmp(&(Reverse(other.bound()), &other.key)));
    let mut found: Vec<Candidate> = Vec::new();
    let mut scores: Vec<i32> = Vec::new();
    for near in near {
        // The costs are dear to compute; most words cannot come in among the best whatever they are.
        if scores.len() >= limit && near.bound() < scores[limit - 1] {
            break;
        }
        if let Some(candidate) = near.priced(stem) {
            let place = scores.partition_point(|&score| score >= candidate.score);
            scores.insert(place, candidate.score);
            found.push(candidate);
        }
    }
    found
}

/// The letters with which a word may start that is two edits away: writers seldom miss the first letter, and hardly
/// ever that and another one, but for vowels.
fn first_letters(stem: &str) -> &[u8] {
    let first = &stem.as_bytes()[..1];
    if b"aeiou".contains(&first[0]) { b"aeiou" } else { first }
}

/// How many edits away a word may be that is meant: in short words, two leave nothing.
fn reach(stem: &str) -> u8 {
    if stem.len() <= 4 { 1 } else { 2 }
}

/// How many edits away a word is, or nine.
fn distance(pattern: &Pattern, word: &str) -> u8 {
    pattern.distance(word).min(9) as u8
}

/// Calls `look` for each string that one edit of the first letter makes of `stem`: left out, put for another, put
/// before it, or swapped with the second.
fn for_each_start(stem: &str, mut look: impl FnMut(&str)) {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz'";
    let mut rest = stem.chars();
    let Some(first) = rest.next() else { return };
    let without_first = rest.as_str();
    look(without_first);
    let mut edited = String::with_capacity(stem.len() + 1);
    let mut make = |letter: &str, rest: &str| {
        edited.clear();
        edited.push_str(letter);
        edited.push_str(rest);
        look(&edited);
    };
    for at in 0..LETTERS.len() {
        make(&LETTERS[at..at + 1], stem);
        make(&LETTERS[at..at + 1], without_first);
    }
    if let Some(second) = rest.next() {
        make(&format!("{second}{first}"), rest.as_str());
    }
}

/// A word that is close enough to be looked at.
struct Near<'k> {
    key: Cow<'k, str>,
    distance: u8,
    /// Its frequency, less what speaks against it whatever was typed.
    likelihood: i32,
}

impl<'k> Near<'k> {
    fn new(key: Cow<'k, str>, entry: Entry, distance: u8) -> Option<Self> {
        // Of the thousands of rare names, any could be meant; none is likely.
        if entry.frequency() == 0 && !entry.is_lower() && distance > 0 {
            return None;
        }
        let unlikely = match () {
            // *I'm*, *I've*: written so within any sentence.
            () if entry.is_lower() || distance == 0 || key.starts_with("i'") => 0,
            () if entry.is_title() || entry.is_mixed() => 150,
            () => 250,
        };
        Some(Near { key, distance, likelihood: zipf(entry) - unlikely })
    }

    /// The best score that it can have.
    fn bound(&self) -> i32 {
        self.likelihood - CHEAPEST_EDIT * i32::from(self.distance.min(2))
    }

    fn priced(self, stem: &str) -> Option<Candidate> {
        let price = if self.distance == 0 { 0 } else { cost(stem.as_bytes(), self.key.as_bytes())? };
        let by_ear = if self.distance > 2 { price / 4 } else { 0 };
        let score = self.likelihood - price + by_ear;
        Some(Candidate { word: self.key.into_owned(), distance: self.distance, score })
    }
}

/// Hundredths of the logarithm of a word's uses in a thousand million. Words never counted are rarer than the
/// rarest that were.
fn zipf(entry: Entry) -> i32 {
    match entry.frequency() {
        0 => -50,
        class => i32::from(class) * FREQUENCY_STEP,
    }
}

/// Whether a word is likely to be one half of two words run together. Of the short ones, most are rare words,
/// abbreviations or bits of other languages, however often they were counted.
fn is_free(part: &str, entry: Entry) -> bool {
    match part.len() {
        1..=3 => SHORT_WORDS.binary_search(&part).is_ok(),
        _ => entry.frequency() >= 14,
    }
}

/// Short words that are free, sorted.
#[rustfmt::skip]
const SHORT_WORDS: [&str; 140] = [
    "a", "act", "add", "age", "ago", "aid", "air", "all", "am", "an", "and", "any", "are", "arm", "art", "as",
    "ask", "at", "bad", "bag", "bar", "be", "bed", "big", "bit", "boy", "but", "buy", "by", "can", "car",
    "cut", "day", "did", "die", "do", "due", "eat", "end", "far", "few", "fit", "fix", "for", "fun", "get",
    "go", "god", "got", "guy", "had", "has", "he", "her", "him", "his", "hit", "hot", "how", "i", "if", "in",
    "is", "it", "its", "job", "key", "kid", "law", "lay", "led", "let", "lie", "lot", "low", "man", "map",
    "may", "me", "men", "mix", "my", "new", "no", "nor", "not", "now", "of", "off", "oil", "old", "on", "one",
    "or", "our", "out", "own", "pay", "per", "put", "ran", "red", "run", "sad", "saw", "say", "see", "set",
    "sex", "she", "sit", "six", "so", "son", "sun", "tax", "ten", "the", "tie", "to", "too", "top", "try",
    "two", "up", "us", "use", "via", "war", "was", "way", "we", "web", "who", "why", "win", "won", "yes",
    "yet", "you",
];

/// Candidates beyond the wanted ones, because some turn out to be written as what was typed, or as each other.
const SPARE: usize = 4;
/// Too many words share shorter ones.
const SHORTEST_SKELETON: usize = 3;
/// What one class of frequency (a quarter of a power of ten) counts beside the costs of edits.
const FREQUENCY_STEP: i32 = 18;
/// A word that made up the whole text would have this many steps.
const CERTAIN: i32 = 36 * FREQUENCY_STEP;
const ATTRACTION: i32 = 70;
const PHRASE: i32 = 250;
const RUN_TOGETHER: i32 = 220;

/// Phrases that many take for one word.
const PHRASES: &[(&str, &str)] = &[
    ("a", "bit"),
    ("a", "lot"),
    ("all", "right"),
    ("as", "if"),
    ("as", "well"),
    ("at", "all"),
    ("at", "least"),
    ("at", "most"),
    ("by", "far"),
    ("each", "other"),
    ("even", "though"),
    ("every", "time"),
    ("for", "example"),
    ("high", "school"),
    ("in", "addition"),
    ("in", "case"),
    ("in", "fact"),
    ("in", "front"),
    ("in", "order"),
    ("in", "spite"),
    ("no", "longer"),
    ("no", "one"),
    ("of", "course"),
    ("so", "far"),
    ("such", "as"),
    ("thank", "you"),
    ("up", "to"),
];
const LISTED: i32 = 2_000;
const UNMARKED_POSSESSIVE: i32 = 180;

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
