//! What token patterns find, and which faults they report.

use super::{Found, Pattern};
use crate::analysis::{Analysis, List, Lists, Scope};
use crate::diagnostic::Diagnostic;
use crate::document::Document;
use crate::lexicon::Lexicon;
use crate::matcher::{Context, Trust};
use crate::settings::{Faults, Spanned};
use crate::source::{Source, Span};

fn lists() -> Lists {
    let mut lists = Lists::default();
    lists.insert("colours", List::new(["red".to_owned(), "green".to_owned()]));
    lists.insert("motions", List::new(["go".to_owned(), "walk".to_owned()]));
    lists
}

fn spanned(text: &str) -> Spanned<String> {
    Spanned { value: text.to_owned(), span: Span::new(0, text.len()) }
}

/// A pattern as it is read, and the faults that were told.
fn read(
    read: fn(&Spanned<String>, &Context<'_>) -> Option<Pattern>,
    pattern: &str,
) -> (Option<Pattern>, Vec<Diagnostic>) {
    let faults = Faults::default();
    let context = Context {
        lists: &lists(),
        lexicon: &Lexicon::english(),
        rules: &[],
        scope: &Scope::default(),
        faults: &faults,
        trust: Trust::None,
    };
    (read(&spanned(pattern), &context), faults.into_sorted())
}

/// A pattern that is sound.
fn sound(pattern: &str) -> Pattern {
    read(Pattern::read, pattern).0.expect("the pattern is sound")
}

fn with_analysis<R>(text: &str, look: impl FnOnce(&Analysis<'_>) -> R) -> R {
    let source = Source::new("text.txt", text);
    let document = Document::parse(&source);
    let (lexicon, lists) = (Lexicon::english(), lists());
    look(&Analysis::new(&document, &lexicon, &lists))
}

/// Whether `frame` fits around the first “oar” of `text`.
fn check_frame(frame: &str, text: &str, expected: bool) {
    let frame = read(Pattern::read_frame, frame).0.expect("the frame is sound");
    let fits = with_analysis(text, |analysis| {
        let place = (0..analysis.tokens().len()).find(|&index| analysis.folded(index) == "oar");
        let place = place.expect("the text holds the word");
        frame.fits(analysis, &analysis.sentence_of(place), place)
    });
    assert_eq!(fits, expected, "{text}");
}

/// The longest part that the pattern reports, wherever its anchor stands first.
fn check(pattern: &str, text: &str, expected: &str) {
    let read = sound(pattern);
    let found = with_analysis(text, |analysis| {
        let at = |place| read.at(analysis, &analysis.sentence_of(place), place);
        let all = (0..analysis.tokens().len()).filter_map(at);
        let first = all.min_by_key(|found| (found.reported.start, usize::MAX - found.reported.end));
        first.map(|Found { reported, .. }| analysis.document.slice(analysis.span_of(reported)).to_owned())
    });
    assert_eq!(found.as_deref().unwrap_or_default(), expected, "{pattern} in {text}");
}

fn check_faults(pattern: &str, expected: &str) {
    let (pattern_read, found) = read(Pattern::read, pattern);
    assert!(pattern_read.is_none(), "{pattern}");
    let shown: Vec<String> = found.iter().map(|fault| format!("{} {}", fault.span, fault.message)).collect();
    assert_eq!(shown.join("; "), expected, "{pattern}");
}

#[test]
fn frames_hold_neighbours_against_words_and_classes() {
    for (frame, text, expected) in [
        ("the|an _", "An oar broke.", true),
        ("the|an _", "No oar broke.", false),
        ("_ [colours]", "One oar red, one green.", true),
        ("_ [colours]|[number]", "Oar 7 is lost.", true),
        ("_ [colours]|[number]", "Oar seven is lost.", false),
        ("[ing] _", "The rowing oar.", true),
        ("[ing] _", "The king oar.", false),
        ("_ $", "He held the oar", true),
        ("_ $", "The oar, he said.", true),
        ("_ $|lay", "The oar lay there.", true),
        ("^ _", "Oar in hand, he left.", true),
        ("^ _", "It sank. Oar and all.", true),
        ("^ _", "It sank, oar and all.", false),
        ("!an _ was", "The oar was lost.", true),
        ("!an _ was", "Oar was lost.", true),
        ("!an _ was", "An oar was lost.", false),
        ("his|[name] [colours] _ $", "Anna green oar.", true),
    ] {
        check_frame(frame, text, expected);
    }
}

#[test]
fn items_are_words_classes_shapes_and_conditions() {
    for (pattern, text, expected) in [
        ("could of", "You Could of come.", "Could of"),
        ("=May [number]", "In may 5 or May 6.", "May 6"),
        ("~go home", "She went home.", "went home"),
        ("~[motions] [colours]", "They walked red.", "walked red"),
        ("[UPPER] [lower]", "The NATO summit.", "NATO summit"),
        ("[un-] [-ness]", "His unhappy sadness.", "unhappy sadness"),
        ("/[a-z]+\\d/ x", "The item7 x.", "item7 x"),
        ("a|an&!an cat", "An cat, a cat.", "a cat"),
        ("[unknown] cat", "A blorfy cat.", "blorfy cat"),
        ("% ,", "About 5% , or so.", "% ,"),
        ("\\? ok", "So? ok", "? ok"),
        ("the [lower]&[same-line]", "The\nred, the oar.", "the oar"),
        ("number %&[joined]", "The number%.", "number%"),
        ("to [base!] it", "The work to discard it.", "to discard it"),
    ] {
        check(pattern, text, expected);
    }
}

#[test]
fn searches_without_a_word_start_where_their_characters_stand() {
    for (pattern, text, expected) in [
        ("/[a-z]+'s/", "The boat’s and the ferry's oars", &["boat’s", "ferry's"][..]),
        ("/[a-z]+'s/", "The BOAT’S oars", &["BOAT’S"]),
        ("=/[a-z]+'s/", "The boat’s and the ferry's oars", &["ferry's"]),
        ("/[0-9]+/", "12 oars and 7", &["12", "7"]),
    ] {
        let read = sound(pattern);
        with_analysis(text, |analysis| {
            let found: Vec<&str> = read.starts(analysis).map(|index| analysis.token_text(index)).collect();
            assert_eq!(found, expected, "{pattern} in {text}");
        });
    }
}

#[test]
fn items_repeat_and_leave_gaps_within_a_sentence() {
    for (pattern, text, expected) in [
        ("a very* cat", "A very very very cat.", "A very very very cat"),
        ("a very{1,2} cat", "A very very very cat.", ""),
        ("a old? cat", "Not a cat.", "a cat"),
        ("neither … or", "Neither the cat or the dog.", "Neither the cat or"),
        ("neither …{0,1} or", "Neither the cat or the dog.", ""),
        ("neither … or", "Neither came. Red or green.", ""),
        ("<a lot> off [noun]", "We have a lot off dogs.", "a lot"),
        ("very+ <cat>", "Very very very cat.", "cat"),
        ("x [word]* y", "x a y b y c", "x a y b y"),
    ] {
        check(pattern, text, expected);
    }
}

#[test]
fn captures_have_the_text_of_their_item() {
    let read = sound("did name:[past] rest:[word]*");
    with_analysis("They did went home fast.", |analysis| {
        let found = read.at(analysis, &(0..analysis.tokens().len()), 1).expect("it fits");
        let captured: Vec<_> = read.captured(&found).collect();
        assert_eq!(captured, [("name", 2..3), ("rest", 3..5)]);
    });
}

#[test]
fn work_is_bounded_on_text_that_repeats() {
    let text = "of ".repeat(20_000);
    check("of [word]* [word]* [word]* zebra", &text, "");
}

#[test]
fn faults_are_reported_where_they_are() {
    for (pattern, expected) in [
        ("the [colour] oar", "5..11 unknown class or list “colour”"),
        ("well-known oar", "0..10 “well-known” is 3 tokens, and an item is one"),
        ("a b{3,1}", "2..8 no such repetition"),
        ("a /(/ b", "3..4 no sound expression: unclosed group"),
        ("a <b c", "2..3 a “<” without its “>”"),
        ("a b> c", "3..4 a “>” without its “<”"),
        ("<a> <b>", "4..7 a second “<”"),
        ("a||b", "2..2 a choice is empty"),
        ("a _", "2..3 “_” stands for a word that this kind of rule lacks"),
        ("a? …", "0..6 the pattern needs no token at all"),
        ("~[motion] [clours]", "2..8 unknown list “motion”; 11..17 unknown class or list “clours”"),
    ] {
        check_faults(pattern, expected);
    }
}
