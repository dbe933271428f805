//! Links and images in a document that is being put together: where their texts begin and end, and what they lead to.

use super::{Anchor, Builder, Image, PLACEHOLDER, is_prose};
use crate::document::block::{Link, LinkKind};
use crate::source::Span;

impl Builder {
    /// Begins a link whose text follows, and returns its number. An earlier one that has not ended ends here,
    /// as in browsers.
    pub(in crate::document) fn begin_anchor(&mut self, kind: LinkKind, target: String, span: Span) -> usize {
        self.end_anchor(span.start);
        let open = self.hidden_texts.last().filter(|text| !text.is_ended);
        let first_piece = open.map_or(0, |text| text.pieces.len());
        let start = self.flow.len();
        self.anchor = Some(Anchor { link: self.links.len(), start, has_text: false, first_piece });
        self.link(kind, target, span)
    }

    fn link(&mut self, kind: LinkKind, target: String, span: Span) -> usize {
        let (text, hidden) = (self.here(), self.hidden);
        self.links.push(Link { kind, text, span, target, target_span: span, rel: String::new(), hidden });
        self.links.len() - 1
    }

    /// Says what the `rel` attribute of a link holds.
    pub(in crate::document) fn relate(&mut self, link: usize, rel: &str) {
        self.links[link].rel = rel.to_owned();
    }

    /// Says where the target of a link stands in the source.
    pub(in crate::document) fn locate_target(&mut self, link: usize, target: Span) {
        self.links[link].target_span = target;
    }

    /// The target of a link, as it is known so far.
    pub(in crate::document) fn target(&self, link: usize) -> &str {
        &self.links[link].target
    }

    /// Makes the target of a link what stands in the source in place of what the parser saw there.
    pub(in crate::document) fn restore_target(&mut self, link: usize, seen: &str, written: &str) {
        let target = &mut self.links[link].target;
        if seen != written
            && let Some(at) = seen.rfind(target.as_str())
            && let Some(original) = written.get(at..at + target.len())
        {
            *target = original.to_owned();
        }
    }

    /// Ends the open link, if there is one, at byte `end` of the source.
    pub(in crate::document) fn end_anchor(&mut self, end: usize) {
        self.end_anchor_text();
        if let Some(anchor) = self.anchor.take() {
            if let Some(hidden) = self.hidden_texts.last_mut().filter(|text| !text.is_ended) {
                hidden.mark(anchor.link, anchor.first_piece);
            }
            let span = &mut self.links[anchor.link].span;
            span.end = span.end.max(end);
        }
    }

    /// The text of a link that spans several blocks is that of the first one with prose in it.
    pub(super) fn end_anchor_text(&mut self) {
        let Some(anchor) = self.anchor.as_ref().filter(|anchor| !anchor.has_text) else { return };
        let (link, text) = (anchor.link, self.trimmed(anchor.start));
        if text.is_empty() {
            return;
        }
        let has_text = is_prose(&self.flow.text()[text.range()]);
        self.links[link].text = text;
        if let Some(anchor) = &mut self.anchor {
            anchor.has_text = has_text;
        }
    }

    /// Begins an image that `span` holds, and returns its number among the links, unless it is passed over.
    /// The text that follows is its alternative text.
    pub(in crate::document) fn begin_image(&mut self, target: String, span: Span) -> Option<usize> {
        if self.muted {
            return None;
        }
        let link = self.links.len();
        self.link(LinkKind::Image, target, span);
        if let Some(image) = &mut self.image {
            image.depth += 1;
            return Some(link);
        }
        self.add(PLACEHOLDER, span);
        self.image =
            Some(Image { link, quoted: self.quotes > 0, hidden: self.hidden, depth: 1, pieces: Vec::new() });
        Some(link)
    }

    /// Ends the image that was begun last.
    pub(in crate::document) fn end_image(&mut self) {
        let Some(image) = &mut self.image else { return };
        image.depth -= 1;
        if image.depth == 0 {
            self.images.extend(self.image.take());
        }
    }
}
