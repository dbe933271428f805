//! Puts a document together from the pieces that a reader of markup finds: it opens a block when prose
//! comes, trims it when it ends, drops it when nothing is left to read, and keeps what belongs to no
//! block. It knows no markup.

mod links;

use super::block::{Aside, AsideKind, Block, BlockKind, Document, Format, Hidden, Link, Trick};
use super::flow::{FlowBuilder, TextSpan};
use super::hidden_text::{HiddenText, Place};
use super::template::Template;
use crate::source::{Source, Span};

/// Stands in the flow for what is no prose but has a place in the sentence: code, a formula, an image.
pub(super) const PLACEHOLDER: &str = "\u{FFFC}";

/// Parts two blocks in the flow.
const SEPARATOR: &str = "\n\n";

/// A document in the making.
pub(super) struct Builder {
    /// What a block that opens now is.
    pub(super) kind: BlockKind,
    /// In how many block quotations a block that opens now stands.
    pub(super) quotes: usize,
    /// Whether text is passed over: it stands in an element that is replaced as a whole.
    pub(super) muted: bool,
    flow: FlowBuilder,
    open: Option<Block>,
    /// Length of the flow after the last separator.
    separated: usize,
    /// The end of the last piece of source that was handed in.
    position: usize,
    templates: Vec<Template>,
    next_template: usize,
    blocks: Vec<Block>,
    links: Vec<Link>,
    verbatim: Vec<Span>,
    asides: Vec<Aside>,
    anchor: Option<Anchor>,
    image: Option<Image>,
    /// Images whose text waits until the block that they stand in has ended.
    images: Vec<Image>,
    /// How text that comes now is hidden, if it is.
    hidden: Option<Hidden>,
    /// Hidden texts that wait until the block that they stand in has ended. While text is hidden, the last
    /// one takes it.
    hidden_texts: Vec<HiddenText>,
    split: Option<Split>,
    tricks: Vec<Trick>,
}

/// What stands after a letter and may be followed by another.
struct Split {
    span: Span,
    at: usize,
}

/// A link that has begun and not ended.
struct Anchor {
    link: usize,
    start: usize,
    has_text: bool,
    /// The first piece of its text in the open hidden text.
    first_piece: usize,
}

/// The text of an image, in pieces: what stands in the flow, and where it came from.
struct Image {
    link: usize,
    quoted: bool,
    hidden: Option<Hidden>,
    depth: usize,
    pieces: Vec<(String, Span)>,
}

impl Builder {
    /// A document of which nothing is read yet. `templates` are the template tags of the source, in order.
    pub(super) fn new(source: &Source, templates: Vec<Template>) -> Self {
        Self {
            kind: BlockKind::Paragraph,
            quotes: 0,
            muted: false,
            flow: FlowBuilder::with_capacity(source.text().len()),
            open: None,
            separated: 0,
            position: 0,
            templates,
            next_template: 0,
            blocks: Vec::new(),
            links: Vec::new(),
            verbatim: Vec::new(),
            asides: Vec::new(),
            anchor: None,
            image: None,
            images: Vec::new(),
            hidden: None,
            hidden_texts: Vec::new(),
            split: None,
            tricks: Vec::new(),
        }
    }

    /// Adds text that stands for the bytes of `span`; when both are equally long, it stands there byte
    /// for byte. Template tags in it are taken out.
    pub(super) fn put(&mut self, text: &str, span: Span) {
        self.position = self.position.max(span.end);
        if self.muted {
            return;
        }
        let mut rest = span.start;
        while let Some(&template) = self.templates.get(self.next_template) {
            if template.span.end <= span.start {
                self.next_template += 1;
                continue;
            }
            if template.span.start >= span.end {
                break;
            }
            if text.len() != span.len() {
                if template.span.contains(span) {
                    return;
                }
                break;
            }
            if template.span.start >= span.start {
                self.add(
                    &text[rest - span.start..template.span.start - span.start],
                    Span::new(rest, template.span.start),
                );
                if !template.is_traceless {
                    self.add(PLACEHOLDER, template.span);
                }
            }
            if template.span.end >= span.end {
                return;
            }
            rest = template.span.end;
            self.next_template += 1;
        }
        self.add(&text[rest - span.start..], Span::new(rest, span.end));
    }

    fn add(&mut self, text: &str, span: Span) {
        if text.is_empty() {
            return;
        }
        if let Some(image) = &mut self.image {
            image.pieces.push((text.to_owned(), span));
            return;
        }
        if self.hidden.is_some() {
            self.hidden_text().add(text, span);
            return;
        }
        if let Some(split) = self.split.take()
            && split.at == self.flow.len()
            && text.starts_with(char::is_alphabetic)
        {
            self.tricks.push(Trick::SplitWord { span: split.span, at: split.at });
        }
        if self.open.is_none() {
            self.open = Some(Block { text: self.here(), ..self.block() });
        }
        self.flow.instead(text, span);
    }

    /// What a block that opens now is.
    fn block(&self) -> Block {
        let (kind, quoted, hidden) = (self.kind, self.quotes > 0, self.hidden);
        Block { kind, text: TextSpan::default(), quoted, hidden }
    }

    /// The end of the flow.
    fn here(&self) -> TextSpan {
        TextSpan::new(self.flow.len(), self.flow.len())
    }

    /// The hidden text that takes hidden text.
    fn hidden_text(&mut self) -> &mut HiddenText {
        if self.hidden_texts.last().is_none_or(|text| text.is_ended) {
            self.hidden_texts.push(HiddenText::new(self.block()));
        }
        self.hidden_texts.last_mut().expect("one was just made")
    }

    /// Says how text that comes after byte `at` of the source is hidden, if it is.
    pub(super) fn hide(&mut self, hidden: Option<Hidden>, at: usize) {
        if self.hidden == hidden {
            return;
        }
        if self.hidden.is_some() {
            self.end_hidden_text();
            if let Some(split) = &mut self.split {
                split.span.end = split.span.end.max(at);
            }
        } else {
            self.part_word(Span::at(at));
        }
        self.hidden = hidden;
    }

    /// Says that something which readers do not see stands at `span`; if it stands in the midst of a word, that
    /// is a trick.
    pub(super) fn part_word(&mut self, span: Span) {
        let at = self.flow.len();
        let is_in_text = self.open.is_some() && self.image.is_none() && self.hidden.is_none() && !self.muted;
        if is_in_text && self.flow.text().ends_with(char::is_alphabetic) {
            let before = self.split.take().filter(|split| split.at == at);
            let span = before.map_or(span, |split| split.span.to(span));
            self.split = Some(Split { span, at });
        }
    }

    /// Notes that the page leads to another.
    pub(super) fn refresh(&mut self, span: Span, target: String, seconds: u32) {
        self.tricks.push(Trick::Refresh { span, target, seconds });
    }

    fn end_hidden_text(&mut self) {
        let Some(hidden) = self.hidden_texts.last_mut().filter(|text| !text.is_ended) else { return };
        hidden.is_ended = true;
        if let Some(anchor) = &mut self.anchor {
            hidden.mark(anchor.link, std::mem::take(&mut anchor.first_piece));
        }
    }

    /// Whether white space that comes now adds nothing: it leads a block, or follows white space.
    pub(super) fn is_after_space(&self) -> bool {
        if let Some(image) = &self.image {
            return image.pieces.last().is_none_or(|(text, _)| text.ends_with([' ', '\n']));
        }
        if self.hidden.is_some() {
            return self.hidden_texts.last().is_none_or(|text| text.is_ended || text.ends_in_space());
        }
        self.open.is_none() || self.flow.text().ends_with([' ', '\n'])
    }

    /// Whether a line end that comes now would make an empty line.
    pub(super) fn is_after_line_end(&self) -> bool {
        self.is_in_flow() && self.open.is_some() && self.flow.text().ends_with('\n')
    }

    /// Whether text that comes now starts a line.
    pub(super) fn is_at_line_start(&self) -> bool {
        self.is_in_flow() && (self.open.is_none() || self.flow.text().ends_with('\n'))
    }

    /// Whether text that comes now goes into the open block.
    fn is_in_flow(&self) -> bool {
        self.image.is_none() && self.hidden.is_none()
    }

    /// The end of the last piece of source that was handed in.
    pub(super) fn position(&self) -> usize {
        self.position
    }

    /// Says that the source from here on, up to `end`, was read and holds no text.
    pub(super) fn pass(&mut self, end: usize) {
        self.position = self.position.max(end);
    }

    /// Ends the open block, if there is one. The texts of its images and its hidden texts follow it as blocks of
    /// their own.
    pub(super) fn close(&mut self) {
        self.end_hidden_text();
        if let Some(block) = self.open.take() {
            self.finish_block(block);
        }
        self.end_anchor_text();
        for image in std::mem::take(&mut self.images) {
            let start = self.flow.len();
            for (text, span) in &image.pieces {
                self.flow.instead(text, *span);
            }
            let text = TextSpan::new(start, start);
            self.links[image.link].text = self.trimmed(start);
            let Image { quoted, hidden, .. } = image;
            self.finish_block(Block { kind: BlockKind::ImageAlt, text, quoted, hidden });
        }
        for hidden in std::mem::take(&mut self.hidden_texts) {
            self.finish_hidden(&hidden);
        }
        if let Some(anchor) = &mut self.anchor {
            anchor.start = self.flow.len();
        }
    }

    fn finish_hidden(&mut self, hidden: &HiddenText) {
        let text = self.here();
        for (text, span) in &hidden.pieces {
            self.flow.instead(text, *span);
        }
        let whole = self.trimmed(text.start);
        for Place { link, text: place } in &hidden.links {
            let link = &mut self.links[*link];
            let place = TextSpan::new(text.start + place.start, text.start + place.end);
            let start = place.start.max(whole.start).min(whole.end);
            let place = TextSpan::new(start, place.end.min(whole.end).max(start));
            if link.text.is_empty() && !place.is_empty() {
                link.text = place;
                link.hidden = link.hidden.or(hidden.block.hidden);
            }
        }
        self.finish_block(Block { text, ..hidden.block.clone() });
    }

    fn finish_block(&mut self, block: Block) {
        let text = self.trimmed(block.text.start);
        if is_prose(&self.flow.text()[text.range()]) {
            self.blocks.push(Block { text, ..block });
        }
        if self.flow.len() > self.separated {
            self.flow.separator(SEPARATOR);
            self.separated = self.flow.len();
        }
    }

    /// The flow from `start` on without the white space around it.
    fn trimmed(&self, start: usize) -> TextSpan {
        let text = &self.flow.text()[start..];
        let start = start + text.len() - text.trim_start().len();
        TextSpan::new(start, start + text.trim().len())
    }

    /// Notes that the lines of `span` are no prose.
    pub(super) fn verbatim(&mut self, span: Span) {
        self.pass(span.end);
        if !span.is_empty() {
            self.verbatim.push(span);
        }
    }

    /// Notes what `inside` holds: no prose, but something to search.
    pub(super) fn aside(&mut self, kind: AsideKind, inside: Span) {
        if !inside.is_empty() {
            self.asides.push(Aside { kind, inside });
        }
    }

    /// The document.
    pub(super) fn finish(mut self, source: &Source, format: Format) -> Document<'_> {
        self.close();
        self.links.sort_by_key(|link| link.span.start);
        self.verbatim.sort();
        self.asides.sort_by_key(|aside| aside.inside);
        let mut verbatim: Vec<Span> = Vec::with_capacity(self.verbatim.len());
        for span in self.verbatim {
            match verbatim.last_mut() {
                Some(last) if span.start < last.end => *last = last.to(span),
                _ => verbatim.push(span),
            }
        }
        let flow = self.flow.finish();
        let mut hidden: Vec<Span> = self
            .blocks
            .iter()
            .filter(|block| block.hidden.is_some())
            .map(|block| flow.source_span(block.text))
            .collect();
        hidden.sort();
        let (blocks, links, asides, tricks) = (self.blocks, self.links, self.asides, self.tricks);
        Document { source, format, flow, blocks, links, verbatim, hidden, tricks, asides }
    }
}

/// Whether there is anything to read in a text: more than white space and placeholders.
fn is_prose(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !PLACEHOLDER.contains(c))
}
