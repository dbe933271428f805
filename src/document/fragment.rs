//! HTML to be read: a page, or a piece of another document, and where it comes from.

use crate::source::Span;

/// HTML to be read.
#[derive(Clone, Copy)]
pub(super) struct Fragment<'a> {
    /// What its tags are read from.
    pub(super) markup: &'a str,
    /// What its prose is taken from; as long as `markup`, which may have letters in place of templates.
    pub(super) text: &'a str,
    /// Where it comes from, as offsets into it and into the source, in order; the first stands at 0.
    pub(super) pieces: &'a [(usize, usize)],
}

impl Fragment<'_> {
    fn source(&self, offset: usize) -> usize {
        let next = self.pieces.partition_point(|&(start, _)| start <= offset);
        let (start, source) = self.pieces[next.saturating_sub(1)];
        source + offset - start
    }

    /// Where a part of it comes from.
    pub(super) fn span(&self, span: Span) -> Span {
        if span.is_empty() {
            Span::at(self.source(span.start))
        } else {
            Span::new(self.source(span.start), self.source(span.end - 1) + 1)
        }
    }
}
