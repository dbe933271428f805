//! `[measure]`: a measure of the whole document that lies above or below a limit. A rule may hold several
//! tests, as the filters of corpora do; the first that fails is the finding, and there is one at most.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::{Analysis, Measure, measure, measures};
use crate::settings::{Field, Spanned, Table, Value, nearest};
use crate::source::Span;

const OF: &str = "the measure; `prosec measure --list` shows all of them";
const ABOVE: &str = "a greater value is a finding";
const BELOW: &str = "a smaller value is a finding";
const LARGEST: f64 = 1e9;

pub(super) const KIND: Kind = Kind {
    name: "measure",
    summary: "a measure of the whole document that lies beyond a limit",
    fields: &[
        Field::optional("of", Value::Text, OF),
        Field::optional("above", Value::Number(-LARGEST, LARGEST), ABOVE),
        Field::optional("below", Value::Number(-LARGEST, LARGEST), BELOW),
        Field::optional("least-words", Value::Integer(0, 1_000_000), "how many words a document must have"),
        Field::optional("tests", Value::Tables(TEST), "several tests in order, in place of “of”"),
    ],
    placeholders: &["name", "reason", "value", "side", "limit"],
    roles: &[],
    proposes: false,
    read,
};

const TEST: &[Field] = &[
    Field::required("of", Value::Text, OF),
    Field::optional("above", Value::Number(-LARGEST, LARGEST), ABOVE),
    Field::optional("below", Value::Number(-LARGEST, LARGEST), BELOW),
    Field::optional("reason", Value::Text, "what the test is called where it comes from"),
];

/// Tests, of which the first that fails is found.
#[derive(Debug)]
struct Measures {
    tests: Vec<Test>,
    least_words: usize,
}

/// The limits of one measure; a value at a limit is within it.
#[derive(Debug)]
struct Test {
    measure: &'static Measure,
    reason: String,
    above: Option<f64>,
    below: Option<f64>,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let tables = table.tables("tests");
    let tests: Vec<Option<Test>> = match table.has("of") {
        true => vec![Test::read(table, context)],
        false => tables.iter().map(|table| Test::read(table, context)).collect(),
    };
    if table.has("of") == table.has("tests") || tests.is_empty() {
        let help = "give “of” with a limit, or “tests” that each have both";
        context.faults.add_with_help(
            "rules/missing-key",
            table.span,
            "[measure] needs one thing to measure",
            help,
        );
        return None;
    }
    let least_words = table.integer("least-words").unwrap_or(0);
    Some(Box::new(Measures {
        tests: tests.into_iter().collect::<Option<_>>()?,
        least_words: usize::try_from(least_words).ok()?,
    }))
}

impl Test {
    fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Self> {
        let name = table.text("of")?;
        let (above, below) = (table.number("above"), table.number("below"));
        if above.is_none() && below.is_none() {
            let message = format!("“{}” has no limit", name.value);
            let help = "add “above”, “below”, or both";
            context.faults.add_with_help("rules/missing-key", table.span, message, help);
            return None;
        }
        let Some(measure) = measure(&name.value) else {
            report_unknown(&name, context);
            return None;
        };
        let reason = table.text("reason").map_or_else(|| measure.name.to_owned(), |reason| reason.value);
        Some(Self { measure, reason, above, below })
    }

    /// The value, on which side it lies of which limit, if it lies beyond one.
    fn fail(&self, analysis: &Analysis<'_>) -> Option<(f64, &'static str, f64)> {
        let value = self.measure.value(analysis)?;
        match (self.above, self.below) {
            (Some(limit), _) if value > limit => Some((value, "above", limit)),
            (_, Some(limit)) if value < limit => Some((value, "below", limit)),
            _ => None,
        }
    }
}

/// Reports a measure that there is not. There are too many to name them all.
fn report_unknown(name: &Spanned<String>, context: &Context<'_>) {
    let known: Vec<&str> = measures().map(|measure| measure.name).collect();
    if nearest(&name.value, known.iter().copied()).is_some() {
        context.faults.add_unknown("rules/unknown-measure", name.span, "measure", &name.value, &known);
    } else {
        let message = format!("unknown measure “{}”", name.value);
        let help = "`prosec measure --list` shows all of them";
        context.faults.add_with_help("rules/unknown-measure", name.span, message, help);
    }
}

impl Matcher for Measures {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        if self.least_words > 0 && analysis.running_text().words < self.least_words {
            return;
        }
        let failed = self.tests.iter().find_map(|test| Some((test, test.fail(analysis)?)));
        found.extend(failed.map(|(test, (value, side, limit))| {
            let (value, limit) = show(value, limit);
            start_of(analysis)
                .value("name", test.measure.name)
                .value("reason", test.reason.as_str())
                .value("value", value)
                .value("side", side)
                .value("limit", limit)
        }));
    }
}

/// A finding at the document's first word or mark; at the start of the file where there is none.
fn start_of(analysis: &Analysis<'_>) -> Match {
    match analysis.tokens().first() {
        Some(token) => Match::new(analysis, token.span()),
        None => Match::raw(analysis, Span::at(0)),
    }
}

/// A value and its limit with as few decimals as tell one from the other.
fn show(value: f64, limit: f64) -> (String, String) {
    let least = if value.fract() == 0.0 { 0 } else { 2 };
    let text = (least..9)
        .map(|decimals| format!("{value:.decimals$}"))
        .find(|text| text.parse::<f64>().is_ok_and(|shown| shown != limit));
    (text.unwrap_or_else(|| value.to_string()), limit.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Lists, Scope};
    use crate::lexicon::Lexicon;
    use crate::settings::Faults;

    /// Reads a table as the file of a rule holds it, and compares the faults.
    fn check(table: &str, expected: &[&str]) {
        let faults = Faults::default();
        let (lists, lexicon, scope) = (Lists::default(), Lexicon::english(), Scope::default());
        Table::parse(table, KIND.fields, &faults, |table| {
            read(
                &table,
                &Context {
                    lists: &lists,
                    lexicon: &lexicon,
                    rules: &[],
                    scope: &scope,
                    faults: &faults,
                    trust: crate::matcher::Trust::None,
                },
            )
            .is_some()
        });
        let said = |fault: &crate::diagnostic::Diagnostic| {
            format!("{}; {}", fault.message, fault.help.as_deref().unwrap_or_default())
        };
        let found: Vec<String> = faults.into_sorted().iter().map(said).collect();
        assert_eq!(found, expected, "{table}");
    }

    #[test]
    fn faulty_tables_are_reported() {
        check("of = \"lix\"\nabove = 60", &[]);
        check("of = \"lixx\"\nabove = 60", &["unknown measure “lixx”; did you mean “lix”?"]);
        let meant = "unknown measure “dup_line_fracs”; did you mean “gopher@datatrove-0.10.1/dup_line_frac”?";
        check("of = \"dup_line_fracs\"\nabove = 0", &[meant]);
        let all = "unknown measure “weight of the paper”; `prosec measure --list` shows all of them";
        check("tests = [{ of = \"weight of the paper\", above = 0 }]", &[all]);
        check("of = \"lix\"", &["“lix” has no limit; add “above”, “below”, or both"]);
        let both =
            "[measure] needs one thing to measure; give “of” with a limit, or “tests” that each have both";
        check("above = 1", &[both]);
        check("of = \"lix\"\nabove = 1\ntests = [{ of = \"lix\", below = 1 }]", &[both]);
    }

    #[test]
    fn values_are_shown_so_that_they_differ_from_the_limit() {
        for (value, limit, expected) in [
            (5.0, 50.0, "5"),
            (0.3333, 0.3, "0.33"),
            (0.300_04, 0.3, "0.30004"),
            (1.0, 0.9, "1"),
            (-3.25, 20.0, "-3.25"),
        ] {
            assert_eq!(show(value, limit).0, expected);
        }
    }
}
