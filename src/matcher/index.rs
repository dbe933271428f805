//! The index over all rules: which words, phrases and literals wake which rule. A document is held against
//! it once, whatever the number of rules; a rule that nothing wakes costs nothing.

use std::borrow::Cow;
use std::ops::Range;

use super::kind::{Finding, Matcher, Wakes};
use super::layout::lay_out;
use super::layout::section::{ALWAYS, WAKES};
use super::literal_search::find_literals;
use super::phrase_index::{NumberedText, OnWord};
use super::table::Table;
use crate::analysis::Analysis;
use crate::lexicon::Lexicon;
use crate::suppress::Remark;

/// What wakes each rule of a set. Rules go by their position in the set.
#[derive(Debug, Default)]
pub struct Index {
    shelves: Vec<Shelf>,
}

/// What wakes some of the rules: the built-in ones, or all others.
#[derive(Debug)]
struct Shelf {
    table: Table,
    /// The positions in the set of those that run, by their numbers in the table.
    positions: Vec<Option<usize>>,
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

    /// The same at another place.
    fn at(self, range: Range<usize>) -> Self {
        Self { place: range.start as u32, end: range.end as u32, ..self }
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

    /// Whether words woke the rule, and not every document does.
    pub fn are_words(&self) -> bool {
        self.hits.iter().any(|hit| hit.place < hit.end)
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
    /// The index of the built-in rules that run, each with its number and position in the set, and of further
    /// matchers, each with the position of its rule.
    pub fn new<'m>(
        builtin: impl IntoIterator<Item = (usize, usize)>,
        matchers: impl IntoIterator<Item = (usize, &'m dyn Matcher)>,
        lexicon: &Lexicon,
    ) -> Self {
        let mut shelves = Vec::new();
        let mut positions = Vec::new();
        for (number, position) in builtin {
            positions.resize(positions.len().max(number + 1), None);
            positions[number] = Some(position);
        }
        if !positions.is_empty() {
            shelves.push(Shelf::new(BUILTIN, positions));
        }
        let read: Vec<(usize, Wakes)> =
            matchers.into_iter().map(|(position, matcher)| (position, matcher.wakes())).collect();
        if let Some(last) = read.iter().map(|(position, _)| *position).max() {
            let commonness = |word: &str| lexicon.lookup(word).map_or(0, |entry| entry.frequency() + 1);
            let table = lay_out(read.iter().map(|(position, wakes)| (*position, wakes)), commonness);
            shelves.push(Shelf::new(table, (0..=last).map(Some).collect()));
        }
        Self { shelves }
    }

    /// Calls `wake` for each rule that the documents wake, rule by rule and with each document that wakes it.
    pub fn wake(&self, analyses: &[Analysis<'_>], mut wake: impl FnMut(usize, usize, Hits<'_>)) {
        let mut woken: Vec<Vec<Hit>> = analyses.iter().map(|analysis| self.hits(analysis)).collect();
        let mut rest: Vec<&mut [Hit]> = woken.iter_mut().map(Vec::as_mut_slice).collect();
        while let Some(rule) = rest.iter().filter_map(|hits| hits.first()).map(|hit| hit.rule).min() {
            for (document, rest) in rest.iter_mut().enumerate() {
                let count = rest.iter().take_while(|hit| hit.rule == rule).count();
                if count > 0 {
                    let (hits, others) = std::mem::take(rest).split_at_mut(count);
                    // Each word and each literal added its own in order, so that this is a merge.
                    hits.sort();
                    wake(document, rule as usize, Hits::of_places(hits));
                    *rest = others;
                }
            }
        }
    }

    /// What the document wakes, in the order of the rules.
    fn hits(&self, analysis: &Analysis<'_>) -> Vec<Hit> {
        // Small words wake many rules: there are about twice as many hits as tokens.
        let mut hits: Vec<Hit> = Vec::with_capacity(2 * analysis.tokens().len());
        for shelf in &self.shelves {
            hits.extend(shelf.table.numbers(ALWAYS).iter().filter_map(|rule| shelf.hit([rule, 0], 0..0)));
            shelf.look_for_words(analysis, &mut hits);
            shelf.look_for_literals(analysis, &mut hits);
        }
        by_rule(hits)
    }
}

impl Shelf {
    fn new(table: impl Into<Cow<'static, [u8]>>, positions: Vec<Option<usize>>) -> Self {
        Self { table: Table::new(table), positions }
    }

    /// A hit on a rule and item of the table, if the rule runs.
    fn hit(&self, [rule, item]: [u32; 2], range: Range<usize>) -> Option<Hit> {
        let rule = (*self.positions.get(rule as usize)?)?;
        Some(Hit::new(rule, item as usize, range))
    }

    /// One look-up for each distinct word of the document, one or two for each place of a word that phrases
    /// hang on.
    fn look_for_words(&self, analysis: &Analysis<'_>, hits: &mut Vec<Hit>) {
        let vocabulary = analysis.vocabulary();
        let mut anchors = Vec::new();
        let mut numbers = Vec::new();
        for word in vocabulary.ids() {
            let number = self.table.word(vocabulary.text(word), vocabulary.hash(word));
            numbers.push(number);
            let Some(number) = number else { continue };
            for wakes in self.table.numbers_in(WAKES, number as usize).groups() {
                let Some(hit) = self.hit(wakes, 0..0) else { continue };
                hits.extend(vocabulary.places(word).map(|place| hit.at(place..place + 1)));
            }
            let on_word = OnWord::of(&self.table, number);
            if !on_word.is_empty() {
                anchors.push((word, on_word));
            }
        }
        let text = NumberedText { analysis, table: &self.table, numbers: &numbers };
        for (word, on_word) in anchors {
            on_word.find(word, &text, |[rule, item], tokens| hits.extend(self.hit([rule, item], tokens)));
        }
    }

    fn look_for_literals(&self, analysis: &Analysis<'_>, hits: &mut Vec<Hit>) {
        find_literals(&self.table, analysis.document.text().as_bytes(), |wakes, start, end| {
            hits.extend(wakes.groups().filter_map(|wakes| self.hit(wakes, start..end)));
        });
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

/// What wakes the built-in rules.
const BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/wakes.bin"));
