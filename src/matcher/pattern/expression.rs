//! A regular expression of a rule file: read once with its faults at their very places, compiled when first
//! needed.

use std::borrow::Cow;
use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use regex_syntax::ast::{Ast, Span as AstSpan, parse::Parser};
use regex_syntax::hir::translate::Translator;
use regex_syntax::hir::{Class, Hir, HirKind};

use super::lint;
use crate::matcher::kind::{Context, Trust};
use crate::matcher::needs::Needs;
use crate::settings::{Faults, Spanned};
use crate::text::CharacterSet;

/// An expression that is known to be right.
#[derive(Debug)]
pub(in crate::matcher) struct Expression {
    text: String,
    ignore_case: bool,
    needs: Needs,
    compiled: OnceLock<Regex>,
    /// The same with the word borders of ASCII, if that makes it another.
    compiled_for_ascii: OnceLock<Option<Regex>>,
}

impl Expression {
    /// Reads an expression. What is wrong with it is reported.
    pub(in crate::matcher) fn read(
        text: &Spanned<String>,
        ignore_case: bool,
        context: &Context<'_>,
    ) -> Option<Self> {
        let faults = context.faults;
        let with_needs = |needs: Needs| {
            let (compiled, compiled_for_ascii) = (OnceLock::new(), OnceLock::new());
            Self { text: text.value.clone(), ignore_case, needs, compiled, compiled_for_ascii }
        };
        if context.trust == Trust::Tested
            && let Some(needs) = known_needs(&text.value, ignore_case)
        {
            return Some(with_needs(needs));
        }
        let (ast, hir) = parse(text, faults)?;
        let sure = weight(&hir) < SURE_WEIGHT;
        let expression = with_needs(Needs::of(&hir, ignore_case));
        if !sure && expression.compile(&expression.text).is_err() {
            let help = "lower its counts, or split it into several rules";
            let message = "the regex is too large when compiled";
            faults.add_with_help("rules/large-regex", text.span, message, help);
            return None;
        }
        lint::check(text, &ast, &hir, faults).then_some(expression)
    }

    /// What can be told of it without compiling it.
    pub(in crate::matcher) fn needs(&self) -> &Needs {
        &self.needs
    }

    /// Whether it may match in a text that holds these characters.
    pub(in crate::matcher) fn may_match(&self, held: CharacterSet) -> bool {
        self.needs.characters.is_none_or(|needed| needed.meet(held))
    }

    /// The compiled expression.
    pub(in crate::matcher) fn get(&self) -> &Regex {
        self.compiled.get_or_init(|| self.compile(&self.text).expect(SIZE_CHECKED))
    }

    /// The compiled expression for texts in which no character beyond ASCII is part of a word. There, words have the
    /// borders that ASCII has, which the engine finds ten times as fast among other characters.
    pub(in crate::matcher) fn get_for_ascii_words(&self) -> &Regex {
        let compile = || match with_ascii_borders(&self.text) {
            Cow::Borrowed(_) => None,
            Cow::Owned(changed) => Some(self.compile(&changed).expect(SIZE_CHECKED)),
        };
        self.compiled_for_ascii.get_or_init(compile).as_ref().unwrap_or_else(|| self.get())
    }

    fn compile(&self, text: &str) -> Result<Regex, regex::Error> {
        RegexBuilder::new(text).case_insensitive(self.ignore_case).size_limit(SIZE_LIMIT).build()
    }
}

const SIZE_CHECKED: &str = "its size was checked when the rule was read";

/// A sound expression in which words have the borders that ASCII has.
fn with_ascii_borders(expression: &str) -> Cow<'_, str> {
    let mut changed = String::new();
    let mut copied = 0;
    let mut escapes = expression.match_indices('\\').map(|(at, _)| at).peekable();
    while let Some(at) = escapes.next() {
        // What follows is escaped, be it another backslash; `\b{start}` and its kin have other borders.
        escapes.next_if_eq(&(at + 1));
        let rest = &expression[at..];
        if rest.starts_with(r"\b") && !rest.starts_with(r"\b{") {
            changed.push_str(&expression[copied..at]);
            changed.push_str(r"(?-u:\b)");
            copied = at + 2;
        }
    }
    if changed.is_empty() {
        return Cow::Borrowed(expression);
    }
    changed.push_str(&expression[copied..]);
    Cow::Owned(changed)
}

/// What the build script found that an expression of the built-in rules needs.
fn known_needs(text: &str, ignore_case: bool) -> Option<Needs> {
    let at = EXPRESSIONS.binary_search_by(|known| (known.text, known.ignore_case).cmp(&(text, ignore_case)));
    let known = &EXPRESSIONS[at.ok()?];
    let owned = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
    Some(Needs {
        literals: known.literals.map(owned),
        characters: known.characters,
        groups: owned(known.groups),
        group_count: known.group_count,
    })
}

/// An expression of the built-in rules with its [`Needs`].
struct Known {
    text: &'static str,
    ignore_case: bool,
    literals: Option<&'static [&'static str]>,
    characters: Option<CharacterSet>,
    groups: &'static [&'static str],
    group_count: usize,
}

/// Sorted by text and case.
static EXPRESSIONS: &[Known] = include!(concat!(env!("OUT_DIR"), "/expressions.rs"));

fn parse(text: &Spanned<String>, faults: &Faults) -> Option<(Ast, Hir)> {
    let report = |message: String, span: &AstSpan| {
        let (start, end) = (span.start.offset, span.end.offset);
        let first = text.value[start..].chars().next().map_or(0, char::len_utf8);
        let place = faults.part(text, start..end.max(start + first));
        faults.add("rules/bad-regex", place, format!("bad regex: {message}"));
    };
    match Parser::new().parse(&text.value) {
        Ok(ast) => match Translator::new().translate(&text.value, &ast) {
            Ok(hir) => Some((ast, hir)),
            Err(error) => {
                report(error.kind().to_string(), error.span());
                None
            }
        },
        Err(error) => {
            report(error.kind().to_string(), error.span());
            None
        }
    }
}

/// Bytes that a compiled expression may take; ten times what the largest of our own rules needs.
const SIZE_LIMIT: usize = 20 << 20;

/// The weight below which an expression is sure to stay below [`SIZE_LIMIT`], which is some hundred bytes for
/// each unit of weight.
const SURE_WEIGHT: usize = 100_000;

/// How large an expression will be when compiled, about: its literals, and the ranges of its classes, as
/// often as they are repeated.
fn weight(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Literal(literal) => literal.0.len() * 2,
        HirKind::Class(Class::Unicode(class)) => class.ranges().len() * 4,
        HirKind::Repetition(repetition) => {
            let count = repetition.max.unwrap_or(repetition.min).max(1);
            weight(&repetition.sub).saturating_mul(count as usize)
        }
        HirKind::Capture(capture) => weight(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().map(weight).fold(0, usize::saturating_add)
        }
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn borders_of_words_become_those_of_ascii() {
        for (expression, expected) in [
            (r"\bword\b", r"(?-u:\b)word(?-u:\b)"),
            (r"a\\b\\\b", r"a\\b\\(?-u:\b)"),
            (r"\Bfoo\b{start}\d", r"\Bfoo\b{start}\d"),
            ("plain", "plain"),
        ] {
            assert_eq!(with_ascii_borders(expression), expected);
        }
    }
}
