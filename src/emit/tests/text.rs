//! The text output for single findings: where the carets stand, and what is shown of the document.

use insta::assert_snapshot;

use crate::emit::OutputFormat;
use crate::emit::tests::{COLORED, diagnostic, emitted, emitted_in, everything};
use crate::{Applicability, Diagnostic, Fix, Label, Source, Span};

/// The text output for one diagnostic, without its first line and the summary. In `marked`, `⟦…⟧`
/// encloses the primary place, and `⟨…⟩` each further one, which says “also here”.
pub(super) fn drawn(marked: &str) -> String {
    let mut text = String::new();
    let mut found = diagnostic("group/name", Span::at(0));
    for character in marked.chars() {
        let offset = text.len();
        match character {
            '⟦' => (found.span, found.label) = (Span::at(offset), Some("here".to_owned())),
            '⟧' => found.span.end = offset,
            '⟨' => found.labels.push(Label { span: Span::at(offset), message: "also here".to_owned() }),
            '⟩' => found.labels.last_mut().expect("opened before").span.end = offset,
            _ => text.push(character),
        }
    }
    let output = emitted(OutputFormat::Text, &[(Source::new("a.md", text), vec![found])]);
    let (drawn, _) = output.rsplit_once("\n\n").expect("a blank line before the summary");
    let (_, snippet) = drawn.split_once('\n').expect("a snippet below the message");
    snippet.to_owned()
}

#[test]
fn a_finding_is_drawn_with_labels_help_fix_and_summary() {
    let (source, full) = everything();
    let second = Diagnostic { label: None, ..diagnostic("quotes/mixed", Span::new(20, 30)) };
    assert_snapshot!(emitted(OutputFormat::Text, &[(source, vec![full, second])]), @r#"
    error[names/twice]: “Anna” is named twice
      --> notes/day.md:1:10
      |
    1 | Anna met Anna.
      | ----     ^^^^ the same name
      | |
      | first named here
      |
      = help: name the other person
      = fix: replace with “herself”

    warning[quotes/mixed]: something is wrong
      --> notes/day.md:2:6
      |
    2 | They “talked".
      |      ^^^^^^^^

    1 error, 1 warning in 1 file
    "#);
}

#[test]
fn labels_on_one_line() {
    assert_snapshot!(drawn("So ⟨Ann⟩ met ⟦Ann⟧ and ⟨Ann⟩."), @r"
      --> a.md:1:12
      |
    1 | So Ann met Ann and Ann.
      |    ---     ^^^     --- also here
      |    |       |
      |    |       here
      |    also here
    ");
    assert_snapshot!(drawn("a ⟦b ⟨c⟩ d⟧ e"), @r"
      --> a.md:1:3
      |
    1 | a b c d e
      |   ^^^^^
      |   | |
      |   | also here
      |   here
    ");
}

#[test]
fn labels_on_several_lines() {
    assert_snapshot!(drawn("⟨One⟩\n⟦Two⟧\n"), @r"
      --> a.md:2:1
      |
    1 | One
      | --- also here
    2 | Two
      | ^^^ here
    ");
    assert_snapshot!(drawn("⟦One⟧\nbetween\n⟨Two⟩\nand\nso\non\n⟨three⟩"), @r"
      --> a.md:1:1
      |
    1 | One
      | ^^^ here
      .
    3 | Two
      | --- also here
      .
    7 | three
      | ----- also here
    ");
}

#[test]
fn carets_stand_below_wide_and_joined_characters() {
    assert_snapshot!(drawn("\tx\t⟦typo⟧"), @r"
      --> a.md:1:4
      |
    1 |     x   typo
      |         ^^^^ here
    ");
    assert_snapshot!(drawn("漢字 ⟦漢字⟧ cafe\u{301} ⟨e\u{301}te\u{301}⟩ x"), @r"
      --> a.md:1:4
      |
    1 | 漢字 漢字 café été x
      |      ^^^^      --- also here
      |      |
      |      here
    ");
    assert_snapshot!(drawn("👩\u{200D}👩\u{200D}👧 ⟦wo⟧ ❤\u{FE0F} 👋🏽 ⟨rd⟩"), @r"
      --> a.md:1:7
      |
    1 | 👩👩👧 wo ❤ 👋 rd
      |        ^^      -- also here
      |        |
      |        here
    ");
}

#[test]
fn what_a_terminal_would_obey_or_hide_is_spelt_out() {
    assert_snapshot!(drawn("a\u{202E}⟦b\u{202C}⟧ \u{1B}[31m⟨red⟩\u{7}"), @r"
      --> a.md:1:3
      |
    1 | a<U+202E>b<U+202C> <U+001B>[31mred<U+0007>
      |          ^^^^^^^^^             --- also here
      |          |
      |          here
    ");
    assert_snapshot!(drawn("zero⟦\u{200B}⟧width, e⟨\u{301}⟩ mark"), @r"
      --> a.md:1:5
      |
    1 | zero<U+200B>width, e<U+0301> mark
      |     ^^^^^^^^        -------- also here
      |     |
      |     here
    ");
    assert_snapshot!(drawn("ten\u{A0}km, ⟦two\u{A0}km⟧, thin⟨\u{2009}⟩space"), @r"
      --> a.md:1:9
      |
    1 | ten km, two<U+00A0>km, thin<U+2009>space
      |         ^^^^^^^^^^^^^      -------- also here
      |         |
      |         here
    ");
    assert_snapshot!(drawn("\u{FEFF}⟦Start⟧ "), @r"
      --> a.md:1:2
      |
    1 | Start
      | ^^^^^ here
    ");
    assert_snapshot!(drawn("⟦\u{FEFF}⟧Start"), @r"
      --> a.md:1:1
      |
    1 | <U+FEFF>Start
      | ^^^^^^^^ here
    ");
}

#[test]
fn text_of_the_document_in_messages_and_paths_is_spelt_out() {
    let found = Diagnostic {
        message: "“a\u{1B}[2Jb\nc” is odd".to_owned(),
        label: Some("\u{202E}".to_owned()),
        help: Some("drop “\u{200B}”".to_owned()),
        fixes: vec![Fix {
            message: "replace with “\u{9B}”".to_owned(),
            applicability: Applicability::Suggested,
            edits: Vec::new(),
        }],
        ..diagnostic("group/name", Span::new(0, 1))
    };
    let source = Source::new("a\u{1B}]0;title\u{7}\n.md", "x");
    assert_snapshot!(emitted(OutputFormat::Text, &[(source, vec![found])]), @r"
    warning[group/name]: “a<U+001B>[2Jb c” is odd
      --> a<U+001B>]0;title<U+0007><U+000A>.md:1:1
      |
    1 | x
      | ^ <U+202E>
      |
      = help: drop “<U+200B>”
      = fix: replace with “<U+009B>”

    1 warning in 1 file
    ");
}

#[test]
fn a_place_without_width_has_a_caret() {
    assert_snapshot!(drawn("end⟦⟧"), @r"
      --> a.md:1:4
      |
    1 | end
      |    ^ here
    ");
    assert_snapshot!(drawn("one\n⟦⟧"), @r"
      --> a.md:2:1
      |
    2 |
      | ^ here
    ");
    assert_snapshot!(drawn("⟦⟧"), @r"
      --> a.md:1:1
      |
    1 |
      | ^ here
    ");
    assert_snapshot!(drawn("⟦⟧漢"), @r"
      --> a.md:1:1
      |
    1 | 漢
      | ^^ here
    ");
    assert_snapshot!(drawn("a\n\n⟦⟧\nb"), @r"
      --> a.md:3:1
      |
    3 |
      | ^ here
    ");
}

#[test]
fn line_ends_are_not_shown() {
    assert_snapshot!(drawn("one ⟦two⟧\r\nthree\r\n"), @r"
      --> a.md:1:5
      |
    1 | one two
      |     ^^^ here
    ");
    assert_snapshot!(drawn("one⟦\r\n⟧two"), @r"
      --> a.md:1:4
      |
    1 | one
      |    ^ here
    ");
    assert_snapshot!(drawn("one⟦ two\n⟧three"), @r"
      --> a.md:1:4
      |
    1 | one two
      |    ^^^^ here
    ");
    assert_snapshot!(drawn("lone\r⟦two⟧"), @r"
      --> a.md:1:6
      |
    1 | lone<U+000D>two
      |             ^^^ here
    ");
}

#[test]
fn a_label_of_several_lines_is_drawn_by_its_first_and_last() {
    assert_snapshot!(drawn("a ⟦b\nc\nd\ne⟧ f"), @r"
      --> a.md:1:3
      |
    1 |   a b
      | /---^
      . |
    4 | | e f
      | \-^ here
    ");
    assert_snapshot!(drawn("⟦b\nc⟧"), @r"
      --> a.md:1:1
      |
    1 | / b
    2 | | c
      | \-^ here
    ");
    assert_snapshot!(drawn("a⟦\n\n⟧b"), @r"
      --> a.md:1:2
      |
    1 |   a
      | /-^
    2 | |
      | \^ here
    ");
}

#[test]
fn many_labels_are_counted_not_drawn() {
    assert_snapshot!(drawn(&format!("⟦a⟧{}", " ⟨b⟩".repeat(20))), @r"
      --> a.md:1:1
      |
    1 | a b b b b b b b b b b b b b b b b b b b b
      | ^ - - - - - - - - also here
      | | | | | | | | |
      | | | | | | | | also here
      | | | | | | | also here
      | | | | | | also here
      | | | | | also here
      | | | | also here
      | | | also here
      | | also here
      | here
      |
      = and 12 more places
    ");
}

#[test]
fn colours_follow_severity() {
    let (source, full) = everything();
    let output = emitted_in(OutputFormat::Text, COLORED, &[(source, vec![full])]);
    assert_snapshot!(output.replace('\u{1B}', "␛"), @r"
    ␛[0m␛[1m␛[38;5;9merror[names/twice]␛[0m␛[1m: “Anna” is named twice␛[0m
      ␛[0m␛[36m-->␛[0m notes/day.md:1:10
      ␛[0m␛[36m|␛[0m
    ␛[0m␛[36m1␛[0m ␛[0m␛[36m|␛[0m Anna met ␛[0m␛[31mAnna␛[0m.
      ␛[0m␛[36m|␛[0m ␛[0m␛[36m----␛[0m     ␛[0m␛[31m^^^^␛[0m ␛[0m␛[31mthe same name␛[0m
      ␛[0m␛[36m|␛[0m ␛[0m␛[36m|␛[0m
      ␛[0m␛[36m|␛[0m ␛[0m␛[36mfirst named here␛[0m
      ␛[0m␛[36m|␛[0m
      ␛[0m␛[36m=␛[0m help: name the other person
      ␛[0m␛[36m=␛[0m fix: replace with “herself”

    1 error in 1 file
    ");
}
