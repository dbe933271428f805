//! Holds drafts that are edited to what a check of the whole would find.

use proptest::prelude::*;
use prosec::matcher::Reach;
use prosec::{Checked, Diagnostic, Draft, Levels, Rule, RuleSet, Source, Span, check};

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
    "",
    " ",
    "a",
    "the the",
    " recieve",
    "Zorblatt",
    "“",
    "(",
    ".",
    "# ",
    "- ",
    "> ",
    "\n",
    "\n\n",
    "ß",
    "`x`",
    "```",
    "\n~~~",
    "\n<!--",
    "-->",
    "\n<div hidden>",
    "<pre>",
    "</p>",
    "$$",
    "[a]: /b",
];

/// The findings of rules that look no further than a paragraph, but for those beside a finding of another rule in either
/// report: to that they may give way, and it may be of before.
fn near(rules: &RuleSet, own: &[Diagnostic], other: &[Diagnostic]) -> Vec<Diagnostic> {
    let reach = |finding: &Diagnostic| rules.rule(finding.rule.as_str()).map(Rule::reach);
    let (near, far): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        own.iter().partition(|finding| reach(finding) == Ok(Reach::Block));
    let far: Vec<&Diagnostic> =
        far.into_iter().chain(other.iter().filter(|finding| reach(finding) != Ok(Reach::Block))).collect();
    let is_apart = |finding: &&Diagnostic| !far.iter().any(|far| far.span.touches(finding.span));
    near.into_iter().filter(is_apart).cloned().collect()
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
                    let (found, expected) = (&draft.report().diagnostics, &whole.diagnostics);
                    let (found, expected) = (near(&rules, found, expected), near(&rules, expected, found));
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
    let text = "# The long way\n\nShe came home late.\n\nHe saw the the boat.\n";
    let small = "repetition/doubled-small-word";
    let word = "repetition/doubled-word";
    check_edit(text, ("home", "home home"), Some("She came home home late.\n"), &[word, small]);
    check_edit(text, ("the the", "the"), Some("He saw the boat.\n"), &[]);
    check_edit(
        text,
        ("late", "recieve"),
        Some("She came home recieve.\n"),
        &["spelling/known-misspelling", small],
    );
    check_edit(text, ("She came", "# She came"), None, &[small]);
    check_edit(text, ("late.\n", "late."), None, &[small]);
    // What is opened and not closed swallows the rest.
    check_edit(text, (" late", "\n```late"), None, &[]);
    check_edit(text, (" late", "\n<!-- late"), None, &[]);
}

#[test]
fn what_is_suppressed_stays_where_it_stands() {
    let rules = RuleSet::builtin();
    let text = "She came home.\n\nThe sign said that they “recieve [sic] guests” on Monday.\n";
    let mut draft = Draft::new(Source::new("draft.md", text), &rules, Levels::default());
    let suppressed = |draft: &Draft<'_>| -> Vec<String> {
        let found = draft.report().suppressed.iter();
        found.map(|finding| draft.source().slice(finding.span).to_owned()).collect()
    };
    assert_eq!(suppressed(&draft), ["recieve"]);
    assert!(matches!(draft.edit(Span::new(9, 13), "back to us"), Checked::Paragraph(_)));
    assert_eq!(suppressed(&draft), ["recieve"]);
}
