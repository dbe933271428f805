//! What is true of every configuration: it is told what is wrong with it, and the rest of it holds.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use prosec::config::Faulty;
use prosec::{Config, LoadError, RuleSet, Selection, Source, check_at};
use tempfile::TempDir;

use super::{report, rules};

/// Rules of many kinds, without the lists and words that all rules need.
const RULES: &[(&str, &str)] = &[
    ("capitalization/all-capitals.toml", include_str!("../../rules/capitalization/all-capitals.toml")),
    ("characters/private-use.toml", include_str!("../../rules/characters/private-use.toml")),
    ("consistency/mixed-spellings.toml", include_str!("../../rules/consistency/mixed-spellings.toml")),
    ("cue/link.toml", include_str!("../../rules/cue/link.toml")),
    ("dates/impossible-date.toml", include_str!("../../rules/dates/impossible-date.toml")),
    ("names/clashing-titles.toml", include_str!("../../rules/names/clashing-titles.toml")),
    ("punctuation/bare-however.toml", include_str!("../../rules/punctuation/bare-however.toml")),
    ("punctuation/no-final-stop.toml", include_str!("../../rules/punctuation/no-final-stop.toml")),
    (
        "punctuation/repeated-exclamation.toml",
        include_str!("../../rules/punctuation/repeated-exclamation.toml"),
    ),
    ("quotes/stray.toml", include_str!("../../rules/quotes/stray.toml")),
    ("readability/long-sentences.toml", include_str!("../../rules/readability/long-sentences.toml")),
    ("repetition/repeated-sentence.toml", include_str!("../../rules/repetition/repeated-sentence.toml")),
    ("spam/link-density.toml", include_str!("../../rules/spam/link-density.toml")),
    ("spam/odd-port.toml", include_str!("../../rules/spam/odd-port.toml")),
    ("suppress/unused.toml", include_str!("../../rules/suppress/unused.toml")),
    ("whitespace/final-newline.toml", include_str!("../../rules/whitespace/final-newline.toml")),
];

/// Loads the text as the configuration of a folder, applies it, and checks a draft by what comes of it.
pub fn hold(text: &str) {
    if names_paths_elsewhere(text) {
        return;
    }
    let folder = folder();
    let path = folder.join("prosec.toml");
    fs::write(&path, text).expect("it can be written");
    let (config, faulty) = Config::load(&path);
    hold_faults(&faulty);
    let mut rules = RuleSet::default();
    let files = RULES.iter().map(|&(name, text)| Source::new(name, text));
    if let Err(error) = rules.load_sources(files) {
        rules::hold_faults(&error);
    }
    hold_faults(&config.apply(&mut rules));
    let selection = config.selection(&rules, Selection::default());
    rules.select(&selection).expect("a configuration selects rules that there are");
    let draft = folder.join("a.md");
    let levels = config.levels(&rules, Some(&draft));
    let _ = (config.excludes(&draft), config.places(), config.lists(), config.baseline());
    let _ = (config.files().count(), config.has_overrides(), config.max_spam(), config.min_severity());
    for rule in rules.rules() {
        config.levels_of(rule.id.as_str(), Some(&draft));
    }
    let source = Source::new(
        "a.md",
        "The naïve “council saw it on 31 April!!\n\nBUY IT NOW [here](http://a.example:81)",
    );
    report::hold(&source, &check_at(&source, &rules, &levels));
}

fn hold_faults(faulty: &[Faulty]) {
    if !faulty.is_empty() {
        rules::hold_faults(&LoadError { faulty: faulty.to_vec(), unreadable: Vec::new() });
    }
}

/// Whether the configuration would lead out of its folder, where anything may lie: what is found there is no matter of
/// its text.
fn names_paths_elsewhere(text: &str) -> bool {
    let Ok(file) = text.parse::<toml::Table>() else { return text.contains('/') };
    let named = ["extends", "rules", "vocabulary", "baseline"].into_iter().filter_map(|key| file.get(key));
    let mut paths = named.flat_map(|value| match value {
        toml::Value::Array(values) => values.clone(),
        value => vec![value.clone()],
    });
    paths.any(|path| path.as_str().is_some_and(|path| path.starts_with(['/', '~']) || path.contains("..")))
}

/// A folder with something of all that a configuration may name.
fn folder() -> &'static Path {
    static FOLDER: OnceLock<TempDir> = OnceLock::new();
    let folder = FOLDER.get_or_init(|| {
        let folder = TempDir::new().expect("a temporary folder");
        for (name, text) in [
            ("base.toml", "extends = [\"prosec.toml\"]\nwords = [\"naïve\"]\n"),
            ("sub/prosec.toml", "extends = [\"news\"]\n[severity]\nspam = \"note\"\n"),
            ("words.txt", "council # a word\nBern\n"),
            ("rules/house/plain-words.toml", include_str!("../../tests/rules/house/plain-words.toml")),
        ] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().expect("it has one")).expect("it can be made");
            fs::write(path, text).expect("it can be written");
        }
        folder
    });
    folder.path()
}
