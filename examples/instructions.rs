//! How many instructions each stage of a check takes for a byte of a text. They do not depend on the machine's mood: the
//! program runs itself under valgrind, with one stage more each time, and tells what each has added.
//!
//! ```text
//! cargo run --release --example instructions -- news.txt
//! ```

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "it is a program that prints")]

use std::error::Error;
use std::process::{Command, ExitCode};
use std::{env, fs};

use prosec::analysis::Analysis;
use prosec::document::Document;
use prosec::{RuleSet, Source, check};

#[allow(dead_code, reason = "benches take the rest of it")]
#[path = "../benches/drawn/stages.rs"]
mod stages;

use stages::STAGES;

/// What a run may end with. After the first two come the [`STAGES`], each of which is told without those before it; a whole
/// check takes as many of these as its rules ask for.
const START: usize = 0;
const PARSE: usize = 1;
const TOKENS: usize = 2;

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let done = match arguments.as_slice() {
        [path] => table(path),
        [path, last] => last.parse().map_err(Into::into).and_then(|last| run(path, last)),
        _ => Err("name a text".into()),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Prints a table of the stages of a check of the text.
fn table(path: &str) -> Result<(), Box<dyn Error>> {
    let bytes = fs::metadata(path)?.len();
    let whole = TOKENS + 1 + STAGES.len();
    let counts = (START..=whole).map(|last| count(path, last)).collect::<Result<Vec<u64>, _>>()?;
    let row = |name: &str, count: u64| println!("| {name} | {} |", count / bytes);
    println!("| stage | instructions for each byte |\n| --- | ---: |");
    let facts = STAGES.iter().map(|(name, _)| *name);
    for (name, counts) in ["parse", "tokens and words"].into_iter().chain(facts).zip(counts.windows(2)) {
        row(name, counts[1] - counts[0]);
    }
    row("rules, beyond these", counts[whole].saturating_sub(counts[whole - 1]));
    row("whole check", counts[whole] - counts[START]);
    Ok(())
}

/// How many instructions a run up to a stage takes.
fn count(path: &str, last: usize) -> Result<u64, Box<dyn Error>> {
    let mut valgrind = Command::new("valgrind");
    valgrind.args(["--tool=callgrind", "--callgrind-out-file=/dev/null"]).arg(env::current_exe()?);
    let output = valgrind.args([path, &last.to_string()]).output()?;
    let told = String::from_utf8_lossy(&output.stderr);
    let collected = told.lines().find_map(|line| line.split_once("Collected :"));
    let (_, collected) = collected.ok_or_else(|| format!("valgrind tells no count:\n{told}"))?;
    Ok(collected.trim().parse()?)
}

/// Works out all up to a stage, or checks the whole.
fn run(path: &str, last: usize) -> Result<(), Box<dyn Error>> {
    let source = Source::read(path)?;
    let rules = RuleSet::builtin();
    if last > TOKENS + STAGES.len() {
        std::hint::black_box(check(&source, &rules));
        return Ok(());
    }
    if last >= PARSE {
        let document = Document::parse(&source);
        if last >= TOKENS {
            let analysis = Analysis::new(&document, rules.lexicon(), rules.lists());
            STAGES.iter().take(last - TOKENS).for_each(|(_, work)| {
                std::hint::black_box(work(&analysis));
            });
        }
    }
    Ok(())
}
