//! The built-in rules: they load, their examples hold, and they speak as the style asks.

use std::fs;
use std::path::Path;

use prosec::{Rule, RuleSet};

#[test]
fn every_rule_file_is_loaded() {
    let rules = RuleSet::builtin();
    let mut files = 0;
    for group in fs::read_dir("rules").expect("readable") {
        let group = group.expect("readable").path();
        if group.is_dir() && !group.ends_with("lists") {
            files += fs::read_dir(group).expect("readable").count();
        }
    }
    assert_eq!(rules.rules().len(), files);
}

#[test]
fn a_folder_with_the_built_in_rules_loads_without_a_fault() {
    let mut rules = RuleSet::builtin();
    let loaded = rules.load_dir(Path::new("rules"));
    assert!(loaded.is_ok(), "{}", loaded.expect_err("it is not"));
}

#[test]
fn no_rule_runs_over_all_text_unnoticed() {
    let rules = RuleSet::builtin();
    let noted: Vec<String> =
        rules.notes().map(|(file, notes)| format!("{}: {notes:?}", file.name())).collect();
    assert!(noted.is_empty(), "{}", noted.join("\n"));
}

#[test]
fn every_example_holds() {
    let rules = RuleSet::builtin();
    let mut failures = Vec::new();
    for rule in rules.rules() {
        for failure in rule.test(&rules) {
            let place = rule.file().position(failure.diagnostic.span.start);
            failures.push(format!("{}:{}: {}", rule.file().name(), place.line, failure.diagnostic.message));
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn no_rule_stands_in_the_way_of_another() {
    let mut said = Vec::new();
    for (file, faults) in RuleSet::builtin().lint() {
        said.extend(faults.iter().map(|fault| {
            format!("{}:{}: {}", file.name(), file.position(fault.span.start).line, fault.message)
        }));
    }
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn every_rule_speaks_as_the_style_asks() {
    for rule in RuleSet::builtin().rules() {
        let text = rule.file().text();
        for key in ["summary", "message", "label", "help"] {
            for said in values(text, key) {
                let first = said.chars().find(|c| c.is_alphabetic());
                let shout = said.starts_with(|c: char| c.is_uppercase())
                    && said.chars().nth(1).is_some_and(char::is_lowercase);
                assert!(first.is_some() && !shout, "{}: {key} starts with a capital: {said}", rule.id);
                assert!(!said.ends_with('.'), "{}: {key} ends with a full stop: {said}", rule.id);
            }
        }
        assert!(rule.why().ends_with('.'), "{}: why is not in full sentences: {}", rule.id, rule.why());
        assert!(is_varied(rule), "{}: its bad examples are all alike", rule.id);
    }
}

/// Whether the bad examples do not all flag the same text in the same surroundings.
fn is_varied(rule: &Rule) -> bool {
    let mut texts: Vec<&str> = rule.examples().iter().map(|example| example.text.value.as_str()).collect();
    let all = texts.len();
    texts.sort_unstable();
    texts.dedup();
    texts.len() == all
}

/// The strings that stand under a key at the root of a rule file.
fn values<'t>(text: &'t str, key: &str) -> Vec<&'t str> {
    let root = text.split("\n[").next().unwrap_or_default();
    root.lines()
        .filter_map(|line| line.strip_prefix(key)?.trim_start().strip_prefix('=')?.trim().strip_prefix('"'))
        .map(|rest| rest.trim_end_matches('"'))
        .collect()
}
