//! Keeps the tree tidy: file sizes, names, reasons beside dependencies, paths that documents name.

use std::fs;
use std::path::{Path, PathBuf};

/// A file longer than this holds two things.
const LONGEST_FILE: usize = 500;

/// Names that say nothing.
const EMPTY_NAMES: &[&str] =
    &["utils", "util", "helper", "helpers", "common", "misc", "manager", "handler", "processor"];

#[test]
fn code_files_are_short() {
    for path in tree("rs") {
        let lines = read(&path).lines().count();
        assert!(lines <= LONGEST_FILE, "{} has {lines} lines; {LONGEST_FILE} are the most", path.display());
    }
}

#[test]
fn names_say_what_things_are() {
    for path in tree("rs") {
        let stem = path.file_stem().expect("a file").to_string_lossy().to_lowercase();
        assert!(!EMPTY_NAMES.contains(&stem.as_str()), "{} has a name that says nothing", path.display());
    }
}

#[test]
fn module_lists_hold_no_logic() {
    for path in tree("rs").iter().filter(|path| path.ends_with("mod.rs") && path.starts_with("src")) {
        let text = read(path);
        assert!(!text.contains("fn ") && !text.contains("impl "), "{} holds logic", path.display());
    }
}

#[test]
fn code_files_say_what_they_are() {
    for path in tree("rs") {
        assert!(read(&path).starts_with("//!"), "{} does not say what it is", path.display());
    }
}

#[test]
fn each_dependency_has_its_reason_beside_it() {
    let manifest = read(Path::new("Cargo.toml"));
    let mut in_dependencies = false;
    let mut before = "";
    for line in manifest.lines() {
        if line.starts_with('[') {
            in_dependencies = line.contains("dependencies]");
        } else if in_dependencies && line.contains('=') && !line.starts_with('#') {
            let reasoned = before.starts_with('#') || before.contains('=');
            assert!(reasoned, "no reason stands beside the dependency {line}");
        }
        before = line;
    }
}

#[test]
fn paths_that_documents_name_exist() {
    for document in ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"] {
        for path in named_paths(&read(Path::new(document))) {
            assert!(Path::new(&path).exists(), "{document} names {path}, which does not exist");
        }
    }
}

#[test]
fn data_files_are_explained() {
    let readme = read(Path::new("data/README.md"));
    for entry in fs::read_dir("data").expect("readable") {
        let name = entry.expect("readable").file_name().to_string_lossy().into_owned();
        assert!(name == "README.md" || readme.contains(&name), "data/README.md does not explain {name}");
    }
}

/// The paths in back-ticks of a document that look like files of this tree.
fn named_paths(text: &str) -> Vec<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|span| !span.contains(char::is_whitespace) && !span.contains(['<', '{', '*']))
        .filter(|span| {
            ["src/", "rules/", "tests/", "data/", "docs/", "schemas/", "examples/", ".ci/"]
                .iter()
                .any(|folder| span.starts_with(folder))
        })
        .filter(|span| !span.contains("GROUP") && !span.contains("NAME"))
        .map(str::to_owned)
        .collect()
}

fn tree(extension: &str) -> Vec<PathBuf> {
    let files: Vec<PathBuf> = ["src", "tests", "benches", "build", "examples", "fuzz"]
        .iter()
        .flat_map(|folder| files_below(Path::new(folder), extension))
        .collect();
    assert!(files.len() > 20, "the tree was found");
    files
}

fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files = Vec::new();
    for entry in entries {
        let path = entry.expect("readable").path();
        if path.is_dir() {
            files.extend(files_below(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            files.push(path);
        }
    }
    files.sort();
    files
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}
