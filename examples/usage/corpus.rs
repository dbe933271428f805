//! The texts that are learned from: paragraphs, read as prosec reads drafts.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use prosec::analysis::usage::{Surroundings, is_open_to_doubt, mix, number_of};
use prosec::analysis::{Analysis, Lists};
use prosec::document::Document;
use prosec::lexicon::Lexicon;
use prosec::{Error, Source};
use rustc_hash::FxHashMap;

/// One text in so many is held out, to set thresholds by.
const HELD_OUT: u32 = 6;
/// Reference pages say the same over and over: of a large body of them, one in so many is read.
const LARGE: usize = 4_000;
const OF_LARGE: u32 = 4;

/// A text, and whether it is held out of learning.
pub struct Text {
    pub source: Source,
    pub is_held_out: bool,
}

/// The files below a folder, in an order that mixes their origins and is the same each time.
pub fn read(folder: &Path) -> Result<Vec<Text>, Error> {
    let mut named: Vec<(u32, PathBuf)> = Vec::new();
    for body in files_of(folder) {
        let paths = files_of(&body);
        let is_large = paths.len() > LARGE;
        named.extend(paths.into_iter().filter_map(|path| {
            let name = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
            let number = mix(17, number_of(&name));
            (!is_large || mix(number, 3).is_multiple_of(OF_LARGE)).then_some((number, path))
        }));
    }
    named.sort();
    named
        .into_iter()
        .map(|(number, path)| Ok(Text { source: Source::read(path)?, is_held_out: number % HELD_OUT == 0 }))
        .collect()
}

fn files_of(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect();
    paths.sort();
    paths
}

/// How often each word stands in the texts.
pub fn uses(texts: &[Text]) -> BTreeMap<String, u32> {
    let mut uses: FxHashMap<String, u32> = FxHashMap::default();
    for text in texts {
        for word in text.source.text().split(|c: char| !c.is_ascii_alphabetic() && c != '\'' && c != '’') {
            // Names are not counted: what is learned is learned of words in lower case.
            if !word.starts_with(|c: char| c.is_ascii_lowercase()) && !word.starts_with("I'") {
                continue;
            }
            match uses.get_mut(word) {
                Some(count) => *count += 1,
                None => drop(uses.insert(word.to_owned(), 1)),
            }
        }
    }
    let mut folded = BTreeMap::new();
    for (word, count) in uses {
        *folded.entry(word.to_lowercase().replace('’', "'")).or_default() += count;
    }
    folded
}

/// The places where some words stand: what stands around each.
#[derive(Default)]
pub struct Places {
    /// For each place, the word's place among the words, and where its facts end.
    places: Vec<(u32, u64)>,
    facts: Vec<u32>,
}

impl Places {
    pub fn len(&self) -> usize {
        self.places.len()
    }

    /// The word of each place, and the facts about it.
    pub fn iter(&self) -> impl Iterator<Item = (usize, &[u32])> {
        let mut start = 0;
        self.places.iter().map(move |&(word, end)| {
            let facts = &self.facts[start..end as usize];
            start = end as usize;
            (word as usize, facts)
        })
    }
}

/// A word whose places are collected.
pub struct Wanted {
    /// Its place among the words.
    pub at: usize,
    /// Of so many places in 2³², one is learned from.
    pub keep: u32,
    /// How many facts say something of it.
    pub facts: usize,
}

/// The places to learn from, and those that are held out, with the number of tokens that are.
pub fn places(texts: &[Text], words: &FxHashMap<String, Wanted>) -> (Places, Places, usize) {
    let (lexicon, lists) = (Lexicon::english(), Lists::default());
    let (mut learned, mut held_out, mut tokens) = (Places::default(), Places::default(), 0);
    for text in texts {
        let document = Document::parse(&text.source);
        let analysis = Analysis::new(&document, &lexicon, &lists);
        tokens += if text.is_held_out { analysis.tokens().len() } else { 0 };
        let into = if text.is_held_out { &mut held_out } else { &mut learned };
        let vocabulary = analysis.vocabulary();
        let known: Vec<Option<&Wanted>> = vocabulary.ids().map(|id| words.get(vocabulary.text(id))).collect();
        for (_, block) in analysis.blocks() {
            for place in block.clone() {
                let Some(word) = vocabulary.of_token(place).and_then(|id| known[id.index()]) else {
                    continue;
                };
                let chance = mix(mix(document.text().len() as u32, place as u32), 23);
                if !text.is_held_out && chance > word.keep || !is_open_to_doubt(&analysis, &block, place) {
                    continue;
                }
                let surroundings = Surroundings::new(&analysis, &block, place);
                into.facts.extend(surroundings.facts().take(word.facts));
                into.places.push((word.at as u32, into.facts.len() as u64));
            }
        }
    }
    (learned, held_out, tokens)
}
