//! One configuration file: its keys, and reading them. All faults are reported; what is sound holds.

use std::sync::Arc;

use crate::diagnostic::{Diagnostic, EVERY_RULE, Severity, is_meant};
use crate::rule::{Level, RuleSet};
use crate::settings::{Faults, Field, Spanned, Table, Value};
use crate::source::{Source, Span};

const LANGUAGES: &[&str] = &["en-US", "en-GB", "en-CA", "en-AU"];
const SEVERITIES: &[&str] = &["error", "warning", "note"];
const FAIL_LEVELS: &[&str] = &["error", "warning", "note", "never"];

const SEVERITY: Field = Field::optional(
    "severity",
    Value::MapOf(&Value::Choice(Level::WORDS)),
    "how much findings matter, by rule, by group, or for “all”: “error”, “warning”, “note”, “off”, or “on” for the \
     rule's own severity",
);
const WEIGHT: Field = Field::optional(
    "weight",
    Value::MapOf(&Value::Number(0.0, 100.0)),
    "what a finding adds to the score of its file, by rule, by group, or for “all”",
);

const FIELDS: &[Field] = &[
    Field::optional(
        "extends",
        Value::Texts,
        "what this file builds on, in order: presets (“news”, “docs”, “blog”, “ugc”, “corpus”), files, or folders \
         that hold one",
    ),
    Field::optional("lang", Value::Choice(LANGUAGES), "the English that is written here"),
    Field::optional("rules", Value::Texts, "folders of further rules, as GROUP/NAME.toml"),
    Field::optional(
        "words",
        Value::Texts,
        "words that are spelled right here: those with capitals as they are written, those without in every case; \
         “sideload*” with its forms",
    ),
    Field::optional("vocabulary", Value::Texts, "files of such words, one a line; “#” starts a comment"),
    Field::optional(
        "exclude",
        Value::Texts,
        "files and folders that are never checked, as in a .gitignore, even if they are named",
    ),
    Field::optional(
        "baseline",
        Value::Text,
        "the file of known findings, which are not reported; `prosec baseline` writes it; “prosec-baseline.json” beside this file, if not given",
    ),
    Field::optional("preview", Value::Flag, "whether rules that are still in preview run"),
    Field::optional(
        "suppression",
        Value::Flag,
        "whether comments in drafts may silence findings; true, if not given",
    ),
    Field::optional("min-severity", Value::Choice(SEVERITIES), "the least severity that is reported at all"),
    Field::optional("fail-on", Value::Choice(FAIL_LEVELS), "the least severity that makes the exit code 1"),
    Field::optional(
        "max-findings",
        Value::Integer(0, 1_000_000_000),
        "how many findings of one rule are shown of a file, where the others are only counted; 0 shows all",
    ),
    Field::optional("max-spam", Value::Number(0.0, 100.0), "the highest score for spam that a file may have"),
    Field::optional(
        "max-quality",
        Value::Number(0.0, 100.0),
        "the highest score for quality that a file may have",
    ),
    SEVERITY,
    WEIGHT,
    Field::optional(
        "options",
        Value::MapOf(&Value::FreeTable),
        "keys of a rule's own table with other values, by rule: [options.\"readability/long-sentence\"]",
    ),
    Field::optional("overrides", Value::Tables(OVERRIDE_FIELDS), "what holds for some files alone"),
];

const OVERRIDE_FIELDS: &[Field] = &[
    Field::required("files", Value::Texts, "the files that it holds for, as in a .gitignore"),
    SEVERITY,
    WEIGHT,
];

/// The keys of a configuration file.
pub(crate) fn config_fields() -> &'static [Field] {
    FIELDS
}

/// A value, and the file and place that set it.
#[derive(Clone, Debug)]
pub struct Set<T> {
    /// The value.
    pub value: T,
    /// The file.
    pub file: Arc<Source>,
    /// Its place there.
    pub span: Span,
}

/// Severities and weights by the names of rules and groups. Names that mean more rules come first, so that the
/// narrower have the last word.
#[derive(Clone, Debug, Default)]
pub struct Weighing {
    /// How much findings matter.
    pub levels: Vec<(String, Set<Level>)>,
    /// What they add to the score.
    pub weights: Vec<(String, Set<f64>)>,
}

impl Weighing {
    /// What is said of a rule's level, by which name.
    pub(super) fn levels_of<'w>(&'w self, rule: &'w str) -> impl Iterator<Item = (&'w str, &'w Set<Level>)> {
        let named = self.levels.iter().filter(move |(name, _)| is_meant(rule, name));
        named.map(|(name, set)| (name.as_str(), set))
    }
}

/// How narrowly a name means rules: all, a group, or one.
fn reach(name: &str) -> u8 {
    if name == EVERY_RULE { 0 } else { 1 + u8::from(name.contains('/')) }
}

/// What one file says.
#[derive(Clone, Debug)]
pub(super) struct ConfigFile {
    pub(super) file: Arc<Source>,
    pub(super) extends: Vec<Spanned<String>>,
    pub(super) lang: Option<Set<String>>,
    pub(super) rules: Vec<Spanned<String>>,
    pub(super) words: Vec<Spanned<String>>,
    pub(super) vocabulary: Vec<Spanned<String>>,
    pub(super) exclude: Vec<Spanned<String>>,
    pub(super) baseline: Option<Set<String>>,
    pub(super) preview: Option<Set<bool>>,
    pub(super) suppression: Option<Set<bool>>,
    pub(super) min_severity: Option<Set<Severity>>,
    pub(super) fail_on: Option<Set<String>>,
    pub(super) max_findings: Option<Set<usize>>,
    pub(super) max_spam: Option<Set<f64>>,
    pub(super) max_quality: Option<Set<f64>>,
    pub(super) weighing: Weighing,
    pub(super) options: Vec<Set<RuleOptions>>,
    pub(super) overrides: Vec<Override>,
}

/// Keys of a rule's own table with other values.
#[derive(Clone, Debug)]
pub struct RuleOptions {
    /// The rule.
    pub rule: String,
    /// The keys, each with its value as TOML.
    pub values: Vec<(String, String)>,
}

/// What holds for some files alone.
#[derive(Clone, Debug)]
pub(super) struct Override {
    pub(super) files: Vec<Spanned<String>>,
    pub(super) weighing: Weighing,
}

/// The faults of what a file says of rules: names that no rule, group or table has.
pub(super) fn hold_against_rules(file: &Source, rules: &RuleSet) -> Vec<Diagnostic> {
    let faults = Faults::of_group("config");
    // What is wrong with the file itself was told when it was read.
    Table::parse(file.text(), FIELDS, &Faults::default(), |table| {
        hold_names(&table, rules, &faults);
        table.tables("overrides").iter().for_each(|table| hold_names(table, rules, &faults));
        let Some(options) = table.table("options") else { return };
        for name in options.keys() {
            let span = options.key_span(name).unwrap_or(options.span);
            match (rules.rule(name), options.table(name)) {
                (Ok(rule), Some(own)) => {
                    let optional = |field: &Field| Field { required: false, ..*field };
                    let fields: Vec<Field> = rule.kind().fields.iter().map(optional).collect();
                    own.hold_against(&fields, name, &faults);
                }
                (Ok(_), None) => {}
                (Err(_), _) => {
                    let known: Vec<&str> = rules.rules().iter().map(|rule| rule.id.as_str()).collect();
                    faults.add_unknown_of_many("config/unknown-rule", span, "rule", name, &known);
                }
            }
        }
    });
    faults.into_sorted()
}

fn hold_names(table: &Table<'_>, rules: &RuleSet, faults: &Faults) {
    let mut known: Vec<&str> =
        rules.rules().iter().flat_map(|rule| [rule.id.as_str(), rule.id.group()]).collect();
    known.push(EVERY_RULE);
    for named in ["severity", "weight"].iter().filter_map(|key| table.table(key)) {
        for name in named.keys().filter(|name| !known.contains(name)) {
            let span = named.key_span(name).unwrap_or(named.span);
            faults.add_unknown_of_many("config/unknown-rule", span, "rule or group", name, &known);
        }
    }
}

/// Reads a file, and returns its faults besides.
pub(super) fn read(file: &Arc<Source>) -> (ConfigFile, Vec<Diagnostic>) {
    let faults = Faults::of_group("config");
    let config = Table::parse(file.text(), FIELDS, &faults, |table| Reader { file }.config(&table));
    (config, faults.into_sorted())
}

struct Reader<'r> {
    file: &'r Arc<Source>,
}

impl Reader<'_> {
    fn config(&self, table: &Table<'_>) -> ConfigFile {
        ConfigFile {
            file: Arc::clone(self.file),
            extends: table.texts("extends"),
            lang: self.text(table, "lang"),
            rules: table.texts("rules"),
            words: table.texts("words"),
            vocabulary: table.texts("vocabulary"),
            exclude: table.texts("exclude"),
            baseline: self.text(table, "baseline"),
            preview: self.flag(table, "preview"),
            suppression: self.flag(table, "suppression"),
            min_severity: self.text(table, "min-severity").and_then(|set| {
                let severity = set.value.parse().ok()?;
                Some(self.set(severity, set.span))
            }),
            fail_on: self.text(table, "fail-on"),
            max_findings: table.integer("max-findings").and_then(|number| {
                Some(self.set(usize::try_from(number).ok()?, table.key_span("max-findings")?))
            }),
            max_spam: self.number(table, "max-spam"),
            max_quality: self.number(table, "max-quality"),
            weighing: self.weighing(table),
            options: self.options(table),
            overrides: table.tables("overrides").iter().map(|table| self.overrides(table)).collect(),
        }
    }

    fn overrides(&self, table: &Table<'_>) -> Override {
        Override { files: table.texts("files"), weighing: self.weighing(table) }
    }

    fn weighing(&self, table: &Table<'_>) -> Weighing {
        let level = |(name, word): (Spanned<String>, Spanned<String>)| {
            Some((name.value, self.set(Level::of_word(&word.value)?, name.span)))
        };
        let mut levels: Vec<_> = table.map("severity").into_iter().filter_map(level).collect();
        levels.sort_by_key(|(name, _)| reach(name));
        let weights = table.table("weight").into_iter().flat_map(|weights| {
            let weight = |name: &str| {
                let (span, weight) = (weights.key_span(name)?, weights.number(name)?);
                Some((name.to_owned(), self.set(weight, span)))
            };
            weights.keys().filter_map(weight).collect::<Vec<_>>()
        });
        let mut weights: Vec<_> = weights.collect();
        weights.sort_by_key(|(name, _)| reach(name));
        Weighing { levels, weights }
    }

    fn options(&self, table: &Table<'_>) -> Vec<Set<RuleOptions>> {
        let Some(options) = table.table("options") else { return Vec::new() };
        let keys: Vec<&str> = options.keys().collect();
        let of_rule = |rule: &str| {
            let (own, span) = (options.table(rule)?, options.key_span(rule)?);
            let value = |key: &str| Some((key.to_owned(), own.raw(key)?.to_owned()));
            let values = own.keys().filter_map(value).collect();
            Some(self.set(RuleOptions { rule: rule.to_owned(), values }, span))
        };
        keys.into_iter().filter_map(of_rule).collect()
    }

    fn text(&self, table: &Table<'_>, key: &str) -> Option<Set<String>> {
        table.text(key).map(|text| self.set(text.value, text.span))
    }

    fn flag(&self, table: &Table<'_>, key: &str) -> Option<Set<bool>> {
        table.key_span(key).map(|span| self.set(table.flag(key), span))
    }

    fn number(&self, table: &Table<'_>, key: &str) -> Option<Set<f64>> {
        Some(self.set(table.number(key)?, table.key_span(key)?))
    }

    fn set<T>(&self, value: T, span: Span) -> Set<T> {
        Set { value, file: Arc::clone(self.file), span }
    }
}
