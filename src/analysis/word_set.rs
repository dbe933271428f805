//! Sets of words that are asked about again and again, and hold the word at hand hardly ever.

use super::interner::Interner;
use super::vocabulary::{Vocabulary, WordId};
use crate::lexicon::hash;

/// A set of words or phrases in lower case.
#[derive(Clone, Debug, Default)]
pub struct WordSet {
    words: Interner,
}

impl WordSet {
    /// Adds a word in lower case.
    pub fn insert(&mut self, word: &str) {
        self.words.intern(word, hash(word.as_bytes()));
    }

    /// Whether it holds what is written so in lower case.
    pub fn contains(&self, folded: &str) -> bool {
        self.words.find(folded, hash(folded.as_bytes())).is_some()
    }

    /// Whether it holds a word of a document.
    #[inline]
    pub fn contains_word(&self, vocabulary: &Vocabulary, word: WordId) -> bool {
        self.words.find_with(vocabulary.hash(word), || vocabulary.text(word)).is_some()
    }

    /// Whether it holds nothing.
    pub fn is_empty(&self) -> bool {
        self.words.len() == 0
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
