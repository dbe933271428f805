//! The package: what the wheel and the crate are made of. `.ci/wheel` builds the wheel and tries it.

use std::fs;
use std::path::{Path, PathBuf};

use crate::sandbox::read;

#[test]
fn the_wheel_carries_the_binary_and_the_notices() {
    let project: toml::Table = read("pyproject.toml").parse().expect("TOML");
    assert_eq!(project["build-system"]["build-backend"].as_str(), Some("maturin"));
    assert_eq!(project["tool"]["maturin"]["bindings"].as_str(), Some("bin"));
    assert_eq!(project["tool"]["maturin"]["locked"].as_bool(), Some(true));
    assert_eq!(project["project"]["name"].as_str(), Some(env!("CARGO_PKG_NAME")));
    let dynamic = project["project"]["dynamic"].as_array().expect("a list");
    assert!(
        dynamic.iter().any(|key| key.as_str() == Some("version")),
        "the version stands in Cargo.toml alone"
    );
    for pattern in project["project"]["license-files"].as_array().expect("a list") {
        let pattern = pattern.as_str().expect("a path");
        let is_met = fs::read_dir(
            Path::new(pattern).parent().filter(|path| *path != Path::new("")).unwrap_or(Path::new(".")),
        )
        .expect("readable")
        .any(|entry| {
            let name = entry.expect("readable").file_name().to_string_lossy().into_owned();
            let wanted = pattern.rsplit('/').next().expect("a part").trim_end_matches('*');
            name.starts_with(wanted)
        });
        assert!(is_met, "nothing is called {pattern}");
    }
}

/// What is compiled in must be packed: a crate or a source distribution that lacks a file cannot be built.
#[test]
fn what_is_compiled_in_is_packed() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    let packed: Vec<&str> = manifest["package"]["include"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|path| path.as_str())
        .collect();
    let mut embedded = 0;
    for file in sources(Path::new("src")) {
        let text = read(&file.to_string_lossy());
        for (start, _) in text.match_indices("include_str!(\"").chain(text.match_indices("include_bytes!(\""))
        {
            let path = text[start..].split('"').nth(1).expect("a path");
            let path = resolve(&file.parent().expect("it has one").join(path));
            let top = format!("/{}", path.components().next().expect("a part").as_os_str().to_string_lossy());
            assert!(path.exists(), "{}: there is no {}", file.display(), path.display());
            assert!(packed.contains(&top.as_str()), "{} is compiled in, and not packed", path.display());
            embedded += 1;
        }
    }
    assert!(embedded > 5, "files are embedded");
}

/// The path without `..`.
fn resolve(path: &Path) -> PathBuf {
    path.components().fold(PathBuf::new(), |mut whole, part| {
        match part {
            std::path::Component::ParentDir => drop(whole.pop()),
            part => whole.push(part),
        }
        whole
    })
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("readable") {
        let path = entry.expect("readable").path();
        match path.is_dir() {
            true => found.extend(sources(&path)),
            false => found.push(path),
        }
    }
    found
}
