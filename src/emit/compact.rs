//! The compact format: one line for each finding, as compilers write them; editors and `grep` read it.

use std::io;

use crate::emit::emitter::{FormatWriter, Run, write_statistics};
use crate::emit::visible::{visible, visible_path};
use crate::emit::{Aids, Style};
use crate::{Report, Severity, Source};

/// Writes findings line by line.
#[derive(Debug)]
pub(super) struct CompactWriter {
    style: Style,
    aids: Aids,
}

impl CompactWriter {
    /// A writer for a terminal that can do `style`.
    pub(super) fn new(style: Style) -> Self {
        Self { style, aids: Aids::default() }
    }
}

impl FormatWriter for CompactWriter {
    fn report(&mut self, source: &Source, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        let path = visible_path(source.name());
        for diagnostic in &report.diagnostics {
            let place = source.position(diagnostic.span.start);
            let (open, close) = match (self.style.color, diagnostic.severity) {
                (false, _) => ("", ""),
                (true, Severity::Error) => ("\u{1b}[1;31m", "\u{1b}[0m"),
                (true, Severity::Warning) => ("\u{1b}[1;33m", "\u{1b}[0m"),
                (true, Severity::Note) => ("\u{1b}[1;36m", "\u{1b}[0m"),
            };
            write!(
                out,
                "{}: {open}{}{close}[{}]: {}",
                self.aids.linked(
                    &format!("{path}:{}:{}", place.line, place.column),
                    source.name(),
                    place.line
                ),
                diagnostic.severity,
                diagnostic.rule,
                visible(&diagnostic.message)
            )?;
            match diagnostic.fixes.first() {
                Some(fix) => writeln!(out, " (fix: {})", visible(&fix.message))?,
                None => writeln!(out)?,
            }
        }
        Ok(())
    }

    fn aid(&mut self, aids: &Aids) {
        self.aids = aids.clone();
    }

    fn finish(&mut self, run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write_statistics(run, out)?;
        writeln!(out, "{}", run.summary)
    }
}
