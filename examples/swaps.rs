//! How many people put in the place of others the rules of names find, and what they say of the prose as it was.
//!
//! ```text
//! cargo run --release --example swaps -- FOLDER              # clean prose: news serves best
//! cargo run --release --example swaps -- FOLDER --hits       # what is said of the prose as it was
//! cargo run --release --example swaps -- FOLDER --missed     # the swaps that nothing was said of
//! ```
//!
//! In each sentence that names two people, one takes the place of another who is named later, drawn by a fixed
//! seed: the second mention is overwritten by the first as it stands, or keeps its own title. A swap is found if an error or a warning touches either
//! mention that did not before. Possessives (“Lee’s”) are left out: nothing is odd about a person and what is
//! his or hers. Long files are cut into documents of the length of an article.

#![expect(clippy::print_stdout, reason = "it is a program that prints")]

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{env, fs};

use prosec::analysis::{Analysis, Mention, Standing};
use prosec::document::Document;
use prosec::{Diagnostic, RuleSet, Selection, Severity, Source, Span, check};

/// A file longer than this, in bytes, is cut.
const LONGEST_DOCUMENT: usize = 12_000;

/// The length of the pieces, in bytes.
const PIECE: usize = 4_000;

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let folder = arguments.first().expect("name the folder of clean prose");
    let shows = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let mut rules = RuleSet::builtin();
    let only = Selection { only: vec!["names".to_owned()], ..Selection::default() };
    rules.select(&only).expect("there are rules of names");
    let mut tally = Tally::default();
    for path in files_below(Path::new(folder)) {
        let Ok(text) = fs::read_to_string(&path) else { continue };
        for piece in pieces(&text) {
            let source = Source::new(path.display().to_string(), piece);
            tally.words += source.text().split_whitespace().count();
            let before = loud(&source, &rules);
            for finding in &before {
                *tally.alarms.entry(finding.rule.to_string()).or_default() += 1;
                if shows("--hits") {
                    println!("{}\t{}\t{}", finding.rule, path.display(), excerpt(&source, finding.span));
                }
            }
            for swap in swaps(&source, &rules) {
                let (place, mutant) = swap.carry_out(&source);
                let found =
                    loud(&mutant, &rules).into_iter().find(|finding| is_answer(finding, &swap, place));
                let count = tally.by_form.entry(swap.form).or_default();
                count.0 += 1;
                match found {
                    Some(finding) => {
                        count.1 += 1;
                        *tally.by_rule.entry(finding.rule.to_string()).or_default() += 1;
                    }
                    None if shows("--missed") => println!("{}\t{}", swap.form, excerpt(&mutant, place)),
                    None => {}
                }
            }
        }
    }
    tally.print();
}

/// The errors and warnings of a source.
fn loud(source: &Source, rules: &RuleSet) -> Vec<Diagnostic> {
    let all = check(source, rules).diagnostics.into_iter();
    all.filter(|finding| finding.severity >= Severity::Warning).collect()
}

fn is_answer(finding: &Diagnostic, swap: &Swap, place: Span) -> bool {
    finding.span.touches(place) || finding.span.touches(swap.first)
}

/// One person about to take another’s place.
struct Swap {
    first: Span,
    second: Span,
    /// How the two are named, and what stands between.
    form: &'static str,
}

impl Swap {
    /// The place of the name that now stands twice, and the text that holds it.
    fn carry_out(&self, source: &Source) -> (Span, Source) {
        let text = source.text();
        let name = source.slice(self.first);
        let mutant = format!("{}{name}{}", &text[..self.second.start], &text[self.second.end..]);
        let place = Span::new(self.second.start, self.second.start + name.len());
        (place, Source::new(source.name(), mutant))
    }
}

/// One swap for each sentence that names two people one after the other.
fn swaps(source: &Source, rules: &RuleSet) -> Vec<Swap> {
    let document = Document::parse(source);
    let analysis = Analysis::new(&document, rules.lexicon(), rules.lists());
    let draw = |sentence: &Range<usize>| {
        let mentions = analysis.people().within(sentence.clone());
        let firsts = mentions.iter().enumerate();
        let pairs: Vec<[&Mention; 2]> = firsts
            .flat_map(|(at, first)| mentions[at + 1..].iter().map(move |second| [first, second]))
            .filter(|pair| fits(&analysis, pair))
            .collect();
        let seed = seed(source.text(), sentence.start);
        let [first, second] = *pairs.get(seed % pairs.len().max(1))?;
        let span = |tokens: &Range<usize>| analysis.source_span(analysis.span_of(tokens.clone()));
        let keeps_title = second.title.is_some() && (seed >> 16).is_multiple_of(2);
        let part = |mention: &Mention| span(if keeps_title { &mention.name } else { &mention.tokens });
        Some(Swap { first: part(first), second: part(second), form: form(&analysis, first, second) })
    };
    analysis.sentences().iter().filter_map(draw).collect()
}

/// Whether two mentions are surely of two people, and neither a possessive.
fn fits(analysis: &Analysis<'_>, pair: &[&Mention; 2]) -> bool {
    let people = analysis.people();
    let is_person =
        |mention: &Mention| people.standing(mention) == Standing::Person && !mention.is_possessive;
    pair.iter().all(|mention| is_person(mention))
        && !pair[0].words.iter().any(|word| pair[1].words.contains(word))
}

fn form(analysis: &Analysis<'_>, first: &Mention, second: &Mention) -> &'static str {
    let mut between = first.tokens.end..second.tokens.start;
    let is_plain = between.all(|index| analysis.is_word(index));
    match (first.is_full(), first.title.is_some(), is_plain) {
        (true, _, true) => "full name, only words between",
        (true, _, false) => "full name, marks between",
        (false, true, true) => "title and surname, only words between",
        (false, true, false) => "title and surname, marks between",
        (false, false, true) => "surname, only words between",
        (false, false, false) => "surname, marks between",
    }
}

/// A number that depends on the document and the place: FNV-1a.
fn seed(text: &str, place: usize) -> usize {
    let bytes = text.bytes().chain(place.to_le_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    usize::try_from(hash >> 33).unwrap_or(0)
}

/// The text, or its paragraphs in pieces of the length of an article.
fn pieces(text: &str) -> Vec<String> {
    if text.len() <= LONGEST_DOCUMENT {
        return vec![text.to_owned()];
    }
    let mut pieces = vec![String::new()];
    for paragraph in text.split_inclusive("\n\n") {
        if pieces.last().is_some_and(|last| last.len() + paragraph.len() > PIECE) {
            pieces.push(String::new());
        }
        pieces.last_mut().expect("there is one").push_str(paragraph);
    }
    pieces
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("readable").path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { files_below(&path) } else { vec![path] }).collect()
}

/// The text around a place, on one line.
fn excerpt(source: &Source, place: Span) -> String {
    let text = source.text();
    let start =
        (0..=place.start.saturating_sub(REACH)).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let end = (place.end + REACH..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let (before, after) = (&text[start..place.start], &text[place.end..end]);
    format!("{before}⟦{}⟧{after}", source.slice(place)).replace(['\n', '\t'], " ")
}

const REACH: usize = 140;

#[derive(Default)]
struct Tally {
    words: usize,
    /// Swaps and those found, by form.
    by_form: BTreeMap<&'static str, (usize, usize)>,
    by_rule: BTreeMap<String, usize>,
    alarms: BTreeMap<String, usize>,
}

impl Tally {
    fn print(&self) {
        let (all, found) =
            self.by_form.values().fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1));
        let share = |part: usize, whole: usize| 100.0 * part as f64 / whole.max(1) as f64;
        println!("| swaps | | found | |\n| --- | ---: | ---: | ---: |");
        for (form, (all, found)) in &self.by_form {
            println!("| {form} | {all} | {found} | {:.1} % |", share(*found, *all));
        }
        println!("| all | {all} | {found} | {:.1} % |", share(found, all));
        let million = self.words as f64 / 1e6;
        println!("\n| rule | swaps found | | said of {} clean words | a million |", self.words);
        println!("| --- | ---: | ---: | ---: | ---: |");
        let mut rules: Vec<&String> = self.by_rule.keys().chain(self.alarms.keys()).collect();
        rules.sort();
        rules.dedup();
        for rule in rules {
            let count = |map: &BTreeMap<String, usize>| map.get(rule).copied().unwrap_or(0);
            let (found, alarms) = (count(&self.by_rule), count(&self.alarms));
            println!(
                "| {rule} | {found} | {:.1} % | {alarms} | {:.2} |",
                share(found, all),
                alarms as f64 / million
            );
        }
    }
}
