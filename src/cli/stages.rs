//! How long a run takes, stage by stage, and what it works with: for `--verbose`.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use super::project::Projects;
use super::terminal::Terminal;
use crate::emit::Summary;

/// The times of a run. Those of work on several threads add up.
#[derive(Debug)]
pub(super) struct Stages {
    begun: Instant,
    reading: AtomicU64,
    checking: AtomicU64,
    reporting: AtomicU64,
}

impl Stages {
    /// The stages of a run that begins now.
    pub(super) fn begin() -> Self {
        let nothing = || AtomicU64::new(0);
        Self { begun: Instant::now(), reading: nothing(), checking: nothing(), reporting: nothing() }
    }

    /// The time since the run began.
    pub(super) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    pub(super) fn reading<T>(&self, work: impl FnOnce() -> T) -> T {
        timed(&self.reading, work)
    }

    pub(super) fn checking<T>(&self, work: impl FnOnce() -> T) -> T {
        timed(&self.checking, work)
    }

    pub(super) fn reporting<T>(&self, work: impl FnOnce() -> T) -> T {
        timed(&self.reporting, work)
    }

    /// Says what the run went by and how long it took. `hits` are the reports that the cache held, if there is one.
    pub(super) fn tell(
        &self,
        prepared: Duration,
        projects: &Projects<'_>,
        summary: &Summary,
        (threads, hits): (usize, Option<usize>),
        terminal: &mut Terminal<'_>,
    ) {
        for project in projects.all() {
            let file =
                project.file.as_ref().map_or("no prosec.toml".into(), |file| file.display().to_string());
            let rules = project.rules.rules();
            let run = rules.iter().filter(|rule| project.rules.reports(rule.id.as_str())).count();
            terminal.complain("configuration", format!("{file}; {run} of {} rules run", rules.len()));
        }
        let cached = hits.map(|hits| format!(", {hits} from the cache")).unwrap_or_default();
        let threads = if threads == 1 { "1 thread".to_owned() } else { format!("up to {threads} threads") };
        terminal.complain("files", format!("{} on {threads}{cached}", summary.files));
        let of = |time: &AtomicU64| shown(Duration::from_nanos(time.load(Ordering::Relaxed)));
        terminal.complain(
            "time",
            format!(
                "settings and rules {}, reading {}, checking {}, reporting {}, in all {}",
                shown(prepared),
                of(&self.reading),
                of(&self.checking),
                of(&self.reporting),
                shown(self.elapsed())
            ),
        );
    }
}

fn timed<T>(total: &AtomicU64, work: impl FnOnce() -> T) -> T {
    let begun = Instant::now();
    let done = work();
    let time = u64::try_from(begun.elapsed().as_nanos()).unwrap_or(u64::MAX);
    total.fetch_add(time, Ordering::Relaxed);
    done
}

fn shown(time: Duration) -> String {
    format!("{:.1} ms", time.as_secs_f64() * 1_000.0)
}
