//! The XML that JUnit writes: a suite for each file, a failed test for each finding, a passed one for a file
//! without any.

use std::io;

use crate::emit::Folder;
use crate::emit::emitter::{FormatWriter, Run};
use crate::emit::remark::remark;
use crate::emit::xml;
use crate::{Diagnostic, Report, Source};

/// Writes suites as files come.
#[derive(Debug)]
pub(super) struct JunitWriter {
    folder: Folder,
    begun: bool,
}

impl JunitWriter {
    /// A writer for readers that look for files below a folder.
    pub(super) fn new(folder: Folder) -> Self {
        Self { folder, begun: false }
    }

    fn begin(&mut self, out: &mut dyn io::Write) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        xml::declare(out)?;
        xml::open("testsuites", &[("name", env!("CARGO_PKG_NAME"))], out)
    }
}

impl FormatWriter for JunitWriter {
    fn report(&mut self, source: &Source, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        self.begin(out)?;
        let path = self.folder.path(source.name());
        let failures = report.diagnostics.len();
        let (tests, failures) = (failures.max(1).to_string(), failures.to_string());
        let counts = [("name", &*path), ("tests", &*tests), ("failures", &*failures), ("errors", "0")];
        xml::open("testsuite", &counts, out)?;
        if report.diagnostics.is_empty() {
            xml::empty("testcase", &[("name", "no findings"), ("classname", &path)], out)?;
        }
        for diagnostic in &report.diagnostics {
            write_case(&path, source, diagnostic, out)?;
        }
        xml::close("testsuite", out)
    }

    fn finish(&mut self, _: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        self.begin(out)?;
        xml::close("testsuites", out)
    }
}

/// A test is named after its rule and place: JUnit has nothing else to say where it is.
fn write_case(
    path: &str,
    source: &Source,
    diagnostic: &Diagnostic,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let place = source.position(diagnostic.span.start);
    let name = format!("{} ({}:{})", diagnostic.rule, place.line, place.column);
    let words = remark(diagnostic);
    let message = words.lines().next().unwrap_or_default();
    xml::open("testcase", &[("name", &name), ("classname", path)], out)?;
    let failure = [("message", message), ("type", diagnostic.severity.as_str())];
    let text = format!("{path}:{}:{}: {words}", place.line, place.column);
    xml::element("failure", &failure, &text, out)?;
    xml::close("testcase", out)
}
