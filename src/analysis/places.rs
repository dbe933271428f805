//! What a place of the file is part of: which block, link or quotation it stands in.

use std::cell::OnceCell;

use super::facts::Analysis;
use super::scope::Place;
use crate::document::{Block, BlockKind, LinkKind};
use crate::source::Span;

/// The parts of a document by their bytes in the file.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// Blocks in the order of the file, by their index; none within another.
    blocks: Vec<(Span, usize)>,
    /// The texts of images, which stand within other blocks.
    image_texts: Vec<(Span, usize)>,
    /// Links of the markup.
    links: Vec<Span>,
    /// Quotations with their marks; read when first asked for.
    quotations: OnceCell<Vec<Span>>,
}

impl Places {
    pub(super) fn new(analysis: &Analysis<'_>) -> Self {
        let document = analysis.document;
        let mut places = Self::default();
        for (index, block) in document.blocks.iter().enumerate() {
            let of_kind = match block.kind {
                BlockKind::ImageAlt => &mut places.image_texts,
                _ => &mut places.blocks,
            };
            of_kind.push((analysis.source_span(block.text), index));
        }
        places.blocks.sort_unstable();
        places.image_texts.sort_unstable();
        let links = document.links.iter().filter(|link| link.kind != LinkKind::Image);
        places.links = apart(links.map(|link| link.span).collect());
        places
    }

    /// Whether some bytes of the file stand in a place of this kind.
    pub(super) fn hold(&self, analysis: &Analysis<'_>, span: Span, place: Place) -> bool {
        let is_kind = |wanted: fn(BlockKind) -> bool| {
            self.block(analysis, span).is_some_and(|block| wanted(block.kind))
        };
        match place {
            Place::Prose | Place::Raw => true,
            Place::Paragraph => is_kind(|kind| kind == BlockKind::Paragraph),
            Place::Heading => is_kind(|kind| matches!(kind, BlockKind::Heading(_))),
            Place::ListItem => is_kind(|kind| kind == BlockKind::ListItem),
            Place::TableCell => is_kind(|kind| kind == BlockKind::TableCell),
            Place::Caption => is_kind(|kind| kind == BlockKind::Caption),
            Place::ImageAlt => is_kind(|kind| kind == BlockKind::ImageAlt),
            Place::LinkText => any_holds(&self.links, span),
            Place::Quotation => {
                self.block(analysis, span).is_some_and(|block| block.quoted)
                    || any_holds(self.quotations(analysis), span)
            }
            Place::LinkTarget | Place::Comment | Place::Code | Place::FrontMatter => false,
        }
    }

    fn quotations(&self, analysis: &Analysis<'_>) -> &[Span] {
        self.quotations.get_or_init(|| {
            apart(analysis.quotations().iter().map(|&span| analysis.source_span(span)).collect())
        })
    }

    /// The block that the bytes stand in; the first one, if they reach over several. A link may start before
    /// the block that its text starts.
    fn block<'a>(&self, analysis: &Analysis<'a>, span: Span) -> Option<&'a Block> {
        let touched = |blocks: &[(Span, usize)]| {
            let at = blocks.partition_point(|(block, _)| block.end < span.start);
            blocks[at..].iter().take(2).find(|(block, _)| block.touches(span)).map(|&(_, index)| index)
        };
        let index = touched(&self.image_texts).or_else(|| touched(&self.blocks))?;
        analysis.document.blocks.get(index)
    }
}

/// Spans in order, those that overlap made one.
fn apart(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort_unstable();
    spans.dedup_by(|next, last| {
        let overlaps = next.start < last.end;
        if overlaps {
            *last = last.to(*next);
        }
        overlaps
    });
    spans
}

/// Whether one of some spans, which stand in order and apart, holds `span`.
fn any_holds(spans: &[Span], span: Span) -> bool {
    let at = spans.partition_point(|other| other.end < span.end);
    spans.get(at).is_some_and(|other| other.contains(span))
}
