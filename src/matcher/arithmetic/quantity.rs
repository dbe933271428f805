//! Quantities: “50”, “1,200”, “$1.5 million”, “three”.

use std::ops::Range;

use crate::analysis::Analysis;
use crate::text::TokenKind;

/// A quantity in figures.
#[derive(Clone, Debug)]
pub(super) struct Quantity {
    /// Its tokens: a sign of currency, the figures, the word for millions.
    pub(super) tokens: Range<usize>,
    /// What the figures say, before any word for millions.
    pub(super) figures: f64,
    /// Half of the last decimal place: how far rounding may have moved it.
    pub(super) slack: f64,
    /// What the word for millions makes of one, if there is such a word.
    pub(super) scale: Option<f64>,
    /// Whether it cannot be a year, an hour or a day of the month.
    pub(super) is_amount: bool,
}

/// Words for large numbers.
const SCALES: [(&str, f64); 8] = [
    ("thousand", 1e3),
    ("k", 1e3),
    ("million", 1e6),
    ("m", 1e6),
    ("billion", 1e9),
    ("bn", 1e9),
    ("trillion", 1e12),
    ("tn", 1e12),
];

/// The quantity that starts at `index`.
pub(super) fn quantity(analysis: &Analysis<'_>, index: usize, end: usize) -> Option<Quantity> {
    let is_currency = index < end && matches!(analysis.token_text(index), "$" | "£" | "€" | "¥");
    let place = if is_currency { index + 1 } else { index };
    if place >= end || analysis.tokens()[place].kind != TokenKind::Number {
        return None;
    }
    let text = analysis.token_text(place);
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let plain = digits.replace(',', "");
    let is_decimal = plain.bytes().filter(|&byte| byte == b'.').count() <= 1
        && plain.bytes().all(|byte| byte == b'.' || byte.is_ascii_digit());
    let figures: f64 = is_decimal.then(|| plain.parse().ok()).flatten()?;
    let places = plain.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let scale_of = |word: &str| SCALES.iter().find(|(name, _)| *name == word).map(|&(_, scale)| scale);
    let attached = &text[digits.len()..];
    let (scale, end) = match attached {
        "" if place + 1 < end => match scale_of(analysis.folded(place + 1)) {
            Some(scale) => (Some(scale), place + 2),
            None => (None, place + 1),
        },
        "" => (None, place + 1),
        _ => (Some(scale_of(&attached.to_ascii_lowercase())?), place + 1),
    };
    let slack = 0.5 * 10_f64.powi(-i32::try_from(places).ok()?);
    let is_amount = is_currency || scale.is_some() || digits.contains([',', '.']);
    Some(Quantity { tokens: index..end, figures, slack, scale, is_amount })
}

/// The end of “%”, “percent” or “per cent” at `index`.
pub(super) fn percent_end(analysis: &Analysis<'_>, index: usize, end: usize) -> Option<usize> {
    let is = |at: usize, text: &str| at < end && analysis.folded(at) == text;
    let after = if is(index, "%") || is(index, "percent") || is(index, "pc") {
        index + 1
    } else if is(index, "per") && is(index + 1, "cent") {
        index + 2
    } else {
        return None;
    };
    (!is(after, "point") && !is(after, "points")).then_some(after)
}

/// The number that a word or some digits count with, up to twenty.
pub(super) fn count(folded: &str) -> Option<usize> {
    const WORDS: [&str; 12] = [
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
        "thirteen",
    ];
    let spelled = WORDS.iter().position(|word| *word == folded).map(|place| place + 2);
    spelled.or_else(|| folded.parse().ok()).filter(|count| (2..=20).contains(count))
}
