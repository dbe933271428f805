//! Marks such as “[sic]”, by which a writer says that the word before stands as it was found.

use memchr::memmem;

use crate::analysis::Analysis;
use crate::diagnostic::Diagnostic;
use crate::source::Span;

/// The lists of the marks, and of the groups of rules that they silence.
const MARKS: &str = "sic-marks";
const GROUPS: &str = "sic-groups";

/// The words that a mark stands behind, as bytes of the file, where any of the findings could concern them.
pub(super) fn marked_words(analysis: &Analysis<'_>, diagnostics: &[Diagnostic]) -> Vec<Span> {
    if !diagnostics.iter().any(|diagnostic| is_of_groups(analysis, diagnostic)) {
        return Vec::new();
    }
    let text = analysis.document.text();
    let mut words: Vec<Span> = Vec::new();
    for mark in analysis.lists.get(MARKS).entries() {
        for at in memmem::find_iter(text.as_bytes(), mark) {
            words.extend(word_before(analysis, at));
        }
    }
    words.sort();
    words
}

/// Whether a finding concerns a marked word.
pub(super) fn is_marked(analysis: &Analysis<'_>, words: &[Span], diagnostic: &Diagnostic) -> bool {
    let next = words.partition_point(|word| word.end <= diagnostic.span.start);
    words.get(next).is_some_and(|word| word.touches(diagnostic.span)) && is_of_groups(analysis, diagnostic)
}

fn is_of_groups(analysis: &Analysis<'_>, diagnostic: &Diagnostic) -> bool {
    analysis.lists.get(GROUPS).contains(diagnostic.rule.group())
}

/// The word right before a place in the flow; a sign or two may part them, as a closing quotation mark.
fn word_before(analysis: &Analysis<'_>, at: usize) -> Option<Span> {
    const MOST_SIGNS: usize = 2;
    let block = analysis.block_tokens(analysis.block_at(at)?);
    let after = analysis.tokens().partition_point(|token| token.span().end <= at);
    let mut near = (block.start..after).rev().take(MOST_SIGNS + 1);
    let word = near.find(|&index| analysis.is_word(index))?;
    Some(analysis.source_span(analysis.tokens()[word].span()))
}
