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
use crate::analysis::{Analysis, WordId};
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

/// A place of an item: a range of tokens, or of bytes of the flow. Neither are there more items, nor is a flow longer, than
/// these numbers reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Hit {
    item: u32,
    start: u32,
    end: u32,
}

impl Hit {
    fn new(item: u32, range: Range<usize>) -> Self {
        Self { item, start: range.start as u32, end: range.end as u32 }
    }

    fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// One of the documents that are looked at together.
#[derive(Clone, Copy)]
struct Page<'a> {
    number: u32,
    analysis: &'a Analysis<'a>,
}

/// What wakes a rule in one of the documents.
#[derive(Clone, Copy, Debug)]
struct Waking {
    rule: u32,
    document: u32,
    by: By,
}

/// What it is that wakes a rule. Most of it are words, and those that wake the most rules stand at the most places: these
/// are told once the rule is about to look.
#[derive(Clone, Copy, Debug)]
enum By {
    Word { item: u32, word: WordId },
    Hit(Hit),
}

/// Room for so many wakings of each document is made at once; most short documents have no more.
const WAKINGS: usize = 160;

impl<'h> Hits<'h> {
    /// The pairs of item and place.
    pub fn iter(&self) -> impl Iterator<Item = (usize, usize)> + 'h {
        self.hits.iter().map(|hit| (hit.item as usize, hit.start as usize))
    }

    /// The phrases that woke the rule, each with its range of tokens.
    pub fn ranges(&self) -> impl Iterator<Item = (usize, Range<usize>)> + 'h {
        self.hits.iter().map(|hit| (hit.item as usize, hit.range()))
    }

    /// Whether words woke the rule, and not every document does.
    pub fn are_words(&self) -> bool {
        self.hits.iter().any(|hit| hit.start < hit.end)
    }

    /// Hits on these [`Hits::places`].
    pub fn of_places(hits: &'h [Hit]) -> Self {
        Self { hits, findings: &[], remarks: &[] }
    }

    /// The places, with which one may look later.
    pub fn places(&self) -> &'h [Hit] {
        self.hits
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
        let mut woken = Vec::with_capacity(analyses.len() * WAKINGS);
        for (number, analysis) in (0..).zip(analyses) {
            self.add_woken(&mut woken, Page { number, analysis });
        }
        let mut hits = Vec::new();
        let woken = by_rule(&woken);
        for wakings in woken.chunk_by(|a, b| (a.rule, a.document) == (b.rule, b.document)) {
            let Waking { rule, document, .. } = wakings[0];
            hits.clear();
            wakings.iter().for_each(|waking| waking.by.add_to(&mut hits, &analyses[document as usize]));
            // Each word and each literal has added its own in order, so that this is a merge.
            if wakings.len() > 1 {
                hits.sort();
            }
            wake(document as usize, rule as usize, Hits::of_places(&hits));
        }
    }

    /// Adds what a document wakes.
    fn add_woken(&self, woken: &mut Vec<Waking>, page: Page<'_>) {
        for shelf in &self.shelves {
            let always = shelf.table.numbers(ALWAYS).iter();
            let characters =
                shelf.table.characters().filter(|(_, wanted)| wanted.meet(page.analysis.characters()));
            let whole = always.chain(characters.map(|(rule, _)| rule));
            woken.extend(whole.filter_map(|rule| shelf.hit(page, [rule, 0], 0..0)));
            shelf.look_for_words(page, woken);
            shelf.look_for_literals(page, woken);
        }
    }
}

impl By {
    /// Adds the places.
    fn add_to(self, hits: &mut Vec<Hit>, analysis: &Analysis<'_>) {
        match self {
            Self::Hit(hit) => hits.push(hit),
            Self::Word { item, word } => {
                let places = analysis.vocabulary().places(word);
                hits.extend(places.map(|place| Hit::new(item, place..place + 1)));
            }
        }
    }
}

impl Shelf {
    fn new(table: impl Into<Cow<'static, [u8]>>, positions: Vec<Option<usize>>) -> Self {
        Self { table: Table::new(table), positions }
    }

    /// A rule of the table that something wakes, if the rule runs.
    fn waking(&self, page: Page<'_>, rule: u32, by: By) -> Option<Waking> {
        let rule = (*self.positions.get(rule as usize)?)?;
        Some(Waking { rule: rule as u32, document: page.number, by })
    }

    fn hit(&self, page: Page<'_>, [rule, item]: [u32; 2], range: Range<usize>) -> Option<Waking> {
        self.waking(page, rule, By::Hit(Hit::new(item, range)))
    }

    /// One look-up for each distinct word of the document, one or two for each place of a word that phrases
    /// hang on.
    fn look_for_words(&self, page: Page<'_>, woken: &mut Vec<Waking>) {
        let analysis = page.analysis;
        let vocabulary = analysis.vocabulary();
        let mut anchors = Vec::new();
        let mut numbers = Vec::with_capacity(vocabulary.ids().len());
        for word in vocabulary.ids() {
            let number = self.table.word(vocabulary.text(word), vocabulary.hash(word));
            numbers.push(number);
            let Some(number) = number else { continue };
            let wakes = self.table.numbers_in(WAKES, number as usize).groups();
            woken.extend(wakes.filter_map(|[rule, item]| self.waking(page, rule, By::Word { item, word })));
            let on_word = OnWord::of(&self.table, number);
            if !on_word.is_empty() {
                anchors.push((word, on_word));
            }
        }
        let text = NumberedText { analysis, table: &self.table, numbers: &numbers };
        for (word, on_word) in anchors {
            on_word.find(word, &text, |phrase, tokens| woken.extend(self.hit(page, phrase, tokens)));
        }
    }

    fn look_for_literals(&self, page: Page<'_>, woken: &mut Vec<Waking>) {
        find_literals(&self.table, page.analysis.document.text().as_bytes(), |wakes, start, end| {
            woken.extend(wakes.groups().filter_map(|wakes| self.hit(page, wakes, start..end)));
        });
    }
}

/// What wakes rules in the order of these, that of each rule as it was.
fn by_rule(woken: &[Waking]) -> Vec<Waking> {
    let Some(&any) = woken.first() else { return Vec::new() };
    let rules = woken.iter().map(|waking| waking.rule as usize + 1).max().unwrap_or_default();
    let mut ends = vec![0; rules + 1];
    woken.iter().for_each(|waking| ends[waking.rule as usize + 1] += 1);
    for rule in 0..rules {
        ends[rule + 1] += ends[rule];
    }
    let mut sorted = vec![any; woken.len()];
    for &waking in woken {
        let place = &mut ends[waking.rule as usize];
        sorted[*place] = waking;
        *place += 1;
    }
    sorted
}

/// What wakes the built-in rules.
const BUILTIN: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/wakes.bin"));
