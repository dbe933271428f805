//! Reports held against the schemas that others publish for them (`tests/schemas/`).

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::LazyLock;

use jsonschema::Validator;
use proptest::prelude::*;
use serde_json::Value;

use crate::emit::OutputFormat;
use crate::emit::tests::{emitted, hostile};

struct Schemas {
    sarif: Validator,
    gitlab: Validator,
    rdjson: Validator,
    rdjson_line: Validator,
}

static SCHEMAS: LazyLock<Schemas> = LazyLock::new(|| {
    let of = |name: &str| {
        let schema = serde_json::from_str(&text(name)).expect("JSON");
        jsonschema::validator_for(&schema).expect("a valid schema")
    };
    Schemas {
        sarif: of("sarif-2.1.0.json"),
        gitlab: of("gitlab-code-quality.json"),
        rdjson: of("rdf-DiagnosticResult.json"),
        rdjson_line: of("rdf-Diagnostic.json"),
    }
});

fn text(name: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/schemas").join(name);
    std::fs::read_to_string(path).expect("readable")
}

/// Holds the output of a format against its schema, if it has one.
pub(super) fn hold(format: OutputFormat, output: &str) -> Result<(), TestCaseError> {
    let fault = match format {
        OutputFormat::Sarif => json_fault(&SCHEMAS.sarif, output),
        OutputFormat::Gitlab => json_fault(&SCHEMAS.gitlab, output),
        OutputFormat::Rdjson => json_fault(&SCHEMAS.rdjson, output),
        OutputFormat::Rdjsonl => output.lines().find_map(|line| json_fault(&SCHEMAS.rdjson_line, line)),
        OutputFormat::Checkstyle => xml_fault("checkstyle.xsd", output),
        OutputFormat::Junit => xml_fault("junit-10.xsd", output),
        _ => None,
    };
    prop_assert!(fault.is_none(), "{}: {}\n{output}", format.as_str(), fault.unwrap_or_default());
    Ok(())
}

fn json_fault(schema: &Validator, output: &str) -> Option<String> {
    let value: Value = match serde_json::from_str(output) {
        Ok(value) => value,
        Err(error) => return Some(error.to_string()),
    };
    schema.validate(&value).err().map(|error| format!("{}: {error}", error.instance_path()))
}

fn xml_fault(schema: &str, output: &str) -> Option<String> {
    let schema = text(schema);
    let schema = uppsala::parse(&schema).expect("XML");
    let validator = uppsala::XsdValidator::from_schema(&schema).expect("a valid schema");
    let document = match uppsala::parse(output) {
        Ok(document) => document,
        Err(error) => return Some(error.to_string()),
    };
    validator.validate(&document).first().map(ToString::to_string)
}

#[test]
fn reports_fit_the_published_schemas() {
    for format in OutputFormat::ALL {
        for reports in [vec![], hostile::reports()] {
            hold(format, &emitted(format, &reports)).expect("it fits");
        }
    }
}

/// That a report fits says something only if the validators find what does not.
#[test]
fn what_does_not_fit_is_found() {
    let broken = |format, from: &str, to: &str| {
        let output = emitted(format, &hostile::reports());
        assert!(output.contains(from), "{output}");
        assert!(hold(format, &output.replace(from, to)).is_err(), "{from} → {to}");
    };
    broken(OutputFormat::Sarif, "\"level\":\"note\"", "\"level\":\"hint\"");
    broken(OutputFormat::Sarif, "\"startLine\":1", "\"startLine\":0");
    broken(OutputFormat::Sarif, "\"name\":\"prosec\"", "\"title\":\"prosec\"");
    broken(OutputFormat::Gitlab, "\"major\"", "\"high\"");
    broken(OutputFormat::Rdjson, "\"ERROR\"", "\"FATAL\"");
    broken(OutputFormat::Rdjsonl, "\"line\":1", "\"line\":\"one\"");
    broken(OutputFormat::Checkstyle, "severity=\"info\"", "severity=\"note\"");
    broken(OutputFormat::Checkstyle, "line=\"1\"", "line=\"0\"");
    broken(OutputFormat::Junit, "failures=\"0\"", "");
    broken(OutputFormat::Junit, "<testcase name=", "<test name=");
}

#[test]
fn regions_of_sarif_cut_out_the_text_by_utf_16_units() {
    let sarif: Value =
        serde_json::from_str(&emitted(OutputFormat::Sarif, &hostile::reports())).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("a list");
    let texts: Vec<String> = hostile::reports()
        .into_iter()
        .flat_map(|(source, found)| found.into_iter().map(move |_| source.text().to_owned()))
        .collect();
    assert_eq!(results.len(), texts.len());
    for (result, text) in results.iter().zip(texts) {
        let region = &result["locations"][0]["physicalLocation"]["region"];
        let lines: Vec<Vec<u16>> = text
            .trim_start_matches('\u{FEFF}')
            .split_inclusive('\n')
            .map(|line| line.encode_utf16().collect())
            .collect();
        let number = |key: &str| region[key].as_u64().expect("a number") as usize;
        let offset = |line: &str, column: &str| {
            lines[..number(line) - 1].iter().map(Vec::len).sum::<usize>() + number(column) - 1
        };
        let units = lines.concat();
        let cut = &units[offset("startLine", "startColumn")..offset("endLine", "endColumn")];
        assert_eq!(String::from_utf16(cut).expect("whole characters"), region["snippet"]["text"]);
    }
}

#[test]
fn every_result_of_sarif_names_its_rule_and_has_a_fingerprint_of_its_own() {
    let sarif: Value =
        serde_json::from_str(&emitted(OutputFormat::Sarif, &hostile::reports())).expect("JSON");
    let run = &sarif["runs"][0];
    let mut seen = HashSet::new();
    for result in run["results"].as_array().expect("a list") {
        let rule = &run["tool"]["driver"]["rules"][result["ruleIndex"].as_u64().expect("a number") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(seen.insert(result["partialFingerprints"].to_string()));
    }
    assert_eq!(seen.len(), 4);
}
