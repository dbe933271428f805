//! What makes the program good to live with: counts by rule, reasons, quiet and verbose runs, and what new users mistype.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

const FAULTY: &str = "The committee met met today.\n\nIt saw the the mayor, and the the press.\n";

/// A folder with two drafts in `docs`, one of which is sound.
fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    fs::create_dir(folder.path().join("docs")).expect("can be made");
    fs::write(folder.path().join("docs/readme.md"), FAULTY).expect("can be written");
    fs::write(folder.path().join("docs/sound.md"), "The ferry leaves at noon.\n").expect("can be written");
    folder
}

/// The exit code and both outputs of a run.
fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    run_with(folder, args, &[])
}

fn run_with(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "FORCE_HYPERLINK"] {
        command.env_remove(name);
    }
    let output =
        command.current_dir(folder).args(args).envs(variables.iter().copied()).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

/// Holds a run against its exit code, and what it prints to either output.
fn check(args: &[&str], code: i32, out: &[&str], err: &[&str]) {
    let folder = folder();
    let printed = run(folder.path(), args);
    assert_eq!(printed.0, code, "{args:?} {printed:#?}");
    assert!(out.iter().all(|part| printed.1.contains(part)), "{out:?} in {printed:#?}");
    assert!(err.iter().all(|part| printed.2.contains(part)), "{err:?} in {printed:#?}");
}

#[test]
fn statistics_count_by_rule_and_close_the_report() {
    let folder = folder();
    let (_, out, _) = run(folder.path(), &["check", "docs", "--statistics", "--only", "repetition"]);
    let table = "\nfindings  safe fixes  suggested  rule
       2           ·          2  repetition/doubled-small-word
       1           ·          1  repetition/doubled-word

";
    let (before, after) = out.split_once(table).unwrap_or_else(|| panic!("no table in {out}"));
    assert!(before.contains("readme.md:1:15") && after.ends_with(" in 2 files\n"), "{out}");
    let args = ["check", "docs", "--statistics", "--only", "repetition", "--format", "json"];
    let (_, out, _) = run(folder.path(), &args);
    let report: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let first = &report["summary"]["statistics"][0];
    assert_eq!(first["code"], "repetition/doubled-small-word");
    assert_eq!((first["findings"].as_u64(), first["suggested"].as_u64()), (Some(2), Some(2)));
    let (_, out, _) = run(folder.path(), &["check", "docs/sound.md", "--statistics"]);
    assert_eq!(out, "no findings in 1 file\n");
}

#[test]
fn reasons_stand_beside_findings_where_they_are_asked_for() {
    let explained = ["check", "docs", "--only", "repetition/doubled-word", "--explain"];
    check(&explained, 1, &["  = why: ", "  = explain: prosec explain repetition/doubled-word\n"], &[]);
    let folder = folder();
    let (_, out, _) = run(folder.path(), &explained[..4]);
    assert!(!out.contains("why: "), "{out}");
}

#[test]
fn a_quiet_run_prints_errors_alone() {
    let folder = folder();
    let printed = run(folder.path(), &["check", "docs", "-q"]);
    assert_eq!(printed, (1, String::new(), String::new()));
    let (code, out, err) = run(folder.path(), &["check", "docs/sound.md", "absent", "--quiet"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert_eq!(err, "error: cannot read absent: no such file or folder\n");
    fs::create_dir(folder.path().join("empty")).expect("can be made");
    let printed = run(folder.path(), &["check", "empty", "--quiet"]);
    assert_eq!(printed, (0, String::new(), String::new()), "a warning is no error");
    let (code, out, _) = run(folder.path(), &["check", "docs", "-q", "--output", "json=report.json"]);
    assert_eq!((code, out.as_str()), (1, ""));
    assert!(fs::read_to_string(folder.path().join("report.json")).expect("written").contains("doubled"));
}

#[test]
fn a_verbose_run_says_what_it_went_by() {
    let expected = [
        "configuration: no prosec.toml; ",
        " rules run\n",
        "files: 2 on 1 thread\n",
        "time: settings and rules ",
        ", in all ",
    ];
    check(&["check", "docs", "-v", "--threads", "1"], 1, &["readme.md:1:15"], &expected);
    let folder = folder();
    fs::write(folder.path().join("prosec.toml"), "lang = \"en-GB\"\n").expect("can be written");
    let (_, _, err) = run(folder.path(), &["check", "docs", "--verbose", "--cache"]);
    assert!(err.contains("prosec.toml; ") && err.contains(", 0 from the cache\n"), "{err}");
    assert_eq!(run(folder.path(), &["check", "docs", "-qv"]).0, 2);
}

#[test]
fn colours_can_be_forced_and_forbidden() {
    let folder = folder();
    let colored = |variables: &[(&str, &str)]| {
        let (_, out, _) = run_with(folder.path(), &["check", "docs"], variables);
        out.contains("\u{1b}[")
    };
    assert!(!colored(&[]), "a pipe has no colours");
    assert!(colored(&[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[("CLICOLOR_FORCE", "0")]));
    assert!(!colored(&[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]));
    let (_, out, _) = run_with(folder.path(), &["check", "docs"], &[("FORCE_HYPERLINK", "1")]);
    assert!(!out.contains("\u{1b}]8"), "nor has a pipe links: {out}");
}

#[test]
fn a_run_without_a_command_shows_help() {
    let (code, out, err) = run(folder().path(), &[]);
    assert_eq!(code, 2);
    let help = out + &err;
    assert!(
        help.contains("Usage: prosec") && help.contains("check") && help.contains("Exit codes"),
        "{help}"
    );
}

#[test]
fn what_is_mistyped_is_met_with_what_may_be_meant() {
    check(&["chekc", "docs"], 2, &[], &["a similar subcommand exists: 'check'"]);
    check(&["docs"], 2, &[], &["hint: to check it, write `prosec check docs`"]);
    check(&["./docs/readme.md"], 2, &[], &["hint: to check it, write `prosec check ./docs/readme.md`"]);
    check(&["-", "docs"], 2, &[], &["hint: to check it, write `prosec check -`"]);
    check(&["names/joined"], 2, &[], &["hint: to read about a rule, write `prosec explain names/joined`"]);
    check(
        &["check", "docs/raedme.md"],
        2,
        &[],
        &["error: cannot read docs/raedme.md: no such file or folder; did you mean docs/readme.md?"],
    );
    check(&["check", "dosc"], 2, &[], &["cannot read dosc: no such file or folder; did you mean docs?"]);
    check(
        &["check", "docs", "--rules", "docs/readme.md"],
        2,
        &[],
        &["error: cannot read docs/readme.md: it is no folder"],
    );
    check(&["check", "docs", "--threads", "0"], 2, &[], &["--threads"]);
    check(&["check", "docs", "--fromat", "json"], 2, &[], &["a similar argument exists: '--format'"]);
    check(&["check", "docs", "--format", "yaml"], 2, &[], &["possible values: text, compact"]);
    check(&["explain"], 2, &[], &["<RULE>"]);
    check(&["explain", "joined"], 2, &[], &["did you mean “names/joined”?"]);
    check(&["check", "-", "--watch"], 2, &[], &["error: the standard input cannot be watched"]);
}

#[test]
fn a_name_that_no_rule_has_is_an_error_even_where_there_is_nothing_to_check() {
    let folder = folder();
    fs::create_dir(folder.path().join("empty")).expect("can be made");
    let (code, _, err) = run(folder.path(), &["check", "empty", "--only", "spma"]);
    assert_eq!(code, 2);
    assert!(err.contains("no rule or group is called “spma”; did you mean “spam”?"), "{err}");
}

#[test]
fn a_rule_that_the_command_line_names_runs_whatever_the_configuration_says() {
    let folder = folder();
    let found = |config: &str, only: &str| {
        fs::write(folder.path().join("prosec.toml"), config).expect("can be written");
        run(folder.path(), &["check", "docs", "--format", "compact", "--only", only])
            .1
            .matches("error[")
            .count()
    };
    let rule = "repetition/doubled-small-word";
    assert_eq!(found("", rule), 2);
    for name in ["all", "repetition", rule] {
        assert_eq!(found(&format!("[severity]\n\"{name}\" = \"off\"\n"), rule), 2, "{name} is off");
        let part = format!("[[overrides]]\nfiles = [\"docs\"]\nseverity = {{ \"{name}\" = \"off\" }}\n");
        assert_eq!(found(&part, rule), 2, "{name} is off in the folder");
    }
    assert!(
        found("[severity]\nall = \"off\"\n", "repetition") >= 2,
        "a group that is off runs if it is named"
    );
    let one_off = found(&format!("[severity]\n\"{rule}\" = \"off\"\n"), "repetition");
    assert!(one_off < found("", "repetition"), "what is off by its own id is not meant by its group");
}
