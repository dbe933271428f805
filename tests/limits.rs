//! Files with more findings than anybody reads: so many of each rule are shown, the others are counted, and nothing else
//! changes for it.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder of rules with one rule, which flags “utilise” as a warning.
const RULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");

/// A file in a folder of its own.
fn folder(text: &str) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("a.md"), text).expect("can be written");
    folder
}

/// The exit code of `prosec` with that rule alone, and what it prints.
fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    command.current_dir(folder).args(args).args(["--rules", RULES]);
    if args[0] == "check" {
        command.args(["--only", "house"]);
    }
    let output = command.output().expect("it runs");
    let printed = String::from_utf8([output.stdout, output.stderr].concat()).expect("output is UTF-8");
    (output.status.code().expect("no signal"), printed)
}

/// Checks a text with these arguments: the exit code, and the last lines that are printed.
fn check(text: &str, args: &[&str], (code, expected): (i32, &[&str])) {
    let folder = folder(text);
    let (exit, printed) = run(folder.path(), &[&["check", "a.md", "--format", "compact"], args].concat());
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines[lines.len().saturating_sub(expected.len())..], *expected, "{args:?}: {printed}");
    assert_eq!(exit, code, "{args:?}: {printed}");
}

/// So many faults, each in its paragraph.
fn faults(count: usize) -> String {
    "We utilise it.\n\n".repeat(count)
}

const FIRST: &str =
    "a.md:1:4: warning[house/plain-words]: “utilise” is a long word for “use” (fix: write “use”)";

fn more(line: usize, count: usize) -> String {
    let (noun, verb) = if count == 1 { ("finding", "is") } else { ("findings", "are") };
    format!(
        "a.md:{line}:4: warning[house/plain-words]: from here on {count} more {noun} of this rule {verb} not shown"
    )
}

#[test]
fn so_many_findings_of_a_rule_are_shown_and_the_others_counted() {
    let one = ["--max-findings", "1"];
    check(&faults(1), &one, (1, &[FIRST, "1 warning in 1 file"]));
    check(&faults(2), &one, (1, &[FIRST, &more(3, 1), "2 warnings in 1 file; 1 not shown"]));
    // Of so many, not all are made.
    check(&faults(50), &one, (1, &[FIRST, &more(3, 49), "50 warnings in 1 file; 49 not shown"]));
    check(&faults(2_000), &[], (1, &[&more(2_001, 1_000), "2000 warnings in 1 file; 1000 not shown"]));
    check(&faults(2_000), &["--max-findings", "0"], (1, &["2000 warnings in 1 file"]));
    check(&faults(50), &["--max-findings", "1", "--min-severity", "error"], (0, &["no findings in 1 file"]));
}

#[test]
fn what_is_suppressed_or_followed_by_more_is_told_as_without_a_limit() {
    let one = ["--max-findings", "1"];
    let off = format!("<!-- prosec: off house -- a list -->\n\n{}", faults(5));
    check(&off, &one, (0, &["no findings in 1 file; 5 suppressed"]));
    let on = format!("{off}<!-- prosec: on house -->\n\n{}", faults(2));
    let last = FIRST.replace("a.md:1:", "a.md:15:");
    check(&on, &one, (1, &[&last, &more(17, 1), "2 warnings in 1 file; 5 suppressed; 1 not shown"]));
    let whole = format!("<!-- prosec: off house -- a list -->\n\n{}", faults(50));
    check(&whole, &one, (0, &["no findings in 1 file; 10 suppressed"]));
}

#[test]
fn every_format_says_what_is_not_shown() {
    let folder = folder(&faults(20));
    let formats =
        "text compact overview json jsonl sarif github gitlab checkstyle junit rdjson rdjsonl markdown html";
    for format in formats.split(' ') {
        let args = ["check", "a.md", "--max-findings", "1", "--format", format];
        let (code, printed) = run(folder.path(), &args);
        assert_eq!(code, 1, "{format}: {printed}");
        assert!(printed.contains("not shown"), "{format}: {printed}");
    }
}

#[test]
fn scores_do_not_hang_on_what_is_shown() {
    let folder = folder(&faults(50));
    let score = |most: &str| {
        let (_, printed) = run(folder.path(), &["check", "a.md", "--format", "json", "--max-findings", most]);
        let report: serde_json::Value = serde_json::from_str(&printed).expect("JSON");
        report["files"][0]["score"].clone()
    };
    assert_eq!(score("1"), score("0"));
    assert_eq!(score("1")["contributions"][0]["count"], 50);
}

#[test]
fn a_baseline_knows_all_findings() {
    let folder = folder(&faults(50));
    let written = run(folder.path(), &["baseline", "a.md"]);
    assert_eq!(written.0, 0, "{written:?}");
    let limited = ["check", "a.md", "--max-findings", "1", "--baseline", "prosec-baseline.json"];
    let (code, printed) = run(folder.path(), &limited);
    assert_eq!((code, printed.as_str()), (0, "no findings in 1 file; 50 known\n"));
}

#[test]
fn a_cache_holds_what_was_found_under_each_limit() {
    let folder = folder(&faults(50));
    for most in ["1", "2", "1", "0"] {
        let args = ["check", "a.md", "--cache", "--max-findings", most];
        let count = |(_, printed): (i32, String)| printed.matches("is a long word").count();
        let shown = if most == "0" { 50 } else { most.parse().expect("a number") };
        assert_eq!(count(run(folder.path(), &args)), shown, "{most}");
        assert_eq!(count(run(folder.path(), &args)), shown, "{most}, from the cache");
    }
}

#[test]
fn mending_sees_all_findings() {
    let folder = folder(&faults(50));
    let args = ["check", "a.md", "--fix", "--suggested", "--max-findings", "1"];
    let (code, printed) = run(folder.path(), &args);
    assert_eq!(code, 0, "{printed}");
    assert!(!fs::read_to_string(folder.path().join("a.md")).expect("readable").contains("utilise"));
}

#[test]
fn a_configuration_sets_the_limit() {
    let folder = folder(&faults(3));
    let config = folder.path().join("prosec.toml");
    for (line, code, said) in [
        ("max-findings = 2\n", 1, "3 warnings in 1 file; 1 not shown"),
        ("max-findings = 0\n", 1, "3 warnings in 1 file\n"),
        ("max-findings = -1\n", 2, "max-findings"),
    ] {
        fs::write(&config, line).expect("can be written");
        let (exit, printed) = run(folder.path(), &["check", "a.md"]);
        assert!(exit == code && printed.contains(said), "{exit} {printed}");
    }
}
