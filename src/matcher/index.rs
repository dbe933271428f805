//! The index over all rules: which words and literals wake which rule. A document is held against it
//! once, whatever the number of rules; a rule that nothing wakes costs nothing.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;

use super::kind::{Finding, Matcher, Wakes};
use crate::analysis::Analysis;

/// What wakes each rule of a set. Rules go by their position in the set.
#[derive(Debug, Default)]
pub struct Index {
    always: Vec<usize>,
    words: FxHashMap<String, Vec<(usize, usize)>>,
    literals: Option<AhoCorasick>,
    /// The rules and items of each literal of the automaton.
    literal_items: Vec<Vec<(usize, usize)>>,
}

/// What woke one rule: pairs of an item and its place, as [`Wakes`] explains them, or findings.
#[derive(Clone, Copy, Debug)]
pub struct Hits<'h> {
    pairs: &'h [(usize, usize)],
    findings: &'h [Finding],
}

impl<'h> Hits<'h> {
    /// The pairs of item and place.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize)> + 'h {
        self.pairs.iter().copied()
    }

    /// Hits that are pairs of an item and its place.
    pub fn of_places(pairs: &'h [(usize, usize)]) -> Self {
        Self { pairs, findings: &[] }
    }

    /// Hits that are findings of other rules, sorted by place.
    pub fn of_findings(findings: &'h [Finding]) -> Self {
        Self { pairs: &[], findings }
    }

    /// The findings of other rules, sorted by place.
    pub fn findings(&self) -> &'h [Finding] {
        self.findings
    }
}

impl Index {
    /// The index of these matchers, each with the position of its rule.
    pub fn new<'m>(matchers: impl IntoIterator<Item = (usize, &'m dyn Matcher)>) -> Self {
        let mut index = Self::default();
        let mut literals: Vec<String> = Vec::new();
        let mut literal_ids: FxHashMap<String, usize> = FxHashMap::default();
        for (rule, matcher) in matchers {
            match matcher.wakes() {
                Wakes::Always => index.always.push(rule),
                Wakes::Findings => {}
                Wakes::Words(words) => {
                    for (item, word) in words.into_iter().enumerate() {
                        index.words.entry(word).or_default().push((rule, item));
                    }
                }
                Wakes::Literals(strings) => {
                    for (item, literal) in strings.into_iter().enumerate() {
                        let literal = literal.to_ascii_lowercase();
                        let id = *literal_ids.entry(literal.clone()).or_insert_with(|| {
                            literals.push(literal);
                            index.literal_items.push(Vec::new());
                            literals.len() - 1
                        });
                        index.literal_items[id].push((rule, item));
                    }
                }
            }
        }
        if !literals.is_empty() {
            // A full automaton is fastest up to some thousand literals, and too large above.
            let kind =
                if literals.len() <= 2_000 { AhoCorasickKind::DFA } else { AhoCorasickKind::ContiguousNFA };
            let automaton = AhoCorasick::builder()
                .ascii_case_insensitive(true)
                .match_kind(MatchKind::Standard)
                .kind(Some(kind))
                .build(&literals)
                .expect("the literals of rule files are far below the automaton's limits");
            index.literals = Some(automaton);
        }
        index
    }

    /// Calls `wake` for each rule that the document wakes, in the order of the rules.
    pub fn wake(&self, analysis: &Analysis<'_>, mut wake: impl FnMut(usize, Hits<'_>)) {
        let mut hits: Vec<(usize, usize, usize)> = self.always.iter().map(|&rule| (rule, 0, 0)).collect();
        let vocabulary = analysis.vocabulary();
        for word in vocabulary.ids() {
            for &(rule, item) in self.words.get(vocabulary.text(word)).into_iter().flatten() {
                hits.extend(vocabulary.places(word).map(|token| (rule, item, token)));
            }
        }
        if let Some(literals) = &self.literals {
            for found in literals.find_overlapping_iter(analysis.document.text()) {
                let items = &self.literal_items[found.pattern().as_usize()];
                hits.extend(items.iter().map(|&(rule, item)| (rule, item, found.start())));
            }
        }
        hits.sort_unstable();
        for group in hits.chunk_by(|a, b| a.0 == b.0) {
            let pairs: Vec<(usize, usize)> = group.iter().map(|&(_, item, place)| (item, place)).collect();
            wake(group[0].0, Hits::of_places(&pairs));
        }
    }
}
