//! What is true of every report: places within the text and on its characters, fixes that can be made, and nothing that
//! an output could not show.

use prosec::{Diagnostic, Report, Source};

/// Holds all findings against the text in which they were made, and the scores against their limits.
pub fn hold(source: &Source, report: &Report) {
    hold_findings(source, &report.diagnostics);
    hold_findings(source, &report.suppressed);
    let order = |finding: &Diagnostic| (finding.span, finding.rule.clone());
    assert!(report.diagnostics.is_sorted_by_key(order), "findings stand in order: {:?}", source.text());
    for score in [report.score.spam, report.score.quality] {
        assert!((0.0..=100.0).contains(&score), "{score} for {:?}", source.text());
    }
}

/// Holds each finding: inside the text, on character boundaries, never backwards, its edits in order and apart.
pub fn hold_findings(source: &Source, findings: &[Diagnostic]) {
    let text = source.text();
    for finding in findings {
        let labels = finding.labels.iter().map(|label| label.span);
        let edits = finding.fixes.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
        for span in std::iter::once(finding.span).chain(labels).chain(edits) {
            assert!(span.start <= span.end, "{} {span}", finding.rule);
            assert!(text.get(span.range()).is_some(), "{} {span} in {text:?}", finding.rule);
        }
        for fix in &finding.fixes {
            let apart = fix.edits.windows(2).all(|pair| pair[0].span.end <= pair[1].span.start);
            assert!(apart && !fix.edits.is_empty(), "{} {:?} in {text:?}", finding.rule, fix.edits);
        }
        assert!(!finding.message.trim().is_empty(), "{} says nothing of {text:?}", finding.rule);
    }
}
