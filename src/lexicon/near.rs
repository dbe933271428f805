//! The words of the tables that are a few edits away from another. Words are told apart by their letters first, 64 at a
//! time: what lacks more letters than there are edits, or has more others, is too far away.

use super::distance::Pattern;
use super::entry::Entry;
use super::letters::{GROUP, GROUPS, PLANES, group, letters};
use super::tables;

/// A word of the tables near to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NearWord {
    pub(super) key: &'static str,
    pub(super) entry: Entry,
    /// How many edits away it is.
    pub(super) distance: u8,
}

/// The words with one of these first letters that are at most `reach` edits away from a stem, itself left out. Of words
/// that were never counted, only those one edit away.
pub(super) fn near_words(stem: &str, firsts: &[u8], reach: u8) -> Vec<NearWord> {
    let (pattern, letters, typed) = (Pattern::new(stem), letters(stem.as_bytes()), stem.chars().count());
    let mut found = Vec::new();
    for &first in firsts {
        for (is_counted, reach) in [(true, reach), (false, 1)] {
            let shortest = typed.saturating_sub(usize::from(reach));
            for length in shortest..=typed + usize::from(reach) {
                let Some(group) = Group::of(is_counted, first, length) else { continue };
                for place in group.like(letters, Room::new(reach, typed, length)) {
                    let Some((key, entry)) = group.word(place) else { continue };
                    let distance = pattern.distance(key);
                    if (1..=usize::from(reach)).contains(&distance) {
                        found.push(NearWord { key, entry, distance: distance as u8 });
                    }
                }
            }
        }
    }
    found
}

/// How many letters of a stem a word may lack, and how many others it may have.
#[derive(Clone, Copy)]
struct Room {
    missing: u8,
    surplus: u8,
}

impl Room {
    /// Between words of these lengths that are so many edits apart: a letter more or less is an edit by itself.
    fn new(reach: u8, typed: usize, length: usize) -> Self {
        let less = |by: usize| reach.saturating_sub(by as u8);
        Self { missing: less(length.saturating_sub(typed)), surplus: less(typed.saturating_sub(length)) }
    }
}

/// Words of one first letter and one length.
struct Group {
    length: usize,
    count: usize,
    /// Where the records of the words start.
    records: usize,
    /// For each 64 words, which of them have each letter.
    blocks: &'static [[u8; 8 * PLANES]],
}

impl Group {
    fn of(is_counted: bool, first: u8, length: usize) -> Option<Self> {
        static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/near.bin"));
        let (groups, blocks) = TABLE.split_at_checked(GROUPS * GROUP * 4)?;
        let number =
            |at: usize| groups.as_chunks::<4>().0.get(at).map(|&number| u32::from_le_bytes(number) as usize);
        let at = group(is_counted, first, length)? * GROUP;
        let (records, count, start) = (number(at)?, number(at + 1)?, number(at + 2)?);
        let blocks = blocks.as_chunks().0.get(start..start + count.div_ceil(64))?;
        Some(Self { length, count, records, blocks })
    }

    /// The words that have these letters, but for as many as there is room for.
    fn like(&self, letters: u64, room: Room) -> impl Iterator<Item = usize> {
        self.blocks.iter().enumerate().flat_map(move |(number, block)| {
            let mut left = like(block, letters, room);
            std::iter::from_fn(move || {
                let place = left.trailing_zeros() as usize;
                left &= left.wrapping_sub(1);
                (place < 64).then_some(number * 64 + place)
            })
        })
    }

    fn word(&self, place: usize) -> Option<(&'static str, Entry)> {
        (place < self.count).then(|| tables::record(self.records, self.length, place))?
    }
}

/// Which words of a block have these letters, but for as many as there is room for.
fn like(block: &[u8; 8 * PLANES], letters: u64, room: Room) -> u64 {
    let (mut missing, mut surplus) = (Tally::default(), Tally::default());
    for (plane, &bits) in block.as_chunks().0.iter().enumerate() {
        let bits = u64::from_le_bytes(bits);
        match letters >> plane & 1 {
            0 => surplus.add(bits),
            _ => missing.add(!bits),
        }
    }
    missing.at_most(room.missing) & surplus.at_most(room.surplus)
}

/// Counts up to three, for 64 words at once.
#[derive(Clone, Copy, Default)]
struct Tally {
    once: u64,
    twice: u64,
    thrice: u64,
}

impl Tally {
    fn add(&mut self, bits: u64) {
        self.thrice |= self.twice & bits;
        self.twice |= self.once & bits;
        self.once |= bits;
    }

    fn at_most(self, count: u8) -> u64 {
        match count {
            0 => !self.once,
            1 => !self.twice,
            _ => !self.thrice,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(stem: &str, reach: u8, holds: &[(&str, u8)], lacks: &[&str]) {
        let found = near_words(stem, &stem.as_bytes()[..1], reach);
        for &(key, distance) in holds {
            let near = found.iter().find(|near| near.key == key);
            assert_eq!(near.map(|near| near.distance), Some(distance), "{key} near {stem}");
        }
        for key in lacks {
            assert!(!found.iter().any(|near| near.key == *key), "{key} is not near {stem}");
        }
    }

    #[test]
    fn words_within_reach_are_found() {
        check("gardner", 2, &[("gardener", 1), ("garden", 2), ("gardeners", 2)], &["gardner", "harder"]);
        check("gardner", 1, &[("gardener", 1)], &["gardeners"]);
        check("recieve", 2, &[("receive", 1), ("relieve", 1), ("receiver", 2)], &[]);
        check("dont", 1, &[("don't", 1)], &[]);
    }
}
