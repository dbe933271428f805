//! What prosec is built of: licences and sources of all dependencies as deny.toml has them, without a network; the
//! oldest compiler; and SECURITY.md, whose threats are each held by tests that there are.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

fn toml(path: &str) -> toml::Table {
    fs::read_to_string(path).expect("readable").parse().expect("TOML")
}

/// The packages, each with the features that are `enabled`, that Cargo.lock leads to on this machine's platform, from the local cache of sources.
fn packages() -> Vec<Value> {
    let rustc = Command::new("rustc").arg("-vV").output().expect("there is a compiler");
    let told = String::from_utf8(rustc.stdout).expect("UTF-8");
    let host = told.lines().find_map(|line| line.strip_prefix("host: ")).expect("it tells");
    let cargo = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1", "--filter-platform", host])
        .output()
        .expect("there is cargo");
    assert!(cargo.status.success(), "{}", String::from_utf8_lossy(&cargo.stderr));
    let metadata: Value = serde_json::from_slice(&cargo.stdout).expect("JSON");
    let nodes = metadata["resolve"]["nodes"].as_array().expect("a list");
    let with_features = |package: &Value| {
        let node = nodes.iter().find(|node| node["id"] == package["id"]);
        let mut package = package.clone();
        package["enabled"] = node.map_or(Value::Null, |node| node["features"].clone());
        package
    };
    metadata["packages"].as_array().expect("a list").iter().map(with_features).collect()
}

#[test]
fn licences_are_those_that_are_allowed() {
    let config = toml("deny.toml");
    let allowed: BTreeSet<&str> = config["licenses"]["allow"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|name| name.as_str())
        .collect();
    let packages = packages();
    assert!(packages.len() > 100, "the packages were found");
    for package in &packages {
        let licence =
            package["license"].as_str().unwrap_or_else(|| panic!("{} has no licence", package["name"]));
        assert!(is_allowed(licence, &allowed), "{} has the licence {licence}", package["name"]);
    }
    let is_met = |name: &&&str| {
        let without: BTreeSet<&str> = allowed.iter().copied().filter(|other| other != *name).collect();
        packages.iter().any(|package| !is_allowed(package["license"].as_str().expect("a licence"), &without))
    };
    let unused: Vec<&&str> = allowed.iter().filter(|name| !is_met(name)).collect();
    assert!(unused.is_empty(), "no dependency needs {unused:?}");
}

/// Whether a licence expression can be met: `A OR B`, `A AND B`, `(A OR B) AND C`, or the old `A/B`.
fn is_allowed(expression: &str, allowed: &BTreeSet<&str>) -> bool {
    let expression = expression.replace('/', " OR ");
    let mut depth = 0;
    let mut parts = vec![String::new()];
    let mut operators = Vec::new();
    for word in expression.replace('(', " ( ").replace(')', " ) ").split_whitespace() {
        match word {
            "OR" | "AND" if depth == 0 => {
                operators.push(word.to_owned());
                parts.push(String::new());
                continue;
            }
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        let part = parts.last_mut().expect("one at least");
        part.push_str(if part.is_empty() { "" } else { " " });
        part.push_str(word);
    }
    let holds = |part: &String| match part.strip_prefix("( ").and_then(|rest| rest.strip_suffix(" )")) {
        Some(inner) => is_allowed(inner, allowed),
        None => allowed.contains(part.as_str()),
    };
    match operators.iter().all(|operator| operator == "AND") {
        true => parts.iter().all(holds),
        false => {
            assert!(
                operators.iter().all(|operator| operator == "OR"),
                "brackets are missing in {expression}"
            );
            parts.iter().any(holds)
        }
    }
}

#[test]
fn licence_expressions_are_read() {
    let allowed = BTreeSet::from(["MIT", "Zlib", "Unicode-3.0"]);
    for (expression, expected) in [
        ("MIT", true),
        ("GPL-3.0-only", false),
        ("MIT OR GPL-3.0-only", true),
        ("GPL-3.0-only/MIT", true),
        ("MIT AND GPL-3.0-only", false),
        ("(MIT OR Apache-2.0) AND Unicode-3.0", true),
        ("(MIT OR Apache-2.0) AND GPL-3.0-only", false),
        ("Apache-2.0 WITH LLVM-exception OR Apache-2.0", false),
    ] {
        assert_eq!(is_allowed(expression, &allowed), expected, "{expression}");
    }
}

#[test]
fn every_dependency_comes_from_the_registry() {
    for package in packages() {
        let source = package["source"].as_str();
        let is_own = package["name"] == env!("CARGO_PKG_NAME") && source.is_none();
        assert!(
            is_own || source.is_some_and(|source| source.starts_with("registry+")),
            "{}",
            package["name"]
        );
    }
}

#[test]
fn nothing_opens_a_connection() {
    const CALLS: &[&str] =
        &["TcpStream::connect", "UdpSocket::bind", "TcpListener::bind", "UnixStream::connect"];
    let opens = |folder: &Path| {
        let sources = files(folder).into_iter().filter_map(|file| fs::read_to_string(file).ok());
        sources.into_iter().any(|text| {
            text.lines().any(|line| is_code(line) && CALLS.iter().any(|call| line.contains(call)))
        })
    };
    let linked = linked();
    assert!(
        linked.len() > 30 && !linked.iter().any(|package| package["name"] == "proptest"),
        "what is shipped"
    );
    for package in linked {
        let is_off = |(name, feature): &(&str, &str)| {
            let enabled = package["enabled"].as_array().into_iter().flatten();
            package["name"] == *name && !enabled.into_iter().any(|enabled| enabled == feature)
        };
        if BEHIND_FEATURES.iter().any(is_off) {
            continue;
        }
        let manifest = Path::new(package["manifest_path"].as_str().expect("a path"));
        let sources = manifest.parent().expect("it has one").join("src");
        assert!(!sources.is_dir() || !opens(&sources), "{} opens connections", package["name"]);
    }
}

/// Packages that open connections with a feature alone, which nobody turns on.
const BEHIND_FEATURES: &[(&str, &str)] = &[("mio", "net")];

fn is_code(line: &str) -> bool {
    !line.trim_start().starts_with("//")
}

/// The packages that the program itself is built of, without those for tests and benches.
fn linked() -> Vec<Value> {
    let packages = packages();
    let of = |name: &str| packages.iter().find(|package| package["name"] == name);
    let mut found: Vec<&Value> = Vec::new();
    let mut next = vec![of(env!("CARGO_PKG_NAME")).expect("our own")];
    while let Some(package) = next.pop() {
        if found.contains(&package) {
            continue;
        }
        found.push(package);
        let needed = package["dependencies"]
            .as_array()
            .expect("a list")
            .iter()
            .filter(|needed| needed["kind"] != "dev");
        // One that is not there is for another platform.
        next.extend(needed.filter_map(|needed| of(needed["name"].as_str().expect("a name"))));
    }
    found.into_iter().cloned().collect()
}

/// Clippy reads the oldest compiler from the manifest, and `incompatible_msrv` names what it does not have.
#[test]
fn the_oldest_compiler_is_stated_and_held() {
    let manifest = toml("Cargo.toml");
    let oldest = manifest["package"]["rust-version"].as_str().expect("a version");
    assert_eq!(manifest["lints"]["clippy"]["incompatible_msrv"].as_str(), Some("deny"));
    assert!(fs::read_to_string(".ci/run").expect("readable").contains("cargo clippy"), "clippy runs in CI");
    for page in ["SECURITY.md", "docs/integrations/install.md"] {
        let text = fs::read_to_string(page).expect("readable");
        assert!(text.contains(&format!("Rust {oldest}")), "{page} does not name Rust {oldest}");
    }
    let newest = packages()
        .iter()
        .filter_map(|package| Some((package["rust_version"].as_str()?.to_owned(), package["name"].clone())))
        .max_by_key(|(version, _)| minor(version));
    let (version, name) = newest.expect("some say");
    assert!(minor(&version) <= minor(oldest), "{name} needs Rust {version}");
}

fn minor(version: &str) -> u32 {
    version.split('.').nth(1).and_then(|minor| minor.parse().ok()).unwrap_or_default()
}

#[test]
fn builds_take_the_dependencies_that_were_tested() {
    assert!(Path::new("Cargo.lock").exists());
    let ci = fs::read_to_string(".ci/run").expect("readable");
    for line in
        ci.lines().map(str::trim).filter(|line| line.contains("cargo test") || line.contains("cargo clippy"))
    {
        assert!(line.starts_with('#') || line.contains("--locked"), "{line}");
    }
}

#[test]
fn every_threat_is_held_by_tests_that_there_are() {
    let page = fs::read_to_string("SECURITY.md").expect("readable");
    let tests = tests();
    let mut threats = 0;
    for row in page.lines().filter(|line| line.starts_with("| **")) {
        let held = row.trim_end_matches(['|', ' ']).rsplit('|').next().expect("a cell");
        let named: Vec<&str> = held.split('`').skip(1).step_by(2).collect();
        assert!(!named.is_empty(), "no test holds {row}");
        for name in named {
            let (file, test) =
                name.split_once("::").unwrap_or_else(|| panic!("{name} names no file and test"));
            let is_there = tests.iter().any(|(path, found)| path == Path::new(file) && found == test);
            assert!(is_there, "SECURITY.md names {name}, which there is not");
        }
        threats += 1;
    }
    assert!(threats >= 8, "the threats were found");
}

/// The names of all tests, with the files that they stand in.
fn tests() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for file in files(Path::new("src")).into_iter().chain(files(Path::new("tests"))) {
        let Ok(text) = fs::read_to_string(&file) else { continue };
        let mut is_test = false;
        for line in text.lines().map(str::trim) {
            if line == "#[test]" {
                is_test = true;
            } else if let Some(rest) = line.strip_prefix("fn ")
                && std::mem::take(&mut is_test)
            {
                let name = rest.split(['(', '<']).next().expect("a name");
                found.push((file.clone(), name.to_owned()));
            }
        }
    }
    assert!(found.len() > 100, "the tests were found");
    found
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        match path.is_dir() {
            true => found.extend(files(&path)),
            false if path.extension().is_some_and(|extension| extension == "rs") => found.push(path),
            false => {}
        }
    }
    found
}
