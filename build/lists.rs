//! The words of the built-in lists as a table in Rust, so that their files need not be parsed when prosec starts.

use std::fmt::Write;
use std::path::PathBuf;
use std::{fs, io};

/// The table of all lists with their words, by name.
pub fn table(files: &[PathBuf]) -> io::Result<String> {
    let mut table = String::from("&[\n");
    let is_list = |file: &&PathBuf| file.parent().is_some_and(|folder| folder.ends_with("lists"));
    for file in files.iter().filter(is_list) {
        let list: toml::Table = fs::read_to_string(file)?.parse().map_err(io::Error::other)?;
        let words = list.get("words").and_then(toml::Value::as_array).into_iter().flatten();
        let words: Vec<&str> = words.filter_map(toml::Value::as_str).collect();
        assert!(words.iter().all(|word| word.lines().count() == 1), "an entry is a line");
        let words = words.join("\n");
        let name = file.file_stem().unwrap_or_default().to_string_lossy();
        writeln!(table, "    ({name:?}, {words:?}),").expect("a string takes all");
    }
    table.push_str("]\n");
    Ok(table)
}
