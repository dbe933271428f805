//! Plain text: blank lines part paragraphs, list marks start items, “>” quotes a mail, and a short line
//! that stands alone before a text is its heading. The source is its own flow; only quoted lines, whose
//! marks would stand in the middle of sentences, make a copy needed.

use super::block::{Aside, AsideKind, Block, Document, Format};
use super::builder::Builder;
use super::comment::marker_lines;
use super::flow::{Flow, TextSpan};
use super::outline::{Line, Part, parts};
use crate::source::{Source, Span};

pub(super) fn parse(source: &Source) -> Document<'_> {
    let markers = marker_lines(source.text());
    let lines = lines(source.text(), &markers);
    let parts = parts(source.text(), &lines);
    if lines.iter().any(|line| line.is_quoted) {
        return with_markers(without_marks(source, &lines, &parts), markers);
    }
    let blocks = parts.iter().map(|part| {
        let (first, last) = (&lines[part.lines.start], &lines[part.lines.end - 1]);
        let span = trimmed(source.text(), Span::new(first.content.start + part.mark, last.content.end));
        Block { kind: part.kind, text: TextSpan::new(span.start, span.end), quoted: false, hidden: None }
    });
    let document = Document {
        source,
        format: Format::Plain,
        flow: Flow::whole(source.text()),
        blocks: blocks.filter(|block| !block.text.is_empty()).collect(),
        links: Vec::new(),
        verbatim: Vec::new(),
        hidden: Vec::new(),
        tricks: Vec::new(),
        asides: Vec::new(),
    };
    with_markers(document, markers)
}

/// The document with the lines that speak to prosec as its comments.
fn with_markers(document: Document<'_>, markers: Vec<Span>) -> Document<'_> {
    let asides = markers.iter().map(|&inside| Aside { kind: AsideKind::Comment, inside }).collect();
    Document { verbatim: markers, asides, ..document }
}

/// A document whose flow leaves out the marks of quoted lines.
fn without_marks<'s>(source: &'s Source, lines: &[Line], parts: &[Part]) -> Document<'s> {
    let text = source.text();
    let mut builder = Builder::new(source, Vec::new());
    for part in parts {
        builder.close();
        builder.kind = part.kind;
        builder.quotes = usize::from(lines[part.lines.start].is_quoted);
        let mut mark = part.mark;
        for index in part.lines.clone() {
            let content = lines[index].content;
            let content = Span::new(content.start + mark, content.end);
            builder.put(&text[content.range()], content);
            if index + 1 < part.lines.end {
                let line_end = if text[content.end..].starts_with('\r') { 2 } else { 1 };
                builder.put("\n", Span::new(content.end, content.end + line_end));
            }
            mark = 0;
        }
    }
    builder.finish(source, Format::Plain)
}

/// The lines of a text; those that speak to prosec are blank.
fn lines(text: &str, markers: &[Span]) -> Vec<Line> {
    let mut start = text.len() - text.trim_start_matches('\u{FEFF}').len();
    let mut markers = markers.iter().peekable();
    let mut lines = Vec::new();
    for line in text[start..].split_inclusive('\n') {
        let content = line.strip_suffix('\n').unwrap_or(line);
        let content = content.strip_suffix('\r').unwrap_or(content);
        let mark = quotation_mark(content);
        let whole = Span::new(start + mark, start + content.len());
        if markers.next_if(|marker| marker.end == whole.end).is_some() {
            lines.push(Line { content: Span::at(start), is_quoted: false });
        } else {
            lines.push(Line { content: whole, is_quoted: mark > 0 });
        }
        start += line.len();
    }
    lines
}

/// The length of the “> ” or “>> ” that a quoted line of a mail starts with.
fn quotation_mark(line: &str) -> usize {
    let rest = line.trim_start_matches([' ', '>']);
    let mark = &line[..line.len() - rest.len()];
    let indent = mark.len() - mark.trim_start_matches(' ').len();
    // Far in, it is a picture or a table; before a number, “more than”.
    let is_mark =
        mark.contains('>') && indent < 4 && !rest.starts_with(|c: char| c.is_ascii_digit() || c == '=');
    if is_mark { mark.len() } else { 0 }
}

/// A span without the white space at its ends.
fn trimmed(text: &str, span: Span) -> Span {
    let inside = &text[span.range()];
    let start = span.start + inside.len() - inside.trim_start().len();
    Span::new(start, start + inside.trim().len())
}

#[cfg(test)]
mod tests {
    use crate::document::check::check;

    const NAME: &str = "a.txt";

    #[test]
    fn blank_lines_part_paragraphs() {
        check(NAME, "One.\nStill one. \n\u{a0} \t\nTwo.\n", "p: One.⏎Still one.\np: Two.");
        check(NAME, "\u{feff}\r\n  One.\r\nOn.\r\n\r\nTwo.", "p: One.␍⏎On.\np: Two.");
        check(NAME, "", "");
        check(NAME, " \n\u{3000}\n", "");
        check(NAME, "One.\n---\nTwo.\n* * *\nThree.", "p: One.\np: Two.\np: Three.");
    }

    #[test]
    fn long_lines_are_paragraphs_of_their_own() {
        let long = |end: &str| format!("{}{end}", "Some of them walked on. ".repeat(6));
        let (first, second) = (long("Done."), long("on"));
        check(NAME, &format!("{first}\nTwo.\nThree."), &format!("p: {first}\np: Two.⏎Three."));
        check(NAME, &format!("{second}\nand on."), &format!("p: {second}⏎and on."));
    }

    #[test]
    fn short_lines_alone_are_headings() {
        check(NAME, "The Long Way\n\nWe walked on.", "h0: The Long Way\np: We walked on.");
        check(NAME, "Plans\n=====\nWe walked on.", "h0: Plans\np: We walked on.");
        check(NAME, "Mr. and Mrs. S. Bell\n\nWe walked on.", "h0: Mr. and Mrs. S. Bell\np: We walked on.");
        check(NAME, "Where Now?\n\nWe walked on.", "h0: Where Now?\np: We walked on.");
        check(NAME, "And Then….\n\nWe walked on.", "h0: And Then….\np: We walked on.");
        check(NAME, "Part One\n\nRoads\n\nWe walked on.", "h0: Part One\nh0: Roads\np: We walked on.");
    }

    #[test]
    fn short_lines_of_other_kinds_are_none() {
        for line in [
            "We walked.",
            "Did we walk?",
            "Dear Anna,",
            "You will need:",
            "“No more”",
            "https://example.org/a",
            "anna@example.org",
            "— Anna Bell",
            "and so on",
            "Thanks !!!",
            "She paused, and then said—",
            "They walked home. (Photo: Anna Bell)",
        ] {
            check(NAME, &format!("{line}\n\nWe walked on."), &format!("p: {line}\np: We walked on."));
        }
        check(
            NAME,
            "We walked on.\n\nKind regards\n\nAnna Bell",
            "p: We walked on.\np: Kind regards\np: Anna Bell",
        );
    }

    #[test]
    fn marks_start_items() {
        check(
            NAME,
            "Take:\n- a pen\n- some\n  paper\n\n• ink",
            "p: Take:\ni: a pen\ni: some⏎  paper\ni: ink",
        );
        check(NAME, "1. One\n   - inner\n2. Two\n\na) Letter", "i: One\ni: inner\ni: Two\ni: Letter");
        check(
            NAME,
            "It ended in\n1990. Or in\n12. May, he said\n- perhaps.",
            "p: It ended in⏎1990. Or in⏎12. May, he said⏎- perhaps.",
        );
        check(NAME, "-5 degrees\n1.5 metres", "p: -5 degrees⏎1.5 metres");
    }

    #[test]
    fn marks_of_quoted_lines_are_left_out() {
        check(
            NAME,
            "Anna wrote:\n> I am here\r\n>> and there.\n>\n> - one\nWell.",
            "p: Anna wrote:\n>p: I am here⏎and there.\n>i: one\np: Well.",
        );
        check(NAME, "Anna Bell\n\n> So it is.\n--\nBell", "p: Anna Bell\n>p: So it is.\np: Bell");
        check(NAME, "It was\n> 5 miles.", "p: It was⏎> 5 miles.");
    }
}
