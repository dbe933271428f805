//! Chooses the parts of a line that a report shows, where the whole does not fit. The cost depends on
//! what is shown, never on the length of the line.

use std::ops::Range;

use crate::emit::visible::columns;

/// Places nearer to each other than this are shown with all that lies between them.
const NEAR: usize = 20;

/// Each place is shown with so many columns around it, even where that exceeds the width.
const LEAST_AROUND: usize = 16;

/// A cut inside a word moves to the border of the word, if that is as near as this in bytes.
const WORD: usize = 16;

/// The parts of `line`, in order and apart from each other, that show each of `places` and together
/// take about `width` columns. All ranges are bytes of `text`; the places are sorted by their start.
pub(super) fn shown_parts(
    text: &str,
    line: Range<usize>,
    places: &[Range<usize>],
    width: usize,
) -> Vec<Range<usize>> {
    if columns_up_to(&text[line.clone()], width).is_some() {
        return vec![line];
    }
    let groups = group(text, &split_wide(text, places, width));
    let taken: usize =
        groups.iter().map(|group| columns_up_to(&text[group.clone()], width).unwrap_or(width)).sum();
    let ellipses = groups.len() + 1;
    let around =
        width.saturating_sub(taken + ellipses).checked_div(groups.len()).unwrap_or(0).max(LEAST_AROUND);
    let parts = groups.into_iter().map(|group| widen(text, &line, group, around)).collect();
    join(parts)
}

/// Replaces a place that takes more than its share of the width by its two ends.
fn split_wide(text: &str, places: &[Range<usize>], width: usize) -> Vec<Range<usize>> {
    let share = (width / places.len().max(1)).saturating_sub(NEAR).max(NEAR);
    let mut ends = Vec::with_capacity(places.len());
    for place in places {
        if columns_up_to(&text[place.clone()], share).is_some() {
            ends.push(place.clone());
        } else {
            ends.extend([place.start..place.start, place.end..place.end]);
        }
    }
    ends.sort_unstable_by_key(|place| (place.start, place.end));
    ends
}

/// Puts places together that overlap or are near to each other.
fn group(text: &str, places: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut groups: Vec<Range<usize>> = Vec::new();
    for place in places {
        match groups.last_mut() {
            Some(last)
                if place.start <= last.end || columns_up_to(&text[last.end..place.start], NEAR).is_some() =>
            {
                last.end = last.end.max(place.end);
            }
            _ => groups.push(place.clone()),
        }
    }
    groups
}

/// Adds text of `around` columns, half of it on each side as far as there is any.
fn widen(text: &str, line: &Range<usize>, group: Range<usize>, around: usize) -> Range<usize> {
    let (before, after) = (&text[line.start..group.start], &text[group.end..line.end]);
    let (_, free) = last_columns(before, around / 2);
    let (tail, free) = first_columns(after, around.div_ceil(2) + free);
    let (head, _) = last_columns(before, around / 2 + free);
    group.start - word_border_in(head, before)..group.end + word_border_out(tail, after)
}

/// The length of the end of `before` to show, given the end that fits.
fn word_border_in(fitting: &str, before: &str) -> usize {
    let hidden = &before[..before.len() - fitting.len()];
    if hidden.is_empty() || hidden.ends_with(char::is_whitespace) {
        return fitting.len();
    }
    let cut = fitting.bytes().take(WORD).position(|byte| byte == b' ').map_or(0, |space| space + 1);
    fitting.len() - cut
}

/// The length of the start of `after` to show, given the start that fits.
fn word_border_out(fitting: &str, after: &str) -> usize {
    let hidden = &after[fitting.len()..];
    if hidden.is_empty() || hidden.starts_with(char::is_whitespace) {
        return fitting.len();
    }
    let cut = fitting.bytes().rev().take(WORD).position(|byte| byte == b' ').map_or(0, |space| space + 1);
    fitting.len() - cut
}

/// Joins parts that overlap or lie within a few bytes of each other; their order is kept.
fn join(parts: Vec<Range<usize>>) -> Vec<Range<usize>> {
    const FEW: usize = 3;
    let mut joined: Vec<Range<usize>> = Vec::with_capacity(parts.len());
    for part in parts {
        match joined.last_mut() {
            Some(last) if part.start <= last.end + FEW => {
                last.start = last.start.min(part.start);
                last.end = last.end.max(part.end);
            }
            _ => joined.push(part),
        }
    }
    joined
}

/// The columns of a text, or nothing if there are more than `limit`.
fn columns_up_to(text: &str, limit: usize) -> Option<usize> {
    let (fitting, free) = first_columns(text, limit);
    (fitting.len() == text.len()).then_some(limit - free)
}

/// The longest start of `text` that takes at most `limit` columns, and the columns left over.
fn first_columns(text: &str, limit: usize) -> (&str, usize) {
    let mut free = limit;
    for (at, character) in text.char_indices() {
        match free.checked_sub(columns(character)) {
            Some(rest) => free = rest,
            None => return (&text[..at], 0),
        }
    }
    (text, free)
}

/// The longest end of `text` that takes at most `limit` columns, and the columns left over.
fn last_columns(text: &str, limit: usize) -> (&str, usize) {
    let mut free = limit;
    for (at, character) in text.char_indices().rev() {
        match free.checked_sub(columns(character)) {
            Some(rest) => free = rest,
            None => return (&text[at + character.len_utf8()..], 0),
        }
    }
    (text, free)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Marks the places in `text` with brackets and compares what is shown.
    fn check(marked: &str, width: usize, expected: &str) {
        let mut text = String::new();
        let mut places = Vec::new();
        for character in marked.chars() {
            match character {
                '[' => places.push(text.len()..text.len()),
                ']' => places.last_mut().expect("opened before").end = text.len(),
                _ => text.push(character),
            }
        }
        let parts = shown_parts(&text, 0..text.len(), &places, width);
        let shown: Vec<&str> = parts.into_iter().map(|part| &text[part]).collect();
        assert_eq!(shown.join("…"), expected);
    }

    #[test]
    fn a_line_that_fits_is_shown_whole() {
        check("one [two] three", 13, "one two three");
        check("[]", 40, "");
    }

    #[test]
    fn text_around_a_place_ends_at_words() {
        let words = "alpha beta gamma delta epsilon zeta eta theta iota kappa [lambda] mu nu xi omicron pi rho sigma tau";
        check(words, 40, "iota kappa lambda mu nu xi");
        check(&words.replace("[lambda]", "lambda[]"), 40, "iota kappa lambda mu nu xi omicron");
        check(
            "[alpha] beta gamma delta epsilon zeta eta theta iota",
            40,
            "alpha beta gamma delta epsilon zeta",
        );
        check(
            "alpha beta gamma delta epsilon zeta eta theta [iota]",
            40,
            "delta epsilon zeta eta theta iota",
        );
    }

    #[test]
    fn places_apart_from_each_other_are_shown_apart() {
        let gap = "word ".repeat(30);
        check(&format!("{gap}[one] {gap}[two] {gap}"), 40, "word one word…word two word");
    }

    #[test]
    fn a_wide_place_is_shown_by_its_ends() {
        let long = "word ".repeat(60);
        check(&format!("So [it {long}was]."), 40, "So it word word…word word was.");
    }
}
