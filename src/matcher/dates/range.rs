//! Spans of time that end before they start: “from 1998 to 1989”, “14–12 March 2025”.

use super::Dates;
use crate::analysis::{Analysis, integer};
use crate::matcher::kind::{Match, Matches};
use crate::text::{Token, TokenKind};

/// Adds spans between two whole dates.
pub(super) fn days(rule: &Dates, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    for pair in analysis.days().windows(2) {
        let [Some(first), Some(second)] = [&pair[0], &pair[1]].map(|day| match day.readings[..] {
            [reading] => reading.date(),
            _ => None,
        }) else {
            continue;
        };
        let start =
            pair[0].weekday.map_or(pair[0].tokens.start, |named| named.token.min(pair[0].tokens.start));
        let second_start =
            pair[1].weekday.map_or(pair[1].tokens.start, |named| named.token.min(pair[1].tokens.start));
        if second < first
            && joins(analysis, start, pair[0].tokens.end, second_start)
            && !rule.is_explained(analysis, start)
        {
            let span = analysis.span_of(pair[0].tokens.start..pair[1].tokens.end);
            found.push(Match::new(analysis, span));
        }
    }
}

/// Adds spans between two years.
pub(super) fn years(rule: &Dates, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    for &index in analysis.numbers().iter().filter(|&&index| index > 0) {
        let (Some(first), Some(second)) = (year(analysis, index), year(analysis, index + 2)) else {
            continue;
        };
        // Round numbers count things, or years before our era.
        let are_round = first % 100 == 0 && second % 100 == 0;
        if second >= first
            || are_round
            || !joins(analysis, index, index + 1, index + 2)
            || counts(analysis, index, index + 3)
            || is_before_our_era(analysis, index)
            || rule.is_explained(analysis, index)
        {
            continue;
        }
        let span = analysis.span_of(index..index + 3);
        let [one, other] = [index, index + 2].map(|at| analysis.tokens()[at].span());
        let text = |from, to| &analysis.document.text()[from..to];
        let swapped = format!(
            "{}{}{}",
            text(other.start, other.end),
            text(one.end, other.start),
            text(one.start, one.end)
        );
        let finding = Match::new(analysis, span).value("right", swapped.clone());
        found.push(finding.propose(analysis.edit(span, swapped)));
    }
}

fn year(analysis: &Analysis<'_>, index: usize) -> Option<u16> {
    let is_number = |token: &&Token| token.kind == TokenKind::Number;
    let text = analysis
        .tokens()
        .get(index)
        .filter(is_number)
        .map(|_| analysis.token_text(index))
        .filter(|text| text.len() == 4)?;
    integer(text).filter(|year| (1000..2200).contains(year))
}

/// Whether the words around two dates make a span of time of them: `first` is where the first starts,
/// `between` where it ends, `second` where the second starts.
fn joins(analysis: &Analysis<'_>, first: usize, between: usize, second: usize) -> bool {
    let block = analysis.block_of(first);
    if first <= analysis.block_tokens(block).start || analysis.block_of(second) != block {
        return false;
    }
    let before = analysis.folded(first - 1);
    let middle: Vec<&str> = (between..second).map(|at| analysis.folded(at)).collect();
    match middle[..] {
        ["to" | "until" | "till" | "through"] => before == "from",
        ["and"] => before == "between",
        ["-" | "–" | "—"] => matches!(before, "(" | "from" | "between"),
        _ => false,
    }
}

/// Whether the numbers count things: “from 1998 to 1989 voters”, “from $1998”.
fn counts(analysis: &Analysis<'_>, start: usize, end: usize) -> bool {
    let is_symbol =
        |at: usize| analysis.tokens().get(at).is_some_and(|token| token.kind == TokenKind::Symbol);
    let next = analysis.is_word(end).then(|| analysis.token_text(end));
    let is_counted = next.is_some_and(|next| {
        next.starts_with(char::is_lowercase) && !analysis.lists.get("function-words").contains(next)
    });
    is_counted || is_symbol(start - 1) || is_symbol(end)
}

/// Whether the paragraph speaks of years that are counted backwards.
fn is_before_our_era(analysis: &Analysis<'_>, index: usize) -> bool {
    analysis
        .block_tokens(analysis.block_of(index))
        .any(|at| matches!(analysis.folded(at), "bc" | "bce" | "b.c." | "b.c.e." | "bp" | "b.p."))
}
