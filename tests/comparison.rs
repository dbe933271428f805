//! docs/comparison.md says of prosec what is true: each row names a command that works, a test that there is, or a
//! command that prosec does not know, for what it has not.
#![cfg(unix)]

use std::fs;
use std::process::{Command, Output};

use tempfile::TempDir;

/// The areas, in which every table has a column for each checker.
const AREAS: &[&str] =
    &["Configuration", "Suppression", "Baseline", "Fixes", "Reports", "Comfort", "Integrations"];
const COLUMNS: &[&str] =
    &["", "prosec", "Vale", "LanguageTool", "Harper", "typos", "cspell", "rumdl", "held by"];

struct Row {
    area: String,
    /// What it says of prosec.
    own: String,
    /// The command or the test.
    held: String,
}

fn rows() -> Vec<Row> {
    let page = fs::read_to_string("docs/comparison.md").expect("readable");
    let mut area = String::new();
    let mut rows = Vec::new();
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            area = heading.to_owned();
        }
        let Some(inner) = line.strip_prefix('|').and_then(|rest| rest.strip_suffix('|')) else { continue };
        let cells: Vec<&str> = inner.split('|').map(str::trim).collect();
        assert_eq!(cells.len(), COLUMNS.len(), "{line}");
        if cells[1] == "prosec" {
            assert_eq!(cells, COLUMNS, "{area}");
        } else if !cells[1].starts_with("---") {
            assert!(cells.iter().all(|cell| !cell.is_empty()), "a cell is empty: {line}");
            let held = cells[8].trim_matches('`').to_owned();
            rows.push(Row { area: area.clone(), own: cells[1].to_owned(), held });
        }
    }
    rows
}

/// A repository with a faulty draft.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    fs::create_dir(folder.path().join("docs")).expect("can be made");
    fs::write(folder.path().join("docs/guide.md"), "# The guide\n\nWe recieve letters.\n")
        .expect("can be written");
    let script = "git init --quiet . && git config user.name Ann && git config user.email ann@example.org \
                  && git commit --quiet --allow-empty --message Begin && git update-ref refs/remotes/origin/main HEAD";
    assert!(shell(&folder, script).status.success());
    folder
}

fn shell(folder: &TempDir, script: &str) -> Output {
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_prosec")).parent().expect("it has one");
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap_or_default());
    Command::new("sh")
        .args(["-c", script])
        .current_dir(folder.path())
        .env("PATH", path)
        .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")])
        .output()
        .expect("there is a shell")
}

#[test]
fn every_row_is_held() {
    let rows = rows();
    for Row { area, own, held } in &rows {
        let is_lacking = own == "no";
        if let Some(command) = held.strip_prefix("not: ") {
            let output = shell(&folder(), command);
            let told = String::from_utf8_lossy(&output.stderr).into_owned();
            let is_unknown = ["unexpected argument", "unrecognized subcommand", "invalid value"];
            assert_eq!(output.status.code(), Some(2), "{area}: {command} works");
            assert!(is_unknown.iter().any(|word| told.contains(word)), "{area}: {command}: {told}");
            assert!(
                is_lacking || own == "English",
                "{area}: {command} is not there, and the row says “{own}”"
            );
        } else if held.starts_with("prosec ") {
            let output = shell(&folder(), held);
            assert!(matches!(output.status.code(), Some(0 | 1)), "{area}: {held}: {output:?}");
            assert!(!is_lacking, "{area}: {held} works, and the row says “{own}”");
        } else {
            let (file, test) = held.split_once("::").unwrap_or_else(|| panic!("{area}: what is {held}?"));
            let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{area}: {file}: {error}"));
            assert!(text.contains(&format!("fn {test}(")), "{area}: {file} has no {test}");
            assert!(!is_lacking, "{area}: {held}");
        }
    }
    for area in AREAS {
        assert!(rows.iter().any(|row| row.area == *area), "{area} is not compared");
    }
}

/// What is told apart in the row on fixes is told apart in the report.
#[test]
fn fixes_say_whether_they_change_the_wording() {
    let output = shell(&folder(), "prosec check --format json");
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let fixes = report.to_string();
    assert!(fixes.contains("\"applicability\":\"suggested\""), "{fixes}");
}
