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
        if self.strings.len() * 2 > self.slots.len().max(2 * FEW) {
            self.grow();
        } else if !self.slots.is_empty() {
            self.put(number);
        }
        number as u32
    }

    /// The number of a string with this hash, if it was added.
    pub(super) fn find(&self, string: &str, hash: u32) -> Option<u32> {
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

    /// The hashes of the strings.
    pub(super) fn hashes(&self) -> impl Iterator<Item = u32> {
        self.strings.iter().map(|string| string.hash)
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
