//! The diagnostic format of reviewdog, which comments on the changes of many services. Columns are bytes.

use std::io;

use serde::Serialize;

use crate::emit::Folder;
use crate::emit::emitter::{FormatWriter, Run};
use crate::emit::json_list::JsonList;
use crate::emit::remark::remark;
use crate::emit::visible::visible;
use crate::{Diagnostic, Fix, Report, Severity, Source, Span};

/// The tool, as the document names it.
const OPENING: &str = concat!("{\"source\":{\"name\":\"", env!("CARGO_PKG_NAME"), "\"},\"diagnostics\":[");

/// Writes one document for the run.
#[derive(Debug)]
pub(super) struct RdjsonWriter {
    folder: Folder,
    list: JsonList,
}

impl RdjsonWriter {
    /// A writer for readers that look for files below a folder.
    pub(super) fn new(folder: Folder) -> Self {
        Self { folder, list: JsonList::default() }
    }
}

impl FormatWriter for RdjsonWriter {
    fn report(&mut self, source: &Source, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        let path = self.folder.path(source.name());
        report.diagnostics.iter().try_for_each(|diagnostic| {
            self.list.push(OPENING, &Record::new(&path, source, diagnostic, None), out)
        })
    }

    fn finish(&mut self, _: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        self.list.close(OPENING, "]}\n", out)
    }
}

/// Writes a line for each finding.
#[derive(Debug)]
pub(super) struct RdjsonLinesWriter {
    folder: Folder,
}

impl RdjsonLinesWriter {
    /// A writer for readers that look for files below a folder.
    pub(super) fn new(folder: Folder) -> Self {
        Self { folder }
    }
}

impl FormatWriter for RdjsonLinesWriter {
    fn report(&mut self, source: &Source, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        let path = self.folder.path(source.name());
        for diagnostic in &report.diagnostics {
            let tool = Some(Tool { name: env!("CARGO_PKG_NAME") });
            serde_json::to_writer(&mut *out, &Record::new(&path, source, diagnostic, tool))?;
            out.write_all(b"\n")?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Run<'_>, _: &mut dyn io::Write) -> io::Result<()> {
        Ok(())
    }
}

#[derive(Serialize)]
struct Record<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    source: Option<Tool>,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

/// From the first place up to, but without, the last.
#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
}

#[derive(Serialize)]
struct Suggestion {
    range: Range,
    text: String,
}

#[derive(Serialize)]
struct Related<'a> {
    message: String,
    location: Location<'a>,
}

impl<'a> Record<'a> {
    fn new(path: &'a str, source: &Source, diagnostic: &'a Diagnostic, tool: Option<Tool>) -> Self {
        let location = |span| Location { path, range: Range::new(source, span) };
        let related = diagnostic.labels.iter();
        Self {
            message: remark(diagnostic),
            location: location(diagnostic.span),
            severity: match diagnostic.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Note => "INFO",
            },
            source: tool,
            code: Code { value: diagnostic.rule.as_str() },
            suggestions: diagnostic.fixes.iter().filter_map(|fix| Suggestion::new(source, fix)).collect(),
            related_locations: related
                .map(|label| Related { message: visible(&label.message), location: location(label.span) })
                .collect(),
        }
    }
}

impl Range {
    fn new(source: &Source, span: Span) -> Self {
        let place = |offset| {
            let place = source.byte_position(offset);
            Place { line: place.line, column: place.column }
        };
        Self { start: place(span.start), end: place(span.end) }
    }
}

impl Suggestion {
    /// A suggestion is applied by itself, so the edits of a fix become one, with the text between them.
    fn new(source: &Source, fix: &Fix) -> Option<Self> {
        let span = fix.edits.first()?.span.to(fix.edits.last()?.span);
        let mut text = String::new();
        let mut done = span.start;
        for edit in &fix.edits {
            text += source.slice(Span::new(done, edit.span.start));
            text += &edit.replacement;
            done = edit.span.end;
        }
        Some(Self { range: Range::new(source, span), text })
    }
}
