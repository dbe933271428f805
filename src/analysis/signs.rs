//! Signs: the single ASCII marks among the tokens of a document, so that a search that few of them wake does not
//! look at each token.

use super::facts::Analysis;
use crate::text::TokenKind;

/// A token that is one ASCII mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sign {
    token: u32,
    byte: u8,
}

impl Sign {
    /// Its token.
    #[inline]
    pub fn token(self) -> usize {
        self.token as usize
    }

    /// Whether it is one of these marks.
    #[inline]
    pub fn is_one_of(self, marks: &[u8]) -> bool {
        marks.contains(&self.byte)
    }
}

/// The signs of a document, in order.
pub(super) fn signs(analysis: &Analysis<'_>) -> Vec<Sign> {
    let bytes = analysis.document.text().as_bytes();
    let mut signs = Vec::new();
    for (token, index) in analysis.tokens().iter().zip(0..) {
        let span = token.span();
        if token.kind == TokenKind::Punctuation && span.len() == 1 {
            signs.push(Sign { token: index, byte: bytes[span.start] });
        }
    }
    signs
}
