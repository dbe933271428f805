//! The quality filter of FineWeb as datatrove 0.10.1 has it: Penedo et al., The FineWeb Datasets, 2024;
//! datatrove, `filters/fineweb_quality_filter.py`. Lines are what stands between line feeds, blank ones
//! aside, with the white space at their ends.

use super::bare_text::BareText;
use super::characters::{length, strip};
use super::duplicates::Duplicates;
use super::marks::is_terminal;
use super::table::{Measure, share};

#[rustfmt::skip] // One line a measure.
pub(super) const MEASURES: &[Measure] = &[
    Measure::of_text("fineweb@datatrove-0.10.1/lines", "lines that are not blank", |text| Some(lines(text).count() as f64)),
    Measure::of_text("fineweb@datatrove-0.10.1/line_punct_ratio", "share of lines that end in a mark that ends a sentence", |text| share(lines(text).filter(|line| line.ends_with(is_terminal)).count(), lines(text).count())),
    Measure::of_text("fineweb@datatrove-0.10.1/short_line_ratio", "share of lines of 30 characters or fewer", |text| share(lines(text).filter(|line| length(line) <= SHORT).count(), lines(text).count())),
    Measure::of_text("fineweb@datatrove-0.10.1/char_dup_ratio", "share of characters in lines that are copies", |text| share(Duplicates::of(lines(text)).copies.1, text.scalars() - line_feeds(text))),
    Measure::of_text("fineweb@datatrove-0.10.1/list_ratio", "line feeds to tokens", |text| share(line_feeds(text), text.tokens().len())),
];

const SHORT: usize = 30;

fn lines<'t>(text: &BareText<'t>) -> impl Iterator<Item = &'t str> {
    text.text().split('\n').filter(|line| !strip(line).is_empty())
}

fn line_feeds(text: &BareText<'_>) -> usize {
    text.text().bytes().filter(|&byte| byte == b'\n').count()
}
