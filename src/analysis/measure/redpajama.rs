//! The quality signals of RedPajama-V2 that need no list and no model: Weber et al., RedPajama, 2024;
//! `app/src/core/quality_signals/`. Values have no thresholds there, and are rounded to eight decimals.
//! Signals of lines are given as the mean, or the sum, over all lines.

use std::sync::LazyLock;

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::bare_text::BareText;
use super::chain::Chain;
use super::characters::{is_space, length, split};
use super::table::{Measure, share};

#[rustfmt::skip] // One line a measure.
pub(super) const MEASURES: &[Measure] = &[
    Measure::of_text("signals@redpajama-2/rps_doc_num_sentences", "stretches up to “.”, “!” or “?”", |text| Some(SENTENCE.find_iter(text.text()).count() as f64)),
    Measure::of_text("signals@redpajama-2/rps_doc_word_count", "normalised words", |text| Some(words(text).len() as f64)),
    Measure::of_text("signals@redpajama-2/rps_doc_mean_word_length", "mean length of normalised words", |text| rounded(share(words(text).scalars(), words(text).len()))),
    Measure::of_text("signals@redpajama-2/rps_doc_symbol_to_word_ratio", "“#”, “...” and “…” to raw words", |text| rounded(share(["#", "...", "…"].iter().map(|sign| text.text().matches(sign).count()).sum(), raw(text)))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_lines_end_with_ellipsis", "share of lines that end in “...” or “…”", |text| rounded(share_of_lines(text, |line| line.ends_with("...") || line.ends_with('…')))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_no_alph_words", "share of raw words without a letter of ASCII", |text| rounded(share(with_letter(text), raw(text)).map(|share| 1.0 - share))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_unique_words", "distinct to all normalised words", |text| rounded(share(words(text).runs(1).len(), words(text).len()))),
    Measure::of_text("signals@redpajama-2/rps_doc_unigram_entropy", "entropy of normalised words, in nats", |text| rounded(entropy(text))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_all_caps_words", "share of raw words in capitals", |text| rounded(share(RAW_WORD.find_iter(text.text()).filter(|word| is_upper(word.as_str())).count(), raw(text)))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_chars_top_2gram", "share of characters in the most frequent two words", |text| rounded(top(text, 2))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_chars_top_3gram", "share of characters in the most frequent three words", |text| rounded(top(text, 3))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_chars_top_4gram", "share of characters in the most frequent four words", |text| rounded(top(text, 4))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_chars_dupe_5grams", "share of characters in five words met twice or more", |text| rounded(repeated(text, 5))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_chars_dupe_6grams", "share of characters in six words met twice or more", |text| rounded(repeated(text, 6))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_chars_dupe_7grams", "share of characters in seven words met twice or more", |text| rounded(repeated(text, 7))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_chars_dupe_8grams", "share of characters in eight words met twice or more", |text| rounded(repeated(text, 8))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_chars_dupe_9grams", "share of characters in nine words met twice or more", |text| rounded(repeated(text, 9))),
    Measure::of_text("signals@redpajama-2/rps_doc_frac_chars_dupe_10grams", "share of characters in ten words met twice or more", |text| rounded(repeated(text, 10))),
    Measure::of_text("signals@redpajama-2/rps_doc_lorem_ipsum", "“lorem ipsum” to normalised characters", |text| rounded(or_zero(text.normalised().text.matches("lorem ipsum").count(), length(&text.normalised().text)))),
    Measure::of_text("signals@redpajama-2/rps_doc_curly_bracket", "“{” and “}” to characters", |text| rounded(or_zero(text.text().matches(['{', '}']).count(), text.scalars()))),
    Measure::of_text("signals@redpajama-2/rps_lines_ending_with_terminal_punctution_mark.mean", "share of lines that end in “.”, “!”, “?” or “”", |text| share_of_lines(text, |line| line.ends_with(['.', '!', '?', '”']))),
    Measure::of_text("signals@redpajama-2/rps_lines_start_with_bulletpoint.mean", "share of lines that start with one of ten bullets", |text| share_of_lines(text, |line| line.trim_start_matches(is_space).starts_with(BULLETS))),
    Measure::of_text("signals@redpajama-2/rps_lines_javascript_counts.sum", "how often “javascript” is a normalised word", |text| Some(split(&text.normalised().text).filter(|&word| word == "javascript").count() as f64)),
];

/// A text in lower case without marks of ASCII, with single spaces and decomposed characters.
#[derive(Debug)]
pub(super) struct Normalised {
    text: String,
    words: Chain,
}

static SENTENCE: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\b[^.!?]+[.!?]*").expect("a valid pattern"));
static RAW_WORD: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"\w+|[^\w\s]+").expect("a valid pattern"));
const BULLETS: [char; 10] = [
    '\u{2022}', '\u{2023}', '\u{25b6}', '\u{25c0}', '\u{25e6}', '\u{25a0}', '\u{25a1}', '\u{25aa}',
    '\u{25ab}', '\u{2013}',
];

impl Normalised {
    pub(super) fn new(text: &str) -> Self {
        let lower = text.replace(|c: char| c.is_ascii_punctuation(), "").to_lowercase();
        let spaced: String = split(&lower).collect::<Vec<_>>().join(" ");
        let text: String = if spaced.is_ascii() { spaced } else { spaced.nfd().collect() };
        let words = Chain::new(split(&text), " ");
        Self { text, words }
    }
}

fn words<'t>(text: &BareText<'t>) -> &'t Chain {
    &text.normalised().words
}

/// The number of raw words: runs of letters, digits and underscores, and runs of other marks.
fn raw(text: &BareText<'_>) -> usize {
    RAW_WORD.find_iter(text.text()).count()
}

fn with_letter(text: &BareText<'_>) -> usize {
    let has_letter = |word: &regex::Match<'_>| word.as_str().contains(|c: char| c.is_ascii_alphabetic());
    RAW_WORD.find_iter(text.text()).filter(has_letter).count()
}

/// Whether a word holds capitals and no small letter.
fn is_upper(word: &str) -> bool {
    word.contains(char::is_uppercase) && !word.contains(char::is_lowercase)
}

/// Lines with what follows the last line feed, if anything does.
fn share_of_lines(text: &BareText<'_>, is_such: impl Fn(&str) -> bool) -> Option<f64> {
    let lines = text.text().split_inclusive('\n').map(|line| line.trim_end_matches(is_space));
    share(lines.clone().filter(|line| is_such(line)).count(), lines.count())
}

fn entropy(text: &BareText<'_>) -> Option<f64> {
    let total = words(text).len() as f64;
    let mut runs = words(text).runs(1);
    runs.sort_unstable_by_key(|run| run.first);
    let part = |count: usize| -(count as f64) / total * (count as f64 / total).ln();
    (!runs.is_empty()).then(|| runs.iter().map(|run| part(run.count)).sum())
}

fn top(text: &BareText<'_>, n: usize) -> Option<f64> {
    match words(text).top(n) {
        Some(run) if run.count > 1 => {
            share(run.count * words(text).scalars_of(run.first, n), words(text).scalars())
        }
        _ => Some(0.0),
    }
}

fn repeated(text: &BareText<'_>, n: usize) -> Option<f64> {
    or_zero(words(text).scalars_in_repeated(n), words(text).scalars())
}

fn or_zero(part: usize, whole: usize) -> Option<f64> {
    Some(share(part, whole).unwrap_or(0.0))
}

/// A value to eight decimals.
fn rounded(value: Option<f64>) -> Option<f64> {
    format!("{:.8}", value?).parse().ok()
}
