//! Input that wants to do harm, through the program: names, links, configurations, rules and documents. Nothing of it
//! crashes prosec, leads it out of the tree, or reaches a terminal as a command.
#![cfg(unix)]

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use tempfile::TempDir;

fn run(folder: &Path, args: &[&OsStr]) -> Output {
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    command.current_dir(folder).args(args).output().expect("it runs")
}

/// Runs `prosec` with these arguments over these files; it must end by itself with one of the codes.
fn check(files: &[(&str, &str)], args: &[&str], codes: &[i32]) -> (TempDir, String) {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("can be made");
        fs::write(path, text).expect("can be written");
    }
    let args: Vec<&OsStr> = args.iter().map(OsStr::new).collect();
    let output = run(folder.path(), &args);
    let printed = String::from_utf8([output.stdout, output.stderr].concat()).expect("output is UTF-8");
    let told: String = printed.chars().take(2_000).collect();
    assert!(output.status.code().is_some_and(|code| codes.contains(&code)), "{:?}: {told}", output.status);
    assert!(!printed.contains("panicked"), "{told}");
    let control = printed.chars().find(|character| character.is_control() && *character != '\n');
    assert_eq!(control, None, "{told}");
    (folder, printed)
}

#[test]
fn links_do_not_lead_out_of_a_folder() {
    let outside = TempDir::new().expect("a temporary folder");
    fs::write(outside.path().join("secret.md"), "The secret is in in the safe.\n").expect("can be written");
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("a.md"), "A draft.\n").expect("can be written");
    symlink(outside.path().join("secret.md"), folder.path().join("file.md")).expect("can be made");
    symlink(outside.path(), folder.path().join("away")).expect("can be made");
    symlink(".", folder.path().join("round")).expect("can be made");
    let output = run(folder.path(), &["check".as_ref(), ".".as_ref()]);
    assert_eq!(output.status.code(), Some(0), "{output:?}");
    assert_eq!(String::from_utf8_lossy(&output.stdout), "no findings in 1 file\n");
}

#[test]
fn names_of_files_are_not_obeyed() {
    let folder = TempDir::new().expect("a temporary folder");
    let name = OsStr::from_bytes(b"a\x1b]0;owned\x07\x1b[31m\xe2\x80\xaeb.md");
    fs::write(folder.path().join(name), "We saw the the mayor.\n").expect("can be written");
    // Formats for programs name files as they are, escaped as each format asks.
    for format in ["text", "compact", "overview", "markdown"] {
        let output = run(folder.path(), &["check".as_ref(), "--format".as_ref(), format.as_ref()]);
        hold_quiet(&output, 1);
    }
    hold_quiet(&run(folder.path(), &["check".as_ref(), OsStr::from_bytes(b"no\x1b[2Jfile")]), 2);
    hold_quiet(
        &run(folder.path(), &["check".as_ref(), "--only".as_ref(), OsStr::from_bytes(b"spam\x1b[2J")]),
        2,
    );
    let why: [&OsStr; 4] = ["config".as_ref(), "--why".as_ref(), name, "spam/bait-link".as_ref()];
    hold_quiet(&run(folder.path(), &why), 0);
}

#[test]
fn programs_that_a_repository_names_are_not_started() {
    let folder = TempDir::new().expect("a temporary folder");
    let git = |args: &[&str]| {
        let mut command = std::process::Command::new("git");
        command.current_dir(folder.path()).args(["-c", "user.name=Ann", "-c", "user.email=ann@example.org"]);
        assert!(command.args(args).status().expect("there is git").success(), "{args:?}");
    };
    let started = folder.path().join("started");
    let program = format!("touch '{}'; false", started.display());
    git(&["init", "--quiet", "."]);
    fs::write(folder.path().join("a.md"), "A draft.\n").expect("can be written");
    fs::write(folder.path().join(".gitattributes"), "*.md diff=own\n").expect("can be written");
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "Begin"]);
    for key in ["core.fsmonitor", "diff.external", "diff.own.command", "diff.own.textconv", "core.pager"] {
        git(&["config", key, &program]);
    }
    fs::write(folder.path().join("a.md"), "A draft.\n\nWe saw the the mayor.\n").expect("can be written");
    let output = run(folder.path(), &["check".as_ref(), "--changed-since".as_ref(), "HEAD".as_ref()]);
    assert_eq!(output.status.code(), Some(1), "{output:?}");
    assert!(!started.exists(), "a program was started");
}

fn hold_quiet(output: &Output, code: i32) {
    assert_eq!(output.status.code(), Some(code), "{output:?}");
    for bytes in [&output.stdout, &output.stderr] {
        let text = String::from_utf8_lossy(bytes);
        let obeyed = text.chars().find(|&found| (found.is_control() && found != '\n') || found == '\u{202e}');
        assert_eq!(obeyed, None, "{text:?}");
    }
}

#[test]
fn hostile_configurations_are_faults() {
    for text in [
        "[".repeat(100_000),
        format!("words = {}", "[".repeat(100_000)),
        format!("weight = {}", "{a=".repeat(100_000)),
        format!("{}=1", "a.".repeat(100_000)),
        format!("words = [{}1]", "\"x\",".repeat(100_000)),
        "words = [\"\u{1b}[2J\", 1]".to_owned(),
        "extends = [\".\"]\nfail-on = \"\u{1b}[2J\"".replace('\u{1b}', "\\u001b"),
        "extends = [\"prosec.toml\"]".to_owned(),
        "exclude = [\"[\", \"**/**/**/**/**/**/**/**/x\"]\nlang = \"xx\"".to_owned(),
        "vocabulary = [\"/dev/zero/x\", \"no.txt\"]".to_owned(),
        "max-spam = nan\nmax-quality = -1".to_owned(),
        "\0".to_owned(),
    ] {
        check(&[("prosec.toml", &text), ("a.md", "A draft.\n")], &["check"], &[2]);
    }
}

#[test]
fn hostile_rules_are_faults() {
    let rule =
        |kind: &str| format!("summary = \"x\"\nseverity = \"note\"\nmessage = \"x\"\nwhy = \"x\"\n{kind}\n");
    for text in [
        "[".repeat(100_000),
        rule(&format!("[pattern]\nany = {}", "[".repeat(100_000))),
        rule("[pattern]\nregex = '(((a{1000}){1000}){1000}){1000}'"),
        rule(&format!("[pattern]\nregex = '{}'", "(".repeat(100_000))),
        rule(&format!("[pattern]\nregex = '{}a{}'", "(".repeat(10_000), ")".repeat(10_000))),
        rule("[pattern]\nregex = '(a*)*$\u{1}'"),
        rule(&format!("[phrases]\nany = [{}1]", "\"a b c\",".repeat(50_000))),
        rule("[phrases]\nlists = [\"../../../../etc/passwd\"]"),
        "\u{feff}\0".to_owned(),
    ] {
        let files = [("rules/house/evil.toml", text.as_str()), ("a.md", "A draft.\n")];
        check(&files, &["check", "--rules", "rules", "a.md"], &[2]);
    }
}

#[test]
fn settings_without_an_end_are_faults() {
    let folder = TempDir::new().expect("a temporary folder");
    fs::write(folder.path().join("a.md"), "A draft.\n").expect("can be written");
    for config in ["vocabulary = [\"/dev/zero\"]", "extends = [\"/dev/zero\"]"] {
        fs::write(folder.path().join("prosec.toml"), config).expect("can be written");
        let output = run(folder.path(), &["check".as_ref(), "a.md".as_ref()]);
        let told =
            String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
        assert_eq!(output.status.code(), Some(2), "{told}");
        assert!(told.contains("larger than settings may be"), "{told}");
    }
}

#[test]
fn links_in_folders_of_rules_are_told_and_not_followed() {
    let outside = TempDir::new().expect("a temporary folder");
    fs::write(outside.path().join("secret.toml"), "the secret is in the safe").expect("can be written");
    let folder = TempDir::new().expect("a temporary folder");
    let rules = folder.path().join("rules");
    fs::create_dir(&rules).expect("can be made");
    fs::write(folder.path().join("a.md"), "A draft.\n").expect("can be written");
    for (target, name) in [
        (Path::new("."), "round"),
        (Path::new(".."), "out"),
        (outside.path(), "away"),
        (&outside.path().join("secret.toml"), "secret.toml"),
        (Path::new("/dev/zero"), "zero.toml"),
    ] {
        symlink(target, rules.join(name)).expect("can be made");
    }
    let output = run(folder.path(), &["check", "--rules", "rules", "a.md"].map(OsStr::new));
    let told =
        String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(2), "{told}");
    assert_eq!(told.matches("links are not followed").count(), 5, "{told}");
    assert!(!told.contains("the safe"), "{told}");
}

#[test]
fn hostile_documents_are_read_to_their_end() {
    const DEEP: usize = 5_000;
    let shapes: toml::Table =
        fs::read_to_string("benches/shapes.toml").expect("readable").parse().expect("TOML");
    assert!(shapes.len() > 30, "the shapes were found");
    let repeated = shapes.values().map(|unit| unit.as_str().expect("a text").repeat(DEEP));
    let built = [
        "|a".repeat(DEEP) + "\n" + &"|-".repeat(DEEP),
        "---\n".to_owned() + &"a: &a [*a]\n".repeat(DEEP),
        "\r".repeat(DEEP) + "\u{feff}\u{fffe}\u{f}",
    ];
    for text in repeated.chain(built) {
        for name in ["a.md", "a.html", "a.txt"] {
            check(&[(name, &text)], &["check", name, "--format", "compact"], &[0, 1]);
        }
    }
}
