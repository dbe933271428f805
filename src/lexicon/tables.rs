//! The compiled word tables, embedded. Reading them costs nothing at start-up.

use std::sync::OnceLock;

use fst::{IntoStreamer, Map, Set, Streamer};

use super::class::Classes;
use super::entry::Entry;
use super::hash::{NO_CLASSES, NO_ENTRY, NO_RECORD, OFFSET_BITS, hash};

/// What the tables hold of a folded word.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Stored {
    pub(super) entry: Option<Entry>,
    pub(super) classes: Classes,
}

/// What the tables hold of a folded word.
pub(super) fn word(folded: &str) -> Stored {
    word_of_hash(folded, hash(folded.as_bytes()))
}

/// What the tables hold of a folded word with this hash.
pub(super) fn word_of_hash(folded: &str, hash: u32) -> Stored {
    let record = COMMON.record_of(folded, hash).or_else(|| WORDS.record_of(folded, hash));
    let Some((entry, rest)) = record.and_then(<[u8]>::split_first_chunk::<8>) else {
        return Stored::default();
    };
    let entry = Some(u64::from_le_bytes(*entry)).filter(|&bits| bits != NO_ENTRY).map(Entry::from_bits);
    let classes = rest.first().copied().filter(|&place| place != NO_CLASSES);
    Stored { entry, classes: classes.map_or(Classes::NONE, class_set) }
}

/// A hash table of words; the build script says how it is laid out.
struct Table(&'static [u8]);

/// All words.
static WORDS: Table = Table(include_bytes!(concat!(env!("OUT_DIR"), "/words.bin")));
/// The most common ones once more: the table of all is larger than what stays near a core.
static COMMON: Table = Table(include_bytes!(concat!(env!("OUT_DIR"), "/common.bin")));

impl Table {
    fn slots_and_records(&self) -> Option<(&'static [u8], &'static [u8])> {
        let (count, rest) = self.0.split_first_chunk::<4>()?;
        rest.split_at_checked(u32::from_le_bytes(*count) as usize * 4)
    }

    /// The record of a folded word with this hash, behind the word.
    fn record_of(&self, folded: &str, hash: u32) -> Option<&'static [u8]> {
        let (slots, records) = self.slots_and_records()?;
        let (slots, _) = slots.as_chunks::<4>();
        let mut slot = hash as usize & (slots.len() - 1);
        loop {
            let taken = u32::from_le_bytes(*slots.get(slot)?);
            if taken == NO_RECORD {
                return None;
            }
            // Records are far apart, and most of what is not the word is told by its hash.
            if (taken ^ hash) >> OFFSET_BITS == 0 {
                let offset = taken & ((1 << OFFSET_BITS) - 1);
                let (&length, record) = records.get(offset as usize..)?.split_first()?;
                if usize::from(length) == folded.len() && record.starts_with(folded.as_bytes()) {
                    return record.get(folded.len()..);
                }
            }
            slot = (slot + 1) & (slots.len() - 1);
        }
    }
}

/// A word and its entry, by its place among records of words of one length that start at an offset.
pub(super) fn record(start: usize, length: usize, place: usize) -> Option<(&'static str, Entry)> {
    let size = 1 + length + size_of::<u64>() + 1;
    let record = WORDS.slots_and_records()?.1.get(start + place * size..)?.get(..size)?;
    let (key, rest) = record[1..].split_at_checked(length)?;
    let (entry, _) = rest.split_first_chunk()?;
    Some((str::from_utf8(key).ok()?, Entry::from_bits(u64::from_le_bytes(*entry))))
}

/// The more frequent folded words that have this skeleton (see [`skeleton`](super::sound::skeleton)).
pub(super) fn words_that_sound(skeleton: &str) -> Vec<String> {
    static SOUNDS: OnceLock<Set<&'static [u8]>> = OnceLock::new();
    let sounds = SOUNDS.get_or_init(|| {
        let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/sounds.fst"));
        Set::new(bytes).expect("the build script wrote this set with the same library")
    });
    // A key is a skeleton, a space, a word; `!` follows the space.
    let (first, after) = (format!("{skeleton} "), format!("{skeleton}!"));
    let mut keys = sounds.range().ge(&first).lt(&after).into_stream();
    let mut words = Vec::new();
    while let Some(key) = keys.next() {
        words.push(String::from_utf8_lossy(&key[first.len()..]).into_owned());
    }
    words
}

/// The spellings of a word that its case does not tell, as the tables list them.
pub(super) fn spellings(entry: Entry) -> impl Iterator<Item = &'static str> + use<> {
    static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/spellings.txt"));
    entry.spellings_offset().into_iter().flat_map(|offset| line(TEXT, offset).split(' '))
}

/// The corrections of a known misspelling, the likeliest first.
pub(super) fn corrections(folded: &str) -> impl Iterator<Item = &'static str> + use<> {
    static TYPOS: OnceLock<Map<&'static [u8]>> = OnceLock::new();
    static TEXT: &str = include_str!(concat!(env!("OUT_DIR"), "/corrections.txt"));
    let typos = TYPOS.get_or_init(|| map(include_bytes!(concat!(env!("OUT_DIR"), "/typos.fst"))));
    typos.get(folded).into_iter().flat_map(|offset| line(TEXT, offset as usize).split(','))
}

static CLASS_SETS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/class-sets.bin"));

fn class_set(place: u8) -> Classes {
    let (sets, _) = CLASS_SETS.as_chunks::<4>();
    sets.get(usize::from(place)).map_or(Classes::NONE, |&bytes| Classes::from_bits(u32::from_le_bytes(bytes)))
}

/// The sets of classes that words of the tables belong to, as numbers.
pub(crate) fn class_sets() -> impl Iterator<Item = u32> + Clone {
    CLASS_SETS.as_chunks().0.iter().map(|&bytes| u32::from_le_bytes(bytes))
}

fn map(bytes: &'static [u8]) -> Map<&'static [u8]> {
    Map::new(bytes).expect("the build script wrote this map with the same library")
}

fn line(text: &'static str, offset: usize) -> &'static str {
    text[offset..].split('\n').next().unwrap_or_default()
}
