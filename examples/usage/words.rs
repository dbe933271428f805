//! The words that may be written or meant, by their places in one list, and what each is held against.

use std::collections::BTreeMap;

use prosec::analysis::usage::{NEIGHBOUR_FACTS, number_of};
use rustc_hash::FxHashMap;

use crate::corpus::Wanted;
use crate::pairs::Pairs;

/// Of a word, at most about so many places are learned from.
const MOST_PLACES: u32 = 16_000;
/// Words used more often than this go with every topic.
const MOST_TOPICAL_USES: u32 = 20_000;

/// The words.
pub struct Words {
    names: Vec<String>,
    numbers: Vec<u32>,
    uses: Vec<u32>,
    rivals: Vec<Vec<usize>>,
    /// What may be meant by each, and what each may be meant by.
    meant: Vec<Vec<usize>>,
    written: Vec<Vec<usize>>,
}

impl Words {
    pub fn new(pairs: &Pairs, uses: &BTreeMap<String, u32>) -> Self {
        let mut places: BTreeMap<&str, usize> = BTreeMap::new();
        for (written, meant) in &pairs.meant {
            places.insert(written, 0);
            for meant in meant {
                places.insert(meant, 0);
            }
        }
        let names: Vec<String> = places.keys().map(|name| (*name).to_owned()).collect();
        places.values_mut().enumerate().for_each(|(at, place)| *place = at);
        let none = vec![Vec::new(); names.len()];
        let (mut rivals, mut meant_by, mut written_for) = (none.clone(), none.clone(), none);
        for (written, meant) in &pairs.meant {
            let written = places[written.as_str()];
            for meant in meant.iter().map(|meant| places[meant.as_str()]) {
                rivals[written].push(meant);
                rivals[meant].push(written);
                meant_by[written].push(meant);
                written_for[meant].push(written);
            }
        }
        for rivals in &mut rivals {
            rivals.sort_unstable();
            rivals.dedup();
        }
        let numbers = names.iter().map(|name| number_of(name)).collect();
        let uses = names.iter().map(|name| uses.get(name).copied().unwrap_or(0)).collect();
        Self { names, numbers, uses, rivals, meant: meant_by, written: written_for }
    }

    pub fn len(&self) -> usize {
        self.names.len()
    }

    pub fn name(&self, word: usize) -> &str {
        &self.names[word]
    }

    pub fn number(&self, word: usize) -> u32 {
        self.numbers[word]
    }

    /// All that a word is held against.
    pub fn rivals(&self, word: usize) -> &[usize] {
        &self.rivals[word]
    }

    /// What may be meant by a word.
    pub fn meant(&self, word: usize) -> &[usize] {
        &self.meant[word]
    }

    /// What may be written where a word is meant.
    pub fn written(&self, word: usize) -> &[usize] {
        &self.written[word]
    }

    /// How many of the facts about a place say something of a word: those about its topic do not, if it goes with all.
    pub fn facts(&self, word: usize) -> usize {
        if self.uses[word] <= MOST_TOPICAL_USES { usize::MAX } else { NEIGHBOUR_FACTS }
    }

    /// The words whose places are collected.
    pub fn wanted(&self) -> FxHashMap<String, Wanted> {
        let of = |at: usize| {
            let share = f64::from(MOST_PLACES) / f64::from(self.uses[at].max(1));
            let keep = (share.min(1.0) * f64::from(u32::MAX)) as u32;
            // A place is kept with all facts that a rival may need.
            let rivals = self.rivals[at].iter().map(|&rival| self.facts(rival));
            Wanted { at, keep, facts: rivals.max().unwrap_or(0).max(self.facts(at)) }
        };
        (0..self.len()).map(|at| (self.names[at].clone(), of(at))).collect()
    }
}
