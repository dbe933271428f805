//! What wakes the built-in rules, as the text of `data/wakes.toml`: the build script cannot read rules, and takes it
//! from there.

use std::fmt::Write;

use super::builtin;
use super::rule::Rule;
use super::set::RuleSet;
use crate::matcher::{GAP_MARKS, Gap, Phrase, SIGN_MARK, Wakes, mark_of};
use crate::text::CharacterSet;

/// What writes the file.
pub(super) const WRITE: &str = "cargo run --release --example wakes";

/// The text of `data/wakes.toml` as the rules have it.
#[doc(hidden)]
pub fn builtin_wakes() -> String {
    let (rules, error) = RuleSet::builtin_in_full();
    assert!(error.faulty.is_empty(), "the built-in rules are sound: {error}");
    let files: Vec<(&str, String)> =
        builtin::files().map(|(path, file)| (path, file.text().to_owned())).collect();
    let mark = mark_of(files.iter().map(|(path, text)| (*path, text.as_str())));
    let mut out = format!("# What wakes each of the built-in rules, from the rules themselves:\n# {WRITE}\n");
    writeln!(out, "rules = \"{mark}\"").expect("a string takes all");
    rules.rules().iter().for_each(|rule| write_rule(rule, &mut out));
    out
}

fn write_rule(rule: &Rule, out: &mut String) {
    write!(out, "\n[\"{}\"]\n", rule.id).expect("a string takes all");
    let parts = rule.parts();
    if !parts.is_empty() {
        write_key("parts", toml::Value::from(parts), out);
    }
    match rule.matcher().wakes() {
        Wakes::Always => write_key("wakes", "always".into(), out),
        Wakes::Characters(wanted) => write_key("characters", characters(wanted).into(), out),
        Wakes::Findings => write_key("wakes", "findings".into(), out),
        Wakes::Remarks => write_key("wakes", "remarks".into(), out),
        Wakes::Words(words) => {
            let mut items: Vec<Vec<String>> = Vec::new();
            for (word, item) in words {
                items.resize(items.len().max(item + 1), Vec::new());
                items[item].push(word);
            }
            write_key("words", items.into(), out);
        }
        Wakes::Phrases(phrases) => {
            let phrases: Vec<toml::Value> = phrases.iter().map(|phrase| parts_of(phrase).into()).collect();
            write_key("phrases", phrases.into(), out);
        }
        Wakes::Literals(literals) => {
            let is_exact = literals.iter().any(|literal| literal.is_exact);
            assert!(literals.iter().all(|literal| literal.is_exact == is_exact), "{}: of one kind", rule.id);
            let texts: Vec<String> = literals.into_iter().map(|literal| literal.text).collect();
            write_key(if is_exact { "exact-literals" } else { "literals" }, texts.into(), out);
        }
    }
}

/// The characters of a set as a text: those of ASCII, and one that stands for all beyond.
fn characters(set: CharacterSet) -> String {
    let (ascii, beyond) = set.parts();
    let ascii = (0..128_u8).filter(|code| ascii >> code & 1 == 1).map(char::from);
    ascii.chain(beyond.then_some('…')).collect()
}

fn write_key(key: &str, value: toml::Value, out: &mut String) {
    writeln!(out, "{key} = {value}").expect("a string takes all");
}

fn parts_of(phrase: &Phrase) -> Vec<String> {
    let written = phrase.parts.iter().map(|part| {
        let gap = Gap::ALL.iter().position(|gap| *gap == part.gap).expect("all of them are there");
        let sign = if part.is_word { String::new() } else { SIGN_MARK.to_string() };
        format!("{}{sign}{}", GAP_MARKS[gap], part.text)
    });
    written.collect()
}
