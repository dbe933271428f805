//! The cache of reports: the same report as without it, whatever has changed, is spoilt or runs beside it.

use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

const RULE: &str = include_str!("rules/house/plain-words.toml");

fn folder() -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, text) in [
        ("docs/a.md", "We utilise the the hall in  order\nto win.\n"),
        ("docs/b.md", "The colour is kept. <!-- prosec: allow spelling -- quoted -->\nWe recieve guests.\n"),
        ("docs/c.txt", "The ferry leaves at noon.\n"),
        ("house/house/plain-words.toml", RULE),
        ("words.txt", "quayside\n"),
        ("prosec.toml", "rules = [\"house\"]\nvocabulary = [\"words.txt\"]\n"),
    ] {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("can be made");
        fs::write(path, text).expect("can be written");
    }
    folder
}

/// What a check prints, with its exit code.
fn check(folder: &Path, args: &[&str]) -> (String, Option<i32>) {
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    let args = [&["check", "docs", "--format", "json"], args].concat();
    let output = command.current_dir(folder).args(args).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (format!("{}{}", text(output.stdout), text(output.stderr)), output.status.code())
}

/// How many reports a run takes from the cache; it must print what one without the cache does.
fn hits(folder: &Path, args: &[&str]) -> usize {
    let expected = check(folder, args);
    assert_eq!(
        check(folder, &[args, &["--cache", "--quiet", "--output", "json=out.json"]].concat()).1,
        expected.1
    );
    let counted = check(folder, &[args, &["--cache", "--verbose"]].concat()).0;
    let cached = check(folder, &[args, &["--cache"]].concat());
    assert_eq!(cached, expected, "with {args:?}");
    assert_eq!(fs::read_to_string(folder.join("out.json")).expect("written"), expected.0);
    let (before, _) = counted.split_once(" from the cache").expect("it is told");
    before.rsplit(' ').next().and_then(|count| count.parse().ok()).expect("a number")
}

/// How many reports the first run takes from the cache after a change.
fn hits_at_once(folder: &Path, args: &[&str]) -> usize {
    let expected = check(folder, args);
    let counted = check(folder, &[args, &["--cache", "--verbose"]].concat());
    assert!(counted.0.starts_with(&expected.0), "{counted:#?} is not {expected:#?}");
    assert_eq!(counted.1, expected.1);
    let (before, _) = counted.0.split_once(" from the cache").expect("it is told");
    before.rsplit(' ').next().and_then(|count| count.parse().ok()).expect("a number")
}

#[test]
fn what_has_not_changed_is_taken_from_the_cache_and_what_has_is_not() {
    let folder = folder();
    let path = folder.path();
    assert_eq!(hits_at_once(path, &[]), 0);
    assert_eq!(hits(path, &[]), 3);
    let change = |name: &str, text: &str| fs::write(path.join(name), text).expect("can be written");

    change("docs/a.md", "We utilise the the hall in  order\nto win!\n");
    assert_eq!(hits_at_once(path, &[]), 2, "one text has changed");
    fs::rename(path.join("docs/c.txt"), path.join("docs/d.txt")).expect("can be moved");
    assert_eq!(hits_at_once(path, &[]), 2, "one name has changed");
    assert_eq!(hits_at_once(path, &[]), 3);

    change("house/house/plain-words.toml", &RULE.replace("Short words", "Brief words"));
    assert_eq!(hits_at_once(path, &[]), 0, "a rule has changed");
    change("words.txt", "quayside\nrecieve\n");
    assert_eq!(hits_at_once(path, &[]), 0, "the words have changed");
    change("prosec.toml", "rules = [\"house\"]\nvocabulary = [\"words.txt\"]\nlang = \"en-US\"\n");
    assert_eq!(hits_at_once(path, &[]), 0, "the language has changed");
    change("prosec.toml", "rules = [\"house\"]\n[[overrides]]\nfiles = [\"a.md\"]\nweight = { house = 9 }\n");
    assert_eq!(hits_at_once(path, &[]), 0, "the words are others again");
    change("prosec.toml", "rules = [\"house\"]\n[[overrides]]\nfiles = [\"a.md\"]\nweight = { house = 8 }\n");
    assert_eq!(hits_at_once(path, &[]), 2, "the weight of a rule has changed in one file");
    assert_eq!(hits_at_once(path, &["--only", "house"]), 0, "other rules run");
    assert_eq!(hits_at_once(path, &["--no-suppress"]), 0, "what is silenced is told");
    assert_eq!(hits_at_once(path, &["--min-severity", "error"]), 3, "what is shown is chosen afterwards");
    assert_eq!(hits_at_once(path, &["--threads", "1"]), 3);
}

fn packs(cache: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(cache).expect("it is there").map(|entry| entry.expect("readable").path());
    entries.filter(|path| path.extension().is_some_and(|extension| extension == "pack")).collect()
}

#[test]
fn a_spoilt_cache_is_silently_made_anew() {
    let folder = folder();
    let path = folder.path();
    let cache = path.join(".prosec-cache");
    hits_at_once(path, &[]);
    let [pack] = packs(&cache).try_into().expect("one configuration makes one pack");
    let sound = fs::read(&pack).expect("readable");
    let middle = sound.len() / 2;
    let flipped = [&sound[..middle], &[!sound[middle]], &sound[middle + 1..]].concat();
    for spoilt in [&b""[..], b"\0\0\0", &sound[..middle], &flipped] {
        fs::write(&pack, spoilt).expect("can be written");
        assert_eq!(hits_at_once(path, &[]), 0);
        assert_eq!(hits_at_once(path, &[]), 3);
    }
    let tag = fs::read_to_string(cache.join("CACHEDIR.TAG")).expect("written");
    assert!(tag.starts_with("Signature: 8a477f597d28d172789f06886806bc55"));
    assert!(fs::read_to_string(cache.join(".gitignore")).expect("written").contains("*\n"));
}

#[test]
fn the_folder_can_be_named_and_must_be_one() {
    let folder = folder();
    let path = folder.path();
    check(path, &["--cache=deep/kept"]);
    assert_eq!(packs(&path.join("deep/kept")).len(), 1);
    assert!(!path.join(".prosec-cache").exists());
    let (printed, code) = check(path, &["--cache=words.txt"]);
    assert_eq!(code, Some(2));
    assert!(printed.contains("no cache: cannot make words.txt"), "{printed}");
}

#[test]
fn runs_at_the_same_time_do_not_disturb_each_other() {
    let folder = folder();
    let path = folder.path();
    let expected = check(path, &[]);
    std::thread::scope(|scope| {
        let runs: Vec<_> =
            (0..4).map(|_| scope.spawn(|| (0..3).map(|_| check(path, &["--cache"])).collect())).collect();
        for run in runs {
            let printed: Vec<_> = run.join().expect("no panic");
            assert!(printed.iter().all(|printed| *printed == expected), "{printed:#?}");
        }
    });
    assert_eq!(hits_at_once(path, &[]), 3);
}
