//! How far the classes of the nearest neighbours speak for what may be meant: of all facts these settle the most places.
//! The build works out what the model says of them, so that nothing else of it need be read there.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::columns::columns;
use crate::lexicon::class_sets;

/// For each suspect, side and column, by how much more that speaks for each word that may be meant than for the suspect.
static TABLE: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/usage-classes.bin"));
/// The columns of neighbours, by their numbers.
static COLUMNS: LazyLock<FxHashMap<u32, usize>> =
    LazyLock::new(|| columns(class_sets()).enumerate().map(|(column, number)| (number, column)).collect());

/// The part of the table that is about one suspect.
#[derive(Clone, Copy, Debug)]
pub struct OfClasses {
    pub(super) start: u32,
    /// How many words may be meant by it.
    pub(super) others: u8,
}

impl OfClasses {
    /// How many words may be meant.
    #[inline]
    pub fn others(self) -> usize {
        usize::from(self.others)
    }

    /// By how much more a neighbour on this side, 0 before and 1 after, speaks for each word that may be meant; nothing
    /// for neighbours that have no column.
    #[inline]
    pub fn speak(self, side: usize, neighbour: u32) -> Option<impl Iterator<Item = i32>> {
        let column = side * COLUMNS.len() + COLUMNS.get(&neighbour)?;
        let weights = &TABLE[self.start as usize + column * self.others()..][..self.others()];
        Some(weights.iter().map(|&weight| i32::from(weight as i8)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::Model;
    use super::super::number::{CLASSES_BESIDE, fact, mix};
    use super::super::suspects::suspect;
    use super::*;
    use crate::lexicon::hash;

    #[test]
    fn the_table_says_what_the_model_says() {
        let model = Model::embedded();
        let rows = include_str!("../../../data/suspects.txt").lines();
        let words = rows.filter_map(|row| row.split(' ').next());
        let suspects = words.filter_map(|word| suspect(word, hash(word.as_bytes())));
        let mut told = 0;
        for suspect in suspects.step_by(50) {
            for (side, place) in CLASSES_BESIDE.into_iter().enumerate() {
                for neighbour in columns(class_sets()) {
                    let fact = mix(fact(place), neighbour);
                    let written = model.weight(fact, suspect.number);
                    let others = suspect.others().iter();
                    let expected: Vec<i32> =
                        others.map(|other| model.weight(fact, other.number) - written).collect();
                    let speaks: Vec<i32> =
                        suspect.of_classes.speak(side, neighbour).expect("it has a column").collect();
                    assert_eq!(speaks, expected);
                    told += usize::from(speaks.iter().any(|&more| more != 0));
                }
            }
        }
        assert!(told > 100, "{told} columns tell something");
    }

    #[test]
    fn some_neighbours_have_no_column() {
        assert!(OfClasses { start: 0, others: 1 }.speak(0, 0).is_none());
    }
}
