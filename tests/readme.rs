//! The README cannot lie: what it shows of output and rules is what the program and the files hold.
//! `UPDATE_README=1 cargo test --test readme` writes it anew.

use std::fs;

use assert_cmd::Command;

#[test]
fn the_readme_shows_what_the_program_prints() {
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    let output = command.args(["check", "examples/draft.md"]).output().expect("it runs");
    let printed = String::from_utf8(output.stdout).expect("output is UTF-8");
    hold("<!-- output of: cargo run --release -- check examples/draft.md -->\n```text\n", &printed);
}

#[test]
fn the_readme_shows_a_rule_as_it_is() {
    let rule = fs::read_to_string("tests/rules/house/plain-words.toml").expect("readable");
    hold("<!-- tests/rules/house/plain-words.toml -->\n```toml\n", &rule);
}

/// Holds the fenced block after `opening` against `expected`, or writes it.
fn hold(opening: &str, expected: &str) {
    let readme = fs::read_to_string("README.md").expect("readable");
    let start = readme.find(opening).expect("the README has this block") + opening.len();
    let end = start + readme[start..].find("```\n").expect("the block ends");
    let expected = format!("{}\n", expected.trim_end());
    if std::env::var_os("UPDATE_README").is_some() {
        let updated = format!("{}{expected}{}", &readme[..start], &readme[end..]);
        fs::write("README.md", updated).expect("the README can be written");
    } else {
        assert_eq!(
            &readme[start..end],
            expected,
            "run `UPDATE_README=1 cargo test --test readme -- --test-threads 1`"
        );
    }
}
