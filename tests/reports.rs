//! Reports to files: several in one run, whole or not at all, and every command of docs/reports.md.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

const FAULTY: &str = "The committee met met today.\n\nIt saw the the mayor.\n";

/// A folder with a faulty draft in `docs`.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    fs::create_dir(folder.path().join("docs")).expect("can be made");
    fs::write(folder.path().join("docs/a b.md"), FAULTY).expect("can be written");
    folder
}

fn run(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    command.env_remove("GITHUB_WORKSPACE").env_remove("CI_PROJECT_DIR");
    command.current_dir(folder).arg("check").args(args).output().expect("it runs")
}

/// Holds a run against its exit code and what it prints to either output.
fn expect(output: &Output, code: i32, out: &str, err: &str) {
    let texts = [&output.stdout, &output.stderr].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    assert_eq!(output.status.code(), Some(code), "{texts:#?}");
    assert!(texts[0].contains(out) && texts[1].contains(err), "{texts:#?}");
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn one_run_writes_several_reports() {
    let folder = folder();
    let args = ["docs", "--output", "sarif=r.sarif", "--output", "html=r.html", "--output", "gitlab=r.json"];
    let output = run(folder.path(), &args);
    expect(&output, 1, "--> docs/a b.md:1:", "");
    let read = |name: &str| fs::read_to_string(folder.path().join(name)).expect("readable");
    assert!(read("r.sarif").contains("\"uri\":\"docs/a%20b.md\""));
    assert!(read("r.html").starts_with("<!DOCTYPE html>"));
    assert!(read("r.json").contains("\"path\":\"docs/a b.md\""));
    assert_eq!(names(folder.path()), ["docs", "r.html", "r.json", "r.sarif"], "nothing else is left");
    let color = run(folder.path(), &["docs", "--color", "always", "--output", "text=r.txt"]);
    expect(&color, 1, "\u{1b}[", "");
    assert!(!read("r.txt").contains('\u{1b}'));
}

#[test]
fn a_file_takes_the_place_of_the_standard_output() {
    let folder = folder();
    let output = run(folder.path(), &["docs", "--format", "jsonl", "--output", "r.jsonl"]);
    assert!(String::from_utf8_lossy(&output.stdout).ends_with(" in 1 file\n"), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout).lines().count(), 1);
    let lines = fs::read_to_string(folder.path().join("r.jsonl")).expect("readable");
    assert!(lines.lines().count() >= 2 && lines.starts_with("{\"path\":\"docs/a b.md\""), "{lines}");
}

#[test]
fn rules_explain_themselves_in_reports() {
    let folder = folder();
    run(folder.path(), &["docs", "--format", "sarif", "--output", "r.sarif"]);
    let text = fs::read_to_string(folder.path().join("r.sarif")).expect("readable");
    let sarif: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    let rules = sarif["runs"][0]["tool"]["driver"]["rules"].as_array().expect("a list");
    assert!(!rules.is_empty());
    for rule in rules {
        let help = rule["help"]["markdown"].as_str().expect("a text");
        assert!(help.contains("Flagged:") && help.contains("prosec explain"), "{help}");
    }
}

#[test]
fn what_cannot_be_written_is_named() {
    let folder = folder();
    let fails = |args: &[&str], message: &str| {
        expect(&run(folder.path(), &[&["docs"], args].concat()), 2, "", message);
        assert_eq!(names(folder.path()), ["docs"]);
    };
    fails(&["--output", "no/r.txt"], "error: cannot write no/r.txt: there is no folder no");
    fails(&["--output", "docs"], "error: cannot write docs: it is a folder");
    fails(&["--output", "a.txt", "--output", "b.txt"], "say the format of each");
    fails(&["--output", "text=a.txt", "--output", "json=a.txt"], "two reports would go to a.txt");
    fails(&["--output", "serif=a.txt"], "no format is called “serif”; did you mean “sarif”?");
    fails(&["--output", "html="], "a file is missing");
    fails(&["--output", "html=-"], "“--format” says what goes to the standard output");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_and_the_other_reports_are_written() {
    let folder = folder();
    let output = run(folder.path(), &["docs", "--output", "html=/dev/full", "--output", "json=r.json"]);
    expect(&output, 2, "--> docs/a b.md:1:", "error: cannot write /dev/full: no space left on device");
    assert!(folder.path().join("r.json").exists());
}

#[cfg(unix)]
#[test]
fn links_and_permissions_outlast_a_report() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let mode = |name: &str| fs::metadata(path(name)).expect("it is there").permissions().mode() & 0o777;
    fs::write(path("real.txt"), "before").expect("can be written");
    fs::set_permissions(path("real.txt"), fs::Permissions::from_mode(0o640)).expect("it is ours");
    symlink("real.txt", path("link.txt")).expect("can be made");
    run(folder.path(), &["docs", "--output", "link.txt", "--output", "json=new.json"]);
    assert!(fs::symlink_metadata(path("link.txt")).expect("it is there").is_symlink());
    assert!(fs::read_to_string(path("real.txt")).expect("readable").contains("docs/a b.md:1:"));
    assert_eq!(mode("real.txt"), 0o640);
    fs::write(path("usual.txt"), "").expect("can be written");
    assert_eq!(mode("new.json"), mode("usual.txt"));
}

#[test]
fn services_get_paths_below_their_checkout() {
    let folder = folder();
    let printed = |format: &str, variable: &str| {
        let mut command = Command::cargo_bin("prosec").expect("it was built");
        command.env_remove("GITHUB_WORKSPACE").env_remove("CI_PROJECT_DIR").env(variable, folder.path());
        command.current_dir(folder.path().join("docs")).args(["check", "a b.md", "--format", format]);
        String::from_utf8(command.output().expect("it runs").stdout).expect("UTF-8")
    };
    assert!(printed("github", "GITHUB_WORKSPACE").contains("file=docs/a b.md,line=1"));
    assert!(printed("gitlab", "CI_PROJECT_DIR").contains("\"path\":\"docs/a b.md\""));
    assert!(printed("github", "CI_PROJECT_DIR").contains("file=a b.md,line=1"));
}

/// The commands of the page, each without what it is piped into.
fn commands(page: &str) -> Vec<Vec<String>> {
    let lines =
        page.lines().map(|line| line.trim_start().trim_start_matches("- ").trim_start_matches("run: "));
    let own =
        lines.filter(|line| line.starts_with("prosec ")).map(|line| line.split('|').next().unwrap_or(line));
    own.map(|line| line.split_whitespace().skip(1).map(str::to_owned).collect()).collect()
}

#[test]
fn every_command_of_the_page_works() {
    let page = fs::read_to_string("docs/reports.md").expect("readable");
    let commands = commands(&page);
    assert!(commands.len() >= 15, "the commands were found: {commands:?}");
    for command in commands {
        let folder = folder();
        let args: Vec<String> =
            command.iter().map(|arg| arg.replace("$GITHUB_STEP_SUMMARY", "step.md")).collect();
        let output = Command::cargo_bin("prosec")
            .expect("it was built")
            .current_dir(folder.path())
            .args(&args)
            .output()
            .expect("it runs");
        let never = args.iter().any(|arg| arg == "never");
        let expected = if never { 0 } else { 1 };
        assert_eq!(output.status.code(), Some(expected), "{args:?}: {output:?}");
        for pair in args.windows(2).filter(|pair| pair[0] == "--output") {
            let file = pair[1].rsplit('=').next().expect("a part");
            let written = fs::read_to_string(folder.path().join(file)).expect("it was written");
            assert!(
                written.contains("a b.md") || written.contains("a%20b.md") || written.contains("a b\\.md"),
                "{file}: {written}"
            );
        }
    }
}

#[test]
fn the_page_shows_every_format() {
    let page = fs::read_to_string("docs/reports.md").expect("readable");
    for format in prosec::emit::OutputFormat::ALL {
        assert!(
            page.contains(&format!("`{}`", format.as_str())),
            "docs/reports.md lacks {}",
            format.as_str()
        );
    }
}
