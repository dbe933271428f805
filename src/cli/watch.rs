//! `prosec check --watch`: after the first check, files are checked again when they change, and all of them when
//! settings or rules do.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use notify::{Event, RecursiveMode, Watcher};
use rustc_hash::FxHashSet;

use super::args::{CheckArgs, ColorChoice};
use super::check::check;
use super::input::is_prose;
use super::project::{Projects, whole};
use super::run::Exit;
use super::terminal::Terminal;
use crate::config::FILE_NAMES;

/// Changes that follow each other faster are one change: editors write files in several steps.
const PAUSE: Duration = Duration::from_millis(150);

/// The exit code of a process that was interrupted, as shells know it.
const INTERRUPTED: i32 = 130;

/// Files that say which others are checked.
const IGNORE_FILES: [&str; 2] = [".gitignore", ".ignore"];

/// What happens while files are watched.
#[derive(Debug, PartialEq)]
enum Change {
    /// Something became of these files and folders.
    Paths(Vec<PathBuf>),
    /// So much happened that some of it may have been missed.
    Missed,
    /// Somebody wants it to end.
    End,
}

/// Checks, and goes on until somebody ends it.
pub(super) fn watch(args: &CheckArgs, color: ColorChoice, terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    if args.paths.iter().any(|path| path.as_os_str() == "-") {
        terminal.complain("error", "the standard input cannot be watched");
        return Ok(Exit::Failed);
    }
    let (sender, changes) = channel();
    let end = sender.clone();
    let watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
        // If nobody listens any more, the process is about to end.
        let _ = match event {
            Ok(event) if event.kind.is_access() => Ok(()),
            Ok(event) if !event.need_rescan() => sender.send(Change::Paths(event.paths)),
            _ => sender.send(Change::Missed),
        };
    });
    let mut is_asked = false;
    let set = ctrlc::set_handler(move || {
        // A long check is not waited for twice.
        if std::mem::replace(&mut is_asked, true) {
            std::process::exit(INTERRUPTED);
        }
        let _ = end.send(Change::End);
    });
    let mut watcher = match (watcher, set) {
        (Ok(watcher), Ok(())) => watcher,
        (Err(cause), _) => return Ok(unable(&cause.to_string(), terminal)),
        (_, Err(cause)) => return Ok(unable(&cause.to_string(), terminal)),
    };
    let mut watched = FxHashSet::default();
    // What changes while all is checked for the first time is checked again.
    for place in args.paths.iter().map(PathBuf::as_path) {
        if let Err(cause) = add(&mut watcher, place, &mut watched) {
            return Ok(unable(&format!("{}: {cause}", place.display()), terminal));
        }
    }
    let mut round = check(args, color, None, terminal)?;
    terminal.out.flush()?;
    round.settings.iter().for_each(|place| drop(add(&mut watcher, place, &mut watched)));
    let shown: Vec<String> = args.paths.iter().map(|path| path.display().to_string()).collect();
    terminal.complain("watching", format!("{}; Ctrl-C ends it", shown.join(", ")));
    let named: Vec<PathBuf> = args.paths.iter().map(|path| whole(path)).collect();
    follow(&changes, PAUSE, |changed| {
        let is_setting = |path: &PathBuf| {
            let name = path.file_name().unwrap_or_default();
            let tells = |names: &[&str]| names.iter().any(|known| name == *known);
            tells(&FILE_NAMES)
                || tells(&IGNORE_FILES)
                || round.settings.iter().any(|setting| path.starts_with(setting))
        };
        let all = changed.as_ref().is_none_or(|paths| paths.iter().any(is_setting));
        let can_hold_prose = |path: &PathBuf| is_prose(path) || path.is_dir() || named.contains(path);
        if !all && !changed.iter().flatten().any(can_hold_prose) {
            return Ok(());
        }
        let next = check(args, color, changed.as_ref().filter(|_| !all), terminal)?;
        // After a refusal, what held before is still what to wait for.
        if !next.settings.is_empty() {
            round = next;
        }
        round.settings.iter().for_each(|place| drop(add(&mut watcher, place, &mut watched)));
        terminal.out.flush()
    })?;
    Ok(Exit::Clean)
}

/// Where the settings and rules of these projects come from, if they are watched.
pub(super) fn settings(args: &CheckArgs, projects: &Projects<'_>) -> Vec<PathBuf> {
    if !args.watch {
        return Vec::new();
    }
    let mut places: Vec<PathBuf> = args.rules.folders.iter().map(|folder| whole(folder)).collect();
    for project in projects.all() {
        places.extend(project.file.iter().map(|file| whole(file)));
        places.extend(project.config.places().into_iter().map(|place| whole(&place)));
    }
    places.extend(args.since.baseline.iter().map(|file| whole(file)));
    places.sort();
    places.dedup();
    places
}

fn unable(cause: &str, terminal: &mut Terminal<'_>) -> Exit {
    terminal.complain("error", format!("cannot watch: {cause}"));
    Exit::Failed
}

/// Watches a folder with all below it, or the folder of a file: editors put new files in the place of old ones.
fn add(watcher: &mut impl Watcher, place: &Path, watched: &mut FxHashSet<PathBuf>) -> notify::Result<()> {
    let place = whole(place);
    let (folder, mode) = match place.parent() {
        Some(folder) if !place.is_dir() => (folder.to_owned(), RecursiveMode::NonRecursive),
        _ => (place, RecursiveMode::Recursive),
    };
    let is_covered = watched.contains(&folder)
        || watched.iter().any(|other| folder.starts_with(other)) && mode == RecursiveMode::NonRecursive;
    if is_covered {
        return Ok(());
    }
    watcher.watch(&folder, mode)?;
    if mode == RecursiveMode::Recursive {
        watched.insert(folder);
    }
    Ok(())
}

/// Calls `round` with what has changed, each time that changes have come and then paused; with nothing if some may have
/// been missed. It returns when it is ended, or when nothing more can come.
fn follow(
    changes: &Receiver<Change>,
    pause: Duration,
    mut round: impl FnMut(Option<FxHashSet<PathBuf>>) -> io::Result<()>,
) -> io::Result<()> {
    while let Ok(first) = changes.recv() {
        let mut changed = Some(FxHashSet::default());
        let mut next = Ok(first);
        let ended = loop {
            match next {
                Ok(Change::Paths(paths)) => {
                    if let Some(changed) = &mut changed {
                        changed.extend(paths.iter().map(|path| whole(path)));
                    }
                }
                Ok(Change::Missed) => changed = None,
                Ok(Change::End) => return Ok(()),
                Err(error) => break error == RecvTimeoutError::Disconnected,
            }
            next = changes.recv_timeout(pause);
        };
        round(changed)?;
        if ended {
            break;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(changes: Vec<Change>, expected: &[Option<&[&str]>]) {
        let (sender, receiver) = channel();
        changes.into_iter().for_each(|change| sender.send(change).expect("it is listened to"));
        drop(sender);
        let mut rounds = Vec::new();
        let done = follow(&receiver, Duration::from_millis(1), |changed| {
            rounds.push(changed.map(|paths| {
                let mut paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
                paths.sort();
                paths
            }));
            Ok(())
        });
        assert!(done.is_ok());
        let expected: Vec<Option<Vec<String>>> = expected
            .iter()
            .map(|round| round.map(|paths| paths.iter().map(|path| (*path).to_owned()).collect()))
            .collect();
        assert_eq!(rounds, expected);
    }

    fn paths(names: &[&str]) -> Change {
        Change::Paths(names.iter().map(PathBuf::from).collect())
    }

    #[cfg(unix)]
    #[test]
    fn changes_in_quick_succession_are_one_round() {
        check(vec![], &[]);
        check(
            vec![paths(&["/absent/b.md"]), paths(&["/absent/a.md", "/absent/b.md"])],
            &[Some(&["/absent/a.md", "/absent/b.md"])],
        );
    }

    #[test]
    fn what_may_have_been_missed_is_all() {
        check(vec![paths(&["/absent/b.md"]), Change::Missed, paths(&["/absent/a.md"])], &[None]);
    }

    #[test]
    fn the_end_comes_at_once() {
        check(vec![Change::End, paths(&["/absent/b.md"])], &[]);
        check(vec![paths(&["/absent/b.md"]), Change::End], &[]);
    }

    #[test]
    fn an_error_of_a_round_ends_it() {
        let (sender, receiver) = channel();
        sender.send(Change::Missed).expect("it is listened to");
        let done = follow(&receiver, Duration::from_millis(1), |_| Err(io::ErrorKind::BrokenPipe.into()));
        assert_eq!(done.map_err(|error| error.kind()), Err(io::ErrorKind::BrokenPipe));
    }
}
