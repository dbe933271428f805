//! Blame: which of the fixes that were tried together stand in the way of the others, as the places tell at which the text
//! would be wrong.

use std::collections::BTreeMap;

use super::obstacle::Obstacle;
use crate::source::Span;

/// Why some fixes cannot be made together.
#[derive(Debug)]
pub(super) struct Fault {
    /// What stands against them, each with its place in the new text if it has one; never nothing.
    pub(super) obstacles: Vec<(Obstacle, Option<Span>)>,
    /// Where the fixes that were tried stand in the new text, in the order in which they were given.
    pub(super) tried: Vec<Span>,
}

/// What to do about fixes that cannot be made together.
#[derive(Debug)]
pub(super) enum Next {
    /// Go on with these of them.
    Try(Vec<bool>),
    /// Go on with those that have no obstacle. The others are to be left out, if those can be made.
    LeaveOut(Vec<Option<Obstacle>>),
    /// Go on with those that stand apart from each other, and then with the others in the same way.
    Separate,
}

/// So few fixes are tried one by one.
const FEW: usize = 4;

/// How often it is guessed which fixes are at fault.
const GUESSES: usize = 3;

/// Fixes so many bytes apart are hardly in one paragraph.
const APART: usize = 2_000;

/// What is wrong no further from a fix than this, of those that stand apart, is wrong because of it.
const BESIDE: usize = APART / 2;

impl Fault {
    /// What stands against the fixes before all else.
    pub(super) fn into_first(mut self) -> Obstacle {
        self.obstacles.swap_remove(0).0
    }

    /// What to do about so many fixes, which were tried together and failed, after so many guesses at who is at fault.
    pub(super) fn next(self, count: usize, guesses: usize) -> Next {
        match count {
            1 => return Next::LeaveOut(vec![Some(self.into_first())]),
            0..=FEW => return Next::Try((0..count).map(|fix| fix == 0).collect()),
            _ => {}
        }
        let half = Next::Try((0..count).map(|fix| fix < count / 2).collect());
        let mut blamed = self.blamed();
        if blamed.is_empty() {
            return half;
        }
        if !apart(&self.tried).contains(&false) {
            blamed.retain(|_, (distance, _)| *distance <= BESIDE);
            let obstacle = |fix| blamed.get(&fix).map(|&(_, at)| self.obstacles[at].0.clone());
            return if blamed.is_empty() { half } else { Next::LeaveOut((0..count).map(obstacle).collect()) };
        }
        // First those go that something is wrong beside, then all that are near to it.
        let clear: Vec<bool> = match guesses {
            0 => (0..count).map(|fix| !blamed.contains_key(&fix)).collect(),
            1..GUESSES => self.clear(),
            _ => return Next::Separate,
        };
        if clear.contains(&true) && clear.contains(&false) { Next::Try(clear) } else { Next::Separate }
    }

    /// The fixes that are nearest to something that is wrong, each with how far that is, and with its obstacle.
    fn blamed(&self) -> BTreeMap<usize, (usize, usize)> {
        let mut fixes: Vec<(Span, usize)> = self.tried.iter().copied().zip(0..).collect();
        fixes.sort_unstable();
        let mut blamed: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
        for (at, (_, place)) in self.obstacles.iter().enumerate() {
            if let Some((distance, fix)) = place.and_then(|place| nearest(&fixes, place)) {
                let blame = blamed.entry(fix).or_insert((distance, at));
                *blame = (distance, at).min(*blame);
            }
        }
        blamed
    }

    /// Which of the fixes are near to nothing that is wrong.
    fn clear(&self) -> Vec<bool> {
        let mut wrong: Vec<(Span, usize)> =
            self.obstacles.iter().filter_map(|found| found.1).zip(0..).collect();
        wrong.sort_unstable();
        let is_clear = |&fix: &Span| nearest(&wrong, fix).is_none_or(|(distance, _)| distance > BESIDE);
        self.tried.iter().map(is_clear).collect()
    }
}

impl From<Obstacle> for Fault {
    fn from(obstacle: Obstacle) -> Self {
        Self { obstacles: vec![(obstacle, None)], tried: Vec::new() }
    }
}

/// Which of these places to choose so that they stand apart from each other.
pub(super) fn apart(places: &[Span]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..places.len()).collect();
    order.sort_by_key(|&at| places[at]);
    let mut chosen = vec![false; places.len()];
    let mut end = None;
    for at in order {
        if end.is_none_or(|end| places[at].start >= end + APART) {
            chosen[at] = true;
            end = Some(places[at].end);
        }
    }
    chosen
}

/// The nearest to a place of some that are sorted, with how many bytes stand between the two.
fn nearest(sorted: &[(Span, usize)], place: Span) -> Option<(usize, usize)> {
    let distance = |other: Span| {
        let [before, after] = [place.start.saturating_sub(other.end), other.start.saturating_sub(place.end)];
        before.max(after)
    };
    let next = sorted.partition_point(|(other, _)| other.start < place.start);
    let beside = sorted[next.saturating_sub(1)..].iter().take(2);
    beside.map(|&(other, at)| (distance(other), at)).min()
}
