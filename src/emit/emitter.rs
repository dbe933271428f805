//! The emitter that every front end writes through. It streams: memory does not grow with the run, but for
//! the overview, which sorts.

use std::io;

use crate::emit::json::{JsonLinesWriter, JsonWriter};
use crate::emit::overview::OverviewWriter;
use crate::emit::text::TextWriter;
use crate::emit::{OutputFormat, Style, Summary};
use crate::{Report, Source};

/// Writes the reports of a run in one format.
#[derive(Debug)]
pub struct Emitter<W> {
    format: Format,
    out: W,
}

#[derive(Debug)]
enum Format {
    Text(Box<TextWriter>),
    Json(JsonWriter),
    Jsonl(JsonLinesWriter),
    Overview(OverviewWriter),
}

impl<W: io::Write> Emitter<W> {
    /// An emitter that writes to `out`, which should be buffered. Nothing is written yet.
    pub fn new(format: OutputFormat, style: Style, out: W) -> Self {
        let format = match format {
            OutputFormat::Text => Format::Text(Box::new(TextWriter::new(style))),
            OutputFormat::Json => Format::Json(JsonWriter::default()),
            OutputFormat::Jsonl => Format::Jsonl(JsonLinesWriter),
            OutputFormat::Overview => Format::Overview(OverviewWriter::new(style)),
        };
        Self { format, out }
    }

    /// Writes what was found in one source.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn report(&mut self, source: &Source, report: &Report) -> io::Result<()> {
        match &mut self.format {
            Format::Text(text) => text.report(source, &report.diagnostics, &mut self.out),
            Format::Json(json) => json.report(source, report, &mut self.out),
            Format::Jsonl(lines) => lines.report(source, &report.diagnostics, &mut self.out),
            Format::Overview(overview) => {
                overview.report(source, report);
                Ok(())
            }
        }
    }

    /// Writes what closes the output, and flushes it.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn finish(mut self, summary: &Summary) -> io::Result<()> {
        match self.format {
            Format::Text(_) => writeln!(self.out, "{summary}")?,
            Format::Json(json) => json.finish(summary, &mut self.out)?,
            Format::Jsonl(_) => {}
            Format::Overview(overview) => overview.finish(summary, &mut self.out)?,
        }
        self.out.flush()
    }
}
