//! The columns of the table of classes: what the nearest neighbours of most places are. Shared with the build script, which
//! writes the table.

use super::number::{EDGE, NUMBER, OBJECT, QUOTE, number_of, number_of_classes, number_of_neighbour};

/// Neighbours that are no words, a column each.
const OTHERS: [u32; 4] = [EDGE, NUMBER, QUOTE, OBJECT];
/// The marks that have columns.
const MARKS: &[&str] =
    &[",", ".", ":", ";", "(", ")", "!", "?", "—", "–", "…", "-", "/", "[", "]", "*", "_", "&", "..."];

/// The numbers of neighbours, column by column: first those of words of these sets of classes, without a capital and with
/// one; then those of what is no word.
pub(crate) fn columns(sets: impl IntoIterator<Item = u32>) -> impl Iterator<Item = u32> {
    let words = sets.into_iter().flat_map(|bits| {
        let classes = number_of_classes(bits);
        [false, true].map(|is_capital| number_of_neighbour(classes, is_capital))
    });
    words.chain(OTHERS).chain(MARKS.iter().map(|mark| number_of(mark)))
}
