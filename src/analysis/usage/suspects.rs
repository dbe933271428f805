//! The words that may stand where another is meant, each with what may be meant, and how sure one must be of it.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::class_table::OfClasses;
use super::model::{Model, UNIT};
use super::number::number_of;
use super::surroundings::BY_ITSELF;

/// A word that may be mistaken for others.
#[derive(Debug)]
pub struct Suspect {
    /// Its number.
    pub number: u32,
    /// What it weighs by itself.
    pub prior: i32,
    /// When a first look at its neighbours is enough to let it stand.
    pub enough: i32,
    /// What may be meant: at most [`MOST_OTHERS`].
    pub others: Vec<Other>,
    /// By how much more each of these weighs by itself.
    pub margins: [i32; MOST_OTHERS],
    /// The least of their margins.
    pub least: i32,
    /// How far the classes of neighbours speak for each of these.
    pub of_classes: OfClasses,
}

/// So many words may be meant by one.
pub const MOST_OTHERS: usize = 10;

/// A word that may be meant.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Other {
    /// The word.
    pub word: &'static str,
    /// Its number.
    pub number: u32,
    /// By how much more its surroundings must speak for it than for the word that is written.
    pub margin: i32,
}

/// What a written word may be mistaken for; nothing for most words.
pub fn suspect(folded: &str) -> Option<&'static Suspect> {
    static SUSPECTS: LazyLock<FxHashMap<&str, Suspect>> = LazyLock::new(|| {
        let rows = include_str!("../../../data/suspects.txt").lines();
        let rows = rows.filter_map(|row| row.split_once(' '));
        let mut last: Option<OfClasses> = None;
        let suspects = rows.map(|(word, rest)| {
            let suspect = read(rest, number_of(word), last);
            last = Some(suspect.of_classes);
            (word, suspect)
        });
        suspects.collect()
    });
    SUSPECTS.get(folded)
}

/// A row is a word, the first look that is enough for it, and what may be meant by it, each with its margin. The
/// numbers of a row are tenths. The rows of the table of classes stand in the same order.
fn read(rest: &'static str, number: u32, last: Option<OfClasses>) -> Suspect {
    let mut fields = rest.split(' ');
    let weight = |field: Option<&str>| {
        field.and_then(|field| field.parse().ok()).map_or(0, |tenths: i32| tenths * UNIT / 10)
    };
    let enough = weight(fields.next());
    let prior_of = |number: u32| Model::embedded().weight(BY_ITSELF, number);
    let prior = prior_of(number);
    let others = std::iter::from_fn(|| {
        let word = fields.next()?;
        Some(Other { word, number: number_of(word), margin: weight(fields.next()) })
    });
    let others: Vec<Other> = others.take(MOST_OTHERS).collect();
    let mut margins = [0; MOST_OTHERS];
    for (margin, other) in margins.iter_mut().zip(&others) {
        *margin = prior_of(other.number) - prior;
    }
    let least = others.iter().map(|other| other.margin).min().unwrap_or(0);
    let of_classes = last.map_or(OfClasses::first(others.len()), |last| last.next(others.len()));
    Suspect { number, prior, enough, others, margins, least, of_classes }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_row_is_too_long() {
        for row in include_str!("../../../data/suspects.txt").lines() {
            assert!(row.split(' ').count() <= 2 + 2 * MOST_OTHERS, "{row}");
        }
    }

    #[test]
    fn rows_are_read() {
        let suspect = read("-9 there 48 they're 53", number_of("their"), None);
        assert_eq!((suspect.number, suspect.enough), (number_of("their"), -18));
        let others: Vec<(&str, i32)> =
            suspect.others.iter().map(|other| (other.word, other.margin)).collect();
        assert_eq!(others, [("there", 96), ("they're", 106)]);
    }
}
