//! Plain counts and ratios of a document as prosec reads it.

use std::collections::VecDeque;

use rustc_hash::FxHashMap;

use super::table::{Measure, share};
use crate::analysis::{Analysis, WordId};
use crate::text::TokenKind;

#[rustfmt::skip] // One line a measure.
pub(super) const MEASURES: &[Measure] = &[
    Measure::of_document("words", "words and numbers of the running text", |document| Some(document.running_text().words as f64)),
    Measure::of_document("sentences", "sentences of the running text", |document| Some(document.running_text().sentences as f64)),
    Measure::of_document("mean-sentence-length", "words to a sentence", |document| share(document.running_text().words, document.running_text().sentences)),
    Measure::of_document("longest-sentence", "words of the longest sentence", |document| Some(document.running_text().longest_sentence as f64)),
    Measure::of_document("mean-word-length", "letters and digits to a word", |document| share(document.running_text().characters, document.running_text().words)),
    Measure::of_document("syllables-per-word", "syllables to a word", |document| share(document.running_text().syllables, document.running_text().words)),
    Measure::of_document("unknown-word-ratio", "share of words that are misspelt or not listed, names apart", |document| share(document.misspellings().len(), count(document, TokenKind::Word))),
    Measure::of_document("type-token-ratio", "distinct to all words; falls with the length of a text", |document| share(document.vocabulary().ids().count(), count(document, TokenKind::Word))),
    Measure::of_document("moving-type-token-ratio", "mean of the same over all stretches of 100 words", moving_type_token_ratio),
    Measure::of_document("capital-ratio", "share of letters that are capitals", capital_ratio),
    Measure::of_document("links-per-100-words", "links to a hundred words", |document| share(100 * document.links().all().len(), count(document, TokenKind::Word))),
];

fn count(document: &Analysis<'_>, kind: TokenKind) -> usize {
    document.tokens().iter().filter(|token| token.kind == kind).count()
}

/// Covington and McFall, Cutting the Gordian Knot: The Moving-Average Type–Token Ratio, 2010. It can be held
/// against that of longer and shorter texts; one of fewer words has none.
fn moving_type_token_ratio(document: &Analysis<'_>) -> Option<f64> {
    const STRETCH: usize = 100;
    let mut stretch: VecDeque<WordId> = VecDeque::with_capacity(STRETCH + 1);
    let mut counts: FxHashMap<WordId, usize> = FxHashMap::default();
    let (mut distinct, mut stretches) = (0, 0);
    for word in (0..document.tokens().len()).filter_map(|index| document.vocabulary().of_token(index)) {
        stretch.push_back(word);
        *counts.entry(word).or_default() += 1;
        if stretch.len() > STRETCH
            && let Some(first) = stretch.pop_front()
            && let Some(count) = counts.get_mut(&first)
        {
            *count -= 1;
            if *count == 0 {
                counts.remove(&first);
            }
        }
        if stretch.len() == STRETCH {
            distinct += counts.len();
            stretches += 1;
        }
    }
    share(distinct, stretches * STRETCH)
}

fn capital_ratio(document: &Analysis<'_>) -> Option<f64> {
    let (mut capitals, mut letters) = (0, 0);
    for c in document.blocks().flat_map(|(block, _)| document.document.slice(block.text).chars()) {
        letters += usize::from(c.is_alphabetic());
        capitals += usize::from(c.is_uppercase());
    }
    share(capitals, letters)
}
