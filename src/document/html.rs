//! HTML as browsers read it: block elements part the prose, inline elements leave no trace in it, white
//! space collapses, references are decoded in place. The same reader takes the HTML in Markdown, a tag
//! or a block at a time.

use std::borrow::Cow;

use html5gum::Tokenizer;
use html5gum::emitters::callback::CallbackEmitter;

use super::block::{AsideKind, BlockKind, Document, Format, LinkKind};
use super::builder::{Builder, PLACEHOLDER};
use super::element::{Element, Role};
use super::entity;
use super::tag::{Tag, TagReader, Token};
use crate::source::{Source, Span};

pub(super) fn parse(source: &Source) -> Document<'_> {
    let start = if source.text().starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let text = &source.text()[start..];
    let mut reader = HtmlReader::new(Builder::new(Vec::new()));
    reader.read(Fragment { markup: text, text, pieces: &[(0, start)] });
    reader.end_block();
    reader.builder.finish(source, Format::Html)
}

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

    fn span(&self, span: Span) -> Span {
        if span.is_empty() {
            Span::at(self.source(span.start))
        } else {
            Span::new(self.source(span.start), self.source(span.end - 1) + 1)
        }
    }
}

/// Reads HTML into a document.
pub(super) struct HtmlReader {
    /// The document.
    pub(super) builder: Builder,
    open: Vec<OpenElement>,
    /// How many elements of each number are open, so that a stray end tag costs no search.
    counts: [usize; Element::COUNT],
    skipped: Option<Skipped>,
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
        Self { builder, open: Vec::new(), counts: [0; Element::COUNT], skipped: None }
    }

    /// Reads a whole page, a block, or a tag.
    pub(super) fn read(&mut self, fragment: Fragment<'_>) {
        let mut emitter = CallbackEmitter::new(TagReader::default());
        emitter.naively_switch_states(true);
        for token in Tokenizer::new_with_emitter(fragment.markup, emitter) {
            let Ok(token) = token;
            match token {
                Token::Text(span) => self.text(fragment, span),
                Token::Start(tag) => self.start_tag(fragment, &tag),
                Token::End { name, span } => self.end_tag(&name, fragment.span(span)),
                Token::Comment(span) => self.comment(fragment, span),
            }
        }
    }

    /// Ends the open block. Inline elements that were left open in it end with it.
    pub(super) fn end_block(&mut self) {
        self.end_skipped(Span::at(self.builder.position()));
        self.builder.close();
    }

    /// A comment, or a declaration, which browsers read as one.
    fn comment(&mut self, fragment: Fragment<'_>, span: Span) {
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
        match (role, element) {
            (Role::Break, _) => self.builder.put("\n", span),
            (Role::Anchor, _) => {
                if let Some(href) = tag.href {
                    let href = trimmed(fragment, href);
                    let link = self.builder.begin_anchor(LinkKind::Anchor, target(fragment, href), span);
                    self.builder.locate_target(link, fragment.span(href));
                }
            }
            (Role::Image, _) => {
                let src = tag.src.map(|src| trimmed(fragment, src));
                let target = src.map(|src| target(fragment, src)).unwrap_or_default();
                let image = self.builder.begin_image(target, span);
                if let (Some(image), Some(src)) = (image, src) {
                    self.builder.locate_target(image, fragment.span(src));
                }
                if let Some(alt) = tag.alt {
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
        self.builder.pass(span.end);
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
    entity::decode_all(fragment.text.get(value.range()).unwrap_or_default())
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

#[cfg(test)]
mod tests {
    use crate::document::check::{check, check_outside, check_span};

    const NAME: &str = "a.html";

    #[test]
    fn block_elements_part_the_prose() {
        check(NAME, "<p>One<p>Two</p>three<div>four</div>", "p: One\np: Two\np: three\np: four");
        check(
            NAME,
            "<title>A &lt; B</title><h2>Head</h2><ul><li>a<li>b<p>c</ul>d",
            "h0: A < B\nh2: Head\ni: a\ni: b\ni: c\np: d",
        );
        check(NAME, "<table><caption>T</caption><tr><th>a<td>b</table>c", "caption: T\nc: a\nc: b\np: c");
        check(NAME, "<blockquote>a<blockquote>b</blockquote>c</blockquote>d", ">p: a\n>p: b\n>p: c\np: d");
        check(NAME, "<h1>a</h2>b</li>c</blockquote></ul>", "h1: a\np: b\np: c");
    }

    #[test]
    fn inline_elements_break_no_word() {
        check(NAME, "x<sup>2</sup> <em>un</em>seen<wbr>ly", "p: x2 unseenly");
        check_span(NAME, "<em>un</em>seen", ("unseen", "un</em>seen"));
        check(NAME, "one<br>\n two", "p: one⏎two");
        check(NAME, "Use <code>a <b>b</b></code>, <kbd>c</kbd>.", "p: Use ▢, ▢.");
        check(NAME, "<p>Use <code>a</p><p>b", "p: Use ▢\np: b");
    }

    #[test]
    fn white_space_collapses_and_references_are_decoded() {
        check(NAME, "\n a  b\r\n\tc&nbsp; <b> d</b>", "p: a b c⍽ d");
        check_span(NAME, "a \r\n b", ("a b", "a \r\n b"));
        check_span(NAME, "it&rsquo;s", ("it’s", "it&rsquo;s"));
        check_span(NAME, "it&rsquo;s", ("’", "&rsquo;"));
        check(NAME, "a < b & c &bogus; &#x41;", "p: a < b & c &bogus; A");
    }

    #[test]
    fn scripts_and_comments_are_verbatim() {
        check(
            NAME,
            "<pre>x</pre>a<!-- b -->c<style>d</style>",
            "p: ac\nverbatim <pre>x</pre>\nverbatim <!-- b -->\nverbatim <style>d</style>",
        );
        check(
            NAME,
            "a<template><p>x<template></template>y</template>b",
            "p: a\np: b\nverbatim <template><p>x<template></template>y</template>",
        );
        check(NAME, "a<script>if (a<b) '</p>'", "p: a\nverbatim <script>if (a<b) '</p>'");
        check(
            NAME,
            "<!doctype html><?php x ?><![CDATA[y]]>a",
            "p: a\nverbatim <!doctype html>\nverbatim <?php x ?>\nverbatim <![CDATA[y]]>",
        );
    }

    #[test]
    fn targets_code_and_comments_have_their_places() {
        check_outside(
            NAME,
            "<a href=' /b?c&amp;d '>e</a><img src=f alt=g><pre>h</pre><code>i</code><!--j--><svg>k</svg>",
            "target /b?c&amp;d\ntarget f\ncode h\ncode i\ncomment j",
        );
        check_outside(NAME, "<!doctype html><script>a</script><p><code>b<p>c<!-- d", "code b\ncomment  d");
    }

    #[test]
    fn links_and_images_are_listed() {
        check(
            NAME,
            "<a name=x>a</a> <a href='/b?c&amp;d'>e <b>f</b></a>",
            "p: a e f\nlink [e f](/b?c&d) <a href='/b?c&amp;d'>e <b>f</b></a>",
        );
        check(
            NAME,
            "<a href=/x><img src=y alt=\"An &eacute;l&eacute;phant\"><h3>Big</h3><p>More</a>",
            "alt: An éléphant\nh3: Big\np: More\nlink [Big](/x) <a href=/x><img src=y alt=\"An &eacute;l&eacute;phant\"><h3>Big</h3><p>More</a>\nimage [An éléphant](y) <img src=y alt=\"An &eacute;l&eacute;phant\">",
        );
        check(NAME, "<code><a href=/x>f</a></code> is", "p: ▢ is\nlink [](/x) <a href=/x>f</a>");
    }

    #[test]
    fn deep_and_broken_markup_is_read_in_linear_time() {
        let deep = "<blockquote><ul><li>".repeat(20_000) + "x" + &"</p></td>".repeat(20_000);
        check(NAME, &deep, ">i: x");
    }
}
