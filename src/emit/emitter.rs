//! The emitter that every front end writes through. Most formats stream: memory does not grow with the run.
//! Those for people that count or sort first keep what they will show.

use std::fmt::Debug;
use std::io;

use crate::emit::checkstyle::CheckstyleWriter;
use crate::emit::compact::CompactWriter;
use crate::emit::github::GithubWriter;
use crate::emit::gitlab::GitlabWriter;
use crate::emit::html::HtmlWriter;
use crate::emit::json::{JsonLinesWriter, JsonWriter};
use crate::emit::junit::JunitWriter;
use crate::emit::markdown::MarkdownWriter;
use crate::emit::overview::OverviewWriter;
use crate::emit::rdjson::{RdjsonLinesWriter, RdjsonWriter};
use crate::emit::sarif::SarifWriter;
use crate::emit::text::TextWriter;
use crate::emit::{Aids, Folder, OutputFormat, RuleBook, Style, Summary};
use crate::{Report, Source};

/// Writes the reports of a run in one format.
#[derive(Debug)]
pub struct Emitter<W> {
    writer: Box<dyn FormatWriter>,
    out: W,
}

/// What a format does with a run.
pub(super) trait FormatWriter: Debug {
    /// Takes, and where it can also writes, what was found in one source.
    fn report(&mut self, source: &Source, report: &Report, out: &mut dyn io::Write) -> io::Result<()>;

    /// Takes what readers are to be given beside findings. Formats for programs have no use for it.
    fn aid(&mut self, _: &Aids) {}

    /// Writes what closes the output.
    fn finish(&mut self, run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()>;
}

/// A run, once it is over.
#[derive(Debug)]
pub(super) struct Run<'r> {
    pub(super) summary: &'r Summary,
    /// The rules that took part.
    pub(super) rules: &'r RuleBook<'r>,
}

/// Writes the findings by rule, if that was asked for.
pub(super) fn write_statistics(run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
    run.summary.statistics.iter().try_for_each(|statistics| write!(out, "{statistics}"))
}

impl<W: io::Write> Emitter<W> {
    /// An emitter that writes to `out`, which should be buffered. Nothing is written yet.
    pub fn new(format: OutputFormat, style: Style, out: W) -> Self {
        Self::below(Folder::default(), format, style, out)
    }

    /// The same for a format whose readers look for files below a folder.
    pub fn below(folder: Folder, format: OutputFormat, style: Style, out: W) -> Self {
        let writer: Box<dyn FormatWriter> = match format {
            OutputFormat::Text => Box::new(TextWriter::new(style)),
            OutputFormat::Compact => Box::new(CompactWriter::new(style)),
            OutputFormat::Overview => Box::new(OverviewWriter::new(style)),
            OutputFormat::Json => Box::new(JsonWriter::default()),
            OutputFormat::Jsonl => Box::new(JsonLinesWriter),
            OutputFormat::Sarif => Box::new(SarifWriter::new(folder)),
            OutputFormat::Github => Box::new(GithubWriter::new(folder)),
            OutputFormat::Gitlab => Box::new(GitlabWriter::new(folder)),
            OutputFormat::Checkstyle => Box::new(CheckstyleWriter::new(folder)),
            OutputFormat::Junit => Box::new(JunitWriter::new(folder)),
            OutputFormat::Rdjson => Box::new(RdjsonWriter::new(folder)),
            OutputFormat::Rdjsonl => Box::new(RdjsonLinesWriter::new(folder)),
            OutputFormat::Markdown => Box::new(MarkdownWriter::new(folder)),
            OutputFormat::Html => Box::new(HtmlWriter::default()),
        };
        Self { writer, out }
    }

    /// The same with aids for readers.
    pub fn aided(mut self, aids: &Aids) -> Self {
        self.writer.aid(aids);
        self
    }

    /// Writes what was found in one source.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn report(&mut self, source: &Source, report: &Report) -> io::Result<()> {
        self.writer.report(source, report, &mut self.out)
    }

    /// Brings what was written to where it goes.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }

    /// Writes what closes the output, flushes it, and gives back where it went. Some formats explain the rules
    /// that found something.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn finish(mut self, summary: &Summary, rules: &RuleBook<'_>) -> io::Result<W> {
        self.writer.finish(&Run { summary, rules }, &mut self.out)?;
        self.out.flush()?;
        Ok(self.out)
    }
}
