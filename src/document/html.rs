//! HTML as browsers read it: block elements part the prose, inline elements leave no trace in it, white
//! space collapses, references are decoded in place. The same reader takes the HTML in Markdown, a tag
//! or a block at a time.

#[cfg(test)]
mod tests;

use std::borrow::Cow;

use html5gum::Tokenizer;
use html5gum::emitters::callback::CallbackEmitter;

use super::block::{AsideKind, BlockKind, Document, Format, LinkKind};
use super::builder::{Builder, PLACEHOLDER};
use super::element::{Element, Role, is_void};
use super::entity;
use super::fragment::Fragment;
use super::look::{Attributes, Looks};
use super::tag::{Attribute, Tag, TagReader, Token, refresh};
use crate::source::{Source, Span};

pub(super) fn parse(source: &Source) -> Document<'_> {
    let start = if source.text().starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let text = &source.text()[start..];
    let mut reader = HtmlReader::new(Builder::new(source, Vec::new()));
    reader.read(Fragment { markup: text, text, pieces: &[(0, start)] });
    reader.end_block();
    reader.builder.finish(source, Format::Html)
}

/// Reads HTML into a document.
pub(super) struct HtmlReader {
    /// The document.
    pub(super) builder: Builder,
    open: Vec<OpenElement>,
    /// How many elements of each number are open, so that a stray end tag costs no search.
    counts: [usize; Element::COUNT],
    skipped: Option<Skipped>,
    looks: Looks,
    /// The tag before, if it opened an inline element without attributes.
    bare_tag: Option<Span>,
}

/// An element whose end restores what was before it.
struct OpenElement {
    element: Element,
    outer: BlockKind,
}

/// An element whose content is no prose, while it is open.
struct Skipped {
    element: Element,
    depth: usize,
    /// Its start tag.
    tag: Span,
}

impl HtmlReader {
    /// A reader that writes to `builder`.
    pub(super) fn new(builder: Builder) -> Self {
        Self {
            builder,
            open: Vec::new(),
            counts: [0; Element::COUNT],
            skipped: None,
            looks: Looks::default(),
            bare_tag: None,
        }
    }

    /// Reads a whole page, a block, or a tag.
    pub(super) fn read(&mut self, fragment: Fragment<'_>) {
        let mut emitter = CallbackEmitter::new(TagReader::default());
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(fragment.markup, emitter) {
            let Ok(token) = token;
            let bare_tag = self.bare_tag.take();
            match token {
                Token::Text(span) => self.text(fragment, span),
                Token::Start(tag) => self.start_tag(fragment, &tag),
                Token::End { name, span } => {
                    let span = fragment.span(span);
                    if let Some(tag) = bare_tag.filter(|tag| tag.end == self.builder.position()) {
                        self.builder.part_word(tag.to(span));
                    }
                    self.end_tag(&name, span);
                }
                Token::Comment(span) => self.comment(fragment, span),
            }
        }
    }

    /// Ends the open block. Inline elements that were left open in it end with it.
    pub(super) fn end_block(&mut self) {
        self.end_skipped(Span::at(self.builder.position()));
        self.builder.close();
        self.looks.close_inline();
        self.builder.hide(self.looks.now().hidden(), self.builder.position());
    }

    /// A comment, or a declaration, which browsers read as one.
    fn comment(&mut self, fragment: Fragment<'_>, span: Span) {
        let text = fragment.markup.get(span.range()).unwrap_or_default();
        // Frameworks part the texts that they put together by comments without content.
        if text.contains(char::is_alphanumeric) && self.skipped.is_none() {
            self.builder.part_word(fragment.span(span));
        }
        self.builder.verbatim(fragment.span(span));
        let Some(rest) = fragment.text.get(span.range()).and_then(|text| text.strip_prefix("<!--")) else {
            return;
        };
        let inside = rest.strip_suffix("-->").or_else(|| rest.strip_suffix("--!>")).unwrap_or(rest);
        let start = span.start + "<!--".len();
        self.builder.aside(AsideKind::Comment, fragment.span(Span::new(start, start + inside.len())));
    }

    fn text(&mut self, fragment: Fragment<'_>, span: Span) {
        if self.skipped.is_some() {
            self.builder.pass(fragment.span(span).end);
            return;
        }
        let Some(text) = fragment.text.get(span.range()) else { return };
        let mut start = 0;
        while start < text.len() {
            let rest = &text[start..];
            let spaces = rest.len() - rest.trim_start_matches(is_collapsible).len();
            let (piece, length) = if spaces > 0 {
                (Cow::Borrowed(" "), spaces)
            } else if let Some((decoded, length)) = entity::decode(rest) {
                (Cow::Owned(decoded), length)
            } else {
                let length = plain_length(rest);
                (Cow::Borrowed(&rest[..length]), length)
            };
            if spaces == 0 || !self.builder.is_after_space() {
                let span = Span::new(span.start + start, span.start + start + length);
                self.builder.put(&piece, fragment.span(span));
            }
            start += length;
        }
    }

    fn start_tag(&mut self, fragment: Fragment<'_>, tag: &Tag) {
        let span = fragment.span(tag.span);
        self.builder.pass(span.start);
        let element = Element::of(&tag.name);
        let role = element.map_or(Role::Inline, |element| element.role);
        if !self.is_read(element, true) {
            return;
        }
        self.look(fragment, tag, role);
        match (role, element) {
            (Role::Break, _) => self.builder.put("\n", span),
            (Role::Anchor, _) => {
                if let Some(href) = tag.value(Attribute::Href) {
                    let href = trimmed(fragment, href);
                    let link = self.builder.begin_anchor(LinkKind::Anchor, target(fragment, href), span);
                    self.builder.locate_target(link, fragment.span(href));
                    let rel = tag.value(Attribute::Rel).and_then(|rel| fragment.text.get(rel.range()));
                    self.builder.relate(link, rel.unwrap_or_default());
                }
            }
            (Role::Image, _) => {
                let src = tag.value(Attribute::Src).map(|src| trimmed(fragment, src));
                let target = src.map(|src| target(fragment, src)).unwrap_or_default();
                let image = self.builder.begin_image(target, span);
                if let (Some(image), Some(src)) = (image, src) {
                    self.builder.locate_target(image, fragment.span(src));
                }
                if let Some(alt) = tag.value(Attribute::Alt) {
                    self.text(fragment, alt);
                }
                self.builder.end_image();
            }
            _ if role.is_in_sentence() && tag.is_closed => self.builder.put(PLACEHOLDER, span),
            _ if role.is_verbatim() && tag.is_closed => self.end_block(),
            (Role::Code | Role::Object | Role::CodeBlock | Role::Verbatim, Some(element)) => {
                if role.is_verbatim() {
                    self.builder.close();
                }
                self.skipped = Some(Skipped { element, depth: 1, tag: span });
                self.builder.muted = true;
            }
            (Role::Kind(_) | Role::Quotation | Role::Container, Some(element)) => self.open(element),
            (Role::Boundary, _) => self.builder.close(),
            _ => {}
        }
        self.builder.pass(span.end);
    }

    fn end_tag(&mut self, name: &[u8], span: Span) {
        let element = Element::of(name);
        if let (Some(skipped), Some(element)) = (&mut self.skipped, element)
            && skipped.element.number == element.number
        {
            skipped.depth -= 1;
            if skipped.depth == 0 {
                self.end_skipped(span);
            }
            return;
        }
        if element.is_none() && self.skipped.is_none() {
            self.looks.close(name, true);
            self.builder.hide(self.looks.now().hidden(), span.end);
        }
        let Some(element) = element.filter(|&element| self.is_read(Some(element), false)) else { return };
        self.builder.pass(span.start);
        match element.role {
            Role::Anchor => self.builder.end_anchor(span.end),
            // Browsers take `</br>` for a line break.
            Role::Break => self.builder.put("\n", span),
            Role::Kind(_) | Role::Quotation | Role::Container => self.close(element),
            Role::Boundary => self.builder.close(),
            _ => {}
        }
        self.looks.close(name, element.role.is_inline());
        self.builder.hide(self.looks.now().hidden(), span.end);
        self.builder.pass(span.end);
    }

    /// Takes in how the text of an element looks.
    fn look(&mut self, fragment: Fragment<'_>, tag: &Tag, role: Role) {
        let span = fragment.span(tag.span);
        match &*tag.name {
            b"style" | b"link" => self.looks.meet_style_sheet(),
            b"meta" => self.meta(fragment, tag),
            _ => {}
        }
        if role.is_in_sentence() || role.is_verbatim() || is_void(&tag.name) {
            return;
        }
        if !role.is_inline() {
            self.builder.close();
        } else if !tag.has_attributes {
            self.bare_tag = Some(span);
        }
        let value = |attribute| {
            tag.value(attribute).and_then(|span| fragment.text.get(span.range())).unwrap_or_default()
        };
        let is_body = tag.name == b"body";
        let attributes = Attributes {
            is_named: tag.has(Attribute::Class) || tag.has(Attribute::Id),
            is_page: is_body || tag.name == b"html",
            is_link: role == Role::Anchor && tag.has(Attribute::Href),
            is_hidden: tag.has(Attribute::Hidden),
            class: value(Attribute::Class),
            style: &entity::decode_all(value(Attribute::Style)),
            color: value(if is_body { Attribute::Text } else { Attribute::Color }),
            ground: value(Attribute::BgColor),
            has_image: tag.has(Attribute::Background),
        };
        self.looks.open(&tag.name, role.is_inline(), &attributes);
        self.builder.hide(self.looks.now().hidden(), span.start);
    }

    /// `<meta http-equiv="refresh" content="0; url=…">`
    fn meta(&mut self, fragment: Fragment<'_>, tag: &Tag) {
        let value = |attribute| {
            tag.value(attribute).and_then(|span| fragment.text.get(span.range())).unwrap_or_default()
        };
        if !value(Attribute::HttpEquiv).trim().eq_ignore_ascii_case("refresh") {
            return;
        }
        if let Some((seconds, target)) = refresh(&entity::decode_all(value(Attribute::Content))) {
            self.builder.refresh(fragment.span(tag.span), address(target), seconds);
        }
    }

    /// Whether a tag counts although the element around it is skipped: links in code do, and code that
    /// was never closed ends where a block does.
    fn is_read(&mut self, element: Option<Element>, is_start: bool) -> bool {
        let Some(skipped) = &mut self.skipped else { return true };
        let Some(element) = element else { return false };
        if skipped.element.number == element.number {
            skipped.depth += usize::from(is_start);
            return false;
        }
        let is_in_sentence = skipped.element.role.is_in_sentence();
        match element.role {
            Role::Anchor => is_in_sentence,
            Role::Boundary | Role::Container | Role::Kind(_) | Role::Quotation if is_in_sentence => {
                self.end_skipped(Span::at(self.builder.position()));
                true
            }
            _ => false,
        }
    }

    /// Ends the element whose content is no prose with its end tag, which is empty if it has none.
    fn end_skipped(&mut self, tag: Span) {
        let Some(skipped) = self.skipped.take() else { return };
        self.builder.muted = false;
        let role = skipped.element.role;
        let span = Span::new(skipped.tag.start, tag.end.max(skipped.tag.end));
        if role.is_verbatim() {
            self.builder.verbatim(span);
        } else {
            self.builder.put(PLACEHOLDER, span);
        }
        if matches!(role, Role::Code | Role::CodeBlock) {
            let inside = Span::new(skipped.tag.end, tag.start.max(skipped.tag.end));
            self.builder.aside(AsideKind::Code, inside);
        }
    }

    fn open(&mut self, element: Element) {
        self.builder.close();
        self.open.push(OpenElement { element, outer: self.builder.kind });
        self.counts[element.number] += 1;
        match element.role {
            Role::Kind(kind) => self.builder.kind = kind,
            Role::Quotation => self.builder.quotes += 1,
            _ => {}
        }
    }

    /// Closes the innermost element of this number, and what was left open in it.
    fn close(&mut self, element: Element) {
        self.builder.close();
        if self.counts[element.number] == 0 {
            return;
        }
        while let Some(last) = self.open.pop() {
            self.counts[last.element.number] -= 1;
            self.builder.kind = last.outer;
            if last.element.role == Role::Quotation {
                self.builder.quotes = self.builder.quotes.saturating_sub(1);
            }
            if last.element.number == element.number {
                return;
            }
        }
    }
}

/// The address in an attribute's value.
fn target(fragment: Fragment<'_>, value: Span) -> String {
    address(entity::decode_all(fragment.text.get(value.range()).unwrap_or_default()))
}

/// What browsers take for an address: tabs and line ends are no part of it, wherever they stand
/// (<https://url.spec.whatwg.org/#concept-basic-url-parser>).
fn address(mut written: String) -> String {
    written.retain(|c| !matches!(c, '\t' | '\n' | '\r'));
    written
}

/// An attribute's value without the white space around it.
fn trimmed(fragment: Fragment<'_>, value: Span) -> Span {
    let text = fragment.text.get(value.range()).unwrap_or_default();
    let start = value.start + text.len() - text.trim_start().len();
    Span::new(start, start + text.trim().len())
}

/// How much of `text` browsers show just so. Its first character counts, whatever it is.
fn plain_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_space = |index: usize| bytes.get(index).is_none_or(|&byte| is_collapsible(char::from(byte)));
    let is_end = |index: &usize| match bytes[*index] {
        b' ' => is_space(index + 1),
        byte => byte == b'&' || is_collapsible(char::from(byte)),
    };
    (1..bytes.len()).find(is_end).unwrap_or(bytes.len())
}

/// White space that browsers show as one space; a no-break space is none.
fn is_collapsible(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}
