//! One pass of fixes, unseen: what a caller wants who checks again by itself.

use crate::diagnostic::{Applicability, Report};
use crate::edits::apply;
use crate::source::Source;

/// The text of a source with the first fix of each finding applied that is at least as sure as
/// `applicability` asks. Of two that overlap, the earlier is applied. [`mend`](crate::mend) also holds the text that
/// comes of it against the rules, and mends on until nothing is left to mend.
pub fn fix(source: &Source, report: &Report, applicability: Applicability) -> String {
    let fixes = report.diagnostics.iter().filter_map(|diagnostic| diagnostic.fixes.first());
    apply(source.text(), fixes.filter(|fix| fix.applicability <= applicability))
}
