//! Markdown: CommonMark with tables, footnotes, task lists, definition lists, alerts, formulas and front
//! matter. HTML in it goes through the HTML reader, which holds the document.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Options, Parser, RefDefs, Tag, TagEnd};

use super::block::{AsideKind, BlockKind, Document, Format, LinkKind};
use super::builder::{Builder, PLACEHOLDER};
use super::comment;
use super::fragment::Fragment;
use super::html::HtmlReader;
use super::target;
use super::template;
use crate::source::{Source, Span};

/// Starts and ends a container in the Markdown of Docusaurus, VitePress and Pandoc: `:::note Title`.
const CONTAINER: &str = ":::";

pub(super) fn parse(source: &Source) -> Document<'_> {
    let (front_matter, metadata) = front_matter(source.text());
    let start = front_matter.end;
    let (markup, templates) = template::find(&source.text()[start..], start);
    let comments =
        templates.iter().filter_map(|template| mdx_comment(source, template.span)).collect::<Vec<_>>();
    let mut builder = Builder::new(source, templates);
    comments.into_iter().for_each(|inside| builder.aside(AsideKind::Comment, inside));
    builder.verbatim(front_matter);
    builder.aside(AsideKind::FrontMatter, metadata);
    let html = HtmlReader::new(builder);
    let mut reader = Reader {
        text: source.text(),
        markup: &markup,
        start,
        html,
        outer: Vec::new(),
        code: None,
        is_container: false,
        html_block: None,
        links: Vec::new(),
    };
    let mut events = Parser::new_ext(&markup, options()).into_offset_iter();
    while let Some((event, range)) = events.next() {
        let span = Span::new(start + range.start, start + range.end);
        reader.read(event, span, events.reference_definitions());
    }
    reader.html.end_block();
    let mut document = reader.html.builder.finish(source, Format::Markdown);
    comment::add_definitions(&mut document);
    document
}

/// What stands within a template tag that is a comment of MDX.
fn mdx_comment(source: &Source, tag: Span) -> Option<Span> {
    let (opening, closing) = template::COMMENT;
    source
        .slice(tag)
        .starts_with(opening)
        .then(|| Span::new(tag.start + opening.len(), tag.end - closing.len()))
}

fn options() -> Options {
    // No smart punctuation: the quotes of the source are what rules look at. No metadata blocks: the
    // parser takes them in the middle of a text too, where two rules stand around a paragraph.
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
}

/// The block of metadata at the start of a text, with the byte order mark before it; and what stands within
/// its fences.
fn front_matter(text: &str) -> (Span, Span) {
    let mark = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut lines = text[mark..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let closings: &[&str] = match first.trim_end() {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return (Span::new(0, mark), Span::at(mark)),
    };
    let inside = mark + first.len();
    let mut end = inside;
    for (index, line) in lines.enumerate() {
        // A blank line after the opening makes it a rule between paragraphs.
        if index == 0 && line.trim().is_empty() {
            break;
        }
        if closings.contains(&line.trim_end()) {
            return (Span::new(0, end + line.len()), Span::new(inside, end));
        }
        end += line.len();
    }
    (Span::new(0, mark), Span::at(mark))
}

/// Whether a paragraph is an import of MDX: `import Tabs from "@theme/Tabs";`.
fn is_import(paragraph: &str) -> bool {
    let line = paragraph.lines().next().unwrap_or_default().trim_end();
    line.starts_with("import ") && line.trim_end_matches(';').ends_with(['"', '\''])
}

/// Turns the parser's events into blocks, links and spans.
struct Reader<'s> {
    /// The source.
    text: &'s str,
    /// What the parser reads: the source from `start` on, template tags overwritten.
    markup: &'s str,
    start: usize,
    html: HtmlReader,
    /// What blocks were around each open element that has a kind of its own.
    outer: Vec<BlockKind>,
    /// What the open block of code holds.
    code: Option<Span>,
    /// Whether the line that is being read starts a container: `:::note`.
    is_container: bool,
    /// The pieces of the open HTML block.
    html_block: Option<Vec<Span>>,
    /// The open links and images, by their numbers; those whose target is known, or that are passed over,
    /// as none.
    links: Vec<Option<usize>>,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, span: Span, labels: &RefDefs<'_>) {
        match event {
            Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
                let kind = match link_type {
                    LinkType::Autolink | LinkType::Email => LinkKind::Autolink,
                    _ => LinkKind::Anchor,
                };
                let link = self.html.builder.begin_anchor(kind, dest_url.into_string(), span);
                self.begin_link(Some(link), link_type, (span, labels.get(&id).map(|label| &label.span)));
            }
            Event::Start(Tag::Image { link_type, dest_url, id, .. }) => {
                let image = self.html.builder.begin_image(dest_url.into_string(), span);
                self.begin_link(image, link_type, (span, labels.get(&id).map(|label| &label.span)));
            }
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) => match &mut self.code {
                Some(code) if code.is_empty() => *code = span,
                Some(code) => *code = code.to(span),
                None => self.text(&text, span),
            },
            Event::Code(_) => {
                self.html.builder.put(PLACEHOLDER, span);
                self.html.builder.aside(AsideKind::Code, inside_ticks(self.text, span));
            }
            Event::DisplayMath(_) => self.html.builder.put(PLACEHOLDER, span),
            Event::InlineMath(_) => self.formula(span),
            Event::SoftBreak | Event::HardBreak => self.line_end(span),
            Event::Html(_) => self.html_block.get_or_insert_default().push(span),
            Event::InlineHtml(_) => self.html(&[span]),
            Event::Rule => self.html.end_block(),
            Event::FootnoteReference(_) | Event::TaskListMarker(_) => self.html.builder.pass(span.end),
        }
    }

    fn start(&mut self, tag: Tag<'_>, span: Span) {
        match tag {
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript => {}
            Tag::Link { .. } | Tag::Image { .. } => {}
            Tag::Heading { level, .. } => self.enter(BlockKind::Heading(level as u8)),
            Tag::Item | Tag::DefinitionListTitle | Tag::DefinitionListDefinition => {
                self.enter(BlockKind::ListItem)
            }
            Tag::TableCell => self.enter(BlockKind::TableCell),
            Tag::FootnoteDefinition(_) => self.enter(BlockKind::Paragraph),
            Tag::BlockQuote(_) => {
                self.html.end_block();
                self.html.builder.quotes += 1;
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => {
                self.html.end_block();
                self.html.builder.verbatim(span);
                self.code = Some(Span::at(span.start));
            }
            Tag::Paragraph if is_import(&self.text[span.range()]) => {
                self.html.end_block();
                self.html.builder.verbatim(span);
                self.html.builder.muted = true;
            }
            Tag::Paragraph
            | Tag::HtmlBlock
            | Tag::List(_)
            | Tag::DefinitionList
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow => self.html.end_block(),
        }
    }

    fn end(&mut self, tag: TagEnd, span: Span) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript => {}
            TagEnd::Link => {
                self.locate_target(span);
                self.html.builder.end_anchor(span.end);
            }
            TagEnd::Image => {
                self.locate_target(span);
                self.html.builder.end_image();
            }
            TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::TableCell
            | TagEnd::FootnoteDefinition => self.leave(),
            TagEnd::BlockQuote(_) => {
                self.html.end_block();
                self.html.builder.quotes = self.html.builder.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => {
                let inside = self.code.take().unwrap_or_default();
                self.html.builder.aside(AsideKind::Code, inside);
            }
            TagEnd::HtmlBlock => {
                let pieces = self.html_block.take().unwrap_or_default();
                self.html(&pieces);
                self.html.end_block();
            }
            TagEnd::Paragraph => {
                self.is_container = false;
                self.html.builder.muted = false;
                self.html.end_block();
            }
            TagEnd::List(_)
            | TagEnd::DefinitionList
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow => self.html.end_block(),
        }
    }

    /// Notes that a link or image has begun, at a place, with the definition of its label if it has one.
    fn begin_link(
        &mut self,
        link: Option<usize>,
        link_type: LinkType,
        (span, label): (Span, Option<&Range<usize>>),
    ) {
        let known = match link_type {
            LinkType::Inline => return self.links.push(link),
            LinkType::Autolink | LinkType::Email => Some(Span::new(span.start + 1, span.end - 1)),
            _ => label.zip(link).and_then(|(label, link)| {
                let label = Span::new(self.start + label.start, self.start + label.end);
                self.target_after("]:", label, link)
            }),
        };
        if let (Some(link), Some(known)) = (link, known) {
            self.locate(link, known);
        }
        self.links.push(None);
    }

    /// Finds the target of the link or image that ends here: it stands after the text, which was read.
    fn locate_target(&mut self, span: Span) {
        let after_text = Span::new(self.html.builder.position().clamp(span.start, span.end), span.end);
        if let Some(link) = self.links.pop().flatten()
            && let Some(target) = self.target_after("](", after_text, link)
        {
            self.locate(link, target);
        }
        self.html.builder.pass(span.end);
    }

    /// Notes where the target of a link stands. Template tags in it were overwritten before the parser saw it.
    fn locate(&mut self, link: usize, target: Span) {
        let seen = &self.markup[target.start - self.start..target.end - self.start];
        self.html.builder.locate_target(link, target);
        self.html.builder.restore_target(link, seen, &self.text[target.range()]);
    }

    /// The target of a link after an opening within a span of the source; template tags in it hide no sign.
    fn target_after(&self, opening: &str, span: Span, link: usize) -> Option<Span> {
        let markup = Span::new(span.start - self.start, span.end - self.start);
        let target = target::after(self.markup, markup, opening, self.html.builder.target(link))?;
        Some(Span::new(self.start + target.start, self.start + target.end))
    }

    fn enter(&mut self, kind: BlockKind) {
        self.html.end_block();
        self.outer.push(self.html.builder.kind);
        self.html.builder.kind = kind;
    }

    fn leave(&mut self) {
        self.html.end_block();
        self.html.builder.kind = self.outer.pop().unwrap_or(BlockKind::Paragraph);
    }

    /// Text: it stands in the source just so, or is a reference as a whole.
    fn text(&mut self, text: &str, span: Span) {
        if self.text[span.range()].starts_with(CONTAINER) && self.html.builder.is_at_line_start() {
            self.html.end_block();
            self.is_container = true;
            let title = text.find(char::is_whitespace).unwrap_or(text.len());
            let title = Span::new(span.start + title, span.end);
            return self.html.builder.put(&self.text[title.range()], title);
        }
        let is_source = self.markup.get(span.start - self.start..span.end - self.start) == Some(text);
        self.html.builder.put(if is_source { &self.text[span.range()] } else { text }, span);
    }

    /// A formula, unless the dollars are money: “$5–$10”.
    fn formula(&mut self, span: Span) {
        let is_money = self.text[span.end..].starts_with(char::is_alphanumeric);
        let text = if is_money { &self.text[span.range()] } else { PLACEHOLDER };
        self.html.builder.put(text, span);
    }

    /// A line end in a paragraph. What the next line starts with, as “> ”, is left out of it.
    fn line_end(&mut self, span: Span) {
        if std::mem::take(&mut self.is_container) {
            self.html.end_block();
        } else if self.html.builder.is_after_line_end() {
            self.html.builder.pass(span.end);
        } else {
            self.html.builder.put("\n", span);
        }
    }

    /// HTML in pieces, as a quotation or list around it leaves them.
    fn html(&mut self, spans: &[Span]) {
        let (mut markup, mut text) = (String::new(), String::new());
        let mut pieces = Vec::with_capacity(spans.len());
        for span in spans {
            pieces.push((markup.len(), span.start));
            markup.push_str(&self.markup[span.start - self.start..span.end - self.start]);
            text.push_str(&self.text[span.range()]);
        }
        if !pieces.is_empty() {
            self.html.read(Fragment { markup: &markup, text: &text, pieces: &pieces });
        }
    }
}

/// What stands within the back-ticks of code. One space next to them on both sides is theirs.
fn inside_ticks(text: &str, span: Span) -> Span {
    let code = &text[span.range()];
    let ticks = code.len() - code.trim_start_matches('`').len();
    let inside = &code[ticks..code.len().saturating_sub(ticks).max(ticks)];
    let space = usize::from(inside.len() > 2 && inside.starts_with(' ') && inside.ends_with(' '));
    Span::new(span.start + ticks + space, span.start + ticks + inside.len() - space)
}

#[cfg(test)]
mod tests;
