//! What changed: the lines that git or a patch says are new. The rest of a file is not reported.

use std::io::Read;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::process::Command;

use rustc_hash::FxHashMap;

use super::args::SinceArgs;
use super::project::whole;
use super::terminal::Terminal;
use crate::diagnostic::{Report, Score};
use crate::patch::{read_patch, touches};
use crate::source::Source;

/// The changes that findings must touch; none if all of each file counts.
#[derive(Debug, Default)]
pub(super) struct Changes {
    files: Option<FxHashMap<PathBuf, Lines>>,
}

/// What changed in a file.
#[derive(Debug)]
enum Lines {
    /// It is new.
    All,
    These(Vec<Range<usize>>),
}

impl Changes {
    /// The changes that the command line asks for.
    ///
    /// # Errors
    /// When there is no git, no repository, no such revision or no patch: a message.
    pub(super) fn of(
        args: &SinceArgs,
        paths: &[PathBuf],
        terminal: &mut Terminal<'_>,
    ) -> Result<Self, String> {
        let input = Path::new("-");
        if args.diff.as_deref() == Some(input) && paths.iter().any(|path| path == input) {
            return Err("the standard input cannot hold both a patch and a draft; put the patch into a file"
                .to_owned());
        }
        match (&args.changed_since, &args.diff) {
            (Some(revision), _) => Ok(Self { files: Some(since(revision)?) }),
            (None, Some(file)) => {
                let text = read(file)?;
                let files = read_patch(&text).map_err(|error| error.to_string())?;
                let here = std::env::current_dir().unwrap_or_default();
                let root = here.ancestors().find(|folder| folder.join(".git").exists());
                let mut found = FxHashMap::default();
                for file in files {
                    let places =
                        root.into_iter().chain([here.as_path()]).map(|folder| folder.join(&file.path));
                    match places.into_iter().find(|place| place.is_file()) {
                        Some(place) => drop(found.insert(whole(&place), Lines::These(file.lines))),
                        None => {
                            terminal.complain(
                                "warning",
                                format!("the patch changes {}, which is not here", file.path),
                            );
                        }
                    }
                }
                Ok(Self { files: Some(found) })
            }
            (None, None) => Ok(Self::default()),
        }
    }

    /// Whether anything of a file can be reported. `path` is absolute.
    pub(super) fn concern(&self, path: &Path) -> bool {
        self.files.as_ref().is_none_or(|files| match files.get(path) {
            Some(Lines::These(lines)) => !lines.is_empty(),
            Some(Lines::All) => true,
            None => false,
        })
    }

    /// Drops the findings of a file that touch no changed line. Of a part of a file, no score is given.
    pub(super) fn hold(&self, path: &Path, source: &Source, report: &mut Report) {
        let Some(Lines::These(lines)) = self.files.as_ref().and_then(|files| files.get(path)) else { return };
        report.diagnostics.retain(|diagnostic| touches(lines, source, diagnostic));
        report.suppressed.retain(|diagnostic| touches(lines, source, diagnostic));
        // Of those that are only counted, the places are not known: one may touch what changed from the first on.
        let last = lines.last().map_or(0, |range| range.end);
        report.beyond.retain(|beyond| source.line_index(beyond.first.start) < last);
        report.score = Score::default();
    }

    /// Gives no score of a file of which only a part is reported.
    pub(super) fn hold_score(&self, path: &Path, report: &mut Report) {
        if let Some(Lines::These(_)) = self.files.as_ref().and_then(|files| files.get(path)) {
            report.score = Score::default();
        }
    }
}

fn read(file: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let done = match file == Path::new("-") {
        true => std::io::stdin().lock().read_to_end(&mut bytes).map(drop),
        false => std::fs::read(file).map(|read| bytes = read),
    };
    done.map_err(|cause| format!("cannot read the patch {}: {cause}", file.display()))?;
    // Of the lines of a patch only their number counts; they may be in any encoding.
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// What changed in the working tree since it parted from a revision; what git does not know yet is new.
fn since(revision: &str) -> Result<FxHashMap<PathBuf, Lines>, String> {
    let root = git(None, &["rev-parse", "--show-toplevel"]).map_err(|error| match error {
        GitError::Missing(cause) => format!("--changed-since needs git, which cannot be run: {cause}"),
        GitError::Failed(_) => {
            "--changed-since needs a repository of git, and this folder is in none".to_owned()
        }
    })?;
    let root = whole(Path::new(root.trim_end_matches(['\n', '\r'])));
    let told = |error: GitError| match error {
        GitError::Missing(cause) => cause,
        GitError::Failed(said) => said,
    };
    let commit = format!("{revision}^{{commit}}");
    let commit = git(Some(&root), &["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
        .map_err(|_| format!("git knows no revision “{revision}”; in a shallow clone, fetch it first"))?;
    let base = git(Some(&root), &["merge-base", commit.trim(), "HEAD"]).map_err(|_| {
        format!(
            "“{revision}” and HEAD have no commit in common; in a shallow clone, fetch more of the history"
        )
    })?;
    let diff = [
        "diff",
        "--unified=0",
        "--find-renames",
        "--no-color",
        "--no-ext-diff",
        "--no-textconv",
        "--ignore-submodules",
        "--src-prefix=a/",
        "--dst-prefix=b/",
        base.trim(),
        "--",
    ];
    let patch = git(Some(&root), &diff).map_err(told)?;
    let patched = read_patch(&patch).map_err(|error| format!("git diff: {error}"))?;
    let others = git(Some(&root), &["ls-files", "--others", "--exclude-standard", "-z"]).map_err(told)?;
    let patched = patched.into_iter().map(|file| (file.path, Lines::These(file.lines)));
    let others = others.split('\0').filter(|path| !path.is_empty()).map(|path| (path.to_owned(), Lines::All));
    Ok(patched.chain(others).map(|(path, lines)| (whole(&root.join(path)), lines)).collect())
}

enum GitError {
    /// It cannot be run: why.
    Missing(String),
    /// It has complained: what it said.
    Failed(String),
}

fn git(folder: Option<&Path>, args: &[&str]) -> Result<String, GitError> {
    let mut command = Command::new("git");
    // A repository may name a program that watches its files; asking what changed must not start it.
    command.args(["-c", "core.fsmonitor=false"]);
    if let Some(folder) = folder {
        command.current_dir(folder);
    }
    let output = command.args(args).output().map_err(|cause| GitError::Missing(cause.to_string()))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(GitError::Failed(String::from_utf8_lossy(&output.stderr).trim().to_owned()))
    }
}
