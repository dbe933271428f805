//! What a baseline knows again, and what it takes for new.

use std::sync::OnceLock;

use super::{Baseline, Comparison};
use crate::{RuleSet, Source, check};

fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(RuleSet::builtin)
}

fn baseline(name: &str, text: &str) -> Baseline {
    let source = Source::new(name, text);
    let mut baseline = Baseline::default();
    baseline.add_findings(name, &source, &check(&source, rules()).diagnostics);
    baseline
}

/// Checks what is new in a text after another became the baseline, and how much of that is paid off.
#[track_caller]
fn new(before: &str, after: &str, expected: (&[&str], usize)) {
    new_in(("a.md", before), ("a.md", after), expected);
}

#[track_caller]
fn new_in(before: (&str, &str), after: (&str, &str), expected: (&[&str], usize)) {
    let mut comparison = Comparison::new(baseline(before.0, before.1), |path| path != after.0);
    let source = Source::new(after.0, after.1);
    let mut report = check(&source, rules());
    let all = report.diagnostics.len();
    let known = comparison.take_known(after.0, &source, &mut report).len();
    assert_eq!(known + report.diagnostics.len(), all);
    let new: Vec<&str> = report.diagnostics.iter().map(|new| source.slice(new.span)).collect();
    assert_eq!((new.as_slice(), comparison.paid(|_, _| true)), expected, "{after:?}");
    let pruned = comparison.pruned(|_, _| true);
    assert_eq!(pruned.len(), known, "what was met stays");
    assert!(pruned.paths().iter().all(|path| *path == after.0));
}

const DRAFT: &str = "# A report\n\nThey recieve the letters at noon, and the clerk reads them aloud\nbefore the the doors close.\n\n\
                     On Monday nobody will recieve anything.\n";

#[test]
fn known_findings_are_met_wherever_they_stand() {
    new(DRAFT, DRAFT, (&[], 0));
    let paragraphs: Vec<&str> = DRAFT.trim_end().split("\n\n").collect();
    new(DRAFT, &format!("{}\n\n{}\n\n{}\n", paragraphs[2], paragraphs[0], paragraphs[1]), (&[], 0));
    new(DRAFT, &format!("A line at the top.\n\nAnd one more.\n\n{DRAFT}\nAnd a last one.\n"), (&[], 0));
    new(DRAFT, &DRAFT.replace('\n', "\r\n"), (&[], 0));
    new(DRAFT, &DRAFT.replace("aloud\nbefore the the doors", "aloud before the\nthe doors"), (&[], 0));
    new(DRAFT, &DRAFT.replace("noon, and the clerk ", "noon,\nand the clerk\n"), (&[], 0));
    new(DRAFT, &DRAFT.replace("# A report", "# Another report"), (&[], 0));
    new(DRAFT, &DRAFT.replace("clerk", "porter"), (&[], 0));
    new(&DRAFT.replace("\nThey", "\n> They").replace("\nbefore", "\n> before"), DRAFT, (&[], 0));
}

#[test]
fn what_was_not_there_is_new() {
    // A word next to an old fault was edited, so somebody looked at it.
    new(DRAFT, &DRAFT.replace("On Monday", "On Tuesday"), (&["recieve"], 1));
    new(DRAFT, &format!("{DRAFT}\nWill they recieve it?\n"), (&["recieve"], 0));
    let twice = "The last letter did not recieve an answer.\n";
    // The repetition is one more.
    new(twice, &format!("{twice}\n{twice}"), (&[twice.trim_end(), "recieve"], 0));
    new(&format!("{twice}\n{twice}"), twice, (&[], 2));
    new(DRAFT, &DRAFT.replace("recieve anything", "receive anything"), (&[], 1));
    new(DRAFT, "", (&[], 3));
}

#[test]
fn files_may_be_renamed() {
    new_in(("a.md", DRAFT), ("docs/b.md", DRAFT), (&[], 0));
    new_in(
        ("a.md", DRAFT),
        ("docs/b.md", &format!("New.\n\n{DRAFT}\nThey recieve it.\n")),
        (&["recieve"], 0),
    );
    // A copy is no rename: the first file is still there.
    let mut comparison = Comparison::new(baseline("a.md", DRAFT), |_| false);
    let source = Source::new("b.md", DRAFT);
    assert_eq!(comparison.take_known("b.md", &source, &mut check(&source, rules())), []);
    assert_eq!(comparison.paid(|path, _| path == "b.md"), 0, "nobody looked at the first file");
}

#[test]
fn known_findings_do_not_count_for_the_score() {
    let mut comparison = Comparison::new(baseline("a.md", DRAFT), |_| false);
    let source = Source::new("a.md", DRAFT);
    let mut report = check(&source, rules());
    assert!(report.score.quality > 0.0);
    comparison.take_known("a.md", &source, &mut report);
    assert_eq!((report.score.quality, report.score.contributions.len()), (0.0, 0));
}

#[test]
fn entries_are_sorted_and_make_the_same_baseline() {
    let baseline = baseline("a.md", DRAFT);
    let entries = baseline.entries();
    assert!(entries.is_sorted());
    assert_eq!(Baseline::new(entries.into_iter().rev()), baseline);
    assert_eq!(baseline.len(), 3);
}
