//! `prosec check`: each file is read and checked on some thread, and reported in its turn.

use std::io;
use std::num::NonZeroUsize;
use std::path::PathBuf;

use rustc_hash::FxHashSet;

use super::args::{CheckArgs, ColorChoice};
use super::batch::{Checked, Desk};
use super::cache::Additions;
use super::fix::Fixing;
use super::input::Input;
use super::jobs::Job;
use super::load::allows;
use super::outputs::{Looks, Outputs};
use super::parallel::{all_threads, in_order};
use super::plan::Plan;
use super::progress::Progress;
use super::project::{Projects, Refusal};
use super::run::Exit;
use super::stages::Stages;
use super::terminal::Terminal;
use super::watch::{settings, watch};
use crate::check::check_at;
use crate::diagnostic::{Applicability, Report, Severity};
use crate::emit::{Aids, OutputFormat, RuleBook, Statistics, Style, Summary};
use crate::fix::Mending;
use crate::source::Source;

pub(super) fn run(args: &CheckArgs, color: ColorChoice, terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    terminal.quiet = args.quiet;
    if args.watch {
        return watch(args, color, terminal);
    }
    check(args, color, None, terminal).map(|round| round.exit)
}

/// What came of a check.
pub(super) struct Round {
    pub(super) exit: Exit,
    /// The files and folders that its settings and rules came from.
    pub(super) settings: Vec<PathBuf>,
}

/// Checks what the command line asks for, as far as it is `among` these files.
pub(super) fn check(
    args: &CheckArgs,
    color: ColorChoice,
    among: Option<&FxHashSet<PathBuf>>,
    terminal: &mut Terminal<'_>,
) -> io::Result<Round> {
    let stages = Stages::begin();
    let Plan { projects, jobs, changes, mut known, cache, unreadable } =
        match Plan::of(args, color, among, terminal) {
            Ok(plan) => plan,
            Err(messages) => return Ok(refused(&messages, terminal)),
        };
    let settings = settings(args, &projects);
    if among.is_some() && jobs.is_empty() {
        return Ok(Round { exit: Exit::Clean, settings });
    }
    let mut fixing = match fixing(args, &jobs, projects.sound) {
        Ok(fixing) => fixing,
        Err(message) => return Ok(refused(&vec![message.to_owned()], terminal)),
    };
    let prepared = stages.elapsed();
    let mut outputs =
        match Outputs::open(&args.looks(color, &projects, terminal), &args.output, &mut *terminal.out) {
            Ok(outputs) => outputs,
            Err(messages) => return Ok(refused(&messages, terminal)),
        };
    let mut summary = Summary { unreadable, ..Summary::default() };
    summary.statistics = args.statistics.then(Statistics::default);
    let mut failed = false;
    let mut additions = Additions::default();
    let mut progress = Progress::new(jobs.len(), terminal.err_shown && !args.quiet);
    let threads = args.threads.map_or_else(all_threads, NonZeroUsize::get);
    // Many inputs keep all threads busy; few leave some for the chunks of a large one.
    let of_each = (threads / jobs.len().max(1)).max(1);
    let desk = Desk { args, projects: &projects, cache: cache.as_ref(), stages: &stages, threads: of_each };
    in_order(
        &jobs,
        threads,
        |job| desk.open(job),
        |batch| desk.check(batch),
        |job, checked| {
            progress.step();
            let Checked { mut source, mut report, filed, .. } = match checked {
                Ok(Some(checked)) => checked,
                Ok(None) => return Ok(()),
                Err(error) => {
                    // Whoever closed the error output does not want to read this.
                    let _ = progress.make_way(|| writeln!(terminal.err, "error: {error}"));
                    summary.unreadable += 1;
                    return Ok(());
                }
            };
            // What was filed is of the file as it was.
            additions.extend(filed.filter(|_| fixing.is_none()));
            let project = projects.at(job.project);
            let limits = args.limits(&project.config);
            let whole = fixing.is_some().then(|| report.clone());
            report.beyond.retain(|beyond| beyond.severity >= limits.min_severity);
            let uncompared = report.count_beyond();
            let old = known.take(job.project, &job.path, &source, &mut report);
            summary.known += old.iter().filter(|old| old.severity >= limits.min_severity).count();
            summary.known += uncompared - report.count_beyond();
            changes.hold(&job.path, &source, &mut report);
            if let Some((fixing, whole)) = fixing.as_mut().zip(whole) {
                let levels = project.levels(&job.path);
                let look = |source: &Source| check_at(source, &project.rules, &levels);
                let mut mending = Mending::of(source, whole, &look);
                mending.at_least(limits.min_severity);
                (source, report) = progress.make_way(|| fixing.mend(mending, report, terminal.err));
                changes.hold_score(&job.path, &mut report);
            }
            report.diagnostics.retain(|diagnostic| diagnostic.severity >= limits.min_severity);
            report.suppressed.retain(|diagnostic| diagnostic.severity >= limits.min_severity);
            let severities = report.diagnostics.iter().map(|found| found.severity);
            failed |= severities
                .chain(report.beyond.iter().map(|beyond| beyond.severity))
                .any(|severity| limits.fail_on.fails(severity));
            for excess in limits.excesses(&report.score) {
                let _ = progress.make_way(|| writeln!(terminal.err, "error: {}: {excess}", source.name()));
                failed = true;
            }
            count(&report, &mut summary);
            report.limit(limits.max_findings.map_or(usize::MAX, NonZeroUsize::get));
            summary.not_shown += report.count_beyond();
            report.tell_beyond();
            if report.diagnostics.is_empty() || !progress.is_shown() {
                stages.reporting(|| outputs.report(&source, &report))
            } else {
                progress.make_way(|| outputs.report(&source, &report).and_then(|()| outputs.flush()))
            }
        },
    )?;
    progress.finish();
    let unwritten = outputs.finish(&summary, &RuleBook::new(projects.rule_sets()))?;
    unwritten.iter().for_each(|error| terminal.complain("error", error));
    known.tell(&projects, &args.paths, terminal);
    if args.verbose {
        stages.tell(
            prepared,
            &projects,
            &summary,
            (threads, cache.is_some().then_some(additions.hits)),
            terminal,
        );
    }
    if let Some(Err(error)) = cache.map(|cache| cache.finish(additions)) {
        terminal.complain("warning", error);
    }
    let unmended = fixing.map_or(0, |fixing| fixing.tell(terminal));
    let unread = summary.unreadable + unwritten.len() + unmended;
    let sound = projects.sound && !known.faulty && unread == 0;
    projects.forget();
    let exit = match (sound, failed) {
        (false, _) => Exit::Failed,
        (true, true) => Exit::Findings,
        (true, false) => Exit::Clean,
    };
    Ok(Round { exit, settings })
}

/// What is to be mended first, if something is.
fn fixing(args: &CheckArgs, jobs: &[Job], sound: bool) -> Result<Option<Fixing>, &'static str> {
    if !args.fix {
        Ok(None)
    } else if jobs.iter().any(|job| job.input == Input::Stdin) {
        Err("--fix mends files; `prosec fix -` mends what comes from the standard input")
    } else if !sound {
        Err("nothing was mended: the configuration and the rules must be sound first")
    } else {
        Ok(Some(Fixing::new(args.suggested)))
    }
}

fn refused(messages: &Refusal, terminal: &mut Terminal<'_>) -> Round {
    messages.iter().for_each(|message| terminal.complain("error", message));
    Round { exit: Exit::Failed, settings: Vec::new() }
}

impl CheckArgs {
    /// How the report is to look.
    fn looks(&self, color: ColorChoice, projects: &Projects<'_>, terminal: &Terminal<'_>) -> Looks {
        let mut aids = Aids::default();
        if terminal.out_links {
            aids.link_from(std::env::current_dir().unwrap_or_default());
        }
        if self.explain {
            projects.rule_sets().for_each(|rules| aids.explain(rules.rules()));
        }
        Looks {
            format: if self.summary { OutputFormat::Overview } else { self.format },
            style: Style { color: allows(color, terminal.out_color), width: terminal.width },
            aids,
            quiet: self.quiet,
        }
    }
}

fn count(report: &Report, summary: &mut Summary) {
    summary.files += 1;
    summary.suppressed += report.suppressed.len();
    summary.highest_spam = summary.highest_spam.max(report.score.spam);
    summary.highest_quality = summary.highest_quality.max(report.score.quality);
    if let Some(statistics) = &mut summary.statistics {
        statistics.add(&report.diagnostics, &report.beyond);
    }
    let found = report.diagnostics.iter().map(|found| (found.severity, 1));
    for (severity, count) in found.chain(report.beyond.iter().map(|more| (more.severity, more.count))) {
        match severity {
            Severity::Error => summary.errors += count,
            Severity::Warning => summary.warnings += count,
            Severity::Note => summary.notes += count,
        }
    }
    for diagnostic in &report.diagnostics {
        match diagnostic.fixes.first().map(|fix| fix.applicability) {
            Some(Applicability::Safe) => summary.fixable += 1,
            Some(Applicability::Suggested) => summary.suggested += 1,
            None => {}
        }
    }
}
