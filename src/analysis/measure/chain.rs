//! A row of words, and the runs of n words in it. A run is a slice of the words written one after the other,
//! so that no run is copied and each costs its own length.

use rustc_hash::{FxHashMap, FxHashSet};

use super::characters::length;

/// Words, written one after the other.
#[derive(Debug)]
pub(super) struct Chain {
    text: String,
    /// Where each word starts and ends in `text`.
    places: Vec<(usize, usize)>,
    /// The scalars of all words before each, and of all.
    before: Vec<usize>,
}

/// How often a run is met.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    /// The index of its first word where it is met first.
    pub(super) first: usize,
    /// How often it is met.
    pub(super) count: usize,
}

impl Chain {
    /// The words with `separator` between them: where there is none, runs are the same whose letters are,
    /// however words part them.
    pub(super) fn new<'w>(words: impl IntoIterator<Item = &'w str>, separator: &str) -> Self {
        let mut chain = Self { text: String::new(), places: Vec::new(), before: vec![0] };
        let mut total = 0;
        for word in words {
            let start = chain.text.len();
            chain.text.push_str(word);
            chain.places.push((start, chain.text.len()));
            chain.text.push_str(separator);
            total += length(word);
            chain.before.push(total);
        }
        chain
    }

    /// The words.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.places.iter().map(|&(start, end)| &self.text[start..end])
    }

    /// The number of words.
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    /// The scalars of all words.
    pub(super) fn scalars(&self) -> usize {
        self.before[self.len()]
    }

    /// The scalars of the words of the run of `n` words that starts at `first`.
    pub(super) fn scalars_of(&self, first: usize, n: usize) -> usize {
        self.before[first + n] - self.before[first]
    }

    fn run(&self, first: usize, n: usize) -> &str {
        &self.text[self.places[first].0..self.places[first + n - 1].1]
    }

    /// The indices at which runs of `n` words start.
    fn starts(&self, n: usize) -> std::ops::Range<usize> {
        0..(self.len() + 1).saturating_sub(n)
    }

    /// The distinct runs of `n` words, in no order.
    pub(super) fn runs(&self, n: usize) -> Vec<Run> {
        let mut runs: FxHashMap<&str, Run> = FxHashMap::default();
        for first in self.starts(n) {
            runs.entry(self.run(first, n)).or_insert(Run { first, count: 0 }).count += 1;
        }
        runs.into_values().collect()
    }

    /// The most frequent run of `n` words; of equals the one that is met first.
    pub(super) fn top(&self, n: usize) -> Option<Run> {
        self.runs(n).into_iter().max_by_key(|run| (run.count, std::cmp::Reverse(run.first)))
    }

    /// The scalars of all words that stand in a run of `n` words which is met twice or more.
    pub(super) fn scalars_in_repeated(&self, n: usize) -> usize {
        let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
        for first in self.starts(n) {
            *counts.entry(self.run(first, n)).or_default() += 1;
        }
        let (mut covered, mut scalars) = (0, 0);
        for first in self.starts(n).filter(|&first| counts[self.run(first, n)] > 1) {
            let start = covered.max(first);
            scalars += self.before[first + n] - self.before[start];
            covered = first + n;
        }
        scalars
    }

    /// The scalars of runs of `n` words that were met before, read from the front: after such a run the
    /// search goes on behind it.
    pub(super) fn scalars_met_again(&self, n: usize) -> usize {
        let mut met: FxHashSet<&str> = FxHashSet::default();
        let (mut first, mut scalars) = (0, 0);
        while first + n <= self.len() {
            if met.insert(self.run(first, n)) {
                first += 1;
            } else {
                scalars += self.scalars_of(first, n);
                first += n;
            }
        }
        scalars
    }
}
