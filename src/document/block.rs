//! What a document is made of.

use std::path::Path;

use super::flow::{Flow, FlowBuilder, TextSpan};
use super::{entity, html, markdown, plain};
use crate::source::{Source, Span};

/// How a source is to be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Blank lines part paragraphs.
    Plain,
    /// CommonMark with tables, footnotes, front matter and inline HTML.
    Markdown,
    /// HTML, as browsers read it.
    Html,
}

impl Format {
    /// The format that a file's name speaks of; plain text if it speaks of none.
    pub fn of(name: &str) -> Self {
        let extension =
            Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
        match extension.to_ascii_lowercase().as_str() {
            "md" | "markdown" | "mdown" | "mkd" | "mdx" | "qmd" | "rmd" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            _ => Self::Plain,
        }
    }
}

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BlockKind {
    /// Running text.
    Paragraph,
    /// A heading, of level 1 to 6 where the format tells, else 0.
    Heading(u8),
    /// The text of a list item (each paragraph of it is a block).
    ListItem,
    /// A table cell.
    TableCell,
    /// A caption of a table or figure.
    Caption,
    /// The text that stands for an image.
    ImageAlt,
}

/// A stretch of prose that belongs together. Sentences and quotations do not cross its borders.
#[derive(Clone, Debug)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands in the flow; neither starts nor ends with a line end.
    pub text: TextSpan,
    /// Whether it stands in a block quotation.
    pub quoted: bool,
    /// How it is hidden from readers, if it is. Hidden text in the midst of a block is a block of its own,
    /// after it.
    pub hidden: Option<Hidden>,
}

/// How the markup hides a text from readers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Hidden {
    /// It is not displayed, or wholly transparent; a script may show it later.
    Undisplayed,
    /// It stands far outside of the screen.
    OffScreen,
    /// It is too small to be read.
    Tiny,
    /// It has the colour of its ground.
    Uncoloured,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LinkKind {
    /// A text that leads elsewhere: `[text](target)`, `[text][label]`, `<a href>`.
    Anchor,
    /// The address itself as markup: `<https://…>`. Bare addresses in the prose are tokens, not links.
    Autolink,
    /// An image; its text is the alternative text, a block of its own.
    Image,
}

/// A link of the markup.
#[derive(Clone, Debug)]
pub struct Link {
    /// How it is written.
    pub kind: LinkKind,
    /// Its text in the flow; may be empty.
    pub text: TextSpan,
    /// The whole of it in the source, brackets or tags included.
    pub span: Span,
    /// Where it leads, with entities and escapes decoded.
    pub target: String,
    /// Where the target stands in the source; for a link by a label, in the definition of the label. The whole
    /// link, if nowhere.
    pub target_span: Span,
    /// The words of its `rel` attribute, as written; empty if it has none.
    pub rel: String,
    /// How it is hidden from readers, if it is.
    pub hidden: Option<Hidden>,
}

/// Something that the markup does out of the reader's sight.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trick {
    /// A comment, an empty element or hidden text stands in the midst of a word.
    SplitWord {
        /// What stands in the word.
        span: Span,
        /// Where it stands, in the flow.
        at: usize,
    },
    /// The page leads to another after some seconds.
    Refresh {
        /// The tag.
        span: Span,
        /// The other page.
        target: String,
        /// After how many seconds.
        seconds: u32,
    },
}

/// What a part of a source is that is no prose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AsideKind {
    /// Code: a block, or within a sentence.
    Code,
    /// A comment.
    Comment,
    /// The metadata at the start of a file.
    FrontMatter,
}

/// A part of a source that is no prose, and that one may want to search all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aside {
    /// What it is.
    pub kind: AsideKind,
    /// What stands within its fences, tags or marks.
    pub inside: Span,
}

/// A source, parsed.
#[derive(Clone, Debug)]
pub struct Document<'s> {
    /// The source.
    pub source: &'s Source,
    /// How it was read.
    pub format: Format,
    /// The prose of all blocks.
    pub flow: Flow<'s>,
    /// The blocks, in the order of the flow.
    pub blocks: Vec<Block>,
    /// The links, in the order of the source.
    pub links: Vec<Link>,
    /// Parts of the source whose lines are not prose: code blocks, front matter, comments, scripts. In
    /// order, without overlap.
    pub verbatim: Vec<Span>,
    /// The parts of the source that hold the hidden blocks, in order.
    pub hidden: Vec<Span>,
    /// What the markup does out of the reader's sight, in the order of the source.
    pub tricks: Vec<Trick>,
    /// Code, comments and metadata, in order. A comment may stand within code.
    pub asides: Vec<Aside>,
}

impl<'s> Document<'s> {
    /// Parses a source as its name says. This cannot fail: what no format explains is prose.
    pub fn parse(source: &'s Source) -> Self {
        match Format::of(source.name()) {
            Format::Plain => plain::parse(source),
            Format::Markdown => markdown::parse(source),
            Format::Html => html::parse(source),
        }
    }

    /// The prose of all blocks.
    pub fn text(&self) -> &str {
        self.flow.text()
    }

    /// The text of a span of the flow.
    pub fn slice(&self, span: TextSpan) -> &str {
        &self.flow.text()[span.range()]
    }

    /// The bytes of the file that a span of the flow came from.
    pub fn span(&self, span: TextSpan) -> Span {
        self.flow.source_span(span)
    }

    /// The parts of the source that are not prose as they stand there: markup, code, addresses, entities. In order.
    pub fn beyond_prose(&self) -> Vec<Span> {
        let blocks = || self.blocks.iter().map(|block| Span::new(block.text.start, block.text.end)).collect();
        let mut kept = self.flow.kept(self.source.text()).unwrap_or_else(blocks);
        kept.sort_unstable();
        kept.push(Span::at(self.source.text().len()));
        let mut start = 0;
        let mut beyond = Vec::new();
        for span in kept {
            if span.start > start {
                beyond.push(Span::new(start, span.start));
            }
            start = start.max(span.end);
        }
        beyond
    }

    /// Whether some bytes of the source stand in hidden text.
    pub fn hides(&self, span: Span) -> bool {
        let after = self.hidden.partition_point(|hidden| hidden.start <= span.start);
        after.checked_sub(1).is_some_and(|at| self.hidden[at].contains(span))
    }

    /// The target of a link as a flow of its own, so that each byte of it leads back to the file.
    pub fn target_flow(&self, link: &Link) -> Flow<'static> {
        let mut flow = FlowBuilder::new();
        let mut place = link.target_span.start;
        let mut rest = self.source.slice(link.target_span);
        let has_escapes = self.format == Format::Markdown;
        while let Some(first) = rest.chars().next() {
            let is_escape =
                has_escapes && first == '\\' && rest[1..].starts_with(|c: char| c.is_ascii_punctuation());
            let length = match entity::decode(rest) {
                Some((decoded, length)) => {
                    flow.instead(&decoded, Span::new(place, place + length));
                    length
                }
                None if is_escape => {
                    flow.instead(&rest[1..2], Span::new(place, place + 2));
                    2
                }
                None => {
                    flow.verbatim(&rest[..first.len_utf8()], place);
                    first.len_utf8()
                }
            };
            place += length;
            rest = &rest[length..];
        }
        if flow.text() != link.target {
            flow = FlowBuilder::new();
            flow.instead(&link.target, link.target_span);
        }
        flow.finish()
    }

    /// Whether a span of the flow stands in the file just so, so that an edit breaks no markup.
    pub fn is_verbatim(&self, span: TextSpan) -> bool {
        self.flow.is_verbatim(span, self.source.text())
    }
}
