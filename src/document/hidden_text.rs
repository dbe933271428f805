//! Hidden text in the midst of a block, in pieces, until the block has ended. It becomes a block of its own,
//! so that the prose around it reads as readers see it.

use std::ops::Range;

use super::block::Block;
use crate::source::Span;

/// A hidden text.
pub(super) struct HiddenText {
    /// What it will be.
    pub(super) block: Block,
    /// What stands in the flow, and where it came from.
    pub(super) pieces: Vec<(String, Span)>,
    /// The links in it.
    pub(super) links: Vec<Place>,
    /// Whether what comes now does not belong to it.
    pub(super) is_ended: bool,
}

/// Where the text of a link stands in a hidden text.
pub(super) struct Place {
    /// The number of the link.
    pub(super) link: usize,
    /// Its text, as offsets into the hidden text.
    pub(super) text: Range<usize>,
}

impl HiddenText {
    /// An empty one that will be such a block.
    pub(super) fn new(block: Block) -> Self {
        Self { block, pieces: Vec::new(), links: Vec::new(), is_ended: false }
    }

    /// Adds text that stands for the bytes of `span`.
    pub(super) fn add(&mut self, text: &str, span: Span) {
        self.pieces.push((text.to_owned(), span));
    }

    /// Whether white space that comes now adds nothing.
    pub(super) fn ends_in_space(&self) -> bool {
        self.pieces.last().is_none_or(|(text, _)| text.ends_with([' ', '\n']))
    }

    /// Says that the pieces from one on are the text of a link.
    pub(super) fn mark(&mut self, link: usize, first_piece: usize) {
        let length = |pieces: &[(String, Span)]| pieces.iter().map(|(text, _)| text.len()).sum::<usize>();
        let start = length(&self.pieces[..first_piece.min(self.pieces.len())]);
        self.links.push(Place { link, text: start..length(&self.pieces).max(start) });
    }
}
