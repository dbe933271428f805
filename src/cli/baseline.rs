//! `prosec baseline`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::args::{BaselineArgs, ColorChoice};
use super::jobs::{Job, STDIN, gather, jobs};
use super::known::{Known, configured, folder, read, relative, usual};
use super::project::Projects;
use super::run::Exit;
use super::terminal::Terminal;
use crate::baseline::Baseline;
use crate::check::check_at;
use crate::config::Config;
use crate::diagnostic::Severity;
use crate::emit::write_baseline;
use crate::rule::Selection;

pub(super) fn run(args: &BaselineArgs, color: ColorChoice, terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    let mut projects = Projects::new(&args.rules, Selection::default(), color);
    let mut inputs = Vec::new();
    let mut unread = 0;
    for path in &args.paths {
        unread += gather(path, &mut inputs, terminal);
    }
    let jobs = match jobs(inputs, STDIN, &mut projects, terminal) {
        Ok(jobs) => jobs,
        Err(messages) => {
            messages.iter().for_each(|message| terminal.complain("error", message));
            return Ok(Exit::Failed);
        }
    };
    let mut run = Run { args, projects: &projects, unread };
    let done = if args.prune { run.prune(&jobs, terminal) } else { run.record(&jobs, terminal) };
    let is_done = match done {
        Ok(written) => {
            for (file, baseline) in &written {
                run.write(file, baseline, terminal)?;
            }
            true
        }
        Err(message) => {
            terminal.complain("error", message);
            false
        }
    };
    let sound = is_done && run.unread == 0 && projects.sound;
    projects.forget();
    Ok(if sound { Exit::Clean } else { Exit::Failed })
}

struct Run<'r, 'p> {
    args: &'r BaselineArgs,
    projects: &'r Projects<'p>,
    /// Inputs that could not be read.
    unread: usize,
}

impl Run<'_, '_> {
    /// The baselines with what is found now in the files that are checked.
    fn record(
        &mut self,
        jobs: &[Job],
        terminal: &mut Terminal<'_>,
    ) -> Result<BTreeMap<PathBuf, Baseline>, String> {
        let mut found: BTreeMap<PathBuf, (Baseline, Vec<String>)> = BTreeMap::new();
        for job in jobs {
            let file = self.file(job.project);
            let path = relative(&folder(&file), &job.path);
            let (baseline, paths) = found.entry(file).or_default();
            let Some((source, report)) = self.check(job, terminal) else { continue };
            baseline.add_findings(&path, &source, &report.diagnostics);
            paths.push(path);
        }
        if found.is_empty() {
            found.insert(
                self.args.baseline.clone().unwrap_or_else(|| usual(&Config::default())),
                (Baseline::default(), Vec::new()),
            );
        }
        let mut written = BTreeMap::new();
        for (file, (baseline, checked)) in found {
            let before = if file.exists() { read(&file)? } else { Baseline::default() };
            let folder = folder(&file);
            // What stands in files that are there and were not looked at is still known.
            let is_kept =
                |path: &str| !checked.iter().any(|known| known == path) && folder.join(path).exists();
            let kept = before.entries().into_iter().filter(|entry| is_kept(&entry.path));
            written.insert(file, Baseline::new(baseline.entries().into_iter().chain(kept)));
        }
        Ok(written)
    }

    /// The baselines without what is no longer found.
    fn prune(
        &mut self,
        jobs: &[Job],
        terminal: &mut Terminal<'_>,
    ) -> Result<BTreeMap<PathBuf, Baseline>, String> {
        let usual = self.args.baseline.clone().or_else(|| {
            let is_there = jobs.iter().any(|job| configured(self.projects.at(job.project)).is_some());
            (!is_there).then(|| usual(&Config::default()))
        });
        let mut known = Known::load(usual.as_deref(), self.projects, jobs, terminal);
        if known.faulty {
            return Err("nothing was written".to_owned());
        }
        for job in jobs {
            if let Some((source, mut report)) = self.check(job, terminal) {
                known.take(job.project, &job.path, &source, &mut report);
            }
        }
        Ok(known.pruned(self.projects, &self.args.paths).into_iter().collect())
    }

    fn check(&mut self, job: &Job, terminal: &mut Terminal<'_>) -> Option<(crate::Source, crate::Report)> {
        let source = match job.input.read(STDIN) {
            Ok(source) => source?,
            Err(error) => {
                terminal.complain("error", error);
                self.unread += 1;
                return None;
            }
        };
        let project = self.projects.at(job.project);
        let mut report = check_at(&source, &project.rules, &project.levels(&job.path));
        let least = project.config.min_severity().map_or(Severity::Note, |set| set.value);
        report.diagnostics.retain(|diagnostic| diagnostic.severity >= least);
        Some((source, report))
    }

    /// The file of a project's baseline.
    fn file(&self, project: usize) -> PathBuf {
        let project = self.projects.at(project);
        let named = self.args.baseline.clone().or_else(|| configured(project));
        named.unwrap_or_else(|| usual(&project.config))
    }

    fn write(&self, file: &Path, baseline: &Baseline, terminal: &mut Terminal<'_>) -> io::Result<()> {
        let text = write_baseline(baseline);
        if fs::read_to_string(file).ok().as_ref() != Some(&text) {
            replace(file, &text)
                .map_err(|cause| io::Error::new(cause.kind(), format!("{}: {cause}", file.display())))?;
        }
        let counted =
            |count: usize, noun: &str| format!("{count} {noun}{}", if count == 1 { "" } else { "s" });
        let (findings, files) = (counted(baseline.len(), "finding"), counted(baseline.paths().len(), "file"));
        let here = whole_here(file);
        writeln!(terminal.out, "{here}: {findings} in {files}")
    }
}

/// A path as those see it who stand in the working directory.
fn whole_here(file: &Path) -> String {
    let here = std::env::current_dir().ok().and_then(|here| here.canonicalize().ok());
    here.map_or_else(
        || file.display().to_string(),
        |here| relative(&here, &folder(file).join(file.file_name().unwrap_or_default())),
    )
}

/// Writes a file at once: whoever reads it meanwhile sees the old one or the new one.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let mut beside = file.as_os_str().to_owned();
    beside.push(format!(".{}.new", std::process::id()));
    let beside = PathBuf::from(beside);
    fs::write(&beside, text)?;
    fs::rename(&beside, file).inspect_err(|_| drop(fs::remove_file(&beside)))
}
