//! Finds the literals that wake rules: one pass over a text, whatever their number.

use super::layout::section::LITERALS;
use super::literal_layout::{GRAM, bit_of_gram, gram, hash_gram, literal_section, row_of_gram};
use super::table::{Numbers, Table};

/// The literals of a table.
pub(super) struct LiteralSearch<'t> {
    table: &'t Table,
    starts: &'t [u8],
    grams: &'t [u8],
    is_empty: bool,
}

impl<'t> LiteralSearch<'t> {
    pub(super) fn new(table: &'t Table) -> Self {
        let bits = |section: usize| table.bits(LITERALS + section);
        let is_empty = bits(literal_section::EXACT).is_empty();
        Self { table, starts: bits(literal_section::STARTS), grams: bits(literal_section::GRAMS), is_empty }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.is_empty
    }

    /// The texts of the literals, by their numbers.
    pub(super) fn texts(&self) -> impl Iterator<Item = &'t [u8]> + use<'t> {
        let table = self.table;
        let count = table.numbers(LITERALS + literal_section::EXACT).iter().count();
        (0..count).map(move |literal| table.row(LITERALS + literal_section::TEXTS, literal))
    }

    /// Calls `found` for each literal in a text with what it wakes, and its first byte and the one after its last.
    pub(super) fn find(&self, text: &[u8], mut found: impl FnMut(Numbers<'t>, usize, usize)) {
        if self.is_empty {
            return;
        }
        for (place, window) in text.windows(GRAM).enumerate() {
            let gram = gram([window[0], window[1], window[2], window[3]]);
            if is_set(self.starts, (gram & 0xffff) as usize) {
                self.look_for_short(text, place, &mut found);
            }
            let hash = hash_gram(gram);
            if is_set(self.grams, bit_of_gram(hash)) {
                self.look_for_long(text, place, gram, &mut found);
            }
        }
        for place in text.len().saturating_sub(GRAM - 1)..text.len() {
            self.look_for_short(text, place, &mut found);
        }
    }

    fn look_for_short(&self, text: &[u8], place: usize, found: &mut impl FnMut(Numbers<'t>, usize, usize)) {
        let first = usize::from(text[place] | 0x20);
        for literal in self.table.numbers_in(LITERALS + literal_section::SHORT, first).iter() {
            self.compare(text, place, literal as usize, found);
        }
    }

    fn look_for_long(
        &self,
        text: &[u8],
        place: usize,
        gram: u32,
        found: &mut impl FnMut(Numbers<'t>, usize, usize),
    ) {
        let row = row_of_gram(hash_gram(gram));
        let literals = self.table.numbers_in(LITERALS + literal_section::LONG, row).groups();
        for [_, literal, offset] in literals.filter(|&[held, _, _]| held == gram) {
            if let Some(start) = place.checked_sub(offset as usize) {
                self.compare(text, start, literal as usize, found);
            }
        }
    }

    /// Calls `found` if a literal stands at a place of a text.
    pub(super) fn compare(
        &self,
        text: &[u8],
        start: usize,
        literal: usize,
        found: &mut impl FnMut(Numbers<'t>, usize, usize),
    ) {
        let wanted = self.table.row(LITERALS + literal_section::TEXTS, literal);
        let end = start + wanted.len();
        let Some(written) = text.get(start..end) else { return };
        let is_exact = self.table.numbers(LITERALS + literal_section::EXACT).get(literal) == Some(1);
        if written == wanted || !is_exact && written.eq_ignore_ascii_case(wanted) {
            found(self.table.numbers_in(LITERALS + literal_section::WAKES, literal), start, end);
        }
    }
}

fn is_set(bits: &[u8], bit: usize) -> bool {
    bits.get(bit / 8).is_some_and(|byte| byte >> (bit % 8) & 1 == 1)
}
