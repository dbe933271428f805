//! What the regular expressions of the built-in rules need, as a table in Rust, so that they need not be parsed when
//! prosec starts; and automata that tell of most texts that an expression matches nowhere in them, so that it need not be
//! compiled.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::{fs, io};

use crate::automata::{CHEAP, LARGEST, lay_out};
use crate::narrow::{Beyond, narrowed};
use crate::needs::Needs;
use crate::widen::{coarse, uncounted};

/// The kinds whose tables hold expressions.
const KINDS: [&str; 3] = ["pattern", "count", "conditional"];
/// The kinds whose tables hold token patterns, in which expressions for whole tokens stand between strokes.
const KINDS_OF_TOKENS: [&str; 2] = ["sequence", "confusion"];

/// An expression as rules give it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Expression {
    text: String,
    ignore_case: bool,
    /// Whether it is held against one whole token.
    is_of_token: bool,
}

/// The table of all strings of these kinds that are expressions, sorted by text and case, and the bytes of their
/// automata. What is no expression, and what is one by chance, does no harm: it is never asked for.
pub fn table(files: &[PathBuf]) -> io::Result<(String, Vec<u8>)> {
    let mut automata: Vec<u8> = Vec::new();
    let mut all: BTreeMap<Expression, Needs> = BTreeMap::new();
    for file in files {
        let rule: toml::Table = fs::read_to_string(file)?.parse().map_err(io::Error::other)?;
        for kind in KINDS.iter().filter_map(|kind| rule.get(*kind)?.as_table()) {
            let ignore_case = !kind.get("case-sensitive").and_then(toml::Value::as_bool).unwrap_or(false);
            let mut add = |text: &str| add(text.to_owned(), ignore_case, false, &mut all);
            kind.values().for_each(|value| each_string(value, &mut add));
        }
        for kind in KINDS_OF_TOKENS.iter().filter_map(|kind| rule.get(*kind)) {
            each_string(kind, &mut |pattern| {
                for text in pattern.split(' ').flat_map(between_strokes) {
                    add(format!("^(?:{text})$"), false, true, &mut all);
                }
            });
        }
    }
    let mut table = String::from("&[\n");
    for (Expression { text, ignore_case, is_of_token }, needs) in all {
        let Needs { literals, characters, groups, group_count } = needs;
        let characters = characters.map(|set| format!("CharacterSet::new{:?}", set.parts()));
        let characters = characters.map_or("None".to_owned(), |set| format!("Some({set})"));
        let literals = literals.map(|literals| format!("&{literals:?}"));
        let literals = literals.map_or("None".to_owned(), |literals| format!("Some({literals})"));
        let narrowed = narrowed(&text, ignore_case).expect("it was parsed for what it needs");
        let beyond = Beyond::of(&text, ignore_case);
        let mut put = |automaton: Option<Vec<u8>>| {
            let start = automata.len();
            automata.extend(automaton.unwrap_or_default());
            start..automata.len()
        };
        let automaton =
            put(if is_of_token { lay_out(&narrowed, LARGEST) } else { covering(&narrowed, LARGEST) });
        let is_asked = beyond == Beyond::Matches && !is_of_token;
        let coarse = coarse(&text, ignore_case).filter(|_| is_asked);
        let coarse = put(coarse.and_then(|coarse| covering(&coarse, CHEAP)));
        writeln!(
            table,
            "    Known {{ text: {text:?}, narrowed: {narrowed:?}, ignore_case: {ignore_case}, \
             beyond: Beyond::{beyond:?}, literals: {literals}, characters: {characters}, groups: &{groups:?}, \
             group_count: {group_count}, automaton: {automaton:?}, coarse: {coarse:?} }},"
        )
        .expect("a string takes all");
    }
    table.push_str("]\n");
    Ok((table, automata))
}

/// An automaton that matches wherever an expression does; where one that matches nowhere else is not cheap, in some other
/// texts as well, and it may take as much as the limit.
fn covering(expression: &str, limit: usize) -> Option<Vec<u8>> {
    let widened = || lay_out(&uncounted(expression)?, limit);
    lay_out(expression, CHEAP).or_else(widened)
}

/// Adds a string if it is an expression.
fn add(text: String, ignore_case: bool, is_of_token: bool, all: &mut BTreeMap<Expression, Needs>) {
    if let Ok(hir) = regex_syntax::parse(&text) {
        all.insert(Expression { text, ignore_case, is_of_token }, Needs::of(&hir, ignore_case));
    }
}

/// What stands between any two strokes of an item.
fn between_strokes(item: &str) -> impl Iterator<Item = &str> {
    let strokes = || item.match_indices('/').map(|(at, _)| at);
    strokes().flat_map(move |open| strokes().filter_map(move |close| item.get(open + 1..close)))
}

fn each_string(value: &toml::Value, look: &mut impl FnMut(&str)) {
    match value {
        toml::Value::String(text) => look(text),
        toml::Value::Array(items) => items.iter().for_each(|item| each_string(item, look)),
        toml::Value::Table(table) => table.values().for_each(|item| each_string(item, look)),
        _ => {}
    }
}
