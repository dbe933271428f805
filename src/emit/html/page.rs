//! The page around the findings: counts, filters, files, and what the rules are.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io;

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::{FileSection, RuleCount};
use crate::emit::emitter::Run;
use crate::emit::summary::counted;
use crate::{RuleId, Severity};

pub(in crate::emit) const STYLE: &str = include_str!("style.css");
pub(in crate::emit) const SCRIPT: &str = include_str!("script.js");

/// What the browser may load: this style and this script, by their SHA-256, and nothing else.
pub(in crate::emit) const POLICY: &str = concat!(
    "default-src 'none'; ",
    "style-src 'sha256-1qze6jCty/efLaa8zQ9UQDNgCGJwxymS2Ug9TB/F3ew='; ",
    "script-src 'sha256-TePuTiM0HL2tCnD6h5KG1AtmKUv5IygENmCPvEkMT6I='; ",
    "base-uri 'none'; form-action 'none'"
);

/// Writes the whole page.
pub(super) fn write(
    files: &[FileSection],
    rules: &BTreeMap<RuleId, RuleCount>,
    run: &Run<'_>,
    out: &mut dyn io::Write,
) -> io::Result<()> {
    let begin = html! {
        (DOCTYPE)
        (PreEscaped("<html lang=\"en\">"))
        head {
            meta charset="utf-8";
            meta http-equiv="Content-Security-Policy" content=(POLICY);
            meta name="viewport" content="width=device-width, initial-scale=1";
            meta name="referrer" content="no-referrer";
            title { "prosec: " (run.summary) }
            style { (PreEscaped(STYLE)) }
        }
        (PreEscaped("<body>"))
        (header(files, rules, run))
        (PreEscaped("<main id=\"findings\">"))
        (overview(files))
        p id="none" class="empty" hidden { "No finding fits the filters." }
    };
    out.write_all(begin.into_string().as_bytes())?;
    for (number, file) in files.iter().enumerate() {
        out.write_all(section(file, number).into_string().as_bytes())?;
    }
    let end = html! {
        @if files.is_empty() { p class="empty" { "Nothing was found." } }
        (explanations(rules, run))
        (PreEscaped("</main>"))
        script { (PreEscaped(SCRIPT)) }
        (PreEscaped("</body></html>\n"))
    };
    out.write_all(end.into_string().as_bytes())
}

fn header(files: &[FileSection], rules: &BTreeMap<RuleId, RuleCount>, run: &Run<'_>) -> Markup {
    let summary = run.summary;
    let counts = [summary.errors, summary.warnings, summary.notes];
    let mut groups: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, rule) in rules {
        *groups.entry(id.group()).or_default() += rule.count;
    }
    html! {
        header class="top" {
            h1 { "prosec" }
            p class="sum" { (summary) }
            button id="theme" type="button" hidden {}
        }
        @if !files.is_empty() {
            form class="filters" id="filters" role="search" aria-label="Filters" {
                fieldset {
                    legend { "severity" }
                    @for (severity, count) in Severity::ALL.iter().zip(counts) {
                        label class={ "pick " (severity) } {
                            input type="checkbox" name="severity" value=(severity) checked disabled[count == 0];
                            " " (counted(count, severity.as_str()))
                        }
                    }
                }
                label { "group " (choice("group", "all groups", groups.into_iter().map(|(group, count)| (group, group, count)))) }
                label { "rule " (choice("rule", "all rules", rules.iter().map(|(id, rule)| (id.as_str(), id.as_str(), rule.count)))) }
                label { "file " (choice_of_files(files)) }
                label class="search" { "text " input type="search" id="search" placeholder="press / to search" autocomplete="off"; }
                button type="reset" { "reset" }
                output id="shown" aria-live="polite" {}
            }
        }
    }
}

fn choice<'a>(name: &str, all: &str, options: impl Iterator<Item = (&'a str, &'a str, usize)>) -> Markup {
    html! {
        select id=(name) {
            option value="" { (all) }
            @for (value, text, count) in options { option value=(value) { (text) " (" (count) ")" } }
        }
    }
}

fn choice_of_files(files: &[FileSection]) -> Markup {
    let numbers: Vec<String> = (0..files.len()).map(|number| number.to_string()).collect();
    let options = files.iter().zip(&numbers);
    choice(
        "file",
        "all files",
        options.map(|(file, number)| (number.as_str(), file.name.as_str(), file.counts.iter().sum())),
    )
}

/// The files as a table, the worst first, if there are several.
fn overview(files: &[FileSection]) -> Markup {
    let mut order: Vec<(usize, &FileSection)> = files.iter().enumerate().collect();
    order.sort_by(|(_, a), (_, b)| {
        (b.spam.total_cmp(&a.spam))
            .then(b.quality.total_cmp(&a.quality))
            .then_with(|| (Reverse(a.counts), &a.name).cmp(&(Reverse(b.counts), &b.name)))
    });
    html! {
        @if files.len() > 1 {
            details class="files" {
                summary { (counted(files.len(), "file")) " with findings, the worst first" }
                div class="scroll" { table {
                    thead { tr {
                        th scope="col" { "file" }
                        @for heading in ["errors", "warnings", "notes", "spam", "quality"] { th scope="col" { (heading) } }
                    } }
                    tbody { @for (number, file) in order {
                        tr {
                            th scope="row" { a href={ "#file-" (number) } { (file.name) } }
                            @for count in file.counts { td { (count) } }
                            @for score in [file.spam, file.quality] { td { (rounded(score)) } }
                        }
                    } }
                } }
            }
        }
    }
}

fn section(file: &FileSection, number: usize) -> Markup {
    html! {
        section class="file" data-file=(number) {
            div class="head" {
                h2 id={ "file-" (number) } { (file.name) }
                p class="scores" title="Higher is worse: 0 is the best and 100 the worst." {
                    "spam " b { (rounded(file.spam)) } " · quality " b { (rounded(file.quality)) }
                }
            }
            (PreEscaped(&file.findings))
        }
        "\n"
    }
}

/// What the rules are that found something.
fn explanations(rules: &BTreeMap<RuleId, RuleCount>, run: &Run<'_>) -> Markup {
    html! {
        @if !rules.is_empty() {
            section class="rules" {
                h2 { "Rules" }
                @for (id, count) in rules {
                    details id=(id) {
                        summary {
                            span class={ "severity " (count.severity) } { (count.severity) } " " code { (id) }
                            " " span class="count" { (counted(count.count, "finding")) }
                        }
                        @if let Some(rule) = run.rules.rule(id) {
                            p { "Finds " (rule.summary()) "." }
                            @for part in rule.why().trim().split("\n\n") { p { (part) } }
                        }
                    }
                }
            }
        }
    }
}

/// A score with one decimal, if it is any.
fn rounded(score: f64) -> String {
    if score > 0.0 { format!("{score:.1}") } else { "0".to_owned() }
}
