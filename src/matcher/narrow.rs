//! Expressions for texts in which only ASCII stands for letters and digits. What cannot occur there is left out of their
//! classes, so that they compile to a few states in place of thousands. The build script does so for the built-in rules,
//! and makes automata of what comes of it.

use std::sync::LazyLock;

use regex_syntax::ParserBuilder;
use regex_syntax::hir::{Capture, Class, ClassUnicode, Hir, HirKind, Look, Repetition};

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

/// What is a letter of ASCII where case does not count, and not of ASCII: s and k.
pub(crate) const FOLDED: [char; 2] = ['ſ', '\u{212A}'];

pub(super) fn narrow(hir: &Hir) -> Hir {
    static ABSENT: LazyLock<ClassUnicode> = LazyLock::new(|| {
        let hir = regex_syntax::parse(r"[\w--\p{ASCII}]").expect("a valid class");
        match hir.kind() {
            HirKind::Class(Class::Unicode(class)) => class.clone(),
            _ => unreachable!("the expression is a class"),
        }
    });
    with_narrow_borders(&without(hir, &ABSENT))
}

pub(super) fn with_narrow_borders(hir: &Hir) -> Hir {
    rebuilt(hir, &mut |part| match part.kind() {
        HirKind::Look(look) => Some(Hir::look(narrow_border(*look))),
        _ => None,
    })
}

/// The expression for texts in which these characters do not occur.
pub(super) fn without(hir: &Hir, absent: &ClassUnicode) -> Hir {
    rebuilt(hir, &mut |part| match part.kind() {
        HirKind::Class(Class::Unicode(class)) => {
            Some(Hir::class(Class::Unicode(class_without(class, absent))))
        }
        _ => None,
    })
}

/// The expression with some of its parts put in the place of others.
pub(super) fn rebuilt(hir: &Hir, replace: &mut impl FnMut(&Hir) -> Option<Hir>) -> Hir {
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
pub(super) fn narrow_border(look: Look) -> Look {
    match look {
        Look::WordUnicode => Look::WordAscii,
        Look::WordStartUnicode => Look::WordStartAscii,
        Look::WordEndUnicode => Look::WordEndAscii,
        other => other,
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    pub(in crate::matcher) fn check(found: Option<String>, expected: &str) {
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
}
