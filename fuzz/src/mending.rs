//! What is true of mending, whatever is mended: twice is once, what was mended is gone, nothing worse comes, and line
//! ends and marks stay as they are.

use std::collections::BTreeMap;

use prosec::{Applicability, Diagnostic, Mended, Report, RuleSet, Severity, Source, Span, check, fix, mend};

/// Mends the text, holds what is true of the outcome against it, and returns it.
pub fn hold(name: &str, text: &str, applicability: Applicability, rules: &RuleSet) -> Mended {
    let once = mended(name, text, applicability, rules);
    let new = once.source.text();
    assert!(once.settled, "{text:?}");

    let twice = mended(name, new, applicability, rules);
    assert_eq!(twice.source.text(), new, "mended twice: {text:?}");
    assert!(twice.mended.is_empty(), "mended twice: {text:?}");

    let is_open =
        |finding: &&Diagnostic| finding.fixes.first().is_some_and(|fix| fix.applicability <= applicability);
    let open = once.report.diagnostics.iter().filter(is_open).count();
    assert_eq!(open, once.left_out.len(), "what can be mended and is not: {text:?}");

    let before = faults(name, text, rules);
    for (rule, count) in faults(name, new, rules) {
        let had = before.get(&rule).copied().unwrap_or_default();
        assert!(count <= had, "{rule}: {count} in place of {had}: {text:?} became {new:?}");
    }

    let ends = |text: &str| (text.matches("\r\n").count(), text.matches('\n').count());
    if ends(text).0 == ends(text).1 {
        assert_eq!(ends(new).0, ends(new).1, "{text:?} became {new:?}");
    }
    let mark = Span::new(0, '\u{feff}'.len_utf8());
    let found = check(&Source::new(name, text), rules).diagnostics;
    if !found.iter().any(|finding| finding.span == mark) {
        assert_eq!(text.starts_with('\u{feff}'), new.starts_with('\u{feff}'), "{text:?} became {new:?}");
    }
    once
}

/// Makes each fix alone, and all of them at once as far as they go together.
pub fn hold_each(name: &str, text: &str, rules: &RuleSet) {
    let source = Source::new(name, text);
    let report = check(&source, rules);
    fix(&source, &report, Applicability::Suggested);
    for finding in &report.diagnostics {
        for one in &finding.fixes {
            let mut alone = finding.clone();
            alone.fixes = vec![one.clone()];
            let only = Report { diagnostics: vec![alone], ..Report::default() };
            let mended = fix(&source, &only, Applicability::Suggested);
            assert_ne!(mended, text, "{} changes nothing: {:?}", finding.rule, one.edits);
        }
    }
}

fn mended(name: &str, text: &str, applicability: Applicability, rules: &RuleSet) -> Mended {
    mend(Source::new(name, text), &|source| check(source, rules), applicability)
}

/// How often each rule finds something that is more than a note.
fn faults(name: &str, text: &str, rules: &RuleSet) -> BTreeMap<String, usize> {
    let mut counts = BTreeMap::new();
    for finding in check(&Source::new(name, text), rules).diagnostics {
        if finding.severity > Severity::Note {
            *counts.entry(finding.rule.to_string()).or_default() += 1;
        }
    }
    counts
}
