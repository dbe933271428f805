//! `[meta]`: findings of other rules that say more together than each alone. The parts give way to the
//! whole.

use super::index::Hits;
use super::kind::{Context, Finding, Kind, Match, Matcher, Wakes};
use crate::analysis::Analysis;
use crate::settings::{Field, Spanned, Table, Value};
use crate::source::Span;

pub(super) const KIND: Kind = Kind {
    name: "meta",
    summary: "findings of other rules that stand together",
    fields: &[
        Field::optional("all", Value::Texts, "rules that must each have found something"),
        Field::optional("any", Value::Texts, "rules of which `least` must have found something"),
        Field::optional("unless", Value::Texts, "rules of which none may have found anything"),
        Field::optional(
            "least",
            Value::Integer(1, 1_000),
            "how many of `any` must have found something; 1 if not given",
        ),
        Field::optional(
            "counts",
            Value::Choice(&["rules", "findings"]),
            "what `least` counts; rules if not given",
        ),
        Field::optional(
            "threshold",
            Value::Number(0.0, 1_000.0),
            "what the weights of the rules that found something must come to, each counted once",
        ),
        Field::optional(
            "within",
            Value::Choice(&["sentence", "block", "document"]),
            "where they must stand together; in the document if not given",
        ),
        Field::optional("keeps-parts", Value::Flag, "whether the parts are reported beside the whole"),
    ],
    placeholders: &["count", "evidence"],
    roles: &["part"],
    proposes: false,
    read,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    Sentence,
    Block,
    Document,
}

#[derive(Debug)]
struct Meta {
    /// The rules: those of `all`, then those of `any`, then those of `unless`.
    rules: Vec<Spanned<String>>,
    all: usize,
    any: usize,
    least: usize,
    counts_findings: bool,
    threshold: Option<f64>,
    within: Reach,
    keeps_parts: bool,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let [all, any, unless] = ["all", "any", "unless"].map(|key| table.texts(key));
    if all.is_empty() && any.is_empty() {
        let help = "name the rules whose findings to combine";
        context.faults.add_with_help("rules/missing-key", table.span, "[meta] lacks “all” or “any”", help);
        return None;
    }
    let least = table.integer("least").and_then(|least| usize::try_from(least).ok());
    let counts_findings = table.text("counts").is_some_and(|counts| counts.value == "findings");
    if !counts_findings && least.is_some_and(|least| least > any.len()) {
        let span = table.key_span("least").unwrap_or(table.span);
        let message = format!("“least” asks for more rules than “any” names, which are {}", any.len());
        context.faults.add("rules/out-of-range", span, message);
    }
    let within = match table.text("within").map(|within| within.value).as_deref() {
        Some("sentence") => Reach::Sentence,
        Some("block") => Reach::Block,
        _ => Reach::Document,
    };
    let least = least.unwrap_or(usize::from(!any.is_empty()));
    let (all_count, any_count) = (all.len(), any.len());
    let rules: Vec<Spanned<String>> = [all, any, unless].into_iter().flatten().collect();
    let unknown = rules.iter().filter(|id| !context.has_rule(id)).count();
    (unknown == 0).then(|| {
        Box::new(Meta {
            rules,
            all: all_count,
            any: any_count,
            least,
            counts_findings,
            threshold: table.number("threshold"),
            within,
            keeps_parts: table.flag("keeps-parts"),
        }) as Box<dyn Matcher>
    })
}

impl Matcher for Meta {
    fn wakes(&self) -> Wakes {
        Wakes::Findings
    }

    fn parts(&self) -> &[Spanned<String>] {
        &self.rules
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Vec<Match>) {
        let places = self.places(analysis);
        let mut placed: Vec<(usize, usize)> = hits
            .findings()
            .iter()
            .enumerate()
            .filter_map(|(index, finding)| Some((place_of(&places, finding.span)?, index)))
            .collect();
        placed.sort_unstable();
        for group in placed.chunk_by(|a, b| a.0 == b.0) {
            let group: Vec<(usize, &Finding)> =
                group.iter().map(|&(_, index)| (index, &hits.findings()[index])).collect();
            found.extend(self.combine(analysis, &group));
        }
    }
}

impl Meta {
    /// The stretches of the file within which parts must stand, sorted.
    fn places(&self, analysis: &Analysis<'_>) -> Vec<Span> {
        let mut places: Vec<Span> = match self.within {
            Reach::Document => vec![Span::new(0, analysis.document.source.text().len())],
            Reach::Block => {
                analysis.document.blocks.iter().map(|block| analysis.source_span(block.text)).collect()
            }
            Reach::Sentence => analysis
                .sentences()
                .iter()
                .map(|sentence| analysis.source_span(analysis.span_of(sentence.clone())))
                .collect(),
        };
        places.sort_unstable();
        places
    }

    /// The finding that these, with their positions, make together.
    fn combine(&self, analysis: &Analysis<'_>, group: &[(usize, &Finding)]) -> Option<Match> {
        let is_unless = |finding: &Finding| finding.item >= self.all + self.any;
        if group.iter().any(|&(_, finding)| is_unless(finding)) {
            return None;
        }
        // The first finding of each rule, by place.
        let mut firsts: Vec<&Finding> = Vec::new();
        for &(_, finding) in group {
            if firsts.iter().all(|first| first.item != finding.item) {
                firsts.push(finding);
            }
        }
        let required = firsts.iter().filter(|first| first.item < self.all).count();
        let optional = if self.counts_findings {
            group.iter().filter(|(_, finding)| finding.item >= self.all).count()
        } else {
            firsts.len() - required
        };
        let weight: f64 = firsts.iter().map(|first| first.weight).sum();
        let is_whole = required == self.all
            && optional >= self.least
            && self.threshold.is_none_or(|threshold| weight >= threshold);
        if !is_whole {
            return None;
        }
        let (first, others) = firsts.split_first()?;
        let span = match self.within {
            Reach::Document => first.span,
            _ => group.iter().fold(first.span, |whole, (_, finding)| cover(whole, finding.span)),
        };
        let said = firsts.iter().map(|part| analysis.document.source.slice(part.span));
        let said: Vec<String> = said.take(MOST_EVIDENCE).map(|text| format!("“{}”", shortened(text))).collect();
        let mut whole = Match::raw(analysis, span)
            .value("count", firsts.len().to_string())
            .value("evidence", said.join(", "));
        for part in others {
            whole = whole.related("part", part.span);
        }
        if !self.keeps_parts {
            whole.absorbs = group.iter().map(|&(index, _)| index).collect();
        }
        Some(whole)
    }
}

/// How many parts a message quotes, and how many characters of each.
const MOST_EVIDENCE: usize = 4;
const LONGEST_EVIDENCE: usize = 40;

fn shortened(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST_EVIDENCE) {
        Some((cut, _)) => format!("{}…", &line[..cut]),
        None => line,
    }
}

/// The last of some sorted stretches that starts at or before a span, if the span starts within it.
fn place_of(places: &[Span], span: Span) -> Option<usize> {
    let index = places.partition_point(|place| place.start <= span.start).checked_sub(1)?;
    (span.start <= places[index].end).then_some(index)
}

fn cover(a: Span, b: Span) -> Span {
    Span::new(a.start.min(b.start), a.end.max(b.end))
}
