//! Formulas of readability, each as it was published. All of them want a hundred words or more to mean
//! anything.

use super::prose::Prose;
use super::table::Measure;

#[rustfmt::skip] // One line a measure.
pub(super) const MEASURES: &[Measure] = &[
    Measure::of_document("flesch-reading-ease", "ease of reading; 100 is easy, 30 is hard", |document| formula(document.prose(), flesch_reading_ease)),
    Measure::of_document("flesch-kincaid-grade", "years of school, by sentences and syllables", |document| formula(document.prose(), flesch_kincaid_grade)),
    Measure::of_document("gunning-fog", "years of school, by sentences and complex words", |document| formula(document.prose(), gunning_fog)),
    Measure::of_document("smog", "years of school, by words of three syllables or more", |document| formula(document.prose(), smog)),
    Measure::of_document("coleman-liau", "years of school, by letters and sentences", |document| formula(document.prose(), coleman_liau)),
    Measure::of_document("automated-readability", "years of school, by letters and sentences (ARI)", |document| formula(document.prose(), automated_readability)),
    Measure::of_document("lix", "sentence length and share of long words; 25 is easy, 60 is hard", |document| formula(document.prose(), lix)),
];

/// The counts that formulas are made of.
struct Means {
    sentence_length: f64,
    syllables: f64,
    characters: f64,
    prose: Prose,
}

fn formula(prose: &Prose, formula: fn(&Means) -> f64) -> Option<f64> {
    let words = prose.words as f64;
    (prose.words > 0).then(|| {
        formula(&Means {
            sentence_length: words / prose.sentences as f64,
            syllables: prose.syllables as f64 / words,
            characters: prose.characters as f64 / words,
            prose: *prose,
        })
    })
}

impl Means {
    /// So many of a hundred words.
    fn percent(&self, words: usize) -> f64 {
        100.0 * words as f64 / self.prose.words as f64
    }
}

/// Flesch, A New Readability Yardstick, 1948.
fn flesch_reading_ease(means: &Means) -> f64 {
    206.835 - 1.015 * means.sentence_length - 84.6 * means.syllables
}

/// Kincaid, Fishburne, Rogers and Chissom, Derivation of New Readability Formulas for Navy Enlisted
/// Personnel, 1975.
fn flesch_kincaid_grade(means: &Means) -> f64 {
    0.39 * means.sentence_length + 11.8 * means.syllables - 15.59
}

/// Gunning, The Technique of Clear Writing, 1952: names, and words that an ending made long, are not complex.
fn gunning_fog(means: &Means) -> f64 {
    0.4 * (means.sentence_length + means.percent(means.prose.complex_words))
}

/// McLaughlin, SMOG Grading, 1969; meant for thirty sentences and scaled to them.
fn smog(means: &Means) -> f64 {
    1.043 * (30.0 * means.prose.polysyllables as f64 / means.prose.sentences as f64).sqrt() + 3.1291
}

/// Coleman and Liau, A Computer Readability Formula Designed for Machine Scoring, 1975.
fn coleman_liau(means: &Means) -> f64 {
    let sentences = 100.0 / means.sentence_length;
    0.0588 * 100.0 * means.characters - 0.296 * sentences - 15.8
}

/// Smith and Senter, Automated Readability Index, 1967.
fn automated_readability(means: &Means) -> f64 {
    4.71 * means.characters + 0.5 * means.sentence_length - 21.43
}

/// Björnsson, Läsbarhet, 1968: a long word has more than six letters.
fn lix(means: &Means) -> f64 {
    means.sentence_length + means.percent(means.prose.long_words)
}
