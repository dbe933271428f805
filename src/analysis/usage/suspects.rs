//! The words that may stand where another is meant, each with what may be meant, and how sure one must be of it.

use std::sync::OnceLock;

use fst::Map;

use super::surroundings::number_of;

/// A word that may be meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Suspect {
    /// The word.
    pub meant: &'static str,
    /// Its number.
    pub number: u32,
    /// By how much more its surroundings must speak for it than for the word that is written.
    pub margin: f32,
}

/// What a written word may be mistaken for: when a first look at its neighbours is enough to let it stand, and what
/// may be meant. Nothing for most words.
pub fn suspects(folded: &str) -> Option<(f32, impl Iterator<Item = Suspect> + use<>)> {
    static WORDS: OnceLock<Map<&'static [u8]>> = OnceLock::new();
    static LINES: &str = include_str!(concat!(env!("OUT_DIR"), "/suspects.txt"));
    let words = WORDS.get_or_init(|| {
        let bytes: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/suspects.fst"));
        Map::new(bytes).expect("the build script wrote this map with the same library")
    });
    let offset = words.get(folded)? as usize;
    let mut fields = LINES[offset..].lines().next().unwrap_or_default().split(' ');
    let tenths = |field: Option<&str>| {
        field.and_then(|field| field.parse().ok()).map_or(0.0, |tenths: f32| tenths / 10.0)
    };
    let enough = tenths(fields.next());
    let suspects = std::iter::from_fn(move || {
        let meant = fields.next()?;
        Some(Suspect { meant, number: number_of(meant), margin: tenths(fields.next()) })
    });
    Some((enough, suspects))
}
