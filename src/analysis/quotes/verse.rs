//! Lines that each start with the mark of the quotation that they belong to: verse, and letters that are set
//! line by line.

use super::apostrophe::window_before;
use super::cost;
use super::glyph::Pair;
use super::mark::{Mark, Side};
use super::search::Candidate;
use crate::analysis::Analysis;

/// What a line that starts with a mark does with the quotation.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Line {
    /// Leaves it open.
    LeavesOpen,
    /// Closes it at its end.
    ClosesAtEnd,
    /// Closes it before: speech, with who spoke after it.
    ClosesInside,
}

/// Says of each mark of a block at the start of a line what it costs to take it for the repeated one of the lines
/// above.
pub(super) fn settle(analysis: &Analysis<'_>, candidates: &mut [Candidate]) {
    let starts: Vec<usize> =
        (0..candidates.len()).filter(|&index| starts_line(analysis, &candidates[index].mark)).collect();
    let mut open_above = 0;
    for (position, &start) in starts.iter().enumerate() {
        let end = starts.get(position + 1).copied().unwrap_or(candidates.len());
        let line = read_line(analysis, &candidates[start..end]);
        candidates[start].repeats_line = match open_above {
            0 => None,
            // One line alone may as well have lost its closing mark: dialogue, a line a speaker.
            1 => (line != Line::ClosesInside).then_some(cost::LINE_REPEATS),
            _ => Some(cost::LINES_REPEAT),
        };
        open_above = if line == Line::LeavesOpen { open_above + 1 } else { 0 };
    }
}

fn starts_line(analysis: &Analysis<'_>, mark: &Mark) -> bool {
    if !matches!(mark.before, Side::Space | Side::Edge) {
        return false;
    }
    let block = analysis.document.blocks[mark.block()].text;
    let before = window_before(analysis.document.text(), block.start, mark.span().start);
    let before = before.trim_end_matches([' ', '\t']);
    before.ends_with('\n') || (before.is_empty() && mark.before == Side::Edge)
}

/// Reads a line from its first mark, by what closes the pair that it opens.
fn read_line(analysis: &Analysis<'_>, marks: &[Candidate]) -> Line {
    let Some((opener, others)) = marks.split_first() else { return Line::LeavesOpen };
    let pair = Pair { style: opener.mark.glyph.style, level: opener.mark.glyph.level };
    let closes = |candidate: &&Candidate| {
        pair.is_closed_by(candidate.mark.character)
            && !matches!(candidate.mark.after, Side::Word | Side::Digit)
    };
    let Some(closer) = others.iter().find(closes) else { return Line::LeavesOpen };
    let block = analysis.document.blocks[closer.mark.block()].text;
    let rest = &analysis.document.text()[closer.mark.span().end..block.end];
    let ends_line = |c: char| c == '\n' || c.is_alphanumeric();
    match rest.find(ends_line) {
        Some(at) if !rest[at..].starts_with('\n') => Line::ClosesInside,
        _ => Line::ClosesAtEnd,
    }
}
