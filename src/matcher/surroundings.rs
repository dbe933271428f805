//! What surrounds a place: whether a block is prose at all, in which rules that look at single signs and
//! words can trust what they see.

use std::ops::Range;

use crate::analysis::Analysis;

/// Whether the tokens of a block read as prose, as opposed to code, a formula or a table in signs.
pub(super) fn reads_as_prose(analysis: &Analysis<'_>, tokens: Range<usize>) -> bool {
    let (words, signs) = analysis.texture().words_and_signs(tokens);
    words > 0 && signs * WORDS_FOR_A_SIGN <= words
}

/// Words that prose has for each sign of code, at the least.
const WORDS_FOR_A_SIGN: u32 = 8;

/// Whether the word at `index` is one of the small words that hold sentences together.
pub(super) fn is_function_word(analysis: &Analysis<'_>, index: usize) -> bool {
    analysis.is_function_word(index)
}

/// Whether the token at `index` is a word in lower case that the language has.
pub(super) fn is_plain_word(analysis: &Analysis<'_>, index: usize) -> bool {
    analysis.is_lower(index) && analysis.lexicon.is_known(analysis.token_text(index))
}

/// Those of the tokens of a sentence or block that are near to the one at `index`. What looks around each of many
/// places looks at these: a sentence may be as long as its document.
pub(super) fn near(tokens: &Range<usize>, index: usize) -> Range<usize> {
    tokens.start.max(index.saturating_sub(NEAR))..tokens.end.min(index + NEAR)
}

/// Tokens to each side of a place that are near to it.
const NEAR: usize = 200;

/// Whether white space or punctuation stands on both sides, so that the word is no part of a name or path.
pub(super) fn stands_free(analysis: &Analysis<'_>, index: usize) -> bool {
    stand_free(analysis, &(index..index + 1))
}

/// The same of some tokens that belong together.
pub(super) fn stand_free(analysis: &Analysis<'_>, tokens: &Range<usize>) -> bool {
    let block = analysis.block_tokens(analysis.block_of(tokens.start));
    let joins = |text: &str| matches!(text, "-" | "_" | "/" | "@" | "#" | "\\" | "=" | "+" | "*" | "$" | "&");
    let before = tokens.start > block.start
        && analysis.gap_after(tokens.start - 1).is_empty()
        && joins(analysis.token_text(tokens.start - 1));
    let after = tokens.end < block.end
        && analysis.gap_after(tokens.end - 1).is_empty()
        && joins(analysis.token_text(tokens.end));
    !before && !after
}
