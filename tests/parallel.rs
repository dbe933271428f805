//! Many files at once: the same bytes whatever the number of threads, and no file keeps the others from being checked.

use std::ffi::OsString;
use std::fs;
use std::num::NonZeroUsize;
use std::path::Path;

use prosec::cli::{Terminal, run};
use prosec::{Config, Diagnostic, Levels, Report, RuleSet, Source, check_at, check_batch};
use tempfile::TempDir;

/// What threads share, and what they hand back.
#[test]
fn rules_and_settings_can_be_shared_by_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<RuleSet>();
    shared::<Config>();
    shared::<Levels>();
    shared::<Source>();
    shared::<Report>();
    shared::<Diagnostic>();
    shared::<prosec::Error>();
}

/// Documents that are checked together are checked as if each were alone, whatever stands beside it.
#[test]
fn a_batch_finds_what_single_checks_find() {
    let folder = TempDir::new().expect("can be made");
    fill(folder.path());
    let rules = RuleSet::builtin();
    let sources: Vec<Source> = (fs::read_dir(folder.path()).expect("can be read"))
        .filter_map(|entry| Source::read(entry.ok()?.path()).ok())
        .collect();
    let mut few = Levels::default();
    few.set_most(NonZeroUsize::new(2));
    let levels = [Levels::default(), few];
    let with_levels: Vec<(&Source, &Levels)> = sources.iter().zip(levels.iter().cycle()).collect();
    for size in [1, 2, 7, with_levels.len()] {
        for batch in with_levels.chunks(size) {
            let alone: Vec<Report> =
                batch.iter().map(|(source, levels)| check_at(source, &rules, levels)).collect();
            assert_eq!(check_batch(batch, &rules), alone);
        }
    }
    assert!(sources.len() > 50 && check_batch(&[], &rules).is_empty());
}

/// Sixty files of different lengths, of which some hold nothing wrong, some are no text and one is no file.
fn fill(folder: &Path) {
    for at in 0..60_usize {
        let name = folder.join(format!("{:02}.md", (at * 37) % 60));
        let text = match at % 6 {
            0 => format!("# Ferries\n\n{}", "The the ferry leaves at noon.\n\n".repeat(at / 3 + 1)),
            1 => "The ferry leaves at noon.\n".to_owned(),
            2 => format!("“The plan is sound,’ she said on day {at}.\n"),
            3 => "Visit Here: ferrydeals24\n\nWe recieve guests.\n".to_owned(),
            4 => String::new(),
            _ => format!("{}The commitee met.\n", "The harbour is wide and calm today. ".repeat(at)),
        };
        fs::write(name, text).expect("can be written");
    }
    fs::write(folder.join("07.md"), b"caf\xe9\n").expect("can be written");
    fs::write(folder.join("08.txt"), b"a\0b\n").expect("can be written");
    fs::create_dir(folder.join("prosec")).expect("can be made");
    fs::write(
        folder.join("prosec/prosec.toml"),
        "[severity]\nrepetition = \"off\"\n[[overrides]]\nfiles = [\"b.md\"]\nseverity = { all = \"note\" }\n",
    )
    .expect("can be written");
    fs::write(folder.join("prosec/a.md"), "The the quay. We recieve guests.\n").expect("can be written");
    fs::write(folder.join("prosec/b.md"), "The the quay. We recieve guests.\n").expect("can be written");
}

/// What a run prints to both outputs, and its exit code.
fn printed(folder: &Path, format: &str, threads: &str) -> (String, String, u8) {
    let absent = folder.join("absent.md");
    let mut args: Vec<OsString> =
        ["prosec", "check", "--threads", threads, "--format", format].map(OsString::from).into();
    args.extend([folder.join("30.md").into(), absent.into(), folder.into()]);
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let mut terminal = Terminal::plain(&mut out, &mut err);
    let code = run(args, &mut terminal).code();
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (text(out), text(err), code)
}

#[test]
fn the_same_input_gives_the_same_bytes_on_one_two_and_eight_threads() {
    let folder = TempDir::new().expect("a temporary folder");
    fill(folder.path());
    for (format, runs) in [("text", 10), ("json", 5), ("sarif", 5)] {
        let expected = printed(folder.path(), format, "1");
        assert_eq!(expected.2, 2, "one is no file: {expected:?}");
        assert!(expected.0.contains("bait-link") && expected.0.contains("commitee"), "{expected:?}");
        assert!(expected.1.contains("absent.md: no such file") && expected.1.contains("07.md: byte 3"));
        for threads in ["1", "2", "8"] {
            for _ in 0..runs {
                assert_eq!(
                    printed(folder.path(), format, threads),
                    expected,
                    "{format} on {threads} threads"
                );
            }
        }
    }
}

#[test]
fn a_file_that_cannot_be_read_keeps_its_place_among_the_findings_and_the_others_are_checked() {
    let folder = TempDir::new().expect("a temporary folder");
    fill(folder.path());
    let (out, err, _) = printed(folder.path(), "compact", "2");
    let mut paths: Vec<&str> = out.lines().filter_map(|line| line.split(".md:").next()).collect();
    paths.pop();
    let (first, met) = paths.split_first().expect("something was found");
    assert!(first.ends_with("/30"), "the file that was named first comes first: {first}");
    let met: Vec<&&str> = met.iter().skip_while(|path| *path == first).collect();
    assert!(met.is_sorted(), "{met:#?}");
    assert!(met.iter().any(|path| path.ends_with("/59")) && met.iter().any(|path| path.ends_with("/b")));
    assert_eq!(err.lines().count(), 2, "{err}");
}
