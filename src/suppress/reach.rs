//! Reach: which bytes of a file a directive speaks of.

use super::directive::{Directive, Verb};
use crate::document::{Document, Format};
use crate::source::{Source, Span};

/// What a name in a directive silences.
#[derive(Debug)]
pub(super) struct Silence {
    /// The position of the directive, and of the name in it.
    pub(super) place: (usize, usize),
    /// The bytes of the file.
    pub(super) reach: Span,
    /// The name of the directive that ends it, if one does: its place.
    pub(super) ended_by: Option<(usize, usize)>,
}

/// What the names of these directives silence, in order.
pub(super) fn silences(document: &Document<'_>, directives: &[Directive]) -> Vec<Silence> {
    let source = document.source;
    let starts = block_starts(document, directives);
    let mut silences: Vec<Silence> = Vec::new();
    for (at, directive) in directives.iter().enumerate() {
        let last_line = source.line_index(directive.comment.end.max(1) - 1);
        let reach = match directive.verb.1 {
            Some(Verb::Allow) if stands_alone(source, directive) => {
                block_after(document, &directives[at..], &starts)
            }
            Some(Verb::Allow) => lines(source, source.line_index(directive.comment.start), last_line),
            Some(Verb::AllowNextLine) => lines(source, last_line + 1, last_line + 1),
            Some(Verb::AllowFile) => Span::new(0, source.text().len()),
            Some(Verb::Off) => Span::new(directive.comment.start, source.text().len()),
            Some(Verb::On) => {
                for (name, on) in directive.names.iter().enumerate() {
                    let is_open = |silence: &&mut Silence| {
                        let (off, its_name) = silence.place;
                        directives[off].verb.1 == Some(Verb::Off)
                            && silence.ended_by.is_none()
                            && directives[off].names[its_name].value == on.value
                    };
                    for silence in silences.iter_mut().filter(is_open) {
                        silence.reach.end = directive.comment.start;
                        silence.ended_by = Some((at, name));
                    }
                }
                continue;
            }
            None => continue,
        };
        silences.extend((0..directive.names.len()).map(|name| Silence {
            place: (at, name),
            reach,
            ended_by: None,
        }));
    }
    silences
}

/// Whether nothing else stands on the lines of a comment but the marks of a quotation.
pub(super) fn stands_alone(source: &Source, directive: &Directive) -> bool {
    let comment = directive.comment;
    let first = source.line_span(source.line_index(comment.start));
    let last = source.line_span(source.line_index(comment.end.max(1) - 1));
    let before = &source.text()[first.start..comment.start];
    is_blank(before) && source.text()[comment.end..last.end.max(comment.end)].trim().is_empty()
}

/// Whether a line, or a part of one, holds nothing but white space and marks of a quotation.
fn is_blank(line: &str) -> bool {
    line.trim_matches(|c: char| c.is_whitespace() || c == '>' || c == '\u{FEFF}').is_empty()
}

/// Lines, by index, without the line end of the last.
fn lines(source: &Source, first: usize, last: usize) -> Span {
    let (first, last) = (source.line_span(first), source.line_span(last));
    let end = last.start + source.slice(last).trim_end_matches(['\n', '\r']).len();
    Span::new(first.start, end.max(first.start))
}

/// Where the blocks of an HTML document start and end, in the order of the source; other formats have blank lines.
fn block_starts(document: &Document<'_>, directives: &[Directive]) -> Vec<Span> {
    let mut starts: Vec<Span> = match document.format {
        Format::Html if !directives.is_empty() => {
            document.blocks.iter().map(|block| document.span(block.text)).collect()
        }
        _ => Vec::new(),
    };
    starts.sort();
    starts
}

/// The block after the first of these directives. Others may stand between the two.
fn block_after(document: &Document<'_>, directives: &[Directive], blocks: &[Span]) -> Span {
    let source = document.source;
    let mut directives = directives.iter().filter(|directive| stands_alone(source, directive)).peekable();
    let mut line = source.line_index(directives.peek().map_or(0, |first| first.comment.start));
    let count = source.line_count();
    while line < count {
        let span = source.line_span(line);
        if let Some(other) = directives.next_if(|other| other.comment.start < span.end) {
            line = source.line_index(other.comment.end.max(1) - 1) + 1;
        } else if is_blank(source.slice(span)) {
            line += 1;
        } else {
            break;
        }
    }
    let start = source.line_span(line).start;
    if document.format == Format::Html {
        let next = blocks.partition_point(|block| block.start < start);
        let last = blocks.get(next).map_or(start, |block| block.end);
        return lines(source, line, source.line_index(last).max(line));
    }
    let mut last = line;
    while last + 1 < count && !is_blank(source.slice(source.line_span(last + 1))) {
        last += 1;
    }
    lines(source, line, last)
}
