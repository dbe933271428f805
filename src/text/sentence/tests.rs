//! Where sentences end.

use super::*;
use crate::document::TextSpan;
use crate::text::{fold, tokenize};

fn kind(word: &str) -> Abbreviation {
    match word {
        "dr" | "mr" | "mrs" | "st" | "gen" | "prof" | "e.g" | "i.e" | "vs" | "cf" => Abbreviation::NeverLast,
        "no" | "p" | "pp" | "fig" | "vol" | "jan" | "dec" | "nos" => Abbreviation::BeforeNumber,
        "inc" | "co" | "corp" | "etc" | "jr" | "ltd" | "al" | "ave" | "yahoo!" => Abbreviation::MayBeLast,
        _ => Abbreviation::No,
    }
}

fn all_sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut all = Vec::new();
    sentences(text, tokens, kind, |found| all.push(found));
    all
}

/// Checks where a text is cut; the sentences of `expected` are parted by “|”, which is no part of them.
fn check(expected: &str) {
    let text = expected.replace('|', "");
    let mut tokens = Vec::new();
    tokenize(&text, TextSpan::new(0, text.len()), &mut tokens);
    let found: Vec<&str> = all_sentences(&text, &tokens)
        .into_iter()
        .map(|range| &text[tokens[range.start].span().to(tokens[range.end - 1].span()).range()])
        .collect();
    let expected: Vec<&str> = expected.split('|').map(str::trim).collect();
    assert_eq!(found, expected);
}

#[test]
fn the_lists_hold_what_the_splitter_can_be_asked() {
    let lists = [
        include_str!("../../../rules/lists/abbreviations.toml"),
        include_str!("../../../rules/lists/abbreviations-before-numbers.toml"),
        include_str!("../../../rules/lists/abbreviations-that-end.toml"),
    ];
    let mut seen = std::collections::BTreeSet::new();
    for list in lists {
        let (_, words) = list.split_once("words = ").expect("each list has words");
        for word in words.split('"').skip(1).step_by(2) {
            assert!(!word.ends_with('.') && fold(word) == word, "{word} is not in lower case without stop");
            assert!(seen.insert(word), "{word} stands in two lists");
        }
    }
    assert!(seen.len() > 200);
}

#[test]
fn plain_ends() {
    for expected in [
        "We came. |They left.",
        "Is it late? |Perhaps. |Go home!",
        "Who knows?! |Nobody does.",
        "It rained\nall day. |Then it\nstopped.",
        "It cost $3.50. |That is cheap.",
        "It was 1990. |We were young.",
        "The bus is late: Nobody came.",
        "Read it at www.example.com. |Then write.",
        "He asked twice. |42 people answered.",
        "Nice work! 😊 |See you.",
        "今日は。|明日は。",
        "It is done.Next we rest.",
        "no capital. here either",
    ] {
        check(expected);
    }
}

#[test]
fn abbreviations() {
    for expected in [
        "Ask Dr. Brown. |He knows.",
        "Mr. and Mrs. Hill live on St. James Square.",
        "They met Gen. T. Woods, Prof. A. B. Lee et al. in Rome.",
        "Acme Inc. sells pens. |Bolt Corp. The rest is gone.".replace("Corp. The", "Corp. |The").as_str(),
        "Apples, pears, etc. |They were sold by Acme Co. Ltd. in Leeds.",
        "See fig. 3 and vol. 2, pp. 4, no. 7. |No. |He said no. |Then he left.",
        "It opens on Jan. 3. |It closes in Dec. |We shall see.",
        "Use tools, e.g. Hammers, i.e. Heavy things.",
        "The U.S. Senate met. |He lives in the U.S. |He likes it.",
        "At 5 p.m. Mr. Hill left. |She came at 6 p.m. |Then they ate.",
        "J. K. Hill wrote to J.R. Wood. |It was John F. Gray Jr. who read it.",
        "Search with Yahoo! Mail is old. |We left Yahoo! |They stayed.",
        "I know it and so do I. |They do too.",
    ] {
        check(expected);
    }
}

#[test]
fn quotes_and_brackets() {
    for expected in [
        "“Stop!” he said. |She ran.",
        "\"Stop!\" he said.",
        "“Really?” Smith asked. |“Yes.” |Then he went.",
        "“Come in.” |“No.”",
        "“Run!” I panted. |“Where?” |I turned to him.",
        "“It is late. |Go home.” |She went.",
        "He left. (She stayed.) Then it rained.".replace(" (", " |(").replace(") Then", ") |Then").as_str(),
        "They left (was it true?) and wept.",
        "The film “Who?” is long.",
        "‘It was,’ he said, ‘late.’ |‘Was it?’",
        "What? – he asked.",
    ] {
        check(expected);
    }
}

#[test]
fn dots_and_lists() {
    for expected in [
        "Well... maybe. |He paused... |Anna came.",
        "I thought . . . perhaps not. |So . . . I left.",
        "It faded.... |She left.",
        "1. Open the box. |2. Close it.",
        "a. First point. |b. Second point.",
        "IV. The fourth part. |It is short.",
        "(1) Open it. |(2) Close it.",
        "Is this it… |Yes.",
        "1. Open the box\n|2. Close the box\n|3. Go home",
        "1.) Open it |2.) Close it",
        "• 9. Open it |• 10. Close it",
        "a) Open it |b) Close it |c) Go",
        "1. Add 2 eggs and 3. |Then 2 more",
        "She wrote “It grew [...]” (Hill 55).",
    ] {
        check(expected);
    }
}
proptest::proptest! {
    #[test]
    fn sentences_cover_all_tokens_in_order(text in "([a-cI1-3 .!?…()“”\"•\n]|U\\.S\\. |\\. The |Dr\\. ){0,60}") {
        let mut tokens = Vec::new();
        tokenize(&text, TextSpan::new(0, text.len()), &mut tokens);
        let mut end = 0;
        for sentence in all_sentences(&text, &tokens) {
            assert!(sentence.start == end && sentence.end > end);
            end = sentence.end;
        }
        assert_eq!(end, tokens.len());
    }
}
