//! Whole documents, as a reader sees their reports. Each snapshot is read before it is accepted.

use std::path::Path;

use assert_cmd::Command;

/// What `prosec check` prints for a document of `tests/documents/`.
fn report(name: &str, format: &str) -> String {
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    let output = command
        .current_dir(Path::new("tests/documents"))
        .args(["check", "--format", format, name])
        .output()
        .expect("it runs");
    String::from_utf8(output.stdout).expect("output is UTF-8")
}

#[test]
fn a_news_article_in_plain_text() {
    insta::assert_snapshot!(report("news.txt", "text"));
}

#[test]
fn a_post_in_markdown() {
    insta::assert_snapshot!(report("post.md", "text"));
}

#[test]
fn a_page_in_html() {
    insta::assert_snapshot!(report("page.html", "text"));
}

#[test]
fn json_holds_the_same_findings() {
    let version = env!("CARGO_PKG_VERSION");
    insta::assert_snapshot!(report("post.md", "json").replace(version, "[version]"));
}

#[test]
fn json_lines_hold_one_finding_each() {
    insta::assert_snapshot!(report("page.html", "jsonl"));
}
