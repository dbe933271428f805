//! Holding findings against a baseline.

use std::collections::BTreeMap;

use super::fingerprint::Fingerprint;
use crate::diagnostic::{Beyond, Diagnostic, Report};
use crate::score::score;
use crate::source::Source;

/// How many findings of one kind are known in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Entry {
    /// The file, as the baseline names it.
    pub path: String,
    /// What they look like.
    pub fingerprint: Fingerprint,
    /// How many there are.
    pub count: usize,
}

/// The findings that are known: for each fingerprint, how many in each file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    counts: BTreeMap<Fingerprint, BTreeMap<String, usize>>,
}

impl Baseline {
    /// A baseline of these entries; those that are alike are added up.
    pub fn new(entries: impl IntoIterator<Item = Entry>) -> Self {
        let mut baseline = Self::default();
        entries.into_iter().for_each(|entry| baseline.add(entry.path, entry.fingerprint, entry.count));
        baseline
    }

    /// Adds the findings in a file.
    pub fn add_findings(&mut self, path: &str, source: &Source, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            self.add(path.to_owned(), Fingerprint::new(source, diagnostic), 1);
        }
    }

    fn add(&mut self, path: String, fingerprint: Fingerprint, count: usize) {
        if count > 0 {
            *self.counts.entry(fingerprint).or_default().entry(path).or_default() += count;
        }
    }

    /// The entries, sorted by file, rule, text and context.
    pub fn entries(&self) -> Vec<Entry> {
        let of_one = |(fingerprint, files): (&Fingerprint, &BTreeMap<String, usize>)| {
            let entry = |(path, &count): (&String, &usize)| Entry {
                path: path.clone(),
                fingerprint: fingerprint.clone(),
                count,
            };
            files.iter().map(entry).collect::<Vec<_>>()
        };
        let mut entries: Vec<Entry> = self.counts.iter().flat_map(of_one).collect();
        entries.sort();
        entries
    }

    /// The files that it names, each once, sorted.
    pub fn paths(&self) -> Vec<&str> {
        let mut paths: Vec<&str> =
            self.counts.values().flat_map(|files| files.keys().map(String::as_str)).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// How many findings it holds.
    pub fn len(&self) -> usize {
        self.counts.values().flat_map(BTreeMap::values).sum()
    }

    /// Whether it holds none.
    pub fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

/// A baseline against which the findings of a run are held, file by file.
#[derive(Debug)]
pub struct Comparison {
    /// What was not met yet.
    left: Baseline,
    /// What was met, in the files where it stands now.
    met: Baseline,
    /// The files that are no longer there: what they held may stand elsewhere.
    gone: Vec<String>,
}

impl Comparison {
    /// A comparison with a baseline. `is_gone` says whether a file of its paths is no longer there.
    pub fn new(baseline: Baseline, is_gone: impl Fn(&str) -> bool) -> Self {
        let gone = baseline.paths().into_iter().filter(|path| is_gone(path)).map(str::to_owned).collect();
        Self { left: baseline, met: Baseline::default(), gone }
    }

    /// Takes the known findings out of the report of a file, and scores the rest. Of several that are alike, as
    /// many as are known are taken out, and those after them are new.
    pub fn take_known(&mut self, path: &str, source: &Source, report: &mut Report) -> Vec<Diagnostic> {
        if self.left.is_empty() {
            return Vec::new();
        }
        let is_known = |diagnostic: &Diagnostic| self.meet(path, Fingerprint::new(source, diagnostic));
        let (known, new): (Vec<_>, Vec<_>) =
            std::mem::take(&mut report.diagnostics).into_iter().partition(is_known);
        report.diagnostics = new;
        for beyond in &mut report.beyond {
            beyond.count -= self.meet_unseen(path, beyond);
        }
        report.beyond.retain(|beyond| beyond.count > 0);
        report.score = score(&report.diagnostics, &report.beyond, report.words);
        known
    }

    /// How many of the findings that are only counted are known, as far as one can tell: as many as the baseline has
    /// of their rule in the file and were not met. They then count as met.
    fn meet_unseen(&mut self, path: &str, beyond: &Beyond) -> usize {
        let of_rule = |entry: &Entry| entry.path == path && entry.fingerprint.rule == beyond.rule.as_str();
        let mut unseen = 0;
        for Entry { fingerprint, count, .. } in self.left.entries().into_iter().filter(of_rule) {
            for _ in 0..count.min(beyond.count - unseen) {
                unseen += usize::from(self.meet(path, fingerprint.clone()));
            }
        }
        unseen
    }

    /// Whether a finding is known; it then counts as met.
    fn meet(&mut self, path: &str, fingerprint: Fingerprint) -> bool {
        let Some(files) = self.left.counts.get_mut(&fingerprint) else { return false };
        let is_here = files.contains_key(path);
        let moved = || self.gone.iter().find(|gone| files.contains_key(gone.as_str())).map(String::as_str);
        let Some(from) = (if is_here { Some(path) } else { moved() }).map(str::to_owned) else {
            return false;
        };
        if let Some(count) = files.get_mut(&from) {
            *count -= 1;
            if *count == 0 {
                files.remove(&from);
            }
        }
        if files.is_empty() {
            self.left.counts.remove(&fingerprint);
        }
        self.met.add(path.to_owned(), fingerprint, 1);
        true
    }

    /// What is known and was not met, although `covers` says that the run would have: it is paid off. `covers` is
    /// asked with the file and the rule.
    pub fn paid(&self, covers: impl Fn(&str, &str) -> bool) -> usize {
        let paid = |entry: &Entry| covers(&entry.path, &entry.fingerprint.rule);
        self.left.entries().iter().filter(|entry| paid(entry)).map(|entry| entry.count).sum()
    }

    /// The baseline without what is paid off, each finding under the file where it stands now.
    pub fn pruned(&self, covers: impl Fn(&str, &str) -> bool) -> Baseline {
        let kept = self.left.entries().into_iter();
        let kept = kept.filter(|entry| !covers(&entry.path, &entry.fingerprint.rule));
        Baseline::new(self.met.entries().into_iter().chain(kept))
    }
}
