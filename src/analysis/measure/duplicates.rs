//! Lines and paragraphs that are met more than once, as the two ways of counting have it.

use rustc_hash::FxHashMap;

use super::characters::length;

/// Pieces of a text that are met more than once, and their scalars.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Duplicates {
    /// How many pieces there are.
    pub(super) pieces: usize,
    /// How many pieces are copies of an earlier one, and their scalars.
    pub(super) copies: (usize, usize),
    /// How many pieces are met twice or more, the first of each included, and their scalars.
    pub(super) all: (usize, usize),
}

impl Duplicates {
    /// The duplicates among some pieces of a text.
    pub(super) fn of<'t>(pieces: impl IntoIterator<Item = &'t str>) -> Self {
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        let mut duplicates = Self::default();
        for piece in pieces {
            duplicates.pieces += 1;
            *counts.entry(piece).or_default() += 1;
        }
        for (piece, &count) in counts.iter().filter(|&(_, &count)| count > 1) {
            let scalars = length(piece);
            duplicates.copies.0 += count - 1;
            duplicates.copies.1 += (count - 1) * scalars;
            duplicates.all.0 += count;
            duplicates.all.1 += count * scalars;
        }
        duplicates
    }
}
