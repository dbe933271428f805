//! Formulas of readability, each as it was published. All of them want a hundred words or more to mean
//! anything.

use super::running_text::RunningText;
use super::table::Measure;

#[rustfmt::skip] // One line a measure.
pub(super) const MEASURES: &[Measure] = &[
    Measure::of_document("flesch-reading-ease", "ease of reading; 100 is easy, 30 is hard", |document| formula(document.running_text(), flesch_reading_ease)),
    Measure::of_document("flesch-kincaid-grade", "years of school, by sentences and syllables", |document| formula(document.running_text(), flesch_kincaid_grade)),
    Measure::of_document("gunning-fog", "years of school, by sentences and complex words", |document| formula(document.running_text(), gunning_fog)),
    Measure::of_document("smog", "years of school, by words of three syllables or more", |document| formula(document.running_text(), smog)),
    Measure::of_document("coleman-liau", "years of school, by letters and sentences", |document| formula(document.running_text(), coleman_liau)),
    Measure::of_document("automated-readability", "years of school, by letters and sentences (ARI)", |document| formula(document.running_text(), automated_readability)),
    Measure::of_document("lix", "sentence length and share of long words; 25 is easy, 60 is hard", |document| formula(document.running_text(), lix)),
];

/// The counts that formulas are made of.
struct Means {
    sentence_length: f64,
    syllables: f64,
    characters: f64,
    text: RunningText,
}

fn formula(text: &RunningText, formula: fn(&Means) -> f64) -> Option<f64> {
    let words = text.words as f64;
    (text.words > 0).then(|| {
        formula(&Means {
            sentence_length: words / text.sentences as f64,
            syllables: text.syllables as f64 / words,
            characters: text.characters as f64 / words,
            text: *text,
        })
    })
}

impl Means {
    /// So many of a hundred words.
    fn percent(&self, words: usize) -> f64 {
        100.0 * words as f64 / self.text.words as f64
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
    0.4 * (means.sentence_length + means.percent(means.text.complex_words))
}

/// McLaughlin, SMOG Grading, 1969; meant for thirty sentences and scaled to them.
fn smog(means: &Means) -> f64 {
    1.043 * (30.0 * means.text.polysyllables as f64 / means.text.sentences as f64).sqrt() + 3.1291
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
    means.sentence_length + means.percent(means.text.long_words)
}
