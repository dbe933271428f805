//! Reads what was laid out of the wakes of rules, where it lies.

use std::borrow::Cow;

use super::layout::{NOTHING, SECTIONS, Side, hash_pair, section};
use super::wakes::Gap;
use crate::text::CharacterSet;

/// What wakes a set of rules.
#[derive(Debug)]
pub(super) struct Table {
    bytes: Cow<'static, [u8]>,
    ends: [usize; SECTIONS],
}

/// Numbers in bytes.
#[derive(Clone, Copy)]
pub(super) struct Numbers<'t>(&'t [[u8; 4]]);

/// A part of a phrase.
pub(super) enum PartKind<'t> {
    /// A word, by its number.
    Word(u32),
    Sign(&'t str),
}

impl<'t> Numbers<'t> {
    fn of(bytes: &'t [u8]) -> Self {
        Self(bytes.as_chunks().0)
    }

    pub(super) fn get(self, at: usize) -> Option<u32> {
        self.0.get(at).map(|&bytes| u32::from_le_bytes(bytes))
    }

    pub(super) fn is_empty(self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn iter(self) -> impl Iterator<Item = u32> + 't {
        self.0.iter().map(|&bytes| u32::from_le_bytes(bytes))
    }

    /// The numbers, so many at a time.
    pub(super) fn groups<const N: usize>(self) -> impl Iterator<Item = [u32; N]> + 't {
        self.0.as_chunks().0.iter().map(|group: &[_; N]| group.map(u32::from_le_bytes))
    }

    fn group<const N: usize>(self, at: usize) -> Option<[u32; N]> {
        self.0.as_chunks().0.get(at).map(|group: &[_; N]| group.map(u32::from_le_bytes))
    }
}

impl Table {
    /// The table that was laid out in these bytes.
    pub(super) fn new(bytes: impl Into<Cow<'static, [u8]>>) -> Self {
        let bytes = bytes.into();
        let numbers = Numbers::of(&bytes);
        let ends = std::array::from_fn(|at| numbers.get(at).map_or(0, |end| end as usize));
        Self { bytes, ends }
    }

    fn section(&self, at: usize) -> &[u8] {
        let start = at.checked_sub(1).map_or(SECTIONS * 4, |before| self.ends[before]);
        self.bytes.get(start..self.ends[at]).unwrap_or_default()
    }

    pub(super) fn numbers(&self, at: usize) -> Numbers<'_> {
        Numbers::of(self.section(at))
    }

    /// The rules that characters wake, each with these.
    pub(super) fn characters(&self) -> impl Iterator<Item = (u32, CharacterSet)> {
        self.numbers(section::CHARACTERS).groups().map(|[rule, ascii @ .., beyond]: [u32; 6]| {
            let ascii = ascii.iter().rev().fold(0, |all, &some| all << 32 | u128::from(some));
            (rule, CharacterSet::new(ascii, beyond != 0))
        })
    }

    /// A row of the rows whose first section is `at`.
    pub(super) fn row(&self, at: usize, row: usize) -> &[u8] {
        let ends = self.numbers(at);
        let start = row.checked_sub(1).and_then(|before| ends.get(before)).unwrap_or(0);
        let end = ends.get(row).unwrap_or(start);
        self.section(at + 1).get(start as usize..end as usize).unwrap_or_default()
    }

    /// The same of rows of numbers.
    pub(super) fn numbers_in(&self, at: usize, row: usize) -> Numbers<'_> {
        Numbers::of(self.row(at, row))
    }

    /// The bits of a section.
    pub(super) fn bits(&self, at: usize) -> &[u8] {
        self.section(at)
    }

    /// The number of a word with this hash, if a rule asks about it.
    pub(super) fn word(&self, text: &str, hash: u32) -> Option<u32> {
        let slots = self.numbers(section::SLOTS);
        let mut slot = hash as usize;
        loop {
            let word = slots.get(slot & slots.0.len().checked_sub(1)?).filter(|&word| word != NOTHING)?;
            if self.row(section::WORDS, word as usize) == text.as_bytes() {
                return Some(word);
            }
            slot += 1;
        }
    }

    /// On which sides phrases hang on a neighbour of a word too.
    pub(super) fn has_side(&self, word: u32, side: Side) -> bool {
        self.numbers(section::SIDES).get(word as usize).is_some_and(|sides| sides & side as u32 != 0)
    }

    /// The phrases that hang on a word alone.
    pub(super) fn alone(&self, word: u32) -> Numbers<'_> {
        self.numbers_in(section::ALONE, word as usize)
    }

    /// The phrases that hang on a word and its neighbour.
    pub(super) fn beside(&self, word: u32, neighbour: u32, side: Side) -> Numbers<'_> {
        let slots = self.numbers(section::PAIR_SLOTS);
        let find = || {
            let mask = (slots.0.len() / 4).checked_sub(1)?;
            let mut slot = hash_pair(word, neighbour, side) as usize;
            loop {
                let [held, beside, at, row] = slots.group(slot & mask).filter(|slot| slot[3] != NOTHING)?;
                if (held, beside, at) == (word, neighbour, side as u32) {
                    return Some(row as usize);
                }
                slot += 1;
            }
        };
        find().map_or(Numbers(&[]), |row| self.numbers_in(section::PAIRS, row))
    }

    /// The rule and the item of a phrase, and the part that it hangs on.
    pub(super) fn phrase(&self, id: u32) -> [u32; 3] {
        self.numbers(section::PHRASES).group(id as usize).unwrap_or_default()
    }

    /// What stands before each part of a phrase, and the part.
    pub(super) fn parts(
        &self,
        phrase: u32,
    ) -> impl DoubleEndedIterator<Item = (Gap, PartKind<'_>)> + ExactSizeIterator {
        self.row(section::PARTS, phrase as usize).as_chunks::<8>().0.iter().map(|part| {
            let numbers = Numbers::of(part);
            let (kind, value) = (numbers.get(0).unwrap_or(0), numbers.get(1).unwrap_or(0));
            let gap = Gap::ALL[(kind >> 1) as usize % Gap::ALL.len()];
            match kind & 1 {
                1 => (gap, PartKind::Word(value)),
                _ => (gap, PartKind::Sign(self.text(section::SIGNS, value as usize))),
            }
        })
    }

    /// A row that is a text.
    pub(super) fn text(&self, at: usize, row: usize) -> &str {
        str::from_utf8(self.row(at, row)).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::layout::lay_out;
    use crate::matcher::wakes::Wakes;

    #[test]
    fn characters_are_read_as_they_were_laid_out() {
        let sets = [
            CharacterSet::of_text("\u{1}!Aa~"),
            CharacterSet::of_text("(…)"),
            CharacterSet::BEYOND_ASCII,
            CharacterSet::default(),
        ];
        let wakes = sets.map(Wakes::Characters);
        let table = Table::new(lay_out(wakes.iter().enumerate(), |_| 0));
        let read: Vec<(u32, CharacterSet)> = table.characters().collect();
        assert_eq!(read, [0, 1, 2, 3].map(|rule| (rule, sets[rule as usize])));
    }
}
