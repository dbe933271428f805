//! A page for a browser: findings in their text, with filters, counts and scores. It needs no other file and no
//! network, and what documents hold is never more than text in it.

mod excerpt;
mod page;

use std::collections::BTreeMap;
use std::io;

use maud::{Markup, html};

use self::excerpt::excerpt;
#[cfg(test)]
pub(super) use self::page::{POLICY, SCRIPT, STYLE};
use crate::emit::emitter::{FormatWriter, Run};
use crate::emit::visible::{visible, visible_lines, visible_path};
use crate::{Diagnostic, Edit, Fix, Report, RuleId, Severity, Source};

/// So many ways to mend a finding are shown.
const FIXES: usize = 3;

/// Draws findings as they come, and keeps them: what stands above them counts them all.
#[derive(Debug, Default)]
pub(super) struct HtmlWriter {
    files: Vec<FileSection>,
    rules: BTreeMap<RuleId, RuleCount>,
    /// Findings so far; each has its number as an anchor.
    count: usize,
}

/// A file with findings.
#[derive(Debug)]
struct FileSection {
    name: String,
    spam: f64,
    quality: f64,
    counts: [usize; 3],
    findings: String,
}

/// How often a rule found something.
#[derive(Debug)]
struct RuleCount {
    severity: Severity,
    count: usize,
}

impl FormatWriter for HtmlWriter {
    fn report(&mut self, source: &Source, report: &Report, _: &mut dyn io::Write) -> io::Result<()> {
        if report.diagnostics.is_empty() {
            return Ok(());
        }
        let mut findings = String::new();
        for diagnostic in &report.diagnostics {
            self.count += 1;
            let rule = RuleCount { severity: diagnostic.severity, count: 0 };
            self.rules.entry(diagnostic.rule.clone()).or_insert(rule).count += 1;
            findings += &finding(source, diagnostic, self.count).into_string();
        }
        let of = |severity| report.diagnostics.iter().filter(|found| found.severity == severity).count();
        self.files.push(FileSection {
            name: visible_path(source.name()),
            spam: report.score.spam,
            quality: report.score.quality,
            counts: Severity::ALL.map(of),
            findings,
        });
        Ok(())
    }

    fn finish(&mut self, run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        page::write(&self.files, &self.rules, run, out)
    }
}

/// A finding as an article that script can show and hide.
fn finding(source: &Source, diagnostic: &Diagnostic, number: usize) -> Markup {
    let place = source.position(diagnostic.span.start);
    let help = diagnostic.help.as_ref();
    let help = help.filter(|&help| diagnostic.fixes.iter().all(|fix| fix.message != *help));
    let (severity, rule) = (diagnostic.severity.as_str(), diagnostic.rule.as_str());
    html! {
        article id={ "f" (number) } class={ "finding " (severity) } tabindex="0" data-severity=(severity)
            data-group=(diagnostic.rule.group()) data-rule=(rule) {
            header {
                span class="severity" { (severity) }
                h3 { (visible(&diagnostic.message)) }
                a class="place" href={ "#f" (number) } title="link to this finding" {
                    (place.line) ":" (place.column)
                }
            }
            (excerpt(source, diagnostic))
            @if let Some(help) = help { p class="help" { (visible(help)) } }
            @for fix in diagnostic.fixes.iter().take(FIXES) { (mended(source, fix)) }
            footer { a href={ "#" (rule) } { (rule) } }
        }
    }
}

/// What a fix does, and how the text changes.
fn mended(source: &Source, fix: &Fix) -> Markup {
    let change = |edit: &Edit| {
        let (old, new) = (visible_lines(source.slice(edit.span)), visible_lines(&edit.replacement));
        html! {
            @if !old.is_empty() { del { (old) } }
            @if !old.is_empty() && !new.is_empty() { " → " }
            @if !new.is_empty() { ins { (new) } }
        }
    };
    html! {
        p class="fix" {
            span class="badge" { (fix.applicability.as_str()) " fix" } " "
            (visible(&fix.message))
            @for edit in &fix.edits { " " span class="edit" { (change(edit)) } }
        }
    }
}
