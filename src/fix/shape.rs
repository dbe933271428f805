//! The shape of a document: its blocks, links and code. A fix changes words within the shape, and takes away of it at
//! most what it deletes as a whole.

use crate::document::{AsideKind, BlockKind, Document, Format, LinkKind};
use crate::edits::Shift;
use crate::source::{Source, Span};

/// A part of a document that mending keeps.
#[derive(Debug)]
struct Part<'d> {
    what: What,
    span: Span,
    /// What also stays as it is unless an edit touches its place.
    content: &'d str,
    content_span: Span,
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum What {
    Block { kind: BlockKind, is_quoted: bool, is_hidden: bool },
    Link(LinkKind),
    Aside(AsideKind),
    Verbatim,
}

/// Where a mended text has other blocks, links or code than the old one, but for those that were deleted: the place of the
/// first in the mended text. Plain text has no shape to lose.
pub(super) fn change_of_shape(before: &Source, after: &Source, shift: &Shift) -> Option<Span> {
    let (before, after) = (Document::parse(before), Document::parse(after));
    if before.format == Format::Plain {
        return None;
    }
    let is_blank = |text: &str| text.trim().is_empty();
    let is_deleted = |part: &Part<'_>| {
        is_blank(after.source.slice(shift.span(part.span))) && !is_blank(before.source.slice(part.span))
    };
    let is_same = |old: &Part<'_>, new: &Part<'_>| {
        old.what == new.what && (old.content == new.content || shift.touches(old.content_span))
    };
    let kinds = [blocks, links, code];
    kinds.into_iter().find_map(|parts| {
        let mut old = parts(&before);
        old.retain(|part| !is_deleted(part));
        let new = parts(&after);
        let same = old.iter().zip(&new).take_while(|(old, new)| is_same(old, new)).count();
        let lost = || old.get(same).map(|part| shift.span(part.span));
        new.get(same).map(|part| part.span).or_else(lost)
    })
}

fn blocks<'d>(document: &'d Document<'_>) -> Vec<Part<'d>> {
    let part = |block: &crate::document::Block| {
        let span = document.span(block.text);
        let what =
            What::Block { kind: block.kind, is_quoted: block.quoted, is_hidden: block.hidden.is_some() };
        Part { what, span, content: "", content_span: span }
    };
    document.blocks.iter().map(part).collect()
}

fn links<'d>(document: &'d Document<'_>) -> Vec<Part<'d>> {
    let part = |link: &'d crate::document::Link| Part {
        what: What::Link(link.kind),
        span: link.span,
        content: &link.target,
        content_span: link.target_span,
    };
    document.links.iter().map(part).collect()
}

fn code<'d>(document: &'d Document<'_>) -> Vec<Part<'d>> {
    let part = |what: What, span: Span| Part {
        what,
        span,
        content: document.source.slice(span),
        content_span: span,
    };
    let asides = document.asides.iter().map(|aside| part(What::Aside(aside.kind), aside.inside));
    asides.chain(document.verbatim.iter().map(|&span| part(What::Verbatim, span))).collect()
}
