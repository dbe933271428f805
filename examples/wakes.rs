//! Writes `data/wakes.toml`, what wakes each of the built-in rules: run it after a change of rules or of what wakes
//! their kinds. Until then prosec reads all rules when it starts, as long as it is the rules that changed.

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/wakes.toml");
    fs::write(file, prosec::rule::builtin_wakes())
}
