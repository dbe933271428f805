//! A word as it is looked up: in lower case, eight bytes at a time, with its hash.

use crate::lexicon::{WordHash, padded};

/// A short word of ASCII in lower case.
pub(super) struct Key {
    bytes: [u8; LONGEST],
    len: usize,
    /// Its first eight bytes.
    pub(super) head: u64,
    pub(super) hash: u32,
}

/// Longer words are few.
const LONGEST: usize = 32;

impl Key {
    /// The word at a range of a text; nothing if it is long or holds other characters.
    pub(super) fn of(text: &str, start: usize, end: usize) -> Option<Self> {
        let len = end - start;
        if len > LONGEST {
            return None;
        }
        let mut key = Self { bytes: [0; LONGEST], len, head: 0, hash: 0 };
        let mut hash = WordHash::default();
        for (number, chunk) in key.bytes.as_chunks_mut::<8>().0.iter_mut().enumerate() {
            let at = start + 8 * number;
            if at >= end {
                break;
            }
            let bytes = short(text.as_bytes(), at, (end - at).min(8))?;
            if number == 0 {
                key.head = bytes;
            }
            *chunk = bytes.to_le_bytes();
            hash = hash.with(bytes);
        }
        key.hash = hash.finish();
        Some(key)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes[..self.len]
    }
}

/// One to eight bytes from `at` on in lower case, with zeros after the last; nothing if one is not ASCII.
#[inline]
pub(super) fn short(bytes: &[u8], at: usize, len: usize) -> Option<u64> {
    let bytes = load(bytes, at) & u64::MAX >> (64 - 8 * len);
    (bytes & NOT_ASCII == 0).then(|| lower(bytes))
}

/// Eight bytes from `at` on; zeros after the last.
#[inline]
fn load(bytes: &[u8], at: usize) -> u64 {
    match bytes[at..].first_chunk() {
        Some(chunk) => u64::from_le_bytes(*chunk),
        None => head(&bytes[at..]),
    }
}

/// The first eight bytes of a word; zeros after its last.
pub(super) fn head(word: &[u8]) -> u64 {
    padded(&word[..word.len().min(size_of::<u64>())])
}

const NOT_ASCII: u64 = 0x8080_8080_8080_8080;

/// Eight bytes of ASCII in lower case.
#[inline]
fn lower(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let from_a = bytes + EACH * (0x80 - b'A' as u64);
    let past_z = bytes + EACH * (0x80 - b'Z' as u64 - 1);
    bytes | (from_a & !past_z & NOT_ASCII) >> 2
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::hash;

    #[test]
    fn keys_are_words_in_lower_case() {
        let all: String = (0..128_u8).map(char::from).collect();
        let texts = ["The CAT", "a", "Conscientiously", "an unbelievably-LONG.word's END of 32 bytes", &all];
        for text in texts {
            for start in 0..text.len() {
                for end in start + 1..=text.len().min(start + LONGEST) {
                    let word = text[start..end].to_ascii_lowercase();
                    let key = Key::of(text, start, end).expect("it is short and plain");
                    assert_eq!(key.bytes(), word.as_bytes());
                    assert_eq!(
                        (key.hash, key.head),
                        (hash(word.as_bytes()), head(word.as_bytes())),
                        "{word}"
                    );
                }
            }
        }
        assert!(Key::of("naïve", 0, 6).is_none());
        assert!(Key::of(&"a".repeat(33), 0, 33).is_none());
    }
}
