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
use crate::matcher::known::{Known, Letters};
use crate::matcher::narrow::{Beyond, narrowed};
use crate::matcher::needs::Needs;
use crate::settings::{Faults, Spanned};
use crate::text::CharacterSet;

/// An expression that is known to be right.
#[derive(Debug)]
pub(in crate::matcher) struct Expression {
    text: String,
    ignore_case: bool,
    needs: Needs,
    /// What the build script made of it, if it is one of ours.
    known: Option<&'static Known>,
    compiled: OnceLock<Regex>,
    compiled_narrowed: OnceLock<Regex>,
}

impl Expression {
    /// Reads an expression. What is wrong with it is reported.
    pub(in crate::matcher) fn read(
        text: &Spanned<String>,
        ignore_case: bool,
        context: &Context<'_>,
    ) -> Option<Self> {
        let faults = context.faults;
        let with = |needs: Needs, known: Option<&'static Known>| Self {
            text: text.value.clone(),
            ignore_case,
            needs,
            known,
            compiled: OnceLock::new(),
            compiled_narrowed: OnceLock::new(),
        };
        if context.trust == Trust::Tested
            && let Some(known) = Known::find(&text.value, ignore_case)
        {
            return Some(with(known.needs(), Some(known)));
        }
        let (ast, hir) = parse(text, faults)?;
        let sure = weight(&hir) < SURE_WEIGHT;
        let expression = with(Needs::of(&hir, ignore_case), None);
        if !sure && expression.compile().is_err() {
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

    /// The compiled expression for a text of these letters; none where it is known to match nowhere.
    pub(in crate::matcher) fn get(&self, text: &str, letters: Letters) -> Option<&Regex> {
        let beyond = match letters {
            Letters::Ascii => Beyond::Nothing,
            Letters::Unfolded => self.known.map_or(Beyond::Matches, |known| known.beyond),
            Letters::Any => Beyond::Matches,
        };
        let automaton = match beyond {
            Beyond::Nothing | Beyond::Borders => self.known.and_then(Known::automaton),
            Beyond::Matches => self.known.and_then(Known::coarse_automaton),
        };
        if automaton.is_some_and(|automaton| !automaton.matches(text)) {
            return None;
        }
        match beyond {
            Beyond::Nothing => Some(self.compiled_narrowed.get_or_init(|| self.compile_narrowed())),
            Beyond::Borders | Beyond::Matches => {
                Some(self.compiled.get_or_init(|| self.compile().expect(SIZE_CHECKED)))
            }
        }
    }

    fn compile(&self) -> Result<Regex, regex::Error> {
        RegexBuilder::new(&self.text).case_insensitive(self.ignore_case).size_limit(SIZE_LIMIT).build()
    }

    /// The expression for texts whose letters are those of ASCII; where it gets too deep when it is written anew, the one
    /// for all texts.
    fn compile_narrowed(&self) -> Regex {
        let narrowed = match self.known {
            Some(known) => Some(Cow::Borrowed(known.narrowed)),
            None => narrowed(&self.text, self.ignore_case).map(Cow::Owned),
        };
        let compile = |text: Cow<'_, str>| RegexBuilder::new(&text).size_limit(SIZE_LIMIT).build().ok();
        narrowed.and_then(compile).unwrap_or_else(|| self.compile().expect(SIZE_CHECKED))
    }
}

const SIZE_CHECKED: &str = "its size was checked when the rule was read";

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
