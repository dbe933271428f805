//! `[pattern]`: regular expressions over texts. Each runs only over texts that hold a literal which it needs,
//! and what it matches counts as far as the guards allow.

mod expression;
mod guard;
mod lint;

pub(super) use self::expression::Expression;
use self::guard::{Guard, Sightings};
use super::index::Hits;
use super::kind::{Context, Kind, Literal, Match, Matcher, Matches, Reach, Trust, Wakes};
use super::known::Letters;
use crate::analysis::{Analysis, Place, Scope, Text, TextUnit};
use crate::settings::{Field, Spanned, Table, Value};
use crate::text::CharacterSet;

pub(super) const KIND: Kind = Kind {
    name: "pattern",
    summary: "text that a regular expression describes",
    fields: &[
        Field::optional(
            "regex",
            Value::Text,
            "the regular expression; the group “at”, if there is one, is what is reported, and any named group \
             is a placeholder",
        ),
        Field::optional(
            "any",
            Value::Texts,
            "several regular expressions of which any may match, beside or in place of “regex”",
        ),
        Field::optional(
            "near",
            Value::TextOr(guard::FIELDS),
            "a regular expression that must match beside the finding: in its sentence, or as far as “within” \
             says",
        ),
        Field::optional(
            "unless",
            Value::TextOr(guard::FIELDS),
            "a regular expression for findings that are right after all: a string is held against the whole \
             match, a table looks around it as well",
        ),
        Field::optional(
            "case-sensitive",
            Value::Flag,
            "whether upper and lower case must be as written here",
        ),
        Field::optional(
            "slow",
            Value::Flag,
            "whether an expression may run over all text, for want of a literal",
        ),
    ],
    placeholders: &[],
    roles: &[],
    proposes: false,
    read,
};

#[derive(Debug)]
struct Pattern {
    expressions: Vec<Expression>,
    /// For each literal that wakes the rule, the expression that needs it; none if one runs over all texts.
    literals: Option<Vec<(usize, Literal)>>,
    near: Option<Guard>,
    unless: Option<Guard>,
    groups: Vec<String>,
    scope: Scope,
}

/// The group that narrows what is reported.
const REPORTED_GROUP: &str = "at";

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let texts: Vec<Spanned<String>> = table.text("regex").into_iter().chain(table.texts("any")).collect();
    if !table.has("regex") && !table.has("any") {
        let help = "write the regular expression to find, in single quotation marks";
        context.faults.add_with_help("rules/missing-key", table.span, "[pattern] lacks “regex”", help);
    }
    let near = guard::read((table, "near"), Some(TextUnit::Sentence), context);
    let unless = guard::read((table, "unless"), None, context);
    let ignore_case = !table.flag("case-sensitive");
    let mut pattern = Pattern {
        expressions: Vec::new(),
        literals: (!context.scope.outside().any(|_| true)).then(Vec::new),
        near: None,
        unless: None,
        groups: Vec::new(),
        scope: context.scope.clone(),
    };
    let mut slow = Vec::new();
    for text in &texts {
        let Some(expression) = Expression::read(text, ignore_case, context) else { continue };
        let at = pattern.expressions.len();
        match (&expression.needs().literals, &mut pattern.literals) {
            (Some(needed), Some(literals)) => literals.extend(
                needed.iter().map(|literal| (at, Literal { text: literal.clone(), is_exact: !ignore_case })),
            ),
            (Some(_), None) => {}
            (None, literals) => {
                *literals = None;
                slow.push(text);
            }
        }
        pattern.groups.extend(expression.needs().groups.iter().cloned());
        pattern.expressions.push(expression);
    }
    pattern.groups.sort_unstable();
    pattern.groups.dedup();
    if context.trust == Trust::None {
        note_slow(table, &slow, context);
    }
    if pattern.expressions.is_empty() || pattern.expressions.len() < texts.len() {
        return None;
    }
    Some(Box::new(Pattern { near: near?, unless: unless?, ..pattern }))
}

/// Notes the expressions that need no literal, and so run over all text, unless the rule says that it knows.
fn note_slow(table: &Table<'_>, slow: &[&Spanned<String>], context: &Context<'_>) {
    let looks_far = context.scope.has_prose() || context.scope.outside().any(|place| place == Place::Raw);
    let excused = table.flag("slow");
    for text in slow.iter().filter(|_| looks_far && !excused) {
        let help = "let every match hold a fixed text of 3 letters or more, or say “slow = true”";
        context.faults.note("rules/slow", text.span, "the regex runs over all text", help);
    }
    if excused && slow.is_empty() {
        let span = table.key_span("slow").unwrap_or(table.span);
        let message = "“slow” is not needed: each match holds a fixed text";
        context.faults.note("rules/needless-key", span, message, "leave it out");
    }
}

impl Matcher for Pattern {
    fn wakes(&self) -> Wakes {
        match &self.literals {
            Some(literals) => Wakes::Literals(literals.iter().map(|(_, literal)| literal.clone()).collect()),
            None if self.scope.outside().next().is_some() => Wakes::Always,
            None => self.characters().map_or(Wakes::Always, Wakes::Characters),
        }
    }

    fn is_costly(&self) -> bool {
        true
    }

    fn placeholders(&self) -> Vec<String> {
        self.groups.clone()
    }

    fn reads_texts(&self) -> bool {
        true
    }

    fn reach(&self) -> Reach {
        let guards = [&self.near, &self.unless].into_iter().flatten();
        let is_near = self.scope.unit != TextUnit::Document && guards.into_iter().all(Guard::is_near);
        if is_near { Reach::Block } else { Reach::Document }
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        let mut all = Vec::new();
        for (at, expression) in self.expressions.iter().enumerate() {
            let texts = match &self.literals {
                Some(literals) => {
                    let places = hits.iter().filter(|&(item, _)| literals[item].0 == at);
                    let mut texts = analysis.texts_around(self.scope.unit, places.map(|(_, place)| place));
                    texts.retain(|text| expression.may_match(analysis.characters_around(text)));
                    texts
                }
                None => analysis.texts_where(&self.scope, |held| expression.may_match(held)),
            };
            match self.expressions.len() {
                1 => self.search(expression, (analysis, &texts), found),
                _ => self.search(expression, (analysis, &texts), &mut all),
            }
        }
        if self.expressions.len() > 1 {
            // As with the branches of one expression: the first to start speaks, and of those the first one listed.
            all.sort_by_key(|finding| finding.span.start);
            let mut end = 0;
            found.extend(all.into_iter().filter(|finding| {
                let is_free = finding.span.start >= end;
                end = if is_free { finding.span.end } else { end };
                is_free
            }));
        }
    }
}

impl Pattern {
    /// Characters of which a text holds one wherever an expression matches, if all need some.
    fn characters(&self) -> Option<CharacterSet> {
        let mut needed = self.expressions.iter().map(|expression| expression.needs().characters);
        needed.try_fold(CharacterSet::default(), |all, one| Some(all.or(one?)))
    }

    fn search(
        &self,
        expression: &Expression,
        (analysis, texts): (&Analysis<'_>, &[Text<'_>]),
        found: &mut impl Extend<Match>,
    ) {
        let (mut near, mut unless) = (Sightings::default(), Sightings::default());
        for text in texts {
            let Some(regex) = expression.get(text.as_str(), letters_of(analysis, text)) else { continue };
            for captures in regex.captures_iter(text.as_str()) {
                let whole = captures.get_match();
                let place = || (text, whole.range());
                let is_far = |guard: &Guard| !guard.is_met_beside(analysis, place(), &mut near);
                let is_right = |guard: &Guard| guard.is_met(analysis, place(), &mut unless);
                if self.near.as_ref().is_some_and(is_far) || self.unless.as_ref().is_some_and(is_right) {
                    continue;
                }
                let reported = captures.name(REPORTED_GROUP).unwrap_or(whole);
                let mut finding = Match::in_text(text, reported.range());
                for group in &self.groups {
                    let value = captures.name(group).map_or("", |group| group.as_str());
                    finding = finding.value(group, value);
                }
                found.extend([finding]);
            }
        }
    }
}

/// The letters of a text, be it of the prose or not.
fn letters_of(analysis: &Analysis<'_>, text: &Text<'_>) -> Letters {
    match text.is_prose() {
        true => Letters::of_prose(analysis, text.as_str()),
        false => Letters::of(text.as_str()),
    }
}
