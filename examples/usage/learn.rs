//! Learns how much each fact about the surroundings speaks for a word: at each place where one of the words stands, it
//! is held against those that it is mistaken for (multinomial logistic regression; follow the regularised leader,
//! McMahan 2013, so that most weights are zero).

use prosec::analysis::usage::{UNIT, mix};

use crate::corpus::Places;
use crate::words::Words;

/// A fact must be met with a word so often, or it is chance.
const FEWEST_MEETINGS: u8 = 4;
/// At a place, a word is held against so many of those that it is mistaken for, drawn by chance.
const MOST_RIVALS: usize = 4;
const ROUNDS: usize = 1;
/// The learning rate, and the pull of each weight towards zero.
const RATE: f32 = 0.2;
const PULL: f32 = 0.6;
const SQUARE_PULL: f32 = 0.5;
/// So many weights are kept.
const MOST_WEIGHTS: usize = 1_700_000;

/// The state of each weight.
#[derive(Clone, Copy, Default)]
struct Coordinate {
    pull: f32,
    squares: f32,
}

impl Coordinate {
    fn weight(self) -> f32 {
        if self.pull.abs() <= PULL {
            return 0.0;
        }
        -(self.pull - self.pull.signum() * PULL) / ((1.0 + self.squares.sqrt()) / RATE + SQUARE_PULL)
    }

    fn learn(&mut self, gradient: f32, weight: f32) {
        let squares = self.squares + gradient * gradient;
        self.pull += gradient - (squares.sqrt() - self.squares.sqrt()) / RATE * weight;
        self.squares = squares;
    }
}

/// The weights by key, sorted.
pub fn learn(places: &Places, words: &Words) -> Vec<(u32, i8)> {
    let keys = keys(places, words);
    eprintln!("{} facts are met with a word often enough", keys.keys.len());
    let mut coordinates = vec![Coordinate::default(); keys.keys.len()];
    for round in 0..ROUNDS {
        let mut right = 0_u64;
        for (word, facts) in places.iter() {
            right += u64::from(step(&keys, &mut coordinates, (words, word), facts));
        }
        eprintln!("round {round}: {:.2} % right", 100.0 * right as f64 / places.len() as f64);
    }
    let mut weights: Vec<(u32, f32, f32)> = keys
        .keys
        .iter()
        .zip(&coordinates)
        .map(|(&key, coordinate)| (key, coordinate.weight(), coordinate.squares))
        .filter(|&(_, weight, _)| (weight * UNIT as f32).abs() >= 1.0)
        .collect();
    eprintln!("{} weights are not zero", weights.len());
    weights.sort_by(|a, b| (b.1.abs() * b.2.sqrt()).total_cmp(&(a.1.abs() * a.2.sqrt())).then(a.0.cmp(&b.0)));
    weights.truncate(MOST_WEIGHTS);
    let mut sorted: Vec<(u32, i8)> = weights
        .into_iter()
        .map(|(key, weight, _)| (key, (weight * UNIT as f32).round().clamp(-127.0, 127.0) as i8))
        .collect();
    sorted.sort_unstable();
    sorted
}

/// The pairs of a fact and a word that are met often enough, each with its place.
fn keys(places: &Places, words: &Words) -> Keys {
    const SLOTS: usize = 1 << 27;
    let mut meetings = vec![0_u8; SLOTS];
    let mut keys = Vec::new();
    for (word, facts) in places.iter() {
        for &fact in facts {
            let key = mix(fact, words.number(word));
            let count = &mut meetings[mix(key, 5) as usize % SLOTS];
            if *count < FEWEST_MEETINGS {
                *count += 1;
            }
            if *count == FEWEST_MEETINGS {
                keys.push(key);
            }
        }
        if keys.len() > 1 << 27 {
            keys.sort_unstable();
            keys.dedup();
        }
    }
    keys.sort_unstable();
    keys.dedup();
    Keys::new(keys)
}

/// Sorted keys, each found with few looks at memory: keys are spread evenly, so that its upper half tells where one
/// lies.
struct Keys {
    keys: Vec<u32>,
    starts: Vec<u32>,
}

impl Keys {
    /// Keys that share these upper bits lie together.
    const BITS: u32 = 22;

    fn new(keys: Vec<u32>) -> Self {
        let mut starts = vec![0_u32; (1 << Self::BITS) + 1];
        keys.iter().for_each(|key| starts[(key >> (32 - Self::BITS)) as usize + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        Self { keys, starts }
    }

    fn get(&self, key: u32) -> Option<usize> {
        let part = (key >> (32 - Self::BITS)) as usize;
        let (start, end) = (self.starts[part] as usize, self.starts[part + 1] as usize);
        self.keys[start..end].iter().position(|&known| known == key).map(|at| start + at)
    }
}

/// Learns from one place. Returns whether the word that stands there was the likeliest.
fn step(keys: &Keys, coordinates: &mut [Coordinate], (words, word): (&Words, usize), facts: &[u32]) -> bool {
    let rivals = words.rivals(word);
    // Where there are many rivals, the place draws some of them.
    let first = facts[3] as usize;
    let drawn = (0..rivals.len().min(MOST_RIVALS)).map(|at| rivals[(first + at) % rivals.len()]);
    let found: Vec<Vec<(usize, f32)>> = std::iter::once(word)
        .chain(drawn)
        .map(|word| {
            let number = words.number(word);
            let facts = facts[..facts.len().min(words.facts(word))].iter();
            let known = facts.filter_map(|&fact| keys.get(mix(fact, number)));
            known.map(|at| (at, coordinates[at].weight())).collect()
        })
        .collect();
    let scores: Vec<f32> = found.iter().map(|facts| facts.iter().map(|fact| fact.1).sum()).collect();
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    let total: f32 = scores.iter().map(|score| (score - most).exp()).sum();
    for (number, (facts, score)) in found.iter().zip(&scores).enumerate() {
        let gradient = (score - most).exp() / total - if number == 0 { 1.0 } else { 0.0 };
        if gradient.abs() > 1e-3 {
            facts.iter().for_each(|&(at, weight)| coordinates[at].learn(gradient, weight));
        }
    }
    scores[0] >= most
}
