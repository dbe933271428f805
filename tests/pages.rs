//! Pages that show commands are run: the files that a page shows are written to a folder, the commands are run
//! there in their order, and what they print is what the page says. `UPDATE_DOCS=1 cargo test --test pages` writes
//! the outputs anew.
#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

/// A fenced block with the comment before it, which says what it is.
struct Block<'p> {
    /// `file: NAME`, `output of: COMMAND`, `run`.
    label: &'p str,
    /// Where the content stands in the page.
    start: usize,
    end: usize,
}

/// Runs a page, and holds the outputs that it shows against those of the program.
fn check(page: &str) {
    let text = fs::read_to_string(page).expect("readable");
    let folder = TempDir::new().expect("a temporary folder");
    let mut updated = text.clone();
    let mut shift = 0isize;
    let blocks = blocks(page, &text);
    assert!(blocks.len() > 2, "{page} shows something");
    for block in blocks {
        let content = &text[block.start..block.end];
        match block.label.split_once(": ") {
            Some(("file", name)) => {
                let path = folder.path().join(name);
                fs::create_dir_all(path.parent().expect("it has one")).expect("can be made");
                fs::write(path, content).expect("can be written");
            }
            Some(("output of", command)) => {
                let shown = run(folder.path(), command);
                if std::env::var_os("UPDATE_DOCS").is_some() {
                    let range =
                        (block.start as isize + shift) as usize..(block.end as isize + shift) as usize;
                    shift += shown.len() as isize - range.len() as isize;
                    updated.replace_range(range, &shown);
                } else {
                    assert_eq!(shown, content, "{page}: {command}; UPDATE_DOCS=1 writes it anew");
                }
            }
            _ if block.label == "run" => content.lines().for_each(|command| {
                run(folder.path(), command);
            }),
            _ => panic!("{page}: what is “{}”?", block.label),
        }
    }
    if updated != text {
        fs::write(page, updated).expect("the page can be written");
    }
}

/// The output of a command, complaints last. It may find something, but must know what it is asked.
fn run(folder: &Path, command: &str) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_prosec"));
    let path = std::env::var("PATH").unwrap_or_default();
    let path = format!("{}:{path}", program.parent().expect("it has one").display());
    let output = Command::new("sh")
        .args(["-c", command])
        .current_dir(folder)
        .env("PATH", path)
        .envs([("GIT_CONFIG_GLOBAL", "/dev/null"), ("GIT_CONFIG_NOSYSTEM", "1")])
        .output()
        .expect("there is a shell");
    let printed = [output.stdout, output.stderr].concat();
    let printed = String::from_utf8(printed).expect("output is UTF-8");
    assert!(matches!(output.status.code(), Some(0 | 1)), "{command}: {printed}");
    printed
}

/// The blocks of a page. What a reader may type has to be run.
fn blocks<'p>(page: &str, text: &'p str) -> Vec<Block<'p>> {
    let mut blocks = Vec::new();
    let mut label = None;
    let mut fence: Option<(&str, usize)> = None;
    let mut offset = 0;
    for line in text.split_inclusive('\n') {
        let trimmed = line.trim_end();
        let ticks = &trimmed[..trimmed.len() - trimmed.trim_start_matches('`').len()];
        match fence {
            Some((opening, start)) if trimmed == opening => {
                blocks.extend(label.take().map(|label| Block { label, start, end: offset }));
                fence = None;
            }
            Some(_) => {}
            None if ticks.len() > 2 => {
                let is_command = ["sh", "bash", "console"].contains(&&trimmed[ticks.len()..]);
                assert!(!is_command || label.is_some(), "{page}: nobody runs the block after {offset}");
                fence = Some((ticks, offset + line.len()));
            }
            None => {
                label = trimmed.strip_prefix("<!-- ").and_then(|rest| rest.strip_suffix(" -->"));
            }
        }
        offset += line.len();
    }
    blocks
}

#[test]
fn the_page_on_fixes_is_true() {
    check("docs/fixes.md");
}

#[test]
fn the_page_on_suppression_is_true() {
    check("docs/suppression.md");
}

#[test]
fn the_page_on_baselines_is_true() {
    check("docs/baseline.md");
}

#[test]
fn the_page_on_the_command_line_is_true() {
    check("docs/command-line.md");
}
