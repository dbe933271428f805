//! How the compiled word table is laid out. Free of imports, because the build script lays it out with
//! it too, and it must be the same on every machine.

/// FNV-1a over the bytes of a folded word, its high bits mixed down: keys are short, and the table takes the low ones.
pub(crate) fn hash(key: &[u8]) -> u32 {
    let hash = key.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    (hash ^ hash >> 32) as u32
}

/// Stands in the compiled table where there is no record.
pub(crate) const NO_RECORD: u32 = u32::MAX;
/// Stands in a record of a word of which only the classes are known.
pub(crate) const NO_ENTRY: u64 = u64::MAX;
/// Stands in a record of a word whose classes are not known.
pub(crate) const NO_CLASSES: u8 = u8::MAX;
