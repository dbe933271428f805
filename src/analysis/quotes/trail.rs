//! The trail: the steps of the readings that a search keeps, each with the one before it. Steps that all readings
//! share are taken off it, and those that no reading holds any more, so that it does not grow with the text.

use super::fault::QuoteFaultKind as Kind;
use super::search::{Act, Step};

/// The place of a reading that took no step since the last one that all share.
pub(super) const START: u32 = u32::MAX;

#[derive(Debug, Default)]
pub(super) struct Trail {
    /// The steps on which the readings differ, each behind the one that it follows.
    footprints: Vec<Footprint>,
    /// The steps that all readings share.
    settled: Vec<Step>,
    /// How many were left when they were last looked through.
    left: usize,
}

/// A step of a reading.
#[derive(Clone, Copy, Debug)]
struct Footprint {
    previous: u32,
    /// How many quotations end unmarked before it.
    abandoned: u8,
    step: Step,
}

impl Trail {
    /// Adds a step behind the one at `previous`, and returns its place.
    pub fn add(&mut self, previous: u32, abandoned: u8, step: Step) -> u32 {
        let place = self.footprints.len() as u32;
        self.footprints.push(Footprint { previous, abandoned, step });
        place
    }

    /// Whether it is worth a look which of its steps are settled or forgotten.
    pub fn is_long(&self) -> bool {
        self.footprints.len() >= SHORT.max(2 * self.left)
    }

    pub fn into_settled(self) -> Vec<Step> {
        self.settled
    }

    #[cfg(test)]
    pub fn len(&self) -> usize {
        self.footprints.len()
    }

    /// Takes off what all readings share and what no reading holds. `places` are those of the readings, at most
    /// sixteen, and are kept up to date.
    pub fn settle(&mut self, places: &mut [u32]) {
        if let [only] = places {
            self.settle_up_to(std::mem::replace(only, START));
            self.footprints.clear();
            return;
        }
        let everybody = (1_u16 << places.len()) - 1;
        let mut walkers = vec![0_u16; self.footprints.len()];
        for (index, &place) in places.iter().enumerate() {
            if let Some(walkers) = walkers.get_mut(place as usize) {
                *walkers |= 1 << index;
            }
        }
        let mut shared = None;
        for at in (0..self.footprints.len()).rev() {
            if walkers[at] == everybody {
                shared = Some(at);
                break;
            }
            let on_it = walkers[at];
            if let Some(before) = walkers.get_mut(self.footprints[at].previous as usize) {
                *before |= on_it;
            }
        }
        self.settle_up_to(shared.map_or(START, |shared| shared as u32));
        self.forget(shared.map_or(0, |shared| shared + 1), &walkers, places);
        self.left = self.footprints.len();
    }

    /// Adds the steps that lead to a place to those that are settled.
    fn settle_up_to(&mut self, place: u32) {
        let first = self.settled.len();
        let mut next = place;
        while let Some(footprint) = self.footprints.get(next as usize) {
            self.settled.push(footprint.step);
            let abandon = Step { act: Act::Abandon, fault: Some(Kind::Unclosed), ..footprint.step };
            self.settled.extend(std::iter::repeat_n(abandon, usize::from(footprint.abandoned)));
            next = footprint.previous;
        }
        self.settled[first..].reverse();
    }

    /// Drops the steps before `first`, and those behind it that nobody walks.
    fn forget(&mut self, first: usize, walkers: &[u16], places: &mut [u32]) {
        let mut moved = vec![START; self.footprints.len()];
        let mut kept = 0;
        for at in (first..self.footprints.len()).filter(|&at| walkers[at] != 0) {
            let previous = moved.get(self.footprints[at].previous as usize).copied().unwrap_or(START);
            self.footprints[kept as usize] = Footprint { previous, ..self.footprints[at] };
            moved[at] = kept;
            kept += 1;
        }
        self.footprints.truncate(kept as usize);
        for place in places {
            *place = moved.get(*place as usize).copied().unwrap_or(START);
        }
    }
}

/// So long the trail of a text without odd marks is at most.
const SHORT: usize = 64;
