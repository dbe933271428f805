//! `[promo]`: what was put into a text to promote something. A rule weighs signals: those that it lists
//! add their points, and what reaches the threshold is found.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Proposal, Wakes};
use crate::analysis::{Analysis, Promo, Signal, Unit};
use crate::diagnostic::Edit;
use crate::document::TextSpan;
use crate::settings::{Faults, Field, Spanned, Table, Value};
use crate::source::Span;

pub(super) const KIND: Kind = Kind {
    name: "promo",
    summary: "what was put into a text to promote something, by the signals that it shows",
    fields: &[
        Field::required(
            "unit",
            Value::Choice(&UNITS),
            "what is looked at: calls with a bare target, sentences, or links",
        ),
        Field::required("threshold", Value::Number(0.0, 100.0), "the points from which on a unit is found"),
        Field::optional("needs", Value::Texts, "signals that must all be there"),
        Field::optional("without", Value::Texts, "signals of which none may be there"),
        Field::required("signals", Value::Tables(SIGNAL_FIELDS), "what each signal adds to the points"),
    ],
    placeholders: &["call", "target", "domain", "offer", "evidence"],
    roles: &["again"],
    proposes: true,
    read,
};

const UNITS: [&str; 3] = ["bait", "sentence", "anchor"];

const SIGNAL_FIELDS: &[Field] = &[
    Field::required("name", Value::Text, "the signal"),
    Field::required("points", Value::Number(-20.0, 20.0), "what it adds where it is there"),
    Field::optional("says", Value::Text, "how to name it as evidence; {target} is what the unit leads to"),
];

/// How many signals a finding names as evidence; more would not be read.
const MOST_EVIDENCE: usize = 2;

#[derive(Debug)]
struct Weight {
    signal: Signal,
    points: f64,
    says: Option<String>,
}

#[derive(Debug)]
struct Promotion {
    unit: Unit,
    threshold: f64,
    needs: Vec<Signal>,
    without: Vec<Signal>,
    weights: Vec<Weight>,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let unit = match table.text("unit")?.value.as_str() {
        "bait" => Unit::Bait,
        "sentence" => Unit::Sentence,
        _ => Unit::Anchor,
    };
    let signals =
        |key: &str| table.texts(key).iter().filter_map(|name| signal(name, context.faults)).collect();
    let weights = table.tables("signals").into_iter().filter_map(|weight| {
        Some(Weight {
            signal: signal(&weight.text("name")?, context.faults)?,
            points: weight.number("points")?,
            says: weight.text("says").map(|says| says.value),
        })
    });
    Some(Box::new(Promotion {
        unit,
        needs: signals("needs"),
        without: signals("without"),
        weights: weights.collect(),
        threshold: table.number("threshold")?,
    }))
}

fn signal(name: &Spanned<String>, faults: &Faults) -> Option<Signal> {
    let found = Signal::NAMES.iter().find(|(known, _)| *known == name.value);
    if found.is_none() {
        let known: Vec<&str> = Signal::NAMES.iter().map(|(known, _)| *known).collect();
        faults.add_unknown("rules/unknown-value", name.span, "signal", &name.value, &known);
    }
    found.map(|&(_, signal)| signal)
}

impl Matcher for Promotion {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn reads_hidden(&self) -> bool {
        true
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        let promos = analysis.promos().of(self.unit).filter(|promo| self.finds(promo));
        found.extend(promos.map(|promo| self.report(analysis, promo)));
    }
}

impl Promotion {
    fn finds(&self, promo: &Promo) -> bool {
        let there = |signal: &Signal| promo.signals.has(*signal);
        let points: f64 =
            self.weights.iter().filter(|weight| there(&weight.signal)).map(|weight| weight.points).sum();
        points >= self.threshold && self.needs.iter().all(there) && !self.without.iter().any(there)
    }

    fn report(&self, analysis: &Analysis<'_>, promo: &Promo) -> Match {
        let slice = |span: Option<TextSpan>| span.map_or("", |span| analysis.document.slice(span)).to_owned();
        let target = slice(promo.target);
        let text = analysis.document.slice(analysis.span_of(promo.tokens.clone())).to_owned();
        let mut finding = Match { text, ..Match::raw(analysis, promo.span) };
        finding = finding
            .value("call", slice(promo.call))
            .value("evidence", self.evidence(promo, &target))
            .value("target", target)
            .value("domain", promo.domain.clone())
            .value("offer", slice(promo.offer));
        for &again in &promo.again {
            finding = finding.related("again", again);
        }
        let span = with_space_before(analysis, promo.span);
        let edits = vec![Edit { span, replacement: String::new() }];
        finding.proposals.push(Proposal { edits, text: String::new() });
        finding
    }

    /// The signals that speak for the finding, as the rule words them, the first few in its order.
    fn evidence(&self, promo: &Promo, target: &str) -> String {
        let spoken: Vec<String> = self
            .weights
            .iter()
            .filter(|weight| weight.points > 0.0 && promo.signals.has(weight.signal))
            .filter_map(|weight| Some(weight.says.as_deref()?.replace("{target}", target)))
            .take(MOST_EVIDENCE)
            .collect();
        match spoken.as_slice() {
            [] => String::new(),
            [only] => only.clone(),
            [first @ .., last] => format!("{} and {last}", first.join(", ")),
        }
    }
}

/// The bytes to delete with a promotion: itself and the spaces before it on its line.
fn with_space_before(analysis: &Analysis<'_>, span: Span) -> Span {
    let before = &analysis.document.source.text()[..span.start];
    let kept = before.trim_end_matches([' ', '\t', '\u{a0}']);
    // At the start of a line, spaces are its indentation.
    if kept.is_empty() || kept.ends_with('\n') { span } else { Span::new(kept.len(), span.end) }
}
