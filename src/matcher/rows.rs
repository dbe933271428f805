//! Rows of numbers or texts in bytes: where each ends, and all that they hold. Free of imports of the library, because
//! the build script lays them out too.

use super::layout::{bytes_of, number};

/// Rows that are laid out.
#[derive(Default)]
pub(crate) struct Rows {
    ends: Vec<u32>,
    values: Vec<u8>,
}

impl Rows {
    /// A row for each text.
    pub(crate) fn of_texts<'t>(texts: impl IntoIterator<Item = &'t str>) -> Self {
        let mut rows = Self::default();
        texts.into_iter().for_each(|text| rows.push(text.as_bytes()));
        rows
    }

    /// A row for each list of numbers.
    pub(crate) fn of_numbers<'n>(lists: impl IntoIterator<Item = &'n [u32]>) -> Self {
        let mut rows = Self::default();
        lists.into_iter().for_each(|list| rows.push(&bytes_of(list.iter().copied())));
        rows
    }

    fn push(&mut self, row: &[u8]) {
        self.values.extend(row);
        self.ends.push(number(self.values.len()));
    }

    /// Makes the first two sections of where the rows end, and of what they hold.
    pub(crate) fn put(self, sections: &mut [Vec<u8>]) {
        sections[0] = bytes_of(self.ends);
        sections[1] = self.values;
    }
}
