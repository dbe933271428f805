//! Sets of words that are asked about again and again, and hold the word at hand hardly ever.

use super::interner::Interner;
use super::vocabulary::{Vocabulary, WordId};
use crate::lexicon::hash;

/// A set of words or phrases in lower case.
#[derive(Clone, Debug, Default)]
pub struct WordSet {
    words: Interner,
    filter: Filter,
}

impl WordSet {
    /// Adds a word in lower case.
    pub fn insert(&mut self, word: &str) {
        let hash = hash(word.as_bytes());
        if self.words.intern(word, hash) as usize == self.filter.len() {
            self.filter.add(hash, || self.words.hashes());
        }
    }

    /// Whether it holds what is written so in lower case.
    pub fn contains(&self, folded: &str) -> bool {
        let hash = hash(folded.as_bytes());
        self.filter.may_hold(hash) && self.surely_contains(folded, hash)
    }

    /// Whether it holds a word of a document.
    #[inline]
    pub fn contains_word(&self, vocabulary: &Vocabulary, word: WordId) -> bool {
        let hash = vocabulary.hash(word);
        self.filter.may_hold(hash) && self.surely_contains(vocabulary.text(word), hash)
    }

    /// The same, asked of the words themselves. It stands apart to be called seldom.
    #[inline(never)]
    fn surely_contains(&self, folded: &str, hash: u32) -> bool {
        self.words.find(folded, hash).is_some()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.filter.len() == 0
    }

    /// The words as they came.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.words.iter()
    }
}

impl<T: AsRef<str>> Extend<T> for WordSet {
    fn extend<I: IntoIterator<Item = T>>(&mut self, words: I) {
        words.into_iter().for_each(|word| self.insert(word.as_ref()));
    }
}

impl<T: AsRef<str>> FromIterator<T> for WordSet {
    fn from_iter<I: IntoIterator<Item = T>>(words: I) -> Self {
        let mut set = Self::default();
        set.extend(words);
        set
    }
}

/// A bit for the hash of each word of a set, which answers for most words that the set does not hold.
#[derive(Clone, Debug, Default)]
pub(super) struct Filter {
    /// A power of two of bits.
    bits: Vec<u64>,
    count: usize,
}

/// How many bits there are to a word at least, and after the filter has grown.
const FEWEST_BITS: usize = 8;
const BITS: usize = 4 * FEWEST_BITS;

impl Filter {
    /// Adds the hash of a word. `before` are the hashes of those that were added before.
    pub(super) fn add<H: Iterator<Item = u32>>(&mut self, hash: u32, before: impl FnOnce() -> H) {
        self.count += 1;
        if self.count * FEWEST_BITS > self.bits.len() * 64 {
            self.bits = vec![0; (self.count * BITS / 64).next_power_of_two()];
            before().for_each(|hash| self.note(hash));
        }
        self.note(hash);
    }

    /// How many hashes were added.
    pub(super) fn len(&self) -> usize {
        self.count
    }

    fn note(&mut self, hash: u32) {
        let (place, bit) = self.place(hash);
        self.bits[place] |= bit;
    }

    /// Whether a word with this hash may have been added.
    #[inline]
    pub(super) fn may_hold(&self, hash: u32) -> bool {
        let (place, bit) = self.place(hash);
        self.bits.get(place).is_some_and(|bits| bits & bit != 0)
    }

    /// Where the bit of a hash stands, if anything was added.
    #[inline]
    fn place(&self, hash: u32) -> (usize, u64) {
        let hash = hash as usize;
        ((hash / 64) & self.bits.len().wrapping_sub(1), 1 << (hash % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_held_whatever_their_number() {
        for count in [0, 1, 7, 8, 9, 1_000] {
            let set: WordSet = (0..count).map(|number| format!("word{number}")).collect();
            let held = (0..2_000).filter(|number| set.contains(&format!("word{number}"))).count();
            assert_eq!((held, set.iter().count()), (count, count));
        }
    }
}
