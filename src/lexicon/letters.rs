//! Which letters a word holds, as bits, so that many words can be held against another at once. Free of imports,
//! because the build script lays words out with it too.

/// How many bits tell the letters of a word: one for each letter, and one for each of the commonest that it holds twice.
pub(crate) const PLANES: usize = 26 + TWICE.len();

const TWICE: &[u8] = b"aceilnorst";

/// The letters of a word as bits.
pub(crate) fn letters(word: &[u8]) -> u64 {
    let mut bits = 0;
    for letter in word.iter().filter(|letter| letter.is_ascii_lowercase()) {
        let once = 1 << (letter - b'a');
        if bits & once != 0
            && let Some(place) = TWICE.iter().position(|twice| twice == letter)
        {
            bits |= 1 << (26 + place);
        }
        bits |= once;
    }
    bits
}

/// The longest word whose letters are told.
pub(crate) const LONGEST: usize = 32;

/// What the table of near words says of the words of one first letter and length: where their records start, how many
/// they are, and where their blocks of letters start.
pub(crate) const GROUP: usize = 3;

/// The place of a group: of the words that were ever counted or of the others, by first letter and length.
pub(crate) fn group(is_counted: bool, first: u8, length: usize) -> Option<usize> {
    let is_told = first.is_ascii_lowercase() && (1..=LONGEST).contains(&length);
    let letter = usize::from(first.wrapping_sub(b'a')) + if is_counted { 0 } else { 26 };
    is_told.then(|| letter * LONGEST + length - 1)
}

/// How many groups there are.
pub(crate) const GROUPS: usize = 2 * 26 * LONGEST;
