//! The words that may stand where another is meant, each with what may be meant, and how sure one must be of it. The build
//! lays them out.

use super::class_table::OfClasses;
use super::number::MOST_OTHERS;

/// A word that may be mistaken for others.
#[derive(Debug)]
pub struct Suspect {
    word: Written,
    /// Its number.
    pub number: u32,
    /// What it weighs by itself.
    pub prior: i32,
    /// When a first look at its neighbours is enough to let it stand.
    pub enough: i32,
    /// Which of [`OTHERS`] is the first that may be meant.
    first: u16,
    /// By how much more each of these weighs by itself.
    pub margins: [i32; MOST_OTHERS],
    /// The least of their margins.
    pub least: i32,
    /// How far the classes of neighbours speak for each of these.
    pub of_classes: OfClasses,
}

/// A word that may be meant.
#[derive(Debug)]
pub struct Other {
    word: Written,
    /// Its number.
    pub number: u32,
    /// By how much more its surroundings must speak for it than for the word that is written.
    pub margin: i32,
}

/// Where a word stands in [`TEXT`].
#[derive(Clone, Copy, Debug)]
struct Written {
    start: u16,
    length: u8,
}

static TEXT: &str = include_str!("../../../data/suspects.txt");

include!(concat!(env!("OUT_DIR"), "/suspects.rs"));

impl Written {
    fn word(self) -> &'static str {
        &TEXT[usize::from(self.start)..][..usize::from(self.length)]
    }
}

impl Suspect {
    /// What may be meant.
    #[inline]
    pub fn others(&self) -> &'static [Other] {
        &OTHERS[usize::from(self.first)..][..self.of_classes.others()]
    }
}

impl Other {
    /// The word.
    pub fn word(&self) -> &'static str {
        self.word.word()
    }
}

/// What a written word, with its hash, may be mistaken for; nothing for most words.
pub fn suspect(folded: &str, hash: u32) -> Option<&'static Suspect> {
    let mut slot = hash as usize;
    loop {
        let held = SLOTS[slot % SLOTS.len()];
        let suspect = SUSPECTS.get(usize::from(held as u16))?;
        if (held ^ hash) >> 16 == 0 && suspect.word.word() == folded {
            return Some(suspect);
        }
        slot += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::super::number::number_of;
    use super::*;
    use crate::lexicon::hash;

    #[test]
    fn each_row_is_found() {
        for row in TEXT.lines() {
            let words: Vec<&str> = row.split(' ').step_by(2).collect();
            let suspect = suspect(words[0], hash(words[0].as_bytes())).expect("it has a row");
            let others: Vec<&str> = suspect.others().iter().map(Other::word).collect();
            assert_eq!((suspect.number, others), (number_of(words[0]), words[1..].to_vec()), "{row}");
        }
        assert!(suspect("house", hash(b"house")).is_none());
    }

    #[test]
    fn numbers_are_tenths() {
        let row = TEXT.lines().find(|row| row.starts_with("accede ")).expect("it is there");
        assert_eq!(row, "accede -9 exceed 38");
        let suspect = suspect("accede", hash(b"accede")).expect("it has a row");
        assert_eq!((suspect.enough, suspect.others()[0].margin, suspect.least), (-18, 76, 76));
    }
}
