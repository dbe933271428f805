//! Removing a directive, or one name of it, so that no trace is left: no empty line, no doubled space, and no
//! two paragraphs made one.

use super::directive::Directive;
use super::reach::stands_alone;
use crate::diagnostic::Edit;
use crate::document::{Document, Format};
use crate::settings::Spanned;
use crate::source::Span;

/// Takes a name out of those of its directive, one of which stays.
pub(super) fn name_edit(names: &[Spanned<String>], at: usize, stays: &[bool]) -> Edit {
    let span = match names.get(at + 1) {
        // Of several that go, each takes the comma next to it that no other takes.
        Some(next) if !stays[..at].contains(&true) => Span::new(names[at].span.start, next.span.start),
        _ => Span::new(names[at - 1].span.end, names[at].span.end),
    };
    Edit { span, replacement: String::new() }
}

/// Takes the whole comment out, with its line if nothing else stands there.
pub(super) fn whole_edit(document: &Document<'_>, directive: &Directive) -> Edit {
    let (source, comment) = (document.source, directive.comment);
    let text = source.text();
    let (first, last) = (source.line_index(comment.start), source.line_index(comment.end.max(1) - 1));
    let (start, end) = (source.line_span(first).start, source.line_span(last).end);
    let (before, after) = (&text[start..comment.start], &text[comment.end..end]);
    if !stands_alone(source, directive) || !before.trim_matches(['\u{FEFF}', ' ', '\t']).is_empty() {
        let is_space = |c: char| c == ' ' || c == '\t';
        let led = comment.start - before.len() + before.trim_end_matches(is_space).len();
        let followed = comment.end + after.len() - after.trim_start_matches(is_space).len();
        let is_at_end = after.trim().is_empty() || after.starts_with(char::is_whitespace);
        let span = match before.trim().is_empty() {
            true => Span::new(comment.start, followed),
            false if is_at_end => Span::new(led, comment.end),
            false => comment,
        };
        return Edit { span, replacement: String::new() };
    }
    // The byte order mark stays.
    let start = start + before.len() - before.trim_start_matches('\u{FEFF}').len();
    let is_blank = |line: usize| source.slice(source.line_span(line)).trim().is_empty();
    let is_led = first == 0 || is_blank(first - 1);
    let is_followed = last + 1 >= source.line_count() || is_blank(last + 1);
    if is_led && is_followed {
        // One of the blank lines around it goes with it.
        let end = if last + 1 < source.line_count() { source.line_span(last + 1).end } else { end };
        return Edit { span: Span::new(start, end), replacement: String::new() };
    }
    let is_border = document.format != Format::Html && !is_led && !is_followed;
    // What it parted, a blank line parts.
    let kept = if is_border { after.trim_start_matches(|c| c != '\r' && c != '\n') } else { "" };
    Edit { span: Span::new(start, end), replacement: kept.to_owned() }
}
