//! The Dockerfile, read line by line: no engine is asked for, so that the image itself is not built here.

use std::path::Path;

use crate::sandbox::read;

/// An instruction and what it says, continued lines joined.
fn instructions() -> Vec<(String, String)> {
    let joined = read("Dockerfile").replace("\\\n", " ");
    let lines = joined.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, rest) = line.split_once(' ').unwrap_or_else(|| panic!("no instruction: {line}"));
            (name.to_owned(), rest.split_whitespace().collect::<Vec<_>>().join(" "))
        })
        .collect()
}

fn of<'i>(instructions: &'i [(String, String)], name: &str) -> Vec<&'i str> {
    instructions.iter().filter(|(found, _)| found == name).map(|(_, rest)| rest.as_str()).collect()
}

#[test]
fn bases_are_pinned_by_version_and_digest() {
    let instructions = instructions();
    let bases = of(&instructions, "FROM");
    assert_eq!(bases.len(), 2, "one stage builds, one is shipped");
    for base in bases {
        let image = base.split(' ').next().expect("an image");
        let (name, digest) = image.split_once("@sha256:").expect("a digest");
        let version = name.split_once(':').expect("a version").1;
        assert!(digest.len() == 64 && digest.bytes().all(|byte| byte.is_ascii_hexdigit()), "{base}");
        assert!(version.chars().any(|character| character.is_ascii_digit()) && !version.contains("latest"));
    }
}

#[test]
fn the_compiler_of_the_image_is_the_oldest_that_is_promised() {
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    let oldest = manifest["package"]["rust-version"].as_str().expect("a version");
    let instructions = instructions();
    let build = of(&instructions, "FROM")[0];
    assert!(build.starts_with(&format!("rust:{oldest}.")), "{build} is not Rust {oldest}");
}

#[test]
fn it_runs_prosec_and_not_as_root() {
    let instructions = instructions();
    let (users, entries) = (of(&instructions, "USER"), of(&instructions, "ENTRYPOINT"));
    let (user, group) = users.last().and_then(|user| user.split_once(':')).expect("a user and a group");
    for id in [user, group] {
        assert!(id.parse::<u32>().expect("a number, so that nobody has to look it up") > 0, "{id}");
    }
    assert_eq!(entries, [r#"["prosec"]"#]);
    let last = instructions.iter().rposition(|(name, _)| name == "FROM").expect("a base");
    assert!(
        instructions[last..].iter().any(|(name, _)| name == "USER"),
        "the shipped stage says who runs it"
    );
}

#[test]
fn all_that_the_build_needs_is_there_and_let_in() {
    let instructions = instructions();
    let let_in: Vec<String> =
        read(".dockerignore").lines().filter_map(|line| line.strip_prefix('!').map(str::to_owned)).collect();
    let mut copied = Vec::new();
    for copy in of(&instructions, "COPY").into_iter().filter(|copy| !copy.starts_with("--from")) {
        let mut paths: Vec<&str> = copy.split(' ').collect();
        paths.pop().expect("where to");
        for path in &paths {
            assert!(Path::new(path).exists(), "COPY of {path}, which is not there");
            let top = path.split('/').next().expect("a part");
            assert!(let_in.iter().any(|name| name == top), "{path} is kept out by .dockerignore");
        }
        copied.extend(paths);
    }
    let manifest: toml::Table = read("Cargo.toml").parse().expect("TOML");
    for path in manifest["package"]["include"].as_array().expect("a list") {
        let path = path.as_str().expect("a path").trim_start_matches('/');
        let is_needed = !path.starts_with("LICENSE") && path != "CHANGELOG.md";
        assert!(!is_needed || copied.contains(&path), "the image is built without {path}");
    }
    assert!(of(&instructions, "RUN")[0].contains("--locked"), "the very dependencies that were tested");
}
