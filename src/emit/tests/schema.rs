//! The JSON schemas: generated from the output structs, kept in `schemas/`, and held against output.

use std::path::PathBuf;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};
use serde_json::Value;

use crate::baseline::Baseline;
use crate::emit::baseline::BaselineRecord;
use crate::emit::json::{DiagnosticRecord, ScoreRecord, ToolRecord, VERSION};
use crate::emit::tests::{diagnostic, emitted, everything};
use crate::emit::{OutputFormat, Summary, read_baseline, write_baseline};
use crate::{Diagnostic, Source, Span};

/// Everything that prosec found in one run.
#[derive(JsonSchema)]
#[schemars(rename = "Report", deny_unknown_fields)]
#[expect(dead_code, reason = "the output is written piece by piece; this states its shape")]
struct ReportRecord<'a> {
    /// The version of this format; it counts up when readers have to change.
    #[schemars(extend("const" = VERSION))]
    version: u32,
    /// The program that wrote the report.
    tool: ToolRecord,
    /// The files that were checked, in the order in which they were checked.
    files: Vec<FileRecord<'a>>,
    /// The counts of the whole run.
    summary: Summary,
}

/// What was found in one file.
#[derive(JsonSchema)]
#[schemars(rename = "File", deny_unknown_fields)]
#[expect(dead_code, reason = "the output is written piece by piece; this states its shape")]
struct FileRecord<'a> {
    /// The path of the file, as it was given.
    path: &'a str,
    /// What the findings come to together, those that are not shown included.
    score: ScoreRecord<'a>,
    /// The findings, by place.
    diagnostics: Vec<DiagnosticRecord<'a>>,
}

fn generate<Record: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_serialize().into_generator().into_root_schema_for::<Record>()
}

fn generate_for_reading<Record: JsonSchema>() -> Schema {
    SchemaSettings::draft2020_12().for_deserialize().into_generator().into_root_schema_for::<Record>()
}

fn check_current(name: &str, schema: &Schema) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schemas").join(name);
    let generated = serde_json::to_string_pretty(schema).expect("a schema is JSON") + "\n";
    if std::env::var_os("UPDATE_SCHEMAS").is_some() {
        std::fs::write(&path, &generated).expect("the schemas folder can be written");
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(
        kept == generated,
        "schemas/{name} does not fit the output structs; run `UPDATE_SCHEMAS=1 cargo test schemas` and commit it"
    );
}

#[test]
fn schemas_are_current() {
    check_current("report.schema.json", &generate::<ReportRecord>());
    check_current("diagnostic.schema.json", &generate::<DiagnosticRecord>());
    check_current("baseline.schema.json", &generate_for_reading::<BaselineRecord>());
}

/// The first fault of `output` by the schema, if any.
fn fault(schema: &Schema, output: &str) -> Option<String> {
    let validator = jsonschema::draft202012::new(schema.as_value()).expect("the schema is valid");
    let value: Value = serde_json::from_str(output).expect("the output is JSON");
    validator.validate(&value).err().map(|error| format!("{}: {error}", error.instance_path()))
}

/// Sources with nothing, little and everything to report.
fn reports() -> Vec<(Source, Vec<Diagnostic>)> {
    let (source, full) = everything();
    let plain = diagnostic("quotes/mixed", Span::at(0));
    vec![
        (Source::new("clean.txt", ""), vec![]),
        (source, vec![full, plain.clone()]),
        (Source::new("odd \u{1b}[1m\u{202e}.md", "x\r\n"), vec![plain]),
    ]
}

#[test]
fn json_output_fits_its_schema() {
    let schema = generate::<ReportRecord>();
    for count in 0..=reports().len() {
        let output = emitted(OutputFormat::Json, &reports()[..count]);
        assert_eq!(fault(&schema, &output), None, "{output}");
    }
}

#[test]
fn each_json_line_fits_its_schema() {
    let schema = generate::<DiagnosticRecord>();
    let output = emitted(OutputFormat::Jsonl, &reports());
    assert_eq!(output.lines().count(), 3);
    for line in output.lines() {
        assert_eq!(fault(&schema, line), None, "{line}");
    }
}

#[test]
fn a_baseline_fits_its_schema_and_is_read_again() {
    let schema = generate_for_reading::<BaselineRecord>();
    let mut baseline = Baseline::default();
    for (source, diagnostics) in reports() {
        baseline.add_findings(source.name(), &source, &diagnostics);
        baseline.add_findings("docs/“a”.md", &source, &diagnostics);
        let text = write_baseline(&baseline);
        assert_eq!(fault(&schema, &text), None, "{text}");
        assert_eq!(read_baseline(&text), Ok(baseline.clone()));
        assert_eq!(text.lines().count(), baseline.entries().len() + 2, "an entry a line: {text}");
    }
    for (text, expected) in [
        ("{\"version\":2,\"found\":[]}", "this is version 2 of the format, and 1 is the one that is known"),
        (
            "{\"version\":1,\"found\":[]}",
            "unknown field `found`, expected `version` or `findings` at line 1 column 20",
        ),
        ("[]", "invalid length 0, expected struct VersionRecord with 1 element at line 1 column 2"),
    ] {
        assert_eq!(read_baseline(text), Err(expected.to_owned()));
    }
}

#[test]
fn the_schemas_are_strict() {
    let schema = generate::<DiagnosticRecord>();
    let output = emitted(OutputFormat::Jsonl, &reports());
    let first = output.lines().next().expect("there is a diagnostic");
    for (was, instead) in [
        ("\"severity\":\"error\"", "\"severity\":\"fatal\""),
        ("\"line\":1", "\"line\":0"),
        ("\"help\":", "\"advice\":"),
        ("\"applicability\":\"safe\"", "\"applicability\":null"),
    ] {
        assert!(first.contains(was), "{first}");
        assert_ne!(fault(&schema, &first.replacen(was, instead, 1)), None, "{instead}");
    }
}
