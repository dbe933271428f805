//! What comes of inputs: each is read by itself, and several are checked together, a large one chunk by chunk on several
//! threads; or they are found in the cache.

use std::convert::Infallible;

use super::args::CheckArgs;
use super::cache::{Cache, Filed};
use super::jobs::Job;
use super::parallel::in_order;
use super::project::Projects;
use super::stages::Stages;
use crate::Error;
use crate::check::{Joined, check_batch, check_chunk};
use crate::diagnostic::{Diagnostic, Report};
use crate::document::{chunks, is_large};
use crate::rule::{Levels, RuleSet};
use crate::source::{Source, Span};

/// What came of an input.
pub(super) struct Checked {
    pub(super) source: Source,
    pub(super) report: Report,
    pub(super) filed: Option<Filed>,
    /// How it is to be checked, as long as it was not.
    levels: Option<Levels>,
}

/// Nothing comes of a file that was met in a folder and is no text.
type Outcome = Result<Option<Checked>, Error>;

/// What all checks of a run go by.
pub(super) struct Desk<'d, 'p> {
    pub(super) args: &'d CheckArgs,
    pub(super) projects: &'d Projects<'p>,
    pub(super) cache: Option<&'d Cache>,
    pub(super) stages: &'d Stages,
    /// On how many threads one input may be checked.
    pub(super) threads: usize,
}

impl Desk<'_, '_> {
    /// Reads an input, and finds what came of it earlier; also says how many bytes it has.
    pub(super) fn open(&self, job: &Job) -> (usize, Outcome) {
        let source = match self.stages.reading(|| job.input.read(self.args.stdin_name())) {
            Ok(Some(source)) => source,
            Ok(None) => return (0, Ok(None)),
            Err(error) => return (0, Err(error)),
        };
        let project = self.projects.at(job.project);
        let mut levels = project.levels(&job.path);
        // Mending goes on until nothing is left, and must see all that is.
        levels.set_most(self.args.limits(&project.config).most_made().filter(|_| !self.args.fix));
        let (earlier, filed) = match self.cache {
            Some(cache) => {
                let (earlier, filed) = cache.find(job.project, &source, &levels);
                (earlier, Some(filed))
            }
            None => (None, None),
        };
        let levels = earlier.is_none().then_some(levels);
        (
            source.text().len(),
            Ok(Some(Checked { source, report: earlier.unwrap_or_default(), filed, levels })),
        )
    }

    /// Checks what was read and not checked earlier; also says about how many bytes each outcome holds.
    pub(super) fn check(&self, mut batch: Vec<(&Job, Outcome)>) -> Vec<(usize, Outcome)> {
        for (number, project) in self.projects.all().iter().enumerate() {
            let of_project = batch.iter_mut().filter(|(job, _)| job.project == number);
            let mut unchecked: Vec<(&mut Checked, Levels)> =
                of_project.filter_map(|(_, outcome)| outcome.as_mut().ok()?.as_mut()?.unchecked()).collect();
            let inputs: Vec<(&Source, &Levels)> =
                unchecked.iter().map(|(input, levels)| (&input.source, levels)).collect();
            let reports = self.stages.checking(|| self.reports(&inputs, &project.rules));
            for ((input, _), report) in unchecked.iter_mut().zip(reports) {
                input.filed = input.filed.take().map(|filed| filed.with(&report));
                input.report = report;
            }
        }
        let size =
            |outcome: &Outcome| outcome.as_ref().ok().and_then(Option::as_ref).map_or(0, Checked::size);
        batch.into_iter().map(|(_, outcome)| (size(&outcome), outcome)).collect()
    }

    /// What is found in these inputs: the small ones together, each large one by itself.
    fn reports(&self, inputs: &[(&Source, &Levels)], rules: &RuleSet) -> Vec<Report> {
        let mut reports = Vec::with_capacity(inputs.len());
        for run in inputs.chunk_by(|(one, _), (next, _)| !is_large(one) && !is_large(next)) {
            match *run {
                [(source, levels)] => {
                    reports.push(check_chunks((source, &chunks(source)), rules, levels, self.threads));
                }
                _ => reports.extend(check_batch(run, rules)),
            }
        }
        reports
    }
}

/// What is found in a source that is cut into these chunks, the same on any number of threads.
fn check_chunks(
    (source, chunks): (&Source, &[Span]),
    rules: &RuleSet,
    levels: &Levels,
    threads: usize,
) -> Report {
    let mut joined = Joined::new(levels);
    let check = |batch: Vec<(&Span, ())>| {
        let reports = batch.into_iter().map(|(&chunk, ())| check_chunk(source, chunk, rules, levels));
        reports.map(|report| (held_by(&report), report)).collect()
    };
    let Ok(()) = in_order(
        chunks,
        threads,
        |chunk| (chunk.len(), ()),
        check,
        |_, report| {
            joined.add(report);
            Ok::<_, Infallible>(())
        },
    );
    joined.finish()
}

/// About how many bytes the findings of a report hold.
fn held_by(report: &Report) -> usize {
    (report.diagnostics.len() + 1) * size_of::<Diagnostic>() * 2
}

impl Checked {
    /// The input with its levels, if it was not checked; it will be.
    fn unchecked(&mut self) -> Option<(&mut Self, Levels)> {
        let levels = self.levels.take()?;
        Some((self, levels))
    }

    /// About how many bytes it holds.
    fn size(&self) -> usize {
        self.source.text().len() + held_by(&self.report)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::chunks_of;

    #[test]
    fn threads_share_the_chunks_of_a_source() {
        let rules = RuleSet::builtin();
        let paragraphs =
            (0..400).map(|at| format!("In {at} we waited for the the bus, and teh bus came late.\n\n"));
        let source = Source::new("a.txt", paragraphs.collect::<String>());
        let chunks = chunks_of(&source, 500);
        let check = |threads| check_chunks((&source, &chunks), &rules, &Levels::default(), threads);
        let alone = check(1);
        assert!(chunks.len() > 20 && alone.diagnostics.len() >= 800, "{} chunks", chunks.len());
        assert!([2, 8].into_iter().all(|threads| check(threads) == alone));
    }
}
