//! How often each rule speaks in clean prose, as a table in Markdown.
//!
//! ```text
//! python3 benches/corpora.py target/corpora
//! cargo run --release --example precision -- target/corpora > docs/precision.md
//! cargo run --release --example precision -- target/corpora --unread spam    # what nobody has judged yet
//! ```
//!
//! Clean prose has slips of its own. Findings that somebody read stand in `benches/verdicts.tsv`: the rule, the
//! fingerprint of the place, and whether the finding is right (`real`) or not (`false`).

#![expect(clippy::print_stdout, reason = "it is a program that prints")]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs};

use prosec::{Diagnostic, RuleSet, Severity, Source, check};

const VERDICTS: &str = "benches/verdicts.tsv";

/// What was found by one rule.
#[derive(Default)]
struct Count {
    severity: Option<Severity>,
    hits: usize,
    real: usize,
    wrong: usize,
}

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let folder = arguments.first().expect("name the folder of clean prose");
    let unread = arguments.iter().position(|argument| argument == "--unread").map(|at| &arguments[at + 1]);
    let verdicts = read_verdicts();
    let rules = RuleSet::builtin();
    let mut counts: BTreeMap<String, Count> = BTreeMap::new();
    for rule in rules.rules().iter().filter(|rule| !rule.preview && !rule.part) {
        counts.insert(rule.id.to_string(), Count { severity: Some(rule.severity), ..Count::default() });
    }
    let (mut words, mut files) = (0, 0);
    for path in files_below(Path::new(folder)) {
        let source = Source::read(&path).expect("clean prose is UTF-8");
        files += 1;
        words += source.text().split_whitespace().count();
        for finding in check(&source, &rules).diagnostics {
            let fingerprint = fingerprint(&source, &finding);
            let count = counts.entry(finding.rule.to_string()).or_default();
            count.hits += 1;
            match verdicts.get(&(finding.rule.to_string(), fingerprint.clone())).map(String::as_str) {
                Some("real") => count.real += 1,
                Some(_) => count.wrong += 1,
                None if unread.is_some_and(|name| names(name, &finding)) => {
                    println!("{}\t{fingerprint}\t{}", finding.rule, excerpt(&source, &finding));
                }
                None => {}
            }
        }
    }
    if unread.is_none() {
        print_table(&counts, words, files);
    }
}

fn names(name: &str, finding: &Diagnostic) -> bool {
    name == finding.rule.as_str() || name == finding.rule.group()
}

fn read_verdicts() -> BTreeMap<(String, String), String> {
    let text = fs::read_to_string(VERDICTS).unwrap_or_default();
    let rows = text.lines().filter_map(|line| {
        let mut cells = line.split('\t').map(str::to_owned);
        Some(((cells.next()?, cells.next()?), cells.next()?))
    });
    rows.collect()
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    for path in paths {
        if path.is_dir() {
            files.extend(files_below(&path));
        } else {
            files.push(path);
        }
    }
    files
}

/// The text around a finding, on one line.
fn excerpt(source: &Source, finding: &Diagnostic) -> String {
    let (before, after) = around(source, finding, 90);
    let line = format!("{before}⟦{}⟧{after}", source.slice(finding.span));
    line.replace(['\n', '\t'], "⏎")
}

/// The text before and after a finding, of about this many bytes.
fn around<'s>(source: &'s Source, finding: &Diagnostic, reach: usize) -> (&'s str, &'s str) {
    let text = source.text();
    let is_border = |at: &usize| text.is_char_boundary(*at);
    let start = (0..=finding.span.start.saturating_sub(reach)).rev().find(is_border).unwrap_or(0);
    let end = (finding.span.end + reach..text.len()).find(is_border).unwrap_or(text.len());
    (&text[start..finding.span.start], &text[finding.span.end..end])
}

/// A number that stays with the place while the file changes elsewhere: FNV-1a over the words around it.
fn fingerprint(source: &Source, finding: &Diagnostic) -> String {
    let (before, after) = around(source, finding, 40);
    let bytes = before.bytes().chain(source.slice(finding.span).bytes()).chain(after.bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    format!("{hash:016x}")
}

fn print_table(counts: &BTreeMap<String, Count>, words: usize, files: usize) {
    let million = words as f64 / 1e6;
    println!("# How often each rule speaks in clean prose\n");
    println!(
        "{million:.2} million words in {files} files: news, speeches, novels and documentation, which \
         `benches/corpora.py` fetches. Clean prose has slips too: “real” are the findings that somebody read and \
         found right, “false” those that are not, “unread” the rest. Written by `examples/precision.rs`.\n"
    );
    for severity in [Severity::Error, Severity::Warning, Severity::Note] {
        println!("## {}s\n", severity.as_str());
        println!("| rule | hits | per million words | real | false | unread | false per million |");
        println!("| --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (rule, count) in counts.iter().filter(|(_, count)| count.severity == Some(severity)) {
            println!(
                "| {rule} | {} | {:.1} | {} | {} | {} | {:.1} |",
                count.hits,
                count.hits as f64 / million,
                count.real,
                count.wrong,
                count.hits - count.real - count.wrong,
                count.wrong as f64 / million,
            );
        }
        println!();
    }
}
