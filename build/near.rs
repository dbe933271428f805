//! Lays out the table of words by their letters, in which those near to another are found.

use crate::entry::Entry;
use crate::letters::{GROUP, GROUPS, PLANES, letters};

/// The place of a word among the records of the table of all words: words of one group stand together. Of rare words
/// that are never written in lower case none is likely to be meant; they stand last.
pub fn order(key: &str, entry: Option<u64>) -> (usize, usize) {
    let group = entry.map(Entry::from_bits).filter(|entry| entry.is_lower() || entry.frequency() > 0);
    let place = group
        .and_then(|entry| crate::letters::group(entry.frequency() > 0, *key.as_bytes().first()?, key.len()));
    (place.unwrap_or(GROUPS), key.len())
}

/// The table of near words, from the words with their groups and the offsets of their records.
pub fn table(words: &[(usize, &str, u32)]) -> Vec<u8> {
    let mut groups = vec![0_u32; GROUPS * GROUP];
    let mut blocks: Vec<u64> = Vec::new();
    for of_group in words.chunk_by(|one, other| one.0 == other.0) {
        let (group, _, offset) = of_group[0];
        let first_block = blocks.len() / PLANES;
        groups[group * GROUP..][..GROUP].copy_from_slice(&[
            offset,
            of_group.len() as u32,
            first_block as u32,
        ]);
        for of_block in of_group.chunks(64) {
            let mut planes = [0_u64; PLANES];
            for (place, (_, key, _)) in of_block.iter().enumerate() {
                let letters = letters(key.as_bytes());
                for (plane, bits) in planes.iter_mut().enumerate() {
                    *bits |= (letters >> plane & 1) << place;
                }
            }
            blocks.extend(planes);
        }
    }
    let mut bytes: Vec<u8> = groups.into_iter().flat_map(u32::to_le_bytes).collect();
    bytes.extend(blocks.into_iter().flat_map(u64::to_le_bytes));
    bytes
}
