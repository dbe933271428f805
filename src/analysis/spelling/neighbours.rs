//! Faults of a space: one word that a space parts, and a space that stands a letter too early or too late.

use super::{Misspelling, SpellingFault};
use crate::analysis::facts::Analysis;

/// The fault that lies across a space before or after the unknown word at `place`, if there is one.
pub(super) fn across_spaces(analysis: &Analysis<'_>, place: usize) -> Option<Misspelling> {
    let earlier = place.checked_sub(1).and_then(|first| between(analysis, first));
    earlier.or_else(|| between(analysis, place))
}

/// The fault between the token at `first` and the next, one of which is unknown.
fn between(analysis: &Analysis<'_>, first: usize) -> Option<Misspelling> {
    let second = first + 1;
    let is_neighbour = analysis.is_word(first)
        && analysis.is_word(second)
        && analysis.block_of(first) == analysis.block_of(second)
        && analysis.gap_after(first) == " ";
    if !is_neighbour || analysis.token_text(second).starts_with(char::is_uppercase) {
        return None;
    }
    let (left, right) = (analysis.folded(first), analysis.folded(second));
    if !left.is_ascii() || !right.is_ascii() {
        return None;
    }
    let fault = |fault, correction: String| {
        Some(Misspelling { fault, tokens: first..second + 1, corrections: vec![correction] })
    };
    if let Some((left, right)) = shifted(analysis, left, right) {
        return fault(SpellingFault::Shifted, format!("{left} {right}"));
    }
    let whole = format!("{left}{right}");
    if whole.len() >= SHORTEST_WHOLE && frequency(analysis, &whole) >= FREQUENT_WHOLE {
        return fault(SpellingFault::Split, whole);
    }
    None
}

/// Two frequent words, if moving one letter across the space gives them.
fn shifted(analysis: &Analysis<'_>, left: &str, right: &str) -> Option<(String, String)> {
    let both = format!("{left}{right}");
    let is_frequent = |word: &str| {
        let least = if word.len() <= 2 { FREQUENT_SHORT } else { FREQUENT_SHIFTED };
        frequency(analysis, word) >= least
    };
    [left.len() - 1, left.len() + 1]
        .into_iter()
        .filter(|&place| place > 0 && place < both.len())
        .map(|place| both.split_at(place))
        .filter(|(left, right)| is_frequent(left) && is_frequent(right))
        .find(|(first, second)| {
            // The one word that is known as it stands speaks for the space where it is.
            let known = frequency(analysis, left).max(frequency(analysis, right));
            frequency(analysis, first) + frequency(analysis, second) >= known + LEAST_GAIN
        })
        .map(|(left, right)| (left.to_owned(), right.to_owned()))
}

fn frequency(analysis: &Analysis<'_>, word: &str) -> u8 {
    let entry = analysis.lexicon.lookup(word).filter(|entry| entry.is_lower());
    entry.map_or(0, |entry| entry.frequency())
}

/// Short strings are words by chance.
const SHORTEST_WHOLE: usize = 5;
/// How frequent the words must be that a space was put into, or shifted between.
const FREQUENT_WHOLE: u8 = 14;
const FREQUENT_SHIFTED: u8 = 17;
const FREQUENT_SHORT: u8 = 25;
const LEAST_GAIN: u8 = 14;
