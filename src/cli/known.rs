//! The baselines of a run: which file holds one, and which findings of a run it knows. Each project may have its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Component, Path, PathBuf};

use super::jobs::Job;
use super::project::{Project, Projects, whole};
use super::terminal::Terminal;
use crate::baseline::{Baseline, Comparison};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Report};
use crate::emit::read_baseline;
use crate::source::Source;

/// The baselines of a run.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// The one that the command line names, for all files.
    named: Option<PathBuf>,
    /// The file of each project that has one.
    files: BTreeMap<usize, PathBuf>,
    by_file: BTreeMap<PathBuf, Held>,
    /// Whether any could not be read.
    pub(super) faulty: bool,
}

/// A baseline against which files are held.
#[derive(Debug)]
struct Held {
    comparison: Comparison,
    /// The folder that its paths count from.
    folder: PathBuf,
    /// The files that were held against it, each with its project.
    checked: BTreeMap<String, usize>,
    /// The projects that go by it.
    projects: BTreeSet<usize>,
}

impl Known {
    /// The baselines of these jobs. Those that cannot be read are complained of.
    pub(super) fn load(
        named: Option<&Path>,
        projects: &Projects<'_>,
        jobs: &[Job],
        terminal: &mut Terminal<'_>,
    ) -> Self {
        let mut known = Self { named: named.map(Path::to_owned), ..Self::default() };
        for project in jobs.iter().map(|job| job.project).collect::<BTreeSet<_>>() {
            let Some(file) = known.named.clone().or_else(|| configured(projects.at(project))) else {
                continue;
            };
            known.files.insert(project, file.clone());
            if let Some(held) = known.by_file.get_mut(&file) {
                held.projects.insert(project);
                continue;
            }
            match read(&file) {
                Ok(baseline) => {
                    let mut held = Held::new(&file, baseline);
                    held.projects.insert(project);
                    known.by_file.insert(file, held);
                }
                Err(message) => {
                    terminal.complain("error", message);
                    known.faulty = true;
                }
            }
        }
        known
    }

    /// Takes the known findings out of the report of a file, and returns them. `path` is absolute.
    pub(super) fn take(
        &mut self,
        project: usize,
        path: &Path,
        source: &Source,
        report: &mut Report,
    ) -> Vec<Diagnostic> {
        let Some(held) = self.files.get(&project).and_then(|file| self.by_file.get_mut(file)) else {
            return Vec::new();
        };
        let path = relative(&held.folder, path);
        let taken = held.comparison.take_known(&path, source, report);
        held.checked.insert(path, project);
        taken
    }

    /// Says what of the baselines is paid off, as far as the paths that were named lead to it.
    pub(super) fn tell(&self, projects: &Projects<'_>, paths: &[PathBuf], terminal: &mut Terminal<'_>) {
        for (file, held) in &self.by_file {
            let paid = held.comparison.paid(held.covers(projects, paths));
            if paid > 0 {
                let file = if self.named.is_some() {
                    format!(" --baseline {}", file.display())
                } else {
                    String::new()
                };
                let (subject, verb) = if paid == 1 { ("finding", "is") } else { ("findings", "are") };
                let message = format!(
                    "{paid} {subject} of the baseline {verb} gone; run `prosec baseline --prune{file}`"
                );
                terminal.complain("note", message);
            }
        }
    }

    /// The baselines, each with its file, without what is paid off.
    pub(super) fn pruned(&self, projects: &Projects<'_>, paths: &[PathBuf]) -> Vec<(PathBuf, Baseline)> {
        let pruned = |held: &Held| held.comparison.pruned(held.covers(projects, paths));
        self.by_file.iter().map(|(file, held)| (file.clone(), pruned(held))).collect()
    }
}

impl Held {
    fn new(file: &Path, baseline: Baseline) -> Self {
        let folder = folder(file);
        let is_gone = |path: &str| !folder.join(path).exists();
        Self {
            comparison: Comparison::new(baseline, is_gone),
            checked: BTreeMap::new(),
            projects: BTreeSet::new(),
            folder,
        }
    }

    /// Whether a run that was given these paths would have found what a rule found in a file: the file was checked, or
    /// is no longer there; and the rule ran, or is no more.
    fn covers<'c>(
        &'c self,
        projects: &'c Projects<'_>,
        paths: &[PathBuf],
    ) -> impl Fn(&str, &str) -> bool + 'c {
        let folders: Vec<PathBuf> =
            paths.iter().filter(|path| path.is_dir()).map(|path| whole(path)).collect();
        move |path, rule| {
            let looked = |project: usize| {
                let rules = &projects.at(project).rules;
                rules.reports(rule) || rules.rule(rule).is_err()
            };
            if let Some(&project) = self.checked.get(path) {
                return looked(project);
            }
            let place = self.folder.join(path);
            folders.iter().any(|folder| place.starts_with(folder))
                && !place.exists()
                && self.projects.iter().all(|&project| looked(project))
        }
    }
}

/// The name of a baseline that nobody names.
const USUAL: &str = "prosec-baseline.json";

/// The baseline of a project: the one that its configuration names, or the usual one if it is there.
pub(super) fn configured(project: &Project) -> Option<PathBuf> {
    let named = project.config.baseline().map(|(file, _)| file);
    named.or_else(|| Some(usual(&project.config)).filter(|file| file.is_file()))
}

/// Where a baseline is that nobody names: beside the configuration, or in the working directory if there is none.
pub(super) fn usual(config: &Config) -> PathBuf {
    config.folder().unwrap_or(Path::new("")).join(USUAL)
}

/// Reads a baseline.
///
/// # Errors
/// When it cannot be read, or is none: a message.
pub(super) fn read(file: &Path) -> Result<Baseline, String> {
    let text = std::fs::read_to_string(file).map_err(|cause| {
        let help = match cause.kind() {
            std::io::ErrorKind::NotFound => "; `prosec baseline` writes it",
            _ => "",
        };
        format!("cannot read the baseline {}: {cause}{help}", file.display())
    })?;
    read_baseline(&text).map_err(|fault| format!("{} is no baseline: {fault}", file.display()))
}

/// The folder that a file stands in, without links on the way.
pub(super) fn folder(file: &Path) -> PathBuf {
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    whole(file.parent().unwrap_or(Path::new(".")))
}

/// The path of a file from a folder on, with slashes. Both are absolute.
pub(super) fn relative(folder: &Path, path: &Path) -> String {
    let shared = folder.components().zip(path.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(shared).map(|_| "..".to_owned());
    let down = path.components().skip(shared).filter_map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    up.chain(down).collect::<Vec<_>>().join("/")
}
