//! The overview: one line for each file with findings, the worst first, with its scores and what contributes
//! most to them.

use std::cmp::Reverse;
use std::io;

use crate::emit::Style;
use crate::emit::emitter::{FormatWriter, Run, write_statistics};
use crate::emit::summary::counted;
use crate::emit::visible::visible_path;
use crate::{Report, Severity, Source};

/// Collects a line for each file.
#[derive(Debug)]
pub(super) struct OverviewWriter {
    style: Style,
    lines: Vec<Line>,
}

/// What is said of one file.
#[derive(Debug)]
struct Line {
    name: String,
    spam: f64,
    quality: f64,
    /// Findings by severity, most severe first.
    counts: [usize; 3],
    /// The rules that contribute most.
    most: String,
}

/// How many rules a line names.
const MOST_RULES: usize = 3;

impl OverviewWriter {
    /// A writer for a terminal that can do `style`.
    pub(super) fn new(style: Style) -> Self {
        Self { style, lines: Vec::new() }
    }
}

impl FormatWriter for OverviewWriter {
    /// Takes what was found in one source.
    fn report(&mut self, source: &Source, report: &Report, _: &mut dyn io::Write) -> io::Result<()> {
        if report.diagnostics.is_empty() {
            return Ok(());
        }
        let of = |severity| report.diagnostics.iter().filter(|found| found.severity == severity).count();
        let most = report.score.contributions.iter().take(MOST_RULES).map(|most| match most.count {
            1 => most.rule.to_string(),
            count => format!("{} ×{count}", most.rule),
        });
        self.lines.push(Line {
            name: visible_path(source.name()),
            spam: report.score.spam,
            quality: report.score.quality,
            counts: Severity::ALL.map(of),
            most: most.collect::<Vec<_>>().join(", "),
        });
        Ok(())
    }

    /// Writes the lines, sorted, and the summary.
    fn finish(&mut self, run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let summary = run.summary;
        self.lines.sort_by(|a, b| {
            (b.spam.total_cmp(&a.spam))
                .then(b.quality.total_cmp(&a.quality))
                .then_with(|| (Reverse(a.counts), &a.name).cmp(&(Reverse(b.counts), &b.name)))
        });
        let widest = self.lines.iter().map(|line| line.name.chars().count()).max().unwrap_or(0);
        if !self.lines.is_empty() {
            writeln!(out, "{}", self.dimmed(" spam  quality  errors  warnings  notes  file"))?;
        }
        for line in &self.lines {
            let [errors, warnings, notes] = line.counts.map(|count| shown(count as f64, 0));
            let (spam, quality) = (shown(line.spam, 1), shown(line.quality, 1));
            let (name, most) = (&line.name, self.dimmed(&line.most));
            let columns = format!("{spam:>5}  {quality:>7}  {errors:>6}  {warnings:>8}  {notes:>5}");
            writeln!(out, "{}", format!("{columns}  {name:widest$}  {most}").trim_end())?;
        }
        let clean = summary.files.saturating_sub(self.lines.len());
        if clean > 0 && !self.lines.is_empty() {
            writeln!(out, "{}", self.dimmed(&format!("and {} without findings", counted(clean, "file"))))?;
        }
        if summary.statistics.is_some() && !self.lines.is_empty() {
            writeln!(out)?;
        }
        write_statistics(run, out)?;
        writeln!(out, "{summary}")
    }
}

impl OverviewWriter {
    fn dimmed(&self, text: &str) -> String {
        match text {
            "" => String::new(),
            text if self.style.color => format!("\u{1b}[2m{text}\u{1b}[0m"),
            text => text.to_owned(),
        }
    }
}

/// A number for a column, with so many decimals; nothing is a dot.
fn shown(number: f64, decimals: usize) -> String {
    if number > 0.0 { format!("{number:.decimals$}") } else { "·".to_owned() }
}
