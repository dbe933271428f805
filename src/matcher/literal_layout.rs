//! Literals that wake rules, laid out to be found in one pass over a text. A long literal hangs on the rarest four
//! bytes of it, a short one on its first two, and bits tell at nearly every place that nothing hangs there.

use std::collections::{BTreeSet, HashMap};

use super::layout::{bytes_of, number};
use super::rows::Rows;
use super::wakes::Literal;

/// The sections about literals, counted from the first of them.
pub(crate) mod literal_section {
    /// For each literal its text, whether its case counts, and the rules and items that it wakes.
    pub(crate) const TEXTS: usize = 0;
    pub(crate) const EXACT: usize = 2;
    pub(crate) const WAKES: usize = 3;
    /// A bit for each pair of bytes that a short literal may start with; and the short literals by a hash of it: the
    /// literal as the first of four bytes, which of these are its own, and its number.
    pub(crate) const PAIRS: usize = 5;
    pub(crate) const SHORT: usize = 6;
    /// A bit for each hash of four bytes on which long literals hang; and these by the upper bits of the hash: the
    /// four bytes and how far they stand behind its start, the same of its farthest other four, and its number.
    pub(crate) const GRAMS: usize = 8;
    pub(crate) const LONG: usize = 9;
}

/// How many sections there are about literals.
pub(crate) const LITERAL_SECTIONS: usize = 11;

/// Literals of fewer bytes are short.
pub(crate) const GRAM: usize = 4;

/// Four bytes of a text, in some case: letters lose it, and some signs become others.
#[inline]
pub(crate) fn gram(bytes: [u8; GRAM]) -> u32 {
    u32::from_le_bytes(bytes) | 0x2020_2020
}

/// The four bytes of a text from a place on; behind its end stand zeros.
#[inline]
pub(crate) fn gram_at(text: &[u8], place: usize) -> u32 {
    let rest = text.get(place..).unwrap_or_default();
    gram(rest.first_chunk().copied().unwrap_or_else(|| padded(rest)))
}

#[cold]
fn padded(rest: &[u8]) -> [u8; GRAM] {
    std::array::from_fn(|at| rest.get(at).copied().unwrap_or(0))
}

/// The first two of four bytes.
#[inline]
pub(crate) fn pair_of_gram(gram: u32) -> u16 {
    gram as u16
}

/// The row of short literals for a pair of bytes.
pub(crate) fn row_of_pair(pair: u16) -> usize {
    hash_gram(pair.into()) as usize >> (u32::BITS - 10)
}

const PAIR_ROWS: usize = 1 << 10;

/// A hash of 32 bits whose upper ones are good.
#[inline]
pub(crate) fn hash_gram(gram: u32) -> u32 {
    gram.wrapping_mul(0x9e37_79b1)
}

/// The row of long literals for a hash of four bytes.
pub(crate) fn row_of_gram(hash: u32) -> usize {
    hash as usize >> (u32::BITS - 12)
}

const GRAM_ROWS: usize = 1 << 12;

/// So many bytes of bits there are for pairs, and for hashes of four bytes.
pub(crate) const BIT_BYTES: usize = (1 << 16) / 8;

/// The bit for a hash of four bytes.
#[inline]
pub(crate) fn bit_of_gram(hash: u32) -> u16 {
    (hash >> 16) as u16
}

/// What is known of the literals of rules.
#[derive(Default)]
pub(crate) struct LiteralLayout {
    numbers: HashMap<Literal, usize>,
    /// Each literal, in lower case if that does not count, and what it wakes.
    literals: Vec<(Literal, Vec<u32>)>,
}

impl LiteralLayout {
    /// Adds a literal that wakes a rule and an item of it.
    pub(crate) fn add(&mut self, wakes: [u32; 2], literal: &Literal) {
        let mut literal = literal.clone();
        if !literal.is_exact {
            literal.text.make_ascii_lowercase();
        }
        if literal.text.is_empty() {
            return;
        }
        let new = self.literals.len();
        let at = *self.numbers.entry(literal.clone()).or_insert(new);
        if at == new {
            self.literals.push((literal, Vec::new()));
        }
        self.literals[at].1.extend(wakes);
    }

    /// Makes the sections that [`literal_section`] names.
    pub(crate) fn put(self, sections: &mut [Vec<u8>]) {
        let literals = &self.literals;
        if literals.is_empty() {
            return;
        }
        let (mut pairs, mut short) = (vec![0; BIT_BYTES], vec![Vec::new(); PAIR_ROWS]);
        let (mut grams, mut long) = (vec![0; BIT_BYTES], vec![Vec::new(); GRAM_ROWS]);
        let mut crowds: HashMap<u32, usize> = HashMap::new();
        for (at, (literal, _)) in literals.iter().enumerate() {
            let bytes = literal.text.as_bytes();
            let Some((gram, offset)) = rarest(bytes, &crowds) else {
                let own = u32::MAX >> (u32::BITS - u8::BITS * number(bytes.len()));
                for pair in starts(bytes) {
                    set_bit(&mut pairs, pair);
                    short[row_of_pair(pair)].extend([gram_at(bytes, 0) & own, own, number(at)]);
                }
                continue;
            };
            *crowds.entry(gram).or_default() += 1;
            let hash = hash_gram(gram);
            set_bit(&mut grams, bit_of_gram(hash));
            let other = if offset * 2 < bytes.len() - GRAM { bytes.len() - GRAM } else { 0 };
            let entry = [gram, number(offset), gram_at(bytes, other), number(other), number(at)];
            long[row_of_gram(hash)].extend(entry);
        }
        let texts = literals.iter().map(|(literal, _)| literal.text.as_str());
        Rows::of_texts(texts).put(&mut sections[literal_section::TEXTS..]);
        sections[literal_section::EXACT] =
            bytes_of(literals.iter().map(|(literal, _)| u32::from(literal.is_exact)));
        let wakes = literals.iter().map(|(_, wakes)| wakes.as_slice());
        Rows::of_numbers(wakes).put(&mut sections[literal_section::WAKES..]);
        sections[literal_section::PAIRS] = pairs;
        Rows::of_numbers(short.iter().map(Vec::as_slice)).put(&mut sections[literal_section::SHORT..]);
        sections[literal_section::GRAMS] = grams;
        Rows::of_numbers(long.iter().map(Vec::as_slice)).put(&mut sections[literal_section::LONG..]);
    }
}

/// The pairs of bytes that a short literal starts with: all of its first byte if it has no other.
fn starts(literal: &[u8]) -> BTreeSet<u16> {
    let seconds = literal.get(1).map_or(0..=u8::MAX, |&second| second..=second);
    seconds.map(|second| pair_of_gram(gram_at(&[literal[0], second], 0))).collect()
}

fn set_bit(bits: &mut [u8], bit: u16) {
    bits[usize::from(bit / 8)] |= 1 << (bit % 8);
}

/// The four bytes of a literal that are likely to be the rarest in texts, those that many hang on already apart; and
/// how far they stand behind its start.
fn rarest(literal: &[u8], crowds: &HashMap<u32, usize>) -> Option<(u32, usize)> {
    let grams = literal.windows(GRAM).enumerate().map(|(offset, bytes)| {
        let gram = gram_at(bytes, 0);
        let commonness: usize = bytes.iter().map(|&byte| commonness(byte)).sum();
        (commonness + crowds.get(&gram).copied().unwrap_or(0), gram, offset)
    });
    grams.min().map(|(_, gram, offset)| (gram, offset))
}

/// How common a byte is in prose, about as its logarithm.
fn commonness(byte: u8) -> usize {
    const COMMON_FIRST: &[u8] = b" etaoinsrhldcumfpgwybv.k,'-xjqz";
    let byte = byte.to_ascii_lowercase();
    COMMON_FIRST.iter().position(|&common| common == byte).map_or(0, |place| COMMON_FIRST.len() - place)
}
