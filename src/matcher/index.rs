//! The index over all rules: which words, phrases and literals wake which rule. A document is held against
//! it once, whatever the number of rules; a rule that nothing wakes costs nothing.

use std::ops::Range;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use rustc_hash::FxHashMap;

use super::kind::{Finding, Matcher, Wakes};
use super::phrase_index::{NumberedText, OnAnchor, PhraseIndex};
use crate::analysis::Analysis;
use crate::lexicon::Lexicon;
use crate::suppress::Remark;

/// What wakes each rule of a set. Rules go by their position in the set.
#[derive(Debug, Default)]
pub struct Index {
    always: Vec<usize>,
    words: NumberedWords,
    phrases: PhraseIndex,
    literals: Option<AhoCorasick>,
    /// What hangs on each literal of the automaton.
    literal_items: Vec<Vec<OnLiteral>>,
}

/// The words that any rule asks about, with a number each.
#[derive(Debug, Default)]
pub(super) struct NumberedWords {
    numbers: FxHashMap<String, u32>,
    /// What hangs on each of them.
    on_words: Vec<OnWord>,
}

/// What hangs on a word.
#[derive(Debug, Default)]
struct OnWord {
    /// The rules and items that it wakes.
    wakes: Vec<(usize, usize)>,
    /// The phrases of which it is the rarest word.
    phrases: OnAnchor,
}

impl NumberedWords {
    /// The number of a word; a new one if it has none.
    pub(super) fn number(&mut self, word: &str) -> u32 {
        if let Some(&number) = self.numbers.get(word) {
            return number;
        }
        let number = u32::try_from(self.on_words.len()).expect("rules hold fewer words than bytes");
        self.numbers.insert(word.to_owned(), number);
        self.on_words.push(OnWord::default());
        number
    }

    /// The phrases that hang on a word.
    pub(super) fn on_anchor(&mut self, number: u32) -> &mut OnAnchor {
        &mut self.on_words[number as usize].phrases
    }
}

/// A rule and the item of it that a literal wakes.
#[derive(Clone, Debug)]
struct OnLiteral {
    rule: usize,
    item: usize,
    /// How the literal must be written, if its case counts.
    exact: Option<String>,
}

/// What woke one rule: the places of items, as [`Wakes`] explains them, sorted by item; or findings, or remarks.
#[derive(Clone, Copy, Debug)]
pub struct Hits<'h> {
    hits: &'h [Hit],
    findings: &'h [Finding],
    remarks: &'h [Remark],
}

/// What woke a rule, and where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    rule: u32,
    item: u32,
    place: u32,
    end: u32,
}

impl Hit {
    /// A hit on some tokens, or on bytes of the flow. Neither are there more rules and items, nor is a flow longer,
    /// than these numbers reach.
    fn new(rule: usize, item: usize, range: Range<usize>) -> Self {
        let [rule, item, place, end] = [rule, item, range.start, range.end].map(|number| number as u32);
        Self { rule, item, place, end }
    }

    fn range(&self) -> Range<usize> {
        self.place as usize..self.end as usize
    }
}

impl<'h> Hits<'h> {
    /// The pairs of item and place.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize)> + 'h {
        self.hits.iter().map(|hit| (hit.item as usize, hit.place as usize))
    }

    /// The phrases that woke the rule, each with its range of tokens.
    pub fn ranges(&self) -> impl Iterator<Item = (usize, Range<usize>)> + 'h {
        self.hits.iter().map(|hit| (hit.item as usize, hit.range()))
    }

    /// Hits that were kept with [`Hits::to_vec`].
    pub fn of_places(hits: &'h [Hit]) -> Self {
        Self { hits, findings: &[], remarks: &[] }
    }

    /// The places, to look at later.
    pub fn to_vec(&self) -> Vec<Hit> {
        self.hits.to_vec()
    }

    /// Hits that are findings of other rules, sorted by place.
    pub fn of_findings(findings: &'h [Finding]) -> Self {
        Self { hits: &[], findings, remarks: &[] }
    }

    /// Hits that are remarks on the suppressions of a document.
    pub fn of_remarks(remarks: &'h [Remark]) -> Self {
        Self { hits: &[], findings: &[], remarks }
    }

    /// The findings of other rules, sorted by place.
    pub fn findings(&self) -> &'h [Finding] {
        self.findings
    }

    /// The remarks on the suppressions of the document.
    pub fn remarks(&self) -> &'h [Remark] {
        self.remarks
    }
}

impl Index {
    /// The index of these matchers, each with the position of its rule.
    pub fn new<'m>(matchers: impl IntoIterator<Item = (usize, &'m dyn Matcher)>, lexicon: &Lexicon) -> Self {
        let mut index = Self::default();
        let mut literals: Vec<String> = Vec::new();
        let mut literal_ids: FxHashMap<String, usize> = FxHashMap::default();
        for (rule, matcher) in matchers {
            match matcher.wakes() {
                Wakes::Always => index.always.push(rule),
                Wakes::Findings | Wakes::Remarks => {}
                Wakes::Words(words) => {
                    for (item, word) in words.iter().enumerate() {
                        let number = index.words.number(word);
                        index.words.on_words[number as usize].wakes.push((rule, item));
                    }
                }
                Wakes::Phrases(phrases) => {
                    for (item, phrase) in phrases.iter().enumerate() {
                        index.phrases.add((rule, item), phrase, lexicon, &mut index.words);
                    }
                }
                Wakes::Literals(strings) => {
                    for (item, literal) in strings.into_iter().enumerate() {
                        let exact = Some(literal.text.clone()).filter(|_| literal.is_exact);
                        let literal = literal.text.to_ascii_lowercase();
                        let id = *literal_ids.entry(literal.clone()).or_insert_with(|| {
                            literals.push(literal);
                            index.literal_items.push(Vec::new());
                            literals.len() - 1
                        });
                        index.literal_items[id].push(OnLiteral { rule, item, exact });
                    }
                }
            }
        }
        if !literals.is_empty() {
            // A full automaton is twice as fast, and takes longer to make than most documents to check.
            let kind = AhoCorasickKind::ContiguousNFA;
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
        let mut hits: Vec<Hit> = self.always.iter().map(|&rule| Hit::new(rule, 0, 0..0)).collect();
        self.look_for_words(analysis, &mut hits);
        self.look_for_literals(analysis, &mut hits);
        for hits in by_rule(hits).chunk_by_mut(|a, b| a.rule == b.rule) {
            // Each word and each literal added its own in order, so that this is a merge.
            hits.sort();
            wake(hits[0].rule as usize, Hits::of_places(hits));
        }
    }

    /// One look-up for each distinct word of the document, one or two for each place of a word that phrases
    /// hang on.
    fn look_for_words(&self, analysis: &Analysis<'_>, hits: &mut Vec<Hit>) {
        let vocabulary = analysis.vocabulary();
        let mut anchors = Vec::new();
        let mut numbers = Vec::new();
        for word in vocabulary.ids() {
            let number = self.words.numbers.get(vocabulary.text(word)).copied();
            numbers.push(number);
            let Some(number) = number else { continue };
            let on_word = &self.words.on_words[number as usize];
            for &(rule, item) in &on_word.wakes {
                hits.extend(vocabulary.places(word).map(|place| Hit::new(rule, item, place..place + 1)));
            }
            if !on_word.phrases.is_empty() {
                anchors.push((word, number, &on_word.phrases));
            }
        }
        let text = NumberedText { analysis, numbers: &numbers };
        let mut found = Vec::new();
        for (word, number, phrases) in anchors {
            self.phrases.find((word, number), phrases, &text, &mut found);
        }
        hits.extend(found.into_iter().map(|found| Hit::new(found.rule, found.item, found.tokens)));
    }

    fn look_for_literals(&self, analysis: &Analysis<'_>, hits: &mut Vec<Hit>) {
        let Some(literals) = &self.literals else { return };
        for found in literals.find_overlapping_iter(analysis.document.text()) {
            let items = self.literal_items[found.pattern().as_usize()].iter();
            let written = &analysis.document.text().as_bytes()[found.range()];
            let woken =
                items.filter(|item| item.exact.as_deref().is_none_or(|exact| exact.as_bytes() == written));
            hits.extend(woken.map(|&OnLiteral { rule, item, .. }| Hit::new(rule, item, found.range())));
        }
    }
}

/// The hits in the order of their rules, those of a rule as they were.
fn by_rule(hits: Vec<Hit>) -> Vec<Hit> {
    let rules = hits.iter().map(|hit| hit.rule as usize + 1).max().unwrap_or_default();
    let mut ends = vec![0; rules + 1];
    hits.iter().for_each(|hit| ends[hit.rule as usize + 1] += 1);
    for rule in 0..rules {
        ends[rule + 1] += ends[rule];
    }
    let mut sorted = vec![Hit::default(); hits.len()];
    for hit in hits {
        let place = &mut ends[hit.rule as usize];
        sorted[*place] = hit;
        *place += 1;
    }
    sorted
}
