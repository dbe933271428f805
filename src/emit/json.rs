//! The JSON formats: for programs. Both write the same object for a diagnostic; their schemas lie in
//! `schemas/`, and are generated from the structs here.

use std::io;

use serde::Serialize;

use crate::emit::emitter::{FormatWriter, Run};
use crate::{
    Applicability, Contribution, Diagnostic, Edit, Fix, Label, Report, Score, Severity, Source, Span,
};

/// Counts up when a program that reads the output would have to change.
pub(super) const VERSION: u32 = 1;

/// Writes one document for the run, a file at a time.
#[derive(Debug, Default)]
pub(super) struct JsonWriter {
    begun: bool,
}

impl FormatWriter for JsonWriter {
    /// Writes the object of one source; each diagnostic stands on its own line.
    fn report(&mut self, source: &Source, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        self.separate(out)?;
        out.write_all(b"\n{\"path\":")?;
        serde_json::to_writer(&mut *out, source.name())?;
        out.write_all(b",\"score\":")?;
        serde_json::to_writer(&mut *out, &ScoreRecord::new(&report.score))?;
        out.write_all(b",\"diagnostics\":[")?;
        for (index, diagnostic) in report.diagnostics.iter().enumerate() {
            out.write_all(if index == 0 { b"\n" } else { b",\n" })?;
            serde_json::to_writer(&mut *out, &DiagnosticRecord::new(source, diagnostic))?;
        }
        out.write_all(b"]}")
    }

    /// Writes the summary and closes the document.
    fn finish(&mut self, run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        if !self.begun {
            begin(out)?;
        }
        out.write_all(b"\n],\"summary\":")?;
        serde_json::to_writer(&mut *out, run.summary)?;
        out.write_all(b"}\n")
    }
}

impl JsonWriter {
    fn separate(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) { out.write_all(b",") } else { begin(out) }
    }
}

fn begin(out: &mut dyn io::Write) -> io::Result<()> {
    write!(out, "{{\"version\":{VERSION},\"tool\":")?;
    serde_json::to_writer(&mut *out, &ToolRecord::THIS)?;
    out.write_all(b",\"files\":[")
}

/// Writes each diagnostic on a line of its own, and nothing else.
#[derive(Debug)]
pub(super) struct JsonLinesWriter;

impl FormatWriter for JsonLinesWriter {
    fn report(&mut self, source: &Source, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        for diagnostic in &report.diagnostics {
            serde_json::to_writer(&mut *out, &DiagnosticRecord::new(source, diagnostic))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Run<'_>, _: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }
}

/// The program that wrote a report.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Tool", deny_unknown_fields))]
pub(super) struct ToolRecord {
    /// Its name.
    name: &'static str,
    /// Its version.
    version: &'static str,
}

impl ToolRecord {
    const THIS: Self = Self { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION") };
}

/// What the findings in a file come to together. Higher is worse: 0 is the best and 100 the worst.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Score", deny_unknown_fields))]
pub(super) struct ScoreRecord<'a> {
    /// How much speaks for spam, whatever the length of the text.
    spam: f64,
    /// How much is wrong besides, for the length of the text.
    quality: f64,
    /// What each rule contributes, most first.
    contributions: Vec<ContributionRecord<'a>>,
}

impl<'a> ScoreRecord<'a> {
    fn new(score: &'a Score) -> Self {
        let contributions = score.contributions.iter().map(ContributionRecord::new).collect();
        Self { spam: score.spam, quality: score.quality, contributions }
    }
}

/// What one rule contributes to a score.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Contribution", deny_unknown_fields))]
struct ContributionRecord<'a> {
    /// The rule.
    code: &'a str,
    /// How many findings it made, shown or not.
    count: usize,
    /// What they come to.
    points: f64,
}

impl<'a> ContributionRecord<'a> {
    fn new(contribution: &'a Contribution) -> Self {
        let Contribution { rule, count, points } = contribution;
        Self { code: rule.as_str(), count: *count, points: *points }
    }
}

/// One finding.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Diagnostic", deny_unknown_fields))]
pub(super) struct DiagnosticRecord<'a> {
    /// The path of the file, as it was given.
    path: &'a str,
    /// The rule that found it: `group/name`.
    code: &'a str,
    /// The group of the rule.
    category: &'a str,
    /// How much it matters.
    #[serde(with = "SeverityRecord")]
    severity: Severity,
    /// What is wrong, on one line.
    message: &'a str,
    /// What to do.
    help: Option<&'a str>,
    /// The text that is wrong.
    span: SpanRecord,
    /// What to say at `span`, where the message alone is not enough.
    label: Option<&'a str>,
    /// Further places, such as the first mention of a name.
    labels: Vec<LabelRecord<'a>>,
    /// Ways to mend it, best first.
    fixes: Vec<FixRecord<'a>>,
    /// What it adds to the score of the file.
    weight: f64,
}

impl<'a> DiagnosticRecord<'a> {
    fn new(source: &'a Source, diagnostic: &'a Diagnostic) -> Self {
        Self {
            path: source.name(),
            code: diagnostic.rule.as_str(),
            category: diagnostic.rule.group(),
            severity: diagnostic.severity,
            message: &diagnostic.message,
            help: diagnostic.help.as_deref(),
            span: SpanRecord::new(source, diagnostic.span),
            label: diagnostic.label.as_deref(),
            labels: diagnostic.labels.iter().map(|label| LabelRecord::new(source, label)).collect(),
            fixes: diagnostic.fixes.iter().map(FixRecord::new).collect(),
            weight: diagnostic.weight,
        }
    }
}

/// How much a finding matters.
#[derive(Serialize)]
#[serde(remote = "Severity", rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Severity"))]
enum SeverityRecord {
    /// Worth a look; often a matter of taste.
    Note,
    /// Probably wrong.
    Warning,
    /// Wrong, or spam.
    Error,
}

/// A range of a file. Lines and columns count from 1.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Span", deny_unknown_fields))]
struct SpanRecord {
    /// Offset of the first byte.
    start: usize,
    /// Offset after the last byte.
    end: usize,
    /// Line of the first character.
    #[cfg_attr(test, schemars(range(min = 1)))]
    line: usize,
    /// Column of the first character, in Unicode scalar values.
    #[cfg_attr(test, schemars(range(min = 1)))]
    column: usize,
    /// Line of the place after the last character.
    #[cfg_attr(test, schemars(range(min = 1)))]
    end_line: usize,
    /// Column of the place after the last character, in Unicode scalar values.
    #[cfg_attr(test, schemars(range(min = 1)))]
    end_column: usize,
}

impl SpanRecord {
    fn new(source: &Source, span: Span) -> Self {
        let (first, after) = (source.position(span.start), source.position(span.end));
        Self {
            start: span.start,
            end: span.end,
            line: first.line,
            column: first.column,
            end_line: after.line,
            end_column: after.column,
        }
    }
}

/// A further place, and what stands there.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Label", deny_unknown_fields))]
struct LabelRecord<'a> {
    /// The place.
    span: SpanRecord,
    /// What stands there.
    message: &'a str,
}

impl<'a> LabelRecord<'a> {
    fn new(source: &Source, label: &'a Label) -> Self {
        Self { span: SpanRecord::new(source, label.span), message: &label.message }
    }
}

/// One way to mend a finding: all of its edits together.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Fix", deny_unknown_fields))]
struct FixRecord<'a> {
    /// What it does.
    message: &'a str,
    /// Whether it may be applied unseen.
    #[serde(with = "ApplicabilityRecord")]
    applicability: Applicability,
    /// The edits, sorted, without overlap.
    edits: Vec<EditRecord<'a>>,
}

impl<'a> FixRecord<'a> {
    fn new(fix: &'a Fix) -> Self {
        Self {
            message: &fix.message,
            applicability: fix.applicability,
            edits: fix.edits.iter().map(EditRecord::new).collect(),
        }
    }
}

/// Whether a fix may be applied unseen.
#[derive(Serialize)]
#[serde(remote = "Applicability", rename_all = "lowercase")]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Applicability"))]
enum ApplicabilityRecord {
    /// Changes no word: a quotation mark, a space, a line end.
    Safe,
    /// Changes the wording; applied on request only.
    Suggested,
}

/// Puts `replacement` in place of some bytes; an empty range inserts.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "Edit", deny_unknown_fields))]
struct EditRecord<'a> {
    /// Offset of the first byte to replace.
    start: usize,
    /// Offset after the last byte to replace.
    end: usize,
    /// What stands there afterwards.
    replacement: &'a str,
}

impl<'a> EditRecord<'a> {
    fn new(edit: &'a Edit) -> Self {
        Self { start: edit.span.start, end: edit.span.end, replacement: &edit.replacement }
    }
}
