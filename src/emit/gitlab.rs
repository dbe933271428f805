//! The Code Quality report of GitLab: what its merge requests compare between two branches.

use std::io;

use serde::Serialize;

use crate::emit::Folder;
use crate::emit::emitter::{FormatWriter, Run};
use crate::emit::fingerprint::Fingerprints;
use crate::emit::json_list::JsonList;
use crate::emit::remark::remark;
use crate::{Diagnostic, Report, Severity, Source};

/// Writes one list for the run.
#[derive(Debug)]
pub(super) struct GitlabWriter {
    folder: Folder,
    list: JsonList,
}

impl GitlabWriter {
    /// A writer for readers that look for files below a folder.
    pub(super) fn new(folder: Folder) -> Self {
        Self { folder, list: JsonList::default() }
    }
}

impl FormatWriter for GitlabWriter {
    fn report(&mut self, source: &Source, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        let path = self.folder.path(source.name());
        let mut fingerprints = Fingerprints::default();
        for diagnostic in &report.diagnostics {
            let fingerprint = fingerprints.of(&path, source, diagnostic);
            self.list.push("[", &Violation::new(&path, source, diagnostic, fingerprint), out)?;
        }
        Ok(())
    }

    fn finish(&mut self, _: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        self.list.close("[", "]\n", out)
    }
}

#[derive(Serialize)]
struct Violation<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

impl<'a> Violation<'a> {
    fn new(path: &'a str, source: &Source, diagnostic: &'a Diagnostic, fingerprint: String) -> Self {
        let line = |offset| source.position(offset).line;
        let lines = Lines { begin: line(diagnostic.span.start), end: line(diagnostic.span.end) };
        let severity = match diagnostic.severity {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Note => "info",
        };
        Self {
            description: remark(diagnostic),
            check_name: diagnostic.rule.as_str(),
            fingerprint,
            severity,
            location: Location { path, lines },
        }
    }
}
