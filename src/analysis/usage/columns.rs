//! The columns of the table of classes: what the nearest neighbours of most places are. Shared with the build script, which
//! writes the table.

use super::number::{EDGE, NUMBER, OBJECT, QUOTE, number_of, number_of_classes, number_of_neighbour};

/// Neighbours that are no words, a column each.
const OTHERS: [u32; 4] = [EDGE, NUMBER, QUOTE, OBJECT];
/// The marks that have columns.
const MARKS: &[&str] =
    &[",", ".", ":", ";", "(", ")", "!", "?", "—", "–", "…", "-", "/", "[", "]", "*", "_", "&", "..."];

/// The numbers of neighbours, column by column: first those of what is no word, then those of words of these sets of
/// classes without a capital and with one. Where the common sets come first, what is asked for stands close together.
pub(crate) fn columns(sets: impl IntoIterator<Item = u32, IntoIter: Clone>) -> impl Iterator<Item = u32> {
    let words = |is_capital: bool| move |bits: u32| number_of_neighbour(number_of_classes(bits), is_capital);
    let sets = sets.into_iter();
    let marks = MARKS.iter().map(|mark| number_of(mark));
    OTHERS.into_iter().chain(marks).chain(sets.clone().map(words(false))).chain(sets.map(words(true)))
}
