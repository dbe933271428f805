//! Percentages of a change whose two ends are given: “from 50 to 40, a fall of 25 %”.

use std::ops::Range;

use super::Arithmetic;
use super::quantity::{Quantity, percent_end, quantity};
use crate::analysis::Analysis;
use crate::matcher::kind::Match;

/// How many words may stand between a quantity and what follows: “50 tonnes a year to …”.
const UNIT: usize = 3;

/// By how many points, and by which part of itself, a percentage may miss.
const POINTS: f64 = 1.0;
const PART: f64 = 0.05;

/// Units of time: “from 3 to 6 months” says when.
const TIMES: [&str; 12] =
    ["am", "pm", "a.m.", "p.m.", "hours", "days", "weeks", "months", "years", "minutes", "year", "o'clock"];

/// The percentage of the change whose ends follow the word “from” at `place`, if it is wrong.
pub(super) fn wrong_percentage(rule: &Arithmetic, analysis: &Analysis<'_>, place: usize) -> Option<Match> {
    let sentence = analysis.sentence_of(place);
    let first = quantity(analysis, place + 1, sentence.end)?;
    let to = (first.tokens.end..sentence.end.min(first.tokens.end + UNIT + 1))
        .find(|&index| analysis.folded(index) == "to")?;
    let second = quantity(analysis, to + 1, sentence.end)?;
    let is_bare = |quantity: &Quantity| {
        percent_end(analysis, quantity.tokens.end, sentence.end).is_none()
            && !(quantity.tokens.end < sentence.end && TIMES.contains(&analysis.folded(quantity.tokens.end)))
    };
    if rule.is_open(analysis, first.tokens.start) || rule.is_open(analysis, second.tokens.start) {
        return None;
    }
    if first.figures <= 0.0 || !is_bare(&first) || !is_bare(&second) || is_years(&first, &second) {
        return None;
    }
    let stated = stated_after(rule, analysis, second.tokens.end, &sentence).or_else(|| {
        stated_before(rule, analysis, place, &sentence).filter(|_| first.is_amount || second.is_amount)
    })?;
    let end = percent_end(analysis, stated.tokens.end, sentence.end)?;
    if stated.scale.is_some() || rule.is_open(analysis, stated.tokens.start) {
        return None;
    }
    let right = changes(&first, &second);
    let slack = stated.slack + POINTS.max(PART * stated.figures);
    let fits = right.iter().any(|(low, high)| (low - slack..=high + slack).contains(&stated.figures));
    if fits {
        return None;
    }
    let (low, high) = right.first()?;
    let middle = f64::midpoint(*low, *high);
    let span = analysis.span_of(stated.tokens.start..end);
    let shown = if middle < 10.0 { format!("{middle:.1}") } else { format!("{middle:.0}") };
    Some(Match::new(analysis, span).value("right", shown).value("stated", analysis.document.slice(span)))
}

fn is_years(first: &Quantity, second: &Quantity) -> bool {
    let is_year = |quantity: &Quantity| !quantity.is_amount && (1000.0..2200.0).contains(&quantity.figures);
    is_year(first) && is_year(second)
}

/// The percentage after the second quantity: “, a fall of 20 %”, “(up 20 %)”.
fn stated_after(
    rule: &Arithmetic,
    analysis: &Analysis<'_>,
    from: usize,
    sentence: &Range<usize>,
) -> Option<Quantity> {
    let latest = sentence.end.min(from + UNIT + 1);
    let mark = (from..latest).find(|&index| matches!(analysis.folded(index), "," | "(" | "—" | "–"))?;
    let mut is_change = false;
    // “a sharp fall of”, “up”, “or”.
    for place in mark + 1..mark + 2 + UNIT {
        if let Some(stated) = quantity(analysis, place, sentence.end) {
            return is_change.then_some(stated);
        }
        if place >= sentence.end || !analysis.is_word(place) {
            return None;
        }
        is_change |= rule.known.contains(analysis.folded(place));
    }
    None
}

/// The percentage before the first quantity: “fell 20 % from”, “a rise of 20 % from”.
fn stated_before(
    rule: &Arithmetic,
    analysis: &Analysis<'_>,
    from: usize,
    sentence: &Range<usize>,
) -> Option<Quantity> {
    let last = from.checked_sub(1).filter(|last| sentence.contains(last))?;
    let last = if analysis.folded(last) == "," { last.checked_sub(1)? } else { last };
    let sign = if analysis.folded(last) == "cent" { last.checked_sub(1)? } else { last };
    let place = sign.checked_sub(1).filter(|place| sentence.contains(place))?;
    let stated = quantity(analysis, place, sentence.end)?;
    let before: Vec<usize> = (sentence.start..place).rev().take(2).collect();
    let is_change = match before[..] {
        [link, verb] if matches!(analysis.folded(link), "by" | "of") => {
            rule.known.contains(analysis.folded(verb))
        }
        [verb, ..] => rule.known.contains(analysis.folded(verb)),
        [] => false,
    };
    is_change.then_some(stated)
}

/// The least and the greatest change in percent that rounding leaves open; one pair for each way to read the
/// words for millions: in “from 1.2 to 1.5 million” they stand once.
fn changes(first: &Quantity, second: &Quantity) -> Vec<(f64, f64)> {
    let scales = match (first.scale, second.scale) {
        (None, Some(scale)) => vec![(scale, scale), (1.0, scale)],
        (one, other) => vec![(one.unwrap_or(1.0), other.unwrap_or(1.0))],
    };
    let change = |one: f64, other: f64| ((other - one) / one * 100.0).abs();
    let span = |(one, other): (f64, f64)| {
        let ends = |quantity: &Quantity, scale: f64| {
            [-1.0, 0.0, 1.0].map(|sign| (quantity.figures + sign * quantity.slack) * scale)
        };
        let all =
            ends(first, one).into_iter().flat_map(|one| ends(second, other).map(|other| change(one, other)));
        all.filter(|change| change.is_finite())
            .fold((f64::INFINITY, 0.0_f64), |(low, high), change| (low.min(change), high.max(change)))
    };
    scales.into_iter().map(span).collect()
}
