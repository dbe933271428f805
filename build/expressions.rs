//! What the regular expressions of the built-in rules need, as a table in Rust, so that they need not be parsed when
//! prosec starts.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::PathBuf;
use std::{fs, io};

use crate::needs::Needs;

/// The kinds whose tables hold expressions.
const KINDS: [&str; 3] = ["pattern", "count", "conditional"];

/// The table of all strings of these kinds that are expressions, sorted by text and case. What is none, and what is
/// an expression by chance, does no harm: it is never asked for.
pub fn table(files: &[PathBuf]) -> io::Result<String> {
    let mut all: BTreeMap<(String, bool), Needs> = BTreeMap::new();
    for file in files {
        let rule: toml::Table = fs::read_to_string(file)?.parse().map_err(io::Error::other)?;
        for kind in KINDS.iter().filter_map(|kind| rule.get(*kind)?.as_table()) {
            let ignore_case = !kind.get("case-sensitive").and_then(toml::Value::as_bool).unwrap_or(false);
            kind.values().for_each(|value| collect(value, ignore_case, &mut all));
        }
    }
    let mut table = String::from("&[\n");
    for ((text, ignore_case), needs) in all {
        let Needs { literals, characters, groups, group_count } = needs;
        let characters = characters.map(|set| format!("CharacterSet::new{:?}", set.parts()));
        let characters = characters.map_or("None".to_owned(), |set| format!("Some({set})"));
        let literals = literals.map(|literals| format!("&{literals:?}"));
        let literals = literals.map_or("None".to_owned(), |literals| format!("Some({literals})"));
        writeln!(
            table,
            "    Known {{ text: {text:?}, ignore_case: {ignore_case}, literals: {literals}, \
             characters: {characters}, groups: &{groups:?}, group_count: {group_count} }},"
        )
        .expect("a string takes all");
    }
    table.push_str("]\n");
    Ok(table)
}

fn collect(value: &toml::Value, ignore_case: bool, all: &mut BTreeMap<(String, bool), Needs>) {
    match value {
        toml::Value::String(text) => {
            if let Ok(hir) = regex_syntax::parse(text) {
                all.insert((text.clone(), ignore_case), Needs::of(&hir, ignore_case));
            }
        }
        toml::Value::Array(items) => items.iter().for_each(|item| collect(item, ignore_case, all)),
        toml::Value::Table(table) => table.values().for_each(|item| collect(item, ignore_case, all)),
        _ => {}
    }
}
