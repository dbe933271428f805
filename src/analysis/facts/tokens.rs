//! The tokens of a document: where they stand, how they are written, and what part of the file they came from.

use std::ops::Range;

use super::Analysis;
use crate::analysis::vocabulary::Vocabulary;
use crate::diagnostic::Edit;
use crate::document::{Block, TextSpan};
use crate::source::Span;
use crate::text::{Case, Token, TokenKind};

impl<'a> Analysis<'a> {
    /// The blocks of the document with their ranges of tokens.
    pub fn blocks(&self) -> impl Iterator<Item = (&'a Block, Range<usize>)> + '_ {
        self.document.blocks.iter().zip(self.block_tokens.iter().cloned())
    }

    /// The tokens of all blocks.
    #[inline]
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// How many tokens are words.
    pub fn word_count(&self) -> usize {
        self.words
    }

    /// The index of the block that holds the token at `index`.
    #[inline]
    pub fn block_of(&self, index: usize) -> usize {
        self.blocks_of_tokens.get(index).map_or(self.block_tokens.len(), |&block| block as usize)
    }

    /// The index of the block that holds the byte of the flow at `offset`, if one does.
    pub fn block_at(&self, offset: usize) -> Option<usize> {
        let index = self.document.blocks.partition_point(|block| block.text.end <= offset);
        self.document.blocks.get(index).filter(|block| block.text.start <= offset).map(|_| index)
    }

    /// The tokens of the block at `index`.
    #[inline]
    pub fn block_tokens(&self, index: usize) -> Range<usize> {
        self.block_tokens[index].clone()
    }

    /// The text of the token at `index`.
    #[inline]
    pub fn token_text(&self, index: usize) -> &str {
        self.tokens[index].text(self.document.text())
    }

    /// Whether nothing stands between the token at `index` and the next.
    #[inline]
    pub fn is_tied(&self, index: usize) -> bool {
        let next = self.tokens.get(index + 1);
        next.is_none_or(|next| next.span().start == self.tokens[index].span().end)
    }

    /// The flow between two neighbouring tokens: the one at `index` and the next.
    #[inline]
    pub fn gap_after(&self, index: usize) -> &str {
        match self.tokens.get(index + 1) {
            Some(next) => &self.document.text()[self.tokens[index].span().end..next.span().start],
            None => "",
        }
    }

    /// The span of the flow from the first to the last token of a range.
    pub fn span_of(&self, tokens: Range<usize>) -> TextSpan {
        self.tokens[tokens.start].span().to(self.tokens[tokens.end - 1].span())
    }

    /// The distinct words of the document.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.vocabulary
    }

    /// The word of the token at `index` in lower case, or its text if it is no word.
    #[inline]
    pub fn folded(&self, index: usize) -> &str {
        match self.vocabulary.of_token(index) {
            Some(word) => self.vocabulary.text(word),
            None => self.token_text(index),
        }
    }

    /// Whether the token at `index` is a word.
    #[inline]
    pub fn is_word(&self, index: usize) -> bool {
        self.tokens.get(index).is_some_and(|token| token.kind == TokenKind::Word)
    }

    /// Whether the token at `index` is a word that starts with a capital.
    #[inline]
    pub fn has_capital(&self, index: usize) -> bool {
        self.is_word(index) && self.case(index) != Case::Lower && self.starts_upper(index)
    }

    /// Whether the token at `index` is a word without any capital.
    #[inline]
    pub fn is_lower(&self, index: usize) -> bool {
        self.is_word(index) && self.tokens[index].case == Case::Lower
    }

    /// How the letters of the token at `index` are written.
    #[inline]
    pub fn case(&self, index: usize) -> Case {
        self.tokens[index].case
    }

    fn starts_upper(&self, index: usize) -> bool {
        match self.tokens[index].case {
            Case::Lower => false,
            Case::Title => true,
            Case::Other => self.token_text(index).starts_with(char::is_uppercase),
        }
    }

    /// The tokens within a span of the flow.
    pub fn tokens_within(&self, span: TextSpan) -> Range<usize> {
        let start = self.tokens.partition_point(|token| token.span().start < span.start);
        let end = self.tokens.partition_point(|token| token.span().end <= span.end);
        start..end.max(start)
    }

    /// The bytes of the file that a span of the flow came from.
    pub fn source_span(&self, span: TextSpan) -> Span {
        self.document.span(span)
    }

    /// An edit that puts `replacement` in place of a span of the flow; none where markup stands within the
    /// span, which the edit would break.
    pub fn edit(&self, span: TextSpan, replacement: impl Into<String>) -> Option<Edit> {
        let verbatim = self.document.is_verbatim(span);
        verbatim.then(|| Edit { span: self.source_span(span), replacement: replacement.into() })
    }
}
