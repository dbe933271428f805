//! The compiled word tables, embedded. Reading them costs nothing at start-up.

use std::sync::OnceLock;

use fst::{IntoStreamer, Map, Set, Streamer};

use super::class::Classes;
use super::entry::Entry;

/// The map of all folded English words.
pub(super) fn words() -> &'static Map<&'static [u8]> {
    static WORDS: OnceLock<Map<&'static [u8]>> = OnceLock::new();
    WORDS.get_or_init(|| map(include_bytes!(concat!(env!("OUT_DIR"), "/words.fst"))))
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

/// The classes that the tables give a folded word; none where they hold none.
pub(super) fn classes(folded: &str) -> Classes {
    static CLASSES: OnceLock<Map<&'static [u8]>> = OnceLock::new();
    static SETS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/class-sets.bin"));
    let classes = CLASSES.get_or_init(|| map(include_bytes!(concat!(env!("OUT_DIR"), "/classes.fst"))));
    let Some(place) = classes.get(folded) else { return Classes::NONE };
    let (sets, _) = SETS.as_chunks::<4>();
    sets.get(place as usize).map_or(Classes::NONE, |&bytes| Classes::from_bits(u32::from_le_bytes(bytes)))
}

fn map(bytes: &'static [u8]) -> Map<&'static [u8]> {
    Map::new(bytes).expect("the build script wrote this map with the same library")
}

fn line(text: &'static str, offset: usize) -> &'static str {
    text[offset..].split('\n').next().unwrap_or_default()
}
