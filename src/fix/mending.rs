//! Mending a text step by step, so that each step leaves it with fewer findings and nothing worse: the fixed findings
//! are gone, no error, no warning and nothing else that would be mended has come, and the document has kept its shape.
//! Since each step leaves fewer findings to mend, mending comes to an end.

use rustc_hash::FxHashSet;

use super::kept::Kept;
use super::obstacle::{Fault, Obstacle};
use super::shape::keeps_shape;
use crate::diagnostic::{Applicability, Diagnostic, Fix, Report, RuleId, Severity};
use crate::edits::{Edits, Shift};
use crate::score::score;
use crate::source::{Source, Span};

/// How many fixes one may ask for, each of what the one before it brought to light.
const LONGEST_CHAIN: usize = 8;

/// After so many guesses at which fix is at fault, the fixes are halved instead.
const GUESSES: usize = 3;

/// How often a text may be checked while it is mended, at least and for each finding that can be mended.
const FEWEST_CHECKS: usize = 64;
const CHECKS_A_FINDING: usize = 8;

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
        let step = self.try_out(&[candidate], Applicability::Safe).map_err(|fault| fault.obstacle)?;
        self.take(step, &[candidate], &mut Kept::default());
        Ok(())
    }

    /// Mends all findings whose first fix is at least as sure as `applicability` asks.
    pub fn mend_all(&mut self, applicability: Applicability) {
        let mut checks = FEWEST_CHECKS + CHECKS_A_FINDING * self.candidates(applicability).count();
        let mut held = Kept::default();
        let mut moved_on = false;
        self.left_out.clear();
        loop {
            let mut batch = self.batch(&held, applicability);
            if batch.is_empty() {
                if !moved_on {
                    return;
                }
                // What stood against a fix may be gone.
                moved_on = false;
                held = Kept::default();
                self.left_out.clear();
                continue;
            }
            let mut guesses = 0;
            loop {
                if checks == 0 {
                    self.settled = false;
                    return;
                }
                checks -= 1;
                match self.try_out(&batch, applicability) {
                    Ok(step) => {
                        moved_on |= !self.left_out.is_empty();
                        self.take(step, &batch, &mut held);
                        break;
                    }
                    Err(fault) if batch.len() == 1 => {
                        let finding = self.report.diagnostics[batch[0].0].clone();
                        held.add(&finding);
                        self.left_out.push(LeftOut { finding, obstacle: fault.obstacle });
                        break;
                    }
                    Err(fault) => {
                        narrow(&mut batch, &fault, guesses < GUESSES);
                        guesses += 1;
                    }
                }
            }
        }
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
            if !keeps_shape(&source, &mended, &shift) {
                return Err(Obstacle::Structure.into());
            }
            kept.shift(&shift);
            left.shift(&shift);
            tried.iter_mut().for_each(|span| *span = shift.span(*span));
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
            let stay: Vec<&Diagnostic> = come.iter().copied().filter(|finding| !is_mended(finding)).collect();
            if let Some(&first) = stay.first() {
                let at = stay.iter().map(|finding| finding.span).collect();
                return Err(Fault { obstacle: Obstacle::Finding(Box::new(first.clone())), at, tried });
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

/// Takes from the fixes those that are nearest to what is at fault, if that can be guessed, and else their second half.
fn narrow(batch: &mut Vec<Candidate>, fault: &Fault, may_guess: bool) {
    let distance = |a: Span, b: Span| a.start.saturating_sub(b.end).max(b.start.saturating_sub(a.end));
    let nearest = |&place: &Span| (0..fault.tried.len()).min_by_key(|&at| distance(fault.tried[at], place));
    let suspects: FxHashSet<usize> = fault.at.iter().filter_map(nearest).collect();
    if may_guess && !suspects.is_empty() && suspects.len() < batch.len() {
        let mut at = 0..;
        batch.retain(|_| !suspects.contains(&at.next().expect("it has no end")));
    } else {
        batch.truncate(batch.len() / 2);
    }
}
