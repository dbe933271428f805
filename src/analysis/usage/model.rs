//! The model of usage: how much each fact about the surroundings of a place speaks for a word there. It was learned
//! from edited prose (`data/usage.py`), and is read where it lies in the program.

use super::surroundings::{Surroundings, mix};

/// Weights by key. The bytes are: for each bucket where its entries start, the lower halves of the keys, sorted within
/// each bucket, and the weights.
#[derive(Clone, Copy, Debug)]
pub struct Model<'m> {
    starts: &'m [[u8; 4]],
    keys: &'m [[u8; 2]],
    weights: &'m [u8],
}

/// The upper half of a key says in which bucket it lies.
const BUCKETS: usize = 1 << 16;
/// What a weight of one is in the table.
pub const UNIT: f32 = 20.0;

impl Model<'static> {
    /// The embedded model.
    pub fn embedded() -> Self {
        static BYTES: &[u8] = include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/usage.bin"));
        Self::new(BYTES)
    }
}

impl<'m> Model<'m> {
    /// The model in these bytes, which [`Model::to_bytes`] made.
    pub fn new(bytes: &'m [u8]) -> Self {
        let (starts, rest) = bytes.split_at(4 * (BUCKETS + 1));
        let entries = rest.len() / 3;
        let (keys, weights) = rest.split_at(2 * entries);
        Self { starts: starts.as_chunks().0, keys: keys.as_chunks().0, weights }
    }

    /// The bytes of a model with these weights, sorted by key.
    pub fn to_bytes(sorted: &[(u32, i8)]) -> Vec<u8> {
        let mut starts = vec![0_u32; BUCKETS + 1];
        for &(key, _) in sorted {
            starts[(key >> 16) as usize + 1] += 1;
        }
        for bucket in 0..BUCKETS {
            starts[bucket + 1] += starts[bucket];
        }
        let mut bytes: Vec<u8> = starts.into_iter().flat_map(u32::to_le_bytes).collect();
        bytes.extend(sorted.iter().flat_map(|&(key, _)| (key as u16).to_le_bytes()));
        bytes.extend(sorted.iter().map(|&(_, weight)| weight as u8));
        bytes
    }

    /// How much a fact speaks for a word; nothing if the model knows nothing of the two.
    pub fn weight(&self, fact: u32, word: u32) -> f32 {
        let key = mix(fact, word);
        let start = |bucket: usize| u32::from_le_bytes(self.starts[bucket]) as usize;
        let bucket = (key >> 16) as usize;
        let (first, last) = (start(bucket), start(bucket + 1));
        let found =
            self.keys[first..last].binary_search_by_key(&(key as u16), |&half| u16::from_le_bytes(half));
        found.map_or(0.0, |place| f32::from(self.weights[first + place] as i8) / UNIT)
    }

    /// How much all that stands around a place speaks for a word there.
    pub fn score(&self, surroundings: &Surroundings, word: u32) -> f32 {
        surroundings.facts().iter().map(|&fact| self.weight(fact, word)).sum()
    }

    /// How much the neighbours by themselves do: a first look.
    pub fn first_look(&self, surroundings: &Surroundings, word: u32) -> f32 {
        surroundings.facts()[..FIRST_LOOK].iter().map(|&fact| self.weight(fact, word)).sum()
    }
}

/// The facts of a first look: the word by itself, the neighbour before it, and the one after it.
pub const FIRST_LOOK: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_found_by_fact_and_word() {
        let keys = [(3, 7, 20_i8), (4, 7, -40), (3, 8, 127)];
        let mut sorted: Vec<(u32, i8)> =
            keys.iter().map(|&(fact, word, weight)| (mix(fact, word), weight)).collect();
        sorted.sort_unstable();
        let bytes = Model::to_bytes(&sorted);
        let model = Model::new(&bytes);
        assert_eq!(model.weight(3, 7), 1.0);
        assert_eq!(model.weight(4, 7), -2.0);
        assert_eq!(model.weight(3, 8), 6.35);
        assert_eq!(model.weight(4, 8), 0.0);
    }
}
