//! `data/wakes.toml`, from which the build script lays out what wakes the built-in rules.

use std::fs;
use std::path::PathBuf;

use crate::RuleSet;
use crate::rule::wakes::{WRITE, builtin_wakes};

#[test]
fn wakes_of_rules_are_current() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("data/wakes.toml");
    let kept = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        kept == builtin_wakes(),
        "data/wakes.toml is not what the rules say; run `{WRITE}` and commit it"
    );
}

/// What the build script made of that file wakes the rules as the rules themselves do.
#[test]
fn rules_wake_as_they_say() {
    let rules = RuleSet::builtin();
    let (in_full, _) = RuleSet::builtin_in_full();
    for (rule, whole) in rules.rules().iter().zip(in_full.rules()) {
        assert_eq!(rule.id, whole.id);
        assert!(rule.number().is_some(), "{} waits until it is needed", rule.id);
        let head = |rule: &Rule| (rule.severity, rule.preview, rule.part, rule.weight, rule.remarks());
        assert_eq!(head(rule), head(whole), "{}", rule.id);
        assert_eq!(rule.parts(), whole.parts(), "{}", rule.id);
    }
}
