//! Candidates: the marks of one block with what the search must know of each.

use super::apostrophe::Surroundings;
use super::attribution::Attributions;
use super::cost::Verdict;
use super::fault::QuoteFaultKind as Kind;
use super::glyph::{Pair, Style};
use super::mark::{Mark, Side};
use super::search::Candidate;
use super::verse;
use crate::analysis::Analysis;

/// The candidates of a block at a time.
pub(super) struct Candidates<'a> {
    analysis: &'a Analysis<'a>,
    surroundings: Surroundings<'a>,
    attributions: Attributions<'a>,
    candidates: Vec<Candidate>,
}

impl<'a> Candidates<'a> {
    pub fn new(analysis: &'a Analysis<'a>) -> Self {
        let (surroundings, attributions) = (Surroundings::new(analysis), Attributions::new(analysis));
        Self { analysis, surroundings, attributions, candidates: Vec::new() }
    }

    /// What the search must know of the marks of a block.
    pub fn of_block(&mut self, marks: &[Mark]) -> &[Candidate] {
        self.candidates.clear();
        if let Some(first) = marks.first() {
            let block = self.analysis.document.blocks[first.block()].text;
            let surroundings = self.surroundings.within(block);
            let attributions = &self.attributions;
            self.candidates.extend(marks.iter().map(|mark| candidate(&surroundings, attributions, mark)));
            settle_runs(&surroundings, &mut self.candidates);
            verse::settle(self.analysis, &mut self.candidates);
        }
        &self.candidates
    }
}

fn candidate(surroundings: &Surroundings<'_>, attributions: &Attributions<'_>, mark: &Mark) -> Candidate {
    if mark.is_in_word {
        let (apart, ending) = (Some(Verdict::FREE), surroundings.ending(mark));
        return Candidate { apart, ending, ..Candidate::plain(*mark) };
    }
    let mut seen = *mark;
    if surroundings.follows_prefix(mark) {
        seen.before = Side::Symbol;
    }
    Candidate {
        apart: surroundings.reading_apart(mark),
        ending: surroundings.ending(mark),
        against_closing: attributions.against_closing(mark),
        against_opening: attributions.against_opening(mark),
        ..Candidate::plain(seen)
    }
}

/// Marks that touch: the empty text, a mark within quotation marks, runs of signs that are no quotation
/// marks at all.
fn settle_runs(surroundings: &Surroundings<'_>, candidates: &mut [Candidate]) {
    let mut start = 0;
    while start < candidates.len() {
        let mut end = start + 1;
        while end < candidates.len() && candidates[end].mark.touches_previous {
            end += 1;
        }
        settle_run(&mut candidates[start..end]);
        if end - start == 1 {
            settle_blank(surroundings.text(), candidates, start);
        }
        let last = candidates.len().min(end + 1);
        candidates[start..last].iter_mut().for_each(|candidate| excuse_shown(surroundings, candidate));
        start = end;
    }
}

fn settle_run(run: &mut [Candidate]) {
    let straight_single = |candidate: &Candidate| candidate.mark.character == '\'';
    let free = !matches!(run[0].mark.before, Side::Word | Side::Digit | Side::Stop)
        && !matches!(run[0].mark.after, Side::Word | Side::Digit);
    match run {
        [first, second] if free => {
            let (one, other) = (first.mark, second.mark);
            if one.glyph.style == Style::Straight && one.character == other.character {
                // The empty text of programmers.
                first.apart = Some(Verdict::FREE);
                second.apart = Some(Verdict::rare(1));
            } else if is_pair(&one, &other) {
                first.apart = Some(Verdict::FREE);
                second.apart = Some(Verdict::fault(6, Kind::Empty));
            }
        }
        [first, _, last] if free && is_pair(&first.mark, &last.mark) => {
            run.iter_mut().for_each(|candidate| candidate.apart = Some(Verdict::FREE));
        }
        [_, _, ..] if run.iter().all(straight_single) => {
            run.iter_mut().for_each(|candidate| candidate.apart = Some(Verdict::FREE));
        }
        [_, _, _, ..] if run.iter().all(|candidate| candidate.mark.character == '"') && free => {
            run.iter_mut().for_each(|candidate| candidate.apart = Some(Verdict::FREE));
        }
        _ => {}
    }
}

/// Who writes about quotation marks shows them: alone, or with nothing between them.
fn excuse_shown(surroundings: &Surroundings<'_>, candidate: &mut Candidate) {
    let is_empty = candidate.apart.is_some_and(|verdict| verdict.fault == Some(Kind::Empty));
    let shown = is_empty || candidate.mark.is_alone();
    if shown && surroundings.speaks_of_marks(&candidate.mark) {
        candidate.apart = Some(Verdict::rare(1));
    }
}

/// An opener and its closer with white space alone between them.
fn settle_blank(text: &str, candidates: &mut [Candidate], at: usize) {
    let Some([first, second]) = candidates.get_mut(at..at + 2) else { return };
    let (one, other) = (first.mark, second.mark);
    let between = &text[one.span().end..other.span().start.max(one.span().end)];
    let is_blank = !between.is_empty() && between.trim().is_empty();
    if is_blank
        && one.glyph.style != Style::Straight
        && is_pair(&one, &other)
        && one.is_alone()
        && other.is_alone()
    {
        first.apart = Some(Verdict::FREE);
        second.apart = Some(Verdict::fault(6, Kind::Empty));
    }
}

fn is_pair(one: &Mark, other: &Mark) -> bool {
    one.glyph.opens && Pair { style: one.glyph.style, level: one.glyph.level }.is_closed_by(other.character)
}
