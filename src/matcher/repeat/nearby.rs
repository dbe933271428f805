//! The same distinct phrase in two sentences that follow each other: “on Monday morning … on Monday morning”.

use std::ops::Range;

use super::Repeat;
use crate::analysis::Analysis;
use crate::document::BlockKind;
use crate::matcher::kind::{Match, Matches};
use crate::matcher::surroundings::is_function_word;
use crate::text::fold;

/// Finds phrases around a word of the rule's lists that stand in two neighbouring sentences of a paragraph.
pub(super) fn find(rule: &Repeat, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let vocabulary = analysis.vocabulary();
    let listed = rule.lists.iter().flat_map(|name| analysis.lists.get(name).entries());
    let mut words: Vec<_> = listed.filter_map(|entry| vocabulary.find(&fold(entry))).collect();
    words.sort_unstable();
    words.dedup();
    for word in words {
        let mut places = vocabulary.places(word);
        let Some(mut earlier) = places.next() else { continue };
        if !rule.is_wanted(analysis, earlier) {
            continue;
        }
        for later in places {
            let (first, whole) = (phrase(rule, analysis, earlier), phrase(rule, analysis, later));
            let (first, second) = (without_small(analysis, first), without_small(analysis, whole.clone()));
            let content = first.clone().filter(|&index| !is_function_word(analysis, index)).count();
            let same = content > 1
                && first.len() == second.len()
                && first.clone().zip(second.clone()).all(|(a, b)| analysis.folded(a) == analysis.folded(b));
            if same && are_neighbours(analysis, earlier, later) {
                let span = analysis.span_of(whole);
                let finding = Match::new(analysis, span);
                found.push(finding.related("first", analysis.source_span(analysis.span_of(first))));
            }
            earlier = later;
        }
    }
}

/// The word at `index` with the words of `beside` that stand next to it.
fn phrase(rule: &Repeat, analysis: &Analysis<'_>, index: usize) -> Range<usize> {
    let block = analysis.block_tokens(analysis.block_of(index));
    let belongs = |at: usize| analysis.is_word(at) && rule.beside.contains(analysis.folded(at));
    let mut phrase = index..index + 1;
    while phrase.start > block.start && belongs(phrase.start - 1) {
        phrase.start -= 1;
    }
    while phrase.end < block.end && belongs(phrase.end) {
        phrase.end += 1;
    }
    phrase
}

/// A phrase without the small words before it: “on Monday morning” says what “Monday morning” says.
fn without_small(analysis: &Analysis<'_>, phrase: Range<usize>) -> Range<usize> {
    let small = phrase.clone().take_while(|&index| is_function_word(analysis, index)).count();
    phrase.start + small..phrase.end
}

/// Whether two tokens stand in neighbouring sentences of one paragraph.
fn are_neighbours(analysis: &Analysis<'_>, earlier: usize, later: usize) -> bool {
    let block = analysis.block_of(earlier);
    let is_paragraph =
        matches!(analysis.document.blocks[block].kind, BlockKind::Paragraph | BlockKind::ListItem);
    let (first, second) = (analysis.sentence_of(earlier), analysis.sentence_of(later));
    is_paragraph && block == analysis.block_of(later) && (first.end == second.start || first == second)
}
