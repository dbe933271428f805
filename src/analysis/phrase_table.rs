//! Phrases of lists, found by their words in one walk. Number is disregarded: “payday loan” finds “payday loans”.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::facts::Analysis;
use super::interner::Interner;
use super::lists::List;
use super::vocabulary::{Vocabulary, WordId};
use crate::document::TextSpan;
use crate::lexicon::hash;
use crate::text::{fold, strip_possessive, tokenize};

/// The phrases of some lists as a tree of stems, ready to be held against a document.
#[derive(Clone, Debug, Default)]
pub struct PhraseTable {
    stems: Interner,
    /// For each stem, whether a phrase starts with it.
    starts: Vec<bool>,
    /// Where a stem leads to from a node.
    steps: FxHashMap<(Node, Stem), Node>,
    /// For each node, a bit for each list of which a phrase ends there.
    ends: Vec<u32>,
}

type Stem = u32;
type Node = u32;
const ROOT: Node = 0;

impl PhraseTable {
    /// A table of the phrases of these lists, of which there are at most 32.
    pub fn new(lists: &[&List]) -> Self {
        let mut table = Self { ends: vec![0], ..Self::default() };
        let mut tokens = Vec::new();
        for (list, phrases) in lists.iter().enumerate() {
            for phrase in phrases.entries() {
                let end = if is_plain(phrase) {
                    phrase.split(' ').fold(ROOT, |node, word| table.step(node, word))
                } else {
                    tokens.clear();
                    tokenize(phrase, TextSpan::new(0, phrase.len()), &mut tokens);
                    tokens.iter().fold(ROOT, |node, token| table.step(node, &fold(token.text(phrase))))
                };
                table.ends[end as usize] |= 1 << list;
            }
        }
        table.ends[ROOT as usize] = 0;
        table.starts = vec![false; table.stems.len()];
        let first = table.steps.keys().filter(|(node, _)| *node == ROOT);
        first.for_each(|&(_, stem)| table.starts[stem as usize] = true);
        table
    }

    fn step(&mut self, node: Node, folded: &str) -> Node {
        let folded = stem(folded);
        let stem = self.stems.intern(folded, hash(folded.as_bytes()));
        *self.steps.entry((node, stem)).or_insert_with(|| {
            self.ends.push(0);
            self.ends.len() as Node - 1
        })
    }

    /// The places of all phrases in a document, as ranges of tokens in order, by list; the longest at each place.
    pub fn find<const LISTS: usize>(&self, analysis: &Analysis<'_>) -> [Vec<Range<usize>>; LISTS] {
        let vocabulary = analysis.vocabulary();
        let numbers: Vec<Option<Stem>> =
            vocabulary.ids().map(|word| self.number_of(vocabulary, word)).collect();
        let number = |index: usize| match vocabulary.of_token(index) {
            Some(word) => numbers[word.index()],
            None => self.number_of_text(analysis.token_text(index)),
        };
        let mut found = [const { Vec::new() }; LISTS];
        for (word, first) in vocabulary.ids().zip(&numbers) {
            if first.is_none_or(|first| !self.starts[first as usize]) {
                continue;
            }
            for place in vocabulary.places(word) {
                self.walk(analysis, place, number, |end, lists| {
                    for (_, found) in found.iter_mut().enumerate().filter(|(list, _)| lists >> list & 1 == 1)
                    {
                        found.pop_if(|last: &mut Range<usize>| last.start == place);
                        found.push(place..end);
                    }
                });
            }
        }
        found.iter_mut().for_each(|found| found.sort_unstable_by_key(|range| range.start));
        found
    }

    /// The number of a word of a document.
    fn number_of(&self, vocabulary: &Vocabulary, word: WordId) -> Option<Stem> {
        let folded = vocabulary.text(word);
        let stem = stem(folded);
        let is_whole = stem.len() == folded.len();
        let hash = if is_whole { vocabulary.hash(word) } else { hash(stem.as_bytes()) };
        self.stems.find(stem, hash)
    }

    /// The number of what is written so in lower case.
    fn number_of_text(&self, folded: &str) -> Option<Stem> {
        let stem = stem(folded);
        self.stems.find(stem, hash(stem.as_bytes()))
    }

    /// The longest phrase that starts at the token at `index`.
    pub fn at(&self, analysis: &Analysis<'_>, index: usize) -> Option<Range<usize>> {
        let number = |index: usize| self.number_of_text(analysis.folded(index));
        let mut longest = None;
        self.walk(analysis, index, number, |end, _| longest = Some(index..end));
        longest
    }

    /// Calls `reach` with the end of each phrase that starts at the token at `start`, and with its lists.
    fn walk(
        &self,
        analysis: &Analysis<'_>,
        start: usize,
        number: impl Fn(usize) -> Option<Stem>,
        mut reach: impl FnMut(usize, u32),
    ) {
        let mut node = ROOT;
        for index in start..analysis.block_tokens(analysis.block_of(start)).end {
            let next = number(index).and_then(|stem| self.steps.get(&(node, stem)));
            let Some(&next) = next else { return };
            node = next;
            if self.ends[node as usize] != 0 {
                reach(index + 1, self.ends[node as usize]);
            }
        }
    }
}

/// Whether a phrase is words of small letters with a space between them, as most are: those need no tokens.
fn is_plain(phrase: &str) -> bool {
    phrase.split(' ').all(|word| !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()))
}

/// A folded word without the endings of plural and possessive, as far as comparing words needs it.
pub fn stem(folded: &str) -> &str {
    if !matches!(folded.as_bytes().last(), Some(b's' | b'S')) {
        return folded;
    }
    let word = strip_possessive(folded);
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}
