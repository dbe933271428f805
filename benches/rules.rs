//! How the number of rules bears on the time of a check, and how long rules take to load. Rules and text are
//! generated from the word table, the same each time. `cargo bench --bench rules` prints the figures.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use prosec::analysis::Analysis;
use prosec::document::Document;
use prosec::matcher::Index;
use prosec::{RuleSet, Source, check};

#[allow(dead_code, reason = "each bench takes a part of it")]
mod drawn;

use drawn::{Random, Words};

fn main() {
    divan::main();
}

/// A whole check of a text of 1 MB with this many rules of phrases.
#[divan::bench(args = [10, 100, 1_000, 10_000], sample_count = 20, sample_size = 1)]
fn check_with_phrase_rules(bencher: Bencher<'_, '_>, count: usize) {
    let (source, rules) = (text(), loaded(phrase_rules(count)));
    bencher.counter(BytesCount::of_str(source.text())).bench_local(|| check(black_box(&source), &rules));
}

/// A whole check of a text of 1 MB with this many rules of regular expressions.
#[divan::bench(args = [10, 100, 1_000], sample_count = 20, sample_size = 1)]
fn check_with_regex_rules(bencher: Bencher<'_, '_>, count: usize) {
    let (source, rules) = (text(), loaded(regex_rules(count)));
    bencher.counter(BytesCount::of_str(source.text())).bench_local(|| check(black_box(&source), &rules));
}

/// The same text held against the index of the phrases alone, without reading it or reporting anything.
#[divan::bench(args = [10, 100, 1_000, 10_000], sample_count = 20, sample_size = 1)]
fn wake_phrase_rules(bencher: Bencher<'_, '_>, count: usize) {
    wake(bencher, &loaded(phrase_rules(count)));
}

/// The same for regular expressions.
#[divan::bench(args = [10, 100, 1_000], sample_count = 20, sample_size = 1)]
fn wake_regex_rules(bencher: Bencher<'_, '_>, count: usize) {
    wake(bencher, &loaded(regex_rules(count)));
}

/// Reading this many rule files that are in memory.
#[divan::bench(args = [100, 1_000, 10_000], sample_count = 3, sample_size = 1)]
fn load_phrase_rules(bencher: Bencher<'_, '_>, count: usize) {
    bencher.counter(ItemsCount::new(count)).with_inputs(|| phrase_rules(count)).bench_local_values(loaded);
}

fn wake(bencher: Bencher<'_, '_>, rules: &RuleSet) {
    let source = text();
    let document = Document::parse(&source);
    let analysis = Analysis::new(&document, rules.lexicon(), rules.lists());
    let matchers = rules.rules().iter().enumerate().map(|(at, rule)| (at, rule.matcher()));
    let index = Index::new([], matchers, rules.lexicon());
    bencher.counter(BytesCount::of_str(source.text())).bench_local(|| {
        let mut hits = 0;
        index.wake(black_box(std::slice::from_ref(&analysis)), |_, _, found| hits += found.iter().count());
        hits
    });
}

/// Rules of their own, without the built-in ones.
fn loaded(files: Vec<Source>) -> RuleSet {
    let mut rules = RuleSet::default();
    rules.load_sources(files).expect("the rules are sound");
    // What is made on the first check is not what is measured.
    check(&Source::new("a.txt", "A text."), &rules);
    rules
}

/// Rule files of phrases of one to four words, common and rare ones mixed, as a house style holds them.
fn phrase_rules(count: usize) -> Vec<Source> {
    let words = Words::read();
    let mut random = Random(1);
    let phrases: Vec<[String; 3]> =
        (0..count).map(|_| std::array::from_fn(|_| words.phrase(&mut random))).collect();
    let table = |phrases: &[String; 3]| {
        format!("[phrases]\nany = [\"{}\", \"{}\"]\nexcept = [\"{}\"]\n", phrases[0], phrases[1], phrases[2])
    };
    phrases.iter().enumerate().map(|(index, phrases)| rule(index, &table(phrases))).collect()
}

/// Rule files of regular expressions that need a literal, as careful writers write them.
fn regex_rules(count: usize) -> Vec<Source> {
    let words = Words::read();
    let mut random = Random(2);
    let mut table = |index: usize| {
        let (rare, common, other) =
            (words.rare(&mut random), words.common(&mut random), words.rare(&mut random));
        let regex = match index % 4 {
            0 => format!(r"\b{rare}\s+(?:\w+\s+){{0,2}}{common}\b"),
            1 => format!(r"\b(?:{rare}|{other})s?\b"),
            2 => format!(r"\b{common} (?:the )?{rare}\b"),
            _ => format!(r"\b{rare}[-\s]?{other}\b"),
        };
        format!("[pattern]\nregex = '{regex}'\n")
    };
    (0..count).map(|index| rule(index, &table(index))).collect()
}

fn rule(index: usize, table: &str) -> Source {
    let file = format!(
        "summary = \"rule {index}\"\nseverity = \"warning\"\nmessage = \"“{{match}}” is not house style\"\n\
         help = \"leave it out\"\nwhy = \"The house says so.\"\n\n{table}\n\
         [[bad]]\ntext = \"One.\"\nflags = [\"One\"]\n\n[[bad]]\ntext = \"Two.\"\nflags = [\"Two\"]\n\n\
         [[good]]\ntext = \"Three.\"\n\n[[good]]\ntext = \"Four.\"\n"
    );
    Source::new(format!("house/rule-{index}.toml"), file)
}

/// About 1 MB of sentences in paragraphs, the words as frequent as in English. Each phrase of the first rules
/// stands in it.
fn text() -> Source {
    const LENGTH: usize = 1_000_000;
    let words = Words::read();
    let mut random = Random(3);
    let mut text = String::with_capacity(LENGTH + 1_000);
    while text.len() < LENGTH {
        for _ in 0..3 + random.below(4) {
            let mut sentence = Vec::new();
            for _ in 0..6 + random.below(20) {
                match random.below(300) {
                    // The phrases of rules are drawn alike.
                    0 => sentence.push(words.phrase(&mut Random(1))),
                    1..10 => sentence.push(format!("{},", words.common(&mut random))),
                    _ => sentence.push(words.common(&mut random).to_owned()),
                }
            }
            let sentence = sentence.join(" ");
            text.push_str(&sentence[..1].to_uppercase());
            text.push_str(&sentence[1..]);
            text.push_str(". ");
        }
        text.push_str("\n\n");
    }
    Source::new("text.txt", text)
}
