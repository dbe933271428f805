//! The phrases of all rules in one table. Each hangs on its rarest word together with a neighbour of it, so
//! that a place in a document is looked at once or twice, however many phrases share the word.

use std::ops::Range;

use super::layout::Side;
use super::phrase::{Gap, is_hyphen, is_sign};
use super::table::{Numbers, PartKind, Table};
use crate::analysis::{Analysis, WordId};

/// A document with the numbers of its words.
pub(super) struct NumberedText<'t> {
    pub(super) analysis: &'t Analysis<'t>,
    pub(super) table: &'t Table,
    /// The number of each distinct word, if a rule asks about it.
    pub(super) numbers: &'t [Option<u32>],
}

/// The phrases that hang on a word.
pub(super) struct OnWord<'t> {
    word: u32,
    /// Those of no other word.
    alone: Numbers<'t>,
    /// Whether there are some that hang on a neighbour too, on this side.
    before: bool,
    after: bool,
}

impl<'t> OnWord<'t> {
    /// Those of a word of the table.
    pub(super) fn of(table: &'t Table, word: u32) -> Self {
        let [before, after] = [Side::Before, Side::After].map(|side| table.has_side(word, side));
        Self { word, alone: table.alone(word), before, after }
    }

    /// Whether there are none.
    pub(super) fn is_empty(&self) -> bool {
        self.alone.is_empty() && !self.before && !self.after
    }

    /// Calls `found` for each phrase that stands around a place of its word, with its rule and item and its tokens.
    pub(super) fn find(
        &self,
        word: WordId,
        text: &NumberedText<'_>,
        mut found: impl FnMut([u32; 2], Range<usize>),
    ) {
        for place in text.analysis.vocabulary().places(word) {
            let mut look = |phrases: Numbers<'_>| {
                for id in phrases.iter() {
                    if let Some(tokens) = text.around(place, id) {
                        let [rule, item, _] = text.table.phrase(id);
                        found([rule, item], tokens);
                    }
                }
            };
            look(self.alone);
            let mut look_beside = |side: Side, neighbour: Option<u32>| {
                if let Some(neighbour) = neighbour {
                    look(text.table.beside(self.word, neighbour, side));
                }
            };
            if self.after {
                look_beside(Side::After, text.neighbour(place, |from| from.checked_add(1)));
            }
            if self.before {
                look_beside(Side::Before, text.neighbour(place, |from| from.checked_sub(1)));
            }
        }
    }
}

impl NumberedText<'_> {
    /// The tokens of a phrase, if it stands around the token at `place`, on which it hangs.
    fn around(&self, place: usize, phrase: u32) -> Option<Range<usize>> {
        let [_, _, anchor] = self.table.phrase(phrase);
        let parts = || self.table.parts(phrase);
        let mut last = place;
        for (gap, part) in parts().skip(anchor as usize + 1) {
            last = self.across(gap, last, |from| from.checked_add(1))?;
            self.holds(&part, last).then_some(())?;
        }
        let mut first = place;
        let mut gap_behind = None;
        for (gap, part) in parts().take(anchor as usize + 1).rev() {
            if let Some(behind) = gap_behind.replace(gap) {
                first = self.across(behind, first, |from| from.checked_sub(1))?;
                self.holds(&part, first).then_some(())?;
            }
        }
        let is_in_one_block = first == last || self.analysis.block_of(first) == self.analysis.block_of(last);
        is_in_one_block.then_some(first..last + 1)
    }

    /// The number of the token at `index`, if it is a word that some rule asks about.
    fn number(&self, index: usize) -> Option<u32> {
        self.numbers[self.analysis.vocabulary().of_token(index)?.index()]
    }

    /// The number of the next word, past a hyphen that may stand for the space.
    fn neighbour(&self, place: usize, step: impl Fn(usize) -> Option<usize>) -> Option<u32> {
        let next = step(place)?;
        match self.analysis.vocabulary().of_token(next) {
            Some(_) => self.number(next),
            None => self.number(step(next)?),
        }
    }

    /// The token that lies beyond this gap, a step at a time.
    fn across(&self, gap: Gap, from: usize, step: impl Fn(usize) -> Option<usize>) -> Option<usize> {
        let inside = |index: &usize| *index < self.analysis.tokens().len();
        let next = step(from).filter(inside)?;
        let touches = self.touch(from, next);
        match gap {
            Gap::Tight => touches.then_some(next),
            Gap::Space => (!touches).then_some(next),
            Gap::HyphenOrSpace if !touches => Some(next),
            Gap::HyphenOrSpace => {
                let beyond = step(next).filter(inside)?;
                (is_hyphen(self.analysis.token_text(next)) && self.touch(next, beyond)).then_some(beyond)
            }
        }
    }

    /// Whether nothing stands between two neighbours.
    fn touch(&self, one: usize, other: usize) -> bool {
        let tokens = self.analysis.tokens();
        tokens[one.min(other)].span().end == tokens[one.max(other)].span().start
    }

    fn holds(&self, part: &PartKind<'_>, place: usize) -> bool {
        match part {
            PartKind::Word(number) => self.number(place) == Some(*number),
            PartKind::Sign(sign) => {
                !self.analysis.is_word(place) && is_sign(self.analysis.token_text(place), sign)
            }
        }
    }
}
