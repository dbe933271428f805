//! Which words are mistaken for which: those that are listed, and words a slip of one letter apart.

use std::collections::{BTreeMap, BTreeSet};

use prosec::lexicon::Lexicon;

/// Words that may stand where another is meant.
pub struct Pairs {
    /// For each word, the words that may have been meant by it.
    pub meant: BTreeMap<String, BTreeSet<String>>,
    /// The pairs that are listed: they are mistaken more often than a slip of the hand explains.
    pub listed: BTreeSet<(String, String)>,
    /// What is written, and what is never said to be meant by it.
    silent: BTreeSet<(String, String)>,
}

/// Who writes a rarer word means it more often than not, whatever its neighbours; unless the pair is listed.
const LEAST_SLIP_FREQUENCY: u8 = 22;

impl Pairs {
    /// Whether a word may be reported, and another said to be meant.
    pub fn may_be_reported(&self, written: &str, meant: &str, lexicon: &Lexicon) -> bool {
        let pair = (written.to_owned(), meant.to_owned());
        let is_frequent =
            lexicon.lookup(written).is_some_and(|entry| entry.frequency() >= LEAST_SLIP_FREQUENCY);
        (is_frequent || self.listed.contains(&pair)) && !self.silent.contains(&pair)
    }
}

/// What is meant must be met so often, or nothing is learned of it.
const LEAST_USES: u32 = 120;
/// A word rarer than this is no slip that anyone would make without noticing: 10 to the power of a quarter of it, in a
/// thousand million words.
const LEAST_FREQUENCY: u8 = 10;
/// So often must a word be met that is itself a slip.
const LEAST_SLIP_USES: u32 = 3;
/// Of the words that may be meant, the most frequent are kept.
const MOST_MEANT: usize = 10;

pub fn pairs(listed: &str, uses: &BTreeMap<String, u32>, lexicon: &Lexicon) -> Pairs {
    let uses_of = |word: &str| uses.get(word).copied().unwrap_or(0);
    let is_word = |word: &str| {
        lexicon.lookup(word).is_some_and(|entry| entry.is_lower() && entry.frequency() >= LEAST_FREQUENCY)
            || word.contains('\'') && uses_of(word) >= LEAST_USES
    };
    let silent = listed.lines().filter_map(|line| line.strip_prefix("! ")?.split_once(' '));
    let silent = silent.map(|(written, meant)| (written.to_owned(), meant.to_owned())).collect();
    let mut pairs = Pairs { meant: BTreeMap::new(), listed: BTreeSet::new(), silent };
    for group in listed.lines().filter(|line| !line.starts_with(['#', '!'])) {
        let words: Vec<&str> = group.split(' ').filter(|word| is_word(word)).collect();
        for &written in &words {
            for &meant in words.iter().filter(|&&meant| meant != written && uses_of(meant) >= LEAST_USES) {
                pairs.meant.entry(written.to_owned()).or_default().insert(meant.to_owned());
                pairs.listed.insert((written.to_owned(), meant.to_owned()));
            }
        }
    }
    for (meant, _) in uses.iter().filter(|&(word, &count)| count >= LEAST_USES && is_word(word)) {
        if !is_common(meant, lexicon) {
            continue;
        }
        for written in slips(meant) {
            let may_be_slip = uses_of(&written) >= LEAST_SLIP_USES
                && is_word(&written)
                && is_common(&written, lexicon)
                && !is_form(&written, meant);
            if may_be_slip {
                pairs.meant.entry(written).or_default().insert(meant.clone());
            }
        }
    }
    for (written, meant) in &mut pairs.meant {
        let mut ranked: Vec<String> = meant.iter().cloned().collect();
        ranked.sort_by_key(|word| {
            let is_listed = pairs.listed.contains(&(written.clone(), word.clone()));
            (!is_listed, std::cmp::Reverse(uses_of(word)))
        });
        ranked.truncate(MOST_MEANT);
        *meant = ranked.into_iter().collect();
    }
    pairs
}

/// Whether a word is spelled so everywhere: what is right in one region is no slip in another.
fn is_common(word: &str, lexicon: &Lexicon) -> bool {
    lexicon.lookup(word).is_some_and(|entry| entry.dialects().is_common())
}

/// Whether one word is the other with an *s*: which of the two is right is for rules of grammar.
fn is_form(word: &str, other: &str) -> bool {
    let (long, short) = if word.len() > other.len() { (word, other) } else { (other, word) };
    short.len() >= 3 && long.strip_suffix('s') == Some(short)
}

/// What becomes of a word by one slip: a letter left out, doubled, added, put for another, or two changed about.
fn slips(word: &str) -> BTreeSet<String> {
    let letters: Vec<char> = word.chars().collect();
    let mut slips = BTreeSet::new();
    let mut add = |letters: Vec<char>| {
        let slip: String = letters.into_iter().collect();
        if slip.len() >= 2 && slip != word {
            slips.insert(slip);
        }
    };
    for place in 0..letters.len() {
        let mut left_out = letters.clone();
        left_out.remove(place);
        add(left_out);
        if place + 1 < letters.len() {
            let mut swapped = letters.clone();
            swapped.swap(place, place + 1);
            add(swapped);
        }
    }
    for letter in 'a'..='z' {
        for place in 0..=letters.len() {
            let mut added = letters.clone();
            added.insert(place, letter);
            add(added);
            if place < letters.len() {
                let mut other = letters.clone();
                other[place] = letter;
                add(other);
            }
        }
    }
    slips
}
