//! `prosec check`.

use std::io;
use std::num::NonZeroUsize;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::args::{CheckArgs, ColorChoice, FailLevel, SeverityChoice};
use super::changes::Changes;
use super::input::{EXTENSIONS, Input, expand, walk};
use super::known::Known;
use super::load::allows;
use super::outputs::Outputs;
use super::parallel::{all_threads, in_order};
use super::project::{Projects, Refusal, folder_of, whole};
use super::run::Exit;
use super::terminal::Terminal;
use crate::Error;
use crate::check::check_at;
use crate::config::Config;
use crate::diagnostic::{Applicability, Diagnostic, Report, Score, Severity};
use crate::emit::{OutputFormat, RuleBook, Style, Summary};
use crate::rule::Selection;
use crate::source::Source;

/// What the standard input is called if nobody says otherwise.
pub(super) const STDIN: &str = "<stdin>";

pub(super) fn run(args: &CheckArgs, color: ColorChoice, terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    let selection = Selection {
        only: args.only.clone(),
        without: args.without.clone(),
        preview: args.preview,
        trial: Vec::new(),
    };
    let mut projects = Projects::new(&args.rules, selection, color);
    projects.ignore_suppressions = args.no_suppress;
    let mut summary = Summary::default();
    let mut inputs = Vec::new();
    for path in &args.paths {
        summary.unreadable += gather(path, &mut inputs, terminal);
    }
    let stdin_name = args.stdin_path.as_deref().unwrap_or(STDIN);
    let jobs = match jobs(inputs, stdin_name, &mut projects, terminal) {
        Ok(jobs) => jobs,
        Err(messages) => {
            messages.iter().for_each(|message| terminal.complain("error", message));
            return Ok(Exit::Failed);
        }
    };
    let changes = match Changes::of(&args.since, &args.paths, terminal) {
        Ok(changes) => changes,
        Err(message) => {
            terminal.complain("error", message);
            return Ok(Exit::Failed);
        }
    };
    let mut known = match &args.since {
        since if since.no_baseline => Known::default(),
        since => Known::load(since.baseline.as_deref(), &projects, &jobs, terminal),
    };
    let style = Style { color: allows(color, terminal.out_color), width: terminal.width };
    let mut failed = false;
    let format = if args.summary { OutputFormat::Overview } else { args.format };
    let mut outputs = match Outputs::open(format, &args.output, style, &mut *terminal.out) {
        Ok(outputs) => outputs,
        Err(messages) => {
            messages.iter().for_each(|message| terminal.complain("error", message));
            return Ok(Exit::Failed);
        }
    };
    let jobs: Vec<Job> = jobs.into_iter().filter(|job| changes.concern(&job.path)).collect();
    let look = |job: &Job| {
        let checked = job.check(&projects, stdin_name);
        (checked.as_ref().map_or(0, Checked::size), checked)
    };
    let threads = args.threads.map_or_else(all_threads, NonZeroUsize::get);
    in_order(&jobs, threads, look, |job, checked| {
        let (source, mut report) = match checked {
            Ok(Checked::Text(source, report)) => (source, report),
            Ok(Checked::Binary) => return Ok(()),
            Err(error) => {
                // Whoever closed the error output does not want to read this.
                let _ = writeln!(terminal.err, "error: {error}");
                summary.unreadable += 1;
                return Ok(());
            }
        };
        let project = projects.at(job.project);
        let limits = args.limits(&project.config);
        let old = known.take((job.project, project), &job.path, &source, &mut report);
        summary.known += old.iter().filter(|old| old.severity >= limits.min_severity).count();
        changes.hold(&job.path, &source, &mut report);
        report.diagnostics.retain(|diagnostic| diagnostic.severity >= limits.min_severity);
        report.suppressed.retain(|diagnostic| diagnostic.severity >= limits.min_severity);
        failed |= report.diagnostics.iter().any(|diagnostic| limits.fail_on.fails(diagnostic.severity));
        for excess in limits.excesses(&report.score) {
            let _ = writeln!(terminal.err, "error: {}: {excess}", source.name());
            failed = true;
        }
        count(&report, &mut summary);
        outputs.report(&source, &report)
    })?;
    let unwritten = outputs.finish(&summary, &RuleBook::new(projects.rule_sets()))?;
    unwritten.iter().for_each(|error| terminal.complain("error", error));
    known.tell(&projects, &args.paths, terminal);
    let sound = projects.sound && !known.faulty && summary.unreadable == 0 && unwritten.is_empty();
    projects.forget();
    Ok(match (sound, failed) {
        (false, _) => Exit::Failed,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Clean,
    })
}

/// An input with the project that it belongs to.
pub(super) struct Job {
    pub(super) input: Input,
    /// Its path, absolute.
    pub(super) path: PathBuf,
    pub(super) project: usize,
}

/// What came of an input.
enum Checked {
    Text(Source, Report),
    /// It was met in a folder, and is no text.
    Binary,
}

impl Job {
    /// Reads the input and checks it.
    fn check(&self, projects: &Projects<'_>, stdin_name: &str) -> Result<Checked, Error> {
        let Some(source) = self.input.read(stdin_name)? else { return Ok(Checked::Binary) };
        let project = projects.at(self.project);
        let report = check_at(&source, &project.rules, &project.levels(&self.path));
        Ok(Checked::Text(source, report))
    }
}

impl Checked {
    /// About how many bytes it holds.
    fn size(&self) -> usize {
        match self {
            Self::Text(source, report) => {
                source.text().len() + (report.diagnostics.len() + 1) * size_of::<Diagnostic>() * 2
            }
            Self::Binary => 0,
        }
    }
}

/// The inputs that their configurations do not exclude.
pub(super) fn jobs(
    inputs: Vec<Input>,
    stdin_name: &str,
    projects: &mut Projects<'_>,
    terminal: &mut Terminal<'_>,
) -> Result<Vec<Job>, Refusal> {
    let (mut jobs, mut excluded) = (Vec::new(), 0);
    for input in inputs {
        let path = whole(input.path().unwrap_or(Path::new(stdin_name)));
        let project = projects.of_folder(folder_of(&path), terminal)?;
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
    errors.iter().for_each(|error| terminal.complain("error", error));
    errors.len()
}

fn count(report: &Report, summary: &mut Summary) {
    summary.files += 1;
    summary.suppressed += report.suppressed.len();
    summary.highest_spam = summary.highest_spam.max(report.score.spam);
    summary.highest_quality = summary.highest_quality.max(report.score.quality);
    for diagnostic in &report.diagnostics {
        match diagnostic.severity {
            Severity::Error => summary.errors += 1,
            Severity::Warning => summary.warnings += 1,
            Severity::Note => summary.notes += 1,
        }
        match diagnostic.fixes.first().map(|fix| fix.applicability) {
            Some(Applicability::Safe) => summary.fixable += 1,
            Some(Applicability::Suggested) => summary.suggested += 1,
            None => {}
        }
    }
}

/// What is reported, and what fails a run: as the command line has it, or else the configuration.
struct Limits {
    min_severity: Severity,
    fail_on: FailLevel,
    max_spam: Option<f64>,
    max_quality: Option<f64>,
}

impl CheckArgs {
    fn limits(&self, config: &Config) -> Limits {
        let min_severity = self.min_severity.map(Severity::from);
        let fail_on = config.fail_on().and_then(|set| FailLevel::from_str(&set.value, false).ok());
        Limits {
            min_severity: min_severity
                .or(config.min_severity().map(|set| set.value))
                .unwrap_or(Severity::Note),
            fail_on: self.fail_on.or(fail_on).unwrap_or(FailLevel::Warning),
            max_spam: self.max_spam.or(config.max_spam().map(|set| set.value)),
            max_quality: self.max_quality.or(config.max_quality().map(|set| set.value)),
        }
    }
}

impl Limits {
    /// What to say of scores that are above their limits.
    fn excesses(&self, score: &Score) -> Vec<String> {
        [("spam", score.spam, self.max_spam), ("quality", score.quality, self.max_quality)]
            .into_iter()
            .filter_map(|(name, score, limit)| {
                let limit = limit.filter(|&limit| score > limit)?;
                Some(format!("{name} score {score:.1} is above {limit}"))
            })
            .collect()
    }
}

impl FailLevel {
    fn fails(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Note => true,
            Self::Never => false,
        }
    }
}

impl From<SeverityChoice> for Severity {
    fn from(choice: SeverityChoice) -> Self {
        match choice {
            SeverityChoice::Error => Self::Error,
            SeverityChoice::Warning => Self::Warning,
            SeverityChoice::Note => Self::Note,
        }
    }
}
