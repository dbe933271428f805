//! The targets: what each makes of its bytes, and what it then holds.

use std::sync::OnceLock;

use prosec::document::Document;
use prosec::emit::{read_baseline, write_baseline};
use prosec::patch::{read_patch, touches};
use prosec::{Applicability, Levels, RuleSet, Source, check_batch};

use super::{document, mending, output, report, rules as rule_files, settings};

const NAMES: [&str; 3] = ["a.md", "a.html", "a.txt"];

/// The rules that prosec ships, those on trial among them.
pub fn builtin() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(|| {
        let mut rules = RuleSet::builtin();
        let selection = prosec::Selection { preview: true, ..prosec::Selection::default() };
        rules.select(&selection).expect("it names no rule");
        rules
    })
}

/// Reads the bytes as Markdown.
pub fn markdown(bytes: &[u8]) {
    document::hold(&Document::parse(&source("a.md", bytes)));
}

/// Reads the bytes as HTML.
pub fn html(bytes: &[u8]) {
    document::hold(&Document::parse(&source("a.html", bytes)));
}

/// Reads the bytes as plain text.
pub fn plain(bytes: &[u8]) {
    document::hold(&Document::parse(&source("a.txt", bytes)));
}

/// Checks a text by all rules, and writes what was found in all formats. Beside its own first half the same is found in it.
/// The first byte says what the text is.
pub fn check(bytes: &[u8]) {
    let (first, rest) = bytes.split_first().unwrap_or((&0, bytes));
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let (half, whole) = (source(name, &rest[..rest.len() / 2]), source(name, rest));
    let levels = Levels::default();
    let mut reports = check_batch(&[(&half, &levels), (&whole, &levels)], builtin());
    let found = prosec::check(&whole, builtin());
    assert_eq!(reports.pop(), Some(found.clone()), "{:?}", whole.text());
    report::hold(&whole, &found);
    output::hold(&whole, &found, builtin());
}

/// Mends a text. The first byte says what the text is, and which fixes are made.
pub fn fixes(bytes: &[u8]) {
    let (first, rest) = bytes.split_first().unwrap_or((&0, bytes));
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let applicability = if first & 0b1000 == 0 { Applicability::Suggested } else { Applicability::Safe };
    let text = String::from_utf8_lossy(rest);
    mending::hold_each(name, &text, builtin());
    mending::hold(name, &text, applicability, builtin());
}

/// Loads a rule file, and runs the rule. A list file may stand before it, with a line `%%%` in between.
pub fn rules(bytes: &[u8]) {
    rule_files::hold(&String::from_utf8_lossy(bytes));
}

/// Loads a configuration, and applies it.
pub fn config(bytes: &[u8]) {
    settings::hold(&String::from_utf8_lossy(bytes));
}

/// Reads the bytes as the two files that say what is known and what is new: a baseline, and a patch.
pub fn known(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Ok(baseline) = read_baseline(&text) {
        let written = write_baseline(&baseline);
        let again = read_baseline(&written).expect("what was written can be read");
        assert_eq!(write_baseline(&again), written, "{text:?}");
    }
    let Ok(files) = read_patch(&text) else { return };
    let source = Source::new("a.md", "We saw the the mayor.\n\nThe the hall.\n");
    let found = prosec::check(&source, builtin());
    for file in files {
        assert!(!file.path.is_empty(), "{text:?}");
        for pair in file.lines.windows(2) {
            assert!(pair[0].end <= pair[1].start, "{:?} in {text:?}", file.lines);
        }
        assert!(file.lines.iter().all(|lines| lines.start < lines.end), "{:?} in {text:?}", file.lines);
        found.diagnostics.iter().for_each(|finding| {
            touches(&file.lines, &source, finding);
        });
    }
}

fn source(name: &str, bytes: &[u8]) -> Source {
    Source::new(name, String::from_utf8_lossy(bytes))
}
