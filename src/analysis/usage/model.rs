//! The model of usage: how much each fact about the surroundings of a place speaks for a word there. It was learned
//! from edited prose (`data/usage.py`), and is read where it lies in the program.

use super::number::mix;

/// Weights by key. A key and its weight stand in one line of memory, since nearly each look at the model is a look at what
/// is not at hand.
#[derive(Clone, Copy, Debug)]
pub struct Model<'m> {
    lines: &'m [Line],
}

/// A line: the keys of some weights, the weights, and how many there are. So large is what processors read at once.
type Line = [u8; 64];

/// The upper bits of a key say in which line it lies: 13 keys to a line.
const LINE_BITS: u32 = 17;
const LOWER_BITS: u32 = 32 - LINE_BITS;
/// So many keys are in a line at most; further ones are in the next.
const MOST_KEYS: usize = 21;
/// Where their count is.
const COUNT: usize = 3 * MOST_KEYS;
/// Stands in a key that is not in its own line.
const SPILLED: u16 = 1 << LOWER_BITS;
/// Weights are whole numbers: so much stands for a factor of *e*.
pub const UNIT: i32 = 20;

impl Model<'static> {
    /// The embedded model.
    pub fn embedded() -> Self {
        /// Bytes that lie as lines of memory do.
        #[repr(align(64))]
        struct Aligned<B: ?Sized>(B);
        static BYTES: &Aligned<[u8]> =
            &Aligned(*include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/usage.bin")));
        Self::new(&BYTES.0)
    }
}

impl<'m> Model<'m> {
    /// The model in these bytes, which [`Model::to_bytes`] made.
    pub fn new(bytes: &'m [u8]) -> Self {
        Self { lines: bytes.as_chunks().0 }
    }

    /// The bytes of a model with these weights, sorted by key.
    pub fn to_bytes(sorted: &[(u32, i8)]) -> Vec<u8> {
        let mut rest = sorted;
        let mut spilled: &[(u32, i8)] = &[];
        let mut bytes = Vec::new();
        // What the last line has no room for is in one behind it.
        for number in 0..=1 << LINE_BITS {
            let (own, others) = rest.split_at(rest.partition_point(|(key, _)| key >> LOWER_BITS <= number));
            assert!(spilled.len() < MOST_KEYS, "the keys are spread evenly");
            let (own, more) = own.split_at(own.len().min(MOST_KEYS - spilled.len()));
            let lower = |key: u32| key as u16 & !SPILLED;
            let keys = spilled.iter().map(|&(key, weight)| (lower(key) | SPILLED, weight));
            let keys = keys.chain(own.iter().map(|&(key, weight)| (lower(key), weight)));
            let mut line: Line = [0; 64];
            for (at, (key, weight)) in keys.enumerate() {
                line[2 * at..2 * at + 2].copy_from_slice(&key.to_le_bytes());
                line[2 * MOST_KEYS + at] = weight as u8;
                line[COUNT] += 1;
            }
            bytes.extend(line);
            (rest, spilled) = (others, more);
        }
        bytes
    }

    /// How much a fact speaks for a word; nothing if the model knows nothing of the two.
    #[inline]
    pub fn weight(&self, fact: u32, word: u32) -> i32 {
        self.weight_of(mix(fact, word)).map_or(0, i32::from)
    }

    #[inline]
    fn weight_of(&self, key: u32) -> Option<i8> {
        let (number, lower) = ((key >> LOWER_BITS) as usize, key as u16 & !SPILLED);
        let line = &self.lines[number];
        let spilled = || weight_in(&self.lines[number + 1], lower | SPILLED);
        weight_in(line, lower).or_else(|| (usize::from(line[COUNT]) == MOST_KEYS).then(spilled)?)
    }
}

/// The weight of a key, if it is in the line.
#[inline]
fn weight_in(line: &Line, wanted: u16) -> Option<i8> {
    let (keys, weights) = line.split_at(2 * MOST_KEYS);
    let (keys, _) = keys.as_chunks::<2>();
    // All are looked at, without a branch that could be foreseen wrongly.
    let mut places = 0_u32;
    for (at, &key) in keys.iter().enumerate() {
        places |= u32::from(u16::from_le_bytes(key) == wanted) << at;
    }
    let place = places.trailing_zeros() as usize;
    (place < usize::from(line[COUNT])).then(|| weights[place] as i8)
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
        let line = |number: u32| (0..30).map(move |lower| (number << LOWER_BITS) + 1_000 * lower);
        let last = (1 << LINE_BITS) - 1;
        let keys: Vec<u32> = [0, 1, 700, last].into_iter().flat_map(line).collect();
        let weight = |key: u32| (key % 251) as u8 as i8;
        let sorted: Vec<(u32, i8)> = keys.iter().map(|&key| (key, weight(key))).collect();
        let bytes = Model::to_bytes(&sorted);
        let model = Model::new(&bytes);
        for &key in &keys {
            assert_eq!(model.weight_of(key), Some(weight(key)), "{key}");
            assert_eq!(model.weight_of(key + 1), None, "{key}");
        }
    }
}
