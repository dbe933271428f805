//! The search for the cheapest reading of a chain of blocks: each mark opens, closes, or is neither, and
//! each departure from what is usual costs. Readings that leave the same quotations open go on as one,
//! and of the rest only the cheapest are kept, so that the time is linear in the number of marks. Steps that
//! all of them share are settled, so that what is kept of the others does not grow with the text.

#[cfg(test)]
mod tests;

use super::cost::{self, Ending, Verdict};
use super::fault::QuoteFaultKind as Kind;
use super::glyph::{Pair, Style};
use super::mark::{Mark, Side};
use super::open::{DEEPEST, Open, depth, holds_single, outermost, push, top};
use super::trail::{self, Trail};

/// A mark with what the search needs to know of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    pub mark: Mark,
    /// What it costs to take it for no quotation mark.
    pub apart: Option<Verdict>,
    /// What follows it.
    pub ending: Ending,
    /// What speaks against its closing, as a cost.
    pub against_closing: u32,
    /// What speaks against its opening, as a cost.
    pub against_opening: u32,
    /// What it costs that it repeats, at the start of its line, the mark of the lines above.
    pub repeats_line: Option<u32>,
}

impl Candidate {
    /// A mark that nothing is known of.
    pub fn plain(mark: Mark) -> Self {
        let ending = Ending::Other;
        Self { mark, apart: None, ending, against_closing: 0, against_opening: 0, repeats_line: None }
    }
}

/// What a reading does at one place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Act {
    /// The mark opens a quotation.
    Open(Pair),
    /// The mark closes the innermost quotation.
    Close,
    /// The mark repeats the opener of a quotation that runs on.
    Repeat,
    /// The mark is no part of a pair, and at fault.
    Apart,
    /// The innermost quotation ends here without a mark.
    Abandon,
}

/// One step of a reading. Marks that are right and no part of a pair take none.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub act: Act,
    /// The index of the mark; for `Abandon` of the one before which the quotation ends.
    pub mark: u32,
    pub fault: Option<Kind>,
    /// What ended a quotation that is abandoned.
    pub end: End,
}

/// What ends a quotation without a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// The next mark, which does not go with it.
    Mark,
    /// The end of its block.
    Block,
    /// The end of the text, or of its part.
    Text,
}

/// How a block follows the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Border {
    /// Whether a quotation runs on if the block repeats its mark.
    pub repeats: bool,
    /// Whether the block above breaks off within a sentence: a line of verse, the end of a letter.
    pub breaks_off: bool,
    /// What it costs that it runs on without, until a later mark closes it.
    pub carried: u32,
}

#[derive(Clone, Copy, Debug)]
struct Reading {
    open: Open,
    /// How many marks of the block are still to repeat what is open.
    to_repeat: u8,
    /// Whether a quotation ran on into this block without its mark.
    carried: bool,
    /// What it costs, more than the cheapest one did at the mark before.
    cost: u32,
    /// Its last step on the trail.
    last: u32,
    /// How many faults it has found so far.
    faults: u32,
}

/// How many readings are kept at each mark. A text of any kind has few that differ in what is open.
const KEPT: usize = 12;

/// So many marks no book holds. After them fewer readings are kept, which is enough where marks are right: a text of
/// nothing but marks, made to take time, takes a part of it.
const MANY: usize = 200_000;
const KEPT_OF_MANY: usize = 3;

/// After so many faults, more than anybody reads, one reading is gone on with: the text is not one that quotes.
const MANY_FAULTS: u32 = 10_000;

/// The most that a quotation can be worth that another reading does not hold open: a mark that closes it costs
/// that reading so much at most.
const WORTH: u32 = 12;

impl Reading {
    /// The reading with the innermost quotation ended unmarked; none if nothing is open.
    fn without_innermost(self) -> Option<Self> {
        let open = self.open >> 4;
        let carried = self.carried && open != 0;
        (self.open != 0).then_some(Self { open, carried, cost: self.cost + cost::UNBALANCED, ..self })
    }

    /// Whether nothing can come of `other` that does not come cheaper of this one: it holds the same quotations
    /// open, or some more within them that it paid too much for.
    fn outdoes(&self, other: &Self) -> bool {
        if (self.open, self.to_repeat, self.carried) == (other.open, other.to_repeat, other.carried) {
            return self.cost <= other.cost;
        }
        if other.cost <= self.cost + WORTH {
            return false;
        }
        let more = depth(other.open).saturating_sub(depth(self.open));
        let is_alike = self.carried == other.carried || self.open == 0;
        is_alike
            && more > 0
            && other.open >> (4 * more) == self.open
            && self.to_repeat + other.to_repeat == 0
            && other.cost > self.cost + WORTH * more
    }
}

/// A reading that may go on, with what it would do.
#[derive(Clone, Copy, Debug)]
struct Offer {
    reading: Reading,
    /// How many quotations it ends unmarked before the step.
    abandoned: u8,
    step: Option<Step>,
}

#[derive(Debug)]
pub(super) struct Search<'m> {
    marks: &'m [Mark],
    /// The readings that are kept, the cheapest first; of equals the one that was thought of first.
    readings: Vec<Reading>,
    /// How many of them are kept at most.
    kept: usize,
    /// What may become of them at the next mark, in the same order.
    offers: Vec<Offer>,
    /// The cheapest of them that holds nothing open: most others are outdone by it.
    nothing_open: Option<Reading>,
    trail: Trail,
}

impl<'m> Search<'m> {
    pub fn new(marks: &'m [Mark]) -> Self {
        let start = Reading { open: 0, to_repeat: 0, carried: false, cost: 0, last: trail::START, faults: 0 };
        let (readings, offers, trail) = (vec![start], Vec::new(), Trail::default());
        Self { marks, readings, kept: KEPT, offers, nothing_open: None, trail }
    }

    /// Whether any reading holds a quotation open.
    pub fn is_within_quotation(&self) -> bool {
        self.readings.iter().any(|reading| reading.open != 0)
    }

    /// Whether any reading holds a quotation in single marks open.
    pub fn is_within_single(&self) -> bool {
        self.readings.iter().any(|reading| holds_single(reading.open))
    }

    /// Goes past the mark at `index`.
    pub fn read(&mut self, index: usize, candidate: &Candidate) {
        self.kept = match index {
            _ if self.readings.first().is_some_and(|cheapest| cheapest.faults > MANY_FAULTS) => 1,
            0..=MANY => KEPT,
            _ => KEPT_OF_MANY,
        };
        let readings = std::mem::take(&mut self.readings);
        for reading in &readings {
            self.extend(*reading, index, candidate);
        }
        self.keep_cheapest(readings);
    }

    /// Goes from one block to the next, whose first mark, if it has any, is at `index`.
    pub fn cross(&mut self, border: Border, index: usize) {
        let readings = std::mem::take(&mut self.readings);
        for reading in &readings {
            self.abandon_all(*reading, index, End::Block);
            if reading.open == 0 {
                continue;
            }
            // What ran on without its mark does not repeat it later, but after verse or the end of a letter.
            if border.repeats && (!reading.carried || border.breaks_off) {
                let cost = if reading.carried { cost::CARRIED_ON } else { 0 };
                self.run_on(Reading { cost: reading.cost + cost, carried: false, ..*reading }, index);
            }
            let cost = if reading.carried { cost::CARRIED_ON } else { border.carried };
            self.offer(Reading { cost: reading.cost + cost, carried: true, ..*reading }, 0, None);
        }
        self.keep_cheapest(readings);
    }

    /// Ends the last block, and returns the steps of the cheapest reading.
    pub fn finish(mut self) -> Vec<Step> {
        let readings = std::mem::take(&mut self.readings);
        for reading in &readings {
            self.abandon_all(*reading, self.marks.len(), End::Text);
        }
        self.keep_cheapest(readings);
        self.readings.truncate(1);
        self.settle();
        self.trail.into_settled()
    }

    fn extend(&mut self, reading: Reading, index: usize, candidate: &Candidate) {
        let Candidate { mark, apart, ending, against_closing, against_opening, repeats_line } = *candidate;
        if reading.to_repeat > 0 {
            let to_repeat = reading.to_repeat - 1;
            self.step(Reading { to_repeat, ..reading }, Act::Repeat, index, Verdict::FREE);
            return;
        }
        if let Some(verdict) = apart {
            self.step(reading, Act::Apart, index, verdict);
        }
        let previous = index.checked_sub(1).map(|previous| self.marks[previous]);
        if mark.touches_previous && previous.is_some_and(|previous| previous.character == mark.character) {
            self.step(reading, Act::Apart, index, Verdict::fault(cost::DOUBLED, Kind::Doubled));
        }
        let opening = cost::opens_here(&mark);
        let (pair, mut verdict) = cost::opens_as(mark.glyph, opening);
        verdict.cost += against_opening;
        if let Some(cost) = repeats_line.filter(|_| top(reading.open) == Some(pair)) {
            self.step(reading, Act::Repeat, index, Verdict::rare(cost));
        }
        self.open(reading, index, (pair, verdict));
        let mut closing = cost::closes_here(&mark, ending);
        closing.cost += against_closing;
        self.close(reading, index, closing);
        let lone = match cost::closes_nothing(&mark, closing) {
            Some(verdict) => verdict,
            None => Verdict::fault(cost::STRAY_AT_WORD, Kind::Stray),
        };
        self.step(reading, Act::Apart, index, lone);
        if mark.is_alone() {
            // At the very end the quoted words are lacking; elsewhere the mark has no part in the text.
            let lacks_words = mark.after == Side::Edge && mark.glyph.opens;
            let kind = if lacks_words { Kind::Empty } else { Kind::Stray };
            self.step(reading, Act::Apart, index, Verdict::fault(cost::STRAY, kind));
        }
    }

    /// The mark opens a quotation, within those that are open or after some of them ended unmarked.
    fn open(&mut self, reading: Reading, index: usize, (pair, verdict): (Pair, Verdict)) {
        for (abandoned, outer) in ending_unmarked(reading) {
            if depth(outer.open) < DEEPEST {
                let nesting = top(outer.open).map_or(0, |outer| cost_of_nesting(outer, pair));
                let cost = outer.cost + verdict.cost + nesting;
                let step = self.at(index, Act::Open(pair), verdict.fault);
                self.offer(Reading { open: push(outer.open, pair), cost, ..outer }, abandoned, Some(step));
            }
        }
    }

    /// The mark closes one of the open quotations; those within it ended unmarked.
    fn close(&mut self, reading: Reading, index: usize, position: Verdict) {
        for (abandoned, inner) in ending_unmarked(reading) {
            let Some(pair) = top(inner.open) else { return };
            let verdict = cost::closes_as(pair, &self.marks[index], position);
            let (open, cost) = (inner.open >> 4, inner.cost + verdict.cost);
            let carried = inner.carried && open != 0;
            let step = self.at(index, Act::Close, verdict.fault);
            self.offer(Reading { open, carried, cost, ..inner }, abandoned, Some(step));
        }
    }

    fn abandon_all(&mut self, reading: Reading, index: usize, end: End) {
        let Some((abandoned, nothing)) = ending_unmarked(reading).last() else { return };
        let step = Step { end, ..self.at(index, Act::Abandon, Some(Kind::Unclosed)) };
        let nothing = Reading { to_repeat: 0, ..nothing };
        self.offer(nothing, abandoned.saturating_sub(1), (abandoned > 0).then_some(step));
    }

    /// A quotation runs on into the next paragraph, which repeats its opener.
    fn run_on(&mut self, reading: Reading, index: usize) {
        let repeats = |depth: usize| {
            let mark = self.marks.get(index + depth)?;
            let is_first = mark.before == Side::Edge && mark.block() == self.marks[index].block();
            let pair = outermost(reading.open, depth)?;
            (is_first && pair.opener() == mark.character).then_some(())
        };
        if repeats(0).is_none() {
            return;
        }
        let all = depth(reading.open);
        let repeated = if all > 1 && repeats(1).is_some() { 2 } else { 1 };
        let cost = reading.cost + (all - repeated) * cost::INNER_NOT_REPEATED;
        self.offer(Reading { to_repeat: repeated as u8, cost, ..reading }, 0, None);
    }

    fn step(&mut self, reading: Reading, act: Act, index: usize, verdict: Verdict) {
        let is_nothing = act == Act::Apart && verdict.fault.is_none();
        let step = (!is_nothing).then(|| self.at(index, act, verdict.fault));
        self.offer(Reading { cost: reading.cost + verdict.cost, ..reading }, 0, step);
    }

    fn at(&self, index: usize, act: Act, fault: Option<Kind>) -> Step {
        let mark = u32::try_from(index).expect("marks take bytes, and sources are below 4 GiB");
        Step { act, mark, fault, end: End::Mark }
    }

    /// Takes in a reading that may go on, in its place, unless another outdoes it.
    fn offer(&mut self, reading: Reading, abandoned: u8, step: Option<Step>) {
        if self.nothing_open.is_some_and(|nothing| nothing.outdoes(&reading)) {
            return;
        }
        let place = self.offers.iter().position(|other| other.reading.cost > reading.cost);
        let place = place.unwrap_or(self.offers.len());
        if self.kept == 1 {
            if place == 0 {
                self.offers.clear();
                self.offers.push(Offer { reading, abandoned, step });
            }
            return;
        }
        if self.offers[..place].iter().any(|other| other.reading.outdoes(&reading)) {
            return;
        }
        if reading.open == 0 {
            self.nothing_open = Some(reading);
        }
        self.offers.insert(place, Offer { reading, abandoned, step });
        let mut rest = place + 1;
        while let Some(other) = self.offers.get(rest) {
            if reading.outdoes(&other.reading) {
                self.offers.remove(rest);
            } else {
                rest += 1;
            }
        }
    }

    /// Goes on with the cheapest of the readings that were offered. `readings` is reused for them.
    fn keep_cheapest(&mut self, mut readings: Vec<Reading>) {
        readings.clear();
        self.nothing_open = None;
        let cheapest = self.offers.first().map_or(0, |offer| offer.reading.cost);
        for offer in self.offers.drain(..).take(self.kept) {
            let mut reading = Reading { cost: offer.reading.cost - cheapest, ..offer.reading };
            if let Some(step) = offer.step {
                reading.last = self.trail.add(reading.last, offer.abandoned, step);
                reading.faults += u32::from(offer.abandoned) + u32::from(step.fault.is_some());
            }
            readings.push(reading);
        }
        self.readings = readings;
        if self.trail.is_long() || self.readings.len() == 1 {
            self.settle();
        }
    }

    /// Keeps the trail short.
    fn settle(&mut self) {
        let mut places: Vec<u32> = self.readings.iter().map(|reading| reading.last).collect();
        self.trail.settle(&mut places);
        for (reading, place) in self.readings.iter_mut().zip(places) {
            reading.last = place;
        }
    }
}

/// A reading, then with ever more of its quotations ended unmarked, and how many that are.
fn ending_unmarked(reading: Reading) -> impl Iterator<Item = (u8, Reading)> {
    (0..).zip(std::iter::successors(Some(reading), |reading| reading.without_innermost()))
}

fn cost_of_nesting(outer: Pair, inner: Pair) -> u32 {
    let english = |style: Style| matches!(style, Style::Straight | Style::Curly);
    match (outer.level == inner.level, outer.style == inner.style) {
        (false, _) => 0,
        (true, true) => cost::NESTED_ALIKE,
        (true, false) if english(outer.style) && english(inner.style) => cost::NESTED_ALIKE - 3,
        (true, false) => 1,
    }
}
