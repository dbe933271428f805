//! Faults of the lines of a source: what stands at their ends, and between them. Lines of code, front matter
//! and comments are left alone.

use memchr::{memchr_iter, memchr3, memrchr};

use crate::analysis::Analysis;
use crate::diagnostic::Edit;
use crate::document::{BlockKind, Format};
use crate::matcher::kind::{Match, Matches, Proposal};
use crate::source::{Source, Span};

/// What can stand at the end of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Blank {
    /// Spaces and tabs only.
    Plain,
    /// White space with at least one no-break or other typographic space.
    NoBreak,
}

/// White space at the ends of lines that hold a text.
pub(super) fn trailing(analysis: &Analysis<'_>, wanted: Blank, found: &mut Matches<'_>) {
    let source = analysis.document.source;
    if wanted == Blank::NoBreak && !holds_odd_space(source.text()) {
        return;
    }
    let is_markdown = analysis.document.format == Format::Markdown;
    for content in lines_that_may_end_blank(source) {
        let line = source.slice(content);
        let text = line.trim_end();
        let blank = &line[text.len()..];
        if text.is_empty() || blank.is_empty() || is_code(analysis, content) {
            continue;
        }
        let is_plain = blank.chars().all(|c| c == ' ' || c == '\t');
        let breaks_the_line = is_markdown && blank.ends_with("  ");
        if (is_plain == (wanted == Blank::Plain)) && !(is_plain && breaks_the_line) {
            let span = Span::new(content.start + text.len(), content.end);
            found.push(deletion(analysis, span).value("before", last_word(text)));
        }
    }
}

/// Two and more blank lines where the source has one elsewhere.
pub(super) fn blank_runs(analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let source = analysis.document.source;
    if !holds_blank_run(source) {
        return;
    }
    let mut gaps = 0;
    let mut runs: Vec<Span> = Vec::new();
    let mut blank: Vec<Span> = Vec::new();
    for content in prose_lines(analysis) {
        if source.slice(content).trim().is_empty() {
            if blank.last().is_some_and(|last| !touches_line_end(source.text(), last.end, content.start)) {
                blank.clear();
            }
            blank.push(content);
            continue;
        }
        if let (Some(first), Some(last)) = (blank.first(), blank.last()) {
            let is_gap = first.start > 0 && touches_line_end(source.text(), last.end, content.start);
            gaps += usize::from(is_gap);
            if is_gap && blank.len() > 1 {
                runs.push(Span::new(blank[1].start, content.start));
            }
        }
        blank.clear();
    }
    // Where long gaps are many, they part sections.
    runs.retain(|run| !is_before_heading(analysis, run.end));
    if runs.len() * RARE > gaps {
        return;
    }
    for run in runs {
        let count = source.slice(run).matches('\n').count() + 1;
        found.push(deletion(analysis, run).value("count", count.to_string()));
    }
}

/// Gaps for each long one that make it an exception.
const RARE: usize = 4;

/// Whether two blank lines stand together.
fn holds_blank_run(source: &Source) -> bool {
    let text = source.text();
    let bytes = text.as_bytes();
    let (mut start, mut blank) = (0, 0);
    memchr_iter(b'\n', bytes).any(|end| {
        let line = start..end;
        start = end + 1;
        let starts_blank = bytes[line.clone()].first().is_none_or(|&byte| may_be_space(byte));
        blank = if starts_blank && text[line].trim().is_empty() { blank + 1 } else { 0 };
        blank > 1
    })
}

/// A last line that does not end. A source of a single line is a field of a form, not a file.
pub(super) fn final_newline(analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let source = analysis.document.source;
    let text = source.text();
    if text.ends_with(['\n', '\r']) || !text.trim_end().contains('\n') {
        return;
    }
    let Some(last) = text.chars().next_back() else { return };
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let edit = Edit { span: Span::at(text.len()), replacement: line_end.to_owned() };
    found.push(Match::raw(analysis, Span::new(text.len() - last.len_utf8(), text.len())).propose(Some(edit)));
}

/// Both kinds of line ends in one source: one finding, at the first of the rarer kind.
pub(super) fn mixed_line_ends(analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let text = analysis.document.source.text();
    if memchr::memchr(b'\r', text.as_bytes()).is_none() {
        return;
    }
    let (mut windows, mut unix) = (Vec::new(), Vec::new());
    for (at, _) in text.match_indices('\n') {
        if text[..at].ends_with('\r') {
            windows.push(Span::new(at - 1, at + 1));
        } else {
            unix.push(Span::new(at, at + 1));
        }
    }
    let (rare, usual) = if windows.len() > unix.len() { (unix, "\r\n") } else { (windows, "\n") };
    let Some(&first) = rare.first() else { return };
    let edits: Vec<Edit> = rare.iter().map(|&span| Edit { span, replacement: usual.to_owned() }).collect();
    let mut finding = Match::raw(analysis, first).value("count", rare.len().to_string());
    finding.proposals.push(Proposal { edits, text: usual.to_owned() });
    found.push(finding);
}

/// A byte order mark, which UTF-8 does not need.
pub(super) fn byte_order_mark(analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    if analysis.document.source.text().starts_with(BYTE_ORDER_MARK) {
        found.push(deletion(analysis, Span::new(0, BYTE_ORDER_MARK.len_utf8())));
    }
}

const BYTE_ORDER_MARK: char = '\u{feff}';

/// The contents of all lines that are not verbatim, without their line ends.
fn prose_lines<'a>(analysis: &'a Analysis<'_>) -> impl Iterator<Item = Span> + 'a {
    lines(analysis.document.source).filter(|&content| !is_code(analysis, content))
}

/// Whether a line is verbatim.
fn is_code(analysis: &Analysis<'_>, content: Span) -> bool {
    let verbatim = &analysis.document.verbatim;
    let next = verbatim.partition_point(|part| part.end <= content.start);
    verbatim.get(next).is_some_and(|part| part.start < content.end.max(content.start + 1))
}

/// The contents of all lines, without their line ends.
fn lines(source: &Source) -> impl Iterator<Item = Span> + '_ {
    let bytes = source.text().as_bytes();
    source.lines().map(|line| {
        let content = bytes[line.range()].strip_suffix(b"\n").unwrap_or(&bytes[line.range()]);
        let content = content.strip_suffix(b"\r").unwrap_or(content);
        Span::new(line.start, line.start + content.len())
    })
}

/// The contents of the lines whose last character may be white space, without their line ends.
fn lines_that_may_end_blank(source: &Source) -> impl Iterator<Item = Span> + '_ {
    let bytes = source.text().as_bytes();
    memchr_iter(b'\n', bytes).chain([bytes.len()]).filter_map(|end| {
        let content = bytes[..end].strip_suffix(b"\r").unwrap_or(&bytes[..end]);
        let is_blank = content.last().is_some_and(|&byte| byte != b'\n' && may_be_space(byte));
        is_blank.then(|| Span::new(memrchr(b'\n', content).map_or(0, |before| before + 1), content.len()))
    })
}

/// Whether a text may hold white space beyond spaces, tabs and line ends.
fn holds_odd_space(text: &str) -> bool {
    !text.is_ascii() || memchr3(b'\x0b', b'\x0c', b'\r', text.as_bytes()).is_some()
}

/// Whether a byte is white space, or part of a character that may be.
fn may_be_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ') || !byte.is_ascii()
}

/// Whether only one line end stands between two offsets.
fn touches_line_end(text: &str, end: usize, start: usize) -> bool {
    matches!(&text[end..start], "\n" | "\r\n")
}

/// Whether the first block from `offset` on is a heading.
fn is_before_heading(analysis: &Analysis<'_>, offset: usize) -> bool {
    let blocks = &analysis.document.blocks;
    let next = blocks.partition_point(|block| analysis.source_span(block.text).start < offset);
    blocks.get(next).is_some_and(|block| matches!(block.kind, BlockKind::Heading(_)))
}

/// A finding whose fix takes it away.
fn deletion(analysis: &Analysis<'_>, span: Span) -> Match {
    Match::raw(analysis, span).propose(Some(Edit { span, replacement: String::new() }))
}

fn last_word(text: &str) -> &str {
    text.split_whitespace().next_back().unwrap_or_default()
}
