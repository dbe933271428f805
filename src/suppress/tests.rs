//! What comments and marks silence, and what is said of those that silence nothing.

use crate::{Applicability, RuleSet, Source, check, fix};
use std::sync::OnceLock;

fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(RuleSet::builtin)
}

/// Checks which texts are reported, each as its rule's own name and its bytes; and that fixes converge.
#[track_caller]
fn found(name: &str, text: &str, expected: &[&str]) {
    let source = Source::new(name, text);
    let report = check(&source, rules());
    let shown = |rule: &str, text: &str| format!("{} {text}", rule.rsplit('/').next().unwrap_or_default());
    let found: Vec<String> =
        report.diagnostics.iter().map(|found| shown(found.rule.as_str(), source.slice(found.span))).collect();
    assert_eq!(found, expected, "{text}");
    let once = fix(&source, &report, Applicability::Safe);
    let mended = Source::new(name, once.as_str());
    let again = check(&mended, rules());
    assert_eq!(fix(&mended, &again, Applicability::Safe), once, "the fixes converge: {text}");
}

const DOUBLED: &str = "doubled-small-word the the";

#[test]
fn a_comment_speaks_of_its_line_or_of_the_block_after() {
    let allow = "<!-- prosec: allow repetition/doubled-small-word -- a song -->";
    found("a.md", &format!("Of the the sea. {allow}\nOf the the sky.\n"), &[DOUBLED]);
    found(
        "a.md",
        &format!("Of the the sea.\n\n{allow}\nOf the the sky\nand the the hill.\n\nOn the the road.\n"),
        &[DOUBLED, DOUBLED],
    );
    found(
        "a.md",
        &format!("{allow}\n\n- of the the sea\n- of the the sky\n\nOn the the road.\n"),
        &[DOUBLED],
    );
    found("a.md", &format!("> {allow}\n>\n> Of the the sea.\n"), &[]);
    found(
        "a.md",
        &format!("| a | b |\n|---|---|\n| of the the sea {allow} | c |\n| of the the sky | d |\n"),
        &[DOUBLED],
    );
    found("a.html", &format!("{allow}\n<p>Of the the\n\nsea.</p>\n<p>Of the the sky.</p>\n"), &[DOUBLED]);
    found("a.html", &format!("<p>Of the the sea. {allow}</p>\n<p>Of the the sky.</p>\n"), &[DOUBLED]);
    found("a.md", "Of the the sea. {/* prosec: allow repetition */}\n", &[]);
    found("a.md", "[//]: # (prosec: allow repetition)\n\nOf the the sea.\n\nOf the the sky.\n", &[DOUBLED]);
    found("a.txt", "# prosec: allow repetition -- a song\nOf the the sea.\n\nOf the the sky.\n", &[DOUBLED]);
    let both = "<!-- prosec: allow repetition -->\n\n<!-- prosec: allow spelling -->\n\n";
    let text = format!("{both}We recieve the the sea.\n\nWe recieve the the sky.\n");
    found("a.md", &text, &["known-misspelling recieve", DOUBLED]);
}

#[test]
fn lines_regions_and_files_can_be_silenced() {
    found(
        "a.md",
        "<!-- prosec: allow-next-line repetition -->\nOf the the sea\nand the the sky.\n",
        &[DOUBLED],
    );
    let region = "<!-- prosec: off repetition -->\n\nOf the the sea.\n\n<!-- prosec: on repetition -->\n\nOf the the sky.\n";
    found("a.md", region, &[DOUBLED]);
    found("a.md", "Of the the sea.\n\n<!-- prosec: off all -->\n\nOf the the sky.\n", &[DOUBLED]);
    found(
        "a.md",
        "Of the the sea.\n\nOf  the sky.\n\n<!-- prosec: allow-file repetition, whitespace -->\n",
        &[],
    );
    found("a.txt", "prosec: allow-file all\n\nOf the the sea.\n", &[]);
}

#[test]
fn examples_in_code_silence_nothing() {
    found("a.md", "```html\n<!-- prosec: allow-file all -->\n```\n\nOf the the sea.\n", &[DOUBLED]);
    found("a.md", "Write `<!-- prosec: allow-file all -->` there.\n\nOf the the sea.\n", &[DOUBLED]);
    found("a.html", "<pre><!-- prosec: allow-file all --></pre>\n<p>Of the the sea.</p>\n", &[DOUBLED]);
    found("a.md", "    <!-- prosec: allow-file all -->\n\nOf the the sea.\n", &[DOUBLED]);
}

#[test]
fn marks_silence_the_word_before_them() {
    found("a.txt", "He wrote “recieve” [sic] and did not recieve it.\n", &["known-misspelling recieve"]);
    found("a.md", "He wrote recieve [*sic*] and recieve (sic).\n", &[]);
    found("a.txt", "They sang of the the [sic] sea.\n", &[]);
    found("a.txt", "The recieve of it was music [sic] to him.\n", &["known-misspelling recieve"]);
}

#[test]
fn what_silences_nothing_is_told() {
    found("a.md", "Of the sea. <!-- prosec: allow repetition -->\n", &["unused repetition"]);
    found(
        "a.md",
        "<!-- prosec: off spam, repetition -->\n\nOf the the sea.\n\n<!-- prosec: on spam -->\n",
        &["unused spam", "unused spam"],
    );
    found("a.md", "<!-- prosec: on spam -->\n\nOf the sea.\n", &["unused spam"]);
    found("a.md", "<!-- prosec: alow spam -->\n\nOf the sea.\n", &["malformed prosec: alow spam"]);
    found(
        "a.md",
        "<!-- prosec: allow MD001, repetiton -->\n\nOf the sea.\n",
        &["unknown MD001", "misnamed repetiton"],
    );
    // A rule on trial did not look, so nobody can tell.
    let preview =
        rules().rules().iter().find(|rule| rule.preview && !rule.part).expect("some rules are on trial");
    found("a.md", &format!("<!-- prosec: allow {} -->\n\nOf the sea.\n", preview.id), &[]);
}

/// Checks what the fixes leave of a text.
#[track_caller]
fn mended(name: &str, text: &str, expected: &str) {
    let source = Source::new(name, text);
    assert_eq!(fix(&source, &check(&source, rules()), Applicability::Safe), expected, "{text}");
}

#[test]
fn a_comment_is_taken_out_without_a_trace() {
    let unused = "<!-- prosec: allow spam -->";
    mended("a.md", &format!("One.\n\n{unused}\n\nTwo.\n"), "One.\n\nTwo.\n");
    mended("a.md", &format!("One.\n\n{unused}\nTwo.\n"), "One.\n\nTwo.\n");
    mended("a.md", &format!("One.\n{unused}\nTwo.\n"), "One.\n\nTwo.\n");
    mended("a.md", &format!("One.\r\n{unused}\r\nTwo.\r\n"), "One.\r\n\r\nTwo.\r\n");
    mended("a.html", &format!("<p>One.\n{unused}\nTwo.</p>\n"), "<p>One.\nTwo.</p>\n");
    mended("a.md", &format!("One {unused} two.\n"), "One two.\n");
    mended("a.md", &format!("One two. {unused}\n"), "One two.\n");
    mended("a.html", &format!("<p>One two.{unused}</p>\n"), "<p>One two.</p>\n");
    mended("a.md", &format!("\u{feff}{unused}\n\nOne.\n"), "One.\n");
    mended("a.md", &format!("One.\n\n{unused}\n"), "One.\n\n");
    mended("a.md", &format!("> {unused}\n>\n> One.\n"), ">\n>\n> One.\n");
    mended("a.md", "One.\n\n<!--\n  prosec: allow spam,\n  html\n-->\n\nTwo.\n", "One.\n\nTwo.\n");
    mended("a.md", "[//]: # (prosec: allow spam)\n\nOne.\n", "One.\n");
    mended("a.txt", "One.\n\n.. prosec: allow spam\nTwo.\n", "One.\n\nTwo.\n");
    mended(
        "a.md",
        "<!-- prosec: allow spam, repetition, html -- a song -->\nThe the sea.\n",
        "<!-- prosec: allow repetition -- a song -->\nThe the sea.\n",
    );
    mended(
        "a.md",
        "<!-- prosec: allow spam, html, repetition -->\nThe the sea.\n",
        "<!-- prosec: allow repetition -->\nThe the sea.\n",
    );
}

#[test]
fn suppressed_findings_are_kept_apart_and_not_scored() {
    let source = Source::new("a.md", "Of the the sea. <!-- prosec: allow repetition -- a song -->\n");
    let report = check(&source, rules());
    assert_eq!((report.diagnostics.len(), report.suppressed.len(), report.score.quality), (0, 1, 0.0));
    let mut strict = RuleSet::builtin();
    strict.ignore_suppressions(true);
    let report = check(&source, &strict);
    assert_eq!((report.diagnostics.len(), report.suppressed.len()), (1, 0));
    let source = Source::new("a.md", "Of the sea. <!-- prosec: allow repetition, spam -->\n");
    let mut some = RuleSet::builtin();
    let selection = crate::Selection { only: vec!["spam".into(), "suppress".into()], ..Default::default() };
    some.select(&selection).expect("both are groups");
    let found = check(&source, &some).diagnostics;
    assert_eq!(found.len(), 1, "of rules that did not look nothing is said: {found:?}");
}

mod properties {
    use super::{Applicability, Source, check, fix, rules};
    use proptest::collection::vec;
    use proptest::prelude::*;
    use proptest::sample::select;

    const PIECES: &[&str] = &[
        "Of the the sea. ",
        "One two. ",
        "\n",
        "\n\n",
        "\r\n",
        "> ",
        "- ",
        "`",
        "```\n",
        "| ",
        "    ",
        "<!-- prosec: allow repetition -->",
        "<!-- prosec: allow spam, html -- why -->",
        "<!-- prosec: off all -->",
        "<!-- prosec: on all -->",
        "<!-- prosec: allow-file x, spam -->",
        "<!-- prosec: allow",
        " -->",
        "<!--",
        "{/* prosec: allow spam */}",
        "\n[//]: # (prosec: allow spam)\n",
        "\nprosec: allow spam\n",
        "\n# prosec: off spam, all\n",
        "[sic] ",
        "<p>",
        "</p>",
        "<pre>",
        "</pre>",
        "é",
        "\u{feff}",
        "prosec:",
        ",",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn suppressions_never_break_a_check(pieces in vec(select(PIECES), 0..20)) {
            let text = pieces.concat();
            for name in ["a.txt", "a.md", "a.html"] {
                let source = Source::new(name, text.as_str());
                let report = check(&source, rules());
                for found in report.diagnostics.iter().chain(&report.suppressed) {
                    prop_assert!(text.get(found.span.range()).is_some());
                    for edit in found.fixes.iter().flat_map(|fix| &fix.edits) {
                        prop_assert!(text.get(edit.span.range()).is_some());
                    }
                }
                fix(&source, &report, Applicability::Safe);
            }
        }

        #[test]
        fn taking_out_what_silences_nothing_comes_to_an_end(pieces in vec(select(PIECES), 0..20)) {
            for name in ["a.txt", "a.md", "a.html"] {
                let mut text = pieces.concat();
                loop {
                    let source = Source::new(name, text.as_str());
                    let mut report = check(&source, rules());
                    report.diagnostics.retain(|found| found.rule.group() == "suppress");
                    let mended = fix(&source, &report, Applicability::Safe);
                    let is_done = report.diagnostics.iter().all(|found| {
                        found.fixes.iter().all(|fix| fix.applicability > Applicability::Safe)
                    });
                    prop_assert_eq!(is_done, mended == text, "{:?} becomes {:?}", text, mended);
                    if is_done {
                        break;
                    }
                    prop_assert!(mended.len() < text.len(), "each fix takes something out");
                    text = mended;
                }
            }
        }
    }
}
