//! Small rules over small documents, and the faults of small rule files.

mod faults;

use std::sync::Arc;

use crate::analysis::{Analysis, Lists};
use crate::diagnostic::RuleId;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::matcher::Index;
use crate::rule::read::read_rule;
use crate::source::Source;

/// A rule file with `lines` in it: keys at the root, then the table of a kind.
fn file(lines: &str) -> Arc<Source> {
    let examples = "[[bad]]\ntext='a'\nflags=['a']\n".repeat(2) + &"[[good]]\ntext='b'\n".repeat(2);
    let head = "summary='s'\nseverity='note'\nmessage='m'\nwhy='w'\n";
    Arc::new(Source::new("rules/a/b.toml", format!("{head}{lines}\n{examples}")))
}

/// Checks what a rule finds in a text of this file name: the bytes of each finding, in order, parted by “|”.
fn check(lines: &str, name: &str, text: &str, expected: &str) {
    let id = RuleId::new("a/b").expect("valid");
    let (lexicon, lists) = (Lexicon::english(), Lists::default());
    let rule = read_rule(id, file(lines), &lists).unwrap_or_else(|faults| panic!("{lines}: {faults:?}"));
    let source = Source::new(name, text);
    let document = Document::parse(&source);
    let analysis = Analysis::new(&document, &lexicon, &lists);
    let mut diagnostics = Vec::new();
    let index = Index::new([(0, &*rule.matcher)]);
    index.wake(&analysis, |_, hits| rule.look(&analysis, &hits, &mut diagnostics));
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    let found: Vec<&str> = diagnostics.iter().map(|diagnostic| source.slice(diagnostic.span)).collect();
    assert_eq!(found.join("|"), expected, "{lines} over {text:?}");
}

/// Checks the faults of a rule file: a line for each, its span's text and its message.
fn check_faults(lines: &str, expected: &[(&str, &str)]) {
    let id = RuleId::new("a/b").expect("valid");
    let file = file(lines);
    let faults = read_rule(id, Arc::clone(&file), &Lists::default()).err().unwrap_or_default();
    let faults: Vec<(&str, &str)> =
        faults.iter().map(|fault| (file.slice(fault.span), fault.message.as_str())).collect();
    assert_eq!(faults, expected, "{lines}");
}

mod scopes {
    use super::*;

    /// The same over words with a digit, which each text marks its places with.
    fn check_scope(scope: &str, name: &str, text: &str, expected: &str) {
        let rule = format!("scope = [{scope}]\n[pattern]\nregex = '\\bq\\d'");
        check(&rule, name, text, expected);
    }

    #[test]
    fn blocks_are_told_by_their_kind() {
        let text = "# q1\n\nThe q2 text.\n\n- an q3\n\n> So q4 it is.\n\n\
                    | q5 | b |\n|---|---|\n| c | q6 |\n\n![A q7](f.png) q8\n";
        check_scope("", "a.md", text, "q1|q2|q3|q4|q5|q6|q7|q8");
        check_scope("'prose'", "a.md", text, "q1|q2|q3|q4|q5|q6|q7|q8");
        check_scope("'heading'", "a.md", text, "q1");
        check_scope("'paragraph'", "a.md", text, "q2|q4|q8");
        check_scope("'list-item', 'table-cell'", "a.md", text, "q3|q5|q6");
        check_scope("'image-alt'", "a.md", text, "q7");
        check_scope("'quotation'", "a.md", text, "q4");
        check_scope("'~quotation', 'paragraph'", "a.md", text, "q2|q8");
        check_scope("'~heading', '~table-cell', '~image-alt'", "a.md", text, "q2|q3|q4|q8");
        check_scope("'caption'", "a.html", "<figure><figcaption>q1</figcaption></figure><p>q2", "q1");
        check_scope("'heading'", "a.txt", "The q1 Road\n\nWe walked q2 on.", "q1");
        check_scope("'~quotation'", "a.txt", "Anna wrote:\n> I am q1.\nWell, q2.", "q2");
    }

    #[test]
    fn links_and_quotations_are_told_within_a_block() {
        check_scope("'link-text'", "a.md", "See [the q1 map](/q2 'q3') or q4.", "q1");
        check_scope("'~link-text'", "a.html", "<p>See <a href=q1>the q2</a> or q3.", "q3");
        check_scope("'quotation'", "a.txt", "She said “we q1 go” and q2 left.", "q1");
        check_scope("'~quotation'", "a.txt", "“We q1, said ‘go q2’ here,” she q3 said.", "q3");
        check_scope("'quotation'", "a.txt", "“We q1 go.\n\n“Or q2 stay,” she q3 said.", "q1|q2");
    }

    #[test]
    fn every_kind_is_held_to_its_scope() {
        let phrases = "[phrases]\nany = ['oar']";
        let text = "# Oar\n\nAn “oar” and an oar.\n";
        check(phrases, "a.md", text, "Oar|oar|oar");
        check(&format!("scope = ['~heading']\n{phrases}"), "a.md", text, "oar|oar");
        check(&format!("scope = ['quotation']\n{phrases}"), "a.md", text, "oar");
    }

    #[test]
    fn unknown_and_contrary_places_are_faults() {
        let check_scope = |scope: &str, expected: &[(&str, &str)]| {
            check_faults(&format!("scope = [{scope}]\n[pattern]\nregex = 'abc'"), expected);
        };
        check_scope("'headings'", &[("headings", "unknown scope “headings”")]);
        check_scope("'~headng'", &[("~headng", "unknown scope “~headng”")]);
        check_scope("'heading', '~heading'", &[("~heading", "“~heading” contradicts “heading”")]);
        check_scope("'heading', 'heading'", &[("heading", "“heading” is given twice")]);
        check_scope("'~prose'", &[("~prose", "“~prose” leaves nothing to look at")]);
        let message = "“~sentence” says how long a text is, and cannot be left out";
        check_scope("'~sentence'", &[("~sentence", message)]);
        check_faults(
            "scope = ['comment', 'sentence', 'prose']\n[phrases]\nany = ['abc']",
            &[
                ("comment", "[phrases] reads prose, and “comment” is none"),
                ("sentence", "[phrases] reads words, whatever text they stand in"),
            ],
        );
    }
}
