//! Markdown: CommonMark with tables, footnotes, task lists, definition lists, alerts, formulas and front
//! matter. HTML in it goes through the HTML reader, which holds the document.

use pulldown_cmark::{CowStr, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::block::{BlockKind, Document, Format, LinkKind};
use super::builder::{Builder, PLACEHOLDER, Target};
use super::html::{Fragment, HtmlReader};
use super::template;
use crate::source::{Source, Span};

/// Starts and ends a container in the Markdown of Docusaurus, VitePress and Pandoc: `:::note Title`.
const CONTAINER: &str = ":::";

pub(super) fn parse(source: &Source) -> Document<'_> {
    let front_matter = front_matter(source.text());
    let start = front_matter.end;
    let (markup, templates) = template::find(&source.text()[start..], start);
    let mut builder = Builder::new(templates);
    builder.verbatim(front_matter);
    let html = HtmlReader::new(builder);
    let mut reader = Reader {
        text: source.text(),
        markup: &markup,
        start,
        html,
        outer: Vec::new(),
        is_code: false,
        is_container: false,
        html_block: None,
    };
    for (event, range) in Parser::new_ext(&markup, options()).into_offset_iter() {
        reader.read(event, Span::new(start + range.start, start + range.end));
    }
    reader.html.end_block();
    reader.html.builder.finish(source, Format::Markdown)
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

/// The block of metadata at the start of a text, with the byte order mark before it.
fn front_matter(text: &str) -> Span {
    let mark = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut lines = text[mark..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let closings: &[&str] = match first.trim_end() {
        "---" => &["---", "..."],
        "+++" => &["+++"],
        _ => return Span::new(0, mark),
    };
    let mut end = mark + first.len();
    for (index, line) in lines.enumerate() {
        // A blank line after the opening makes it a rule between paragraphs.
        if index == 0 && line.trim().is_empty() {
            break;
        }
        end += line.len();
        if closings.contains(&line.trim_end()) {
            return Span::new(0, end);
        }
    }
    Span::new(0, mark)
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
    is_code: bool,
    /// Whether the line that is being read starts a container: `:::note`.
    is_container: bool,
    /// The pieces of the open HTML block.
    html_block: Option<Vec<Span>>,
}

impl Reader<'_> {
    fn read(&mut self, event: Event<'_>, span: Span) {
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(tag, span),
            Event::Text(text) if !self.is_code => self.text(&text, span),
            Event::Text(_) => {}
            Event::Code(_) | Event::DisplayMath(_) => self.html.builder.put(PLACEHOLDER, span),
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
            Tag::Link { link_type, dest_url, .. } => {
                let kind = match link_type {
                    LinkType::Autolink | LinkType::Email => LinkKind::Autolink,
                    _ => LinkKind::Anchor,
                };
                let target = self.target(dest_url, span);
                self.html.builder.begin_anchor(kind, target, span);
            }
            Tag::Image { dest_url, .. } => {
                let target = self.target(dest_url, span);
                self.html.builder.begin_image(target, span);
            }
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
                self.is_code = true;
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
            TagEnd::Link => self.html.builder.end_anchor(span.end),
            TagEnd::Image => self.html.builder.end_image(),
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
            TagEnd::CodeBlock | TagEnd::MetadataBlock(_) => self.is_code = false,
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

    /// The target of the link or image at `span`. Template tags in it were overwritten before the parser
    /// saw it; then it is looked up in the source.
    fn target(&self, target: CowStr<'_>, span: Span) -> Target {
        let address = self.address(target, span);
        let text = &self.text[span.range()];
        let starts_target = |at: usize| {
            let before = text[..at].trim_end_matches(|c: char| c == '<' || c.is_whitespace());
            before.ends_with("](") || before.is_empty()
        };
        let mut places = text.match_indices(&*address).map(|(at, _)| at).filter(|_| !address.is_empty());
        let start = places.find(|&at| starts_target(at)).map(|at| span.start + at);
        let target_span = start.map(|start| Span::new(start, start + address.len()));
        Target { address, span: target_span, rel: String::new() }
    }

    fn address(&self, target: CowStr<'_>, span: Span) -> String {
        let markup = &self.markup[span.start - self.start..span.end - self.start];
        let text = &self.text[span.range()];
        let found = if markup == text { None } else { markup.rfind(&*target) };
        if let Some(original) = found.and_then(|found| text.get(found..found + target.len())) {
            return original.to_owned();
        }
        target.into_string()
    }
}

#[cfg(test)]
mod tests {
    use crate::document::check::{check, check_span};

    const NAME: &str = "a.md";

    #[test]
    fn inline_markup_leaves_no_trace() {
        check(NAME, "A *b*old, ~~old~~ and __new__ word\\*.", "p: A bold, old and new word*.");
        check_span(NAME, "A *b*old word", ("bold", "b*old"));
        check(NAME, "A&amp;B &copy; &bogus;", "p: A&B © &bogus;");
        check_span(NAME, "A&amp;B", ("&", "&amp;"));
        check_span(NAME, "It\\'s", ("It's", "It\\'s"));
        check(
            NAME,
            "Call `f()`s of $x$ for $5–$10.[^1]\n\n[^1]: Or *so*.",
            "p: Call ▢s of ▢ for $5–$10.\np: Or so.",
        );
        check(NAME, "\"It's\" -- so... 'quoted'", "p: \"It's\" -- so... 'quoted'");
    }

    #[test]
    fn line_ends_are_kept_without_what_leads_the_next_line() {
        check(NAME, "one\r\ntwo  \nthree\\\nfour", "p: one⏎two⏎three⏎four");
        check(NAME, "> one\n> two\nthree", ">p: one⏎two⏎three");
        check_span(NAME, "> one\r\n> two", ("one\ntwo", "one\r\n> two"));
    }

    #[test]
    fn blocks_have_their_kinds() {
        check(NAME, "# One {#id}\n\nTwo\n===\ntext", "h1: One\nh1: Two\np: text");
        check(NAME, "* a\n\n  b\n* [x] c\n  1. d\n\n> * e\n>   > f", "i: a\ni: b\ni: c\ni: d\n>i: e\n>i: f");
        check(NAME, "| a | b\\|c |\n|--|--|\n| `x` | *d* |", "c: a\nc: b|c\nc: d");
        check(NAME, "Term\n: Meaning\n\n> [!NOTE]\n> Mind.", "i: Term\ni: Meaning\n>p: Mind.");
    }

    #[test]
    fn links_and_images_are_listed() {
        check(
            NAME,
            "See [the *map*](/a_b \"T\").",
            "p: See the map.\nlink [the map](/a_b) [the *map*](/a_b \"T\")",
        );
        check(NAME, "See [map][m].\n\n[m]: /a?b&amp;c 'Title'", "p: See map.\nlink [map](/a?b&c) [map][m]");
        check(
            NAME,
            "At <https://a.b>, https://c.d.",
            "p: At https://a.b, https://c.d.\nauto [https://a.b](https://a.b) <https://a.b>",
        );
        check(
            NAME,
            "A ![red *fox*](f.png) ran.",
            "p: A ▢ ran.\nalt: red fox\nimage [red fox](f.png) ![red *fox*](f.png)",
        );
        check(
            NAME,
            "[![fox](f.png)](/fox)\n\nEnd",
            "alt: fox\np: End\nlink [▢](/fox) [![fox](f.png)](/fox)\nimage [fox](f.png) ![fox](f.png)",
        );
    }

    #[test]
    fn code_and_metadata_are_verbatim() {
        check(
            NAME,
            "---\ntitle: It\n---\nText\n\n```sh\nls\n```\n",
            "p: Text\nverbatim ---⏎title: It⏎---⏎\nverbatim ```sh⏎ls⏎```",
        );
        check(NAME, "\u{feff}+++\na = 1\n+++\nText", "p: Text\nverbatim \u{feff}+++⏎a = 1⏎+++⏎");
        check(NAME, "One\n\n---\nTwo\n\n---\n", "p: One\np: Two");
        check(NAME, "One\n\n    code\n\nTwo", "p: One\np: Two\nverbatim code⏎");
    }

    #[test]
    fn html_is_read_as_html() {
        check(NAME, "a<b>b</b>c<br>d <kbd>Esc</kbd> <!-- no -->e", "p: abc⏎d ▢ e\nverbatim <!-- no -->");
        check(
            NAME,
            "Go <a href=\"/x?a&amp;b\">there *now*</a>.",
            "p: Go there now.\nlink [there now](/x?a&b) <a href=\"/x?a&amp;b\">there *now*</a>",
        );
        check(NAME, "<div>\nOne &amp;\n  two\n</div>\n\n*Three*", "p: One & two\np: Three");
        check(NAME, "<blockquote>\n\n*One*\n\n</blockquote>\n\nTwo", ">p: One\np: Two");
        check(NAME, "> <p>one\n> two</p>\n", ">p: one two");
        check_span(NAME, "> <p>one\n> two</p>\n", ("one two", "one\n> two"));
        check(NAME, "An open <code> tag.\n\nNext.", "p: An open ▢\np: Next.");
        check(
            NAME,
            "<script>\nlet a;\n\nlet b;\n</script>\n\nText",
            "p: Text\nverbatim <script>⏎let a;⏎⏎let b;⏎</script>",
        );
        check(
            NAME,
            "<img alt=\"A fox\" src=\"f.png\">\n",
            "alt: A fox\nimage [A fox](f.png) <img alt=\"A fox\" src=\"f.png\">",
        );
    }

    #[test]
    fn containers_leave_their_title() {
        check(NAME, ":::note\nMind *it*.\n:::", "p: Mind it.");
        check(NAME, "::: tip\n\nMind it.\n\n:::\n\nNext: a ::: b", "p: tip\np: Mind it.\np: Next: a ::: b");
        check(NAME, "So\n:::note The gap\nMind it.", "p: So\np: The gap\np: Mind it.");
    }

    #[test]
    fn imports_are_no_prose() {
        check(NAME, "import A from '@a/b'\n\nimport it", "p: import it\nverbatim import A from '@a/b'⏎");
    }

    #[test]
    fn template_tags_are_no_prose() {
        check(NAME, "[it](/x){:target=\"_blank\"}.", "p: it.\nlink [it](/x) [it](/x)");
        check(
            NAME,
            "See [it]({% link a_b.md %}) and {{< ref \"x\" >}}.",
            "p: See it and ▢.\nlink [it]({% link a_b.md %}) [it]({% link a_b.md %})",
        );
        check(NAME, "{% if a %}\nText\n{% endif %}\nmore", "p: Text⏎more");
        check(NAME, "Dear {{ name }}, hello", "p: Dear {{ name }}, hello");
        check(NAME, "<p>a {% b\n  c %} d</p>", "p: a ▢ d");
    }
}
