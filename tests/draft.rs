//! Holds drafts that are edited to what a check of the whole would find.

use proptest::prelude::*;
use prosec::matcher::Reach;
use prosec::{Checked, Diagnostic, Draft, Levels, RuleSet, Source, Span, check};

/// What some paragraphs are made of: sentences in order and with faults, that look at each other and do not.
const SENTENCES: &[&str] = &[
    "The the boat came home at noon.",
    "Mr. Bell waved to Mr. Bell.",
    "She said that she could of gone.",
    "“We are late,” he said, and left.",
    "They recieve a letter each week.",
    "Zorblatt and Zorblatt's crew ate an apple and a orange.",
    "Visit here: gopage7",
    "It’s raining , they said.",
    "An [old map](https://example.org/map) hung there.",
    "He looked at there house, than sat down.",
    "Nothing is wrong here.",
    "The ferry (it was late came in.",
];

/// What is typed.
const TYPED: &[&str] = &[
    "", " ", "a", "the the", " recieve", "Zorblatt", "“", "(", ".", "# ", "- ", "\n", "\n\n", "```", "ß",
    "`x`",
];

/// The findings of rules that look no further than a paragraph.
fn near(rules: &RuleSet, diagnostics: &[Diagnostic]) -> Vec<Diagnostic> {
    let looks_near = |finding: &&Diagnostic| {
        rules.rule(finding.rule.as_str()).is_ok_and(|rule| rule.reach() == Reach::Block)
    };
    diagnostics.iter().filter(looks_near).cloned().collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn edits_find_what_a_check_of_the_whole_finds(
        paragraphs in prop::collection::vec(prop::collection::vec(prop::sample::select(SENTENCES), 1..4), 1..8),
        edits in prop::collection::vec((any::<prop::sample::Index>(), 0..12_usize, prop::sample::select(TYPED)), 1..8),
        name in prop::sample::select(&["draft.md", "draft.txt", "draft.html"]),
    ) {
        let rules = RuleSet::builtin();
        let paragraphs: Vec<String> = paragraphs.iter().map(|sentences| sentences.join(" ")).collect();
        let source = Source::new(name, paragraphs.join("\n\n") + "\n");
        let mut draft = Draft::new(source, &rules, Levels::default());
        for (place, length, typed) in edits {
            let text = draft.source().text().to_owned();
            let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
            let first = place.index(ends.len());
            let span = Span::new(ends[first], ends[(first + length).min(ends.len() - 1)]);
            let checked = draft.edit(span, typed);
            let expected = [&text[..span.start], typed, &text[span.end..]].concat();
            prop_assert_eq!(draft.source().text(), expected.as_str());
            let whole = check(draft.source(), &rules);
            match checked {
                Checked::All => prop_assert_eq!(draft.report(), &whole),
                Checked::Paragraph(part) => {
                    prop_assert!(draft.source().text().get(part.range()).is_some());
                    let (found, expected) = (near(&rules, &draft.report().diagnostics), near(&rules, &whole.diagnostics));
                    prop_assert_eq!(found, expected, "{:?}", draft.source().text());
                }
            }
            for finding in &draft.report().diagnostics {
                prop_assert!(draft.source().text().get(finding.span.range()).is_some(), "{:?}", finding);
            }
        }
        draft.check();
        prop_assert_eq!(draft.report(), &check(draft.source(), &rules));
    }
}

/// Checks how much an edit of `from` to `to` has checked again, and which rules speak afterwards.
fn check_edit(text: &str, (from, to): (&str, &str), paragraph: Option<&str>, expected: &[&str]) {
    let rules = RuleSet::builtin();
    let mut draft = Draft::new(Source::new("draft.md", text), &rules, Levels::default());
    let start = text.find(from).expect("the text holds it");
    let checked = draft.edit(Span::new(start, start + from.len()), to);
    let part = match checked {
        Checked::Paragraph(part) => Some(draft.source().slice(part)),
        Checked::All => None,
    };
    assert_eq!(part, paragraph, "{text:?}: {from} to {to}");
    let found: Vec<&str> = draft.report().diagnostics.iter().map(|finding| finding.rule.as_str()).collect();
    assert_eq!(found, expected, "{text:?}: {from} to {to}");
}

#[test]
fn edits_within_a_paragraph_check_that_alone() {
    let text = "# The long way\n\nShe came home late.\n\nHe he stayed there.\n";
    let two = &["repetition/doubled-word"; 2];
    check_edit(text, ("home", "home home"), Some("She came home home late.\n"), two);
    check_edit(text, ("He he", "He"), Some("He stayed there.\n"), &[]);
    check_edit(text, ("late", "recieve"), Some("She came home recieve.\n"), &["spelling/typo", two[0]]);
    check_edit(text, ("She came", "# She came"), None, &two[..1]);
    check_edit(text, ("late.\n", "late."), None, &two[..1]);
}
