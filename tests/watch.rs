//! `prosec check --watch` as a user sees it: what changes is checked again, and Ctrl-C ends it cleanly.
#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

/// Longer than any round takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(120);

struct Watching {
    child: Child,
    /// The lines of both outputs.
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &TempDir) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_prosec"))
            .args(["check", "--watch", "--format", "compact", "--only", "repetition", "."])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it runs");
        let (sender, lines) = channel();
        let out = child.stdout.take().expect("it is piped");
        let err = child.stderr.take().expect("it is piped");
        let also = sender.clone();
        thread::spawn(move || {
            BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| sender.send(line))
        });
        thread::spawn(move || {
            BufReader::new(err).lines().map_while(Result::ok).try_for_each(|line| also.send(line))
        });
        Self { child, lines }
    }

    /// The lines up to where all of these have come. Those of the two outputs come in any order.
    fn until(&self, expected: &[&str]) -> Vec<String> {
        let mut lines: Vec<String> = Vec::new();
        while !expected.iter().all(|part| lines.iter().any(|line| line.contains(part))) {
            let line = self.lines.recv_timeout(PATIENCE);
            lines.push(line.unwrap_or_else(|_| panic!("not all of {expected:?} in {lines:#?}")));
        }
        lines
    }
}

impl Drop for Watching {
    fn drop(&mut self) {
        // It has ended already unless something went wrong.
        let _ = self.child.kill();
    }
}

#[test]
fn what_changes_is_checked_again_until_somebody_ends_it() {
    let folder = TempDir::new().expect("a temporary folder");
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).expect("can be written");
    write("a.md", "It saw the the mayor.\n");
    write("b.md", "The ferry leaves at noon.\n");
    let mut watching = Watching::start(&folder);
    let first = watching.until(&["watching: .; Ctrl-C ends it", " in 2 files"]);
    assert!(first.iter().any(|line| line.contains("a.md:1:8")), "{first:#?}");

    write("notes.rs", "the the");
    write("b.md", "The ferry leaves at at noon.\n");
    let next = watching.until(&[" in 1 file"]);
    assert_eq!(
        next.iter().filter(|line| line.contains(".md:")).count(),
        1,
        "only what has changed: {next:#?}"
    );
    assert!(next[0].contains("b.md:1:18"), "{next:#?}");

    write("prosec.toml", "[severity]\n\"repetition/doubled-word\" = \"note\"\n");
    let all = watching.until(&[" in 2 files"]);
    assert!(all.iter().any(|line| line.contains("a.md:1:8")), "all of it: {all:#?}");

    let id = watching.child.id().to_string();
    assert!(Command::new("kill").args(["-INT", &id]).status().expect("there is kill").success());
    let status = watching.child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0), "{status:?}");
}
