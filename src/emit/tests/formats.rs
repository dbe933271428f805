//! The reports for other programs and for the web, of a report that is hard for each of them.

use insta::assert_snapshot;

use crate::emit::OutputFormat;
use crate::emit::tests::{emitted, hostile, versionless};

/// The output for the hard report, SARIF and the like a value a line.
fn output(format: OutputFormat) -> String {
    versionless(emitted(format, &hostile::reports()))
}

#[test]
fn compact() {
    assert_snapshot!(output(OutputFormat::Compact));
}

#[test]
fn sarif() {
    let value: serde_json::Value = serde_json::from_str(&output(OutputFormat::Sarif)).expect("JSON");
    assert_snapshot!(serde_json::to_string_pretty(&value).expect("JSON"));
}

#[test]
fn github() {
    assert_snapshot!(output(OutputFormat::Github));
}

#[test]
fn gitlab() {
    assert_snapshot!(output(OutputFormat::Gitlab));
}

#[test]
fn checkstyle() {
    assert_snapshot!(output(OutputFormat::Checkstyle));
}

#[test]
fn junit() {
    assert_snapshot!(output(OutputFormat::Junit));
}

#[test]
fn rdjson() {
    assert_snapshot!(output(OutputFormat::Rdjson));
}

#[test]
fn rdjsonl() {
    assert_snapshot!(output(OutputFormat::Rdjsonl));
}

#[test]
fn markdown() {
    assert_snapshot!(output(OutputFormat::Markdown));
}

#[test]
fn a_run_without_files_is_a_whole_document() {
    let formats = [
        OutputFormat::Sarif,
        OutputFormat::Gitlab,
        OutputFormat::Rdjson,
        OutputFormat::Checkstyle,
        OutputFormat::Junit,
        OutputFormat::Markdown,
    ];
    let all = formats.map(|format| versionless(emitted(format, &[]))).join("---\n");
    assert_snapshot!(all);
}
