//! The cheapest reading of a document: its quotations, and the marks that it could not explain.

use super::apostrophe::{Surroundings, window_before};
use super::attribution;
use super::cost::{self, Verdict};
use super::custom::Customs;
use super::fault::QuoteFaultKind as Kind;
use super::glyph::{Level, Pair, Style};
use super::mark::{Mark, Side, read_marks};
use super::search::{Act, Border, Candidate, End, Search, Step};
use super::verse;
use crate::analysis::Analysis;
use crate::document::{BlockKind, TextSpan};
use crate::text::{CharacterSet, TokenKind};

/// A quotation with both of its marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Quotation {
    pub opener: usize,
    pub closer: usize,
    pub pair: Pair,
    /// Whether either mark is at fault.
    pub faulty: bool,
}

/// A mark that is at fault. Marks go by their index.
#[derive(Clone, Copy, Debug)]
pub(super) struct Flaw {
    pub kind: Kind,
    pub mark: usize,
    /// The pair that the mark belongs to, and the other mark of it.
    pub pair: Option<Pair>,
    pub partner: Option<usize>,
    /// Whether the mark opens.
    pub opens: bool,
    /// For what is never closed: what ended it, and whether the opener is at
    /// fault itself.
    pub end: End,
    pub opener_at_fault: bool,
}

#[derive(Debug, Default)]
pub(super) struct Reading {
    pub marks: Vec<Mark>,
    pub quotations: Vec<Quotation>,
    pub flaws: Vec<Flaw>,
}

/// Reads all marks of a document.
pub(super) fn read(analysis: &Analysis<'_>) -> Reading {
    let mut reading = Reading::default();
    let candidates = candidates(analysis);
    reading.marks = candidates.iter().map(|candidate| candidate.mark).collect();
    for chain in chains(analysis) {
        let first = reading.marks.partition_point(|mark| mark.block < chain[0]);
        let last = reading.marks.partition_point(|mark| mark.block <= chain[chain.len() - 1]);
        // The chain skips blocks that others hold, so its candidates are picked.
        let places: Vec<usize> =
            (first..last).filter(|&index| chain.binary_search(&reading.marks[index].block).is_ok()).collect();
        if places.is_empty() {
            continue;
        }
        let picked: Vec<Candidate> = places.iter().map(|&index| candidates[index]).collect();
        let steps = search(analysis, &chain, &picked);
        reading.follow(&steps, &places);
    }
    reading
}

/// Runs of blocks through which a quotation can run on. Headings and cells stand alone, and block
/// quotations do not break the text around them.
fn chains(analysis: &Analysis<'_>) -> Vec<Vec<usize>> {
    let mut chains = Vec::new();
    let mut running = [Vec::new(), Vec::new()];
    for (index, block) in analysis.document.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Paragraph | BlockKind::ListItem => running[usize::from(block.quoted)].push(index),
            BlockKind::Heading(level) => {
                chains.push(vec![index]);
                // A heading that was only guessed from its looks may be a line of a letter or a poem.
                if level > 0 {
                    chains.extend(running.iter_mut().map(std::mem::take));
                }
            }
            BlockKind::TableCell | BlockKind::Caption | BlockKind::ImageAlt => chains.push(vec![index]),
        }
    }
    chains.extend(running);
    chains.retain(|chain| !chain.is_empty());
    chains.sort_unstable();
    chains
}

fn search(analysis: &Analysis<'_>, chain: &[usize], candidates: &[Candidate]) -> Vec<Step> {
    let mut search = Search::new(candidates);
    let mut next = 0;
    for (position, &block) in chain.iter().enumerate() {
        if position > 0 {
            let has_mark = candidates.get(next).is_some_and(|candidate| candidate.mark.block == block);
            let border = border(analysis, chain[position - 1], block);
            search.cross(Border { repeats: border.repeats && has_mark, ..border }, next);
        }
        while candidates.get(next).is_some_and(|candidate| candidate.mark.block == block) {
            search.read(next);
            next += 1;
        }
    }
    search.finish()
}

fn border(analysis: &Analysis<'_>, previous: usize, next: usize) -> Border {
    let blocks = &analysis.document.blocks;
    let both_paragraphs = [previous, next].iter().all(|&index| blocks[index].kind == BlockKind::Paragraph);
    let heading_between =
        blocks[previous..next].iter().any(|block| matches!(block.kind, BlockKind::Heading(_)));
    let ends = analysis.document.slice(blocks[previous].text).trim_end();
    let announces = !ends.ends_with(['.', '!', '?', '…', '"', '”']);
    let set_off = [previous, next].map(|index| is_set_off(analysis, blocks[index].text));
    let carried = match (heading_between, both_paragraphs && !announces && set_off == [false; 2]) {
        (true, _) => cost::CARRIED_PAST_HEADING,
        (false, true) => cost::CARRIED,
        (false, false) => cost::CARRIED_INTO,
    };
    let breaks_off = set_off[0] || ends.ends_with(|c: char| c == ',' || c.is_alphanumeric());
    Border { repeats: both_paragraphs, breaks_off, carried }
}

/// Whether a block of a plain text is indented, as verse within a quotation is.
fn is_set_off(analysis: &Analysis<'_>, block: TextSpan) -> bool {
    let before = window_before(analysis.document.text(), 0, block.start);
    before.len() - before.trim_end_matches(' ').len() >= INDENTED || before.ends_with('\t')
}

/// So many spaces before a line set it off from the text.
const INDENTED: usize = 4;

/// The marks of all blocks of prose, with what the search must know of each.
fn candidates(analysis: &Analysis<'_>) -> Vec<Candidate> {
    let text = analysis.document.text();
    let mut marks = Vec::new();
    for (index, block) in analysis.document.blocks.iter().enumerate() {
        let first = marks.len();
        read_marks(text, (index, block.text), &mut marks);
        let may_be_code = CODE_SIGNS.meet(analysis.characters_of_block(index));
        if marks.len() > first && may_be_code && is_code(analysis.document.slice(block.text)) {
            marks.truncate(first);
        }
    }
    drop_marks_of_addresses(analysis, &mut marks);
    if stands_apart_throughout(&marks) {
        return Vec::new();
    }
    let customs = Customs::of(&marks);
    for mark in &mut marks {
        mark.glyph = customs.read(mark.character, mark.glyph);
    }
    let mut candidates: Vec<Candidate> = marks.iter().map(|mark| candidate(analysis, mark)).collect();
    settle_runs(analysis, &mut candidates);
    verse::settle(analysis, &mut candidates);
    candidates
}

fn candidate(analysis: &Analysis<'_>, mark: &Mark) -> Candidate {
    let surroundings = Surroundings::new(analysis, analysis.document.blocks[mark.block].text);
    let before = if surroundings.follows_prefix(mark) { Side::Symbol } else { mark.before };
    Candidate {
        mark: Mark { before, ..*mark },
        apart: surroundings.reading_apart(mark),
        ending: surroundings.ending(mark),
        against_closing: attribution::against_closing(analysis, mark),
        against_opening: attribution::against_opening(analysis, mark),
        repeats_line: None,
    }
}

/// Whether a document sets its marks between spaces throughout, as texts taken apart into words do: then
/// no mark tells which way it faces.
fn stands_apart_throughout(marks: &[Mark]) -> bool {
    let faces_words = |mark: &&Mark| mark.glyph.level == Level::Double && !mark.glyph.stands_anywhere();
    let double = marks.iter().filter(faces_words).count();
    let alone = marks.iter().filter(faces_words).filter(|mark| mark.is_alone()).count();
    alone >= APART && alone * 2 >= double
}

/// So many marks between spaces are no slip.
const APART: usize = 6;

/// Signs of which code holds many, and prose few.
const CODE_SIGNS: CharacterSet = CharacterSet::of_ascii(b"{}=;<>|$\\");

/// Whether a block is code that nobody marked as such.
fn is_code(text: &str) -> bool {
    let signs = text.chars().filter(|&c| CODE_SIGNS.meet(CharacterSet::of(c))).count();
    signs >= 4 && signs * 12 > text.len()
}

fn drop_marks_of_addresses(analysis: &Analysis<'_>, marks: &mut Vec<Mark>) {
    let tokens = analysis.tokens();
    marks.retain(|mark| {
        let at = tokens.partition_point(|token| token.span().end <= mark.span.start);
        !tokens.get(at).is_some_and(|token| {
            matches!(token.kind, TokenKind::Url | TokenKind::Email) && token.span().start <= mark.span.start
        })
    });
}

/// Marks that touch: the empty text, a mark within quotation marks, runs of signs that are no quotation
/// marks at all.
fn settle_runs(analysis: &Analysis<'_>, candidates: &mut [Candidate]) {
    let mut start = 0;
    while start < candidates.len() {
        let mut end = start + 1;
        while end < candidates.len() && candidates[end].mark.touches_previous {
            end += 1;
        }
        settle_run(&mut candidates[start..end]);
        if end - start == 1 {
            settle_blank(analysis.document.text(), candidates, start);
        }
        let last = candidates.len().min(end + 1);
        candidates[start..last].iter_mut().for_each(|candidate| excuse_shown(analysis, candidate));
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
fn excuse_shown(analysis: &Analysis<'_>, candidate: &mut Candidate) {
    let is_empty = candidate.apart.is_some_and(|verdict| verdict.fault == Some(Kind::Empty));
    let block = analysis.document.blocks[candidate.mark.block].text;
    let shown = is_empty || candidate.mark.is_alone();
    if shown && Surroundings::new(analysis, block).speaks_of_marks(&candidate.mark) {
        candidate.apart = Some(Verdict::rare(1));
    }
}

/// An opener and its closer with white space alone between them.
fn settle_blank(text: &str, candidates: &mut [Candidate], at: usize) {
    let Some([first, second]) = candidates.get_mut(at..at + 2) else { return };
    let (one, other) = (first.mark, second.mark);
    let between = &text[one.span.end..other.span.start.max(one.span.end)];
    let blank = one.block == other.block && !between.is_empty() && between.trim().is_empty();
    if blank
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

/// A quotation that is open while the steps of a reading are followed.
struct Opened {
    mark: usize,
    pair: Pair,
    fault: Option<Kind>,
    /// Whether a later paragraph repeated the mark.
    repeated: bool,
}

impl Reading {
    /// Turns steps into quotations and flaws. `places` are the indices of the candidates' marks.
    fn follow(&mut self, steps: &[Step], places: &[usize]) {
        let mut open: Vec<Opened> = Vec::new();
        for step in steps {
            let flaw = |kind: Kind, mark: usize| Flaw {
                kind,
                mark,
                pair: None,
                partner: None,
                opens: false,
                end: step.end,
                opener_at_fault: false,
            };
            match step.act {
                // A quotation that ran on from paragraph to paragraph up to the end goes on in the next part.
                Act::Repeat => open.iter_mut().for_each(|opened| opened.repeated = true),
                Act::Apart => {
                    let mark = places[step.candidate];
                    self.flaws.extend(step.fault.map(|kind| flaw(kind, mark)));
                }
                Act::Open(pair) => {
                    let mark = places[step.candidate];
                    self.flaws.extend(step.fault.map(|kind| Flaw {
                        pair: Some(pair),
                        opens: true,
                        ..flaw(kind, mark)
                    }));
                    open.push(Opened { mark, pair, fault: step.fault, repeated: false });
                }
                Act::Close => {
                    let Some(opened) = open.pop() else { continue };
                    let closer = places[step.candidate];
                    let faulty = step.fault.is_some() || opened.fault.is_some();
                    self.quotations.push(Quotation {
                        opener: opened.mark,
                        closer,
                        pair: opened.pair,
                        faulty,
                    });
                    self.flaws.extend(step.fault.map(|kind| Flaw {
                        pair: Some(opened.pair),
                        partner: Some(opened.mark),
                        ..flaw(kind, closer)
                    }));
                    self.tell_partner(opened.mark, closer);
                }
                Act::Abandon => {
                    let Some(opened) = open.pop() else { continue };
                    let goes_on = opened.repeated && step.end == End::Text;
                    // A mark after which nothing comes was reported as such.
                    if opened.fault != Some(Kind::Empty) && !goes_on {
                        self.flaws.push(Flaw {
                            pair: Some(opened.pair),
                            opens: true,
                            opener_at_fault: opened.fault.is_some(),
                            ..flaw(Kind::Unclosed, opened.mark)
                        });
                    }
                }
            }
        }
    }

    /// Tells the flaw of an opener, if it has one, where its quotation closes.
    fn tell_partner(&mut self, opener: usize, closer: usize) {
        let flaws = self.flaws.iter_mut().rev().take(8);
        for flaw in flaws.filter(|flaw| flaw.mark == opener && flaw.opens) {
            flaw.partner = Some(closer);
        }
    }
}
