//! The table of all measures. A further one is one line in the file of its source.
//!
//! The name of a measure that several sources define differently says whose it is, `FILTER@SOURCE-VERSION/NAME`,
//! and `NAME` is what that source calls it: `gopher@datatrove-0.10.1/dup_line_frac` counts second and later
//! copies, `gopher@dolma-1.5/fraction_of_duplicate_lines` counts all of them. prosec's own have plain names.

use super::bare_text::BareText;
use super::{c4, ccnet, dolma, fineweb, gopher, ratios, readability, redpajama, refinedweb};
use crate::analysis::Analysis;

/// A quantity of a document.
#[derive(Clone, Copy, Debug)]
pub struct Measure {
    /// Its name.
    pub name: &'static str,
    /// What it is, in a few words.
    pub summary: &'static str,
    formula: Formula,
}

/// How a measure is taken; there is no value where its formula would divide by nothing.
#[derive(Clone, Copy, Debug)]
enum Formula {
    Document(fn(&Analysis<'_>) -> Option<f64>),
    Text(fn(&BareText<'_>) -> Option<f64>),
}

/// The measures by source, in the order in which they are shown.
const TABLES: [&[Measure]; 9] = [
    readability::MEASURES,
    ratios::MEASURES,
    gopher::MEASURES,
    c4::MEASURES,
    fineweb::MEASURES,
    dolma::MEASURES,
    refinedweb::MEASURES,
    redpajama::MEASURES,
    ccnet::MEASURES,
];

/// All measures.
pub fn measures() -> impl Iterator<Item = &'static Measure> {
    TABLES.into_iter().flatten()
}

/// The measure of this name.
pub fn measure(name: &str) -> Option<&'static Measure> {
    measures().find(|measure| measure.name == name)
}

impl Measure {
    /// A measure of a document as prosec reads it.
    pub(super) const fn of_document(
        name: &'static str,
        summary: &'static str,
        formula: fn(&Analysis<'_>) -> Option<f64>,
    ) -> Self {
        Self { name, summary, formula: Formula::Document(formula) }
    }

    /// A measure of a document's bare text.
    pub(super) const fn of_text(
        name: &'static str,
        summary: &'static str,
        formula: fn(&BareText<'_>) -> Option<f64>,
    ) -> Self {
        Self { name, summary, formula: Formula::Text(formula) }
    }

    /// Its value for a document; none where it has none, as the mean length of no words.
    pub fn value(&self, analysis: &Analysis<'_>) -> Option<f64> {
        let value = match self.formula {
            Formula::Document(formula) => formula(analysis),
            Formula::Text(formula) => formula(&analysis.bare_text()),
        };
        value.filter(|value| value.is_finite())
    }

    /// Its value for a bare text, if it is a measure of such.
    pub fn value_of_text(&self, text: &BareText<'_>) -> Option<f64> {
        match self.formula {
            Formula::Document(_) => None,
            Formula::Text(formula) => formula(text).filter(|value| value.is_finite()),
        }
    }
}

/// A share; none of nothing.
pub(super) fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}
