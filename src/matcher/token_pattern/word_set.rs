//! Sets of words that are asked about at every step of a search, and hold the word at hand hardly ever.

use rustc_hash::FxHashSet;

/// A set of words. What its words begin with and how long they are is known beside them, which answers for most words
/// that it does not hold.
#[derive(Debug, Default)]
pub(super) struct WordSet {
    /// A bit for each first byte, by its lowest bits.
    firsts: u64,
    /// A bit for each length; the last stands for all that are longer.
    lengths: u64,
    words: FxHashSet<String>,
}

impl WordSet {
    pub(super) fn insert(&mut self, word: String) {
        let (first, length) = bits(&word);
        self.firsts |= first;
        self.lengths |= length;
        self.words.insert(word);
    }

    pub(super) fn contains(&self, word: &str) -> bool {
        let (first, length) = bits(word);
        self.firsts & first != 0 && self.lengths & length != 0 && self.words.contains(word)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }
}

impl Extend<String> for WordSet {
    fn extend<I: IntoIterator<Item = String>>(&mut self, words: I) {
        words.into_iter().for_each(|word| self.insert(word));
    }
}

fn bits(word: &str) -> (u64, u64) {
    let first = word.as_bytes().first().map_or(0, |first| first & 63);
    (1 << first, 1 << word.len().min(63))
}
