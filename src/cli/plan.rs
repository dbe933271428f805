//! What a check is to do: the files, their projects, and what is held against their findings.

use std::path::{Path, PathBuf};

use rustc_hash::FxHashSet;

use super::args::{CheckArgs, ColorChoice};
use super::cache::{Cache, USUAL};
use super::changes::Changes;
use super::jobs::{Job, STDIN, gather, jobs};
use super::known::Known;
use super::project::{Projects, Refusal, whole};
use super::terminal::Terminal;
use crate::rule::Selection;

/// All that is settled before the first file is read.
pub(super) struct Plan<'a> {
    pub(super) projects: Projects<'a>,
    pub(super) jobs: Vec<Job>,
    pub(super) changes: Changes,
    pub(super) known: Known,
    pub(super) cache: Option<Cache>,
    /// How many of the paths that were named could not be read.
    pub(super) unreadable: usize,
}

impl<'a> Plan<'a> {
    /// The plan that the command line asks for; `among` are the files to which it is limited, or folders that hold
    /// them.
    ///
    /// # Errors
    /// When the command line asks for something that cannot be: messages.
    pub(super) fn of(
        args: &'a CheckArgs,
        color: ColorChoice,
        among: Option<&FxHashSet<PathBuf>>,
        terminal: &mut Terminal<'_>,
    ) -> Result<Self, Refusal> {
        let mut projects = Projects::new(&args.rules, args.selection(), color);
        projects.ignore_suppressions = args.no_suppress;
        let (mut inputs, mut unreadable) = (Vec::new(), 0);
        for path in &args.paths {
            unreadable += gather(path, &mut inputs, terminal);
        }
        let mut jobs = jobs(inputs, args.stdin_name(), &mut projects, terminal)?;
        if projects.all().is_empty() {
            // What is asked for in vain is told even where there is nothing to check.
            projects.of_folder(&whole(Path::new(".")), terminal)?;
        }
        let changes = Changes::of(&args.since, &args.paths, terminal).map_err(|message| vec![message])?;
        let known = match &args.since {
            since if since.no_baseline => Known::default(),
            since => Known::load(since.baseline.as_deref(), &projects, &jobs, terminal),
        };
        let cache = args.cache.as_ref().map(|folder| {
            let folder = folder.as_deref().unwrap_or(Path::new(USUAL));
            Cache::open(folder, &projects).map_err(|message| vec![format!("no cache: {message}")])
        });
        let is_among =
            |job: &Job| among.is_none_or(|among| job.path.ancestors().any(|place| among.contains(place)));
        jobs.retain(|job| changes.concern(&job.path) && is_among(job));
        Ok(Self { projects, jobs, changes, known, cache: cache.transpose()?, unreadable })
    }
}

impl CheckArgs {
    fn selection(&self) -> Selection {
        Selection {
            only: self.only.clone(),
            without: self.without.clone(),
            preview: self.preview,
            trial: Vec::new(),
        }
    }

    /// What the standard input is called.
    pub(super) fn stdin_name(&self) -> &str {
        self.stdin_path.as_deref().unwrap_or(STDIN)
    }
}
