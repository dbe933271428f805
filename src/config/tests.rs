//! Configurations of small trees: what holds for a file, and what is said of faulty ones.

use std::fs;

use tempfile::TempDir;

use super::{Config, Faulty, PRESETS, find};
use crate::rule::{Level, RuleSet, Selection};

/// A folder with these files.
fn tree(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("can be made");
        fs::write(path, text).expect("can be written");
    }
    folder
}

fn load(folder: &TempDir, rules: &mut RuleSet) -> (Config, Vec<Faulty>) {
    let (config, mut faulty) = Config::load(&folder.path().join("prosec.toml"));
    faulty.extend(config.apply(rules));
    (config, faulty)
}

/// The level of a rule in a file, as a word; “-” where nothing is said.
fn check(files: &[(&str, &str)], rule: &str, file: &str, expected: &str) {
    let folder = tree(files);
    let mut rules = RuleSet::builtin();
    let (config, faulty) = load(&folder, &mut rules);
    assert!(faulty.is_empty(), "{faulty:?}");
    let path = folder.path().canonicalize().expect("it exists").join(file);
    let levels = config.levels(&rules, Some(&path));
    let id = &rules.rule(rule).expect("there is such a rule").id;
    assert_eq!(levels.level(id).map_or("-", Level::as_str), expected, "{rule} in {file} of {files:?}");
}

/// The faults of a configuration: the code, then the text at its span.
fn check_faults(text: &str, expected: &[&str]) {
    let folder = tree(&[("prosec.toml", text), ("empty/a.md", "")]);
    let (_, faulty) = load(&folder, &mut RuleSet::builtin());
    let row = |(file, faults): &Faulty| {
        faults.iter().map(|fault| format!("{} {}", fault.rule, file.slice(fault.span))).collect::<Vec<_>>()
    };
    assert_eq!(faulty.iter().flat_map(row).collect::<Vec<_>>(), expected, "in {text}");
}

#[test]
fn the_narrower_name_has_the_last_word() {
    let file =
        ("prosec.toml", "[severity]\n\"spam/bait-link\" = \"note\"\nspam = \"error\"\nall = \"off\"\n");
    check(&[file], "spam/bait-link", "a.md", "note");
    check(&[file], "spam/promo-link", "a.md", "error");
    check(&[file], "names/joined", "a.md", "off");
}

#[test]
fn a_file_has_the_last_word_over_what_it_extends() {
    let base = ("base/prosec.toml", "[severity]\nspam = \"off\"\n\"names/joined\" = \"note\"\n");
    check(&[base, ("prosec.toml", "extends = [\"base\"]\n")], "names/joined", "a.md", "note");
    let own = ("prosec.toml", "extends = [\"base/prosec.toml\"]\n[severity]\nnames = \"error\"\n");
    check(&[base, own], "names/joined", "a.md", "error");
    check(&[base, own], "spam/bait-link", "a.md", "off");
    let on = ("prosec.toml", "extends = [\"ugc\"]\n[severity]\nspelling = \"on\"\n");
    check(&[on], "spelling/unknown-word", "a.md", "on");
    check(&[on], "whitespace/double-space", "a.md", "off");
}

#[test]
fn overrides_hold_for_their_files_alone() {
    let file = (
        "prosec.toml",
        "[[overrides]]\nfiles = [\"blog/\", \"*.txt\"]\n[overrides.severity]\nspam = \"error\"\n\n[[overrides]]\nfiles = [\"blog/old/**\"]\nseverity = { spam = \"off\" }\n",
    );
    for (path, expected) in [
        ("a.md", "-"),
        ("blog/a.md", "error"),
        ("docs/blog/a.md", "error"),
        ("a.txt", "error"),
        ("blog/old/a.md", "off"),
    ] {
        check(&[file], "spam/bait-link", path, expected);
    }
}

#[test]
fn excluded_files_are_known_wherever_they_lie() {
    let folder = tree(&[("prosec.toml", "exclude = [\"vendor/\", \"/CHANGELOG.md\", \"*.gen.md\"]\n")]);
    let (config, _) = Config::load(&folder.path().join("prosec.toml"));
    let root = folder.path().canonicalize().expect("it exists");
    for (path, expected) in [
        ("a.md", false),
        ("vendor/a.md", true),
        ("docs/vendor/deep/a.md", true),
        ("CHANGELOG.md", true),
        ("docs/CHANGELOG.md", false),
        ("docs/api.gen.md", true),
    ] {
        assert_eq!(config.excludes(&root.join(path)), expected, "{path}");
    }
    assert!(!config.excludes(std::path::Path::new("/elsewhere/vendor/a.md")));
}

#[test]
fn all_faults_are_told_at_once() {
    check_faults(
        "langs = \"en-GB\"\nlang = \"en-UK\"\n",
        &["config/unknown-key langs", "config/unknown-value en-UK"],
    );
    check_faults(
        "[severity]\nspamm = \"off\"\nspam = \"loud\"\n",
        &["config/unknown-value loud", "config/unknown-rule spamm"],
    );
    check_faults(
        "extends = [\"doks\", \"../none.toml\"]\n",
        &["config/unknown-preset doks", "config/unreadable ../none.toml"],
    );
    check_faults("extends = [\"prosec.toml\"]\n", &["config/circle prosec.toml"]);
    check_faults("extends = [\"empty\"]\n", &["config/unreadable empty"]);
    check_faults(
        "rules = [\"none\"]\nvocabulary = [\"none.txt\"]\n",
        &["config/unreadable none", "config/unreadable none.txt"],
    );
    check_faults("exclude = [\"a{b\"]\n", &["config/bad-pattern a{b"]);
    check_faults("[[overrides]]\nseverity = { spam = \"off\" }\n", &["config/missing-key [[overrides]]"]);
    check_faults("[options.\"quotes/mized-pair\"]\na = 1\n", &["config/unknown-rule \"quotes/mized-pair\""]);
    check_faults("[options.\"repetition/doubled-word\"]\nmoost = 1\n", &["config/unknown-key moost"]);
    check_faults("max-spam = 200\n", &["config/out-of-range 200"]);
}

#[test]
fn words_language_and_options_reach_the_rules() {
    let folder = tree(&[
        (
            "prosec.toml",
            "lang = \"en-GB\"\nwords = [\"frobnicate*\"]\nvocabulary = [\"words.txt\"]\n[options.\"readability/long-sentences\"]\nabove = 99\n",
        ),
        ("words.txt", "# splorf\nKubeFrob  # a product\n\nblorptastic\n"),
    ]);
    let mut rules = RuleSet::builtin();
    let (_, faulty) = load(&folder, &mut rules);
    assert!(faulty.is_empty(), "{faulty:?}");
    for word in ["frobnicate", "KubeFrob", "blorptastic", "frobnicated", "frobnicating", "frobnicates"] {
        assert!(rules.lexicon().is_known(word), "{word}");
    }
    assert!(!rules.lexicon().is_known("splorf"));
    assert_eq!(rules.lexicon().language().map(|language| language.tag()), Some("en-GB"));
    assert!(
        rules.rule("readability/long-sentences").expect("it is there").file().text().contains("above = 99")
    );
}

#[test]
fn what_is_off_everywhere_does_not_run() {
    let folder = tree(&[(
        "prosec.toml",
        "[severity]\nall = \"off\"\n\"readability/long-sentences\" = \"note\"\n[[overrides]]\nfiles = [\"a.md\"]\nseverity = { spam = \"on\" }\n",
    )]);
    let mut rules = RuleSet::builtin();
    let (config, _) = load(&folder, &mut rules);
    let selection = config.selection(&rules, Selection::default());
    assert!(selection.without.iter().any(|id| id == "names/joined"));
    assert!(!selection.without.iter().any(|id| id == "spam/bait-link"));
    assert_eq!(selection.trial, ["readability/long-sentences"]);
}

#[test]
fn presets_are_sound() {
    for (name, _) in PRESETS {
        let folder = tree(&[("prosec.toml", &format!("extends = [\"{name}\"]\n"))]);
        let (_, faulty) = load(&folder, &mut RuleSet::builtin());
        assert!(faulty.is_empty(), "{name}: {faulty:?}");
    }
}

#[test]
fn what_is_off_still_serves_as_a_part() {
    let folder = tree(&[("prosec.toml", "extends = [\"ugc\"]\n")]);
    let mut rules = RuleSet::builtin();
    let (config, _) = load(&folder, &mut rules);
    let selection = config.selection(&rules, Selection::default());
    let parts = rules.rules().iter().filter(|rule| rule.part);
    assert!(
        parts.clone().count() > 10
            && parts.clone().all(|rule| !selection.without.contains(&rule.id.to_string()))
    );
}

#[test]
fn the_nearest_file_upward_counts() {
    let folder =
        tree(&[("prosec.toml", ""), ("docs/.prosec.toml", ""), ("docs/deep/a.md", ""), ("blog/a.md", "")]);
    for (place, expected) in
        [("docs/deep", "docs/.prosec.toml"), ("docs", "docs/.prosec.toml"), ("blog", "prosec.toml")]
    {
        assert_eq!(find(&folder.path().join(place)), Some(folder.path().join(expected)), "{place}");
    }
}
