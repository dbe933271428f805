//! Embeds every TOML file below `rules/` as a table of (path, text), sorted by path, so that the
//! program carries its rules and a new rule needs no registration; and compiles the word tables of `data/`.

#[allow(dead_code, reason = "the library asks it for more than the tables need")]
#[path = "src/text/character_set.rs"]
mod character_set;
#[allow(dead_code, reason = "the library asks it for more than the tables need")]
#[path = "src/lexicon/class.rs"]
mod class;
#[allow(dead_code, reason = "the library asks it for more than the tables need")]
#[path = "src/lexicon/entry.rs"]
mod entry;
#[path = "build/expressions.rs"]
mod expressions;
#[path = "src/lexicon/fold.rs"]
mod fold;
#[path = "src/lexicon/hash.rs"]
mod hash;
#[path = "src/lexicon/letters.rs"]
mod letters;
#[path = "build/lexicon.rs"]
mod lexicon;
#[path = "build/lists.rs"]
mod lists;
#[path = "src/matcher/literals.rs"]
mod literals;
#[path = "build/near.rs"]
mod near;
#[path = "src/matcher/needs.rs"]
mod needs;
mod text {
    pub use crate::character_set::CharacterSet;
}
#[path = "src/lexicon/sound.rs"]
mod sound;

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
    for module in ["matcher/literals", "matcher/needs", "text/character_set"] {
        println!("cargo::rerun-if-changed=src/{module}.rs");
    }
    embed_rules(&package.join("rules"), &out)?;
    lexicon::compile(&package.join("data"), &out)
}

fn embed_rules(root: &Path, out: &Path) -> io::Result<()> {
    println!("cargo::rerun-if-changed=rules");
    let mut files = Vec::new();
    collect(root, &mut files)?;
    files.sort();
    fs::write(out.join("expressions.rs"), expressions::table(&files)?)?;
    fs::write(out.join("lists.rs"), lists::table(&files)?)?;
    let mut table = String::from("&[\n");
    for file in files {
        let name = file.strip_prefix(root).expect("collected below it").to_string_lossy().replace('\\', "/");
        table.push_str(&format!("    ({name:?}, include_str!({:?})),\n", file.display().to_string()));
    }
    table.push_str("]\n");
    fs::write(out.join("rules.rs"), table)
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
