//! Literals that a regular expression needs: strings of which every match holds at least one. A block
//! without any of them cannot match, so most expressions never run.

use std::cmp::Reverse;

use regex_syntax::hir::literal::{ExtractKind, Extractor};
use regex_syntax::hir::{Hir, HirKind};

/// The literals of which every match of `hir` holds one, in any ASCII case; nothing if there are none that
/// are rare enough to be worth looking for. `hir` is the expression with case kept: without, each letter
/// would be a class. Where it will match in any case nonetheless, letters beyond ASCII are no help.
pub(crate) fn required_literals(hir: &Hir, ignore_case: bool) -> Option<Vec<String>> {
    best(hir, ignore_case).map(|set| set.literals)
}

/// A set of literals of which every match holds one.
struct Set {
    literals: Vec<String>,
    /// How rare the most frequent of them is likely to be; see [`rarity`].
    rarity: usize,
}

/// Most literals of one expression; more would crowd the index.
const MOST_LITERALS: usize = 128;

/// The rarest set that the expression or one of its parts needs.
fn best(hir: &Hir, ignore_case: bool) -> Option<Set> {
    let inner = match hir.kind() {
        HirKind::Capture(capture) => best(&capture.sub, ignore_case),
        HirKind::Repetition(repetition) if repetition.min > 0 => best(&repetition.sub, ignore_case),
        // Every part of a sequence is needed: the rarest will do, with what follows it.
        HirKind::Concat(parts) => {
            let alone = parts.iter().filter_map(|part| best(part, ignore_case));
            let with_rest = (1..parts.len().saturating_sub(1))
                .filter_map(|from| extract(&Hir::concat(parts[from..].to_vec()), ExtractKind::Prefix))
                .filter(|set| is_found(set, ignore_case));
            alone.chain(with_rest).max_by_key(Set::worth)
        }
        // Any branch may be the one that matches: all are needed.
        HirKind::Alternation(branches) => {
            let sets: Option<Vec<Set>> = branches.iter().map(|branch| best(branch, ignore_case)).collect();
            sets.and_then(|sets| {
                let rarity = sets.iter().map(|set| set.rarity).min()?;
                let literals: Vec<String> = sets.into_iter().flat_map(|set| set.literals).collect();
                (literals.len() <= MOST_LITERALS).then_some(Set { literals, rarity })
            })
        }
        _ => None,
    };
    let outer = [ExtractKind::Prefix, ExtractKind::Suffix]
        .into_iter()
        .filter_map(|kind| extract(hir, kind))
        .filter(|set| is_found(set, ignore_case));
    outer.chain(inner).max_by_key(Set::worth)
}

impl Set {
    /// Rare literals are worth more; where the most frequent are as rare, the fewer of them, and the fewer in all.
    fn worth(&self) -> (usize, Reverse<usize>, Reverse<usize>) {
        let most_frequent = self.literals.iter().filter(|literal| rarity(literal) == self.rarity).count();
        (self.rarity, Reverse(most_frequent), Reverse(self.literals.len()))
    }
}

/// Whether a search in any ASCII case finds the literals in each case that counts.
fn is_found(set: &Set, ignore_case: bool) -> bool {
    !ignore_case || set.literals.iter().all(|literal| has_one_case(literal))
}

/// What every match of the whole expression starts or ends with.
fn extract(hir: &Hir, kind: ExtractKind) -> Option<Set> {
    let mut sequence = Extractor::new().kind(kind).limit_total(MOST_LITERALS).extract(hir);
    sequence.dedup();
    let texts = sequence.literals()?.iter().map(|literal| std::str::from_utf8(literal.as_bytes()).ok());
    let literals: Vec<String> = texts.map(|text| text.map(str::to_owned)).collect::<Option<_>>()?;
    let rarity = literals.iter().map(|literal| rarity(literal)).min()?;
    (rarity > 0).then_some(Set { literals, rarity })
}

/// Whether a search in any ASCII case finds a literal in any case.
fn has_one_case(literal: &str) -> bool {
    literal.chars().all(|c| c.is_ascii() || !c.is_lowercase() && !c.is_uppercase())
}

/// How rare a literal is likely to be in prose. Words are the rarer the longer they are, and what is met in
/// most blocks counts nothing: one or two letters or spaces, a lone stop, comma, hyphen or quotation mark.
/// Any other sign is rarer than a word.
fn rarity(literal: &str) -> usize {
    let length = literal.chars().count();
    let is_common =
        |c: char| matches!(c, '.' | ',' | ':' | '/' | '-' | '\'' | '"' | '“' | '”' | '‘' | '’' | '(' | ')');
    let is_plain = |c: char| c.is_alphanumeric() || c.is_whitespace();
    if literal.chars().all(is_plain) {
        // Digits within words are rare: “0x”, “bc1”.
        let is_mixed =
            literal.contains(|c: char| c.is_alphabetic()) && literal.contains(|c: char| c.is_numeric());
        if is_mixed {
            length + 1
        } else if length < 3 {
            0
        } else {
            length
        }
    } else if literal.chars().any(|c| !is_plain(c) && !is_common(c)) {
        length + LONG_WORD
    } else if length == 1 {
        0
    } else {
        length + 1
    }
}

/// Letters of a word that is about as rare as a sign.
const LONG_WORD: usize = 10;

#[cfg(test)]
mod tests {
    use super::*;

    fn check(regex: &str, expected: Option<&[&str]>) {
        let hir = regex_syntax::parse(regex).expect("valid");
        let expected = expected.map(|texts| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>());
        assert_eq!(required_literals(&hir, true), expected, "{regex}");
    }

    #[test]
    fn literals_that_every_match_needs_are_found() {
        check(r"\bvisit (here|now)\b", Some(&["visit here", "visit now"]));
        check(r"\w+ing tail", Some(&["ing tail"]));
        check(r"\d+", None);
        check(r"0x[0-9a-f]{8}", Some(&["0x"]));
        check(r"[,;]{2}", Some(&[",,", ",;", ";,", ";;"]));
        check(r"\w(?:,[.;]|;,)\s", Some(&[",.", ",;", ";,"]));
        check(r"(?:…\.+|\.+…)", Some(&["….", ".…"]));
        check(r"\p{Lu}(?:foo|\d)", None);
        check(r"a?b?", None);
        check(r"éclair\w+ now", Some(&[" now"]));
    }
}
