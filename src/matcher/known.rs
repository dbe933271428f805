//! What the build found out about the regular expressions of the built-in rules, so that few of them are ever parsed or
//! compiled.

use std::ops::Range;

use regex_syntax::is_word_character;

use super::automaton::Automaton;
use super::narrow::{Beyond, FOLDED};
use super::needs::Needs;
use crate::analysis::Analysis;
use crate::text::CharacterSet;

/// An expression of the built-in rules with its [`Needs`].
#[derive(Debug)]
pub(super) struct Known {
    text: &'static str,
    /// What matches the same where no letters stand but those of ASCII.
    pub(super) narrowed: &'static str,
    ignore_case: bool,
    /// What other letters change.
    pub(super) beyond: Beyond,
    literals: Option<&'static [&'static str]>,
    pub(super) characters: Option<CharacterSet>,
    groups: &'static [&'static str],
    group_count: usize,
    /// Where the bytes of its automaton are, if any, and those of its coarse one.
    automaton: Range<usize>,
    coarse: Range<usize>,
}

/// Sorted by text and case.
static EXPRESSIONS: &[Known] = include!(concat!(env!("OUT_DIR"), "/expressions.rs"));

static AUTOMATA: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/automata.bin"));

impl Known {
    /// What the build found out about an expression.
    pub(super) fn find(text: &str, ignore_case: bool) -> Option<&'static Self> {
        let order = |known: &Self| (known.text, known.ignore_case).cmp(&(text, ignore_case));
        EXPRESSIONS.binary_search_by(order).ok().map(|at| &EXPRESSIONS[at])
    }

    pub(super) fn needs(&self) -> Needs {
        let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        Needs {
            literals: self.literals.map(owned),
            characters: self.characters,
            groups: owned(self.groups),
            group_count: self.group_count,
        }
    }

    /// An automaton for texts in which the letters are those of ASCII. It matches wherever the expression does; where that
    /// is one for whole tokens, nowhere else.
    pub(super) fn automaton(&self) -> Option<Automaton> {
        Automaton::new(&AUTOMATA[self.automaton.clone()])
    }

    /// An automaton for all texts, if other letters change what matches. It matches wherever the expression does.
    pub(super) fn coarse_automaton(&self) -> Option<Automaton> {
        Automaton::new(&AUTOMATA[self.coarse.clone()])
    }
}

/// Which letters and digits stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Letters {
    /// Those of ASCII alone.
    Ascii,
    /// Others as well, but none that is one of ASCII where case does not count.
    Unfolded,
    Any,
}

impl Letters {
    /// The letters of a text.
    pub(super) fn of(text: &str) -> Self {
        let is_beyond = |c: char| !c.is_ascii() && is_word_character(c);
        match text.is_ascii() || !text.contains(is_beyond) {
            true => Self::Ascii,
            false if text.contains(FOLDED) => Self::Any,
            false => Self::Unfolded,
        }
    }

    /// The letters of a part of the flow.
    pub(super) fn of_prose(analysis: &Analysis<'_>, part: &str) -> Self {
        if analysis.inventory().has_word_characters() { Self::of(part) } else { Self::Ascii }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::path::Path;

    use regex::{Regex, RegexBuilder};

    use super::*;

    /// The files of the rules, whose examples hold what the expressions match, and the same with an accent on every
    /// seventh letter.
    fn texts() -> Vec<String> {
        fn add(folder: &Path, texts: &mut Vec<String>) {
            for entry in fs::read_dir(folder).expect("readable") {
                let path = entry.expect("readable").path();
                match path.is_dir() {
                    true => add(&path, texts),
                    false => texts.push(fs::read_to_string(&path).expect("readable")),
                }
            }
        }
        let mut texts = Vec::new();
        add(Path::new("rules"), &mut texts);
        let accented = |text: &String| {
            let letter =
                |(at, c): (usize, char)| if at % 7 == 0 && c.is_ascii_lowercase() { 'é' } else { c };
            text.chars().enumerate().map(letter).collect()
        };
        let accented: Vec<String> = texts.iter().map(accented).collect();
        texts.extend(accented);
        texts
    }

    #[test]
    fn narrowed_forms_match_where_expressions_do_as_far_as_is_said() {
        let texts = texts();
        let (mut matched, mut absent, mut told) = (0, 0, 0);
        for known in EXPRESSIONS.iter().filter(|known| known.beyond != Beyond::Matches) {
            let whole =
                RegexBuilder::new(known.text).case_insensitive(known.ignore_case).build().expect("sound");
            let narrowed = Regex::new(known.narrowed).expect("sound");
            let automaton = known.automaton();
            for text in texts.iter().filter(|text| Letters::of(text) == Letters::Unfolded) {
                let found: Vec<Range<usize>> = whole.find_iter(text).map(|found| found.range()).collect();
                let same: Vec<Range<usize>> = narrowed.find_iter(text).map(|found| found.range()).collect();
                let is_same = same == found || known.beyond == Beyond::Borders && !same.is_empty();
                assert!(is_same, "{}", known.text);
                let tells_none = automaton.is_some_and(|automaton| !automaton.matches(text));
                assert!(found.is_empty() || !tells_none, "{}", known.text);
                matched += found.len();
                told += usize::from(tells_none);
                absent += usize::from(found.is_empty());
            }
        }
        assert!(matched > 300, "{matched} matches");
        assert!(told * 100 > absent * 99, "{told} of {absent} absences were told");
    }

    #[test]
    fn coarse_automata_match_where_expressions_do() {
        let texts = texts();
        let (mut matched, mut told) = (0, 0);
        for known in EXPRESSIONS {
            let Some(automaton) = known.coarse_automaton() else { continue };
            let whole =
                RegexBuilder::new(known.text).case_insensitive(known.ignore_case).build().expect("sound");
            for text in texts.iter().flat_map(|text| text.lines()) {
                let tells_none = !automaton.matches(text);
                assert!(!tells_none || !whole.is_match(text), "{} in {text}", known.text);
                (matched, told) = (matched + usize::from(!tells_none), told + usize::from(tells_none));
            }
        }
        assert!(matched > 300 && told > 50 * matched, "{told} absences and {matched} matches were told");
    }

    #[test]
    fn automata_of_tokens_match_what_their_expressions_do() {
        let tokens = [
            "7",
            "21st",
            "2024",
            "20245",
            "don'T",
            "boat’S",
            "boat's",
            "we'LL",
            "A",
            "Ab",
            "ab",
            "€5",
            "$",
            "$5m",
            "99.9k",
            "1,200",
            "12hrs",
            "12h",
            "six-year",
            "six-years",
            "Finnish",
            "finnish",
            "french",
            "…",
            "",
        ];
        let mut matched = 0;
        for known in EXPRESSIONS.iter().filter(|known| known.text.starts_with("^(?:")) {
            let automaton = known.automaton().expect("it is small");
            let regex = Regex::new(known.text).expect("it is sound");
            for token in tokens {
                assert_eq!(automaton.matches(token), regex.is_match(token), "{token} and {}", known.text);
                matched += usize::from(regex.is_match(token));
            }
        }
        assert!(matched > 25, "{matched} tokens match");
    }
}
