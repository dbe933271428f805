//! A variant as the tokens that it is made of: “toward”, “e-mail”, “per cent”.

use std::ops::Range;

use crate::analysis::Analysis;
use crate::document::TextSpan;
use crate::text::{TokenKind, fold, strip_possessive, tokenize};

/// One way to write a word.
#[derive(Debug)]
pub(super) struct Variant {
    text: String,
    parts: Vec<Part>,
    /// The part that wakes the rule: the longest word.
    anchor: usize,
}

#[derive(Debug)]
struct Part {
    folded: String,
    written: String,
    /// Whether white space follows before the next part.
    has_gap: bool,
}

impl Variant {
    /// Reads a variant; none if it holds no word.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut tokens = Vec::new();
        tokenize(text, TextSpan::new(0, text.len()), &mut tokens);
        let part = |index: usize| {
            let written = tokens[index].text(text);
            let next = tokens.get(index + 1).map_or(text.len(), |next| next.span().start);
            Part {
                folded: fold(written).into_owned(),
                written: written.to_owned(),
                has_gap: next > tokens[index].span().end,
            }
        };
        let parts: Vec<Part> = (0..tokens.len()).map(part).collect();
        let anchor = (0..parts.len())
            .filter(|&index| tokens[index].kind == TokenKind::Word)
            .max_by_key(|&index| (parts[index].folded.len(), index))?;
        Some(Self { text: text.to_owned(), parts, anchor })
    }

    /// The variant as the rule writes it.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// Whether case tells it from other words.
    pub(super) fn has_capitals(&self) -> bool {
        self.text.contains(char::is_uppercase)
    }

    /// The words that may stand at its anchor; possessives are words of their own.
    pub(super) fn waking_words(&self) -> impl Iterator<Item = String> {
        let word = self.parts[self.anchor].folded.clone();
        let owner = (self.anchor + 1 == self.parts.len()).then(|| format!("{word}'s"));
        std::iter::once(word).chain(owner)
    }

    /// The tokens of the variant whose anchor is at `place`, if it stands there.
    pub(super) fn at(&self, analysis: &Analysis<'_>, place: usize) -> Option<Range<usize>> {
        let first = place.checked_sub(self.anchor)?;
        let tokens = first..first + self.parts.len();
        let block = analysis.block_tokens(analysis.block_of(place));
        if first < block.start || tokens.end > block.end {
            return None;
        }
        let fits = tokens.clone().zip(&self.parts).enumerate().all(|(at, (index, part))| {
            let is_last = at + 1 == self.parts.len();
            let (text, folded) = (analysis.token_text(index), analysis.folded(index));
            let (text, folded) =
                if is_last { (strip_possessive(text), strip_possessive(folded)) } else { (text, folded) };
            let fits = if self.has_capitals() {
                text == part.written
            } else {
                folded == part.folded && !text.chars().skip(1).any(char::is_uppercase)
            };
            fits && (is_last || analysis.gap_after(index).is_empty() != part.has_gap)
        });
        fits.then_some(tokens)
    }
}
