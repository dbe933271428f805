//! Mending by rules that are as simple as can be: a word is found, and replaced.

use std::cell::Cell;

use super::{Mended, Obstacle, mend};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Report, RuleId, Severity};
use crate::source::{Source, Span};

/// A rule: it finds a text, and puts another in its place, if it can.
#[derive(Clone, Copy)]
struct Toy {
    rule: &'static str,
    finds: &'static str,
    puts: Option<&'static str>,
    severity: Severity,
}

const fn error(rule: &'static str, finds: &'static str, puts: &'static str) -> Toy {
    Toy { rule, finds, puts: Some(puts), severity: Severity::Error }
}

const fn note(rule: &'static str, finds: &'static str, puts: &'static str) -> Toy {
    Toy { rule, finds, puts: Some(puts), severity: Severity::Note }
}

const fn unfixable(rule: &'static str, finds: &'static str) -> Toy {
    Toy { rule, finds, puts: None, severity: Severity::Error }
}

fn find(source: &Source, toys: &[Toy]) -> Report {
    let mut diagnostics = Vec::new();
    for toy in toys {
        for (at, found) in source.text().match_indices(toy.finds) {
            let span = Span::new(at, at + found.len());
            let fix = toy.puts.map(|puts| Fix {
                message: format!("write {puts}"),
                applicability: Applicability::Safe,
                edits: vec![Edit { span, replacement: puts.to_owned() }],
            });
            diagnostics.push(Diagnostic {
                rule: RuleId::new(toy.rule).expect("it is one"),
                severity: toy.severity,
                message: format!("“{found}” was found"),
                span,
                label: None,
                labels: Vec::new(),
                help: None,
                fixes: fix.into_iter().collect(),
                weight: 0.0,
            });
        }
    }
    diagnostics.sort_by_key(|finding| finding.span);
    Report { diagnostics, ..Report::default() }
}

/// Holds a mended text against the expected one, and the finding that is left out, if one is.
fn check(name: &str, toys: &[Toy], text: &str, expected: &str, left_out: &[&str]) -> Mended {
    let found = |source: &Source| find(source, toys);
    let mended = mend(Source::new(name, text), &found, Applicability::Safe);
    assert_eq!(mended.source.text(), expected);
    let left: Vec<&str> = mended.left_out.iter().map(|left| left.finding.rule.as_str()).collect();
    assert_eq!(left, left_out, "{text:?}: {:?}", mended.left_out);
    assert!(mended.settled, "{text:?}");
    let again = mend(mended.source.clone(), &found, Applicability::Safe);
    assert_eq!(again.source.text(), expected, "mending again");
    mended
}

#[test]
fn what_overlaps_is_mended_one_after_the_other() {
    let toys = [error("a/one", "ab", "x"), error("a/two", "bc", "y")];
    check("a.txt", &toys, "abc bc ab", "xc y x", &[]);
}

#[test]
fn what_a_fix_brings_to_light_is_mended_with_it() {
    let toys = [error("a/one", "a", "b"), error("a/two", "b", "c"), note("a/three", "c", "d")];
    let mended = check("a.txt", &toys, "a-b-e", "d-d-e", &[]);
    assert_eq!(mended.mended.len(), 2, "{:?}", mended.mended);
}

#[test]
fn what_comes_far_from_a_fix_is_not_mended_but_stands_against_it() {
    let found = |source: &Source| {
        let mut report = find(source, &[error("a/one", "a", "b")]);
        if source.text().contains('b') {
            report.diagnostics.append(&mut find(source, &[error("a/two", "x", "")]).diagnostics);
        }
        report
    };
    let mended = mend(Source::new("a.txt", "a\nx"), &found, Applicability::Safe);
    assert_eq!(mended.source.text(), "a\nx");
    assert_eq!(mended.left_out.len(), 1);
    let mended = mend(Source::new("a.txt", "a x"), &found, Applicability::Safe);
    assert_eq!(mended.source.text(), "b ");
}

#[test]
fn a_fix_that_leaves_its_finding_is_left_out() {
    let toys = [error("a/one", "aa", "aaaa"), error("a/two", "b", "c")];
    let mended = check("a.txt", &toys, "aa b", "aa c", &["a/one"]);
    assert_eq!(mended.left_out[0].obstacle, Obstacle::Endless);
}

#[test]
fn a_fix_that_brings_an_error_is_left_out_and_the_others_made() {
    let toys = [error("a/one", "a", "z"), error("a/two", "b", "c"), unfixable("a/three", "z")];
    let text = "b a b b b b b b b a b z a";
    let mended = check("a.txt", &toys, text, "c a c c c c c c c a c z a", &["a/one", "a/one", "a/one"]);
    assert!(
        matches!(&mended.left_out[0].obstacle, Obstacle::Finding(found) if found.rule.as_str() == "a/three")
    );
    assert_eq!(mended.mended.len(), 9);
}

#[test]
fn a_fix_at_fault_is_found_wherever_the_error_shows() {
    // The error shows at the end of the text, far from the fix that brings it.
    let found = |source: &Source| {
        let mut report = find(source, &[error("a/one", "a", "b"), error("a/two", "k", "K")]);
        if source.text().contains('K') {
            let mut far = find(source, &[unfixable("a/far", "end")]);
            report.diagnostics.append(&mut far.diagnostics);
        }
        report
    };
    let text = format!("{}k {}end", "a ".repeat(50), "a ".repeat(50));
    let mended = mend(Source::new("a.txt", text.as_str()), &found, Applicability::Safe);
    assert_eq!(mended.source.text(), text.replace("a ", "b "));
    assert_eq!(mended.left_out.len(), 1);
    assert!(mended.settled);
}

#[test]
fn rules_that_undo_each_other_change_nothing() {
    check("a.txt", &[error("a/one", "a", "b"), error("a/two", "b", "a")], "a b", "a b", &["a/one", "a/two"]);
    check("a.txt", &[note("a/one", "a", "b"), note("a/two", "b", "a")], "a b", "a b", &["a/one", "a/two"]);
}

#[test]
fn what_is_left_out_is_judged_by_the_final_text() {
    // “w” is wrong beside “a” and, for another reason, beside “z”.
    let found = |source: &Source| {
        let mut report = find(source, &[error("a/one", "a", "z"), error("a/two", "b", "w")]);
        if source.text().contains("z w") {
            report.diagnostics.append(&mut find(source, &[unfixable("a/late", "z")]).diagnostics);
        }
        if source.text().contains("a w") {
            report.diagnostics.append(&mut find(source, &[unfixable("a/early", "w")]).diagnostics);
        }
        report
    };
    let mended = mend(Source::new("a.txt", "a b"), &found, Applicability::Safe);
    assert_eq!(mended.source.text(), "z b");
    assert_eq!(mended.left_out.len(), 1, "{:?}", mended.left_out);
    let obstacle = &mended.left_out[0].obstacle;
    assert!(matches!(obstacle, Obstacle::Finding(found) if found.rule.as_str() == "a/late"), "{obstacle:?}");
}

#[test]
fn the_shape_of_a_document_is_kept() {
    let structure = |toys: &[Toy], name: &str, text: &str| {
        let mended = check(name, toys, text, text, &["a/one"]);
        assert_eq!(mended.left_out[0].obstacle, Obstacle::Structure);
    };
    structure(&[error("a/one", "X", "`")], "a.md", "One X two `three`.\n");
    structure(&[error("a/one", "X", "\n\n")], "a.md", "One X two.\n");
    structure(&[error("a/one", "# ", "")], "a.md", "# One\n\nTwo.\n");
    structure(&[error("a/one", "(b.md)", "")], "a.md", "See [one](b.md).\n");
    structure(&[error("a/one", "-|-", "")], "a.md", "a|b\n-|-\nc|d\n");
    structure(&[error("a/one", "X", "</p><p>")], "a.html", "<p>One X two.</p>");
    structure(&[error("a/one", "X", "<!--")], "a.html", "<p>One X two.</p><p>Three.</p>");
}

#[test]
fn what_is_deleted_as_a_whole_may_go() {
    check(
        "a.md",
        &[error("a/one", "Two [x](y.md).\n\n", "")],
        "One.\n\nTwo [x](y.md).\n\nThree.\n",
        "One.\n\nThree.\n",
        &[],
    );
    check("a.md", &[error("a/one", " [x](y.md)", "")], "One [x](y.md).\n", "One.\n", &[]);
    check(
        "a.md",
        &[error("a/one", "y.md?from=here", "y.md")],
        "One [x](y.md?from=here).\n",
        "One [x](y.md).\n",
        &[],
    );
    check("a.html", &[error("a/one", "<!-- two -->", "")], "<p>One.</p><!-- two -->", "<p>One.</p>", &[]);
    check("a.txt", &[error("a/one", "X", "\n\n")], "One X two.", "One \n\n two.", &[]);
}

#[test]
fn the_byte_order_mark_stays_first_unless_it_is_the_fault() {
    let toys = [error("a/one", "\u{feff}a", "b"), error("a/two", "c", "d")];
    let mended = check("a.txt", &toys, "\u{feff}a c", "\u{feff}a d", &["a/one"]);
    assert_eq!(mended.left_out[0].obstacle, Obstacle::ByteOrderMark);
    check("a.txt", &[error("a/one", "a", "b")], "\u{feff}a", "\u{feff}b", &[]);
    check("a.txt", &[error("a/one", "\u{feff}", "")], "\u{feff}a", "a", &[]);
}

#[test]
fn findings_that_are_left_are_neither_mended_nor_in_the_way() {
    let toys = [error("a/one", "a", "bb"), error("a/two", "c", "d")];
    let found = |source: &Source| find(source, &toys);
    let mut mending = super::Mending::new(Source::new("a.txt", "a c a"), &found);
    let last = mending.report().diagnostics[2].clone();
    mending.leave(&last);
    mending.mend_all(Applicability::Safe);
    assert_eq!(mending.source().text(), "bb d a");
    let mut mending = super::Mending::new(Source::new("a.txt", "a c a"), &found);
    mending.at_least(Severity::Error);
    mending.mend_all(Applicability::Safe);
    assert_eq!(mending.finish().source.text(), "bb d bb");
}

/// Mends a text whose “a” cannot be mended, and says how often it was checked.
fn checks(text: &str) -> (Mended, usize) {
    let toys = [error("a/one", "a", "z"), error("a/two", "b", "c"), unfixable("a/three", "z")];
    let checks = Cell::new(0);
    let found = |source: &Source| {
        checks.set(checks.get() + 1);
        find(source, &toys)
    };
    let mended = mend(Source::new("x.txt", text), &found, Applicability::Safe);
    assert_eq!(mended.source.text(), text.replace('b', "c"));
    (mended, checks.get())
}

#[test]
fn fixes_at_fault_that_stand_apart_are_found_together() {
    let text = format!("a b {}\n\n", ".".repeat(2_500)).repeat(100);
    let (mended, checks) = checks(&text);
    assert_eq!((mended.mended.len(), mended.left_out.len(), mended.settled), (100, 100, true));
    assert!(checks < 10, "{checks} checks");
}

#[test]
fn a_text_is_checked_the_less_often_the_larger_it_is() {
    let faults = "a ".repeat(300);
    let (mended, few) = checks(&faults);
    assert_eq!((mended.left_out.len(), mended.settled), (300, true));
    let (mended, most) = checks(&format!("b {faults}{}", ".".repeat(4_000_000)));
    assert!(!mended.settled && most < 80 && few > 300, "{most} checks, {few} of the small text");
}
