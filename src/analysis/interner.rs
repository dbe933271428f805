//! Strings that are numbered as they come. All of them take a few allocations together, since the lists of a rule set
//! are made of thousands each time the program starts.

/// Strings, each once and with a number; the first one’s is 0.
#[derive(Clone, Debug, Default)]
pub(super) struct Interner {
    /// All strings, one after the other.
    text: String,
    strings: Vec<Interned>,
    /// The numbers by the hashes of the strings, open-addressed; at most half of the slots are taken. A few strings need
    /// none.
    slots: Vec<u32>,
    filter: Filter,
}

/// Where a string ends, and its hash.
#[derive(Clone, Copy, Debug)]
struct Interned {
    end: u32,
    hash: u32,
}

const FREE: u32 = u32::MAX;
/// So many strings are looked at one after the other.
const FEW: usize = 8;

impl Interner {
    /// The number of a string with this hash, which is added if it is new.
    pub(super) fn intern(&mut self, string: &str, hash: u32) -> u32 {
        if let Some(number) = self.find(string, hash) {
            return number;
        }
        let number = self.strings.len();
        self.text.push_str(string);
        self.strings.push(Interned { end: self.text.len() as u32, hash });
        self.filter.add(hash, self.strings.iter().map(|string| string.hash));
        if self.strings.len() * 2 > self.slots.len().max(2 * FEW) {
            self.grow();
        } else if !self.slots.is_empty() {
            self.put(number);
        }
        number as u32
    }

    /// The number of a string with this hash, if it was added.
    #[inline]
    pub(super) fn find(&self, string: &str, hash: u32) -> Option<u32> {
        self.find_with(hash, || string)
    }

    /// The same, where the string is asked for only if it may have been added.
    #[inline]
    pub(super) fn find_with<'s>(&self, hash: u32, string: impl FnOnce() -> &'s str) -> Option<u32> {
        if self.filter.may_hold(hash) { self.look_for(string(), hash) } else { None }
    }

    /// The same, asked of the strings themselves. It stands apart to be called seldom.
    #[inline(never)]
    fn look_for(&self, string: &str, hash: u32) -> Option<u32> {
        let is_it = |number: u32| self.strings[number as usize].hash == hash && self.text(number) == string;
        if self.slots.is_empty() {
            return (0..self.strings.len() as u32).find(|&number| is_it(number));
        }
        let mut slot = hash as usize;
        loop {
            let number = self.slots[slot & (self.slots.len() - 1)];
            if number == FREE || is_it(number) {
                return (number != FREE).then_some(number);
            }
            slot += 1;
        }
    }

    fn grow(&mut self) {
        let slots = 8 * self.strings.len().next_power_of_two();
        self.slots.clear();
        self.slots.resize(slots, FREE);
        (0..self.strings.len()).for_each(|number| self.put(number));
    }

    /// Puts a number into the slot of its string.
    fn put(&mut self, number: usize) {
        let mask = self.slots.len() - 1;
        let mut slot = self.strings[number].hash as usize & mask;
        while self.slots[slot] != FREE {
            slot = (slot + 1) & mask;
        }
        self.slots[slot] = number as u32;
    }

    fn text(&self, number: u32) -> &str {
        let start = number.checked_sub(1).map_or(0, |before| self.strings[before as usize].end);
        &self.text[start as usize..self.strings[number as usize].end as usize]
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.strings.len()
    }

    /// The strings in the order of their numbers.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.strings.len()).map(|number| self.text(number as u32))
    }
}

/// A bit for the hash of each string, which answers for most strings that were not added.
#[derive(Clone, Debug, Default)]
struct Filter {
    /// A power of two of bits.
    bits: Vec<u64>,
}

/// How many bits there are to a string at least, and after the filter has grown.
const FEWEST_BITS: usize = 8;
const BITS: usize = 4 * FEWEST_BITS;

impl Filter {
    /// Adds the hash of the last of some strings; these are the hashes of all.
    fn add(&mut self, hash: u32, all: impl ExactSizeIterator<Item = u32>) {
        if all.len() * FEWEST_BITS > self.bits.len() * 64 {
            self.bits = vec![0; (all.len() * BITS / 64).next_power_of_two()];
            all.for_each(|hash| self.note(hash));
        }
        self.note(hash);
    }

    fn note(&mut self, hash: u32) {
        let (place, bit) = self.place(hash);
        self.bits[place] |= bit;
    }

    /// Whether a string with this hash may have been added.
    #[inline]
    fn may_hold(&self, hash: u32) -> bool {
        let (place, bit) = self.place(hash);
        self.bits.get(place).is_some_and(|bits| bits & bit != 0)
    }

    /// Where the bit of a hash stands, if anything was added.
    #[inline]
    fn place(&self, hash: u32) -> (usize, u64) {
        let hash = hash as usize;
        ((hash / 64) & self.bits.len().wrapping_sub(1), 1 << (hash % 64))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::hash;

    #[test]
    fn strings_are_numbered_as_they_come() {
        let words: Vec<String> = (0..1_000).map(|number| format!("word{}", number % 700)).collect();
        let mut interner = Interner::default();
        assert_eq!(interner.find("word0", hash(b"word0")), None);
        for (place, word) in words.iter().enumerate() {
            assert_eq!(interner.intern(word, hash(word.as_bytes())), place as u32 % 700, "{word}");
        }
        assert_eq!((interner.len(), interner.iter().nth(7)), (700, Some("word7")));
        assert_eq!(interner.find("word699", hash(b"word699")), Some(699));
        assert_eq!(interner.find("word700", hash(b"word700")), None);
        assert_eq!(interner.intern("", hash(b"")), 700);
        assert_eq!(interner.intern("", hash(b"")), 700);
    }
}
