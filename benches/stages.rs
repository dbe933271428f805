//! What each stage of a check costs for a megabyte: reading, cutting into tokens, the facts one by one, waking rules,
//! and the whole. `cargo bench --bench stages` prints the figures; `PROSEC_BENCH_TEXT=news.txt` takes the text of a file
//! in place of a drawn one.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use prosec::analysis::Analysis;
use prosec::document::Document;
use prosec::emit::{Emitter, OutputFormat, RuleBook, Style, Summary};
use prosec::matcher::Index;
use prosec::text::tokenize;
use prosec::{Checked, Draft, Levels, RuleSet, Source, Span, check};

#[allow(dead_code, reason = "each bench takes a part of it")]
mod drawn;

use drawn::prose::{Markup, prose};
use drawn::stages::{STAGES, before};

const MEGABYTE: usize = 1_000_000;

fn main() {
    divan::main();
}

#[divan::bench(args = ["plain", "markdown", "html"], sample_count = 20, sample_size = 1)]
fn parse(bencher: Bencher<'_, '_>, markup: &str) {
    let source = text(markup);
    counted(bencher, &source).bench_local(|| Document::parse(black_box(&source)).blocks.len());
}

#[divan::bench(sample_count = 20, sample_size = 1)]
fn tokens(bencher: Bencher<'_, '_>) {
    let source = text("plain");
    let document = Document::parse(&source);
    counted(bencher, &source).bench_local(|| {
        let mut tokens = Vec::new();
        document
            .blocks
            .iter()
            .for_each(|block| tokenize(black_box(document.text()), block.text, &mut tokens));
        tokens
    });
}

/// Tokens, and which words there are.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn vocabulary(bencher: Bencher<'_, '_>) {
    let (source, rules) = (text("plain"), RuleSet::builtin());
    let document = Document::parse(&source);
    counted(bencher, &source)
        .bench_local(|| Analysis::new(black_box(&document), rules.lexicon(), rules.lists()).tokens().len());
}

/// A fact, where all facts before it are known.
#[divan::bench(args = STAGES.iter().map(|(name, _)| *name), sample_count = 20, sample_size = 1)]
fn facts(bencher: Bencher<'_, '_>, stage: &str) {
    let (source, rules) = (text("plain"), RuleSet::builtin());
    let document = Document::parse(&source);
    let (_, work) = STAGES.iter().find(|(name, _)| *name == stage).expect("it is one of them");
    let prepared = || {
        let analysis = Analysis::new(&document, rules.lexicon(), rules.lists());
        before(stage, &analysis);
        analysis
    };
    counted(bencher, &source).with_inputs(prepared).bench_local_refs(|analysis| work(black_box(analysis)));
}

/// What stands in the text held against what the rules that run need, all facts being known.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn wake(bencher: Bencher<'_, '_>) {
    let (source, rules) = (text("plain"), RuleSet::builtin());
    let document = Document::parse(&source);
    let analysis = Analysis::new(&document, rules.lexicon(), rules.lists());
    before("", &analysis);
    let running = rules.rules().iter().enumerate().filter(|(_, rule)| rules.reports(rule.id.as_str()));
    let index = Index::new([], running.map(|(at, rule)| (at, rule.matcher())), rules.lexicon());
    counted(bencher, &source).bench_local(|| {
        let mut hits = 0;
        index.wake(black_box(std::slice::from_ref(&analysis)), |_, _, found| hits += found.iter().count());
        hits
    });
}

#[divan::bench(args = ["plain", "markdown", "html"], sample_count = 20, sample_size = 1)]
fn whole_check(bencher: Bencher<'_, '_>, markup: &str) {
    let (source, rules) = (text(markup), warm());
    counted(bencher, &source).bench_local(|| check(black_box(&source), &rules).diagnostics.len());
}

#[divan::bench(args = ["text", "jsonl", "sarif"], sample_count = 10, sample_size = 1)]
fn output(bencher: Bencher<'_, '_>, format: &str) {
    let (source, rules) = (text("plain"), warm());
    let report = check(&source, &rules);
    let format =
        OutputFormat::ALL.into_iter().find(|known| known.as_str() == format).expect("it is one of them");
    counted(bencher, &source).bench_local(|| {
        let mut emitter = Emitter::new(format, Style { color: false, width: 80 }, Vec::new());
        emitter.report(black_box(&source), &report).expect("memory can be written");
        emitter.finish(&Summary::default(), &RuleBook::new([&rules])).expect("memory can be written")
    });
}

/// The rules that prosec ships, read.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn load_rules() -> RuleSet {
    RuleSet::builtin()
}

/// The same, ready to check: what a start costs.
#[divan::bench(sample_count = 20, sample_size = 1)]
fn load_rules_and_check_a_line() -> RuleSet {
    warm()
}

/// A word of a paragraph replaced in a document of 100 KB, and its findings.
#[divan::bench(sample_count = 100, sample_size = 1)]
fn edit_a_paragraph(bencher: Bencher<'_, '_>) {
    let rules = warm();
    let text = prose(100_000, Markup::Markdown);
    let paragraph = text.split("\n\n").filter(|part| part.len() > 300).nth(20).expect("some are long");
    let word = paragraph.as_ptr() as usize - text.as_ptr() as usize + paragraph.find(' ').expect("words") + 1;
    let mut draft = Draft::new(Source::new("a.md", text), &rules, Levels::default());
    bencher.bench_local(|| {
        let checked = draft.edit(Span::new(word, word + 1), black_box("x"));
        assert!(matches!(checked, Checked::Paragraph(_)));
        draft.report().diagnostics.len()
    });
}

fn counted<'a, 'b>(bencher: Bencher<'a, 'b>, source: &Source) -> Bencher<'a, 'b> {
    bencher.counter(BytesCount::of_str(source.text()))
}

/// Rules for which all is made that is made on the first check.
fn warm() -> RuleSet {
    let rules = RuleSet::builtin();
    check(&Source::new("a.txt", "A text."), &rules);
    rules
}

fn text(markup: &str) -> Source {
    let markup = match markup {
        "markdown" => Markup::Markdown,
        "html" => Markup::Html,
        _ => Markup::Plain,
    };
    match std::env::var_os("PROSEC_BENCH_TEXT") {
        Some(path) => {
            let file = Source::read(path).expect("the file can be read");
            Source::new(markup.name(), file.text())
        }
        None => Source::new(markup.name(), prose(MEGABYTE, markup)),
    }
}
