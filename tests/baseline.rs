//! Baselines and changes as a team meets them: in a repository, over edits, renames and merges.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// A draft with two faults.
const DRAFT: &str = "# A report\n\nThey recieve the letters at noon, and the clerk reads them\naloud before the the doors close.\n";

const CONFIG: (&str, &str) = ("prosec.toml", "baseline = \"known.json\"\n");

const SPELLED: &str = "spelling/known-misspelling recieve";
const DOUBLED: &str = "repetition/doubled-small-word the the";

/// A folder with these files, as a repository of git with one commit.
fn repository(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    git(folder.path(), &["init", "--quiet", "--initial-branch", "main", "."]);
    git(folder.path(), &["config", "user.name", "Ann"]);
    git(folder.path(), &["config", "user.email", "ann@example.org"]);
    git(folder.path(), &["config", "core.autocrlf", "false"]);
    write(folder.path(), files);
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--allow-empty", "--message", "First"]);
    folder
}

fn write(folder: &Path, files: &[(&str, &str)]) {
    for (name, text) in files {
        let path = folder.join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("can be made");
        fs::write(path, text).expect("can be written");
    }
}

fn git(folder: &Path, args: &[&str]) -> String {
    let output = std::process::Command::new("git")
        .args(args)
        .current_dir(folder)
        .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")])
        .output()
        .expect("git runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

/// The exit code, the output and the complaints of a run in the folder, with this on the standard input.
fn run_with(folder: &Path, args: &[&str], input: &str) -> (i32, String, String) {
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    let output = command.current_dir(folder).args(args).write_stdin(input).output().expect("it runs");
    let [out, err] =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).expect("output is UTF-8"));
    (output.status.code().expect("no signal"), out, err)
}

fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    run_with(folder, args, "")
}

/// Checks what is reported: the rules, each with the text that is wrong, and the exit code; complaints follow.
#[track_caller]
fn check(folder: &Path, args: &[&str], expected: &[&str]) {
    check_with(folder, args, "", expected);
}

#[track_caller]
fn check_with(folder: &Path, args: &[&str], input: &str, expected: &[&str]) {
    let (code, out, err) = run_with(folder, &[&["check", "--format", "jsonl"], args].concat(), input);
    let mut found: Vec<String> = Vec::new();
    for line in out.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).expect("each line is JSON");
        let text =
            fs::read_to_string(folder.join(finding["path"].as_str().expect("a path"))).expect("readable");
        let offset = |key: &str| finding["span"][key].as_u64().expect("an offset") as usize;
        found.push(format!(
            "{} {}",
            finding["code"].as_str().expect("a rule"),
            &text[offset("start")..offset("end")]
        ));
    }
    found.push(code.to_string());
    found.extend(err.lines().map(str::to_owned));
    assert_eq!(found, expected, "{args:?}");
}

/// A repository whose findings are known.
fn known(files: &[(&str, &str)]) -> TempDir {
    let folder = repository(&[&[CONFIG], files].concat());
    let (code, _, err) = run(folder.path(), &["baseline"]);
    assert_eq!((code, err.as_str()), (0, ""));
    git(folder.path(), &["add", "."]);
    git(folder.path(), &["commit", "--quiet", "--message", "Know"]);
    folder
}

#[test]
fn known_findings_are_not_reported_and_do_not_fail() {
    let folder = known(&[("a.md", DRAFT)]);
    let here = folder.path();
    check(here, &["."], &["0"]);
    check(here, &["a.md"], &["0"]);
    check(here, &["--no-baseline"], &[SPELLED, DOUBLED, "1"]);
    check(here, &["--max-quality", "1"], &["0"]);
    write(here, &[("a.md", &format!("{DRAFT}\nThey recieve more.\n"))]);
    check(here, &["."], &[SPELLED, "1"]);
    write(here, &[("a.md", &DRAFT.replace('\n', "\r\n"))]);
    check(here, &["."], &["0"]);
}

#[test]
fn renamed_files_are_met_again() {
    let folder = known(&[("a.md", DRAFT), ("b.md", DRAFT)]);
    let here = folder.path();
    fs::create_dir(here.join("docs")).expect("can be made");
    git(here, &["mv", "a.md", "docs/report.md"]);
    check(here, &["."], &["0"]);
    write(here, &[("docs/report.md", &format!("A new line.\n\n{DRAFT}"))]);
    check(here, &["."], &["0"]);
    let before = fs::read_to_string(here.join("known.json")).expect("readable");
    assert_eq!(run(here, &["baseline", "--prune"]).1, "known.json: 4 findings in 2 files\n");
    let after = fs::read_to_string(here.join("known.json")).expect("readable");
    assert_eq!(after.matches("\"docs/report.md\"").count(), 2, "{after}");
    assert_eq!(before.lines().count(), after.lines().count());
    fs::copy(here.join("b.md"), here.join("c.md")).expect("can be copied");
    check(here, &["."], &[SPELLED, DOUBLED, "1"]);
}

#[test]
fn what_is_paid_off_is_told_and_pruned() {
    let folder = known(&[("a.md", DRAFT), ("b.md", DRAFT)]);
    let here = folder.path();
    write(here, &[("a.md", &DRAFT.replace("recieve", "receive"))]);
    let told = "note: 1 finding of the baseline is gone; run `prosec baseline --prune`";
    check(here, &["."], &["0", told]);
    check(here, &["b.md"], &["0"]);
    check(here, &["a.md"], &["0", told]);
    // What did not run found nothing, and nobody can tell.
    check(here, &["--without", "spelling"], &["0"]);
    // Pruning only takes out.
    write(here, &[("b.md", &format!("{DRAFT}\nThey recieve more.\n"))]);
    assert_eq!(run(here, &["baseline", "--prune"]).1, "known.json: 3 findings in 2 files\n");
    check(here, &["."], &[SPELLED, "1"]);
    fs::remove_file(here.join("a.md")).expect("can be removed");
    check(here, &["."], &[SPELLED, "1", told]);
    assert_eq!(run(here, &["baseline", "b.md"]).1, "known.json: 3 findings in 1 file\n");
    check(here, &["."], &["0"]);
}

#[test]
fn a_part_of_the_tree_can_be_written_anew() {
    let folder = known(&[("a.md", DRAFT), ("b.md", DRAFT)]);
    let here = folder.path();
    write(here, &[("a.md", "They recieve more.\n"), ("b.md", "They recieve more.\n")]);
    assert_eq!(run(here, &["baseline", "a.md"]).1, "known.json: 3 findings in 2 files\n");
    check(here, &["a.md"], &["0"]);
    let text = fs::read_to_string(here.join("known.json")).expect("readable");
    assert_eq!(run(here, &["baseline", "a.md"]).0, 0);
    assert_eq!(fs::read_to_string(here.join("known.json")).expect("readable"), text, "it is stable");
    let names: Vec<String> = fs::read_dir(here)
        .expect("readable")
        .map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned())
        .filter(|name| name.contains("known"))
        .collect();
    assert_eq!(names, ["known.json"], "nothing is left beside it");
}

#[test]
fn a_baseline_that_cannot_be_read_is_told() {
    let folder = repository(&[CONFIG, ("a.md", DRAFT)]);
    let here = folder.path();
    let (code, _, err) = run(here, &["check", "a.md"]);
    assert_eq!((code, err.contains("`prosec baseline` writes it")), (2, true), "{err}");
    check(here, &["a.md", "--no-baseline"], &[SPELLED, DOUBLED, "1"]);
    write(here, &[("known.json", "{\"version\":9}")]);
    let (code, _, err) = run(here, &["check", "a.md"]);
    assert_eq!((code, err.contains("version 9 of the format")), (2, true), "{err}");
    let (code, _, err) = run(here, &["baseline"]);
    assert_eq!((code, err.contains("version 9 of the format")), (2, true), "{err}");
    let (code, out, _) = run(here, &["baseline", "--no-config"]);
    assert_eq!((code, out.as_str()), (0, "prosec-baseline.json: 2 findings in 1 file\n"));
    check(here, &["--no-config", "--baseline", "prosec-baseline.json"], &["0"]);
}

#[test]
fn only_what_a_change_touches_is_reported() {
    let folder = repository(&[("a.md", DRAFT), ("b.md", DRAFT), ("é x.md", DRAFT)]);
    let here = folder.path();
    git(here, &["config", "diff.noprefix", "true"]);
    git(here, &["config", "diff.external", "false"]);
    check(here, &["--changed-since", "main"], &["0"]);
    write(here, &[("a.md", &format!("{DRAFT}\nThey recieve more.\n")), ("sub/new.md", "Of the the sea.\n")]);
    check(here, &["--changed-since", "main"], &[SPELLED, DOUBLED, "1"]);
    check(here, &["--changed-since", "main", "b.md", "a.md"], &[SPELLED, "1"]);
    check(&here.join("sub"), &["--changed-since", "HEAD"], &[DOUBLED, "1"]);
    check(here, &["--changed-since", "main", "--max-quality", "0", "--without", "spelling", "a.md"], &["0"]);
    // What others do on the branch meanwhile is no change of ours.
    git(here, &["switch", "--quiet", "--create", "ours"]);
    git(here, &["add", "."]);
    git(here, &["commit", "--quiet", "--message", "Ours"]);
    git(here, &["switch", "--quiet", "main"]);
    write(here, &[("b.md", "Theirs.\n")]);
    git(here, &["commit", "--quiet", "--all", "--message", "Theirs"]);
    git(here, &["switch", "--quiet", "ours"]);
    check(here, &["--changed-since", "main"], &[SPELLED, DOUBLED, "1"]);
    // A renamed file is not new.
    git(here, &["mv", "b.md", "c.md"]);
    write(here, &[("é x.md", &format!("{DRAFT}\nOf the the sea.\n"))]);
    check(here, &["--changed-since", "HEAD"], &[DOUBLED, "1"]);
}

#[test]
fn a_finding_beside_the_change_counts_if_it_points_there() {
    let folder = repository(&[("a.md", "It is of the\nthe sea.\n\nThey recieve it.\n")]);
    let here = folder.path();
    write(here, &[("a.md", "It was of the\nthe sea.\n\nThey recieve it.\n")]);
    check(here, &["--changed-since", "HEAD"], &["repetition/doubled-small-word the\nthe", "1"]);
}

#[test]
fn revisions_that_there_are_not_are_told() {
    let folder = repository(&[("a.md", DRAFT)]);
    let told = |args: &[&str], part: &str| {
        let (code, _, err) = run(folder.path(), &[&["check"], args].concat());
        assert_eq!((code, err.contains(part)), (2, true), "{args:?}: {err}");
    };
    told(&["--changed-since", "nowhere"], "git knows no revision “nowhere”");
    told(&["--changed-since=--output=stolen"], "git knows no revision “--output=stolen”");
    told(&["--changed-since", ""], "git knows no revision “”");
    assert!(!folder.path().join("stolen").exists());
    let bare = TempDir::new().expect("a temporary folder");
    let (code, _, err) = run(bare.path(), &["check", "--changed-since", "main"]);
    assert_eq!((code, err.contains("needs a repository of git")), (2, true), "{err}");
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    command.current_dir(folder.path()).env("PATH", bare.path()).args(["check", "--changed-since", "main"]);
    let output = command.output().expect("it runs");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(err.contains("--changed-since needs git, which cannot be run"), "{err}");
}

#[test]
fn patches_are_read_from_the_input_or_a_file() {
    let folder = repository(&[("docs/é x.md", DRAFT)]);
    let here = folder.path();
    write(here, &[("docs/é x.md", &format!("They recieve more.\n\n{DRAFT}"))]);
    let patch = git(here, &["diff"]);
    assert!(patch.contains("\\303\\251"), "{patch}");
    check_with(here, &["--diff"], &patch, &[SPELLED, "1"]);
    write(here, &[("change.patch", &patch.replace('\n', "\r\n"))]);
    check(here, &["--diff", "change.patch"], &[SPELLED, "1"]);
    check_with(&here.join("docs"), &["--diff"], &patch, &[SPELLED, "1"]);
    check_with(here, &["--diff"], "", &["0"]);
    assert_eq!(run_with(here, &["check", "-", "--diff"], &patch).0, 2);
    let (code, _, err) = run_with(here, &["check", "--diff"], "no patch at all\n");
    assert_eq!((code, err.contains("this is no patch")), (2, true), "{err}");
    let (code, _, err) = run(here, &["check", "--diff", "docs"]);
    assert_eq!((code, err.contains("cannot read the patch docs")), (2, true), "{err}");
}
