//! Finds the literals that wake rules: one pass over a text, whatever their number.

use super::layout::section::LITERALS;
use super::literal_layout::{
    BIT_BYTES, bit_of_gram, gram_at, hash_gram, literal_section, pair_of_gram, row_of_gram, row_of_pair,
};
use super::table::{Numbers, Table};

/// Calls `found` for each literal of a table in a text with what it wakes, and its first byte and the one after its last.
pub(super) fn find_literals<'t>(table: &'t Table, text: &[u8], found: impl FnMut(Numbers<'t>, usize, usize)) {
    let bits = |section: usize| table.bits(LITERALS + section).first_chunk();
    let Some((pairs, grams)) = bits(literal_section::PAIRS).zip(bits(literal_section::GRAMS)) else { return };
    let mut search = Search { table, text, found };
    for place in 0..text.len() {
        let gram = gram_at(text, place);
        if is_set(pairs, pair_of_gram(gram)) {
            search.look_for_short(place, gram);
        }
        if is_set(grams, bit_of_gram(hash_gram(gram))) {
            search.look_for_long(place, gram);
        }
    }
}

#[inline]
fn is_set(bits: &[u8; BIT_BYTES], bit: u16) -> bool {
    bits[usize::from(bit / 8)] >> (bit % 8) & 1 == 1
}

struct Search<'t, 's, F> {
    table: &'t Table,
    text: &'s [u8],
    found: F,
}

impl<'t, F: FnMut(Numbers<'t>, usize, usize)> Search<'t, '_, F> {
    #[inline(never)]
    fn look_for_short(&mut self, place: usize, gram: u32) {
        let row = row_of_pair(pair_of_gram(gram));
        let row = self.table.numbers_in(LITERALS + literal_section::SHORT, row);
        for [_, _, literal] in row.groups().filter(|&[held, own, _]| gram & own == held) {
            self.compare(place, literal as usize);
        }
    }

    #[inline(never)]
    fn look_for_long(&mut self, place: usize, gram: u32) {
        let row = self.table.numbers_in(LITERALS + literal_section::LONG, row_of_gram(hash_gram(gram)));
        for [_, offset, other, other_offset, literal] in
            row.groups().filter(|&[held, _, _, _, _]| held == gram)
        {
            if let Some(start) = place.checked_sub(offset as usize)
                && gram_at(self.text, start + other_offset as usize) == other
            {
                self.compare(start, literal as usize);
            }
        }
    }

    /// Says so if a literal stands at a place of the text.
    fn compare(&mut self, start: usize, literal: usize) {
        let wanted = self.table.row(LITERALS + literal_section::TEXTS, literal);
        let end = start + wanted.len();
        let Some(written) = self.text.get(start..end) else { return };
        let is_exact = || self.table.numbers(LITERALS + literal_section::EXACT).get(literal) == Some(1);
        if written == wanted || written.eq_ignore_ascii_case(wanted) && !is_exact() {
            let wakes = self.table.numbers_in(LITERALS + literal_section::WAKES, literal);
            (self.found)(wakes, start, end);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::layout::lay_out;
    use crate::matcher::wakes::{Literal, Wakes};

    fn found(literals: &[Literal], text: &str) -> Vec<(usize, usize, usize)> {
        let rules: Vec<(usize, Wakes)> = literals
            .iter()
            .enumerate()
            .map(|(rule, literal)| (rule, Wakes::Literals(vec![literal.clone()])))
            .collect();
        let table = Table::new(lay_out(rules.iter().map(|(rule, wakes)| (*rule, wakes)), |_| 0));
        let mut found = Vec::new();
        find_literals(&table, text.as_bytes(), |wakes, start, end| {
            found.extend(wakes.groups().map(|[rule, _]| (rule as usize, start, end)));
        });
        found.sort_unstable();
        found
    }

    /// The same, each literal held against each place.
    fn stand(literals: &[Literal], text: &str) -> Vec<(usize, usize, usize)> {
        let mut stand = Vec::new();
        for (rule, Literal { text: literal, is_exact }) in literals.iter().enumerate() {
            for (start, window) in text.as_bytes().windows(literal.len()).enumerate() {
                let is_there = match is_exact {
                    true => window == literal.as_bytes(),
                    false => window.eq_ignore_ascii_case(literal.as_bytes()),
                };
                stand.extend(is_there.then_some((rule, start, start + literal.len())));
            }
        }
        stand
    }

    #[test]
    fn literals_are_found_wherever_they_stand() {
        let texts = [
            "",
            "a",
            "@b",
            "http",
            "An http://a.b, HTTP and Visit @ home",
            "…“ab” — ab\0ABABAB  ",
            "**a** ﬁ",
        ];
        let mut literals: Vec<Literal> = Vec::new();
        for text in texts {
            for (start, _) in text.char_indices() {
                for length in [1, 2, 3, 4, 5, 9] {
                    let literal: String = text[start..].chars().take(length).collect();
                    literals.push(Literal { text: literal.to_ascii_uppercase(), is_exact: false });
                    literals.push(Literal { text: literal, is_exact: true });
                }
            }
        }
        for text in texts {
            assert_eq!(found(&literals, text), stand(&literals, text), "{text:?}");
        }
        assert_eq!(found(&[], "a text"), []);
    }
}
