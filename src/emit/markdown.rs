//! A summary in Markdown, for the page of a run or a comment on a pull request: counts by rule and by file, and
//! the first findings of each severity. Its size has a bound, whatever was found.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::io;

use crate::emit::Folder;
use crate::emit::emitter::{FormatWriter, Run};
use crate::emit::summary::counted;
use crate::emit::visible::{visible, visible_path};
use crate::{Report, RuleId, Severity, Source};

/// So many findings of each severity are listed: the first ones.
const FINDINGS: usize = 30;

/// So many rules and files are listed: those with most findings.
const ROWS: usize = 20;

/// So many characters of a message or a path are shown.
const CELL: usize = 160;

/// No finding is listed after so many bytes: a comment on GitHub holds 65,536 characters.
const LONGEST: usize = 50_000;

/// No rule or file is listed after so many.
const FULL: usize = 58_000;

/// Counts what is found, and keeps what will be listed.
#[derive(Debug)]
pub(super) struct MarkdownWriter {
    folder: Folder,
    rules: BTreeMap<RuleId, [usize; 3]>,
    /// Files with findings.
    files: Vec<(String, [usize; 3])>,
    /// The rows of the first findings, by severity, most severe first.
    findings: [Vec<String>; 3],
}

impl MarkdownWriter {
    /// A writer for readers that look for files below a folder.
    pub(super) fn new(folder: Folder) -> Self {
        Self { folder, rules: BTreeMap::new(), files: Vec::new(), findings: Default::default() }
    }
}

impl FormatWriter for MarkdownWriter {
    fn report(&mut self, source: &Source, report: &Report, _: &mut dyn io::Write) -> io::Result<()> {
        if report.diagnostics.is_empty() {
            return Ok(());
        }
        let path = visible_path(&self.folder.path(source.name()));
        let mut counts = [0; 3];
        for diagnostic in &report.diagnostics {
            let at = place_of(diagnostic.severity);
            counts[at] += 1;
            self.rules.entry(diagnostic.rule.clone()).or_default()[at] += 1;
            if self.findings[at].len() < FINDINGS {
                let line = source.position(diagnostic.span.start).line;
                let message = escaped(&visible(&diagnostic.message));
                let place = escaped(&format!("{path}:{line}"));
                self.findings[at].push(format!("| {place} | {message} | {} |", diagnostic.rule));
            }
        }
        self.files.push((path, counts));
        Ok(())
    }

    fn finish(&mut self, run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        let mut page = format!("### prosec: {}\n", run.summary);
        for (severity, rows) in Severity::ALL.iter().zip(&self.findings) {
            let count = self.files.iter().map(|(_, counts)| counts[place_of(*severity)]).sum();
            write_findings(&mut page, *severity, rows, count).expect("a string takes all text");
        }
        let rules = self.rules.iter().map(|(id, counts)| {
            let summary = run.rules.rule(id).map_or("", |rule| rule.summary());
            (format!("{id} | {}", escaped(summary)), *counts)
        });
        let files = self.files.iter().map(|(path, counts)| (escaped(path), *counts));
        write_counts(&mut page, "rule", "rule | finds", rules.collect()).expect("a string takes all text");
        write_counts(&mut page, "file", "file", files.collect()).expect("a string takes all text");
        out.write_all(page.as_bytes())
    }
}

fn place_of(severity: Severity) -> usize {
    Severity::ALL.iter().position(|&other| other == severity).unwrap_or(0)
}

/// A folded table of findings; that of errors stands open.
fn write_findings(page: &mut String, severity: Severity, rows: &[String], count: usize) -> std::fmt::Result {
    if rows.is_empty() {
        return Ok(());
    }
    let open = if severity == Severity::Error { " open" } else { "" };
    writeln!(page, "\n<details{open}><summary>{}</summary>\n", counted(count, severity.as_str()))?;
    writeln!(page, "| place | finding | rule |\n| --- | --- | --- |")?;
    let mut more = count;
    for row in rows {
        if page.len() < LONGEST {
            writeln!(page, "{row}")?;
            more -= 1;
        }
    }
    if more > 0 {
        writeln!(page, "\nand {more} more")?;
    }
    writeln!(page, "\n</details>")
}

/// A folded table of counts, the highest first.
fn write_counts(
    page: &mut String,
    noun: &str,
    heading: &str,
    mut rows: Vec<(String, [usize; 3])>,
) -> std::fmt::Result {
    if rows.is_empty() {
        return Ok(());
    }
    rows.sort_by_key(|(_, counts)| Reverse(*counts));
    writeln!(page, "\n<details><summary>By {noun}: {}</summary>\n", counted(rows.len(), noun))?;
    let rule = heading.split('|').map(|_| "---").collect::<Vec<_>>().join(" | ");
    writeln!(page, "| {heading} | errors | warnings | notes |\n| {rule} | ---: | ---: | ---: |")?;
    let mut more = rows.len();
    for (cells, [errors, warnings, notes]) in rows.iter().take(ROWS) {
        if page.len() < FULL {
            writeln!(page, "| {cells} | {errors} | {warnings} | {notes} |")?;
            more -= 1;
        }
    }
    if more > 0 {
        writeln!(page, "\nand {more} more")?;
    }
    writeln!(page, "\n</details>")
}

/// The text as it is, whatever Markdown would make of it. A document must not call people by name, refer to
/// issues or set links in a comment that quotes it.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for (count, character) in text.chars().enumerate() {
        if count == CELL {
            out.push('…');
            break;
        }
        match character {
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '&' => out.push_str("&amp;"),
            '@' | '#' => out.extend([character.to_string(), "<!-- -->".to_owned()]),
            '\\' | '`' | '*' | '_' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '$' | ':' | '.' => {
                out.extend(['\\', character]);
            }
            _ => out.push(character),
        }
    }
    out
}
