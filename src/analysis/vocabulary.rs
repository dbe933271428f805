//! The vocabulary of a document: each distinct word once, in lower case, with all of its places.

mod key;

use std::ops::Range;

use key::{Key, head, short};

use crate::lexicon::{WordHash, hash};
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
struct Word {
    /// Its first eight bytes, to tell it from most others at a glance.
    head: u64,
    hash: u32,
    start: u32,
    end: u32,
    first: u32,
    last: u32,
    count: u32,
}

/// The distinct words of a document.
#[derive(Clone, Debug)]
pub struct Vocabulary {
    /// All folded words, one after the other.
    folded: String,
    words: Vec<Word>,
    /// The words by their hashes, open-addressed; at most half of the slots are taken.
    slots: Vec<u32>,
    /// The word of each token, and the next token of the same word.
    of_token: Vec<u32>,
    next: Vec<u32>,
}

const NO_TOKEN: u32 = u32::MAX;
const NO_WORD: u32 = u32::MAX;
const FEWEST_SLOTS: usize = 64;
/// There is room for no more distinct words than these before so many are met.
const MOST_EXPECTED: usize = 4096;

impl Vocabulary {
    /// The words among `tokens`.
    pub fn new(text: &str, tokens: &[Token]) -> Self {
        // A page has a third as many distinct words as tokens, a book far fewer.
        let words = (tokens.len() / 3).min(MOST_EXPECTED);
        let mut vocabulary = Self {
            folded: String::with_capacity(8 * words),
            words: Vec::with_capacity(words),
            slots: vec![NO_WORD; (2 * words).next_power_of_two().max(FEWEST_SLOTS)],
            of_token: Vec::with_capacity(tokens.len()),
            next: vec![NO_TOKEN; tokens.len()],
        };
        for (index, token) in tokens.iter().enumerate() {
            let word = match token.kind {
                TokenKind::Word => vocabulary.add(text, token.span().range(), index),
                _ => NO_WORD,
            };
            vocabulary.of_token.push(word);
        }
        vocabulary
    }

    /// Adds the word at a range of the text, which is the token at `index`.
    fn add(&mut self, text: &str, range: Range<usize>, index: usize) -> u32 {
        if range.len() <= size_of::<u64>()
            && let Some(head) = short(text.as_bytes(), range.start, range.len())
        {
            let hash = WordHash::default().with(head).finish();
            let key = head.to_le_bytes();
            return self.add_folded(&key[..range.len()], (hash, head), index, &text[range]);
        }
        match Key::of(text, range.start, range.end) {
            Some(key) => self.add_folded(key.bytes(), (key.hash, key.head), index, &text[range]),
            None => {
                let folded = fold(&text[range]);
                let bytes = folded.as_bytes();
                self.add_folded(bytes, (hash(bytes), head(bytes)), index, &folded)
            }
        }
    }

    /// Adds a folded word, which is also given as it is written but for the case of letters of ASCII.
    #[inline]
    fn add_folded(&mut self, folded: &[u8], (hash, head): (u32, u64), index: usize, written: &str) -> u32 {
        let index = u32::try_from(index).expect("a document has fewer tokens than bytes");
        let slot = match self.slot(folded, hash, head) {
            Ok(known) => {
                let word = &mut self.words[known as usize];
                self.next[word.last as usize] = index;
                word.last = index;
                word.count += 1;
                return known;
            }
            Err(free) => free,
        };
        let new = u32::try_from(self.words.len()).expect("fewer words than bytes");
        let start = u32::try_from(self.folded.len()).expect("sources are smaller than 4 GiB");
        self.folded.push_str(written);
        self.folded[start as usize..].make_ascii_lowercase();
        let end = u32::try_from(self.folded.len()).expect("sources are smaller than 4 GiB");
        self.words.push(Word { head, hash, start, end, first: index, last: index, count: 1 });
        self.slots[slot] = new;
        if self.words.len() * 2 > self.slots.len() {
            self.grow();
        }
        new
    }

    /// The word that is folded so, or the slot where it would stand.
    #[inline]
    fn slot(&self, folded: &[u8], hash: u32, head: u64) -> Result<u32, usize> {
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            let id = self.slots[slot];
            if id == NO_WORD {
                return Err(slot);
            }
            let word = &self.words[id as usize];
            let len = (word.end - word.start) as usize;
            let is_alike = word.head == head && word.hash == hash && len == folded.len();
            if is_alike && (len <= size_of::<u64>() || self.text(WordId(id)).as_bytes() == folded) {
                return Ok(id);
            }
            slot = (slot + 1) & mask;
        }
    }

    fn grow(&mut self) {
        let mut slots = vec![NO_WORD; self.slots.len() * 4];
        let mask = slots.len() - 1;
        for (id, word) in self.words.iter().enumerate() {
            let mut slot = word.hash as usize & mask;
            while slots[slot] != NO_WORD {
                slot = (slot + 1) & mask;
            }
            slots[slot] = id as u32;
        }
        self.slots = slots;
    }

    /// The words, in the order of their first place.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = WordId> + use<> {
        (0..self.words.len()).map(|index| WordId(index as u32))
    }

    /// A word in lower case with straight apostrophes, as written else (“putin's”, “u.s.”).
    #[inline]
    pub fn text(&self, id: WordId) -> &str {
        let word = &self.words[id.0 as usize];
        &self.folded[word.start as usize..word.end as usize]
    }

    /// The hash of a word, as [`hash`] makes it.
    #[inline]
    pub(crate) fn hash(&self, id: WordId) -> u32 {
        self.words[id.0 as usize].hash
    }

    /// The word that is written so in lower case, if it stands in the document.
    pub fn find(&self, folded: &str) -> Option<WordId> {
        let bytes = folded.as_bytes();
        self.slot(bytes, hash(bytes), head(bytes)).ok().map(WordId)
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
        self.of_token.get(index).filter(|&&word| word != NO_WORD).map(|&word| WordId(word))
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
