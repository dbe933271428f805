//! The quality and repetition filters of Gopher as datatrove 0.10.1 has them: Rae et al., Scaling Language
//! Models, 2021, table A1; datatrove, `filters/gopher_quality_filter.py` and `gopher_repetition_filter.py`.
//! Words are tokens, marks included. A duplicate is the second or a later copy; characters are counted
//! against the whole text.

use std::sync::LazyLock;

use regex::Regex;

use super::bare_text::BareText;
use super::characters::{is_alpha, is_space, length, split_lines, strip};
use super::duplicates::Duplicates;
use super::marks::is_punctuation;
use super::table::{Measure, share};

#[rustfmt::skip] // One line a measure.
pub(super) const MEASURES: &[Measure] = &[
    Measure::of_text("gopher@datatrove-0.10.1/doc_words", "tokens that are not all marks", |text| Some(words(text).count() as f64)),
    Measure::of_text("gopher@datatrove-0.10.1/avg_word_length", "mean length of tokens that are not all marks", mean_word_length),
    Measure::of_text("gopher@datatrove-0.10.1/hash_word_ratio", "“#” to tokens", |text| signs_to_tokens(text, &["#"])),
    Measure::of_text("gopher@datatrove-0.10.1/ellipsis_word_ratio", "“...” and “…” to tokens", |text| signs_to_tokens(text, &["...", "…"])),
    Measure::of_text("gopher@datatrove-0.10.1/bullet_lines_ratio", "share of lines that start with “•” or “-”", |text| share_of_lines(text, |line| line.trim_start_matches(is_space).starts_with(['•', '-']))),
    Measure::of_text("gopher@datatrove-0.10.1/ellipsis_lines_ratio", "share of lines that end in “...” or “…”", |text| share_of_lines(text, ends_in_ellipsis)),
    Measure::of_text("gopher@datatrove-0.10.1/alpha_words_ratio", "share of tokens that hold a letter", |text| share(text.tokens().iter().filter(|token| token.contains(is_alpha)).count(), text.tokens().len())),
    Measure::of_text("gopher@datatrove-0.10.1/stop_words", "how many of eight common words are there", |text| Some(STOP_WORDS.iter().filter(|word| text.tokens().iter().any(|token| token == **word)).count() as f64)),
    Measure::of_text("gopher@datatrove-0.10.1/chars", "characters", |text| Some(text.scalars() as f64)),
    Measure::of_text("gopher@datatrove-0.10.1/dup_para_frac", "share of paragraphs that are copies", |text| paragraphs(text).and_then(|found| share(found.copies.0, found.pieces))),
    Measure::of_text("gopher@datatrove-0.10.1/dup_para_char_frac", "share of characters in paragraphs that are copies", |text| share(paragraphs(text)?.copies.1, text.scalars())),
    Measure::of_text("gopher@datatrove-0.10.1/dup_line_frac", "share of lines that are copies", |text| lines(text).and_then(|found| share(found.copies.0, found.pieces))),
    Measure::of_text("gopher@datatrove-0.10.1/dup_line_char_frac", "share of characters in lines that are copies", |text| share(lines(text)?.copies.1, text.scalars())),
    Measure::of_text("gopher@datatrove-0.10.1/top_2_gram", "share of characters in the most frequent two tokens", |text| top(text, 2)),
    Measure::of_text("gopher@datatrove-0.10.1/top_3_gram", "share of characters in the most frequent three tokens", |text| top(text, 3)),
    Measure::of_text("gopher@datatrove-0.10.1/top_4_gram", "share of characters in the most frequent four tokens", |text| top(text, 4)),
    Measure::of_text("gopher@datatrove-0.10.1/duplicated_5_n_grams", "share of characters in five tokens met before", |text| again(text, 5)),
    Measure::of_text("gopher@datatrove-0.10.1/duplicated_6_n_grams", "share of characters in six tokens met before", |text| again(text, 6)),
    Measure::of_text("gopher@datatrove-0.10.1/duplicated_7_n_grams", "share of characters in seven tokens met before", |text| again(text, 7)),
    Measure::of_text("gopher@datatrove-0.10.1/duplicated_8_n_grams", "share of characters in eight tokens met before", |text| again(text, 8)),
    Measure::of_text("gopher@datatrove-0.10.1/duplicated_9_n_grams", "share of characters in nine tokens met before", |text| again(text, 9)),
    Measure::of_text("gopher@datatrove-0.10.1/duplicated_10_n_grams", "share of characters in ten tokens met before", |text| again(text, 10)),
];

/// In the case in which they are written here.
pub(super) const STOP_WORDS: [&str; 8] = ["the", "be", "to", "of", "and", "that", "have", "with"];

fn words<'t>(text: &BareText<'t>) -> impl Iterator<Item = &'t str> {
    text.tokens().iter().filter(|token| token.contains(|c| !is_punctuation(c)))
}

fn mean_word_length(text: &BareText<'_>) -> Option<f64> {
    share(words(text).map(length).sum(), words(text).count())
}

fn signs_to_tokens(text: &BareText<'_>, signs: &[&str]) -> Option<f64> {
    let count = signs.iter().map(|sign| text.text().matches(sign).count()).sum();
    share(count, text.tokens().len())
}

fn share_of_lines(text: &BareText<'_>, is_such: impl Fn(&str) -> bool) -> Option<f64> {
    let (mut such, mut all) = (0, 0);
    for line in split_lines(text.text()) {
        all += 1;
        such += usize::from(is_such(line));
    }
    share(such, all)
}

fn ends_in_ellipsis(line: &str) -> bool {
    let line = line.trim_end_matches(is_space);
    line.ends_with("...") || line.ends_with('…')
}

/// The paragraphs of the text without the white space around it; none where there is no text.
fn paragraphs(text: &BareText<'_>) -> Option<Duplicates> {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\n{2,}").expect("a valid pattern"));
    (text.scalars() > 0).then(|| Duplicates::of(BETWEEN.split(strip(text.text()))))
}

/// The lines of the text as it is, so that an end at its end starts a further one.
fn lines(text: &BareText<'_>) -> Option<Duplicates> {
    static BETWEEN: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\n+").expect("a valid pattern"));
    (text.scalars() > 0).then(|| Duplicates::of(BETWEEN.split(text.text())))
}

fn top(text: &BareText<'_>, n: usize) -> Option<f64> {
    let chain = text.tokens();
    let run = chain.top(n)?;
    share((chain.scalars_of(run.first, n) + n - 1) * run.count, text.scalars())
}

fn again(text: &BareText<'_>, n: usize) -> Option<f64> {
    share(text.joined_tokens().scalars_met_again(n), text.scalars())
}
