//! Killing `prosec fix` at any moment loses nothing: each file holds its old text or its new one, and what a killed
//! run leaves behind is in nobody's way.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Instant;

use tempfile::TempDir;

/// So many files that a run takes a while.
const FILES: usize = 40;
const PARAGRAPHS: usize = 30;

const ROUNDS: u32 = 12;

fn old(number: usize) -> String {
    format!("We saw the the dog number {number} run to the lake,, and back.\n\n").repeat(PARAGRAPHS)
}

fn new(number: usize) -> String {
    format!("We saw the dog number {number} run to the lake, and back.\n\n").repeat(PARAGRAPHS)
}

/// Begins to mend a folder. Few rules run, so that most of the time goes into reading and writing.
fn start(folder: &Path) -> Child {
    Command::new(env!("CARGO_BIN_EXE_prosec"))
        .args(["fix", ".", "--suggested", "--only", "repetition/doubled-small-word,punctuation/doubled-mark"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .spawn()
        .expect("it runs")
}

fn write_all(folder: &Path) {
    for number in 0..FILES {
        fs::write(folder.join(format!("{number}.md")), old(number)).expect("can be written");
    }
}

/// The texts of the visible files, and the names of the hidden ones.
fn read_all(folder: &Path) -> (BTreeMap<String, String>, Vec<String>) {
    let (mut texts, mut hidden) = (BTreeMap::new(), Vec::new());
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        let name = path.file_name().expect("it has one").to_string_lossy().into_owned();
        if name.starts_with('.') {
            hidden.push(name);
        } else {
            texts.insert(name, fs::read_to_string(path).expect("readable"));
        }
    }
    (texts, hidden)
}

#[test]
fn a_killed_run_loses_nothing() {
    let folder = TempDir::new().expect("a temporary folder");
    let empty = TempDir::new().expect("a temporary folder");
    let begun = Instant::now();
    assert!(start(empty.path()).wait().expect("it ends").success());
    let starting = begun.elapsed();
    write_all(folder.path());
    let begun = Instant::now();
    assert!(start(folder.path()).wait().expect("it ends").success());
    let working = begun.elapsed().saturating_sub(starting);
    let mended: BTreeMap<String, String> =
        (0..FILES).map(|number| (format!("{number}.md"), new(number))).collect();
    assert_eq!(read_all(folder.path()), (mended.clone(), Vec::new()), "a run that is not killed mends all");

    let mut partial = 0;
    for round in 1..=ROUNDS {
        write_all(folder.path());
        let mut child = start(folder.path());
        // Spread over the time in which files are written, and a little around it.
        sleep(starting.mul_f64(0.9) + working * round / ROUNDS);
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        let (texts, hidden) = read_all(folder.path());
        assert_eq!(texts.len(), FILES);
        let done = (0..FILES)
            .filter(|number| {
                let text = &texts[&format!("{number}.md")];
                let is_new = *text == new(*number);
                assert!(is_new || *text == old(*number), "{number}.md is neither old nor new: {text:?}");
                is_new
            })
            .count();
        partial += usize::from(done > 0 && done < FILES);
        let is_ours = |name: &String| name.starts_with(".prosec-fix-") && name.ends_with(".tmp");
        assert!(hidden.len() < 2 && hidden.iter().all(is_ours), "{hidden:?}");

        // The next run mends the rest, whatever the killed one has left.
        assert!(start(folder.path()).wait().expect("it ends").success());
        assert_eq!(read_all(folder.path()).0, mended);
        for name in hidden {
            fs::remove_file(folder.path().join(name)).expect("can be removed");
        }
    }
    assert!(partial > 0, "no run was killed in the midst of its work");
}
