//! Small rules over small documents, and the faults of small rule files.

mod faults;
mod wakes;

use std::sync::Arc;

use crate::analysis::{Analysis, Lists, Place};
use crate::diagnostic::RuleId;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::matcher::Index;
use crate::rule::Looked;
use crate::rule::read::{Known, read_rule, rule_fields};
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
    let known = Known { lists: &lists, lexicon: &lexicon, rules: &[] };
    let rule = read_rule(id, file(lines), &known).unwrap_or_else(|faults| panic!("{lines}: {faults:?}"));
    let source = Source::new(name, text);
    let document = Document::parse(&source);
    let analyses = [Analysis::new(&document, &lexicon, &lists)];
    let mut looked = Looked::default();
    let index = Index::new([], [(0, rule.matcher())], &lexicon);
    index.wake(&analyses, |_, _, hits| rule.look(&analyses[0], &hits, usize::MAX, &mut looked));
    let mut diagnostics = looked.diagnostics;
    diagnostics.sort_by_key(|diagnostic| diagnostic.span);
    let found: Vec<&str> = diagnostics.iter().map(|diagnostic| source.slice(diagnostic.span)).collect();
    assert_eq!(found.join("|"), expected, "{lines} over {text:?}");
}

/// Checks the faults of a rule file, or its notes if it has none: the text of each span, and the message.
fn check_faults(lines: &str, expected: &[(&str, &str)]) {
    let id = RuleId::new("a/b").expect("valid");
    let file = file(lines);
    let (lists, lexicon) = (Lists::default(), Lexicon::english());
    let known = Known { lists: &lists, lexicon: &lexicon, rules: &["a/b"] };
    let faults = match read_rule(id, Arc::clone(&file), &known) {
        Ok(rule) => rule.notes().to_vec(),
        Err(faults) => faults,
    };
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
    fn the_key_explains_each_place() {
        let key = rule_fields().iter().find(|field| field.key == "scope").expect("it is a key");
        for (name, _) in Place::NAMES {
            assert!(key.doc.contains(&format!("“{name}”")), "{name}");
        }
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
        check_scope("'sentence', 'document'", &[("document", "“document” contradicts “sentence”")]);
        check_scope("'~prose'", &[("~prose", "“~prose” leaves nothing to look at")]);
        let message = "“~sentence” says how long a text is, and cannot be left out";
        check_scope("'~sentence'", &[("~sentence", message)]);
        let message = "“sentence” is a part of the prose, and the other places hold none";
        check_scope("'sentence', 'comment'", &[("sentence", message)]);
        check_faults(
            "scope = ['comment', 'sentence', 'prose']\n[phrases]\nany = ['abc']",
            &[
                ("comment", "[phrases] reads prose, and “comment” is none"),
                ("sentence", "[phrases] reads words, whatever text they stand in"),
            ],
        );
    }

    #[test]
    fn patterns_match_as_written_however_deep_they_are() {
        let shapes = [("(?:xyz|wvu", ")", 80), ("(?:xyz|wvu(?:", ")?)", 45), ("((?i)xyz|[wvu]", ")+", 45)];
        for (open, close, deepest) in shapes {
            for depth in [1, deepest] {
                let regex = format!("{}stu{}", open.repeat(depth), close.repeat(depth));
                let rule = format!("[pattern]\nregex = '{regex}'\nslow = true");
                check(&rule, "a.md", "An xyz here.", "xyz");
                check(&rule, "a.md", "Café: an xyz here.", "xyz");
            }
        }
    }

    #[test]
    fn patterns_look_outside_of_the_prose() {
        let text = "---\nt: q1\n---\n[q2](/q3 'q4') `q5` <!-- q6 --> https://a.org/q7\n\n```\nq8\n```\n";
        check_scope("'link-target'", "a.md", text, "q3|q7");
        check_scope("'comment'", "a.md", text, "q6");
        check_scope("'code'", "a.md", text, "q5|q8");
        check_scope("'front-matter', 'link-text'", "a.md", text, "q1|q2");
        check_scope("'raw'", "a.md", text, "q1|q2|q3|q4|q5|q6|q7|q8");
        check_scope("'raw', '~code', '~link-text', '~front-matter'", "a.md", text, "q6|q7");
        check_scope("", "a.md", text, "q2|q7");
        let text = "# https://b.org/q2 [a](/q1)\n\n<https://c.org/q3>";
        check_scope("'link-target', '~heading'", "a.md", text, "q3");
        let html = "<p><a href='/a?b&amp;q1'>q2</a> <img src=q3 alt=q4><pre>q5</pre><!-- q6 -->";
        check_scope("'link-target'", "a.html", html, "q1|q3");
        check_scope("'code', 'comment'", "a.html", html, "q5|q6");
        let rule = "scope = ['link-target']\n[pattern]\nregex = '[?&]b=\\d|^/a_b$'";
        check(rule, "a.html", "<a href='?a&amp;b=1'>c</a>", "&amp;b=1");
        check(rule, "a.md", "[c](/a\\_b)", "/a\\_b");
    }

    #[test]
    fn characters_are_looked_for_outside_of_the_prose() {
        let text = "---\nt: é1\n---\n[é2](/é3 'é4') `é5` <!-- é6 --> https://a.org/é7\n\n```\né8\n```\n";
        let check_scope = |scope: &str, keys: &str, text: &str, expected: &str| {
            check(&format!("scope = [{scope}]\n[characters]\nany = ['é']\n{keys}"), "a.md", text, expected);
        };
        let before = |digit: char| format!("before = ['{digit}']");
        for (scope, digits) in [
            ("'code'", "58"),
            ("'comment'", "6"),
            ("'link-target'", "37"),
            ("'front-matter', 'link-text'", "12"),
            ("'raw'", "12345678"),
            ("'raw', '~code'", "123467"),
            ("", "27"),
        ] {
            for digit in '1'..='8' {
                let expected = if digits.contains(digit) { "é" } else { "" };
                check_scope(scope, &before(digit), text, expected);
            }
        }
        check_scope("'code'", "within = 'word'", "A cafe\u{301} `so a\u{e9}b` a\u{e9}b", "a\u{e9}b");
        check_scope("'code'", "joined = true", "```\né é\né\n```\n", "é é|é");
        check_scope("'code'", "unless-script = ['Greek']", "```\né π\né\n```\n", "é");
    }

    #[test]
    fn a_script_explains_characters_of_its_sentence_or_block() {
        let rule =
            |scope: &str| format!("scope = [{scope}]\n[characters]\nany = ['é']\nunless-script = ['Greek']");
        let text = "An é and π. One é.\n\nTwo é.\n";
        check(&rule(""), "a.txt", text, "é");
        check(&rule("'sentence'"), "a.txt", text, "é|é");
        check(&rule("'document'"), "a.txt", text, "");
    }

    #[test]
    fn a_text_is_a_sentence_a_block_or_the_document() {
        let text = "One oar. Two oars are here.\n\nThree oars. Four.\n";
        let regex = "[pattern]\nregex = '^\\w+ oars?|here\\.\\s+Three'";
        check(regex, "a.txt", text, "One oar|Three oars");
        check(&format!("scope = ['sentence']\n{regex}"), "a.txt", text, "One oar|Two oars|Three oars");
        check(&format!("scope = ['document']\n{regex}"), "a.txt", text, "One oar|here.\n\nThree");
        let regex = "[pattern]\nregex = 'oar(?s:.)*$'";
        check(&format!("scope = ['sentence']\n{regex}"), "a.txt", text, "oar.|oars are here.|oars.");
        let rule = "scope = ['sentence', 'heading']\n[pattern]\nregex = '^\\w+ oar'";
        check(rule, "a.md", "# An oar? No oar.\n\nAn oar.", "An oar|No oar");
    }
}

mod patterns {
    use super::*;

    #[test]
    fn guards_look_around_a_match() {
        let text = "Pay one coin. Or a coin of gold.\n\nSend a coin. Gold is fine.\n";
        let near = |guard: &str| format!("[pattern]\nregex = '\\w+ coin'\nnear = {guard}");
        check(&near("'gold'"), "a.txt", text, "a coin");
        check(&near("{ regex = 'gold' }"), "a.txt", text, "a coin");
        check(&near("{ regex = 'gold', within = 'block' }"), "a.txt", text, "one coin|a coin|a coin");
        check(&near("{ regex = 'send', within = 'document' }"), "a.txt", text, "one coin|a coin|a coin");
        check(&near("{ regex = 'silver', within = 'document' }"), "a.txt", text, "");
        let unless = |guard: &str| format!("[pattern]\nregex = '\\w+ coin'\nunless = {guard}");
        check(&unless("'^one'"), "a.txt", text, "a coin|a coin");
        check(&unless("{ regex = 'gold' }"), "a.txt", text, "one coin|a coin");
        check(&unless("{ regex = 'gold', within = 'block' }"), "a.txt", text, "");
        let rule = format!("{}\ncase-sensitive = true", unless("{ regex = 'gold', within = 'block' }"));
        check(&rule, "a.txt", text, "a coin");
    }

    #[test]
    fn what_is_near_is_not_the_match_itself() {
        let rule = "[pattern]\nregex = 'red coin'\nnear = 'red|blue'";
        let text = "A red coin. A red coin, a blue one. A red coin and a red coin.";
        check(rule, "a.txt", text, "red coin|red coin|red coin");
        let rule = "scope = ['link-target']\n[pattern]\nregex = 'red=\\w'\nnear = 'blue'";
        check(rule, "a.md", "[a](/?red=1&blue=2) [b](/?red=2) blue", "red=1");
    }

    #[test]
    fn many_matches_in_one_text_are_guarded_in_linear_time() {
        let text = "red coin and ".repeat(20_000);
        for scope in ["prose", "raw", "sentence", "document"] {
            let rule = format!("scope = ['{scope}']\n[pattern]\nregex = 'red coin'\nnear = 'blue|silver'");
            check(&rule, "a.txt", &text, "");
        }
    }

    #[test]
    fn any_of_several_expressions_may_match() {
        let rule = "[pattern]\nany = ['an oar', 'oars?\\b', '(?<at>row) boat']";
        check(rule, "a.txt", "An oar, an oar, oars, a row boat", "An oar|an oar|oars|row");
        check("[pattern]\nregex = 'oar'\nany = ['(?:an )?(?<at>oar)']", "a.txt", "an oar", "oar");
    }

    #[test]
    fn faults_of_expressions_are_shown_at_their_places() {
        let check_regex = |regex: &str, expected: &[(&str, &str)]| {
            check_faults(&format!("[pattern]\nregex = {regex}"), expected);
        };
        check_regex("'abc(d'", &[("(", "bad regex: unclosed group")]);
        let message = "bad regex: invalid character class range, the start must be <= the end";
        check_regex(r#""\\w\u00e9[z-a]d""#, &[("z-a", message)]);
        check_regex("'''\nabc(d'''", &[("(", "bad regex: unclosed group")]);
        let message = "the regex matches the empty text";
        check_regex("'(?:abc|d*|e)'", &[("d*", message)]);
        check_regex("'(abc|)'", &[("|", message)]);
        check_regex("'(|abc)'", &[("|", message)]);
        check_regex(r"'\b'", &[(r"\b", message)]);
        let message = "“^” holds for the first branch alone, and “$” for the last";
        check_regex("'(?:^abc|def$)'", &[("^abc|def$", message)]);
        for sound in
            ["'^(?:abc|def)$'", "'(?:^abc)|(?:def$)'", "'^abc$|^def$'", "'^abc|def'", "'(?:^|a)bcd(?:e|$)'"]
        {
            check_regex(sound, &[]);
        }
        check_faults("[pattern]\ncase-sensitive = true", &[("[pattern]", "[pattern] lacks “regex”")]);
        let message = "unknown within “line”";
        check_faults(
            "[pattern]\nregex = 'abc'\nnear = { regex = 'd', within = 'line' }",
            &[("line", message)],
        );
    }

    #[test]
    fn expressions_that_run_over_all_text_are_noted() {
        let message = "the regex runs over all text";
        check_faults("[pattern]\nany = ['abc', '\\d+']", &[("\\d+", message)]);
        check_faults("scope = ['raw']\n[pattern]\nregex = '\\d+'", &[("\\d+", message)]);
        check_faults("scope = ['link-target']\n[pattern]\nregex = '\\d+'", &[]);
        check_faults("[pattern]\nregex = '\\d+'\nslow = true", &[]);
        let message = "“slow” is not needed: each match holds a fixed text";
        check_faults("[pattern]\nregex = 'abc'\nslow = true", &[("slow", message)]);
    }
}

mod counts {
    use super::*;

    #[test]
    fn what_is_too_much_is_reported_where_the_limit_is_passed() {
        let rule = |keys: &str| format!("[count]\n{keys}");
        check(&rule("any=['very']\nper='sentence'\nmost=1"), "a.txt", "Very, very very. Very.", "very");
        check(&rule("regex='!'\nper='paragraph'\nmost=2"), "a.txt", "A! B! C! D!\n\nE!", "!");
        check(
            &rule("of='words'\nper='sentence'\nmost=3"),
            "a.txt",
            "One two three four. Five.",
            "One two three four.",
        );
        check(&rule("of='sentences'\nper='paragraph'\nmost=1"), "a.txt", "One. Two.\n\nThree.", "One. Two.");
        check(
            &rule("of='links'\nper='document'\nmost=1"),
            "a.md",
            "[a](http://b.com) and http://c.com.",
            "a",
        );
    }

    #[test]
    fn what_is_too_little_is_reported_at_the_whole() {
        check("[count]\nof='words'\nper='sentence'\nleast=2", "a.txt", "One two. Three.", "Three.");
        check("[count]\nany=['thank']\nper='document'\nleast=1", "a.txt", "Dear all. Bye.", "Dear all.");
        check("[count]\nany=['thank']\nper='document'\nleast=1", "a.txt", "Many thanks.", "");
    }

    #[test]
    fn the_same_may_count_once_and_the_limit_may_grow_with_the_text() {
        let distinct = "[count]\nany=['red car','blue car']\nper='document'\nmost=1\ndistinct=true";
        check(distinct, "a.txt", "Red cars, red cars.", "");
        check(distinct, "a.txt", "Red cars, a blue car.", "Red cars");
        let rate = "[count]\nany=['red']\nper='document'\nmost=1\nper-words=4";
        check(rate, "a.txt", "Red and red.", "Red");
        check(rate, "a.txt", "Red is one and two of it is red.", "");
    }

    #[test]
    fn texts_outside_of_the_bounds_are_left_alone() {
        check(
            "[count]\nof='links'\nper='document'\nmost=0\nmost-words=1",
            "a.txt",
            "Look: www.b.com",
            "www.b.com",
        );
        check(
            "[count]\nof='links'\nper='document'\nmost=0\nmost-words=1",
            "a.txt",
            "Look here: www.b.com",
            "",
        );
        check("[count]\nany=['red']\nper='document'\nmost=0\nleast-words=3", "a.txt", "Red it.", "");
    }

    #[test]
    fn a_table_must_say_one_thing_to_count_and_a_bound() {
        let message = "[count] must say one thing that is counted";
        check_faults("[count]\nper='sentence'\nmost=1", &[("[count]", message)]);
        check_faults("[count]\nof='words'\nany=['a']\nper='sentence'\nmost=1", &[("[count]", message)]);
        let lacks = "[count] lacks “most” or “least”";
        check_faults("[count]\nof='words'\nper='sentence'", &[("[count]", lacks)]);
    }
}

mod conditionals {
    use super::*;

    const RULE: &str = r"[conditional]
first = '\b([A-Z]{3})\b'
second = '(?:[A-Z]\w+ )+\(([A-Z]{3})\)'
except = ['BBC']
case-sensitive = true";

    #[test]
    fn the_first_use_without_its_answer_is_reported() {
        check(RULE, "a.txt", "The XYZ and the XYZ on BBC.", "XYZ");
        check(RULE, "a.txt", "The Xylo Yarn Zoo (XYZ) is it. XYZ!", "");
        check(RULE, "a.txt", "XYZ is the Xylo Yarn Zoo (XYZ).", "");
    }

    #[test]
    fn the_answer_may_have_to_stand_before() {
        let before = format!("{RULE}\norder = 'before'");
        check(&before, "a.txt", "XYZ is the Xylo Yarn Zoo (XYZ).", "XYZ");
        check(&before, "a.txt", "The Xylo Yarn Zoo (XYZ) is it. XYZ!", "");
    }

    #[test]
    fn both_expressions_need_a_group() {
        let rule = "[conditional]\nfirst = 'a'\nsecond = '(b)'";
        check_faults(rule, &[("a", "“first” has no group")]);
    }
}
