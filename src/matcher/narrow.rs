//! Expressions for texts in which only ASCII stands for letters and digits. What cannot occur there is left out of their
//! classes, so that they compile to a few states in place of thousands. The build script does so for the built-in rules,
//! and makes automata of what comes of it.

use std::slice;
use std::sync::LazyLock;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{
    Capture, Class, ClassUnicode, ClassUnicodeRange, Hir, HirKind, Look, LookSet, Repetition,
};

/// A sound expression that matches the same in all texts without word characters beyond ASCII; it says of itself where
/// case does not count.
pub(crate) fn narrowed(expression: &str, ignore_case: bool) -> Option<String> {
    let hir = ParserBuilder::new().case_insensitive(ignore_case).build().parse(expression).ok()?;
    Some(narrow(&hir).to_string())
}

/// What letters and digits beyond ASCII change, other than [`FOLDED`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Beyond {
    /// Nothing: the narrowed form matches the same.
    Nothing,
    /// Where words end: the narrowed form matches wherever the expression does, and elsewhere.
    Borders,
    /// What matches.
    Matches,
}

impl Beyond {
    /// What they change for a sound expression.
    #[allow(dead_code, reason = "the build script asks for it")]
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

/// What is a letter of ASCII where case does not count, and not of ASCII: s and k.
pub(crate) const FOLDED: [char; 2] = ['ſ', '\u{212A}'];

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
#[allow(dead_code, reason = "the build script makes automata of it")]
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
#[allow(dead_code, reason = "the build script makes automata of it")]
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

fn narrow(hir: &Hir) -> Hir {
    static ABSENT: LazyLock<ClassUnicode> = LazyLock::new(|| {
        let hir = regex_syntax::parse(r"[\w--\p{ASCII}]").expect("a valid class");
        match hir.kind() {
            HirKind::Class(Class::Unicode(class)) => class.clone(),
            _ => unreachable!("the expression is a class"),
        }
    });
    with_narrow_borders(&without(hir, &ABSENT))
}

fn with_narrow_borders(hir: &Hir) -> Hir {
    rebuilt(hir, &mut |part| match part.kind() {
        HirKind::Look(look) => Some(Hir::look(narrow_border(*look))),
        _ => None,
    })
}

/// The expression for texts in which these characters do not occur.
fn without(hir: &Hir, absent: &ClassUnicode) -> Hir {
    rebuilt(hir, &mut |part| match part.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            Some(Hir::class(Class::Unicode(class_without(class, absent))))
        }
        _ => None,
    })
}

/// The expression with some of its parts put in the place of others.
fn rebuilt(hir: &Hir, replace: &mut impl FnMut(&Hir) -> Option<Hir>) -> Hir {
    if let Some(other) = replace(hir) {
        return other;
    }
    match hir.kind() {
        HirKind::Repetition(repetition) => {
            let sub = Box::new(rebuilt(&repetition.sub, replace));
            Hir::repetition(Repetition { sub, ..repetition.clone() })
        }
        HirKind::Capture(capture) => {
            let sub = Box::new(rebuilt(&capture.sub, replace));
            Hir::capture(Capture { sub, ..capture.clone() })
        }
        HirKind::Concat(parts) => Hir::concat(parts.iter().map(|part| rebuilt(part, replace)).collect()),
        HirKind::Alternation(branches) => {
            Hir::alternation(branches.iter().map(|part| rebuilt(part, replace)).collect())
        }
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(_) | HirKind::Look(_) => hir.clone(),
    }
}

/// The class with the fewest ranges that holds the same of what can occur: without all that cannot, or with it.
fn class_without(class: &ClassUnicode, absent: &ClassUnicode) -> ClassUnicode {
    let (mut without, mut with) = (class.clone(), class.clone());
    without.difference(absent);
    with.union(absent);
    let choices = [without, with, class.clone()];
    choices.into_iter().min_by_key(|choice| choice.ranges().len()).expect("there are three")
}

/// The same border of words by ASCII, which the engine finds ten times as fast among other characters. Inside of words
/// it must stay: the inside by ASCII may be that of a character.
fn narrow_border(look: Look) -> Look {
    match look {
        Look::WordUnicode => Look::WordAscii,
        Look::WordStartUnicode => Look::WordStartAscii,
        Look::WordEndUnicode => Look::WordEndAscii,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: Option<String>, expected: &str) {
        let hir = |text: &str| regex_syntax::parse(text).expect("valid");
        let found = found.expect("valid");
        assert_eq!(hir(&found), hir(expected), "{found}");
    }

    #[test]
    fn what_cannot_occur_is_left_out() {
        for (expression, expected) in [
            (r"\bword\b", r"(?-u:\b)word(?-u:\b)"),
            (r"(?-u:\b)a\Bb", r"(?-u:\b)a\Bb"),
            (r"\p{Lu}\p{Ll}+", "[A-Z][a-z]+"),
            (r"(?<at>\w)", "(?P<at>[0-9A-Z_a-z])"),
            (r"(?i)kiss", "[Kk][Ii][Ss][Ss]"),
        ] {
            check(narrowed(expression, false), expected);
        }
    }

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
