//! What can be told of a regular expression without compiling it: the literals and characters that each match
//! needs, and its groups. The build script works it out for the built-in rules, so that none is parsed at start.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::literals::required_literals;
use crate::text::CharacterSet;

/// What an expression needs, and what its groups are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    /// Strings of which every match holds one, in any ASCII case; none where nothing rare is needed.
    pub(crate) literals: Option<Vec<String>>,
    /// CharacterSet of which every match holds one; none where any text may match.
    pub(crate) characters: Option<CharacterSet>,
    /// The names of its groups, sorted.
    pub(crate) groups: Vec<String>,
    /// How many groups it has, with or without a name.
    pub(crate) group_count: usize,
}

impl Needs {
    /// The characters of which every match of a sound expression holds one; none where any text may match.
    #[allow(dead_code, reason = "the build script asks for all needs at once")]
    pub(crate) fn characters_of(regex: &str) -> Option<CharacterSet> {
        regex_syntax::parse(regex).ok().and_then(|hir| needed_characters(&hir))
    }

    /// What the structure of an expression, read with case kept, tells of it.
    pub(crate) fn of(hir: &Hir, ignore_case: bool) -> Self {
        let mut groups = Vec::new();
        collect_names(hir, &mut groups);
        groups.sort_unstable();
        groups.dedup();
        Self {
            literals: required_literals(hir, ignore_case),
            characters: needed_characters(hir).map(|set| if ignore_case { set.in_both_cases() } else { set }),
            groups,
            group_count: hir.properties().explicit_captures_len(),
        }
    }
}

fn collect_names(hir: &Hir, names: &mut Vec<String>) {
    match hir.kind() {
        HirKind::Repetition(repetition) => collect_names(&repetition.sub, names),
        HirKind::Capture(capture) => {
            names.extend(capture.name.as_deref().map(str::to_owned));
            collect_names(&capture.sub, names);
        }
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().for_each(|part| collect_names(part, names));
        }
        _ => {}
    }
}

/// The rarest set of characters of which every match holds one.
fn needed_characters(hir: &Hir) -> Option<CharacterSet> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            let text = std::str::from_utf8(&literal.0).ok()?;
            text.chars().map(CharacterSet::of).min_by_key(|one| one.frequency())
        }
        HirKind::Class(Class::Unicode(class)) => {
            let ranges =
                class.ranges().iter().map(|range| CharacterSet::of_range(range.start(), range.end()));
            Some(ranges.fold(CharacterSet::default(), CharacterSet::or))
        }
        HirKind::Capture(capture) => needed_characters(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed_characters(&repetition.sub),
        HirKind::Concat(parts) => {
            parts.iter().filter_map(needed_characters).min_by_key(|set| set.frequency())
        }
        HirKind::Alternation(branches) => branches
            .iter()
            .map(needed_characters)
            .try_fold(CharacterSet::default(), |all, set| Some(all.or(set?))),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(regex: &str, ascii: &str, beyond: bool) {
        let hir = regex_syntax::parse(regex).expect("valid");
        let ascii = ascii.bytes().fold(0, |set, byte| set | 1 << byte);
        assert_eq!(Needs::of(&hir, false).characters, Some(CharacterSet::new(ascii, beyond)), "{regex}");
    }

    #[test]
    fn characters_that_every_match_needs_are_found() {
        check(r"\b[0-9]{3} ?p\b", "0123456789", false);
        check(r"[A-C]+|!{3,}", "ABC!", false);
        check(r"é+x*|#", "#", true);
        check(r"a£", "", true);
        check(r"(?:£|\$)[0-9]", "$", true);
        check("[A-Z]+['’](?:S|T)", "ST", false);
        check("[A-Z]['’][A-Z]", "'", true);
        let open = regex_syntax::parse("a?[xy]|z*").expect("valid");
        assert_eq!(Needs::of(&open, false).characters, None);
    }
}
