//! The filters of C4 as datatrove 0.10.1 has them: Raffel et al., Exploring the Limits of Transfer Learning,
//! 2020; datatrove, `filters/c4_filters.py`. Lines are dropped one by one, and what is kept is counted; a
//! placeholder text or a brace in a line that came so far drops the document. FineWeb keeps lines whatever
//! they end in: `c4-fineweb`.

use std::sync::LazyLock;

use regex::Regex;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

use super::bare_text::{BareText, tokens};
use super::characters::{length, split, split_lines, strip};
use super::table::Measure;

#[rustfmt::skip] // One line a measure.
pub(super) const MEASURES: &[Measure] = &[
    Measure::of_text("c4@datatrove-0.10.1/lorem_ipsum", "1 if a line with “lorem ipsum” drops the document", |text| flag(&C4.walk(text), Stop::LoremIpsum)),
    Measure::of_text("c4@datatrove-0.10.1/curly_bracket", "1 if a line with “{” drops the document", |text| flag(&C4.walk(text), Stop::CurlyBracket)),
    Measure::of_text("c4@datatrove-0.10.1/num_sentences", "sentences of the lines that are kept", |text| Some(C4.walk(text).sentences as f64)),
    Measure::of_text("c4@datatrove-0.10.1/kept_lines", "lines that are kept", |text| Some(C4.walk(text).lines as f64)),
    Measure::of_text("c4@datatrove-0.10.1/kept_chars", "characters of the lines that are kept", |text| Some(C4.walk(text).scalars as f64)),
    Measure::of_text("c4-fineweb@datatrove-0.10.1/lorem_ipsum", "1 if a line with “lorem ipsum” drops the document", |text| flag(&FINEWEB.walk(text), Stop::LoremIpsum)),
    Measure::of_text("c4-fineweb@datatrove-0.10.1/curly_bracket", "1 if a line with “{” drops the document", |text| flag(&FINEWEB.walk(text), Stop::CurlyBracket)),
    Measure::of_text("c4-fineweb@datatrove-0.10.1/num_sentences", "sentences of the lines that are kept", |text| Some(FINEWEB.walk(text).sentences as f64)),
    Measure::of_text("c4-fineweb@datatrove-0.10.1/kept_lines", "lines that are kept", |text| Some(FINEWEB.walk(text).lines as f64)),
    Measure::of_text("c4-fineweb@datatrove-0.10.1/kept_chars", "characters of the lines that are kept", |text| Some(FINEWEB.walk(text).scalars as f64)),
    Measure::of_text("c4-paragraphs@datatrove-0.10.1/third_line", "length of the third longest line; 0 if there are fewer", |text| Some(third_longest_line(text) as f64)),
];

/// How lines are chosen.
struct Filter {
    /// Whether a line must end in a mark that ends a sentence.
    needs_final_mark: bool,
}

const C4: Filter = Filter { needs_final_mark: true };
const FINEWEB: Filter = Filter { needs_final_mark: false };

/// What drops a document at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stop {
    LoremIpsum,
    CurlyBracket,
}

/// What is kept of a document.
#[derive(Clone, Copy, Debug, Default)]
struct Kept {
    stop: Option<Stop>,
    lines: usize,
    scalars: usize,
    sentences: usize,
}

const LONGEST_WORD: usize = 1000;
const FEWEST_WORDS: usize = 3;
const POLICIES: [&str; 6] =
    ["terms of use", "privacy policy", "cookie policy", "uses cookies", "use of cookies", "use cookies"];

impl Filter {
    fn walk(&self, text: &BareText<'_>) -> Kept {
        static CITATION: LazyLock<Regex> =
            LazyLock::new(|| Regex::new(r"\[\d*\]|\[edit\]|\[citation needed\]").expect("a valid pattern"));
        let mut kept = Kept::default();
        let mut lines: Vec<String> = Vec::new();
        for line in split_lines(text.text()).map(strip) {
            if split(line).any(|word| length(word) > LONGEST_WORD) {
                continue;
            }
            let words = split(line).count();
            let line = CITATION.replace_all(line, "");
            let has_final_mark = line.ends_with(['.', '?', '!', '"', '\'']) && !line.ends_with("...");
            if self.needs_final_mark && !has_final_mark || words < FEWEST_WORDS {
                continue;
            }
            let lower = line.to_lowercase();
            if lower.contains("lorem ipsum") {
                kept.stop = Some(Stop::LoremIpsum);
                break;
            }
            if lower.contains("javascript") {
                continue;
            }
            if line.contains('{') {
                kept.stop = Some(Stop::CurlyBracket);
                break;
            }
            if POLICIES.iter().any(|policy| lower.contains(policy)) {
                continue;
            }
            kept.sentences += count_sentences(&tokens(&line)).max(1);
            lines.push(line.into_owned());
        }
        kept.lines = lines.len();
        kept.scalars = length(strip(&lines.join("\n")));
        kept
    }
}

/// The sentences that spaCy's rule of thumb sees: one ends with a mark, and the next starts with the first
/// token after it that is no mark.
pub fn count_sentences(tokens: &[&str]) -> usize {
    let is_mark =
        |token: &str| token.chars().all(|c| c.general_category_group() == GeneralCategoryGroup::Punctuation);
    let ends = |token: &str| {
        let mut characters = token.chars();
        characters.next().is_some_and(super::marks::is_sentence_end) && characters.next().is_none()
    };
    let mut sentences = usize::from(!tokens.is_empty());
    let mut ended = false;
    for token in tokens {
        if ends(token) {
            ended = true;
        } else if ended && !is_mark(token) {
            sentences += 1;
            ended = false;
        }
    }
    sentences
}

fn flag(kept: &Kept, stop: Stop) -> Option<f64> {
    Some(f64::from(u8::from(kept.stop == Some(stop))))
}

fn third_longest_line(text: &BareText<'_>) -> usize {
    let mut longest = [0; 3];
    for mut next in text.text().split('\n').map(length) {
        for place in &mut longest {
            if next > *place {
                std::mem::swap(place, &mut next);
            }
        }
    }
    longest[2]
}
