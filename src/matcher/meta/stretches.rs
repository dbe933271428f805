//! Which findings stand together: in one sentence or block, or within some words.

use std::ops::Range;

use super::super::kind::Finding;
use crate::analysis::Analysis;
use crate::source::Span;

/// Findings, sorted by place, each with its position.
type Findings<'f> = [(usize, &'f Finding)];

/// The findings within each of some places.
pub(super) fn within(mut places: Vec<Span>, findings: &Findings<'_>) -> Vec<Range<usize>> {
    places.sort_unstable();
    let place_of = |span: Span| {
        let index = places.partition_point(|place| place.start <= span.start).checked_sub(1)?;
        (span.start <= places[index].end).then_some(index)
    };
    let mut stretches = Vec::new();
    let mut start = 0;
    for stretch in findings.chunk_by(|(_, a), (_, b)| place_of(a.span) == place_of(b.span)) {
        if place_of(stretch[0].1.span).is_some() {
            stretches.push(start..start + stretch.len());
        }
        start += stretch.len();
    }
    stretches
}

/// The stretches of findings that suffice within so many words. One that does goes on for as long as the next
/// finding is as near, so that a long text of the kind is reported once.
pub(super) fn near(
    analysis: &Analysis<'_>,
    words: usize,
    findings: &Findings<'_>,
    suffices: impl Fn(Range<usize>) -> bool,
) -> Vec<Range<usize>> {
    let tokens = analysis.tokens().iter().enumerate().filter(|&(index, _)| analysis.is_word(index));
    let mut starts: Vec<usize> = tokens.map(|(_, token)| analysis.source_span(token.span()).start).collect();
    starts.sort_unstable();
    let word_of = |span: Span| starts.partition_point(|&start| start < span.start);
    let places: Vec<usize> = findings.iter().map(|(_, finding)| word_of(finding.span)).collect();
    let mut stretches = Vec::new();
    let (mut start, mut end) = (0, 0);
    while end < findings.len() {
        end += 1;
        while places[end - 1] - places[start] > words {
            start += 1;
        }
        if suffices(start..end) {
            while end < findings.len() && places[end] - places[end - 1] <= words {
                end += 1;
            }
            stretches.push(start..end);
            start = end;
        }
    }
    stretches
}
