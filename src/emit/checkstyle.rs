//! The XML that Checkstyle writes, which many services and editors read.

use std::io;

use crate::emit::Folder;
use crate::emit::emitter::{FormatWriter, Run};
use crate::emit::remark::remark;
use crate::emit::xml;
use crate::{Report, Severity, Source};

/// Writes an element for each file with findings.
#[derive(Debug)]
pub(super) struct CheckstyleWriter {
    folder: Folder,
    begun: bool,
}

impl CheckstyleWriter {
    /// A writer for readers that look for files below a folder.
    pub(super) fn new(folder: Folder) -> Self {
        Self { folder, begun: false }
    }

    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        xml::declare(out)?;
        xml::open("checkstyle", &[("version", VERSION)], out)
    }
}

/// The version of Checkstyle whose format this is; some readers ask for one.
const VERSION: &str = "8.0";

impl FormatWriter for CheckstyleWriter {
    fn report(&mut self, source: &Source, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        self.begin(out)?;
        if report.diagnostics.is_empty() {
            return Ok(());
        }
        xml::open("file", &[("name", &self.folder.path(source.name()))], out)?;
        for diagnostic in &report.diagnostics {
            let place = source.position(diagnostic.span.start);
            let attributes = [
                ("line", &*place.line.to_string()),
                ("column", &*place.column.to_string()),
                ("severity", word(diagnostic.severity)),
                ("message", &*remark(diagnostic)),
                ("source", diagnostic.rule.as_str()),
            ];
            xml::empty("error", &attributes, out)?;
        }
        xml::close("file", out)
    }

    fn finish(&mut self, _: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        self.begin(out)?;
        xml::close("checkstyle", out)
    }
}

fn word(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "info",
    }
}
