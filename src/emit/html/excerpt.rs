//! The lines that a finding points at, with their neighbours, and marks where it points.

use std::ops::Range;

use maud::{Markup, html};

use crate::emit::view::View;
use crate::emit::visible::visible;
use crate::{Diagnostic, Severity, Source, Span};

/// Columns of a line; a longer one is shown in part. The browser wraps lines.
const WIDTH: usize = 320;

/// So many further places are marked.
const LABELS: usize = 8;

/// The excerpt for a finding.
pub(super) fn excerpt(source: &Source, diagnostic: &Diagnostic) -> Markup {
    let labels = || diagnostic.labels.iter().take(LABELS);
    let spans: Vec<Span> = std::iter::once(diagnostic.span).chain(labels().map(|label| label.span)).collect();
    let view = View::with_neighbours(source, &spans, WIDTH, 1);
    // A blank neighbour shows nothing.
    let is_shown = |text: &str, line: &Range<usize>| {
        let points_here = |label: &Range<usize>| label.start <= line.end && line.start <= label.end;
        !text.trim().is_empty() || view.labels.iter().any(points_here)
    };
    let lines = view.lines().filter(|(_, text, line)| is_shown(text, line));
    let mut last = None;
    html! {
        table class="excerpt" { tbody {
            @for (number, text, range) in lines {
                @if last.replace(number).is_some_and(|last| last + 1 < number) { tr class="gap" { th { "⋯" } td {} } }
                tr { th scope="row" { (number) } td { (marked(text, &range, &view.labels, diagnostic.severity)) } }
            }
        } }
        @if let Some(label) = &diagnostic.label {
            p class="label" { span class={ "here " (diagnostic.severity) } { "here" } " " (visible(label)) }
        }
        @for label in labels() {
            p class="label" {
                span class="here further" { "line " (source.position(label.span.start).line) } " "
                (visible(&label.message))
            }
        }
    }
}

/// A line in pieces: the place itself, further places, and what stands between them. An empty place is marked
/// between its neighbours.
fn marked(text: &str, line: &Range<usize>, labels: &[Range<usize>], severity: Severity) -> Markup {
    let within: Vec<Range<usize>> =
        labels.iter().map(|label| label.start.max(line.start)..label.end.min(line.end)).collect();
    let mut borders = vec![line.start, line.end];
    borders.extend(within.iter().filter(|label| label.start <= label.end).flat_map(|l| [l.start, l.end]));
    borders.sort_unstable();
    borders.dedup();
    let covers =
        |label: &Range<usize>, piece: &Range<usize>| label.start <= piece.start && piece.end <= label.end;
    let point = labels.first().filter(|label| label.is_empty()).map(|label| label.start);
    html! {
        @for (index, &start) in borders.iter().enumerate() {
            @if point == Some(start) { mark class={ "point " (severity) } {} }
            @if let Some(&end) = borders.get(index + 1) {
                @let piece = start..end;
                @let shown = &text[start - line.start..end - line.start];
                @if within.first().is_some_and(|label| covers(label, &piece)) {
                    mark class=(severity) { (shown) }
                } @else if within.iter().skip(1).any(|label| covers(label, &piece)) {
                    mark class="further" { (shown) }
                } @else { (shown) }
            }
        }
    }
}
