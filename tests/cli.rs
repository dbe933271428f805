//! The program as a user meets it: exit codes, what goes to which output, and every kind of bad input.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder of rules with one rule, which flags “utilise” as a warning.
const RULES: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules");

/// Runs `prosec check` with that rule alone in a folder that holds `files`.
fn check(files: &[(&str, &[u8])], args: &[&str]) -> (TempDir, Outcome) {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("can be made");
        fs::write(path, bytes).expect("can be written");
    }
    let outcome = run(folder.path(), &[&["check", "--rules", RULES, "--only", "house"], args].concat());
    (folder, outcome)
}

fn run(folder: &Path, args: &[&str]) -> Outcome {
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    Outcome::of(command.current_dir(folder).args(args).env_remove("NO_COLOR").output().expect("it runs"))
}

#[derive(Debug)]
struct Outcome {
    code: i32,
    out: String,
    err: String,
}

impl Outcome {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
        Self {
            code: output.status.code().expect("no signal"),
            out: text(output.stdout),
            err: text(output.stderr),
        }
    }

    fn expect(&self, code: i32, out: &[&str], err: &[&str]) {
        assert_eq!(self.code, code, "{self:#?}");
        assert!(out.iter().all(|part| self.out.contains(part)), "{out:?} in {self:#?}");
        assert!(err.iter().all(|part| self.err.contains(part)), "{err:?} in {self:#?}");
        assert!(!self.err.contains("panicked"), "{self:#?}");
    }
}

const FAULTY: &[u8] = b"We utilise it.\n";
const SOUND: &[u8] = b"We use it.\n";

#[test]
fn exit_codes_tell_clean_from_findings() {
    let (_folder, outcome) = check(&[("a.md", SOUND)], &["a.md"]);
    outcome.expect(0, &["no findings in 1 file"], &[]);
    let (_folder, outcome) = check(&[("a.md", FAULTY)], &["a.md"]);
    outcome.expect(1, &["warning[house/plain-words]", "a.md:1:4", "1 warning in 1 file"], &[]);
}

#[test]
fn the_fail_level_says_what_fails() {
    for (level, code) in [("error", 0), ("warning", 1), ("note", 1), ("never", 0)] {
        let (_folder, outcome) = check(&[("a.md", FAULTY)], &["a.md", "--fail-on", level]);
        outcome.expect(code, &["utilise"], &[]);
    }
    let (_folder, outcome) = check(&[("a.md", FAULTY)], &["a.md", "--min-severity", "error"]);
    outcome.expect(0, &["no findings"], &[]);
}

#[test]
fn scores_can_be_limited() {
    let (_folder, outcome) =
        check(&[("a.md", FAULTY)], &["a.md", "--fail-on", "never", "--max-quality", "5"]);
    outcome.expect(0, &["utilise"], &[]);
    let args = ["a.md", "--fail-on", "never", "--max-quality", "2.5", "--max-spam", "0"];
    let (_folder, outcome) = check(&[("a.md", FAULTY)], &args);
    outcome.expect(1, &["utilise"], &["error: a.md: quality score 2.7 is above 2.5"]);
    assert!(!outcome.err.contains("spam"), "{outcome:#?}");
}

#[test]
fn the_overview_has_a_line_for_each_file_and_the_worst_first() {
    let files: &[(&str, &[u8])] =
        &[("a.md", FAULTY), ("bad.md", b"We utilise it.\n\nThey utilise it.\n"), ("sound.md", SOUND)];
    let (_folder, outcome) = check(files, &[".", "--summary"]);
    let expected = " spam  quality  errors  warnings  notes  file
    \u{b7}      3.2       \u{b7}         2      \u{b7}  bad.md  house/plain-words \u{d7}2
    \u{b7}      2.7       \u{b7}         1      \u{b7}  a.md    house/plain-words
and 1 file without findings
3 warnings in 3 files
";
    outcome.expect(1, &[], &[]);
    assert_eq!(outcome.out.replace("./", ""), expected);
    let (_folder, outcome) = check(files, &[".", "--summary", "--format", "json"]);
    outcome.expect(2, &[], &["cannot be used with"]);
}

#[test]
fn a_missing_path_is_named_and_the_rest_is_checked() {
    let (_folder, outcome) = check(&[("a.md", FAULTY)], &["absent.md", "a.md"]);
    let out = ["a.md:1:4", "1 warning in 1 file; 1 file could not be read"];
    outcome.expect(2, &out, &["error: cannot read absent.md: no such file or folder"]);
}

#[test]
fn a_folder_without_prose_is_named() {
    let (_folder, outcome) = check(&[("empty/code.rs", FAULTY)], &["empty"]);
    outcome.expect(0, &[], &["warning: nothing to check in empty: no files with .md"]);
}

#[test]
fn folders_are_walked_as_git_sees_them() {
    let files: &[(&str, &[u8])] = &[
        ("docs/b.md", FAULTY),
        ("docs/a.txt", FAULTY),
        ("docs/.hidden.md", FAULTY),
        ("docs/built/c.md", FAULTY),
        ("docs/.gitignore", b"built/\n"),
        ("docs/data.txt", b"\0\x01\x02 utilise"),
        ("docs/code.rs", FAULTY),
    ];
    let (_folder, outcome) = check(files, &["docs", "--format", "jsonl"]);
    outcome.expect(1, &[], &[]);
    let paths: Vec<String> = outcome
        .out
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["path"].to_string())
        .collect();
    assert_eq!(paths, ["\"docs/a.txt\"", "\"docs/b.md\""]);
}

#[test]
fn a_file_that_is_named_is_checked_whatever_its_extension() {
    let (_folder, outcome) = check(&[("notes.xyz", FAULTY)], &["notes.xyz"]);
    outcome.expect(1, &["notes.xyz:1:4"], &[]);
}

#[test]
fn text_in_another_encoding_is_named_and_the_rest_is_checked() {
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain("utilise".encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let files: &[(&str, &[u8])] = &[
        ("latin.txt", b"caf\xe9 utilise\n"),
        ("wide.txt", &utf16),
        ("nul.txt", b"a\0b utilise\n"),
        ("ok.txt", FAULTY),
    ];
    let (_folder, outcome) = check(files, &["latin.txt", "wide.txt", "nul.txt", "ok.txt"]);
    outcome.expect(
        2,
        &["ok.txt:1:4"],
        &[
            "error: cannot check latin.txt: byte 3 is not UTF-8",
            "error: cannot check wide.txt: it is UTF-16, little-endian; convert it to UTF-8",
            "error: cannot check nul.txt: byte 1 is NUL",
        ],
    );
    let (_folder, outcome) = check(files, &["."]);
    outcome.expect(2, &["ok.txt:1:4"], &["latin.txt", "wide.txt"]);
}

#[test]
fn a_large_file_is_checked() {
    let mut text =
        "The quick brown fox jumps over the lazy dog, and the dog does not mind at all.\n\n".repeat(640_000);
    text.push_str("We utilise it.\n");
    assert!(text.len() > 50_000_000);
    let (_folder, outcome) = check(&[("large.txt", text.as_bytes())], &["large.txt"]);
    outcome.expect(1, &["large.txt:1280001:4"], &[]);
}

#[test]
fn a_line_of_ten_megabytes_is_checked() {
    let text = format!("{}We utilise it. {}", "word ".repeat(1_000_000), "word ".repeat(1_000_000));
    let (_folder, outcome) = check(&[("long.txt", text.as_bytes())], &["long.txt"]);
    outcome.expect(1, &["long.txt:1:5000004"], &[]);
    assert!(outcome.out.len() < 1_000, "the report shows a part of the line only");
}

#[test]
fn an_unknown_rule_is_an_error_with_a_hint() {
    let (_folder, outcome) = check(&[("a.md", FAULTY)], &["a.md", "--without", "house/plain-word"]);
    outcome.expect(
        2,
        &[],
        &["no rule or group is called “house/plain-word”; did you mean “house/plain-words”?"],
    );
    let (_folder, outcome) = check(&[("a.md", FAULTY)], &["a.md", "--only", "nothing-like-it"]);
    outcome.expect(2, &[], &["`prosec rules list` shows all"]);
}

#[test]
fn all_faults_of_a_rule_file_are_reported_and_the_rest_is_checked() {
    let faulty = r#"sumary = "six faults"
severity = "warn"
message = "“{mach}” is wrong"
why = "Because."
weight = "heavy"
colour = "red"

[pattern]
regex = "a(b"

[[bad]]
text = "ab"
flags = ["ab"]

[[bad]]
text = "xab"
flags = ["ab"]

[[good]]
text = "b"

[[good]]
text = "a"
"#
    .as_bytes();
    let (_folder, outcome) =
        check(&[("mine/house/broken.toml", faulty), ("a.md", FAULTY)], &["--rules", "mine", "a.md"]);
    outcome.expect(
        2,
        &["a.md:1:4"],
        &[
            "broken.toml:1:1",
            "unknown key “sumary”",
            "did you mean “summary”?",
            "broken.toml:2:13",
            "unknown severity “warn”",
            "broken.toml:5:10",
            "“weight” must be a number",
            "broken.toml:6:1",
            "unknown key “colour”",
            "broken.toml:9:11",
            "bad regex: unclosed group",
        ],
    );
}

#[test]
fn a_missing_folder_of_rules_is_named() {
    let (_folder, outcome) = check(&[("a.md", FAULTY)], &["a.md", "--rules", "absent"]);
    outcome.expect(2, &["a.md:1:4"], &["error: cannot read absent: no such file or folder"]);
}

#[test]
fn the_standard_input_has_the_name_that_it_is_given() {
    let piped = |args: &[&str]| {
        let mut command = Command::cargo_bin("prosec").expect("it was built");
        let all = [&["check", "--rules", RULES, "--only", "house", "-"], args].concat();
        Outcome::of(command.args(all).write_stdin("We *utilise* `utilise` it.\n").output().expect("it runs"))
    };
    piped(&[]).expect(1, &["<stdin>:1:5"], &[]);
    let named = piped(&["--stdin-path", "post.md"]);
    named.expect(1, &["post.md:1:5"], &[]);
    assert_eq!(named.out.matches("post.md").count(), 1, "the code span is not prose: {named:#?}");
}

#[test]
fn wrong_arguments_are_complaints_and_help_is_output() {
    let folder = TempDir::new().expect("a temporary folder");
    run(folder.path(), &["chek"]).expect(2, &[], &["check"]);
    run(folder.path(), &["check", "--fail-on", "eror"]).expect(2, &[], &["error"]);
    run(folder.path(), &["--help"]).expect(0, &["check", "rules", "explain", "Exit codes"], &[]);
    run(folder.path(), &["--version"]).expect(0, &["prosec"], &[]);
}

#[test]
fn colours_follow_the_flag() {
    let (_folder, outcome) = check(&[("a.md", FAULTY)], &["a.md", "--color", "always"]);
    outcome.expect(1, &["\u{1b}["], &[]);
    let (_folder, outcome) = check(&[("a.md", FAULTY)], &["a.md"]);
    assert!(!outcome.out.contains('\u{1b}'), "a pipe has no colours");
}

#[test]
fn rules_can_be_listed_tested_and_explained() {
    let folder = TempDir::new().expect("a temporary folder");
    run(folder.path(), &["rules", "list", "--rules", RULES]).expect(
        0,
        &["house/plain-words", "long words"],
        &[],
    );
    run(folder.path(), &["rules", "test", RULES]).expect(0, &[" examples passed, 0 failed"], &[]);
    let explained = run(folder.path(), &["explain", "house/plain-words", "--rules", RULES]);
    explained.expect(0, &["Short words are read faster.", "Utilise it."], &[]);
    run(folder.path(), &["explain", "house/plain"]).expect(2, &[], &["no rule or group is called"]);
}

#[cfg(unix)]
#[test]
fn a_folder_without_permission_is_named_and_the_rest_is_checked() {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;

    let folder = TempDir::new().expect("a temporary folder");
    let mode =
        |path: &Path, mode| fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("it is ours");
    mode(folder.path(), 0o755);
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).expect("can be made");
    fs::write(folder.path().join("open.md"), FAULTY).expect("can be written");
    let rules = folder.path().join("rules/house");
    fs::create_dir_all(&rules).expect("can be made");
    fs::copy(Path::new(RULES).join("house/plain-words.toml"), rules.join("plain-words.toml"))
        .expect("can be copied");
    mode(&closed, 0o000);

    let program = assert_cmd::cargo::cargo_bin("prosec");
    let mut command = if fs::read_dir(&closed).is_ok() {
        // Nothing is closed to the superuser: the program runs as somebody else, from where they can reach it.
        let reachable = folder.path().join("prosec");
        fs::copy(program, &reachable).expect("can be copied");
        mode(&reachable, 0o755);
        let mut command = std::process::Command::new(reachable);
        command.uid(65534).gid(65534);
        command
    } else {
        std::process::Command::new(program)
    };
    let args = ["check", "--rules", "rules", "--only", "house", "closed", "open.md"];
    let output = command.current_dir(folder.path()).args(args).output().expect("it runs");
    mode(&closed, 0o755);
    Outcome::of(output).expect(2, &["open.md:1:4"], &["error: cannot read closed: permission denied"]);
}

#[test]
fn documents_are_measured() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("a.md"), "# Ferries\n\nThe ferry *leaves* at noon. It is full.\n")
        .expect("written");
    let outcome = run(folder.path(), &["measure", "a.md"]);
    outcome.expect(0, &["a.md\n", "  mean-sentence-length ", "gopher@datatrove-0.10.1/doc_words"], &[]);
    let outcome = run(folder.path(), &["measure", "a.md", "--of", "words,sentences", "--format", "jsonl"]);
    assert_eq!(outcome.out, "{\"path\":\"a.md\",\"measures\":{\"sentences\":2.0,\"words\":8.0}}\n");
    let outcome = run(folder.path(), &["measure", "--list", "--of", "gopher@dolma-1.5"]);
    outcome.expect(0, &["gopher@dolma-1.5/median_word_length  "], &[]);
    assert!(!outcome.out.contains("datatrove"), "{outcome:#?}");
    let outcome = run(folder.path(), &["measure", "a.md", "--of", "flesh"]);
    outcome.expect(2, &[], &["no measure is called “flesh”"]);
    let outcome = run(folder.path(), &["measure", "absent.md"]);
    outcome.expect(2, &[], &["cannot read absent.md"]);
}
