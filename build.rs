//! Embeds every TOML file below `rules/`, sorted by path, so that the program carries its rules and a new rule needs no
//! registration; lays out what wakes them; and compiles the word tables of `data/`.

#[path = "build/automata.rs"]
mod automata;
#[allow(dead_code, reason = "the library reads what is laid out")]
#[path = "src/matcher/automaton.rs"]
mod automaton;
#[allow(dead_code, reason = "the library asks it for more than the tables need")]
#[path = "src/text/character_set.rs"]
mod character_set;
#[allow(dead_code, reason = "the library asks it for more than the tables need")]
#[path = "src/lexicon/class.rs"]
mod class;
#[path = "src/analysis/usage/columns.rs"]
mod columns;
#[allow(dead_code, reason = "the library asks it for more than the tables need")]
#[path = "src/lexicon/entry.rs"]
mod entry;
#[path = "build/expressions.rs"]
mod expressions;
#[path = "src/lexicon/fold.rs"]
mod fold;
#[path = "src/lexicon/hash.rs"]
mod hash;
#[path = "src/matcher/layout.rs"]
mod layout;
#[path = "src/lexicon/letters.rs"]
mod letters;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/lists.rs"]
mod lists;
#[path = "src/matcher/literal_layout.rs"]
mod literal_layout;
#[path = "src/matcher/literals.rs"]
mod literals;
#[allow(dead_code, reason = "the library embeds it")]
#[path = "src/analysis/usage/model.rs"]
mod model;
#[path = "src/matcher/narrow.rs"]
mod narrow;
#[path = "build/near.rs"]
mod near;
#[path = "src/matcher/needs.rs"]
mod needs;
#[allow(dead_code, reason = "the library numbers more than classes")]
#[path = "src/analysis/usage/number.rs"]
mod number;
#[path = "src/matcher/rows.rs"]
mod rows;
#[path = "build/rules.rs"]
mod rules;
mod text {
    pub use crate::character_set::CharacterSet;
}
#[path = "src/lexicon/sound.rs"]
mod sound;
#[allow(dead_code, reason = "the library reads what is stored")]
#[path = "src/settings/stored.rs"]
mod stored;
#[path = "build/usage.rs"]
mod usage;
#[allow(dead_code, reason = "the library asks it for more than the tables need")]
#[path = "src/matcher/wakes.rs"]
mod wakes;
#[path = "src/matcher/widen.rs"]
mod widen;

use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let package = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it"));
    for source in ["build.rs", "build", "data"] {
        println!("cargo::rerun-if-changed={source}");
    }
    for module in ["class", "entry", "fold", "hash", "letters", "sound"] {
        println!("cargo::rerun-if-changed=src/lexicon/{module}.rs");
    }
    for module in
        ["automaton", "layout", "literal_layout", "literals", "narrow", "needs", "rows", "wakes", "widen"]
    {
        println!("cargo::rerun-if-changed=src/matcher/{module}.rs");
    }
    for module in ["columns", "model", "number"] {
        println!("cargo::rerun-if-changed=src/analysis/usage/{module}.rs");
    }
    for module in ["settings/stored", "text/character_set"] {
        println!("cargo::rerun-if-changed=src/{module}.rs");
    }
    println!("cargo::rerun-if-changed=rules");
    let data = package.join("data");
    let (commonness, class_sets) = lexicon::compile(&data, &out)?;
    usage::compile(&data, &class_sets, &out)?;
    let root = package.join("rules");
    let mut files = Vec::new();
    collect(&root, &mut files)?;
    files.sort();
    let (table, automata) = expressions::table(&files)?;
    fs::write(out.join("expressions.rs"), table)?;
    fs::write(out.join("automata.bin"), automata)?;
    fs::write(out.join("lists.rs"), lists::table(&files)?)?;
    rules::embed((&root, &files), &data.join("wakes.toml"), commonness, &out)
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if path.extension().is_some_and(|extension| extension == "toml") {
            files.push(path);
        }
    }
    Ok(())
}
