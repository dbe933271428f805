//! `prosec fix` and `prosec check --fix` as a user meets them: what is written, what is left, and what is said.

use std::fs;
use std::path::Path;
use std::process::{Command as Process, Output};

use assert_cmd::Command;
use tempfile::TempDir;

/// Two faults with a safe fix, one with a suggested one.
const FAULTY: &str = "We saw the  dog run to the lake,, and back.\n\nIt was a seperate dog.\n";
const SAFE: &str = "We saw the dog run to the lake, and back.\n\nIt was a seperate dog.\n";
const SUGGESTED: &str = "We saw the dog run to the lake, and back.\n\nIt was a separate dog.\n";

fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().expect("a temporary folder");
    for (name, bytes) in files {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().expect("it has one")).expect("can be made");
        fs::write(path, bytes).expect("can be written");
    }
    folder
}

fn run(folder: &Path, args: &[&str], stdin: &str) -> (i32, String, String) {
    let mut command = Command::cargo_bin("prosec").expect("it was built");
    let output: Output = command.current_dir(folder).args(args).write_stdin(stdin).output().expect("it runs");
    let text = |bytes| String::from_utf8(bytes).expect("output is UTF-8");
    (output.status.code().expect("no signal"), text(output.stdout), text(output.stderr))
}

/// Runs it, and holds the exit code and what both outputs say.
#[track_caller]
fn expect(folder: &Path, args: &[&str], code: i32, out: &str, err: &str) {
    let (had_code, had_out, had_err) = run(folder, args, "");
    assert!(!had_err.contains("panicked"), "{had_err}");
    assert_eq!((had_code, had_out.trim_end()), (code, out), "{args:?}: {had_err}");
    let said = if err.is_empty() { had_err.is_empty() } else { had_err.contains(err) };
    assert!(said, "{args:?}: {err:?} in {had_err:?}");
}

fn read(folder: &TempDir, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).expect("readable")
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("readable");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("readable").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[test]
fn safe_fixes_are_made_and_others_on_request() {
    let folder =
        folder(&[("a.md", FAULTY.as_bytes()), ("b/c.txt", FAULTY.as_bytes()), ("d.md", b"Sound.\n")]);
    expect(folder.path(), &["fix"], 0, "mended 4 findings in 2 files; 2 more with --suggested", "");
    assert_eq!(read(&folder, "a.md"), SAFE);
    assert_eq!(read(&folder, "b/c.txt"), SAFE);
    expect(folder.path(), &["fix"], 0, "mended nothing; 2 more with --suggested", "");
    expect(folder.path(), &["fix", "--suggested", "a.md"], 0, "mended 1 finding in 1 file", "");
    assert_eq!(read(&folder, "a.md"), SUGGESTED);
    assert_eq!(read(&folder, "b/c.txt"), SAFE);
    assert_eq!(names(folder.path()), ["a.md", "b", "d.md"]);
}

#[test]
fn only_what_would_be_reported_is_mended() {
    let config = "[severity]\n\"punctuation/doubled-mark\" = \"off\"\n\n[[overrides]]\nfiles = [\"old/\"]\n\
                  severity = { whitespace = \"off\" }\n";
    let files: &[(&str, &[u8])] =
        &[("prosec.toml", config.as_bytes()), ("a.md", FAULTY.as_bytes()), ("old/a.md", FAULTY.as_bytes())];
    let folder = folder(files);
    expect(folder.path(), &["fix"], 0, "mended 1 finding in 1 file; 2 more with --suggested", "");
    assert_eq!(read(&folder, "a.md"), FAULTY.replace("  ", " "));
    assert_eq!(read(&folder, "old/a.md"), FAULTY);
    let args = ["fix", "--no-config", "old", "--only", "punctuation", "--min-severity", "error"];
    expect(folder.path(), &args, 0, "mended 1 finding in 1 file", "");
    assert_eq!(read(&folder, "old/a.md"), FAULTY.replace(",,", ","));
    let args = ["fix", "--no-config", "old", "--without", "spelling", "--min-severity", "error"];
    expect(folder.path(), &args, 0, "mended nothing", "");
}

#[test]
fn nothing_is_written_where_settings_are_faulty() {
    let folder = folder(&[("prosec.toml", b"[severity]\nspeling = \"off\"\n"), ("a.md", FAULTY.as_bytes())]);
    expect(
        folder.path(),
        &["fix"],
        2,
        "",
        "nothing was mended: the configuration and the rules must be sound",
    );
    expect(folder.path(), &["check", "--fix"], 2, "", "nothing was mended");
    assert_eq!(read(&folder, "a.md"), FAULTY);
}

#[test]
fn the_standard_input_is_mended_to_the_standard_output() {
    let folder = folder(&[]);
    let (code, out, err) = run(folder.path(), &["fix", "-", "--stdin-path", "a.md"], FAULTY);
    assert_eq!((code, out.as_str()), (0, SAFE), "{err}");
    assert_eq!(err, "mended 2 findings in 1 file; 1 more with --suggested\n");
    let (_, out, _) = run(folder.path(), &["fix", "-"], "Sound, and without an end");
    assert_eq!(out, "Sound, and without an end");
    let code = "Run `see the  the`.\n";
    assert_eq!(run(folder.path(), &["fix", "-", "--stdin-path", "a.md"], code).1, code);
}

#[test]
fn a_diff_shows_and_writes_nothing() {
    let folder = folder(&[("a.md", FAULTY.as_bytes()), ("b.md", b"Sound.\n"), ("c.md", b"To the  end")]);
    let (code, out, err) = run(folder.path(), &["fix", "--diff"], "");
    assert_eq!(
        (code, err.as_str()),
        (1, "would have mended 3 findings in 2 files; 1 more with --suggested\n")
    );
    insta::assert_snapshot!("diff", out);
    assert_eq!(read(&folder, "a.md"), FAULTY);
    let (code, out, _) = run(folder.path(), &["fix", "--diff", "b.md"], "");
    assert_eq!((code, out.as_str()), (0, ""));
}

#[test]
fn git_takes_the_diff() {
    let windows = FAULTY.replace('\n', "\r\n");
    let folder =
        folder(&[("a.md", FAULTY.as_bytes()), ("b/w.md", windows.as_bytes()), ("c.md", b"To the  end")]);
    let (_, diff, _) = run(folder.path(), &["fix", "--diff", "--suggested", "."], "");
    fs::write(folder.path().join("fix.patch"), diff).expect("can be written");
    let Ok(applied) = Process::new("git").args(["apply", "fix.patch"]).current_dir(folder.path()).output()
    else {
        // Only git itself can say whether it takes the diff.
        return;
    };
    assert!(applied.status.success(), "{}", String::from_utf8_lossy(&applied.stderr));
    assert_eq!(read(&folder, "a.md"), SUGGESTED);
    assert_eq!(read(&folder, "b/w.md"), SUGGESTED.replace('\n', "\r\n"));
    assert_eq!(read(&folder, "c.md"), "To the end");
}

#[test]
fn a_check_mends_first_and_reports_what_is_left() {
    let folder = folder(&[("a.md", FAULTY.as_bytes())]);
    let (code, out, err) = run(folder.path(), &["check", "--fix", "a.md"], "");
    assert_eq!(read(&folder, "a.md"), SAFE);
    assert_eq!((code, err.as_str()), (1, "mended 2 findings in 1 file; 1 more with --suggested\n"));
    assert!(out.contains("a.md:3:10") && out.ends_with("1 warning in 1 file\n"), "{out}");
    let (code, out, _) =
        run(folder.path(), &["check", "--fix", "--suggested", "--format", "jsonl", "a.md"], "");
    assert_eq!((code, out.as_str()), (0, ""));
    assert_eq!(read(&folder, "a.md"), SUGGESTED);
    expect(folder.path(), &["check", "--fix", "-"], 2, "", "`prosec fix -` mends what comes from");
    expect(folder.path(), &["check", "--suggested"], 2, "", "--fix");
}

#[test]
fn a_check_mends_only_what_is_new() {
    let folder = folder(&[("prosec.toml", b"baseline = \"known.json\"\n"), ("a.md", FAULTY.as_bytes())]);
    expect(folder.path(), &["baseline"], 0, "known.json: 3 findings in 1 file", "");
    fs::write(folder.path().join("a.md"), format!("Then  it ran\naway,, to the sea.\n\n{FAULTY}"))
        .expect("writable");
    let (code, out, err) = run(folder.path(), &["check", "--fix"], "");
    assert_eq!((code, err.as_str()), (0, "mended 2 findings in 1 file\n"), "{out}");
    assert_eq!(read(&folder, "a.md"), format!("Then it ran\naway, to the sea.\n\n{FAULTY}"));
    assert!(out.starts_with("no findings in 1 file"), "{out}");
    // `prosec fix` pays off what is known.
    expect(folder.path(), &["fix"], 0, "mended 2 findings in 1 file; 1 more with --suggested", "");
    assert_eq!(read(&folder, "a.md"), format!("Then it ran\naway, to the sea.\n\n{SAFE}"));
}

#[test]
fn a_check_mends_only_changed_lines() {
    let text = "We saw the  dog.\nIt ran,, to the sea.\nIt was the  end.\n";
    let patch = "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,3 @@\n We saw the  dog.\n+It ran,, to the sea.\n It was the  end.\n";
    let folder = folder(&[("a.md", text.as_bytes()), ("p.patch", patch.as_bytes())]);
    let (code, out, err) = run(folder.path(), &["check", "--fix", "--diff", "p.patch", "a.md"], "");
    assert_eq!((code, err.as_str()), (0, "mended 1 finding in 1 file\n"), "{out}");
    assert_eq!(read(&folder, "a.md"), text.replace(",,", ","));
    assert!(out.starts_with("no findings in 1 file"), "{out}");
}

#[test]
fn what_is_silenced_is_not_mended() {
    let text = format!("<!-- prosec: allow whitespace/double-space -- it is meant -->\n{FAULTY}");
    let folder = folder(&[("a.md", text.as_bytes())]);
    expect(folder.path(), &["fix"], 0, "mended 1 finding in 1 file; 1 more with --suggested", "");
    assert_eq!(read(&folder, "a.md"), text.replace(",,", ","));
}

#[test]
fn a_file_that_is_no_text_is_left_alone_and_others_go_on() {
    let latin = b"We saw the  dog in the caf\xe9.\n";
    let folder = folder(&[("a.md", latin), ("b.md", FAULTY.as_bytes())]);
    let sentence = "mended 2 findings in 1 file; 1 more with --suggested";
    expect(folder.path(), &["fix"], 2, sentence, "a.md: byte 26 is not UTF-8");
    assert_eq!(fs::read(folder.path().join("a.md")).expect("readable"), latin);
    assert_eq!(read(&folder, "b.md"), SAFE);
}

#[test]
fn keys_are_asked_for_on_a_terminal_only() {
    let folder = folder(&[("a.md", FAULTY.as_bytes())]);
    expect(
        folder.path(),
        &["fix", "--interactive"],
        2,
        "",
        "--interactive asks on a terminal, and this is none",
    );
    assert_eq!(read(&folder, "a.md"), FAULTY);
}

#[test]
fn a_read_only_file_is_left_alone_and_others_go_on() {
    let folder = folder(&[("a.md", FAULTY.as_bytes()), ("b.md", FAULTY.as_bytes())]);
    let path = folder.path().join("a.md");
    let mut permissions = fs::metadata(&path).expect("it is there").permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&path, permissions).expect("they can be set");
    let sentence = "mended 2 findings in 1 file; 2 more with --suggested; 1 file could not be written";
    expect(folder.path(), &["fix"], 2, sentence, "error: cannot write ./a.md: it is read-only");
    assert_eq!(read(&folder, "a.md"), FAULTY);
    assert_eq!(read(&folder, "b.md"), SAFE);
    let (code, out, _) = run(folder.path(), &["check", "--fix", "a.md"], "");
    assert_eq!(code, 2);
    assert!(out.contains("whitespace/double-space"), "what is still there is reported: {out}");
}

#[cfg(unix)]
mod unix {
    use super::*;
    use std::os::unix::fs::{PermissionsExt, symlink};

    #[test]
    fn the_mode_is_kept() {
        let folder = folder(&[("a.md", FAULTY.as_bytes())]);
        let path = folder.path().join("a.md");
        for mode in [0o600, 0o644, 0o755, 0o666, 0o640] {
            fs::write(&path, FAULTY).expect("can be written");
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("can be set");
            expect(
                folder.path(),
                &["fix", "a.md"],
                0,
                "mended 2 findings in 1 file; 1 more with --suggested",
                "",
            );
            assert_eq!(read(&folder, "a.md"), SAFE);
            assert_eq!(fs::metadata(&path).expect("it is there").permissions().mode() & 0o7777, mode);
        }
    }

    #[test]
    fn a_link_stays_and_its_target_is_mended() {
        let folder = folder(&[("deep/a.md", FAULTY.as_bytes())]);
        let link = folder.path().join("link.md");
        symlink("deep/a.md", &link).expect("can be made");
        expect(
            folder.path(),
            &["fix", "link.md"],
            0,
            "mended 2 findings in 1 file; 1 more with --suggested",
            "",
        );
        assert!(fs::symlink_metadata(&link).expect("it is there").is_symlink());
        assert_eq!(read(&folder, "deep/a.md"), SAFE);
        assert_eq!(names(folder.path()), ["deep", "link.md"]);
        assert_eq!(names(&folder.path().join("deep")), ["a.md"]);
    }

    #[test]
    fn a_file_with_two_names_is_left_alone() {
        let folder = folder(&[("a.md", FAULTY.as_bytes())]);
        fs::hard_link(folder.path().join("a.md"), folder.path().join("b.md")).expect("can be made");
        let (code, _, err) = run(folder.path(), &["fix", "a.md"], "");
        assert_eq!(code, 2);
        assert!(err.contains("cannot write a.md: it has hard links"), "{err}");
        assert_eq!(read(&folder, "b.md"), FAULTY);
    }

    #[test]
    fn line_ends_and_the_byte_order_mark_are_kept() {
        let text = format!("\u{feff}{}", FAULTY.replace('\n', "\r\n"));
        let folder = folder(&[("a.md", text.as_bytes()), ("b.txt", text.trim_end().as_bytes())]);
        let args = ["fix", "--suggested", "--without", "whitespace/byte-order-mark,whitespace/final-newline"];
        expect(folder.path(), &args, 0, "mended 6 findings in 2 files", "");
        let mended = format!("\u{feff}{}", SUGGESTED.replace('\n', "\r\n"));
        assert_eq!(read(&folder, "a.md"), mended);
        assert_eq!(read(&folder, "b.txt"), mended.trim_end());
        // The rules that are about them mend them.
        expect(folder.path(), &["fix"], 0, "mended 3 findings in 2 files", "");
        assert_eq!(read(&folder, "a.md"), mended.trim_start_matches('\u{feff}'));
        assert_eq!(read(&folder, "b.txt"), mended.trim_start_matches('\u{feff}'));
    }
}
