//! The vocabulary of a document: each distinct word once, in lower case, with all of its places.

use std::hash::BuildHasher;

use hashbrown::HashTable;
use rustc_hash::FxBuildHasher;

use crate::text::{Token, TokenKind, fold};

/// A distinct word of one document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(u32);

impl WordId {
    /// Its place among the words of its document.
    #[inline]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// What is known of a distinct word.
#[derive(Clone, Copy, Debug)]
pub struct Word {
    start: u32,
    end: u32,
    first: u32,
    last: u32,
    count: u32,
}

/// The distinct words of a document.
#[derive(Clone, Debug, Default)]
pub struct Vocabulary {
    /// All folded words, one after the other.
    folded: String,
    words: Vec<Word>,
    table: HashTable<WordId>,
    /// The word of each token, and the next token of the same word.
    of_token: Vec<Option<WordId>>,
    next: Vec<u32>,
}

const NO_TOKEN: u32 = u32::MAX;

impl Vocabulary {
    /// The words among `tokens`.
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        let mut vocabulary = Self {
            of_token: Vec::with_capacity(tokens.len()),
            next: vec![NO_TOKEN; tokens.len()],
            ..Self::default()
        };
        let mut table = HashTable::new();
        for (index, token) in tokens.iter().enumerate() {
            let id = match token.kind {
                TokenKind::Word => Some(vocabulary.add(&fold(token.text(text)), index, &mut table)),
                _ => None,
            };
            vocabulary.of_token.push(id);
        }
        vocabulary.table = table;
        vocabulary
    }

    fn add(&mut self, folded: &str, index: usize, table: &mut HashTable<WordId>) -> WordId {
        let index = u32::try_from(index).expect("a document has fewer tokens than bytes");
        let hash = |text: &str| FxBuildHasher.hash_one(text);
        if let Some(&id) = table.find(hash(folded), |&id| self.text(id) == folded) {
            let word = &mut self.words[id.0 as usize];
            self.next[word.last as usize] = index;
            word.last = index;
            word.count += 1;
            return id;
        }
        let id = WordId(u32::try_from(self.words.len()).expect("fewer words than bytes"));
        let start = u32::try_from(self.folded.len()).expect("sources are smaller than 4 GiB");
        self.folded.push_str(folded);
        let end = u32::try_from(self.folded.len()).expect("sources are smaller than 4 GiB");
        self.words.push(Word { start, end, first: index, last: index, count: 1 });
        let (words, all) = (&self.words, &self.folded);
        table.insert_unique(hash(folded), id, |&other| {
            let word = words[other.0 as usize];
            hash(&all[word.start as usize..word.end as usize])
        });
        id
    }

    /// The words, in the order of their first place.
    pub fn ids(&self) -> impl Iterator<Item = WordId> + use<> {
        (0..self.words.len()).map(|index| WordId(index as u32))
    }

    /// A word in lower case with straight apostrophes, as written else (“putin's”, “u.s.”).
    #[inline]
    pub fn text(&self, id: WordId) -> &str {
        let word = self.words[id.0 as usize];
        &self.folded[word.start as usize..word.end as usize]
    }

    /// The word that is written so when folded, if the document holds it.
    pub fn find(&self, folded: &str) -> Option<WordId> {
        self.table.find(FxBuildHasher.hash_one(folded), |&id| self.text(id) == folded).copied()
    }

    /// How often a folded word stands in the document, if it does.
    pub fn count_of(&self, folded: &str) -> Option<usize> {
        self.find(folded).map(|id| self.count(id))
    }

    /// How often the word stands in the document.
    #[inline]
    pub fn count(&self, id: WordId) -> usize {
        self.words[id.0 as usize].count as usize
    }

    /// The word of the token at `index`, if that token is a word.
    #[inline]
    pub fn of_token(&self, index: usize) -> Option<WordId> {
        self.of_token.get(index).copied().flatten()
    }

    /// The indices of the tokens of a word, in order.
    pub fn places(&self, id: WordId) -> impl Iterator<Item = usize> + '_ {
        let first = Some(self.words[id.0 as usize].first);
        std::iter::successors(first, |&index| {
            Some(self.next[index as usize]).filter(|&next| next != NO_TOKEN)
        })
        .map(|index| index as usize)
    }

    /// The next token behind the one at `index` that is the same word.
    #[inline]
    pub fn next_place(&self, index: usize) -> Option<usize> {
        Some(self.next[index]).filter(|&next| next != NO_TOKEN).map(|next| next as usize)
    }

    /// The word that is written so in lower case, if it stands in the document.
    pub fn find(&self, folded: &str) -> Option<WordId> {
        self.table.find(FxBuildHasher.hash_one(folded), |&id| self.text(id) == folded).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::TextSpan;
    use crate::text::tokenize;

    #[test]
    fn words_are_folded_and_know_their_places() {
        let text = "The cat saw the Cat’s cat.";
        let mut tokens = Vec::new();
        tokenize(text, TextSpan::new(0, text.len()), &mut tokens);
        let vocabulary = Vocabulary::new(text, &tokens);
        let all: Vec<(&str, Vec<usize>)> =
            vocabulary.ids().map(|id| (vocabulary.text(id), vocabulary.places(id).collect())).collect();
        assert_eq!(all, [("the", vec![0, 3]), ("cat", vec![1, 5]), ("saw", vec![2]), ("cat's", vec![4])]);
        assert_eq!(vocabulary.count(vocabulary.of_token(0).expect("a word")), 2);
    }
}
