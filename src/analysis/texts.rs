//! The texts that a rule can search: sentences, blocks or the whole of the prose, and what stands outside of
//! it. Each leads back to the bytes of the file.

use std::borrow::Cow;
use std::ops::Range;

use super::facts::Analysis;
use super::scope::{Place, Scope, TextUnit};
use crate::diagnostic::Edit;
use crate::document::{AsideKind, Flow, LinkKind, TextSpan};
use crate::source::Span;
use crate::text::{CharacterSet, TokenKind};

/// A text to search.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    flow: Cow<'a, Flow<'a>>,
    /// Where it stands in its flow.
    span: TextSpan,
    /// Whether its flow is that of the document.
    is_prose: bool,
}

impl<'a> Text<'a> {
    /// What is to be searched.
    pub fn as_str(&self) -> &str {
        &self.flow.text()[self.span.range()]
    }

    /// The bytes of the file that a range of it came from.
    pub fn source_span(&self, range: Range<usize>) -> Span {
        self.flow.source_span(self.in_flow(range))
    }

    /// Whether it stands in the prose of the document.
    pub fn is_prose(&self) -> bool {
        self.is_prose
    }

    /// Whether it is all prose of the document, so that its offsets are those of the document's flow.
    pub fn is_whole_prose(&self) -> bool {
        self.is_prose && self.span.len() == self.flow.text().len()
    }

    /// The span of the document's flow that a range of it is; none if it stands outside of the prose.
    pub fn prose_span(&self, range: Range<usize>) -> Option<TextSpan> {
        self.is_prose.then(|| self.in_flow(range))
    }

    fn in_flow(&self, range: Range<usize>) -> TextSpan {
        TextSpan::new(self.span.start + range.start, self.span.start + range.end)
    }
}

impl<'a> Analysis<'a> {
    /// All texts within a scope, in the order of the flow, then those outside of the prose. What the scope
    /// leaves out of the prose is still in them: findings are held to it.
    pub fn texts(&self, scope: &Scope) -> Vec<Text<'a>> {
        self.texts_where(scope, |_| true)
    }

    /// The texts within a scope whose characters, or those of the blocks around them, may do.
    pub fn texts_where(&self, scope: &Scope, may_do: impl Fn(CharacterSet) -> bool) -> Vec<Text<'a>> {
        let mut texts = Vec::new();
        if scope.has_prose() {
            let in_block = |block: usize| may_do(self.characters_of_block(block));
            match scope.unit {
                TextUnit::Sentence => {
                    let sentences = self.sentences().iter();
                    let sentences = sentences.filter(|tokens| in_block(self.block_of(tokens.start)));
                    texts.extend(sentences.map(|tokens| self.prose(self.span_of(tokens.clone()))));
                }
                TextUnit::Block => {
                    let blocks = self.document.blocks.iter().enumerate();
                    let blocks = blocks.filter(|&(block, _)| in_block(block));
                    texts.extend(blocks.map(|(_, block)| self.prose(block.text)));
                }
                TextUnit::Document if may_do(self.characters()) => {
                    texts.push(self.prose(TextSpan::new(0, self.document.text().len())));
                }
                TextUnit::Document => {}
            }
        }
        let first = texts.len();
        for place in scope.outside() {
            self.outside(place, &mut texts);
        }
        let mut outside = texts.split_off(first);
        outside.retain(|text| may_do(CharacterSet::of_text(text.as_str())));
        texts.append(&mut outside);
        texts
    }

    /// An edit of a range of a text; none where the file does not hold that very text.
    pub fn edit_in(
        &self,
        text: &Text<'_>,
        range: Range<usize>,
        replacement: impl Into<String>,
    ) -> Option<Edit> {
        let is_verbatim = text.flow.is_verbatim(text.in_flow(range.clone()), self.document.source.text());
        is_verbatim.then(|| Edit { span: text.source_span(range), replacement: replacement.into() })
    }

    /// The texts of this unit that hold any of some offsets of the flow; each once, in order.
    pub fn texts_around(&self, unit: TextUnit, offsets: impl Iterator<Item = usize>) -> Vec<Text<'a>> {
        let mut spans: Vec<TextSpan> = offsets.filter_map(|offset| self.unit_at(unit, offset)).collect();
        spans.sort_unstable();
        spans.dedup();
        spans.into_iter().map(|span| self.prose(span)).collect()
    }

    /// The characters of the block that a text stands in, or else of the whole text.
    pub fn characters_around(&self, text: &Text<'_>) -> CharacterSet {
        let span = text.prose_span(0..text.as_str().len());
        let block = span.and_then(|span| {
            let block = self.block_at(span.start)?;
            (span.end <= self.document.blocks[block].text.end).then_some(block)
        });
        match block {
            Some(block) => self.characters_of_block(block),
            None if text.is_whole_prose() => self.characters(),
            None => CharacterSet::of_text(text.as_str()),
        }
    }

    /// The text of this unit that holds a span of the flow, as a span; several, if the span reaches over them.
    pub fn span_around(&self, unit: TextUnit, span: TextSpan) -> TextSpan {
        let last = span.end.saturating_sub(1).max(span.start);
        let around = [span.start, last].into_iter().filter_map(|offset| self.unit_at(unit, offset));
        around.fold(span, TextSpan::to)
    }

    fn unit_at(&self, unit: TextUnit, offset: usize) -> Option<TextSpan> {
        match unit {
            TextUnit::Sentence => {
                let sentences = self.sentences();
                let end = |sentence: &Range<usize>| self.tokens()[sentence.end - 1].span().end;
                let at = sentences.partition_point(|sentence| end(sentence) <= offset);
                let span = self.span_of(sentences.get(at)?.clone());
                (span.start <= offset).then_some(span)
            }
            TextUnit::Block => self.block_at(offset).map(|block| self.document.blocks[block].text),
            TextUnit::Document => Some(TextSpan::new(0, self.document.text().len())),
        }
    }

    fn prose(&self, span: TextSpan) -> Text<'a> {
        Text { flow: Cow::Borrowed(&self.document.flow), span, is_prose: true }
    }

    /// A text that stands in the file just so.
    fn raw(&self, span: Span) -> Text<'a> {
        let span = TextSpan::new(span.start, span.end);
        Text { flow: Cow::Owned(Flow::whole(self.document.source.text())), span, is_prose: false }
    }

    fn outside(&self, place: Place, texts: &mut Vec<Text<'a>>) {
        match place {
            Place::LinkTarget => self.targets(texts),
            Place::Raw => texts.push(self.raw(Span::new(0, self.document.source.text().len()))),
            _ => texts.extend(self.asides(place).map(|inside| self.raw(inside))),
        }
    }

    fn targets(&self, texts: &mut Vec<Text<'a>>) {
        let document = self.document;
        for link in document.links.iter().filter(|link| !link.target.is_empty()) {
            if document.source.slice(link.target_span) == link.target {
                texts.push(self.raw(link.target_span));
                continue;
            }
            let flow = document.target_flow(link);
            let span = TextSpan::new(0, flow.text().len());
            texts.push(Text { flow: Cow::Owned(flow), span, is_prose: false });
        }
        texts.extend(self.bare_addresses().map(|span| self.prose(span)));
    }

    /// The addresses in the prose that no markup makes links of.
    fn bare_addresses(&self) -> impl Iterator<Item = TextSpan> + '_ {
        let links = self.document.links.iter().filter(|link| link.kind != LinkKind::Image);
        let mut marked: Vec<TextSpan> = links.map(|link| link.text).collect();
        marked.sort_unstable();
        let addresses = self.tokens().iter().filter(|token| token.kind == TokenKind::Url);
        addresses.map(|token| token.span()).filter(move |span| {
            let after = marked.partition_point(|link| link.start <= span.start);
            !after.checked_sub(1).is_some_and(|before| marked[before].contains(*span))
        })
    }

    /// What stands in the asides of a place, as bytes of the file.
    fn asides(&self, place: Place) -> impl Iterator<Item = Span> + 'a {
        let kind = match place {
            Place::Code => Some(AsideKind::Code),
            Place::Comment => Some(AsideKind::Comment),
            Place::FrontMatter => Some(AsideKind::FrontMatter),
            _ => None,
        };
        let asides = self.document.asides.iter().filter(move |aside| Some(aside.kind) == kind);
        asides.map(|aside| aside.inside)
    }

    /// The bytes of the file of all texts of a place outside of the prose.
    pub(super) fn outside_spans(&self, place: Place) -> Vec<Span> {
        let mut texts = Vec::new();
        self.outside(place, &mut texts);
        texts.iter().map(|text| text.source_span(0..text.as_str().len())).collect()
    }
}
