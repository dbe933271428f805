//! RefinedWeb as DCLM rebuilt it, commit 361714d: Penedo et al., The RefinedWeb Dataset, 2023; Li et al.,
//! DataComp-LM, 2024; `baselines/mappers/filters/content_filters.py` and `modifiers.py`, with the settings of
//! `dclm_baseline_refinedweb.yaml`. Runs of words are of Unicode's words, marks apart; duplicates are all
//! copies; of equally frequent runs the longest counts.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::{Regex, RegexBuilder};

use super::bare_text::BareText;
use super::characters::{is_alnum, is_alpha, is_space, length, split, strip};
use super::duplicates::Duplicates;
use super::gopher::STOP_WORDS;
use super::table::{Measure, share};

#[rustfmt::skip] // One line a measure.
pub(super) const MEASURES: &[Measure] = &[
    Measure::of_text("refinedweb@dclm-361714d/page_length", "words between white space that start with a letter or digit", |text| Some(count_words(text.text()) as f64)),
    Measure::of_text("refinedweb@dclm-361714d/word_length", "mean length of words between white space", |text| share(text.words().scalars(), text.words().len())),
    Measure::of_text("refinedweb@dclm-361714d/symbol_ratio", "“#”, “...”, “. . .” and “…” to words", |text| share(SYMBOLS.iter().map(|sign| text.text().matches(sign).count()).sum(), text.words().len())),
    Measure::of_text("refinedweb@dclm-361714d/bullet_ratio", "share of lines that start with “●”, “•”, “*” or “-”", |text| share_of_lines(text, |line| line.starts_with(['●', '•', '*', '-']))),
    Measure::of_text("refinedweb@dclm-361714d/ellipsis_ratio", "share of lines that end in “...”, “. . .” or “…”", |text| share_of_lines(text, |line| SYMBOLS[1..].iter().any(|sign| line.ends_with(sign)))),
    Measure::of_text("refinedweb@dclm-361714d/non_alphabetic_word_ratio", "share of words that hold no letter", |text| share(split(text.text()).filter(|word| !word.contains(is_alpha)).count(), text.words().len())),
    Measure::of_text("refinedweb@dclm-361714d/stop_words", "how often eight common words are there, in any case", |text| Some(split(text.text()).filter(|word| STOP_WORDS.contains(&word.to_lowercase().as_str())).count() as f64)),
    Measure::of_text("refinedweb@dclm-361714d/line_repetition", "share of lines that are met twice or more", |text| segments(text, "\n").map(|(found, _)| found.all.0 as f64 / found.pieces as f64)),
    Measure::of_text("refinedweb@dclm-361714d/line_char_repetition", "share of characters in such lines", |text| segments(text, "\n").map(|(found, scalars)| found.all.1 as f64 / scalars as f64)),
    Measure::of_text("refinedweb@dclm-361714d/paragraph_repetition", "share of paragraphs that are met twice or more", |text| segments(text, "\n\n").map(|(found, _)| found.all.0 as f64 / found.pieces as f64)),
    Measure::of_text("refinedweb@dclm-361714d/paragraph_char_repetition", "share of characters in such paragraphs", |text| segments(text, "\n\n").map(|(found, scalars)| found.all.1 as f64 / scalars as f64)),
    Measure::of_text("refinedweb@dclm-361714d/top_2_gram", "share of characters in the most frequent two words", |text| top(text, 2)),
    Measure::of_text("refinedweb@dclm-361714d/top_3_gram", "share of characters in the most frequent three words", |text| top(text, 3)),
    Measure::of_text("refinedweb@dclm-361714d/top_4_gram", "share of characters in the most frequent four words", |text| top(text, 4)),
    Measure::of_text("refinedweb@dclm-361714d/repeated_5_grams", "share of characters in five words met twice or more", |text| repeated(text, 5)),
    Measure::of_text("refinedweb@dclm-361714d/repeated_6_grams", "share of characters in six words met twice or more", |text| repeated(text, 6)),
    Measure::of_text("refinedweb@dclm-361714d/repeated_7_grams", "share of characters in seven words met twice or more", |text| repeated(text, 7)),
    Measure::of_text("refinedweb@dclm-361714d/repeated_8_grams", "share of characters in eight words met twice or more", |text| repeated(text, 8)),
    Measure::of_text("refinedweb@dclm-361714d/repeated_9_grams", "share of characters in nine words met twice or more", |text| repeated(text, 9)),
    Measure::of_text("refinedweb@dclm-361714d/repeated_10_grams", "share of characters in ten words met twice or more", |text| repeated(text, 10)),
    Measure::of_text("refinedweb@dclm-361714d/word_removal_ratio", "share of words that the edits of lines remove", |text| removed(text.text())),
];

const SYMBOLS: [&str; 4] = ["#", "...", ". . .", "…"];

/// Lines with a greater share of capitals go.
const MOST_CAPITALS: f64 = 0.5;
/// Lines with a greater share of digits go.
const MOST_DIGITS: f64 = 0.999_999;
/// Lines of one word go.
const FEWEST_WORDS: usize = 2;
/// Stock phrases are cut out of lines of so many words at most.
const SHORT_LINE: usize = 10;

/// The words that fastText's tokenizer sees, marks apart: it knows the white space of ASCII only.
fn count_words(text: &str) -> usize {
    let words = text.split([' ', '\t', '\n', '\r', '\x0b', '\x0c', '\0']);
    words.filter(|word| word.starts_with(is_alnum)).count()
}

fn share_of_lines(text: &BareText<'_>, is_such: impl Fn(&str) -> bool) -> Option<f64> {
    let lines = text.text().split('\n').map(strip).filter(|line| !line.is_empty());
    let such = lines.clone().filter(|line| is_such(line)).count();
    share(such, lines.count())
}

/// The duplicates among the lines or paragraphs, and the characters of all; a single one repeats nothing.
fn segments(text: &BareText<'_>, end: &str) -> Option<(Duplicates, usize)> {
    let segments = text.text().split(end).map(strip).filter(|segment| !segment.is_empty());
    let found = Duplicates::of(segments.clone());
    (found.pieces > 0).then(|| (found, segments.map(length).sum()))
}

fn top(text: &BareText<'_>, n: usize) -> Option<f64> {
    let words = text.segments();
    let longest = words.runs(n).into_iter().map(|run| (run.count, words.scalars_of(run.first, n))).max()?;
    match longest {
        (1, _) => Some(0.0),
        (count, scalars) => share(count * scalars, words.scalars()),
    }
}

fn repeated(text: &BareText<'_>, n: usize) -> Option<f64> {
    let words = text.segments();
    share(words.scalars_in_repeated(n), words.scalars())
}

/// What the edits of lines, one after the other, do to the number of words.
fn removed(text: &str) -> Option<f64> {
    static COUNTER: LazyLock<Regex> = LazyLock::new(|| {
        let nouns = "likes|shares|comments|retweets|reposts|quotes|bookmarks|upvotes|downvotes|downloads|views|followers";
        Regex::new(&format!(r"^\W*\d(?:,|\.|\d)*(?:K|k|M|m|B|b)?\s+(?:{nouns})\W*$"))
            .expect("a valid pattern")
    });
    // The stops of “Read more...” stand for any character there.
    static PHRASES: LazyLock<[Regex; 3]> = LazyLock::new(|| {
        [r"\s?(?:items in cart)", r"\s?(?:read more...)$", r"^(?:sign-in)\s?"]
            .map(|phrase| RegexBuilder::new(phrase).case_insensitive(true).build().expect("a valid pattern"))
    });
    let before = count_words(text);
    let mut lines: Vec<Cow<'_, str>> = text.split('\n').map(Cow::Borrowed).collect();
    let share_above = |line: &str, most: f64, is_such: fn(char) -> bool| {
        !line.is_empty() && line.chars().filter(|&c| is_such(c)).count() as f64 / length(line) as f64 > most
    };
    retain(&mut lines, |line| !share_above(line, MOST_CAPITALS, char::is_uppercase));
    retain(&mut lines, |line| !share_above(line, MOST_DIGITS, |c| c.is_numeric()));
    retain(&mut lines, |line| !COUNTER.is_match(&line.to_lowercase()));
    lines.retain(|line| line.is_empty() || split(line).count() >= FEWEST_WORDS);
    for phrase in &*PHRASES {
        let edit = |line: Cow<'_, str>| -> Option<String> {
            if split(&line).count() > SHORT_LINE {
                return Some(line.into_owned());
            }
            let edited = phrase.replace_all(&line, "").into_owned();
            (line.is_empty() || edited.contains(|c| !is_space(c))).then_some(edited)
        };
        lines = lines.into_iter().filter_map(edit).map(Cow::Owned).collect();
        trim(&mut lines);
    }
    (before > 0).then(|| {
        let after: usize = lines.iter().map(|line| count_words(line)).sum();
        (before as f64 - after as f64) / before as f64
    })
}

fn retain(lines: &mut Vec<Cow<'_, str>>, keep: impl Fn(&str) -> bool) {
    lines.retain(|line| keep(line));
    trim(lines);
}

/// Takes the white space from both ends of the lines, as one text.
fn trim(lines: &mut Vec<Cow<'_, str>>) {
    let is_blank = |line: &Cow<'_, str>| strip(line).is_empty();
    lines.truncate(lines.iter().rposition(|line| !is_blank(line)).map_or(0, |last| last + 1));
    let blank = lines.iter().take_while(|line| is_blank(line)).count();
    lines.drain(..blank);
    if let Some(first) = lines.first_mut() {
        *first = Cow::Owned(first.trim_start_matches(is_space).to_owned());
    }
    if let Some(last) = lines.last_mut() {
        *last = Cow::Owned(last.trim_end_matches(is_space).to_owned());
    }
}
