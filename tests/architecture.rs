//! Holds the code to the layout of ARCHITECTURE.md: who imports whom, and who may touch files or print.

use std::fs;
use std::path::{Path, PathBuf};

/// The modules, each of which imports only from its left. `main` stands right of all.
const ORDER: &[&str] = &[
    "error",
    "source",
    "diagnostic",
    "edits",
    "settings",
    "lexicon",
    "document",
    "text",
    "analysis",
    "suppress",
    "matcher",
    "rule",
    "score",
    "check",
    "draft",
    "fix",
    "baseline",
    "patch",
    "config",
    "emit",
    "cli",
];

/// The only files that touch the file system, besides those of `cli`.
const TOUCH_FILES: &[&str] =
    &["src/source.rs", "src/rule/set/load.rs", "src/config/find.rs", "src/config/load.rs"];

/// The modules in which the crates of the outer edge may be named.
const EDGE: &[&str] = &["emit", "cli"];
const EDGE_CRATES: &[&str] =
    &["serde", "serde_json", "clap", "codespan_reporting", "terminal_size", "maud", "quick_xml"];

#[test]
fn modules_import_only_from_their_left() {
    let place = |name: &str| ORDER.iter().position(|module| *module == name);
    for (path, text) in sources() {
        let own = module_of(&path);
        if own == "lib" || own == "main" {
            continue;
        }
        let own_place = place(&own).unwrap_or_else(|| panic!("{own} has no place in the layout"));
        for name in crate_paths(&text) {
            let other =
                place(&name).unwrap_or_else(|| panic!("{}: crate::{name} is no module", path.display()));
            assert!(other <= own_place, "{} imports {name}, which stands right of {own}", path.display());
        }
    }
}

#[test]
fn only_the_edge_names_the_crates_of_the_edge() {
    for (path, text) in sources() {
        if EDGE.contains(&module_of(&path).as_str()) {
            continue;
        }
        for line in code_lines(&text) {
            for name in EDGE_CRATES {
                let named = line.contains(&format!("{name}::")) || line.contains(&format!("use {name}"));
                assert!(!named, "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn only_a_few_files_touch_the_file_system_or_print() {
    for (path, text) in sources() {
        let name = path.to_string_lossy().replace('\\', "/");
        let module = module_of(&path);
        for line in code_lines(&text) {
            if module != "cli"
                && module != "main"
                && !TOUCH_FILES.contains(&name.as_str())
                && module != "error"
            {
                for needle in ["std::fs", "fs::", "File::", "std::env"] {
                    assert!(!line.contains(needle), "{name} touches the file system: {line}");
                }
            }
            if module != "cli" && module != "main" {
                for needle in ["stdout()", "stderr()", "process::exit"] {
                    assert!(!line.contains(needle), "{name} prints or exits: {line}");
                }
            }
        }
    }
}

#[test]
fn no_rule_is_mentioned_in_the_code() {
    let rules: Vec<String> = toml_files(Path::new("rules"))
        .into_iter()
        .map(|path| {
            path.with_extension("").strip_prefix("rules").expect("below it").to_string_lossy().into_owned()
        })
        .filter(|id| !id.starts_with("lists/"))
        .collect();
    assert!(rules.len() > 40, "the rules were found");
    for (path, text) in sources() {
        for line in code_lines(&text) {
            for rule in &rules {
                assert!(!line.contains(&format!("\"{rule}\"")), "{} mentions {rule}: {line}", path.display());
            }
        }
    }
}

/// The lines of a file that are code: no comments, and nothing from the tests at its end.
fn code_lines(text: &str) -> impl Iterator<Item = &str> {
    let end = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
    text[..end].lines().filter(|line| !line.trim_start().starts_with("//"))
}

/// The modules that all `crate::` paths of a file lead to.
fn crate_paths(text: &str) -> Vec<String> {
    let code: String = code_lines(text).collect::<Vec<_>>().join("\n");
    let mut names = Vec::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let list = match rest.strip_prefix('{') {
            Some(braced) => braced.split('}').next().unwrap_or_default(),
            None => rest.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default(),
        };
        names.extend(list.split(',').map(|name| home_of(name.trim())).filter(|name| !name.is_empty()));
    }
    names
}

/// The module that a name at the root of the crate comes from.
fn home_of(name: &str) -> String {
    let name = name.split("::").next().unwrap_or_default();
    let home = match name {
        "Error" => "error",
        "Source" | "Span" | "Position" => "source",
        "Applicability" | "Beyond" | "Contribution" | "Diagnostic" | "Edit" | "Fix" | "Label" | "Report"
        | "RuleId" | "Score" | "Severity" => "diagnostic",
        "RuleSet" | "Rule" | "LoadError" | "Selection" => "rule",
        module => module,
    };
    home.to_owned()
}

/// The module of a file: the first part of its path below `src`.
fn module_of(path: &Path) -> String {
    let below = path.strip_prefix("src").expect("all sources are below src");
    let first = below.components().next().expect("a file").as_os_str().to_string_lossy();
    first.trim_end_matches(".rs").to_owned()
}

fn sources() -> Vec<(PathBuf, String)> {
    let mut files = files_below(Path::new("src"), "rs");
    files.retain(|path| !path.with_extension("").components().any(|part| part.as_os_str() == "tests"));
    assert!(files.len() > 20, "the sources were found");
    files.into_iter().map(|path| (path.clone(), fs::read_to_string(path).expect("readable"))).collect()
}

fn toml_files(folder: &Path) -> Vec<PathBuf> {
    files_below(folder, "toml")
}

fn files_below(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder is there") {
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

#[test]
fn every_list_that_the_code_names_exists_and_every_list_is_used() {
    let rules: String = toml_files(Path::new("rules"))
        .iter()
        .map(|path| fs::read_to_string(path).expect("readable"))
        .collect();
    let code: String = sources().into_iter().map(|(_, text)| text).collect();
    let lists: Vec<String> = toml_files(Path::new("rules/lists"))
        .iter()
        .map(|path| path.file_stem().expect("a file").to_string_lossy().into_owned())
        .collect();
    for list in &lists {
        let quoted = format!("\"{list}\"");
        let framed = format!("[{list}]");
        let used = code.contains(&quoted) || rules.contains(&quoted) || rules.contains(&framed);
        assert!(used, "nothing uses rules/lists/{list}.toml");
    }
    for (at, _) in code.match_indices("lists.get(\"") {
        let name = code[at + "lists.get(\"".len()..].split('"').next().unwrap_or_default();
        assert!(
            lists.iter().any(|list| list == name),
            "the code names the list {name}, which does not exist"
        );
    }
}
