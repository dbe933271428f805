//! Mending a text step by step, so that each step leaves it with fewer findings and nothing worse: the fixed findings
//! are gone, no error, no warning and nothing else that would be mended has come, and the document has kept its shape.
//! Since each step leaves fewer findings to mend, mending comes to an end.

use std::cell::Cell;

use rustc_hash::FxHashSet;

use super::blame::{Fault, Next, apart};
use super::kept::Kept;
use super::obstacle::Obstacle;
use super::shape::change_of_shape;
use crate::diagnostic::{Applicability, Diagnostic, Fix, Report, RuleId, Severity};
use crate::edits::{Edits, Shift};
use crate::score::score;
use crate::source::{Source, Span};

/// How many fixes one may ask for, each of what the one before it brought to light.
const LONGEST_CHAIN: usize = 8;

/// How often a text may be checked while it is mended: so often whatever it holds, and a small one more often for each
/// finding that can be mended, until so many bytes were checked. A hostile text would be checked without end else.
const FEWEST_CHECKS: usize = 64;
const CHECKS_A_FINDING: usize = 8;
const MOST_BYTES: usize = 64 << 20;

const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A text while it is mended.
pub struct Mending<'c> {
    check: &'c dyn Fn(&Source) -> Report,
    source: Source,
    report: Report,
    least: Severity,
    /// Findings that are not to be mended.
    left: Kept,
    mended: Vec<RuleId>,
    left_out: Vec<LeftOut>,
    /// How often the text was checked.
    checks: Cell<usize>,
    settled: bool,
}

/// What came of mending a text.
#[derive(Clone, Debug)]
pub struct Mended {
    /// The mended text.
    pub source: Source,
    /// What is found in it, but for what was to be left.
    pub report: Report,
    /// The rules of the findings that were mended, in the order in which they were.
    pub mended: Vec<RuleId>,
    /// What could have been mended, if something had not stood against it.
    pub left_out: Vec<LeftOut>,
    /// Whether nothing more can be mended; else the text asked for too many checks.
    pub settled: bool,
}

/// A finding of the mended text whose fix was left out.
#[derive(Clone, Debug)]
pub struct LeftOut {
    /// The finding.
    pub finding: Diagnostic,
    /// What stands against its fix.
    pub obstacle: Obstacle,
}

/// The position of a finding in the report, and that of a fix among its fixes.
type Candidate = (usize, usize);

/// A text after a step, and how things moved.
struct Step {
    source: Source,
    report: Report,
    shifts: Vec<Shift>,
}

/// Applies the first fix of each finding that is at least as sure as `applicability` asks, and goes on with what is
/// found then until nothing is left to mend. A fix that would leave the text worse off is left out.
pub fn mend(source: Source, check: &dyn Fn(&Source) -> Report, applicability: Applicability) -> Mended {
    let mut mending = Mending::new(source, check);
    mending.mend_all(applicability);
    mending.finish()
}

impl<'c> Mending<'c> {
    /// Begins to mend a text. `check` says what is found in a text of that name: all of it, whatever will be reported.
    pub fn new(source: Source, check: &'c dyn Fn(&Source) -> Report) -> Self {
        let report = check(&source);
        Self::of(source, report, check)
    }

    /// Begins to mend a text of which `check` has found this.
    pub fn of(source: Source, report: Report, check: &'c dyn Fn(&Source) -> Report) -> Self {
        Self {
            check,
            source,
            report,
            least: Severity::Note,
            left: Kept::default(),
            mended: Vec::new(),
            left_out: Vec::new(),
            checks: Cell::new(0),
            settled: true,
        }
    }

    /// Mends no findings below this severity.
    pub fn at_least(&mut self, severity: Severity) {
        self.least = severity;
    }

    /// Does not mend this finding of the present text.
    pub fn leave(&mut self, finding: &Diagnostic) {
        self.left.add(finding);
    }

    /// Mends and tells of nothing that is found in the present text and not reported.
    pub fn leave_all_but(&mut self, reported: &Report) {
        let lists = [
            (&self.report.diagnostics, &reported.diagnostics),
            (&self.report.suppressed, &reported.suppressed),
        ];
        for (found, reported) in lists {
            let mut reported = reported.iter().peekable();
            for finding in found {
                if reported.next_if_eq(&finding).is_none() {
                    self.left.add(finding);
                }
            }
        }
    }

    /// The present text.
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// What is found in the present text.
    pub fn report(&self) -> &Report {
        &self.report
    }

    /// The findings of the present text whose first fix is at least as sure as `applicability` asks, but for those that
    /// are to be left.
    pub fn candidates(&self, applicability: Applicability) -> impl Iterator<Item = &Diagnostic> {
        let wanted = move |finding: &&Diagnostic| self.wants(finding, &self.left, applicability);
        self.report.diagnostics.iter().filter(wanted)
    }

    /// Mends one finding of the present text by one of its fixes.
    ///
    /// # Errors
    /// When something stands against it: the text is then as before.
    ///
    /// # Panics
    /// When the finding is none of the present text, or has no such fix.
    pub fn mend_one(&mut self, finding: &Diagnostic, fix: usize) -> Result<(), Obstacle> {
        let at = self.report.diagnostics.iter().position(|other| other == finding);
        let candidate = (at.expect("the finding is one of the present text"), fix);
        let step = self.try_out(&[candidate], Applicability::Safe).map_err(Fault::into_first)?;
        self.take(step, &[candidate], &mut Kept::default());
        Ok(())
    }

    /// Mends all findings whose first fix is at least as sure as `applicability` asks.
    pub fn mend_all(&mut self, applicability: Applicability) {
        let asked = FEWEST_CHECKS + CHECKS_A_FINDING * self.candidates(applicability).count();
        let affordable = MOST_BYTES / self.source.text().len().max(1);
        let most = self.checks.get() + asked.min(affordable.max(FEWEST_CHECKS));
        let mut held = Kept::default();
        let mut moved_on = false;
        let mut separate = false;
        self.left_out.clear();
        loop {
            let mut batch = self.batch(&held, applicability);
            if batch.is_empty() {
                if !moved_on {
                    return;
                }
                // What stood against a fix may be gone.
                (moved_on, separate) = (false, false);
                held = Kept::default();
                self.left_out.clear();
                continue;
            }
            if separate {
                self.separate(&mut batch);
            }
            let mut guilty = Vec::new();
            let mut guesses = 0;
            while !batch.is_empty() {
                if self.checks.get() >= most {
                    self.settled = false;
                    return;
                }
                let fault = match self.try_out(&batch, applicability) {
                    Ok(step) => {
                        self.leave_out(&mut guilty, &mut held);
                        moved_on |= separate || !self.left_out.is_empty();
                        self.take(step, &batch, &mut held);
                        break;
                    }
                    Err(fault) => fault,
                };
                match fault.next(batch.len(), guesses) {
                    Next::Try(tried) => {
                        keep(&mut batch, tried);
                        guesses += 1;
                    }
                    Next::LeaveOut(obstacles) => self.accuse(&mut batch, obstacles, &mut guilty),
                    Next::Separate => {
                        separate = true;
                        self.separate(&mut batch);
                    }
                }
            }
            self.leave_out(&mut guilty, &mut held);
        }
    }

    /// Leaves in a batch those that stand apart from each other.
    fn separate(&self, batch: &mut Vec<Candidate>) {
        let place = |&(at, fix): &Candidate| reach(&self.report.diagnostics[at].fixes[fix]);
        let places: Vec<Span> = batch.iter().map(place).collect();
        keep(batch, apart(&places));
    }

    /// Takes from a batch the fixes that have an obstacle.
    fn accuse(
        &self,
        batch: &mut Vec<Candidate>,
        obstacles: Vec<Option<Obstacle>>,
        guilty: &mut Vec<LeftOut>,
    ) {
        let mut obstacles = obstacles.into_iter();
        batch.retain(|&(at, _)| match obstacles.next().flatten() {
            Some(obstacle) => {
                guilty.push(LeftOut { finding: self.report.diagnostics[at].clone(), obstacle });
                false
            }
            None => true,
        });
    }

    /// Leaves out what is at fault.
    fn leave_out(&mut self, guilty: &mut Vec<LeftOut>, held: &mut Kept) {
        guilty.iter().for_each(|left| held.add(&left.finding));
        self.left_out.append(guilty);
    }

    /// What came of it.
    pub fn finish(self) -> Mended {
        let mut report = self.report;
        let found = report.diagnostics.len();
        report.diagnostics.retain(|finding| !self.left.has(finding));
        report.suppressed.retain(|finding| !self.left.has(finding));
        if report.diagnostics.len() < found {
            report.score = score(&report.diagnostics, &report.beyond, report.words);
        }
        Mended {
            source: self.source,
            report,
            mended: self.mended,
            left_out: self.left_out,
            settled: self.settled,
        }
    }

    fn wants(&self, finding: &Diagnostic, left: &Kept, applicability: Applicability) -> bool {
        let fix = finding.fixes.first();
        finding.severity >= self.least
            && fix.is_some_and(|fix| fix.applicability <= applicability)
            && !left.has(finding)
    }

    /// Findings that can be mended together, but for those that are held back.
    fn batch(&self, held: &Kept, applicability: Applicability) -> Vec<Candidate> {
        let mut edits = Edits::of(self.source.text());
        let findings = self.report.diagnostics.iter().enumerate();
        let wanted = findings
            .filter(|(_, finding)| self.wants(finding, &self.left, applicability) && !held.has(finding));
        let mut alone = None;
        let batch: Vec<Candidate> = wanted
            .filter(|(at, finding)| {
                alone.get_or_insert((*at, 0));
                edits.add(&finding.fixes[0])
            })
            .map(|(at, _)| (at, 0))
            .collect();
        // A fix that cannot be made at all is tried alone, so that it is told of.
        if batch.is_empty() { alone.into_iter().collect() } else { batch }
    }

    /// The text with these fixes made, and with what they bring to light mended too.
    fn try_out(&self, batch: &[Candidate], applicability: Applicability) -> Result<Step, Fault> {
        let findings = &self.report.diagnostics;
        let chosen: FxHashSet<usize> = batch.iter().map(|&(at, _)| at).collect();
        let others = findings.iter().enumerate().filter(|(at, _)| !chosen.contains(at));
        let mut kept = Kept::of(others.map(|(_, finding)| finding));
        let mut left = self.left.clone();
        let mut fixes: Vec<Fix> = batch.iter().map(|&(at, fix)| findings[at].fixes[fix].clone()).collect();
        let mut tried: Vec<Span> = fixes.iter().map(reach).collect();
        let mut shifts = Vec::new();
        let mut source = self.source.clone();
        for _ in 0..LONGEST_CHAIN {
            let mut edits = Edits::of(source.text());
            let made = fixes.iter().filter(|fix| edits.add(fix)).count();
            let is_whole = made == fixes.len() || (made > 0 && !shifts.is_empty());
            let mended = Source::new(source.name(), edits.made());
            if !is_whole || mended.text() == source.text() {
                return Err(Obstacle::Edits.into());
            }
            let mark = Span::new(0, BYTE_ORDER_MARK.len());
            let marked = [&source, &mended].map(|source| source.text().starts_with(BYTE_ORDER_MARK));
            if marked[0] != marked[1] && !edits.delete(mark) {
                return Err(Obstacle::ByteOrderMark.into());
            }
            let shift = edits.shift();
            tried.iter_mut().for_each(|span| *span = shift.span(*span));
            self.checks.set(self.checks.get() + 1);
            if let Some(place) = change_of_shape(&source, &mended, &shift) {
                return Err(Fault { obstacles: vec![(Obstacle::Structure, Some(place))], tried });
            }
            kept.shift(&shift);
            left.shift(&shift);
            shifts.push(shift);
            source = mended;
            let report = (self.check)(&source);
            let mut come = kept.unknown(&report.diagnostics);
            come.retain(|finding| {
                finding.severity > Severity::Note || self.wants(finding, &left, applicability)
            });
            if come.is_empty() {
                return Ok(Step { source, report, shifts });
            }
            // What is brought to light far from the fixes is not what they were meant to change.
            let lines: Vec<Span> = tried.iter().map(|&span| lines_around(source.text(), span)).collect();
            let is_near = |finding: &Diagnostic| lines.iter().any(|lines| lines.touches(finding.span));
            let is_mended =
                |finding: &Diagnostic| self.wants(finding, &left, applicability) && is_near(finding);
            let stay = come.iter().copied().filter(|finding| !is_mended(finding));
            let obstacle =
                |found: &Diagnostic| (Obstacle::Finding(Box::new(found.clone())), Some(found.span));
            let obstacles: Vec<(Obstacle, Option<Span>)> = stay.map(obstacle).collect();
            if !obstacles.is_empty() {
                return Err(Fault { obstacles, tried });
            }
            fixes = come.iter().map(|finding| finding.fixes[0].clone()).collect();
        }
        Err(Obstacle::Endless.into())
    }

    /// Makes the text after a step the present one.
    fn take(&mut self, step: Step, batch: &[Candidate], held: &mut Kept) {
        let rules = batch.iter().map(|&(at, _)| self.report.diagnostics[at].rule.clone());
        self.mended.extend(rules);
        for shift in &step.shifts {
            self.left.shift(shift);
            held.shift(shift);
        }
        self.source = step.source;
        self.report = step.report;
    }
}

/// Leaves in a batch those that are wanted.
fn keep(batch: &mut Vec<Candidate>, wanted: Vec<bool>) {
    let mut wanted = wanted.into_iter();
    batch.retain(|_| wanted.next() == Some(true));
}

/// A span with the rest of the lines that it stands on.
fn lines_around(text: &str, span: Span) -> Span {
    let start = text[..span.start].rfind('\n').map_or(0, |end| end + 1);
    let end = text[span.end..].find('\n').map_or(text.len(), |length| span.end + length);
    Span::new(start, end)
}

/// The stretch that a fix edits.
fn reach(fix: &Fix) -> Span {
    let spans = fix.edits.iter().map(|edit| edit.span);
    spans.reduce(Span::to).unwrap_or_default()
}
