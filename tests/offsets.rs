//! Spans: on character boundaries inside the file for any text, and cutting out just what was flagged,
//! whatever markup, entities or line ends stand before it.

use proptest::prelude::*;
use prosec::{RuleSet, Source, check};
use std::sync::OnceLock;

#[path = "../fuzz/src/pieces.rs"]
mod pieces;
#[path = "../fuzz/src/report.rs"]
mod report;

fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(RuleSet::builtin)
}

/// Words and signs that stand between the pieces of markup.
const WORDS: &[&str] = &[
    "The",
    "mayor",
    "Ana Ruiz",
    "Mr. Ruiz",
    "waived to",
    "said",
    "teh",
    "gopage7",
    "US",
    "don’t",
    "naïve",
    ".",
    ",",
    ".;",
    "!",
    "?",
    " ",
    "  ",
    "\r\n\r\n",
    "](",
    "&amp;",
    "https://a.example/b",
    "a@b.example",
    "---\n",
    "+++\n",
    "{% y %}",
    "\\*",
    "1,000.5",
    "21st",
];

/// Pieces that documents are made of, broken ones among them.
fn piece() -> impl Strategy<Value = String> {
    let words = prop::sample::select(WORDS).prop_map(str::to_owned);
    let pieces = prop::sample::select(pieces::PIECES.concat()).prop_map(str::to_owned);
    prop_oneof![2 => words, 2 => pieces, 1 => any::<char>().prop_map(String::from)]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_on_boundaries_in_any_text(pieces in prop::collection::vec(piece(), 0..60), gaps in any::<bool>()) {
        let text = pieces.join(if gaps { " " } else { "" });
        for name in ["a.txt", "a.md", "a.html"] {
            let source = Source::new(name, text.as_str());
            report::hold(&source, &check(&source, rules()));
        }
    }
}

/// What the rule of an example flags in a text, in order.
fn flagged(rule: &str, source: &Source) -> Vec<String> {
    let report = check(source, rules());
    let of_rule = report.diagnostics.iter().filter(|diagnostic| diagnostic.rule.as_str() == rule);
    of_rule.map(|diagnostic| source.slice(diagnostic.span).to_owned()).collect()
}

/// Text before an example that makes every offset differ from what a naive count gives.
const BEFORE: &str = "Some *curious* text &amp; a [wide “link”](./page.md) – naïve, as ever.\n\n";

#[test]
fn flags_are_cut_out_exactly_behind_markup_and_in_crlf() {
    let mut held = 0;
    for rule in rules().rules() {
        for example in rule.examples().iter().filter(|example| !example.flags.is_empty()) {
            let name = format!("a.{}", example.extension);
            let plain = flagged(rule.id.as_str(), &Source::new(name.as_str(), example.text.value.as_str()));
            let before = match example.extension {
                "md" => BEFORE.to_owned(),
                "html" => "<p>Some <i>curious</i> text &amp; more – naïve, as ever.</p>\n".to_owned(),
                _ => "Some curious text – naïve, as ever.\n\n".to_owned(),
            };
            let moved = format!("{before}{}", example.text.value).replace("\r\n", "\n").replace('\n', "\r\n");
            let found = flagged(rule.id.as_str(), &Source::new(name, moved.as_str()));
            let unix: Vec<String> = found.iter().map(|text| text.replace("\r\n", "\n")).collect();
            // Rules that look at a whole document may judge another one otherwise; they never cut amiss.
            if unix.len() == plain.len() {
                assert_eq!(unix, plain, "{}: {:?}", rule.id, example.text.value);
                held += 1;
            }
        }
    }
    assert!(held > 100, "only {held} examples keep their number of findings");
}

#[test]
fn flags_are_cut_out_across_emphasis_links_and_entities() {
    for (text, rule, expected) in [
        ("We saw *the* the dog.", "repetition/doubled-small-word", "the* the"),
        ("We saw the [the](./a.md) dog.", "repetition/doubled-small-word", "the [the"),
        ("He wrote a lo**ng** lettr&nbsp;here.", "spelling/unknown-word", "lettr"),
        ("It was a bea&#117;tifull day.", "spelling/unknown-word", "bea&#117;tifull"),
    ] {
        let source = Source::new("a.md", text);
        assert_eq!(flagged(rule, &source), [expected], "{text}");
    }
}
