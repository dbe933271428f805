//! Shows documents as short texts, and holds what is true of each of them; for tests.

use super::{AsideKind, BlockKind, Document, LinkKind, TextSpan};
use crate::source::{Source, Span};

/// Parses `text` as a file of this name, and compares what came out with `expected`: a line for each
/// block with its kind and text, a line for each link, and one for each verbatim span.
pub(super) fn check(name: &str, text: &str, expected: &str) {
    let source = Source::new(name, text);
    let document = Document::parse(&source);
    hold(&document);
    assert_eq!(show(&document), expected.trim_end(), "{text:?}");
}

/// Checks which part of the source the first `needle` of the flow came from.
pub(super) fn check_span(name: &str, text: &str, (needle, expected): (&str, &str)) {
    let source = Source::new(name, text);
    let document = Document::parse(&source);
    let start =
        document.text().find(needle).unwrap_or_else(|| panic!("no {needle:?} in {:?}", document.text()));
    let span = document.span(TextSpan::new(start, start + needle.len()));
    assert_eq!(document.source.slice(span), expected, "{text:?}");
}

/// Checks where the targets of all links stand, and what stands aside of the prose: a line for each, with its
/// bytes in the source.
pub(super) fn check_outside(name: &str, text: &str, expected: &str) {
    let source = Source::new(name, text);
    let document = Document::parse(&source);
    hold(&document);
    let mut lines: Vec<String> = Vec::new();
    lines.extend(document.links.iter().map(|link| format!("target {}", source.slice(link.target_span))));
    lines.extend(document.asides.iter().map(|aside| {
        let kind = match aside.kind {
            AsideKind::Code => "code",
            AsideKind::Comment => "comment",
            AsideKind::FrontMatter => "front matter",
        };
        format!("{kind} {}", readable(source.slice(aside.inside)))
    }));
    assert_eq!(lines.join("\n"), expected, "{text:?}");
}

fn show(document: &Document<'_>) -> String {
    let mut lines = Vec::new();
    for block in &document.blocks {
        let kind = match block.kind {
            BlockKind::Paragraph => "p".to_owned(),
            BlockKind::Heading(level) => format!("h{level}"),
            BlockKind::ListItem => "i".to_owned(),
            BlockKind::TableCell => "c".to_owned(),
            BlockKind::Caption => "caption".to_owned(),
            BlockKind::ImageAlt => "alt".to_owned(),
        };
        let quoted = if block.quoted { ">" } else { "" };
        lines.push(format!("{quoted}{kind}: {}", readable(document.slice(block.text))));
    }
    for link in &document.links {
        let kind = match link.kind {
            LinkKind::Anchor => "link",
            LinkKind::Autolink => "auto",
            LinkKind::Image => "image",
        };
        let source = readable(document.source.slice(link.span));
        lines.push(format!("{kind} [{}]({}) {source}", readable(document.slice(link.text)), link.target));
    }
    lines.extend(
        document.verbatim.iter().map(|&span| format!("verbatim {}", readable(document.source.slice(span)))),
    );
    lines.join("\n")
}

fn readable(text: &str) -> String {
    text.replace('\n', "⏎").replace('\r', "␍").replace('\u{FFFC}', "▢").replace('\u{a0}', "⍽")
}

/// Holds what is true of every document, whatever its source.
pub(super) fn hold(document: &Document<'_>) {
    let (flow, source) = (document.text(), document.source.text());
    let mut last = 0;
    for block in &document.blocks {
        assert!(block.text.start >= last, "blocks stand in order");
        last = block.text.end;
        let text = document.slice(block.text);
        assert!(!text.is_empty() && text == text.trim(), "a block is trimmed: {text:?}");
        let mut before = Span::default();
        for (index, character) in text.char_indices() {
            let start = block.text.start + index;
            let span = document.span(TextSpan::new(start, start + character.len_utf8()));
            assert!(source.is_char_boundary(span.start) && source.is_char_boundary(span.end), "{span}");
            assert!(
                span.start >= before.start && span.end >= before.end,
                "{before} then {span} in {source:?}"
            );
            before = span;
        }
        let whole = document.span(block.text);
        assert_eq!(whole.end, before.end, "a block ends where its last character does");
    }
    for link in &document.links {
        assert!(flow.get(link.text.range()).is_some() && source.get(link.span.range()).is_some());
        assert!(source.get(link.target_span.range()).is_some());
        let written = document.source.slice(link.target_span);
        let is_plain = link.target_span != link.span && !written.contains(['&', '\\']);
        assert!(!is_plain || written == link.target, "{written:?} is {:?} in {source:?}", link.target);
        assert_eq!(document.target_flow(link).text(), link.target);
    }
    for pair in document.links.windows(2) {
        assert!(pair[0].span.start <= pair[1].span.start, "links stand in order");
    }
    for span in &document.verbatim {
        assert!(!span.is_empty() && source.get(span.range()).is_some());
    }
    for aside in &document.asides {
        assert!(!aside.inside.is_empty() && source.get(aside.inside.range()).is_some());
    }
    for pair in document.verbatim.windows(2) {
        assert!(pair[0].end <= pair[1].start, "verbatim spans stand in order, apart");
    }
}

mod properties {
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    use super::{Document, Source, hold};

    /// What the readers look at, in all formats, and what offsets stumble over.
    const PIECES: &[&str] = &[
        "a",
        "Ab",
        "word ",
        " ",
        "  ",
        "    ",
        "\n",
        "\n\n",
        "\r\n",
        "\r",
        "\t",
        "\u{feff}",
        "\u{a0}",
        "\u{0}",
        "é",
        "👩‍👩‍👧",
        "\u{301}",
        "“",
        "”",
        "\u{fffc}",
        "*",
        "**",
        "_",
        "~~",
        "`",
        "```\n",
        "~~~",
        "\\",
        "\\[",
        "[",
        "](",
        ")",
        "![",
        "]",
        "[^1]",
        "[^1]: ",
        "[r]: /x\n",
        "[r]",
        "<https://a.b>",
        "http://a.b ",
        "# ",
        "===\n",
        "---\n",
        "+++\n",
        "> ",
        "- ",
        "* ",
        "1. ",
        "- [ ] ",
        "|",
        "\n|a|b|\n|-|-|\n",
        ": ",
        "$",
        "$$",
        "{",
        "}",
        "{% x %}",
        "{%",
        "%}",
        "{{",
        "}}",
        "{{< b >}}",
        "{: .c}",
        "{#i}",
        "&",
        "&amp;",
        "&nbsp;",
        "&#8217;",
        "&#x",
        "&notit;",
        "&acE;",
        ";",
        "<",
        ">",
        "/>",
        "<p>",
        "</p>",
        "<div>",
        "</div>",
        "<b>",
        "</b>",
        "<br>",
        "<li>",
        "<ul>",
        "</ul>",
        "<blockquote>",
        "</blockquote>",
        "<h2>",
        "</h1>",
        "<td>",
        "<table>",
        "</table>",
        "<code>",
        "</code>",
        "<pre>",
        "</pre>",
        "<script>",
        "</script>",
        "<title>",
        "</title>",
        "<svg>",
        "</svg>",
        "<svg/>",
        "<template>",
        "</template>",
        "<a href=\"/x&amp;y\">",
        "<a href=",
        "</a>",
        "<img src=a alt=\"b &eacute; c\">",
        "<img alt='",
        "\"",
        "'",
        "<!--",
        "-->",
        "<!doctype html>",
        "<![CDATA[",
        "]]>",
        "<?x ?>",
        "</",
        "</ >",
        "</>",
        ">> ",
        "a) ",
        "• ",
        "– ",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn every_source_gives_a_sound_document(pieces in vec(select(PIECES), 0..40)) {
            let text = pieces.concat();
            for name in ["a.txt", "a.md", "a.html"] {
                hold(&Document::parse(&Source::new(name, text.as_str())));
            }
        }

        #[test]
        fn arbitrary_text_gives_a_sound_document(text in "\\PC{0,80}") {
            for name in ["a.txt", "a.md", "a.html"] {
                hold(&Document::parse(&Source::new(name, text.as_str())));
            }
        }
    }
}
