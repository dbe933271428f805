//! `[meta]`: findings of other rules that say more together than each alone. The parts give way to the
//! whole.

mod stretches;

use super::index::Hits;
use super::kind::{Context, Finding, Kind, Match, Matcher, Matches, Wakes};
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
        Field::optional(
            "within-words",
            Value::Integer(1, 1_000_000),
            "within how many words of a document they must stand together",
        ),
        Field::optional(
            "most-words",
            Value::Integer(1, 1_000_000),
            "words above which a document is left alone",
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
    /// Stretches of so many words.
    Words(usize),
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
    most_words: Option<usize>,
    keeps_parts: bool,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let [all, any, unless] = ["all", "any", "unless"].map(|key| table.texts(key));
    if all.is_empty() && any.is_empty() {
        let help = "name the rules whose findings to combine";
        context.faults.add_with_help("rules/missing-key", table.span, "[meta] lacks “all” or “any”", help);
        return None;
    }
    let number = |key: &str| table.integer(key).and_then(|number| usize::try_from(number).ok());
    let least = number("least");
    let counts_findings = table.text("counts").is_some_and(|counts| counts.value == "findings");
    if !counts_findings && least.is_some_and(|least| least > any.len()) {
        let span = table.key_span("least").unwrap_or(table.span);
        let message = format!("“least” asks for more rules than “any” names, which are {}", any.len());
        context.faults.add("rules/out-of-range", span, message);
    }
    let within = match table.text("within").map(|within| within.value).as_deref() {
        Some("sentence") => Reach::Sentence,
        Some("block") => Reach::Block,
        _ => number("within-words").map_or(Reach::Document, Reach::Words),
    };
    if let (true, Some(span)) = (table.has("within"), table.key_span("within-words")) {
        let help = "leave out one of the two";
        context.faults.add_with_help("rules/two-reaches", span, "[meta] has “within” already", help);
    }
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
            most_words: number("most-words"),
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

    fn may_combine(&self, analysis: &Analysis<'_>, awake: &[Option<f64>]) -> bool {
        let is_short = |most| analysis.word_count() <= most;
        let enough = if self.counts_findings { usize::MAX } else { self.found_of_any(awake) };
        self.most_words.is_none_or(is_short) && self.suffices(awake, enough)
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        let findings: Vec<(usize, &Finding)> = hits.findings().iter().enumerate().collect();
        let mut weights = vec![None; self.rules.len()];
        findings.iter().for_each(|(_, finding)| weights[finding.item] = Some(finding.weight));
        // What the whole document does not hold, no part of it holds.
        if !self.may_combine(analysis, &weights) {
            return;
        }
        let stretches = match self.within {
            Reach::Document => std::iter::once(0..findings.len()).collect(),
            Reach::Block => {
                let blocks = analysis.document.blocks.iter().map(|block| analysis.source_span(block.text));
                stretches::within(blocks.collect(), &findings)
            }
            Reach::Sentence => {
                let sentences = analysis.sentences().iter();
                let spans = sentences.map(|tokens| analysis.source_span(analysis.span_of(tokens.clone())));
                stretches::within(spans.collect(), &findings)
            }
            Reach::Words(words) => {
                stretches::near(analysis, words, &findings, |near| self.is_whole(&findings[near]))
            }
        };
        let wholes = stretches.into_iter().filter(|stretch| self.is_whole(&findings[stretch.clone()]));
        found.extend(wholes.map(|stretch| self.combine(analysis, &findings[stretch])));
    }
}

impl Meta {
    /// Whether the findings suffice, and nothing among them speaks against it.
    fn is_whole(&self, group: &[(usize, &Finding)]) -> bool {
        let mut weights = vec![None; self.rules.len()];
        group.iter().for_each(|(_, finding)| weights[finding.item] = Some(finding.weight));
        let parts = self.all..self.all + self.any;
        let enough = if self.counts_findings {
            group.iter().filter(|(_, finding)| parts.contains(&finding.item)).count()
        } else {
            self.found_of_any(&weights)
        };
        weights[parts.end..].iter().all(Option::is_none) && self.suffices(&weights, enough)
    }

    /// Whether it suffices that rules with these weights found something, and `any` of them so much.
    fn suffices(&self, weights: &[Option<f64>], any: usize) -> bool {
        let weight: f64 = weights[..self.all + self.any].iter().flatten().sum();
        weights[..self.all].iter().all(Option::is_some)
            && any >= self.least
            && self.threshold.is_none_or(|threshold| weight >= threshold)
    }

    fn found_of_any(&self, weights: &[Option<f64>]) -> usize {
        weights[self.all..self.all + self.any].iter().flatten().count()
    }

    /// The finding that these make together, each with its position.
    fn combine(&self, analysis: &Analysis<'_>, group: &[(usize, &Finding)]) -> Match {
        // The first finding of each rule, by place.
        let mut firsts: Vec<&Finding> = Vec::new();
        for &(_, finding) in group {
            if firsts.iter().all(|first| first.item != finding.item) {
                firsts.push(finding);
            }
        }
        let covered = group.iter().map(|(_, finding)| finding.span).reduce(cover).unwrap_or_default();
        let span = match self.within {
            Reach::Sentence | Reach::Block => covered,
            Reach::Document | Reach::Words(_) => firsts.first().map_or(covered, |first| first.span),
        };
        // What stands within another part is quoted with it.
        let is_told = |index: usize| {
            let part = firsts[index].span;
            let mut others = firsts.iter().enumerate();
            others.any(|(at, other)| other.span.contains(part) && (other.span != part || at < index))
        };
        let telling: Vec<Span> =
            (0..firsts.len()).filter(|&index| !is_told(index)).map(|index| firsts[index].span).collect();
        let said = telling.iter().map(|&part| analysis.document.source.slice(part));
        let said: Vec<String> =
            said.take(MOST_EVIDENCE).map(|text| format!("“{}”", shortened(text))).collect();
        let mut whole = Match::raw(analysis, span)
            .value("count", firsts.len().to_string())
            .value("evidence", said.join(", "));
        for &part in telling.iter().filter(|&&part| part != span).take(MOST_RELATED) {
            whole = whole.related("part", part);
        }
        if !self.keeps_parts {
            whole.absorbs = group.iter().map(|&(index, _)| index).collect();
        }
        whole
    }
}

/// How many further parts are pointed at; more would hide the text.
const MOST_RELATED: usize = 3;

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

fn cover(a: Span, b: Span) -> Span {
    Span::new(a.start.min(b.start), a.end.max(b.end))
}
