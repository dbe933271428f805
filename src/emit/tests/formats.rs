//! The reports for other programs and for the web, of a report that is hard for each of them.

use insta::assert_snapshot;

use crate::emit::OutputFormat;
use crate::emit::tests::{diagnostic, emitted, hostile, versionless};
use crate::{Severity, Source, Span};

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
fn markdown_fits_into_a_comment_whatever_was_found() {
    let mut found = Vec::new();
    for severity in Severity::ALL {
        let mut long = diagnostic("group/name", Span::at(0));
        long.severity = severity;
        long.message = "@".repeat(1_000);
        found.extend(vec![long; 100]);
    }
    let file = |number| (Source::new(format!("{}{number}", "#".repeat(300)), "Text.\n"), found.clone());
    let page = emitted(OutputFormat::Markdown, &(0..40).map(file).collect::<Vec<_>>());
    assert!(page.chars().count() < 65_536, "{}", page.len());
    assert!(page.contains("4000 errors") && page.contains("By file: 40 files"));
    assert_eq!(page.matches("<details").count(), page.matches("</details>").count());
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
