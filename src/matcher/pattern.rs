//! `[pattern]`: a regular expression over each block. It runs only in blocks that hold a literal which
//! the expression needs.

use std::sync::OnceLock;

use regex::{Regex, RegexBuilder};
use regex_syntax::hir::{Class, Hir, HirKind};

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Wakes};
use super::literals::required_literals;
use crate::analysis::Analysis;
use crate::document::TextSpan;
use crate::settings::{Faults, Field, Spanned, Table, Value};
use crate::source::Span;

pub(super) const KIND: Kind = Kind {
    name: "pattern",
    summary: "text that a regular expression describes",
    fields: &[
        Field::required(
            "regex",
            Value::Text,
            "the regular expression; the group “at”, if there is one, is what is reported",
        ),
        Field::optional(
            "unless",
            Value::Text,
            "a regular expression for findings that are right after all; it is held against the whole match",
        ),
        Field::optional(
            "case-sensitive",
            Value::Flag,
            "whether upper and lower case must be as written here",
        ),
    ],
    placeholders: &[],
    roles: &[],
    proposes: false,
    read,
};

#[derive(Debug)]
struct Pattern {
    regex: LazyRegex,
    unless: Option<LazyRegex>,
    /// One of these stands in every match, in any ASCII case; none if the expression needs no literal.
    literals: Option<Vec<String>>,
    groups: Vec<String>,
}

/// The group that narrows what is reported.
const REPORTED_GROUP: &str = "at";

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let ignore_case = !table.flag("case-sensitive");
    let unless = table.text("unless").map(|text| LazyRegex::read(text, ignore_case, context.faults));
    let text = table.text("regex")?;
    let span = text.span;
    let (regex, hir) = LazyRegex::read(text, ignore_case, context.faults)?;
    if hir.properties().minimum_len() == Some(0) {
        let help = "let it need at least one character";
        context.faults.add_with_help("rules/matches-nothing", span, "the regex matches the empty text", help);
        return None;
    }
    let mut groups = Vec::new();
    group_names(&hir, &mut groups);
    let unless = match unless {
        Some(read) => Some(read?.0),
        None => None,
    };
    Some(Box::new(Pattern { literals: required_literals(&hir), groups, regex, unless }))
}

impl Matcher for Pattern {
    fn wakes(&self) -> Wakes {
        self.literals.clone().map_or(Wakes::Always, Wakes::Literals)
    }

    fn placeholders(&self) -> Vec<String> {
        self.groups.clone()
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Vec<Match>) {
        if self.literals.is_none() {
            for block in 0..analysis.document.blocks.len() {
                self.find_in_block(analysis, block, found);
            }
            return;
        }
        let mut blocks: Vec<usize> = hits.iter().filter_map(|(_, place)| analysis.block_at(place)).collect();
        blocks.sort_unstable();
        blocks.dedup();
        for block in blocks {
            self.find_in_block(analysis, block, found);
        }
    }
}

impl Pattern {
    fn find_in_block(&self, analysis: &Analysis<'_>, block: usize, found: &mut Vec<Match>) {
        let block = analysis.document.blocks[block].text;
        let text = analysis.document.slice(block);
        for captures in self.regex.get().captures_iter(text) {
            let whole = captures.get_match();
            if self.unless.as_ref().is_some_and(|unless| unless.get().is_match(whole.as_str())) {
                continue;
            }
            let reported = captures.name(REPORTED_GROUP).unwrap_or(whole);
            let span = TextSpan::new(block.start + reported.start(), block.start + reported.end());
            let mut finding = Match::new(analysis, span);
            for group in &self.groups {
                let value = captures.name(group).map_or("", |group| group.as_str());
                finding = finding.value(group, value);
            }
            found.push(finding);
        }
    }
}

/// An expression that is known to be right, compiled when first needed.
#[derive(Debug)]
pub(super) struct LazyRegex {
    text: String,
    ignore_case: bool,
    compiled: OnceLock<Regex>,
}

impl LazyRegex {
    /// Reads an expression, and gives its structure with case kept; a fault is reported at its very place.
    pub(super) fn read(text: Spanned<String>, ignore_case: bool, faults: &Faults) -> Option<(Self, Hir)> {
        match regex_syntax::parse(&text.value) {
            Ok(hir) => {
                let sure = weight(&hir) < SURE_WEIGHT;
                let regex = Self { text: text.value, ignore_case, compiled: OnceLock::new() };
                if !sure && regex.compile().is_err() {
                    let help = "lower its counts, or split it into several rules";
                    faults.add_with_help(
                        "rules/large-regex",
                        text.span,
                        "the regex is too large when compiled",
                        help,
                    );
                    return None;
                }
                Some((regex, hir))
            }
            Err(error) => {
                let (message, place) = match &error {
                    regex_syntax::Error::Parse(error) => (error.kind().to_string(), Some(error.span())),
                    regex_syntax::Error::Translate(error) => (error.kind().to_string(), Some(error.span())),
                    _ => (error.to_string(), None),
                };
                // Escapes in the TOML string make its text and its source differ; then the whole is shown.
                let verbatim = text.span.len() == text.value.len();
                let span = match place {
                    Some(place) if verbatim => {
                        let end = place.end.offset.max(place.start.offset + 1).min(text.value.len());
                        Span::new(text.span.start + place.start.offset.min(end), text.span.start + end)
                    }
                    _ => text.span,
                };
                faults.add("rules/bad-regex", span, format!("bad regex: {message}"));
                None
            }
        }
    }

    pub(super) fn get(&self) -> &Regex {
        self.compiled.get_or_init(|| self.compile().expect("its size was checked when the rule was read"))
    }

    fn compile(&self) -> Result<Regex, regex::Error> {
        RegexBuilder::new(&self.text).case_insensitive(self.ignore_case).size_limit(SIZE_LIMIT).build()
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

fn group_names(hir: &Hir, names: &mut Vec<String>) {
    match hir.kind() {
        HirKind::Repetition(repetition) => group_names(&repetition.sub, names),
        HirKind::Capture(capture) => {
            names.extend(capture.name.as_deref().map(str::to_owned));
            group_names(&capture.sub, names);
        }
        HirKind::Concat(parts) | HirKind::Alternation(parts) => {
            parts.iter().for_each(|part| group_names(part, names));
        }
        _ => {}
    }
}
