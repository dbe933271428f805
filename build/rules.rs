//! The rule files as a table in Rust, each with the head of its rule; and what wakes the rules, laid out in bytes. The
//! rules themselves wrote that to `data/wakes.toml`. While the rule files are not those that it was taken from, they are
//! embedded without heads, and prosec reads all of them when it starts.

use std::fmt::Write;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::{fs, io};

use toml::de::DeTable;
use toml::{Table, Value};

use crate::character_set::CharacterSet;
use crate::layout::lay_out;
use crate::stored::store;
use crate::wakes::{GAP_MARKS, Gap, Part, Phrase, SIGN_MARK, Wakes, mark_of};

/// Writes `rules.rs`, `heads.bin` and `wakes.bin`. `files` are all those below `root`, `known` is what wakes their rules.
pub fn embed(
    (root, files): (&Path, &[PathBuf]),
    known: &Path,
    commonness: impl Fn(&str) -> u8,
    out: &Path,
) -> io::Result<()> {
    let mut texts = Vec::new();
    for file in files {
        let name = file.strip_prefix(root).expect("collected below it").to_string_lossy().replace('\\', "/");
        texts.push((name, fs::read_to_string(file)?));
    }
    let mut known: Table = fs::read_to_string(known)?.parse().map_err(io::Error::other)?;
    let mark = mark_of(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
    if known.get("rules").and_then(Value::as_str) != Some(&mark) {
        known.clear();
    }
    let mut table = String::from("&[\n");
    let (mut woken, mut heads) = (Vec::new(), Vec::new());
    for (number, ((name, text), file)) in texts.iter().zip(files).enumerate() {
        let rule = known.get(name.trim_end_matches(".toml")).and_then(Value::as_table);
        let head = match rule {
            Some(rule) => {
                woken.push((number, wakes(rule)));
                let file = DeTable::parse(before_examples(text)).map_err(io::Error::other)?;
                let start = heads.len();
                heads.extend(store(file.get_ref(), text));
                let file: Table = text.parse().map_err(io::Error::other)?;
                head(&file, rule, start..heads.len())
            }
            None => "None".to_owned(),
        };
        let path = file.display().to_string();
        writeln!(table, "    BuiltIn {{ path: {name:?}, text: include_str!({path:?}), head: {head} }},")
            .expect("a string takes all");
    }
    table.push_str("]\n");
    fs::write(out.join("rules.rs"), table)?;
    fs::write(out.join("heads.bin"), heads)?;
    let laid_out = lay_out(woken.iter().map(|(number, wakes)| (*number, wakes)), commonness);
    fs::write(out.join("wakes.bin"), laid_out)
}

/// The text of a rule file before its examples, which stand last.
fn before_examples(text: &str) -> &str {
    let start = ["\n[[bad]]", "\n[[good]]"].iter().filter_map(|example| text.find(example)).min();
    &text[..start.map_or(text.len(), |start| start + 1)]
}

/// The head of a rule in Rust.
fn head(file: &Table, known: &Table, stored: Range<usize>) -> String {
    let flag = |key: &str| file.get(key).and_then(Value::as_bool).unwrap_or(false);
    let severity = match file.get("severity").and_then(Value::as_str) {
        Some("error") => "Error",
        Some("warning") => "Warning",
        _ => "Note",
    };
    let weight =
        file.get("weight").and_then(|weight| weight.as_float().or(weight.as_integer().map(|n| n as f64)));
    format!(
        "Some(Head {{ severity: Severity::{severity}, preview: {}, part: {}, weight: {weight:?}, parts: &{:?}, \
         remarks: {}, stored: {stored:?} }})",
        flag("preview"),
        flag("part"),
        texts(known, "parts"),
        known.get("wakes").and_then(Value::as_str) == Some("remarks"),
    )
}

fn wakes(known: &Table) -> Wakes {
    let literals = |key: &str, is_exact: bool| Wakes::literals(texts(known, key), is_exact);
    match known.get("wakes").and_then(Value::as_str) {
        Some("always") => Wakes::Always,
        Some("remarks") => Wakes::Remarks,
        Some("findings") => Wakes::Findings,
        _ if known.contains_key("characters") => {
            let characters = known.get("characters").and_then(Value::as_str).unwrap_or_default();
            Wakes::Characters(CharacterSet::of_text(characters))
        }
        _ if known.contains_key("words") => {
            let items = known.get("words").and_then(Value::as_array).into_iter().flatten().enumerate();
            let words =
                items.flat_map(|(item, words)| strings(words).map(move |word| (word.to_owned(), item)));
            Wakes::Words(words.collect())
        }
        _ if known.contains_key("phrases") => {
            let phrases = known.get("phrases").and_then(Value::as_array).into_iter().flatten();
            Wakes::Phrases(
                phrases.map(|parts| Phrase { parts: strings(parts).map(part).collect() }).collect(),
            )
        }
        _ if known.contains_key("exact-literals") => literals("exact-literals", true),
        _ => literals("literals", false),
    }
}

/// A part of a phrase as the rules wrote it.
fn part(written: &str) -> Part {
    let mut rest = written.chars();
    let gap = rest.next().and_then(|mark| GAP_MARKS.iter().position(|known| *known == mark));
    let gap = Gap::ALL[gap.expect("what stands before a part is marked")];
    let rest = rest.as_str();
    match rest.strip_prefix(SIGN_MARK) {
        Some(sign) => Part { text: sign.to_owned(), is_word: false, gap },
        None => Part { text: rest.to_owned(), is_word: true, gap },
    }
}

fn texts<'t>(table: &'t Table, key: &str) -> Vec<&'t str> {
    table.get(key).into_iter().flat_map(strings).collect()
}

fn strings(value: &Value) -> impl Iterator<Item = &str> {
    value.as_array().into_iter().flatten().filter_map(Value::as_str)
}
