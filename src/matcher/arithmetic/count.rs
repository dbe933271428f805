//! Lists of more or fewer items than the words before them say: “Five reasons to stay”.

use super::Arithmetic;
use super::quantity::count;
use crate::analysis::Analysis;
use crate::document::{BlockKind, Format};
use crate::matcher::kind::Match;

/// The number before the noun at `noun`, if it announces a list that has another number of items.
pub(super) fn wrong_count(rule: &Arithmetic, analysis: &Analysis<'_>, noun: usize) -> Option<Match> {
    let block = analysis.block_of(noun);
    let tokens = analysis.block_tokens(block);
    let number = (tokens.start.max(noun.saturating_sub(2))..noun)
        .rev()
        .find(|&index| count(analysis.folded(index)).is_some())?;
    // “Between three-day tours”, “3.5”, “2–3 ways”.
    let is_alone = (number..noun).all(|index| !analysis.gap_after(index).is_empty());
    let is_open = rule.is_open(analysis, number);
    // The second ends the search: a sentence may be as long as its document.
    let mut numbers = analysis.sentence_of(noun).filter(|&index| count(analysis.folded(index)).is_some());
    let others = numbers.nth(1).is_some();
    if !is_alone || is_open || others || analysis.document.format == Format::Html {
        return None;
    }
    let blocks = &analysis.document.blocks;
    let first = match blocks[block].kind {
        BlockKind::Heading(_) => {
            let next = block + 1;
            // One paragraph may lead to the list, unless it counts on its own.
            let leads = blocks.get(next).is_some_and(|lead| lead.kind == BlockKind::Paragraph);
            let counts = leads && analysis.block_tokens(next).any(|at| count(analysis.folded(at)).is_some());
            if counts { None } else { Some(next + usize::from(leads)) }
        }
        BlockKind::Paragraph => announces(analysis, noun, tokens.end).then_some(block + 1),
        _ => None,
    }?;
    let is_item = |index: usize| blocks.get(index).is_some_and(|block| block.kind == BlockKind::ListItem);
    let end = (first..).find(|&index| !is_item(index))?;
    let rest = (end..blocks.len()).take_while(|&index| !matches!(blocks[index].kind, BlockKind::Heading(_)));
    let goes_on = rest.clone().any(is_item);
    if end == first || goes_on {
        return None;
    }
    let items = items(analysis, first, end)?;
    let stated = count(analysis.folded(number))?;
    if items == stated || items < 2 {
        return None;
    }
    let list = analysis.source_span(blocks[first].text);
    let span = analysis.span_of(number..noun + 1);
    let text = analysis.token_text(number).to_owned();
    Some(
        Match::new(analysis, span)
            .value("stated", text)
            .value("right", items.to_string())
            .related("list", list),
    )
}

/// Whether a paragraph ends on a noun and a colon, so that a list of such things follows.
fn announces(analysis: &Analysis<'_>, noun: usize, end: usize) -> bool {
    let is = |index: usize, text: &str| index < end && analysis.folded(index) == text;
    let colon = if is(noun + 1, "are") || is(noun + 1, "were") { noun + 2 } else { noun + 1 };
    is(colon, ":") && colon + 1 == end
}

/// How many items of the outermost level stand in some blocks; none where that cannot be told.
fn items(analysis: &Analysis<'_>, first: usize, end: usize) -> Option<usize> {
    let text = analysis.document.source.text();
    let mut outermost = None;
    let mut count = 0;
    for block in &analysis.document.blocks[first..end] {
        let start = analysis.source_span(block.text).start;
        let line = text[..start].rfind('\n').map_or(0, |place| place + 1);
        let before = &text[line..start];
        let indent = before.len() - before.trim_start().len();
        let mark = before.trim().trim_matches(['*', '_', '`', '[', '(']).trim();
        let is_mark = !before.trim().is_empty()
            && (mark.is_empty() || matches!(mark, "-" | "+" | "•") || mark.ends_with(['.', ')']));
        match outermost {
            None if !is_mark => return None,
            None => (outermost, count) = (Some(indent), 1),
            Some(level) if is_mark && indent <= level => count += 1,
            Some(_) => {}
        }
    }
    Some(count)
}
