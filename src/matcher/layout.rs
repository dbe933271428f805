//! What wakes rules, laid out in bytes that are searched where they lie: the build script writes what wakes the
//! built-in rules, so that a run begins without making anything. It knows neither rules nor documents.

use std::collections::HashMap;

use super::literal_layout::{LITERAL_SECTIONS, LiteralLayout};
use super::rows::Rows;
use super::wakes::{Gap, Phrase, Wakes};
use crate::lexicon::hash;

/// The sections of the bytes, by their places. Of rows there are two sections: where each ends, and what they hold.
pub(crate) mod section {
    /// The rules that each document wakes.
    pub(crate) const ALWAYS: usize = 0;
    /// The rules that some characters wake: each rule, its ASCII characters as four numbers, and whether those beyond
    /// ASCII do so too.
    pub(crate) const CHARACTERS: usize = 1;
    /// A hash table of words, by their numbers.
    pub(crate) const SLOTS: usize = 2;
    /// For each word its text, then the rules and items that it wakes, the phrases that hang on it alone, and on
    /// which sides it has neighbours that phrases hang on too.
    pub(crate) const WORDS: usize = 3;
    pub(crate) const WAKES: usize = 5;
    pub(crate) const ALONE: usize = 7;
    pub(crate) const SIDES: usize = 9;
    /// For each phrase its rule, its item and the part that it hangs on; and its parts.
    pub(crate) const PHRASES: usize = 10;
    pub(crate) const PARTS: usize = 11;
    /// The signs of phrases.
    pub(crate) const SIGNS: usize = 13;
    /// A hash table of words with a neighbour: the word, its neighbour, the side of that, and the row of phrases.
    pub(crate) const PAIR_SLOTS: usize = 15;
    pub(crate) const PAIRS: usize = 16;
    /// The first of those about literals.
    pub(crate) const LITERALS: usize = 18;
}

/// How many sections there are.
pub(crate) const SECTIONS: usize = section::LITERALS + LITERAL_SECTIONS;

/// Stands in a hash table where there is nothing.
pub(crate) const NOTHING: u32 = u32::MAX;

/// On which side of a word its neighbour stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Side {
    Before = 1,
    After = 2,
}

/// Where the search for a word with a neighbour begins.
pub(crate) fn hash_pair(word: u32, neighbour: u32, side: Side) -> u32 {
    let mixed = word.wrapping_mul(0x9e37_79b1) ^ neighbour.wrapping_mul(0x85eb_ca77) ^ side as u32;
    mixed ^ mixed >> 15
}

/// Lays out what wakes these rules. A phrase hangs on its rarest word: `commonness` says how common one is.
pub(crate) fn lay_out<'w>(
    rules: impl IntoIterator<Item = (usize, &'w Wakes)>,
    commonness: impl Fn(&str) -> u8,
) -> Vec<u8> {
    let mut layout = Layout::default();
    for (rule, wakes) in rules {
        layout.add(number(rule), wakes, &commonness);
    }
    layout.into_bytes()
}

/// There are fewer of anything in rules than these numbers reach.
pub(super) fn number(count: usize) -> u32 {
    u32::try_from(count).expect("rule files are far below 4 GiB")
}

#[derive(Default)]
struct Layout {
    always: Vec<u32>,
    characters: Vec<u32>,
    numbers: HashMap<String, u32>,
    words: Vec<OnWord>,
    phrases: Vec<u32>,
    parts: Vec<Vec<u32>>,
    signs: Vec<String>,
    pair_rows: HashMap<(u32, u32, Side), usize>,
    pairs: Vec<((u32, u32, Side), Vec<u32>)>,
    literals: LiteralLayout,
}

/// What hangs on a word.
#[derive(Default)]
struct OnWord {
    text: String,
    wakes: Vec<u32>,
    alone: Vec<u32>,
    sides: u32,
}

impl Layout {
    fn add(&mut self, rule: u32, wakes: &Wakes, commonness: &impl Fn(&str) -> u8) {
        match wakes {
            Wakes::Always => self.always.push(rule),
            Wakes::Characters(wanted) => {
                let (ascii, beyond) = wanted.parts();
                self.characters.push(rule);
                self.characters.extend([0, 32, 64, 96].map(|first| (ascii >> first) as u32));
                self.characters.push(beyond.into());
            }
            Wakes::Findings | Wakes::Remarks => {}
            Wakes::Words(words) => {
                for (word, item) in words {
                    let word = self.word(word) as usize;
                    self.words[word].wakes.extend([rule, number(*item)]);
                }
            }
            Wakes::Phrases(phrases) => {
                for (item, phrase) in phrases.iter().enumerate() {
                    self.add_phrase([rule, number(item)], phrase, commonness);
                }
            }
            Wakes::Literals(literals) => {
                for (item, literal) in literals.iter().enumerate() {
                    self.literals.add([rule, number(item)], literal);
                }
            }
        }
    }

    /// The number of a word; a new one if it has none.
    fn word(&mut self, text: &str) -> u32 {
        if let Some(&known) = self.numbers.get(text) {
            return known;
        }
        let new = number(self.words.len());
        self.numbers.insert(text.to_owned(), new);
        self.words.push(OnWord { text: text.to_owned(), ..OnWord::default() });
        new
    }

    fn add_phrase(&mut self, [rule, item]: [u32; 2], phrase: &Phrase, commonness: &impl Fn(&str) -> u8) {
        let rareness = |&at: &usize| {
            let text = &phrase.parts[at].text;
            (commonness(text), std::cmp::Reverse(text.len()))
        };
        let places: Vec<usize> = (0..phrase.parts.len()).filter(|&at| phrase.parts[at].is_word).collect();
        let anchor = match places[..] {
            [] => return,
            [only] => only,
            _ => places.iter().copied().min_by_key(rareness).unwrap_or(places[0]),
        };
        let mut parts = Vec::new();
        for part in &phrase.parts {
            let gap = Gap::ALL.iter().position(|gap| *gap == part.gap).map_or(0, number);
            let text = if part.is_word { self.word(&part.text) } else { self.sign(&part.text) };
            parts.extend([gap << 1 | u32::from(part.is_word), text]);
        }
        let id = number(self.parts.len());
        let word_at =
            |at: Option<usize>| at.filter(|&at| phrase.parts.get(at).is_some_and(|part| part.is_word));
        let word = parts[anchor * 2 + 1];
        let beside = word_at(anchor.checked_add(1)).map(|at| (parts[at * 2 + 1], Side::After));
        let beside =
            beside.or_else(|| word_at(anchor.checked_sub(1)).map(|at| (parts[at * 2 + 1], Side::Before)));
        match beside {
            Some((neighbour, side)) => {
                self.words[word as usize].sides |= side as u32;
                self.pair((word, neighbour, side)).push(id);
            }
            None => self.words[word as usize].alone.push(id),
        }
        self.phrases.extend([rule, item, number(anchor)]);
        self.parts.push(parts);
    }

    fn sign(&mut self, text: &str) -> u32 {
        let known = self.signs.iter().position(|sign| sign == text);
        number(known.unwrap_or_else(|| {
            self.signs.push(text.to_owned());
            self.signs.len() - 1
        }))
    }

    fn pair(&mut self, pair: (u32, u32, Side)) -> &mut Vec<u32> {
        let row = *self.pair_rows.entry(pair).or_insert(self.pairs.len());
        if row == self.pairs.len() {
            self.pairs.push((pair, Vec::new()));
        }
        &mut self.pairs[row].1
    }

    fn into_bytes(self) -> Vec<u8> {
        let Self { always, characters, words, phrases, parts, signs, pairs, literals, .. } = self;
        let word_slots = slots(words.iter().map(|word| hash(word.text.as_bytes())));
        let slots_of_pairs =
            slots(pairs.iter().map(|((word, beside, side), _)| hash_pair(*word, *beside, *side)));
        let pair_slots = slots_of_pairs.into_iter().flat_map(|row| match pairs.get(row as usize) {
            Some(((word, beside, side), _)) => [*word, *beside, *side as u32, row],
            None => [NOTHING; 4],
        });
        let mut sections = vec![Vec::new(); SECTIONS];
        sections[section::ALWAYS] = bytes_of(always);
        sections[section::CHARACTERS] = bytes_of(characters);
        sections[section::SLOTS] = bytes_of(word_slots);
        Rows::of_texts(words.iter().map(|word| word.text.as_str())).put(&mut sections[section::WORDS..]);
        Rows::of_numbers(words.iter().map(|word| word.wakes.as_slice())).put(&mut sections[section::WAKES..]);
        Rows::of_numbers(words.iter().map(|word| word.alone.as_slice())).put(&mut sections[section::ALONE..]);
        sections[section::SIDES] = bytes_of(words.iter().map(|word| word.sides));
        sections[section::PHRASES] = bytes_of(phrases);
        Rows::of_numbers(parts.iter().map(Vec::as_slice)).put(&mut sections[section::PARTS..]);
        Rows::of_texts(signs.iter().map(String::as_str)).put(&mut sections[section::SIGNS..]);
        sections[section::PAIR_SLOTS] = bytes_of(pair_slots);
        Rows::of_numbers(pairs.iter().map(|(_, ids)| ids.as_slice())).put(&mut sections[section::PAIRS..]);
        literals.put(&mut sections[section::LITERALS..]);
        joined(&sections)
    }
}

/// An open-addressed hash table, at most half full: the place of each among what has these hashes.
fn slots(hashes: impl ExactSizeIterator<Item = u32>) -> Vec<u32> {
    let count = (hashes.len() * 2).next_power_of_two().max(2);
    let mut slots = vec![NOTHING; count];
    for (place, hash) in hashes.enumerate() {
        let mut slot = hash as usize & (count - 1);
        while slots[slot] != NOTHING {
            slot = (slot + 1) & (count - 1);
        }
        slots[slot] = number(place);
    }
    slots
}

pub(super) fn bytes_of(numbers: impl IntoIterator<Item = u32>) -> Vec<u8> {
    numbers.into_iter().flat_map(u32::to_le_bytes).collect()
}

/// The sections one after the other, behind the numbers that say where each ends.
fn joined(sections: &[Vec<u8>]) -> Vec<u8> {
    let mut end = SECTIONS * 4;
    let ends = sections.iter().map(|section| {
        end += section.len();
        number(end)
    });
    let mut bytes = bytes_of(ends);
    sections.iter().for_each(|section| bytes.extend(section));
    bytes
}
