//! Faulty rule files: each fault is reported at its place, and none hides another.

use std::sync::Arc;

use crate::analysis::{List, Lists};
use crate::diagnostic::RuleId;
use crate::lexicon::Lexicon;
use crate::rule::read::{Known, read_rule};
use crate::source::Source;

/// A rule without a fault; the cases change it.
const SOUND: &str = r#"summary  = "pressure to act at once"
severity = "warning"
weight   = 3.0
tags     = ["marketing"]
message  = "“{match}” hurries the reader"
help     = "give the deadline, or leave “{match}” out"
why      = "Invented deadlines are a mark of spam."

[pattern]
regex  = 'act (?<when>now|today)'
unless = 'act today in'

[fix]
message       = "leave it out"
delete        = true
applicability = "suggested"

[[bad]]
text  = "Act now and save!"
flags = ["Act now"]
fixed = " and save!"

[[bad]]
text  = "You must act today."
flags = ["act today"]
fixed = "You must ."

[[good]]
text = "The offer ends on 3 May."

[[good]]
text = "They act with care."
"#;

/// Changes the sound rule and holds its faults, in order, against pairs of a code and the text that the fault
/// points at.
fn check(changes: &[(&str, &str)], expected: &[(&str, &str)]) {
    let mut text = SOUND.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "the rule holds no {from}");
        text = text.replacen(from, to, 1);
    }
    let mut lists = Lists::default();
    lists.insert("colours", List::new(["red".to_owned()]));
    let id = RuleId::new("house/case").expect("valid");
    let file = Arc::new(Source::new("rules/house/case.toml", text.as_str()));
    let known = Known { lists: &lists, lexicon: &Lexicon::english(), rules: &[] };
    let faults = read_rule(id, Arc::clone(&file), &known).err().unwrap_or_default();
    let found: Vec<(&str, &str)> = faults
        .iter()
        .map(|fault| (fault.rule.as_str().trim_start_matches("rules/"), file.slice(fault.span)))
        .collect();
    assert_eq!(found, expected, "{changes:?}");
    for fault in &faults {
        assert!(!fault.message.contains('\n') && !fault.message.ends_with('.'), "{}", fault.message);
    }
}

/// The same for one change.
fn check_one(from: &str, to: &str, expected: &[(&str, &str)]) {
    check(&[(from, to)], expected);
}

/// Replaces the table of the kind.
fn check_kind(table: &str, expected: &[(&str, &str)]) {
    let (start, end) =
        (SOUND.find("[pattern]").expect("it is there"), SOUND.find("[fix]").expect("it is there"));
    check(&[(&SOUND[start..end], table)], expected);
}

#[test]
fn the_rule_itself_is_sound() {
    check(&[], &[]);
}

#[test]
fn keys_and_types() {
    check_one("severity =", "severty =", &[("missing-key", ""), ("unknown-key", "severty")]);
    check_one("\"warning\"", "\"warn\"", &[("unknown-value", "warn")]);
    check_one("\"warning\"", "2", &[("wrong-type", "2")]);
    check_one("weight   = 3.0", "weight   = \"3\"", &[("wrong-type", "\"3\"")]);
    check_one("weight   = 3.0", "weight   = 300", &[("out-of-range", "300")]);
    check_one("[\"marketing\"]", "\"marketing\"", &[("wrong-type", "\"marketing\"")]);
    check_one("[\"marketing\"]", "[\"marketing\", 1]", &[("wrong-type", "1")]);
    check_one("\"pressure to act at once\"", "\"\"", &[("empty", "\"\"")]);
    check_one("delete        = true", "delete        = \"yes\"", &[("wrong-type", "\"yes\"")]);
    check_one("why      = \"Invented deadlines are a mark of spam.\"\n", "", &[("missing-key", "")]);
    check_one("tags     =", "preview = 1\ntags     =", &[("wrong-type", "1")]);
    check_one("[fix]", "[[fix]]", &[("wrong-type", "[[fix]]")]);
}

#[test]
fn syntax() {
    check_one("weight   = 3.0", "weight   = ", &[("syntax", "")]);
    check_one("tags     = [\"marketing\"]", "tags     = [\"marketing\"", &[("syntax", "m")]);
    check_one("weight   = 3.0", "severity = \"note\"", &[("syntax", "severity")]);
    check_one("\"marketing\"", "\"market\\qing\"", &[("syntax", "q")]);
}

#[test]
fn templates() {
    check_one("“{match}” hurries", "“{mach}” hurries", &[("unknown-placeholder", "mach")]);
    check_one("“{match}” hurries", "“{wen}” hurries", &[("unknown-placeholder", "wen")]);
    check_one("“{match}” hurries", "“{match” hurries", &[("stray-brace", "{")]);
    check_one("“{match}” hurries", "match}” hurries", &[("stray-brace", "}")]);
    check_one("\"leave it out\"", "\"leave {repl} out\"", &[("unknown-placeholder", "repl")]);
    check_one("[fix]", "[labels]\nfirst = \"here\"\n\n[fix]", &[("unknown-role", "first")]);
}

#[test]
fn regexes() {
    check_one("now|today)'", "now|today'", &[("bad-regex", "(")]);
    check_one("(?<when>now|today)", "(?<when>now|today]", &[("bad-regex", "(")]);
    check_one("(?<when>", "(?<when>[z-a]", &[("bad-regex", "z-a")]);
    check_one("act (?<when>now|today)", "(?<when>a*)", &[("matches-nothing", "a*")]);
    check_one("(?<when>", "(?<when>\\8", &[("bad-regex", "\\8")]);
    check_one("(?<when>", "(?<when>a{6,…", &[("bad-regex", "…")]);
    check_one("'act today in'", "'act (today'", &[("bad-regex", "(")]);
    check_one(
        "act (?<when>now|today)",
        "(?<when>\\pL{999}){999}",
        &[("large-regex", "(?<when>\\pL{999}){999}")],
    );
    check_one("regex  = ", "rexeg  = ", &[("missing-key", "[pattern]"), ("unknown-key", "rexeg")]);
}

#[test]
fn kinds() {
    check_kind("", &[("no-kind", "")]);
    check_kind("[patern]\nregex = 'act'\n", &[("no-kind", ""), ("unknown-key", "patern")]);
    check_kind("[pattern]\nregex = 'act'\n[phrases]\nany = ['x']\n", &[("two-kinds", "phrases")]);
    check_kind("[phrases]\n", &[("missing-key", "[phrases]")]);
    check_kind("[phrases]\nany = ['...']\n", &[("no-word", "...")]);
    check_kind("[phrases]\nswap = { \"\" = 'x' }\n", &[("empty", "\"\"")]);
    check_kind("[links]\nfault = 'listed-host'\nlist = 'colors'\n", &[("unknown-list", "colors")]);
    check_kind("[links]\nfault = 'listed'\nlist = 'colours'\n", &[("unknown-value", "listed")]);
    check_kind("[links]\nfault = 'listed-host'\n", &[("missing-key", "[links]")]);
    check_kind("[consistency]\nvariants = ['toward']\n", &[("bad-variants", "toward")]);
    check_kind("[repeat]\nunit = 'letter'\n", &[("unknown-value", "letter")]);
    check_kind("[repeat]\nunit = 'word'\nlists = ['colrs']\n", &[("unknown-list", "colrs")]);
}

#[test]
fn fixes_and_examples() {
    check_one("delete        = true\n", "", &[("no-fix", "[fix]")]);
    check_one("\"suggested\"", "\"always\"", &[("unknown-value", "always")]);
    check_one("applicability = \"suggested\"\n", "", &[("missing-key", "[fix]")]);
    check_one("flags = [\"Act now\"]", "flags = [\"Act  now\"]", &[("absent-flag", "Act  now")]);
    check_one("flags = [\"Act now\"]", "flags = []", &[("no-flags", "[[bad]]")]);
    check_one("flags = [\"Act now\"]\n", "", &[("missing-key", "[[bad]]")]);
    check_one("fixed = \" and save!\"\n", "", &[("missing-fixed", "[[bad]]")]);
    check_one("\n[[good]]\ntext = \"They act with care.\"\n", "", &[("few-examples", "good")]);
    check_one(
        "text = \"They act with care.\"",
        "txt = \"They act with care.\"",
        &[("missing-key", "[[good]]"), ("unknown-key", "txt")],
    );
    check_one("text = \"They act", "format = \"word\"\ntext = \"They act", &[("unknown-value", "word")]);
}

#[test]
fn no_fault_hides_another() {
    check(
        &[
            ("severity =", "severty ="),
            ("weight   = 3.0", "weight   = 300"),
            ("“{match}” hurries", "“{mach” hurries"),
            ("(?<when>now|today)", "(?<when>now|today"),
            ("'act today in'", "'[z-a]'"),
            ("delete        = true\n", ""),
            ("\"suggested\"", "\"always\""),
            ("flags = [\"Act now\"]", "flags = [\"Acts now\"]"),
            ("fixed = \"You must .\"\n", ""),
            ("text = \"They act with care.\"", "txt = \"They act with care.\""),
        ],
        &[
            ("missing-key", ""),
            ("unknown-key", "severty"),
            ("out-of-range", "300"),
            ("stray-brace", "{"),
            ("bad-regex", "("),
            ("bad-regex", "z-a"),
            ("no-fix", "[fix]"),
            ("unknown-value", "always"),
            ("absent-flag", "Acts now"),
            ("missing-fixed", "[[bad]]"),
            ("missing-key", "[[good]]"),
            ("unknown-key", "txt"),
        ],
    );
}
