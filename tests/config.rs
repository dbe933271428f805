//! Configuration as a user meets it: which file counts, what it changes, and what is said of a faulty one.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// A draft with one warning and one error.
const DRAFT: &str = "The  hall is closed.\n\nShe saw the the colour of it.\n";

fn tree(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("can be made");
        fs::write(path, text).expect("can be written");
    }
    folder
}

/// The exit code and both outputs of a run in the folder, whose own path is left out.
fn run(folder: &Path, args: &[&str]) -> (i32, String) {
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    let output = command.current_dir(folder).args(args).output().expect("it runs");
    let whole = [output.stdout, output.stderr]
        .map(|bytes| String::from_utf8(bytes).expect("output is UTF-8"))
        .concat();
    let root = folder.canonicalize().expect("it exists");
    let text = whole.replace(&format!("{}/", root.display()), "");
    (output.status.code().expect("no signal"), text)
}

/// The rules that speak in a check, each with its severity, in order; the last is the exit code.
fn check(files: &[(&str, &str)], args: &[&str], expected: &[&str]) {
    let folder = tree(files);
    let (code, text) = run(folder.path(), &[&["check", "--format", "jsonl"], args].concat());
    let mut found: Vec<String> = text
        .lines()
        .filter_map(|line| {
            let finding: serde_json::Value = serde_json::from_str(line).ok()?;
            Some(format!("{} {}", finding["code"].as_str()?, finding["severity"].as_str()?))
        })
        .collect();
    found.push(code.to_string());
    assert_eq!(found, expected, "{files:?} {args:?}\n{text}");
}

const SPACE: &str = "whitespace/double-space warning";
const WORD: &str = "repetition/doubled-small-word error";

#[test]
fn settings_change_what_is_found() {
    check(&[("a.md", DRAFT)], &["a.md"], &[SPACE, WORD, "1"]);
    let off = ("prosec.toml", "[severity]\nwhitespace = \"off\"\nrepetition = \"note\"\n");
    check(&[("a.md", DRAFT), off], &["a.md"], &["repetition/doubled-small-word note", "0"]);
    let language = ("prosec.toml", "lang = \"en-US\"\n");
    check(&[("a.md", DRAFT), language], &["a.md"], &[SPACE, WORD, "consistency/wrong-language warning", "1"]);
    check(
        &[("a.md", DRAFT), ("prosec.toml", "min-severity = \"error\"\nfail-on = \"never\"\n")],
        &["a.md"],
        &[WORD, "0"],
    );
}

#[test]
fn comments_silence_findings_unless_the_house_says_otherwise() {
    let draft = "The  hall. <!-- prosec: allow whitespace -- a table -->\n";
    check(&[("a.md", draft)], &["a.md"], &["0"]);
    check(&[("a.md", draft)], &["a.md", "--no-suppress"], &[SPACE, "1"]);
    check(&[("a.md", draft), ("prosec.toml", "suppression = false\n")], &["a.md"], &[SPACE, "1"]);
    let unused = "<!-- prosec: allow spam -->\n\nThe hall.\n";
    check(&[("a.md", unused)], &["a.md"], &["suppress/unused warning", "1"]);
    check(&[("a.md", unused)], &["a.md", "--without", "spam"], &["0"]);
    let off = ("prosec.toml", "[severity]\nspam = \"off\"\n");
    check(&[("a.md", unused), off], &["a.md"], &["0"]);
}

#[test]
fn the_command_line_comes_first() {
    let file = ("prosec.toml", "min-severity = \"error\"\nfail-on = \"never\"\n");
    check(
        &[("a.md", DRAFT), file],
        &["a.md", "--min-severity", "warning", "--fail-on", "warning"],
        &[SPACE, WORD, "1"],
    );
    let off = ("prosec.toml", "[severity]\nall = \"off\"\n");
    check(&[("a.md", DRAFT), off], &["a.md", "--no-config"], &[SPACE, WORD, "1"]);
    check(&[("a.md", DRAFT), ("b/other.toml", off.1)], &["a.md", "--config", "b/other.toml"], &["0"]);
}

#[test]
fn each_file_goes_by_the_nearest_configuration() {
    let files = [
        ("prosec.toml", "[severity]\nwhitespace = \"off\"\n"),
        ("a.md", DRAFT),
        ("blog/prosec.toml", "extends = [\"..\"]\n[severity]\nrepetition = \"off\"\n"),
        ("blog/b.md", DRAFT),
        ("docs/.prosec.toml", ""),
        ("docs/c.md", DRAFT),
    ];
    check(&files, &["."], &[WORD, SPACE, WORD, "1"]);
    check(&files, &["blog"], &["0"]);
}

#[test]
fn excluded_files_are_left_alone_even_if_they_are_named() {
    let files = [("prosec.toml", "exclude = [\"vendor/\"]\n"), ("vendor/a.md", DRAFT), ("b.md", DRAFT)];
    check(&files, &["vendor/a.md", "b.md"], &[SPACE, WORD, "1"]);
    let folder = tree(&files);
    let (code, text) = run(folder.path(), &["check", "vendor/a.md"]);
    assert_eq!((code, text.contains("the configuration excludes all that was named")), (0, true), "{text}");
}

#[test]
fn faults_are_shown_and_the_rest_is_checked() {
    let folder =
        tree(&[("a.md", DRAFT), ("prosec.toml", "[severity]\nwhitespaces = \"off\"\nrepetition = \"of\"\n")]);
    let (code, text) = run(folder.path(), &["check", "a.md"]);
    assert_eq!(code, 2, "{text}");
    for part in [
        "unknown rule or group “whitespaces”",
        "did you mean “whitespace”?",
        "prosec.toml:2",
        "did you mean “off”?",
        SPACE_MESSAGE,
    ] {
        assert!(text.contains(part), "{part} in {text}");
    }
}

const SPACE_MESSAGE: &str = "2 spaces between “The” and “hall”";

#[test]
fn config_tells_where_settings_came_from() {
    let page = fs::read_to_string("docs/configuration.md").expect("readable");
    let settings =
        page.split("```toml\n").nth(1).and_then(|rest| rest.split("```").next()).expect("an example");
    let folder = tree(&[("prosec.toml", settings), ("blog/a.md", DRAFT)]);
    let (code, text) = run(folder.path(), &["config", "--why", "blog/a.md", "spam/bait-link"]);
    assert_eq!(code, 0, "{text}");
    let shown = page.split("spam/bait-link -->\n```text\n").nth(1).and_then(|rest| rest.split("```").next());
    assert_eq!(Some(text.as_str()), shown);
    let (code, text) = run(folder.path(), &["config"]);
    assert_eq!(code, 0, "{text}");
    insta::assert_snapshot!("config", text);
}

#[test]
fn init_writes_what_the_tree_suggests() {
    let british = "The colour of the harbour and the labour of its neighbours honour the theatre. ".repeat(3)
        + "Travellers analyse the catalogue, organise a fulfilment centre, criticise the defence and realise the favour. They
        apologise for the odour, the rumour and the vapour of a sceptical flavour, and the behaviour of a fibre grey moustache.";
    let folder = tree(&[("docs/a.md", &british), ("vendor/b.md", "x\n"), ("mkdocs.yml", "")]);
    let (code, dry) = run(folder.path(), &["init", "--dry-run"]);
    assert_eq!(code, 0, "{dry}");
    insta::assert_snapshot!("init", dry);
    let (code, text) = run(folder.path(), &["init"]);
    assert_eq!(code, 0, "{text}");
    assert_eq!(fs::read_to_string(folder.path().join("prosec.toml")).expect("it was written"), dry);
    let (code, text) = run(folder.path(), &["init"]);
    assert_eq!(code, 2, "{text}");
    assert_eq!(run(folder.path(), &["check", "--min-severity", "error", "."]).0, 0);
    assert_eq!(run(folder.path(), &["init", "--preset", "blok", "--dry-run"]).0, 2);
}
