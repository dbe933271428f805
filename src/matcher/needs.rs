//! What can be told of a regular expression without compiling it: the literals and characters that each match
//! needs, and its groups. The build script works it out for the built-in rules, so that none is parsed at start.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::literals::required_literals;

/// What an expression needs, and what its groups are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Needs {
    /// Strings of which every match holds one, in any ASCII case; none where nothing rare is needed.
    pub(crate) literals: Option<Vec<String>>,
    /// ASCII characters of which every match holds one, a bit each; none where any text may match.
    pub(crate) characters: Option<u128>,
    /// The names of its groups, sorted.
    pub(crate) groups: Vec<String>,
    /// How many groups it has, with or without a name.
    pub(crate) group_count: usize,
}

impl Needs {
    /// What the structure of an expression, read with case kept, tells of it.
    pub(crate) fn of(hir: &Hir, ignore_case: bool) -> Self {
        let mut groups = Vec::new();
        collect_names(hir, &mut groups);
        groups.sort_unstable();
        groups.dedup();
        Self {
            literals: required_literals(hir, ignore_case),
            characters: needed_characters(hir).map(|set| if ignore_case { in_both_cases(set) } else { set }),
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

/// The smallest set of ASCII characters of which every match holds one.
fn needed_characters(hir: &Hir) -> Option<u128> {
    match hir.kind() {
        HirKind::Literal(literal) => {
            literal.0.iter().filter(|byte| byte.is_ascii()).map(|byte| 1 << byte).next()
        }
        HirKind::Class(Class::Unicode(class)) => {
            let ends = || class.ranges().iter().map(|range| (range.start() as u32, range.end() as u32));
            ends().all(|(_, end)| end < 128).then(|| ends().flat_map(|(start, end)| start..=end))?
                .fold(0, |set, code| set | 1 << code)
                .into()
        }
        HirKind::Capture(capture) => needed_characters(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed_characters(&repetition.sub),
        HirKind::Concat(parts) => {
            parts.iter().filter_map(needed_characters).min_by_key(|set| (is_common(*set), set.count_ones()))
        }
        HirKind::Alternation(branches) => {
            branches.iter().map(needed_characters).try_fold(0, |all, set| Some(all | set?))
        }
        _ => None,
    }
}

/// Whether nearly every text holds one of the characters: a small letter, a space, a stop or a comma.
fn is_common(set: u128) -> bool {
    (0..128_u8).filter(|code| set >> code & 1 == 1).any(|code| {
        code.is_ascii_lowercase() || matches!(code, b' ' | b'.' | b',' | b'\n')
    })
}

fn in_both_cases(set: u128) -> u128 {
    let letters = (b'a'..=b'z').map(|lower| (1_u128 << lower, 1_u128 << lower.to_ascii_uppercase()));
    letters.fold(set, |set, (lower, upper)| match set & (lower | upper) {
        0 => set,
        _ => set | lower | upper,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(regex: &str, expected: Option<&str>) {
        let hir = regex_syntax::parse(regex).expect("valid");
        let set = expected.map(|characters| characters.bytes().fold(0, |set, byte| set | 1 << byte));
        assert_eq!(Needs::of(&hir, false).characters, set, "{regex}");
    }

    #[test]
    fn characters_that_every_match_needs_are_found() {
        check(r"\b[0-9]{3} ?p\b", Some("0123456789"));
        check(r"[A-C]+|!{3,}", Some("ABC!"));
        check(r"\p{Lu}x*", None);
        check(r"a?[xy]|z*", None);
        check(r"(?:£|\$)[0-9]", Some("0123456789"));
    }
}
