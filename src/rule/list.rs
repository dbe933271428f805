//! Reads one list file: it makes a list, or adds to one and removes from it. What can be read of a faulty one
//! counts all the same, so that its faults hide none in rules.

use rustc_hash::FxHashSet;

use super::lint::note;
use crate::analysis::{List, Lists};
use crate::diagnostic::Diagnostic;
use crate::settings::{Faults, Field, Spanned, Table, Value, nearest};
use crate::source::{Source, Span};
use crate::text::fold;

const FIELDS: &[Field] = &[
    Field::optional("summary", Value::Text, "what the list holds"),
    Field::optional("words", Value::Texts, "the words or phrases; they replace those of a list of this name"),
    Field::optional("add", Value::Texts, "words or phrases to add to the list of this name"),
    Field::optional("remove", Value::Texts, "words or phrases to remove from the list of this name"),
];

/// The keys of a list.
pub(crate) fn list_fields() -> &'static [Field] {
    FIELDS
}

/// What came of reading a list file.
#[derive(Debug)]
pub(super) struct ReadList {
    /// The list as it is now; none if the file does not say.
    pub(super) list: Option<List>,
    /// What is wrong with the file.
    pub(super) faults: Vec<Diagnostic>,
    /// What does nothing in it.
    pub(super) notes: Vec<Diagnostic>,
}

/// Reads the list `name` from its file. `lists` are those that there are before.
pub(super) fn read_list(name: &str, file: &Source, lists: &Lists) -> ReadList {
    let faults = Faults::default();
    let mut notes = Vec::new();
    let list = Table::parse(file.text(), FIELDS, &faults, |table| {
        Reader { name, lists, faults: &faults }.list(&table, &mut notes)
    });
    ReadList { list, faults: faults.into_sorted(), notes }
}

struct Reader<'r> {
    name: &'r str,
    lists: &'r Lists,
    faults: &'r Faults,
}

impl Reader<'_> {
    fn list(&self, table: &Table<'_>, notes: &mut Vec<Diagnostic>) -> Option<List> {
        let changes = ["add", "remove"].into_iter().find_map(|key| table.key_span(key));
        if table.has("words") {
            if let Some(span) = changes {
                let message = "“words” makes a list, and what makes it cannot change it too";
                let help = "leave “words” out to change the list that there is, or list all of them there";
                self.faults.add_with_help("rules/two-lists", span, message, help);
            }
            if !table.has("summary") {
                self.faults.add_with_help(
                    "rules/missing-key",
                    Span::at(0),
                    "the file lacks “summary”",
                    "say what the list holds, in a few words",
                );
            }
            let mut list = Entries::default();
            list.add(table.texts("words"), self.name, notes);
            return Some(List::new(list.entries));
        }
        let Some(span) = changes else {
            let help = "“words” makes a list; “add” and “remove” change one";
            self.faults.add_with_help("rules/missing-key", Span::at(0), "the file lacks “words”", help);
            return None;
        };
        let known: Vec<&str> = self.lists.names().collect();
        if !known.contains(&self.name) {
            self.faults.add_unknown("rules/unknown-list", span, "list", self.name, &known);
            return None;
        }
        let mut list = Entries::of(self.lists.get(self.name));
        for word in table.texts("remove") {
            if !list.remove(&word.value) {
                self.report_absent(&word, &list.entries);
            }
        }
        list.add(table.texts("add"), self.name, notes);
        Some(List::new(list.entries))
    }

    fn report_absent(&self, word: &Spanned<String>, entries: &[String]) {
        let message = format!("the list “{}” holds no “{}”", self.name, word.value);
        let help = match nearest(&word.value, entries.iter().map(String::as_str)) {
            Some(meant) => format!("did you mean “{meant}”?"),
            None => "leave it out".to_owned(),
        };
        self.faults.add_with_help("rules/absent-word", word.span, message, help);
    }
}

/// The entries of a list while it is made.
#[derive(Default)]
struct Entries {
    entries: Vec<String>,
    folded: FxHashSet<String>,
}

impl Entries {
    fn of(list: &List) -> Self {
        let folded = list.entries().map(|entry| fold(entry).into_owned()).collect();
        Self { entries: list.entries().map(str::to_owned).collect(), folded }
    }

    fn remove(&mut self, word: &str) -> bool {
        let folded = fold(word);
        let held = self.folded.remove(folded.as_ref());
        if held {
            self.entries.retain(|entry| fold(entry) != folded);
        }
        held
    }

    fn add(&mut self, words: Vec<Spanned<String>>, name: &str, notes: &mut Vec<Diagnostic>) {
        for word in words {
            if self.folded.insert(fold(&word.value).into_owned()) {
                self.entries.push(word.value);
            } else {
                let message = format!("the list “{name}” holds “{}” already", word.value);
                notes.push(note("rules/repeated-word", word.span, message, "leave it out"));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::check::check as check_source;
    use crate::diagnostic::Severity;
    use crate::rule::RuleSet;
    use crate::source::Source;

    const LIST: &str = "summary = \"s\"\nwords = [\"alpha\", \"beta\"]";

    const RULE: &str = "summary = \"s\"\nseverity = \"warning\"\nmessage = \"m\"\nwhy = \"W.\"\n[phrases]\n\
        lists = [\"greek\"]\n[[bad]]\ntext = \"a\"\nflags = [\"a\"]\n[[bad]]\ntext = \"b\"\nflags = [\"b\"]\n\
        [[good]]\ntext = \"c\"\n[[good]]\ntext = \"d\"\n";

    /// A rule with a list, after which `files` were loaded; and the faults and notes that they raised, each as the
    /// text at its span and its message.
    fn load(files: &[(&str, &str)]) -> (RuleSet, Vec<String>) {
        let mut rules = RuleSet::default();
        rules
            .load_sources([Source::new("lists/greek.toml", LIST), Source::new("house/greek.toml", RULE)])
            .expect("they are sound");
        let loaded = rules.load_sources(files.iter().map(|&(name, text)| Source::new(name, text)));
        let faulty = loaded.err().map(|error| error.faulty).unwrap_or_default();
        let mut said = Vec::new();
        for (file, faults) in faulty.into_iter().chain(rules.lint()) {
            for fault in faults {
                let note = if fault.severity == Severity::Note { "note: " } else { "" };
                let help = fault.help.unwrap_or_default();
                said.push(format!("{note}{}: {}; {help}", file.slice(fault.span), fault.message));
            }
        }
        (rules, said)
    }

    /// Checks what the rule finds after a list file was loaded.
    #[track_caller]
    fn check(list: &str, expected: &[&str], faults: &[&str]) {
        let (rules, said) = load(&[("lists/greek.toml", list)]);
        let source = Source::new("a.txt", "Alpha, beta, gamma and delta.");
        let report = check_source(&source, &rules);
        let found: Vec<&str> = report.diagnostics.iter().map(|found| source.slice(found.span)).collect();
        assert_eq!(found, expected, "{list}");
        assert_eq!(said, faults, "{list}");
    }

    #[test]
    fn rules_go_by_the_lists_as_they_are_now() {
        check("add = [\"gamma\"]", &["Alpha", "beta", "gamma"], &[]);
        check("remove = [\"Alpha\"]", &["beta"], &[]);
        check("summary = \"s\"\nadd = [\"delta\"]\nremove = [\"beta\"]", &["Alpha", "delta"], &[]);
        check("summary = \"s\"\nwords = [\"gamma\"]", &["gamma"], &[]);
    }

    #[test]
    fn changes_that_change_nothing_are_told() {
        let absent = "betta: the list “greek” holds no “betta”; did you mean “beta”?";
        check("remove = [\"betta\", \"alpha\"]", &["beta"], &[absent]);
        let already = "note: BETA: the list “greek” holds “BETA” already; leave it out";
        check("add = [\"BETA\", \"gamma\"]", &["Alpha", "beta", "gamma"], &[already]);
    }

    #[test]
    fn faults_of_lists_have_their_place_and_hide_none_in_rules() {
        let (_, said) = load(&[("lists/greeks.toml", "add = [\"a\"]")]);
        assert_eq!(said, ["add: unknown list “greeks”; did you mean “greek”?"]);
        let (_, said) = load(&[("lists/greek.toml", "summary = \"s\"")]);
        assert_eq!(said, [": the file lacks “words”; “words” makes a list; “add” and “remove” change one"]);
        let (_, said) = load(&[("lists/greek.toml", "summary = \"s\"\nwords = [\"a\"]\nadd = [\"b\"]")]);
        assert_eq!(said.len(), 1, "{said:?}");
        let rule = RULE.replace("greek", "latin").replace("\"m\"", "\"{mach}\"");
        let (_, said) =
            load(&[("lists/latin.toml", "words = [\"a\"]\nwirds = []"), ("house/latin.toml", &rule)]);
        assert_eq!(said.len(), 3, "{said:?}");
        assert!(said.iter().any(|said| said.contains("“mach”")), "{said:?}");
    }

    #[test]
    fn a_list_that_spoils_a_rule_is_told_there() {
        let (_, said) = load(&[("lists/greek.toml", "add = [\"?\"]")]);
        assert_eq!(
            said,
            [
                "greek: the phrase “?” holds no word; phrases are found by their words; use [pattern] for signs"
            ]
        );
    }
}
