//! Holds the measures of corpora against the programs that they come from. `measures/fixtures.json` holds what
//! datatrove 0.10.1, Dolma, DCLM and RedPajama-V2 say of some texts, and the tokens that datatrove makes of
//! them: given the same tokens, values are the same to the last bit, and so are the verdicts of the rules.

use std::fs;
use std::path::Path;

use prosec::analysis::{BareText, Words, count_sentences, measure, measures};
use serde_json::Value;

const FIXTURES: &str = include_str!("measures/fixtures.json");

/// The rules that stand for a filter of datatrove, by the name that fixtures give it.
const FILTERS: [(&str, &str); 5] = [
    ("gopher-quality", "below-gopher-quality"),
    ("gopher-repetition", "gopher-repetition"),
    ("fineweb", "below-fineweb-quality"),
    ("c4", "below-c4-quality"),
    ("c4-paragraphs", "few-c4-paragraphs"),
];

fn fixtures() -> Value {
    serde_json::from_str(FIXTURES).expect("valid JSON")
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

/// A document of the fixtures: its name, its text and the words in it.
fn document(fixture: &Value) -> (&str, &str, Words) {
    let text = |key: &str| fixture[key].as_str().expect("a string");
    let words =
        Words::of_tokens(list(fixture, "tokens").iter().map(|token| token.as_str().expect("a string")));
    (text("name"), text("text"), words)
}

#[test]
fn values_are_those_of_the_sources() {
    let fixtures = fixtures();
    let mut wrong = Vec::new();
    let mut compared = 0;
    for fixture in list(&fixtures, "documents") {
        let (name, text, words) = document(fixture);
        let text = BareText::new(text, &words);
        for (measure_name, expected) in list(&fixtures, "measures").iter().zip(list(fixture, "values")) {
            let measure_name = measure_name.as_str().expect("a string");
            let measure = measure(measure_name).unwrap_or_else(|| panic!("there is no {measure_name}"));
            let value = measure.value_of_text(&text);
            if expected != "-" {
                compared += 1;
                if value != expected.as_f64() {
                    wrong.push(format!("{name}: {measure_name} is {expected}, not {value:?}"));
                }
            }
        }
    }
    assert!(compared > 2_000, "{compared} values were compared");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn verdicts_are_those_of_the_filters() {
    let mut met = Vec::new();
    for fixture in list(&fixtures(), "documents") {
        let (name, text, words) = document(fixture);
        let text = BareText::new(text, &words);
        for (filter, rule) in FILTERS {
            let expected = fixture["reasons"][filter].as_str();
            let found = verdict(rule, &text);
            assert_eq!(found.as_deref(), expected, "{filter} of {name}");
            met.extend(found);
        }
    }
    met.sort();
    met.dedup();
    assert!(met.len() >= 20, "too few reasons are met: {met:?}");
}

/// The reason of the first test of a rule that fails.
fn verdict(rule: &str, text: &BareText<'_>) -> Option<String> {
    let path = Path::new("rules/corpus").join(rule).with_extension("toml");
    let file: toml::Table = fs::read_to_string(path).expect("readable").parse().expect("valid TOML");
    let table = file["measure"].as_table().expect("a table");
    let tests = match table.get("tests").and_then(toml::Value::as_array) {
        Some(tests) => tests.iter().filter_map(toml::Value::as_table).collect(),
        None => vec![table],
    };
    let limit = |test: &toml::Table, key: &str| {
        test.get(key).and_then(|value| value.as_float().or(value.as_integer().map(|limit| limit as f64)))
    };
    let failed = tests.into_iter().find(|test| {
        let measure = measure(test["of"].as_str().expect("a string")).expect("it exists");
        measure.value_of_text(text).is_some_and(|value| {
            limit(test, "above").is_some_and(|limit| value > limit)
                || limit(test, "below").is_some_and(|limit| value < limit)
        })
    })?;
    // The one test of a rule has no name of its own; datatrove calls this one so.
    Some(failed.get("reason").and_then(toml::Value::as_str).unwrap_or("< 3 paragraphs").to_owned())
}

#[test]
fn sentences_are_those_of_spacy() {
    let fixtures = fixtures();
    assert!(list(&fixtures, "sentences").len() > 50);
    for sentence in list(&fixtures, "sentences") {
        let row = sentence.as_array().expect("a row");
        let tokens: Vec<&str> = row[1..].iter().filter_map(Value::as_str).collect();
        assert_eq!(Some(count_sentences(&tokens) as u64), row[0].as_u64(), "{tokens:?}");
    }
}

#[test]
fn names_are_distinct_and_say_their_source() {
    let mut names: Vec<&str> = measures().map(|measure| measure.name).collect();
    assert!(names.iter().all(|name| name.contains('@') == name.contains('/')), "{names:?}");
    names.sort_unstable();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
}
