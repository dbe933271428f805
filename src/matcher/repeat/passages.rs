//! Sentences and paragraphs that follow themselves, word for word.

use std::hash::{BuildHasher, Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxBuildHasher, FxHashMap, FxHasher};

use super::Repeat;
use crate::analysis::Analysis;
use crate::document::{BlockKind, TextSpan};
use crate::matcher::kind::{Match, Matches};
use crate::matcher::surroundings::reads_as_prose;

/// Sentences that repeat the one before in the same paragraph.
pub(super) fn sentences(rule: &Repeat, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    for pair in analysis.sentences().windows(2) {
        let (first, second) = (&pair[0], &pair[1]);
        let vocabulary = analysis.vocabulary();
        if first.len() != second.len()
            || vocabulary.of_token(first.start) != vocabulary.of_token(second.start)
        {
            continue;
        }
        let block = analysis.block_of(first.start);
        let same_block = block == analysis.block_of(second.start);
        if same_block && is_prose(analysis, block) && repeats(rule, analysis, first, second) {
            found.push(repeated(analysis, first, second));
        }
    }
}

/// Paragraphs that repeat an earlier one.
pub(super) fn paragraphs(rule: &Repeat, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let mut seen: FxHashMap<u64, (usize, Range<usize>)> = FxHashMap::default();
    for index in alike_at_first_sight(rule, analysis) {
        let (block, tokens) = (&analysis.document.blocks[index], analysis.block_tokens(index));
        if !is_prose(analysis, index) || block.quoted || count_words(analysis, &tokens) < rule.least_words {
            continue;
        }
        let earlier = seen.insert(fingerprint(analysis, &tokens), (index, tokens.clone()));
        let Some((at, first)) = earlier else { continue };
        // What announces code, a list or a quotation may do so each time.
        let announces = analysis.token_text(tokens.end - 1) == ":";
        let is_near = !announces && rule.within.is_none_or(|within| index - at <= within);
        if is_near && repeats(rule, analysis, &first, &tokens) {
            found.push(repeated(analysis, &first, &tokens));
        }
    }
}

/// The paragraphs, in order, that have as many tokens as another one, and the same at some places.
fn alike_at_first_sight(rule: &Repeat, analysis: &Analysis<'_>) -> Vec<usize> {
    let look = |tokens: Range<usize>| {
        let last = tokens.len() - 1;
        let words =
            [0, last.min(1), last / 2, last].map(|at| analysis.vocabulary().of_token(tokens.start + at));
        FxBuildHasher.hash_one((last, words))
    };
    let mut looks: Vec<(u64, usize)> = (0..analysis.document.blocks.len())
        .map(|index| (index, analysis.block_tokens(index)))
        .filter(|(_, tokens)| tokens.len() >= rule.least_words.max(1))
        .map(|(index, tokens)| (look(tokens), index))
        .collect();
    looks.sort_unstable();
    let groups = looks.chunk_by(|(one, _), (other, _)| one == other).filter(|group| group.len() > 1);
    let mut alike: Vec<usize> = groups.flatten().map(|&(_, index)| index).collect();
    alike.sort_unstable();
    alike
}

pub(super) fn is_prose(analysis: &Analysis<'_>, block: usize) -> bool {
    matches!(analysis.document.blocks[block].kind, BlockKind::Paragraph)
        && reads_as_prose(analysis, analysis.block_tokens(block))
}

fn repeats(rule: &Repeat, analysis: &Analysis<'_>, first: &Range<usize>, second: &Range<usize>) -> bool {
    first.len() == second.len()
        && count_words(analysis, first) >= rule.least_words
        && first.clone().zip(second.clone()).all(|(a, b)| analysis.folded(a) == analysis.folded(b))
}

pub(super) fn count_words(analysis: &Analysis<'_>, tokens: &Range<usize>) -> usize {
    analysis.texture().words_and_signs(tokens.clone()).0 as usize
}

fn fingerprint(analysis: &Analysis<'_>, tokens: &Range<usize>) -> u64 {
    let mut hasher = FxHasher::default();
    let vocabulary = analysis.vocabulary();
    for index in tokens.clone() {
        match vocabulary.of_token(index) {
            Some(word) => word.hash(&mut hasher),
            None => analysis.token_text(index).hash(&mut hasher),
        }
    }
    hasher.finish()
}

fn repeated(analysis: &Analysis<'_>, first: &Range<usize>, second: &Range<usize>) -> Match {
    let span = analysis.span_of(second.clone());
    let before = analysis.span_of(first.clone());
    let gap = TextSpan::new(before.end, span.end);
    let follows = second.start == first.end;
    let edit = follows.then(|| analysis.edit(gap, "")).flatten();
    Match::new(analysis, span).related("first", analysis.source_span(before)).propose(edit)
}
