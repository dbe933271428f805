//! Choosing and applying fixes.

use crate::diagnostic::{Applicability, Report, apply};
use crate::source::Source;

/// The text of a source with the first fix of each finding applied that is at least as sure as
/// `applicability` asks. Of two that overlap, the earlier is applied.
pub fn fix(source: &Source, report: &Report, applicability: Applicability) -> String {
    let fixes = report.diagnostics.iter().filter_map(|diagnostic| diagnostic.fixes.first());
    apply(source.text(), fixes.filter(|fix| fix.applicability <= applicability))
}
