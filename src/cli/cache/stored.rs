//! Reports as bytes and back. What is read was perhaps written by others: whatever does not fit its text is no report.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{
    Applicability, Beyond, Contribution, Diagnostic, Edit, Fix, Label, Report, RuleId, Score, Severity,
};
use crate::source::Span;

/// The bytes of a report.
pub(super) fn to_bytes(report: &Report) -> Vec<u8> {
    postcard::to_allocvec(&StoredReport::from(report)).expect("a report holds nothing that cannot be written")
}

/// The report that these bytes hold, if it is one of a text.
pub(super) fn from_bytes(bytes: &[u8], text: &str) -> Option<Report> {
    let stored: StoredReport = postcard::from_bytes(bytes).ok()?;
    let report = stored.read()?;
    let is_countable = |beyond: &Beyond| is_within(beyond.first, text) && beyond.weight.is_finite();
    let fits_all = report.diagnostics.iter().chain(&report.suppressed).all(|found| fits(found, text))
        && report.beyond.iter().all(is_countable);
    fits_all.then_some(report)
}

/// Whether all places of a finding lie in the text.
fn fits(diagnostic: &Diagnostic, text: &str) -> bool {
    let labels = diagnostic.labels.iter().map(|label| label.span);
    let edits = diagnostic.fixes.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
    let mut spans = std::iter::once(diagnostic.span).chain(labels).chain(edits);
    spans.all(|span| is_within(span, text)) && diagnostic.weight.is_finite()
}

fn is_within(span: Span, text: &str) -> bool {
    text.get(span.start..span.end).is_some()
}

#[derive(Serialize, Deserialize)]
struct StoredReport {
    diagnostics: Vec<StoredDiagnostic>,
    suppressed: Vec<StoredDiagnostic>,
    score: (f64, f64, Vec<(String, usize, f64)>),
    words: usize,
    beyond: Vec<StoredBeyond>,
}

#[derive(Serialize, Deserialize)]
struct StoredBeyond {
    rule: String,
    /// Its place among all severities.
    severity: u8,
    weight: f64,
    first: (usize, usize),
    count: usize,
}

#[derive(Serialize, Deserialize)]
struct StoredDiagnostic {
    rule: String,
    /// Its place among all severities.
    severity: u8,
    message: String,
    span: (usize, usize),
    label: Option<String>,
    labels: Vec<((usize, usize), String)>,
    help: Option<String>,
    fixes: Vec<StoredFix>,
    weight: f64,
}

#[derive(Serialize, Deserialize)]
struct StoredFix {
    message: String,
    safe: bool,
    edits: Vec<((usize, usize), String)>,
}

impl From<&Report> for StoredReport {
    fn from(report: &Report) -> Self {
        let Report { diagnostics, score, suppressed, words, beyond } = report;
        let Score { spam, quality, contributions } = score;
        let contribution =
            |Contribution { rule, count, points }: &Contribution| (rule.to_string(), *count, *points);
        Self {
            diagnostics: diagnostics.iter().map(StoredDiagnostic::from).collect(),
            suppressed: suppressed.iter().map(StoredDiagnostic::from).collect(),
            score: (*spam, *quality, contributions.iter().map(contribution).collect()),
            words: *words,
            beyond: beyond.iter().map(StoredBeyond::from).collect(),
        }
    }
}

impl From<&Beyond> for StoredBeyond {
    fn from(beyond: &Beyond) -> Self {
        let Beyond { rule, severity, weight, first, count } = beyond;
        Self {
            rule: rule.to_string(),
            severity: place_of(*severity),
            weight: *weight,
            first: (first.start, first.end),
            count: *count,
        }
    }
}

/// The place of a severity among all.
fn place_of(severity: Severity) -> u8 {
    let place = Severity::ALL.iter().position(|&known| known == severity).unwrap_or_default();
    u8::try_from(place).expect("there are three")
}

impl From<&Diagnostic> for StoredDiagnostic {
    fn from(diagnostic: &Diagnostic) -> Self {
        let Diagnostic { rule, severity, message, span, label, labels, help, fixes, weight } = diagnostic;
        Self {
            rule: rule.to_string(),
            severity: place_of(*severity),
            message: message.clone(),
            span: (span.start, span.end),
            label: label.clone(),
            labels: labels
                .iter()
                .map(|Label { span, message }| ((span.start, span.end), message.clone()))
                .collect(),
            help: help.clone(),
            fixes: fixes.iter().map(StoredFix::from).collect(),
            weight: *weight,
        }
    }
}

impl From<&Fix> for StoredFix {
    fn from(fix: &Fix) -> Self {
        let Fix { message, applicability, edits } = fix;
        let edit = |Edit { span, replacement }: &Edit| ((span.start, span.end), replacement.clone());
        Self {
            message: message.clone(),
            safe: *applicability == Applicability::Safe,
            edits: edits.iter().map(edit).collect(),
        }
    }
}

impl StoredReport {
    fn read(self) -> Option<Report> {
        let (spam, quality, contributions) = self.score;
        let contribution = |(rule, count, points): (String, _, _)| {
            Some(Contribution { rule: RuleId::new(&rule)?, count, points })
        };
        Some(Report {
            diagnostics: self.diagnostics.into_iter().map(StoredDiagnostic::read).collect::<Option<_>>()?,
            suppressed: self.suppressed.into_iter().map(StoredDiagnostic::read).collect::<Option<_>>()?,
            score: Score {
                spam,
                quality,
                contributions: contributions.into_iter().map(contribution).collect::<Option<_>>()?,
            },
            words: self.words,
            beyond: self.beyond.into_iter().map(StoredBeyond::read).collect::<Option<_>>()?,
        })
    }
}

impl StoredBeyond {
    fn read(self) -> Option<Beyond> {
        Some(Beyond {
            rule: RuleId::new(&self.rule)?,
            severity: *Severity::ALL.get(usize::from(self.severity))?,
            weight: self.weight,
            first: span(self.first)?,
            count: self.count,
        })
    }
}

impl StoredDiagnostic {
    fn read(self) -> Option<Diagnostic> {
        let labels =
            self.labels.into_iter().map(|(place, message)| Some(Label { span: span(place)?, message }));
        Some(Diagnostic {
            rule: RuleId::new(&self.rule)?,
            severity: *Severity::ALL.get(usize::from(self.severity))?,
            message: self.message,
            span: span(self.span)?,
            label: self.label,
            labels: labels.collect::<Option<_>>()?,
            help: self.help,
            fixes: self.fixes.into_iter().map(StoredFix::read).collect::<Option<_>>()?,
            weight: self.weight,
        })
    }
}

impl StoredFix {
    fn read(self) -> Option<Fix> {
        let edit = |(place, replacement)| Some(Edit { span: span(place)?, replacement });
        Some(Fix {
            message: self.message,
            applicability: if self.safe { Applicability::Safe } else { Applicability::Suggested },
            edits: self.edits.into_iter().map(edit).collect::<Option<_>>()?,
        })
    }
}

/// A span, unless its ends are turned about.
fn span((start, end): (usize, usize)) -> Option<Span> {
    (start <= end).then(|| Span::new(start, end))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{RuleSet, Source, check};

    const TEXT: &str = "“The plan is sound,’ she said; the the commitee met. Visit Here: ferrydeals24\n\n\
                        <!-- prosec: allow spelling -- quoted -->\nWe recieve guests, Mayor Ana Ruiz and Mayor Ana Ruiz.\n";

    fn report() -> Report {
        check(&Source::new("a.md", TEXT), &RuleSet::builtin())
    }

    #[test]
    fn a_report_comes_back_as_it_was() {
        let report = report();
        assert!(report.diagnostics.len() > 3 && !report.suppressed.is_empty(), "{report:#?}");
        assert_eq!(from_bytes(&to_bytes(&report), TEXT), Some(report));
    }

    #[test]
    fn a_report_of_another_text_is_none() {
        let bytes = to_bytes(&report());
        assert_eq!(from_bytes(&bytes, "short"), None);
        assert_eq!(from_bytes(&bytes[..bytes.len() / 2], TEXT), None);
    }

    #[test]
    fn bytes_of_others_never_panic_and_never_point_outside_of_the_text() {
        let bytes = to_bytes(&report());
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let spoilt = (0..bytes.len(), any::<u8>());
        let done = runner.run(&spoilt, |(at, byte)| {
            let mut bytes = bytes.clone();
            bytes[at] = byte;
            if let Some(report) = from_bytes(&bytes, TEXT) {
                for found in &report.diagnostics {
                    prop_assert!(TEXT.get(found.span.range()).is_some());
                }
            }
            Ok(())
        });
        assert_eq!(done, Ok(()));
    }
}
