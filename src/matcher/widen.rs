//! What the build script asks of the expressions of built-in rules before it makes automata of them, and expressions that
//! match in more texts than others, so that their automata stay small. The library has it for the tests alone.

use std::slice;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, LookSet, Repetition};

use super::narrow::{Beyond, FOLDED, narrow, narrow_border, rebuilt, with_narrow_borders, without};

impl Beyond {
    /// What they change for a sound expression.
    pub(crate) fn of(expression: &str, ignore_case: bool) -> Self {
        let hir = ParserBuilder::new().case_insensitive(ignore_case).build().parse(expression);
        let Ok(hir) = hir else { return Self::Matches };
        let folded = ClassUnicode::new(FOLDED.map(|letter| ClassUnicodeRange::new(letter, letter)));
        let (whole, narrowed) = (without(&hir, &folded), narrow(&hir));
        if narrowed == whole {
            return Self::Nothing;
        }
        match narrowed == with_narrow_borders(&whole) && are_borders_of_words(&whole) {
            true => Self::Borders,
            false => Self::Matches,
        }
    }
}

/// Whether each border of a word in an expression stands beside a word character of ASCII that is part of the match: then
/// it is one by ASCII too.
fn are_borders_of_words(hir: &Hir) -> bool {
    match hir.kind() {
        HirKind::Look(look) => narrow_border(*look) == *look,
        HirKind::Repetition(repetition) => are_borders_of_words(&repetition.sub),
        HirKind::Capture(capture) => are_borders_of_words(&capture.sub),
        HirKind::Alternation(branches) => branches.iter().all(are_borders_of_words),
        HirKind::Concat(parts) => parts.iter().enumerate().all(|(at, part)| {
            are_borders_of_words(part)
                || is_look(part)
                    && (has_word_at(End::Last, &parts[..at]) || has_word_at(End::First, &parts[at + 1..]))
        }),
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) => true,
    }
}

/// An end of a match.
#[derive(Clone, Copy)]
enum End {
    First,
    Last,
}

/// Whether a word character of ASCII stands at this end of whatever matches these parts in a row.
fn has_word_at(end: End, parts: &[Hir]) -> bool {
    let part = match end {
        End::First => parts.iter().find(|part| !is_look(part)),
        End::Last => parts.iter().rfind(|part| !is_look(part)),
    };
    let is_word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    part.is_some_and(|part| match part.kind() {
        HirKind::Empty | HirKind::Look(_) | HirKind::Class(Class::Bytes(_)) => false,
        HirKind::Literal(literal) => {
            let byte = if matches!(end, End::First) { literal.0.first() } else { literal.0.last() };
            byte.is_some_and(|&byte| is_word(char::from(byte)))
        }
        HirKind::Class(Class::Unicode(class)) => {
            class.iter().flat_map(|range| range.start()..=range.end()).all(is_word)
        }
        HirKind::Repetition(repetition) => {
            repetition.min > 0 && has_word_at(end, slice::from_ref(&repetition.sub))
        }
        HirKind::Capture(capture) => has_word_at(end, slice::from_ref(&capture.sub)),
        HirKind::Concat(parts) => has_word_at(end, parts),
        HirKind::Alternation(branches) => {
            branches.iter().all(|branch| has_word_at(end, slice::from_ref(branch)))
        }
    })
}

fn is_look(part: &Hir) -> bool {
    matches!(part.kind(), HirKind::Look(_))
}

/// A sound expression that matches in all texts that a narrowed one matches in, and in some others: little is counted,
/// so that an automaton for it stays small.
pub(crate) fn uncounted(narrowed: &str) -> Option<String> {
    regex_syntax::parse(narrowed).ok().map(|hir| without_counts(&hir).to_string())
}

/// The expression with repetitions that have no end in place of those that end beyond [`COUNTED`].
fn without_counts(hir: &Hir) -> Hir {
    rebuilt(hir, &mut |part| match part.kind() {
        HirKind::Repetition(repetition) if repetition.max.is_some_and(|max| max > COUNTED) => {
            let sub = Box::new(without_counts(&repetition.sub));
            let min = repetition.min.min(COUNTED);
            Some(Hir::repetition(Repetition { sub, min, max: None, ..repetition.clone() }))
        }
        _ => None,
    })
}

/// Up to here repetitions are counted: so many digits are enough to tell numbers of telephones from others.
const COUNTED: u32 = 4;

/// A sound expression that matches in all texts that another one matches in, and in some others: its classes tell
/// characters beyond ASCII apart no more, and it does not ask where words of all letters end, so that an automaton for it
/// stays small.
pub(crate) fn coarse(expression: &str, ignore_case: bool) -> Option<String> {
    let hir = ParserBuilder::new().case_insensitive(ignore_case).build().parse(expression).ok()?;
    Some(coarsened(&hir).to_string())
}

fn coarsened(hir: &Hir) -> Hir {
    let beyond = ClassUnicodeRange::new('\u{80}', char::MAX);
    rebuilt(hir, &mut |part| match part.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            let mut class = class.clone();
            if class.ranges().last().is_some_and(|last| !last.end().is_ascii()) {
                class.push(beyond);
            }
            Some(Hir::class(Class::Unicode(class)))
        }
        HirKind::Look(look) if LookSet::singleton(*look).contains_word_unicode() => Some(Hir::empty()),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::matcher::narrow::tests::check;

    #[test]
    fn letters_beyond_ascii_change_little() {
        for (expression, expected) in [
            (r"(?-u:\b)task[^.]\s", Beyond::Nothing),
            ("[£€] ?[0-9]+[^a-z]", Beyond::Nothing),
            (r"\b(?:a|task)\b.?", Beyond::Borders),
            (r"(?:\bx+|y\b)?", Beyond::Borders),
            (r"x(?<at>!)\b{end}", Beyond::Matches),
            (r"(?:\b|!)task", Beyond::Matches),
            (r"\b[a-z]?!", Beyond::Matches),
            (r"task\w", Beyond::Matches),
            ("[a-zé]", Beyond::Matches),
        ] {
            assert_eq!(Beyond::of(expression, true), expected, "{expression}");
        }
    }

    #[test]
    fn what_is_coarse_tells_characters_beyond_ascii_apart_no_more() {
        for (expression, expected) in [
            (r"\bword\b[a-z]", "word[a-z]"),
            (r"\p{Lu}é$", "[A-Z\u{80}-\u{10FFFF}]é$"),
            ("(?i)k(?<at>[^.]?)", "[Kk\u{80}-\u{10FFFF}](?<at>[^.]?)"),
        ] {
            check(coarse(expression, false), expected);
        }
    }

    #[test]
    fn what_is_counted_far_is_counted_no_more() {
        for (expression, expected) in [
            ("a{2,4}b?", "a{2,4}b?"),
            ("[0-9]{6,9}!", "[0-9]{4,}!"),
            ("(?:x[^y]{0,80}?z){7,}", "(?:x[^y]*?z){7,}"),
        ] {
            check(uncounted(expression), expected);
        }
    }
}
