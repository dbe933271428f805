//! How words are hashed, in the compiled tables and in documents. Free of imports, because the build script lays tables
//! out with it too, and it must be the same on every machine.

/// The hash of a folded word.
pub(crate) fn hash(key: &[u8]) -> u32 {
    if key.len() <= size_of::<u64>() {
        return WordHash::default().with(padded(key)).finish();
    }
    let (words, rest) = key.as_chunks::<8>();
    let hash = words.iter().fold(WordHash::default(), |hash, word| hash.with(u64::from_le_bytes(*word)));
    if rest.is_empty() { hash.finish() } else { hash.with(padded(rest)).finish() }
}

/// Up to eight bytes as a number, the first in the lowest place.
pub(crate) fn padded(bytes: &[u8]) -> u64 {
    let place = |byte: u8, place: usize| u64::from(byte) << (8 * place);
    match (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) {
        // The two may overlap, and then hold the same there.
        (Some(first), Some(last)) => {
            let [first, last] = [*first, *last].map(|chunk| u64::from(u32::from_le_bytes(chunk)));
            first | last << (8 * (bytes.len() - 4))
        }
        _ => bytes.iter().enumerate().fold(0, |number, (at, &byte)| number | place(byte, at)),
    }
}

/// The hash of a word as it is made, from eight of its bytes at a time, of which the last may be padded with zeros.
#[derive(Clone, Copy, Default)]
pub(crate) struct WordHash(u64);

impl WordHash {
    const FACTOR: u64 = 0x9E37_79B9_7F4A_7C15;

    #[inline]
    pub(crate) fn with(self, bytes: u64) -> Self {
        Self((self.0.rotate_left(25) ^ bytes).wrapping_mul(Self::FACTOR))
    }

    #[inline]
    pub(crate) fn finish(self) -> u32 {
        ((self.0 ^ self.0 >> 32).wrapping_mul(Self::FACTOR) >> 32) as u32
    }
}

/// So many bits of a slot of the compiled table are the offset of a record; the others are those of the hash of its word.
pub(crate) const OFFSET_BITS: u32 = 22;
/// Stands in a slot without a record.
pub(crate) const NO_RECORD: u32 = u32::MAX;
/// Stands in a record of a word of which only the classes are known.
pub(crate) const NO_ENTRY: u64 = u64::MAX;
/// Stands in a record of a word whose classes are not known.
pub(crate) const NO_CLASSES: u8 = u8::MAX;
