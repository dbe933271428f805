//! The configurations of a run. Each file goes by the nearest one above it, and each configuration has its rules,
//! which are loaded once.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use super::args::{ColorChoice, RuleArgs};
use super::load::{complain, load};
use super::terminal::Terminal;
use crate::config::{Config, find};
use crate::rule::{Levels, LoadError, RuleSet, Selection};

/// A configuration with its rules.
#[derive(Debug)]
pub(super) struct Project {
    pub(super) config: Config,
    pub(super) rules: RuleSet,
    levels: Levels,
    /// The rules and groups that the command line chose.
    only: Vec<String>,
    /// The file that it is configured by.
    pub(super) file: Option<PathBuf>,
}

/// The projects of a run, each loaded when the first of its files is met.
#[derive(Debug)]
pub(super) struct Projects<'a> {
    args: &'a RuleArgs,
    color: ColorChoice,
    selection: Selection,
    by_folder: FxHashMap<PathBuf, Option<PathBuf>>,
    by_config: FxHashMap<Option<PathBuf>, usize>,
    projects: Vec<Project>,
    /// Whether comments in drafts silence nothing, whatever the configurations say.
    pub(super) ignore_suppressions: bool,
    /// Whether all configurations and rules were sound.
    pub(super) sound: bool,
}

/// What keeps a run from starting: messages.
pub(super) type Refusal = Vec<String>;

impl<'a> Projects<'a> {
    pub(super) fn new(args: &'a RuleArgs, selection: Selection, color: ColorChoice) -> Self {
        Self {
            args,
            color,
            selection,
            by_folder: FxHashMap::default(),
            by_config: FxHashMap::default(),
            projects: Vec::new(),
            ignore_suppressions: false,
            sound: true,
        }
    }

    /// The position of the project that the files of a folder belong to. `folder` is absolute.
    ///
    /// # Errors
    /// When the command line chooses rules that there are not.
    pub(super) fn of_folder(&mut self, folder: &Path, terminal: &mut Terminal<'_>) -> Result<usize, Refusal> {
        let path = self.config_of(folder);
        if let Some(&at) = self.by_config.get(&path) {
            return Ok(at);
        }
        let project = self.load(path.as_deref(), terminal)?;
        self.projects.push(project);
        self.by_config.insert(path, self.projects.len() - 1);
        Ok(self.projects.len() - 1)
    }

    /// The project at a position.
    pub(super) fn at(&self, at: usize) -> &Project {
        &self.projects[at]
    }

    /// All projects, by their positions.
    pub(super) fn all(&self) -> &[Project] {
        &self.projects
    }

    /// The rules of all projects.
    pub(super) fn rule_sets(&self) -> impl Iterator<Item = &RuleSet> {
        self.projects.iter().map(|project| &project.rules)
    }

    fn config_of(&mut self, folder: &Path) -> Option<PathBuf> {
        if self.args.no_config {
            return None;
        }
        if let Some(named) = &self.args.config {
            return Some(named.clone());
        }
        if let Some(known) = self.by_folder.get(folder) {
            return known.clone();
        }
        let found = find(folder);
        self.by_folder.insert(folder.to_owned(), found.clone());
        found
    }

    fn load(&mut self, path: Option<&Path>, terminal: &mut Terminal<'_>) -> Result<Project, Refusal> {
        let (config, mut faulty) = path.map(Config::load).unwrap_or_default();
        let (mut rules, sound) = load(&self.args.folders, self.color, terminal);
        faulty.extend(config.apply(&mut rules));
        self.sound &= sound && faulty.is_empty();
        complain(&LoadError { faulty, unreadable: Vec::new() }, self.color, terminal);
        let selection = config.selection(&rules, self.selection.clone());
        rules.select(&selection)?;
        let allows = config.suppression().is_none_or(|set| set.value);
        rules.ignore_suppressions(self.ignore_suppressions || !allows);
        let only = selection.only;
        let levels = config.levels_among(&rules, None, &only);
        Ok(Project { config, rules, levels, only, file: path.map(Path::to_owned) })
    }

    /// Leaves the projects to the end of the process: to free each word of each rule first would take longer than
    /// a small check.
    pub(super) fn forget(self) {
        std::mem::forget(self.projects);
    }
}

impl Project {
    /// How findings weigh in a file. `path` is absolute.
    pub(super) fn levels(&self, path: &Path) -> Levels {
        if self.config.has_overrides() {
            self.config.levels_among(&self.rules, Some(path), &self.only)
        } else {
            self.levels.clone()
        }
    }
}

/// The rules that hold in the working directory, whether or not they run. The flag says whether all was sound.
pub(super) fn load_here(args: &RuleArgs, color: ColorChoice, terminal: &mut Terminal<'_>) -> (RuleSet, bool) {
    let mut projects = Projects::new(args, Selection::default(), color);
    // Nothing is selected, so nothing can be refused.
    let _ = projects.of_folder(&whole(Path::new(".")), terminal);
    let rules = projects.projects.pop().map(|project| project.rules);
    (rules.unwrap_or_else(RuleSet::builtin), projects.sound)
}

/// The path of a file as configurations see it: absolute, without links where it exists.
pub(super) fn whole(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// The folder of a file, or the folder itself.
pub(super) fn folder_of(path: &Path) -> &Path {
    if path.is_dir() { path } else { path.parent().unwrap_or(path) }
}
