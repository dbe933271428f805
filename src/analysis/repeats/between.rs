//! What links two names: a comma, a conjunction, and words that describe the second.

use std::ops::Range;

use super::prose::Prose;
use crate::analysis::people::Mention;
use crate::text::TokenKind;

/// A word that joins two names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conjunction {
    /// and, or, nor, as well as, along with
    And,
    /// &
    Ampersand,
    /// v, vs, versus
    Versus,
    /// “a meeting of X with X”
    With,
}

/// What stands between two names of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    pub has_comma: bool,
    /// None in the middle of a list: only a comma.
    pub conjunction: Option<Conjunction>,
}

impl Link {
    /// Whether a conjunction is there.
    pub fn joins(self) -> bool {
        self.conjunction.is_some()
    }

    /// What links two mentions; none if the second does not follow as the next of a list.
    pub fn read(prose: &Prose<'_, '_>, first: &Mention, second: &Mention) -> Option<Self> {
        let end = second.tokens.start;
        let mut at = skip_origin(prose, first.tokens.end..end);
        let is = |index: usize, text: &str| index < end && prose.word(index) == text;
        let has_comma = is(at, ",");
        if has_comma {
            at += 1;
        }
        let (conjunction, words) = Self::conjunction(prose, first, at..end);
        if conjunction.is_none() && !has_comma {
            return None;
        }
        at += words;
        if conjunction.is_none() && at < end && prose.kind(at) != TokenKind::Word {
            return None;
        }
        prose.describes(at..end).then_some(Self { has_comma, conjunction })
    }

    /// The conjunction that the tokens start with, and how many of them it takes.
    fn conjunction(
        prose: &Prose<'_, '_>,
        first: &Mention,
        tokens: Range<usize>,
    ) -> (Option<Conjunction>, usize) {
        let words: Vec<&str> = tokens.clone().take(3).map(|index| prose.word(index)).collect();
        match words.as_slice() {
            ["with" | "against", ..] if is_talk_of(prose, first) => (Some(Conjunction::With), 1),
            ["and", "/", "or"] | ["as", "well", "as"] => (Some(Conjunction::And), 3),
            ["along" | "together", "with", ..] => (Some(Conjunction::And), 2),
            ["and" | "or" | "nor", "both" | "also", ..] => (None, 0),
            ["and" | "or" | "nor" | "alongside" | "against", ..] => (Some(Conjunction::And), 1),
            ["&", ..] => (Some(Conjunction::Ampersand), 1),
            ["v" | "vs", ".", ..] => (Some(Conjunction::Versus), 2),
            ["v" | "vs" | "versus", ..] => (Some(Conjunction::Versus), 1),
            _ => (None, 0),
        }
    }
}

/// Whether the mention is a party of “a meeting of” or “talks by”.
pub(super) fn is_talk_of(prose: &Prose<'_, '_>, mention: &Mention) -> bool {
    let block = prose.block(mention);
    prose.word_before(mention).is_some_and(|of| {
        matches!(prose.word(of), "of" | "by" | "between") && of > block.start && prose.is_talk(of - 1)
    })
}

/// The first token behind what says where the named person is from: “of Egypt”, “(Spain)”.
fn skip_origin(prose: &Prose<'_, '_>, tokens: Range<usize>) -> usize {
    let mut at = tokens.start;
    if at + 1 < tokens.end && matches!(prose.word(at), "of" | "from") && prose.is_capitalised(at + 1) {
        at += 1;
        while at < tokens.end && prose.is_capitalised(at) {
            at += 1;
        }
        return at;
    }
    if at < tokens.end && prose.word(at) == "(" {
        let close = (at..tokens.end.min(at + LONGEST_BRACKET)).find(|&index| prose.word(index) == ")");
        return close.map_or(tokens.start, |close| close + 1);
    }
    tokens.start
}

/// Most tokens of a bracket that names of a list carry behind them: “(Leeds, 2)”.
const LONGEST_BRACKET: usize = 7;
