//! The text output for lines that are wider than the terminal.

use insta::assert_snapshot;
use unicode_width::UnicodeWidthChar;

use crate::emit::tests::text::drawn;
use crate::emit::tests::{diagnostic, emitted_in};
use crate::emit::visible::visible;
use crate::emit::{OutputFormat, Style};
use crate::{Source, Span};

#[test]
fn long_lines_are_cropped_around_their_labels() {
    let words = "lorem ipsum dolor ".repeat(600);
    assert_snapshot!(drawn(&format!("{words}⟦typo⟧ {words}")), @r"
      --> a.md:1:10801
      |
    1 | …ipsum dolor lorem ipsum dolor typo lorem ipsum dolor lorem ipsum…
      |                                ^^^^ here
    ");
    assert_snapshot!(drawn(&format!("⟨So⟩ {words}⟦typo⟧ {words}⟨end⟩")), @r"
      --> a.md:1:10804
      |
    1 | So lorem ipsum dolor…dolor typo lorem…lorem ipsum dolor end
      | --                         ^^^^                         --- also here
      | |                          |
      | |                          here
      | also here
    ");
    assert_snapshot!(drawn(&format!("Go: ⟦{words}to⟧ {words}")), @r"
      --> a.md:1:5
      |
    1 | Go: lorem ipsum dolor lorem ipsum…ipsum dolor to lorem ipsum dolor…
      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ here
    ");
    assert_snapshot!(drawn(&format!("{words}⟦one {words}\n{words}\n{words}two⟧ {words}")), @r"
      --> a.md:1:10801
      |
    1 |   …lorem ipsum dolor lorem ipsum dolor one lorem ipsum dolor lorem ipsum…
      | /--------------------------------------^
      . |
    3 | | …ipsum dolor lorem ipsum dolor two lorem ipsum dolor lorem ipsum dolor…
      | \----------------------------------^ here
    ");
    assert_snapshot!(drawn(&format!("{}⟦y⟧{}", "漢".repeat(3000), "\u{200B}".repeat(3000))), @r"
      --> a.md:1:3001
      |
    1 | …漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢漢y<U+200B><U+200B><U+200B><U+200B>…
      |                                      ^ here
    ");
}

/// The part of the drawn line that stands above the carets, and the columns that the line takes.
fn pointed_at(snippet: &str) -> (String, usize) {
    let lines: Vec<&str> = snippet.lines().collect();
    let (shown, carets) = (lines[2], lines[3]);
    let below = carets.find('^').expect("a caret")..carets.rfind('^').expect("a caret") + 1;
    let mut column = 0;
    let mut above = String::new();
    for character in shown.chars() {
        let width = character.width().expect("no control is drawn");
        let starts = if width == 0 { column - 1 } else { column };
        if below.contains(&starts) {
            above.push(character);
        }
        column += width;
    }
    (above, column)
}

#[test]
fn carets_stand_below_their_word_in_each_crop_of_a_line() {
    let line = "Tab\there 漢字漢字 e\u{301}te\u{301} 👩\u{200D}👧 naïve zero\u{200B}width ".repeat(5);
    for width in (40..200).step_by(7) {
        let mut start = 0;
        for word in line.split([' ', '\t']) {
            let span = Span::new(start, start + word.len());
            start = span.end + 1;
            if word.is_empty() {
                continue;
            }
            let reports = [(Source::new("a.md", line.clone()), vec![diagnostic("group/name", span)])];
            let output = emitted_in(OutputFormat::Text, Style { color: false, width }, &reports);
            let (_, snippet) = output.split_once('\n').expect("a snippet below the message");
            let (above, columns) = pointed_at(snippet);
            assert_eq!(above, visible(word), "at width {width}:\n{output}");
            assert!(columns <= width, "{columns} columns at width {width}:\n{output}");
        }
    }
}
