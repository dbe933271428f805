//! The model of usage: how much each fact about the surroundings of a place speaks for a word there. It was learned
//! from edited prose (`data/usage.py`), and is read where it lies in the program.

use super::number::mix;

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
/// Weights are whole numbers: so much stands for a factor of *e*.
pub const UNIT: i32 = 20;

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
    pub fn weight(&self, fact: u32, word: u32) -> i32 {
        let key = mix(fact, word);
        let (bucket, half) = ((key >> 16) as usize, key as u16);
        let &[first, last] = &self.starts[bucket..bucket + 2] else { return 0 };
        let range = u32::from_le_bytes(first) as usize..u32::from_le_bytes(last) as usize;
        let place = place_among(&self.keys[range.clone()], half);
        place.map_or(0, |place| i32::from(self.weights[range.start + place] as i8))
    }
}

/// The place of a key among sorted ones. They are spread evenly, so that it lies near to where a key of its size would
/// be in a row without gaps.
#[inline]
fn place_among(sorted: &[[u8; 2]], key: u16) -> Option<usize> {
    let value = |&half: &[u8; 2]| u16::from_le_bytes(half);
    let guess = (usize::from(key) * sorted.len()) >> 16;
    let (below, above) = sorted.split_at(guess);
    let place = match above.iter().position(|half| value(half) >= key)? {
        0 if value(&above[0]) > key => below.iter().rposition(|half| value(half) <= key)?,
        steps => guess + steps,
    };
    (value(&sorted[place]) == key).then_some(place)
}

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
        assert_eq!(model.weight(3, 7), 20);
        assert_eq!(model.weight(4, 7), -40);
        assert_eq!(model.weight(3, 8), 127);
        assert_eq!(model.weight(4, 8), 0);
    }

    #[test]
    fn keys_are_found_wherever_they_lie() {
        let keys: Vec<u16> = vec![0, 1, 2, 3, 900, 901, 40_000, 65_534, u16::MAX];
        let sorted: Vec<[u8; 2]> = keys.iter().map(|key| key.to_le_bytes()).collect();
        for key in 0..=u16::MAX {
            assert_eq!(place_among(&sorted, key), keys.binary_search(&key).ok(), "{key}");
        }
        assert_eq!(place_among(&[], 7), None);
    }
}
