//! Reads one rule file. All of its faults are reported; the rule is there only if it has none.

use std::sync::{Arc, OnceLock};

use super::example::Example;
use super::rule::{Body, Rule, Search};
use super::scope;
use super::speech::{FixTemplate, Speech};
use super::template::Template;
use crate::analysis::{Lists, Scope};
use crate::diagnostic::{Applicability, Diagnostic, RuleId, Severity};
use crate::lexicon::{Language, Lexicon};
use crate::matcher::{Context, KINDS, Kind, Matcher, Trust};
use crate::settings::{Faults, Field, Table, Value};
use crate::source::{Source, Span};

const SEVERITIES: &[&str] = &["error", "warning", "note"];
const APPLICABILITIES: &[&str] = &["safe", "suggested"];
const FORMATS: &[&str] = &["text", "markdown", "html"];
const LANGUAGES: &[&str] = &["en-US", "en-GB", "en-CA", "en-AU"];

/// The keys of a rule file, apart from the tables of the kinds.
const FIELDS: &[Field] = &[
    Field::required("summary", Value::Text, "what the rule finds, in a few words"),
    Field::required("severity", Value::Choice(SEVERITIES), "how much a finding matters"),
    Field::optional(
        "preview",
        Value::Flag,
        "whether the rule is still on trial, and runs only where it is asked for",
    ),
    Field::optional(
        "part",
        Value::Flag,
        "whether the rule only serves as a part of others, and is never reported by itself",
    ),
    Field::optional(
        "weight",
        Value::Number(0.0, 100.0),
        "what a finding adds to the document's score; 1 if not given, 0.2 for a note",
    ),
    Field::optional("tags", Value::Texts, "words to find the rule by"),
    Field::required("message", Value::Text, "what is wrong, with {placeholders}; lower case, no full stop"),
    Field::optional("label", Value::Text, "what to say at the place itself"),
    Field::optional("labels", Value::MapOf(&Value::AnyText), "what to say at further places, by their role"),
    Field::optional("help", Value::Text, "what to do"),
    Field::required("why", Value::Text, "why this is a fault; for `prosec explain`"),
    Field::optional(
        "yields-to",
        Value::Texts,
        "rules and groups whose findings replace this rule's at the same place",
    ),
    Field::optional(
        "scope",
        Value::Texts,
        "where the rule looks: “prose”, if not given, “paragraph”, “heading”, “list-item”, “table-cell”, \
         “caption”, “image-alt”, “link-text” or “quotation”, any of those given; with “~” before it, a place \
         to leave out. [pattern] and [characters] look in “link-target”, “comment”, “code”, “front-matter” or \
         “raw”, the file as it is, as well, and take each “sentence” or the whole “document” for a text in \
         place of a block",
    ),
    Field::optional("fix", Value::Table(FIX_FIELDS), "how to mend a finding"),
    Field::required("bad", Value::Tables(BAD_FIELDS), "texts that the rule must flag; two or more"),
    Field::required("good", Value::Tables(GOOD_FIELDS), "texts that the rule must not flag; two or more"),
];

const FIX_FIELDS: &[Field] = &[
    Field::required("message", Value::Text, "what the fix does, as an imperative"),
    Field::optional("replace", Value::Text, "what to write instead; the kind's own proposals if not given"),
    Field::optional("delete", Value::Flag, "whether to delete the finding"),
    Field::required(
        "applicability",
        Value::Choice(APPLICABILITIES),
        "“safe” changes no word, “suggested” may",
    ),
];

const BAD_FIELDS: &[Field] = &[
    Field::required("text", Value::Text, "the text"),
    Field::optional("format", Value::Choice(FORMATS), "how the text is read; “text” if not given"),
    Field::optional("lang", Value::Choice(LANGUAGES), "the English that the settings ask for"),
    Field::required("flags", Value::Texts, "the exact text of each span that must be flagged"),
    Field::optional("fixed", Value::AnyText, "the text after the first fix of each finding"),
];

const GOOD_FIELDS: &[Field] = &[
    Field::required("text", Value::Text, "the text"),
    Field::optional("format", Value::Choice(FORMATS), "how the text is read; “text” if not given"),
    Field::optional("lang", Value::Choice(LANGUAGES), "the English that the settings ask for"),
];

/// The keys of a rule file: the common ones and a table for each kind.
pub(crate) fn rule_fields() -> &'static [Field] {
    static ALL: OnceLock<Vec<Field>> = OnceLock::new();
    ALL.get_or_init(|| {
        let kinds =
            KINDS.iter().map(|kind| Field::optional(kind.name, Value::Table(kind.fields), kind.summary));
        FIELDS.iter().copied().chain(kinds).collect()
    })
}

/// What a rule file may name, and what speaks of its words.
#[derive(Clone, Copy)]
pub(super) struct Known<'k> {
    /// The lists of the rule set.
    pub(super) lists: &'k Lists,
    /// The words of the language.
    pub(super) lexicon: &'k Lexicon,
    /// The ids of all rules, those that are yet to be read among them.
    pub(super) rules: &'k [&'k str],
}

/// Reads the rule in a file.
pub(super) fn read_rule(id: RuleId, file: Arc<Source>, known: &Known<'_>) -> Result<Rule, Vec<Diagnostic>> {
    let faults = Faults::default();
    let read = |table: Table<'_>| {
        Reader { table, known: *known, faults: &faults, trust: Trust::None }.rule(id, Arc::clone(&file))
    };
    let rule = Table::parse(file.text(), rule_fields(), &faults, read);
    match rule {
        Some(rule) if faults.is_empty() => Ok(Rule { notes: faults.into_sorted(), ..rule }),
        _ => Err(faults.into_sorted()),
    }
}

/// The examples in a rule file.
pub(super) fn read_examples(file: &Source) -> Vec<Example> {
    let faults = Faults::default();
    let lists = Lists::default();
    let lexicon = Lexicon::default();
    let known = Known { lists: &lists, lexicon: &lexicon, rules: &[] };
    Table::parse(file.text(), rule_fields(), &faults, |table| {
        Reader { table, known, faults: &faults, trust: Trust::None }.examples()
    })
}

/// What a built-in rule looks for.
pub(super) fn read_search(table: Table<'_>, lists: &Lists) -> Search {
    let lexicon = Lexicon::english();
    let known = Known { lists, lexicon: &lexicon, rules: &[] };
    read_tested(table, &known, |reader| reader.search())
}

/// What a built-in rule says.
pub(super) fn read_speech(table: Table<'_>) -> Speech {
    let (lists, lexicon) = (Lists::default(), Lexicon::default());
    let known = Known { lists: &lists, lexicon: &lexicon, rules: &[] };
    read_tested(table, &known, |reader| {
        let kind = reader.table.keys().find_map(|key| KINDS.iter().find(|kind| kind.name == key))?;
        reader.speech(kind, None)
    })
}

/// Reads something of the head of a built-in rule.
fn read_tested<T>(table: Table<'_>, known: &Known<'_>, read: impl FnOnce(&Reader<'_, '_>) -> Option<T>) -> T {
    let faults = Faults::default();
    let found = read(&Reader { table, known: *known, faults: &faults, trust: Trust::Tested });
    found.expect("the tests hold the built-in rules against all that can be wrong with them")
}

/// What a finding adds to the score if its rule does not say: notes are matters of taste.
pub(super) fn usual_weight(severity: Severity) -> f64 {
    if severity == Severity::Note { 0.2 } else { 1.0 }
}

struct Reader<'r, 't> {
    table: Table<'t>,
    known: Known<'r>,
    faults: &'r Faults,
    trust: Trust,
}

impl Reader<'_, '_> {
    fn rule(&self, id: RuleId, file: Arc<Source>) -> Option<Rule> {
        let examples = OnceLock::from(self.examples());
        let scope = scope::read(&self.table, self.faults);
        let (kind, matcher) = self.matcher(&scope)?;
        let extra = matcher.as_ref().map(|matcher| matcher.placeholders()).unwrap_or_default();
        let mut names: Vec<&str> = vec!["match"];
        names.extend(kind.placeholders);
        names.extend(extra.iter().map(String::as_str));
        // A faulty table does not tell which groups it has.
        let known = matcher.is_some().then_some(names.as_slice());
        let speech = self.speech(kind, known);
        let severity = self.table.text("severity")?.value.parse::<Severity>().ok()?;
        Some(Rule {
            id,
            severity,
            preview: self.table.flag("preview"),
            part: self.table.flag("part"),
            weight: self.table.number("weight").unwrap_or(usual_weight(severity)),
            body: Body::Read { file, search: Search { scope, kind, matcher: matcher? }, speech: speech? },
            examples,
            notes: Vec::new(),
        })
    }

    fn search(&self) -> Option<Search> {
        let scope = scope::read(&self.table, self.faults);
        let (kind, matcher) = self.matcher(&scope)?;
        Some(Search { scope, kind, matcher: matcher? })
    }

    /// What the rule says. Its texts fill the placeholders that are `known`, or any if that is not told.
    fn speech(&self, kind: &Kind, known: Option<&[&str]>) -> Option<Speech> {
        let message = self.template("message", known);
        let label = self.template("label", known);
        let help = self.template("help", known);
        let labels = self.labels(kind, known);
        let fix = self.fix(kind, known);
        Some(Speech {
            summary: self.table.text("summary")?.value,
            tags: self.table.texts("tags").into_iter().map(|tag| tag.value).collect(),
            why: self.table.text("why")?.value,
            yields_to: self.table.texts("yields-to").into_iter().map(|id| id.value).collect(),
            message: message?,
            label,
            labels,
            help,
            fix,
        })
    }

    fn template(&self, key: &str, known: Option<&[&str]>) -> Option<Template> {
        Template::read(&self.table.text(key)?, known, self.faults)
    }

    /// The kind whose table the file holds, and its matcher.
    fn matcher(&self, scope: &Scope) -> Option<(&'static Kind, Option<Box<dyn Matcher>>)> {
        let keys: Vec<&str> = self.table.keys().collect();
        let mut present = KINDS.iter().filter(|kind| keys.contains(&kind.name));
        let Some(kind) = present.next() else {
            let names: Vec<String> = KINDS.iter().map(|kind| format!("[{}]", kind.name)).collect();
            let help = format!("add one of {}", names.join(", "));
            self.faults.add_with_help(
                "rules/no-kind",
                Span::at(0),
                "the file says not what to look for",
                help,
            );
            return None;
        };
        for other in present {
            let span = self.table.key_span(other.name).unwrap_or_default();
            let message = format!("a rule has one kind, and this one has [{}] already", kind.name);
            self.faults.add_with_help(
                "rules/two-kinds",
                span,
                message,
                "move this table to a rule of its own",
            );
        }
        let table = self.table.table(kind.name)?;
        let Known { lists, lexicon, rules } = self.known;
        let context = Context { lists, lexicon, rules, scope, faults: self.faults, trust: self.trust };
        let matcher = (kind.read)(&table, &context);
        if matcher.as_ref().is_some_and(|matcher| !matcher.reads_texts()) {
            scope::hold_to_prose(&self.table, kind.name, self.faults);
        }
        Some((kind, matcher))
    }

    fn labels(&self, kind: &Kind, known: Option<&[&str]>) -> Vec<(String, Template)> {
        let mut labels = Vec::new();
        for (role, text) in self.table.map("labels") {
            if !kind.roles.contains(&role.value.as_str()) {
                let what = format!("role of [{}]", kind.name);
                self.faults.add_unknown("rules/unknown-role", role.span, &what, &role.value, kind.roles);
            }
            labels.extend(Template::read(&text, known, self.faults).map(|template| (role.value, template)));
        }
        labels
    }

    fn fix(&self, kind: &Kind, known: Option<&[&str]>) -> Option<FixTemplate> {
        let table = self.table.table("fix")?;
        let with_replacement = known.map(|known| [known, &["replacement"]].concat());
        let message = Template::read(&table.text("message")?, with_replacement.as_deref(), self.faults)?;
        let replace = match table.text("replace") {
            Some(text) => Some(Template::read(&text, known, self.faults)?),
            None if table.flag("delete") => Some(Template::empty()),
            None => None,
        };
        if replace.is_none() && !kind.proposes && !table.has("delete") {
            let help = "add “replace”, or “delete = true”";
            let message = format!("[{}] proposes no fix of its own", kind.name);
            self.faults.add_with_help("rules/no-fix", table.span, message, help);
        }
        let applicability = match table.text("applicability")?.value.as_str() {
            "safe" => Applicability::Safe,
            _ => Applicability::Suggested,
        };
        Some(FixTemplate { message, applicability, replace })
    }

    fn examples(&self) -> Vec<Example> {
        let mut all = Vec::new();
        let mut counts = [0, 0];
        for (kind, key) in ["bad", "good"].into_iter().enumerate() {
            for table in self.table.tables(key) {
                counts[kind] += 1;
                all.extend(self.example(&table, key == "bad"));
            }
            if self.table.has(key) && counts[kind] < 2 {
                let span = self.table.key_span(key).unwrap_or_default();
                let message = format!("one [[{key}]] example is too few");
                let help = "give two or more that differ; one near the border of what the rule finds";
                self.faults.add_with_help("rules/few-examples", span, message, help);
            }
        }
        all
    }

    fn example(&self, table: &Table<'_>, bad: bool) -> Option<Example> {
        let text = table.text("text")?;
        let extension = match table.text("format").map(|format| format.value).as_deref() {
            Some("markdown") => "md",
            Some("html") => "html",
            _ => "txt",
        };
        let language = table.text("lang").and_then(|tag| Language::of_tag(&tag.value));
        let flags = table.texts("flags");
        for flag in flags.iter().filter(|flag| !text.value.contains(&flag.value)) {
            self.faults.add("rules/absent-flag", flag.span, format!("the text holds no “{}”", flag.value));
        }
        let fixed = table.text("fixed");
        if bad && flags.is_empty() && table.has("flags") {
            let help = "name what must be flagged, or make it a [[good]] example";
            self.faults.add_with_help("rules/no-flags", table.span, "a bad example flags nothing", help);
        }
        if bad && fixed.is_none() && self.table.has("fix") {
            let help = "show the text after the fix as “fixed”";
            self.faults.add_with_help("rules/missing-fixed", table.span, "a bad example lacks “fixed”", help);
        }
        Some(Example { text, extension, language, flags, fixed })
    }
}

/// A rule id from the path of a file below its folder of rules: `spam/bait-link.toml`.
pub(super) fn id_of_path(path: &str) -> Option<RuleId> {
    RuleId::new(path.strip_suffix(".toml")?)
}
