//! The numbers of words, of classes and of facts about surroundings. Free of imports, because the build script weighs facts
//! too.

/// What stands for neighbours that are no words.
pub(crate) const EDGE: u32 = 1;
pub(crate) const NUMBER: u32 = 2;
pub(crate) const QUOTE: u32 = 3;
pub(crate) const OBJECT: u32 = 4;

/// The facts that the nearest neighbours are of a class, by their places among the facts, the one before first.
pub(crate) const CLASSES_BESIDE: [usize; 2] = [8, 9];

/// So many words may be meant by one.
pub(crate) const MOST_OTHERS: usize = 10;

/// The number of a word, or of a mark.
pub fn number_of(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// The number of a set of classes.
pub(crate) const fn number_of_classes(bits: u32) -> u32 {
    mix(OBJECT + 1, bits) | 1
}

/// The number of a neighbour of these classes.
#[inline]
pub(crate) const fn number_of_neighbour(classes: u32, is_capital: bool) -> u32 {
    mix(classes, is_capital as u32 + 1)
}

/// The start of a fact, by its place among the facts; what it is about is mixed in.
#[inline]
pub(crate) const fn fact(place: usize) -> u32 {
    mix(0, place as u32 + 1)
}

/// One number of two.
#[inline]
pub const fn mix(first: u32, second: u32) -> u32 {
    let mut hash = (first.rotate_left(5) ^ second).wrapping_mul(0x9E37_79B1);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x85EB_CA77);
    hash ^ hash >> 13
}
