//! The bar of a long run: on the error output, if that is a terminal, once a second has passed, and gone at the end.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// A run that takes no longer shows no bar.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the bar is drawn anew in a second, at most.
const DRAWN: u8 = 10;

/// How far a run has come.
#[derive(Debug)]
pub(super) struct Progress {
    bar: ProgressBar,
    /// When the bar is to appear, unless it is there.
    due: Option<Instant>,
    target: Option<ProgressDrawTarget>,
}

impl Progress {
    /// The progress of a run over so many files, from now on. It is hidden unless there is a terminal to show it.
    pub(super) fn new(files: usize, shown: bool) -> Self {
        let target = shown.then(|| ProgressDrawTarget::stderr_with_hz(DRAWN));
        Self::on(target, files, PATIENCE)
    }

    fn on(target: Option<ProgressDrawTarget>, files: usize, patience: Duration) -> Self {
        let bar = ProgressBar::with_draw_target(Some(files as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("checked {pos} of {len} files {wide_bar} {eta}")
            .unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars("=> "));
        let due = target.is_some().then(|| Instant::now() + patience);
        Self { bar, due, target }
    }

    /// Counts a file.
    pub(super) fn step(&mut self) {
        if self.due.is_some_and(|due| Instant::now() >= due)
            && let Some(target) = self.target.take()
        {
            self.due = None;
            self.bar.set_draw_target(target);
        }
        self.bar.inc(1);
    }

    /// Prints something else meanwhile.
    pub(super) fn make_way<T>(&self, print: impl FnOnce() -> T) -> T {
        if self.is_shown() { self.bar.suspend(print) } else { print() }
    }

    /// Whether the bar can be seen.
    pub(super) fn is_shown(&self) -> bool {
        !self.bar.is_hidden()
    }

    /// Takes the bar away.
    pub(super) fn finish(self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use indicatif::{InMemoryTerm, TermLike};

    use super::*;

    #[test]
    fn a_long_run_shows_a_bar_that_makes_way_and_is_gone_at_the_end() {
        let term = InMemoryTerm::new(5, 60);
        let target = ProgressDrawTarget::term_like(Box::new(term.clone()));
        let mut progress = Progress::on(Some(target), 40, Duration::ZERO);
        for _ in 0..10 {
            progress.step();
        }
        progress.bar.force_draw();
        assert!(term.contents().starts_with("checked 10 of 40 files ="), "{}", term.contents());
        let seen = progress.make_way(|| {
            let seen = term.contents();
            term.write_line("a finding").expect("it is in memory");
            seen
        });
        assert_eq!(seen, "", "the bar makes way");
        progress.step();
        progress.bar.force_draw();
        assert!(term.contents().starts_with("a finding\nchecked 11 of 40"), "{}", term.contents());
        progress.finish();
        assert_eq!(term.contents().trim_end(), "a finding");
    }

    #[test]
    fn a_short_run_shows_none() {
        let term = InMemoryTerm::new(5, 60);
        let target = ProgressDrawTarget::term_like(Box::new(term.clone()));
        let mut progress = Progress::on(Some(target), 40, PATIENCE);
        progress.step();
        progress.bar.force_draw();
        assert!(!progress.is_shown());
        progress.finish();
        assert_eq!(term.contents(), "");
        assert!(!Progress::on(None, 40, Duration::ZERO).is_shown(), "nor does one without a terminal");
    }
}
