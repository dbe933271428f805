//! Shows documents as short texts, and holds what is true of each of them; for tests. What that is, the fuzz targets
//! share.

pub(super) use super::invariants::hold;
use super::{AsideKind, BlockKind, Document, LinkKind, TextSpan, Trick};
use crate::source::Source;

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
        let hidden = block.hidden.map(|hidden| format!("({hidden:?}) ")).unwrap_or_default();
        lines.push(format!("{hidden}{quoted}{kind}: {}", readable(document.slice(block.text))));
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
    lines.extend(document.tricks.iter().map(|trick| match trick {
        Trick::SplitWord { span, at } => {
            let word = document.text()[..*at].rsplit(' ').next().unwrap_or_default();
            format!("split {word}|{}", readable(document.source.slice(*span)))
        }
        Trick::Refresh { target, seconds, .. } => format!("refresh {target} after {seconds}"),
    }));
    lines.join("\n")
}

fn readable(text: &str) -> String {
    text.replace('\n', "⏎").replace('\r', "␍").replace('\u{FFFC}', "▢").replace('\u{a0}', "⍽")
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
        "<b style=\"display:none\">",
        "<div hidden>",
        "<font color=white>",
        "<body>",
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
