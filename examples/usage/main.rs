//! Learns the model of usage: which words are usual between which, among words that are easily mistaken.
//!
//! ```sh
//! python3 data/usage.py FOLDER
//! cargo run --release --example usage -- FOLDER
//! ```
//!
//! It writes `data/usage.bin` and `data/suspects.txt`. The same texts give the same bytes.

#![allow(clippy::print_stderr, missing_docs, reason = "a tool for developers")]

mod calibrate;
mod corpus;
mod learn;
mod pairs;
mod words;

use std::path::Path;
use std::{env, fs};

use prosec::analysis::usage::Model;
use prosec::lexicon::Lexicon;
use words::Words;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let folder = env::args().nth(1).ok_or("usage: cargo run --release --example usage -- FOLDER")?;
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data");
    let texts = corpus::read(Path::new(&folder))?;
    eprintln!("{} texts", texts.len());

    let uses = corpus::uses(&texts);
    let pairs = pairs::pairs(&fs::read_to_string(data.join("sound-alikes.txt"))?, &uses, &Lexicon::english());
    let words = Words::new(&pairs, &uses);
    let count: usize = pairs.meant.values().map(|meant| meant.len()).sum();
    eprintln!("{} words, {count} pairs, {} listed", words.len(), pairs.listed.len());
    let (learned, held_out, held_out_words) = corpus::places(&texts, &words.wanted());
    eprintln!("{} places, {} held out", learned.len(), held_out.len());

    let weights = learn::learn(&learned, &words);
    let bytes = Model::to_bytes(&weights);
    fs::write(data.join("usage.bin"), &bytes)?;
    let rows = calibrate::calibrate(&held_out, held_out_words, (&pairs, &words), &Model::new(&bytes));
    fs::write(data.join("suspects.txt"), rows)?;
    Ok(())
}
