//! The jobs of a run: what the paths on the command line lead to, each with the project that it belongs to.

use std::io;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::input::{EXTENSIONS, Input, expand, walk};
use super::project::{Projects, Refusal, folder_of, whole};
use super::terminal::Terminal;
use crate::Error;
use crate::settings::nearest;

/// What the standard input is called if nobody says otherwise.
pub(super) const STDIN: &str = "<stdin>";

/// An input with the project that it belongs to.
pub(super) struct Job {
    pub(super) input: Input,
    /// Its path, absolute.
    pub(super) path: PathBuf,
    pub(super) project: usize,
}

/// The inputs that their configurations do not exclude.
pub(super) fn jobs(
    inputs: Vec<Input>,
    stdin_name: &str,
    projects: &mut Projects<'_>,
    terminal: &mut Terminal<'_>,
) -> Result<Vec<Job>, Refusal> {
    let (mut jobs, mut excluded) = (Vec::new(), 0);
    let mut folders = Folders::default();
    for input in inputs {
        let path = match &input {
            Input::Stdin => whole(Path::new(stdin_name)),
            Input::Named(path) => whole(path),
            Input::Met(path) => folders.whole(path),
        };
        let folder = match &input {
            Input::Met(_) => path.parent().unwrap_or(&path),
            _ => folder_of(&path),
        };
        let project = projects.of_folder(folder, terminal)?;
        if projects.at(project).config.excludes(&path) {
            excluded += 1;
        } else {
            jobs.push(Job { input, path, project });
        }
    }
    if jobs.is_empty() && excluded > 0 {
        terminal.complain("warning", "nothing to check: the configuration excludes all that was named");
    }
    Ok(jobs)
}

/// The folders of files that were met, each as configurations see it.
#[derive(Default)]
struct Folders(FxHashMap<PathBuf, PathBuf>);

impl Folders {
    /// The path of a file that was met, as [`whole`] gives it: such a file is no link, though its folder may lie behind
    /// one.
    fn whole(&mut self, path: &Path) -> PathBuf {
        match (path.parent(), path.file_name()) {
            (Some(folder), Some(name)) => {
                if !self.0.contains_key(folder) {
                    self.0.insert(folder.to_owned(), whole(folder));
                }
                self.0[folder].join(name)
            }
            _ => whole(path),
        }
    }
}

/// Adds what a path leads to; returns how much there could not be read.
pub(super) fn gather(path: &Path, inputs: &mut Vec<Input>, terminal: &mut Terminal<'_>) -> usize {
    let errors = match expand(path) {
        Ok(found) if found.is_empty() => {
            let (found, errors) = walk(path);
            if found.is_empty() && errors.is_empty() {
                let extensions =
                    EXTENSIONS.iter().map(|extension| format!(".{extension}")).collect::<Vec<_>>();
                let message = format!(
                    "nothing to check in {}: no files with {}",
                    path.display(),
                    extensions.join(", ")
                );
                terminal.complain("warning", message);
            }
            inputs.extend(found);
            errors
        }
        Ok(found) => {
            inputs.extend(found);
            Vec::new()
        }
        Err(errors) => errors,
    };
    for error in &errors {
        match error {
            Error::Read { path, cause } if cause.kind() == io::ErrorKind::NotFound => {
                terminal.complain("error", format!("{error}{}", meant(path)));
            }
            _ => terminal.complain("error", error),
        }
    }
    errors.len()
}

/// What stands in the same folder under a name that may have been meant, as a question.
fn meant(path: &Path) -> String {
    let folder = path.parent().unwrap_or(Path::new(""));
    let listed = if folder == Path::new("") { Path::new(".") } else { folder };
    let names: Vec<String> = (listed.read_dir().into_iter().flatten().flatten())
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    let wanted = path.file_name().unwrap_or_default().to_string_lossy();
    match nearest(&wanted, names.iter().map(String::as_str)) {
        Some(name) => format!("; did you mean {}?", folder.join(name).display()),
        None => String::new(),
    }
}
