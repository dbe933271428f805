//! What a document's tokens are made of: words on one side, signs of code on the other. Counted once, so that
//! any part can be asked in no time.

use std::ops::Range;

use super::facts::Analysis;
use crate::text::TokenKind;

/// How many words and signs of code stand before each token.
#[derive(Clone, Debug, Default)]
pub struct Texture {
    before: Vec<(u32, u32)>,
}

impl Texture {
    pub(super) fn new(analysis: &Analysis<'_>) -> Self {
        let mut before = Vec::with_capacity(analysis.tokens().len() + 1);
        let (mut words, mut signs) = (0, 0);
        before.push((words, signs));
        for (index, token) in analysis.tokens().iter().enumerate() {
            match token.kind {
                TokenKind::Word => words += 1,
                TokenKind::Symbol => signs += 1,
                TokenKind::Punctuation if is_sign_of_code(analysis.token_text(index)) => signs += 1,
                _ => {}
            }
            before.push((words, signs));
        }
        Self { before }
    }

    /// How many words and how many signs of code some tokens hold.
    pub fn words_and_signs(&self, tokens: Range<usize>) -> (u32, u32) {
        let (start, end) = (self.before[tokens.start], self.before[tokens.end]);
        (end.0 - start.0, end.1 - start.1)
    }
}

fn is_sign_of_code(text: &str) -> bool {
    matches!(text, "{" | "}" | "\\" | "_" | "/" | "//" | "@" | "#")
}
