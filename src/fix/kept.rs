//! Findings that a text may have because it had them before: by rule and by place, carried along with the text.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::diagnostic::{Diagnostic, RuleId};
use crate::edits::Shift;
use crate::source::Span;

/// Findings by rule and place.
#[derive(Clone, Debug, Default)]
pub(super) struct Kept {
    findings: FxHashSet<(RuleId, Span)>,
}

impl Kept {
    pub(super) fn of<'d>(findings: impl IntoIterator<Item = &'d Diagnostic>) -> Self {
        let mut kept = Self::default();
        findings.into_iter().for_each(|finding| kept.add(finding));
        kept
    }

    pub(super) fn add(&mut self, finding: &Diagnostic) {
        self.findings.insert(key(finding));
    }

    pub(super) fn has(&self, finding: &Diagnostic) -> bool {
        self.findings.contains(&key(finding))
    }

    /// The same findings after edits.
    pub(super) fn shift(&mut self, shift: &Shift) {
        self.findings = self.findings.drain().map(|(rule, span)| (rule, shift.span(span))).collect();
    }

    /// The findings of a report that are none of these. A finding whose span is another one than before is still the
    /// same if it touches the place where a finding of its rule stood that is not found there any more.
    pub(super) fn unknown<'d>(&self, report: &'d [Diagnostic]) -> Vec<&'d Diagnostic> {
        let found: FxHashSet<(RuleId, Span)> = report.iter().map(key).collect();
        let mut moved: FxHashMap<&RuleId, Vec<Span>> = FxHashMap::default();
        for (rule, span) in &self.findings {
            if !found.contains(&(rule.clone(), *span)) {
                moved.entry(rule).or_default().push(*span);
            }
        }
        moved.values_mut().for_each(|spans| spans.sort_unstable());
        let mut unknown: Vec<&Diagnostic> = report.iter().filter(|finding| !self.has(finding)).collect();
        unknown.retain(|finding| {
            let Some(spans) = moved.get_mut(&finding.rule) else { return true };
            let same = spans.iter().position(|span| span.touches(finding.span));
            same.map(|at| spans.remove(at)).is_none()
        });
        unknown
    }
}

fn key(finding: &Diagnostic) -> (RuleId, Span) {
    (finding.rule.clone(), finding.span)
}
