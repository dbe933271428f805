//! The Gopher attributes of Dolma 1.5: Soldaini et al., Dolma, 2024; `python/dolma/taggers/gopher.py`
//! (`gopher_v1`). Words are what stands between white space, the length is a median, duplicates are all
//! copies, and characters are counted against those that are no white space.

use super::bare_text::BareText;
use super::characters::{is_alpha, length, split};
use super::duplicates::Duplicates;
use super::gopher::STOP_WORDS;
use super::table::{Measure, share};

#[rustfmt::skip] // One line a measure.
pub(super) const MEASURES: &[Measure] = &[
    Measure::of_text("gopher@dolma-1.5/character_count", "characters", |text| Some(text.scalars() as f64)),
    Measure::of_text("gopher@dolma-1.5/word_count", "words between white space", |text| Some(text.words().len() as f64)),
    Measure::of_text("gopher@dolma-1.5/median_word_length", "median length of words", |text| Some(median_word_length(text))),
    Measure::of_text("gopher@dolma-1.5/symbol_to_word_ratio", "share of words that hold “#” or “…”", |text| share_of_words(text, |word| word.contains(['#', '…']))),
    Measure::of_text("gopher@dolma-1.5/fraction_of_words_with_alpha_character", "share of words that hold a letter", |text| share_of_words(text, |word| word.contains(is_alpha))),
    Measure::of_text("gopher@dolma-1.5/required_word_count", "how often eight common words are there", |text| Some(split(text.text()).filter(|word| STOP_WORDS.contains(word)).count() as f64)),
    Measure::of_text("gopher@dolma-1.5/fraction_of_lines_starting_with_bullet_point", "share of lines that start with “*” or “-”", |text| share_of_lines(text, |line| line.starts_with(['*', '-']))),
    Measure::of_text("gopher@dolma-1.5/fraction_of_lines_ending_with_ellipsis", "share of lines that end in “…”", |text| share_of_lines(text, |line| line.ends_with('…'))),
    Measure::of_text("gopher@dolma-1.5/fraction_of_duplicate_lines", "share of lines that are met twice or more", |text| { let found = lines(text); (text.scalars() > 0).then_some(found.all.0 as f64 / found.pieces as f64) }),
    Measure::of_text("gopher@dolma-1.5/fraction_of_characters_in_duplicate_lines", "characters of such lines to those of words", |text| against_letters(text, lines(text).all.1)),
    Measure::of_text("gopher@dolma-1.5/fraction_of_characters_in_most_common_2grams", "share of characters in the most frequent two words", |text| top(text, 2)),
    Measure::of_text("gopher@dolma-1.5/fraction_of_characters_in_most_common_3grams", "share of characters in the most frequent three words", |text| top(text, 3)),
    Measure::of_text("gopher@dolma-1.5/fraction_of_characters_in_most_common_4grams", "share of characters in the most frequent four words", |text| top(text, 4)),
    Measure::of_text("gopher@dolma-1.5/fraction_of_characters_in_duplicate_5grams", "share of characters in five words met twice or more", |text| repeated(text, 5)),
    Measure::of_text("gopher@dolma-1.5/fraction_of_characters_in_duplicate_6grams", "share of characters in six words met twice or more", |text| repeated(text, 6)),
    Measure::of_text("gopher@dolma-1.5/fraction_of_characters_in_duplicate_7grams", "share of characters in seven words met twice or more", |text| repeated(text, 7)),
    Measure::of_text("gopher@dolma-1.5/fraction_of_characters_in_duplicate_8grams", "share of characters in eight words met twice or more", |text| repeated(text, 8)),
    Measure::of_text("gopher@dolma-1.5/fraction_of_characters_in_duplicate_9grams", "share of characters in nine words met twice or more", |text| repeated(text, 9)),
    Measure::of_text("gopher@dolma-1.5/fraction_of_characters_in_duplicate_10grams", "share of characters in ten words met twice or more", |text| repeated(text, 10)),
];

/// The median length of words, 0 if there are none.
fn median_word_length(text: &BareText<'_>) -> f64 {
    let mut lengths: Vec<usize> = split(text.text()).map(length).collect();
    lengths.sort_unstable();
    let middle = lengths.len() / 2;
    match lengths.len() {
        0 => 0.0,
        count if count % 2 == 1 => lengths[middle] as f64,
        _ => (lengths[middle - 1] + lengths[middle]) as f64 / 2.0,
    }
}

/// A share of words; 0 where a text has none.
fn share_of_words(text: &BareText<'_>, is_such: impl Fn(&str) -> bool) -> Option<f64> {
    let such = split(text.text()).filter(|word| is_such(word)).count();
    (text.scalars() > 0).then(|| such as f64 / text.words().len().max(1) as f64)
}

fn share_of_lines(text: &BareText<'_>, is_such: impl Fn(&str) -> bool) -> Option<f64> {
    let lines = text.text().split('\n');
    let such = lines.clone().filter(|line| is_such(line)).count();
    (text.scalars() > 0).then(|| such as f64 / lines.count() as f64)
}

fn lines(text: &BareText<'_>) -> Duplicates {
    Duplicates::of(text.text().split('\n'))
}

fn against_letters(text: &BareText<'_>, scalars: usize) -> Option<f64> {
    (text.scalars() > 0).then(|| scalars as f64 / text.words().scalars().max(1) as f64)
}

fn top(text: &BareText<'_>, n: usize) -> Option<f64> {
    let run = text.words().top(n)?;
    against_letters(text, run.count * text.words().scalars_of(run.first, n))
}

/// The characters of all runs that are met twice or more against those of all runs, overlaps included.
fn repeated(text: &BareText<'_>, n: usize) -> Option<f64> {
    let words = text.words();
    let (mut repeated, mut all) = (0, 0);
    for run in words.runs(n) {
        let scalars = run.count * words.scalars_of(run.first, n);
        all += scalars;
        repeated += if run.count > 1 { scalars } else { 0 };
    }
    share(repeated, all)
}
