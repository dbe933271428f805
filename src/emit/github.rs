//! The commands by which a step of GitHub Actions puts annotations on a change.

use std::io;

use crate::emit::Folder;
use crate::emit::emitter::{FormatWriter, Run};
use crate::emit::remark::remark;
use crate::{Diagnostic, Report, Severity, Source};

/// Writes a command for each finding.
#[derive(Debug)]
pub(super) struct GithubWriter {
    folder: Folder,
}

impl GithubWriter {
    /// A writer for readers that look for files below a folder.
    pub(super) fn new(folder: Folder) -> Self {
        Self { folder }
    }
}

impl FormatWriter for GithubWriter {
    fn report(&mut self, source: &Source, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        let path = property(&self.folder.path(source.name()));
        for diagnostic in &report.diagnostics {
            let command = match diagnostic.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "notice",
            };
            let title = property(diagnostic.rule.as_str());
            let (place, text) = (place(source, diagnostic), data(&remark(diagnostic)));
            writeln!(out, "::{command} title={title},file={path},{place}::{text}")?;
        }
        Ok(())
    }

    /// The log of the step shows it below the annotations.
    fn finish(&mut self, run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        writeln!(out, "{}", run.summary)
    }
}

/// Columns are told only within one line: GitHub takes none for more.
fn place(source: &Source, diagnostic: &Diagnostic) -> String {
    let (first, after) = (source.position(diagnostic.span.start), source.position(diagnostic.span.end));
    if first.line == after.line {
        format!("line={},endLine={},col={},endColumn={}", first.line, after.line, first.column, after.column)
    } else {
        format!("line={},endLine={}", first.line, after.line)
    }
}

/// A text as the message of a command.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A text as the value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
