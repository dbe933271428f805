//! What CCNet knows of a document without a model: Wenzek et al., CCNet, 2020; `cc_net/dedup.py` and
//! `text_normalizer.py`, commit bda555b. Lines that are the same in their normal form are kept once; here
//! within one document, where CCNet looks at a shard of the web.

use rustc_hash::FxHashSet;

use super::bare_text::BareText;
use super::characters::{length, strip};
use super::table::Measure;

#[rustfmt::skip] // One line a measure.
pub(super) const MEASURES: &[Measure] = &[
    Measure::of_text("ccnet@bda555b/original_length", "characters", |text| Some(text.scalars() as f64)),
    Measure::of_text("ccnet@bda555b/original_nlines", "lines", |text| Some(text.text().split('\n').count() as f64)),
    Measure::of_text("ccnet@bda555b/length", "characters of the lines that are kept once", |text| Some(kept(text).1 as f64)),
    Measure::of_text("ccnet@bda555b/nlines", "lines that are kept once", |text| Some(kept(text).0 as f64)),
];

/// The lines that are kept, and their characters with a line feed between them.
fn kept(text: &BareText<'_>) -> (usize, usize) {
    let mut seen: FxHashSet<String> = FxHashSet::default();
    let (mut lines, mut scalars) = (0, 0);
    for line in text.text().split('\n') {
        if seen.insert(normal_form(line)) {
            lines += 1;
            scalars += length(line);
        }
    }
    (lines, scalars + lines.saturating_sub(1))
}

/// A line in lower case, with 0 for each digit, without control characters and marks beyond ASCII.
fn normal_form(line: &str) -> String {
    let lower = strip(line).to_lowercase();
    let zeros = lower.chars().map(|c| if is_digit(c) { '0' } else { c });
    zeros.filter(|&c| !c.is_control() && !MARKS.contains(c)).collect()
}

fn is_digit(c: char) -> bool {
    use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
    c.is_ascii_digit() || !c.is_ascii() && c.general_category() == GeneralCategory::DecimalNumber
}

const MARKS: &str = "，。、„”“«»１」「《》´∶：？！（）；–—．～’…━〈〉【】％►";
