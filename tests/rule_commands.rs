//! The commands for those who write rules: `prosec rules new`, `test`, `docs` and `schema`.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

/// Runs prosec in a folder and returns its exit code, output and error output.
fn run(folder: &Path, arguments: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    let output = command.current_dir(folder).args(arguments).output().expect("it runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().expect("it ends by itself"), text(output.stdout), text(output.stderr))
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

#[test]
fn a_new_rule_fails_until_its_examples_are_real() {
    for kind in ["phrases", "pattern", "repeat", "spelling", "consistency"] {
        let folder = folder();
        let (code, out, _) = run(folder.path(), &["rules", "new", "house/plain-words", "--kind", kind]);
        assert_eq!((code, out.contains("rules/house/plain-words.toml")), (0, true), "{out}");
        let (code, _, faults) = run(folder.path(), &["rules", "test", "rules"]);
        assert_eq!(code, 2, "{kind}: {faults}");
        for fault in
            ["“summary” holds an empty string", "“text” holds an empty string", "“flags” holds an empty"]
        {
            assert!(faults.contains(fault), "{kind} lacks {fault}: {faults}");
        }
        assert!(!faults.contains("unknown"), "{kind}: {faults}");
    }
}

#[test]
fn the_rule_of_the_guide_passes_as_it_is_written() {
    let guide = fs::read_to_string("rules/README.md").expect("readable");
    let start = guide.find("```toml\nsummary").expect("the guide shows a rule") + "```toml\n".len();
    let rule = &guide[start..start + guide[start..].find("```\n").expect("the block ends")];
    let folder = folder();
    run(folder.path(), &["rules", "new", "house/plain-words"]);
    fs::write(folder.path().join("rules/house/plain-words.toml"), rule).expect("writable");
    let (code, out, faults) = run(folder.path(), &["rules", "test", "rules"]);
    assert_eq!((code, faults.as_str()), (0, ""), "{out}");
    fs::write(folder.path().join("draft.txt"), "Please utilise the door.\n").expect("writable");
    let (code, out, _) = run(folder.path(), &["check", "--rules", "rules", "--only", "house", "draft.txt"]);
    assert_eq!((code, out.contains("“utilise” is not a word of the house")), (1, true), "{out}");
}

#[test]
fn nothing_is_overwritten_and_wrong_names_are_explained() {
    let folder = folder();
    for (arguments, expected) in [
        (["house/plain", "phrases"], "wrote"),
        (["house/plain", "phrases"], "is there already; nothing was written"),
        (["House/plain", "phrases"], "write GROUP/NAME in lower-case letters"),
        (["../plain", "phrases"], "write GROUP/NAME in lower-case letters"),
        (["plain", "phrases"], "write GROUP/NAME in lower-case letters"),
        (["house/other", "phrase"], "did you mean “phrases”?"),
    ] {
        let [rule, kind] = arguments;
        let (code, out, complaint) = run(folder.path(), &["rules", "new", rule, "--kind", kind]);
        assert!(format!("{out}{complaint}").contains(expected), "{rule} {kind}: {out}{complaint}");
        assert_eq!(code == 0, expected == "wrote");
    }
}

#[test]
fn pages_are_written_for_the_rules_of_a_house_too() {
    let folder = folder();
    let rules = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules");
    let rules = rules.to_str().expect("a plain path");
    let (code, out, _) = run(folder.path(), &["rules", "docs", "pages", "--rules", rules]);
    assert_eq!(code, 0, "{out}");
    let page = fs::read_to_string(folder.path().join("pages/rules/house/plain-words.md")).expect("written");
    assert!(page.starts_with("# house/plain-words\n") && page.contains("## Not flagged"), "{page}");
    let index = fs::read_to_string(folder.path().join("pages/rules/README.md")).expect("written");
    assert!(index.contains("(house/plain-words.md)"), "{index}");
}

#[test]
fn the_schemas_are_printed_as_they_are_kept() {
    for what in ["rule", "list"] {
        let (code, out, _) = run(Path::new("."), &["rules", "schema", what]);
        let kept = fs::read_to_string(format!("schemas/{what}.schema.json")).expect("readable");
        assert_eq!((code, out), (0, kept));
    }
}
