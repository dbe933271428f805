//! Wide gaps between two words of a line. Columns, justified lines and the two spaces that some writers
//! put after sentences are no faults.

use rustc_hash::FxHashSet;

use crate::analysis::Analysis;
use crate::document::{BlockKind, TextSpan};
use crate::matcher::kind::{Match, Matches};
use crate::text::TokenKind;

/// What a wide gap is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mix {
    /// Plain spaces.
    Plain,
    /// Spaces of which at least one is a no-break or other typographic space.
    NoBreak,
    /// White space with a tab.
    Tab,
}

/// A wide gap.
struct Gap {
    /// The token before it.
    before: usize,
    span: TextSpan,
    mix: Mix,
    line: usize,
    /// The column where it ends.
    column: usize,
}

/// Finds the wide gaps of one mix that are no layout.
pub(super) fn find(analysis: &Analysis<'_>, mix: Mix, found: &mut Matches<'_>) {
    if !may_hold(analysis, mix) {
        return;
    }
    let gaps = wide_gaps(analysis);
    if !gaps.iter().any(|gap| gap.mix == mix) {
        return;
    }
    let layout = Layout::new(analysis, &gaps);
    for gap in gaps.iter().filter(|gap| gap.mix == mix) {
        // Many writers put two spaces between sentences, and each copy of their text keeps them; editors of pages
        // make one of them a no-break space.
        let is_style = mix != Mix::Tab && ends_sentence(analysis, gap.before);
        if is_style || layout.explains(analysis, gap) {
            continue;
        }
        let text = analysis.document.slice(gap.span);
        let keep = if binds(analysis, gap.before) && text.contains('\u{a0}') { "\u{a0}" } else { " " };
        let finding = Match::new(analysis, gap.span)
            .value("before", analysis.token_text(gap.before))
            .value("after", analysis.token_text(gap.before + 1))
            .value("count", text.chars().count().to_string())
            .propose(analysis.edit(gap.span, keep));
        found.push(finding);
    }
}

/// Whether the white space that a mix takes stands anywhere in the document.
fn may_hold(analysis: &Analysis<'_>, mix: Mix) -> bool {
    let text = analysis.document.text();
    match mix {
        Mix::Plain => memchr::memmem::find(text.as_bytes(), b"  ").is_some(),
        Mix::NoBreak => analysis.inventory().holds(is_typographic),
        Mix::Tab => text.contains('\t'),
    }
}

/// All gaps of two and more spaces, or with a tab, between two tokens of a line.
fn wide_gaps(analysis: &Analysis<'_>) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut end = 0;
    for place in odd_spaces(analysis) {
        if place < end {
            continue;
        }
        let tokens = analysis.tokens();
        let after = tokens.partition_point(|token| token.span().start <= place);
        end = tokens.get(after).map_or(usize::MAX, |token| token.span().start);
        let Some(before) = after.checked_sub(1).filter(|_| after < tokens.len()) else { continue };
        let (block, kind) = (analysis.block_of(before), |block: usize| analysis.document.blocks[block].kind);
        let is_within = block == analysis.block_of(after) && kind(block) != BlockKind::TableCell;
        gaps.extend(is_within.then(|| gap(analysis, before)).flatten());
    }
    gaps
}

/// The gap after a token, if it is wide and stands between words.
fn gap(analysis: &Analysis<'_>, before: usize) -> Option<Gap> {
    let text = analysis.gap_after(before);
    if text.len() < 2 && text != "\t" || text.contains('\n') {
        return None;
    }
    let mix = mix_of(text)?;
    let start = analysis.tokens()[before].span().end;
    let span = TextSpan::new(start, start + text.len());
    // Where markup stands between the spaces, each is alone; beside a link, a template may have put one.
    let is_gap = analysis.document.is_verbatim(span)
        && !touches_link(analysis, span)
        && (reads_as_prose(analysis, before) || mix == Mix::NoBreak);
    let end = is_gap.then(|| analysis.document.source.position(analysis.source_span(span).end))?;
    Some(Gap { before, span, mix, line: end.line, column: end.column })
}

/// Where two spaces stand together, or one that is not plain, in order.
fn odd_spaces(analysis: &Analysis<'_>) -> Vec<usize> {
    let bytes = analysis.document.text().as_bytes();
    let mut places: Vec<usize> = memchr::memmem::find_iter(bytes, b"  ").collect();
    places.extend(memchr::memchr_iter(b'\t', bytes));
    places.extend(analysis.inventory().places(is_typographic));
    places.sort_unstable();
    places
}

/// Whether a link starts right after the gap.
fn touches_link(analysis: &Analysis<'_>, gap: TextSpan) -> bool {
    let end = analysis.source_span(gap).end;
    analysis.document.source.text()[end..].starts_with(['[', '<'])
}

fn mix_of(text: &str) -> Option<Mix> {
    let mut mix = Mix::Plain;
    let mut count = 0;
    for c in text.chars() {
        match c {
            ' ' => {}
            '\t' => mix = Mix::Tab,
            _ if is_typographic(c) && mix != Mix::Tab => mix = Mix::NoBreak,
            _ => return None,
        }
        count += 1;
    }
    (count > 1 || mix == Mix::Tab).then_some(mix)
}

fn is_typographic(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{3000}')
}

/// Whether the gap after a token stands between words, as opposed to signs and code.
fn reads_as_prose(analysis: &Analysis<'_>, before: usize) -> bool {
    let kinds = [before, before + 1].map(|index| analysis.tokens()[index].kind);
    let has_word = kinds.contains(&TokenKind::Word);
    // After a year or a number, a column may start.
    has_word
        && kinds[0] != TokenKind::Number
        && !kinds.iter().any(|kind| matches!(kind, TokenKind::Symbol | TokenKind::Emoji))
        && {
            let (left, right) = (analysis.token_text(before), analysis.token_text(before + 1));
            !matches!(left, "-" | "–" | "—" | "/" | "\\" | "|" | "_" | "•" | "·" | "*")
                && !matches!(right, "-" | "–" | "—" | "/" | "\\" | "|" | "_" | "•" | "·" | "{" | "[" | "*")
        }
}

/// A no-break space after a number keeps it with its unit.
fn binds(analysis: &Analysis<'_>, before: usize) -> bool {
    analysis.tokens()[before].kind == TokenKind::Number
}

/// What of the wide gaps is layout.
struct Layout {
    places: FxHashSet<(usize, usize)>,
    /// Blocks with many wide gaps.
    crowded: FxHashSet<usize>,
    /// Lines with several.
    filled: FxHashSet<usize>,
}

impl Layout {
    fn new(analysis: &Analysis<'_>, gaps: &[Gap]) -> Self {
        let places = gaps.iter().map(|gap| (gap.line, gap.column)).collect();
        let mut crowded = FxHashSet::default();
        for group in gaps.chunk_by(|a, b| analysis.block_of(a.before) == analysis.block_of(b.before)) {
            let block = analysis.block_of(group[0].before);
            let lines = analysis.document.slice(analysis.document.blocks[block].text).lines().count();
            let wide = group.chunk_by(|a, b| a.line == b.line).count();
            // Lines that were filled up with spaces, or a table without lines.
            if lines >= 3 && wide >= 2 && wide * 3 >= lines {
                crowded.insert(block);
            }
        }
        let lines = gaps.chunk_by(|a, b| a.line == b.line);
        let filled = lines.filter(|group| group.len() > 1).map(|group| group[0].line).collect();
        Self { places, crowded, filled }
    }

    fn explains(&self, analysis: &Analysis<'_>, gap: &Gap) -> bool {
        let has_neighbour = (1..=2).any(|distance| {
            self.places.contains(&(gap.line + distance, gap.column))
                || gap
                    .line
                    .checked_sub(distance)
                    .is_some_and(|line| self.places.contains(&(line, gap.column)))
        });
        let width = analysis.document.slice(gap.span).chars().count();
        let is_short_line = || {
            // A look back to the start of each line would take too long where a text is all one line.
            let end = analysis.source_span(gap.span).end;
            let before = &analysis.document.source.text().as_bytes()[end.saturating_sub(LONG_LINE)..end];
            before.len() < LONG_LINE || before.contains(&b'\n')
        };
        has_neighbour
            || self.crowded.contains(&analysis.block_of(gap.before))
            || gap.mix != Mix::NoBreak
                && (width >= COLUMN_WIDTH || self.filled.contains(&gap.line))
                && is_short_line()
    }
}

/// Spaces that nobody types by accident: they lead to a column.
const COLUMN_WIDTH: usize = 4;

/// Bytes of a line before a gap in which no column starts any more.
const LONG_LINE: usize = 100;

/// Whether a token ends a sentence or announces one: a stop or colon, closing marks after it included.
fn ends_sentence(analysis: &Analysis<'_>, token: usize) -> bool {
    let is_closing = |index: usize| {
        analysis.tokens()[index].kind == TokenKind::Quote || matches!(analysis.token_text(index), ")" | "]")
    };
    let mut index = token;
    while is_closing(index) && index > 0 && analysis.gap_after(index - 1).is_empty() {
        index -= 1;
    }
    let text = analysis.token_text(index);
    matches!(text, "!" | "?" | ":" | "…") || text.ends_with('.')
}
