//! The cheapest reading of a document: its quotations, and the marks that it could not explain.

use super::apostrophe::window_before;
use super::candidate::Candidates;
use super::cost;
use super::custom::Customs;
use super::fault::QuoteFaultKind as Kind;
use super::glyph::{Glyph, Level, Pair};
use super::mark::{MARKS, Mark, PLAIN_MARKS, read_marks};
use super::search::{Act, Border, End, Search, Step};
use crate::analysis::Analysis;
use crate::document::{BlockKind, TextSpan};
use crate::text::{CharacterSet, Token, TokenKind};

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
    let mut reading = Reading { marks: marks(analysis), ..Reading::default() };
    if reading.marks.is_empty() {
        return reading;
    }
    for chain in chains(analysis, &reading.marks) {
        let steps = search(analysis, &chain, &reading.marks);
        reading.follow(&steps);
    }
    reading
}

/// Runs of blocks through which a quotation can run on, as far as they may hold marks. Headings and cells stand
/// alone, and block quotations do not break the text around them.
fn chains(analysis: &Analysis<'_>, marks: &[Mark]) -> Vec<Vec<usize>> {
    let may_hold_marks = |first: usize, last: usize| {
        let next = marks.partition_point(|mark| mark.block() < first);
        marks.get(next).is_some_and(|mark| mark.block() <= last)
    };
    let alone = |index: usize| may_hold_marks(index, index).then(|| vec![index]);
    let mut chains = Vec::new();
    let mut running = [Vec::new(), Vec::new()];
    for (index, block) in analysis.document.blocks.iter().enumerate() {
        match block.kind {
            BlockKind::Paragraph | BlockKind::ListItem => running[usize::from(block.quoted)].push(index),
            BlockKind::Heading(level) => {
                chains.extend(alone(index));
                // A heading that was only guessed from its looks may be a line of a letter or a poem.
                if level > 0 {
                    chains.extend(running.iter_mut().map(std::mem::take));
                }
            }
            BlockKind::TableCell | BlockKind::Caption | BlockKind::ImageAlt => chains.extend(alone(index)),
        }
    }
    chains.extend(running);
    chains.retain(|chain| match chain[..] {
        [first, .., last] => may_hold_marks(first, last),
        [only] => may_hold_marks(only, only),
        [] => false,
    });
    chains.sort_unstable();
    chains
}

fn search(analysis: &Analysis<'_>, chain: &[usize], marks: &[Mark]) -> Vec<Step> {
    let mut search = Search::new(marks);
    let mut candidates = Candidates::new(analysis);
    let mut next = marks.partition_point(|mark| mark.block() < chain[0]);
    for (position, &block) in chain.iter().enumerate() {
        // The chain skips blocks that others hold.
        next += marks[next..].iter().take_while(|mark| mark.block() < block).count();
        let count = marks[next..].iter().take_while(|mark| mark.block() == block).count();
        if position > 0 && search.is_within_quotation() {
            let border = border(analysis, chain[position - 1], block);
            search.cross(Border { repeats: border.repeats && count > 0, ..border }, next);
        }
        let of_block = &marks[next..next + count];
        if !of_block.iter().all(|mark| mark.is_in_word) || search.is_within_single() {
            for (index, candidate) in (next..).zip(candidates.of_block(of_block)) {
                if !candidate.mark.is_in_word || search.is_within_single() {
                    search.read(index, candidate);
                }
            }
        }
        next += count;
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

/// The marks of all blocks of prose.
fn marks(analysis: &Analysis<'_>) -> Vec<Mark> {
    let text = analysis.document.text();
    let has_wide = analysis.inventory().holds(|character| Glyph::of(character).is_some());
    let wanted = if has_wide { MARKS } else { PLAIN_MARKS };
    let mut marks = Vec::new();
    for (index, block) in analysis.document.blocks.iter().enumerate() {
        let characters = analysis.characters_of_block(index);
        if !wanted.meet(characters) {
            continue;
        }
        let first = marks.len();
        read_marks(text, (index, block.text), &mut marks);
        if marks.len() > first && CODE_SIGNS.meet(characters) && is_code(analysis.document.slice(block.text))
        {
            marks.truncate(first);
        }
    }
    // Where there are but apostrophes within words, nothing is quoted.
    if marks.iter().all(|mark| mark.is_in_word) {
        return Vec::new();
    }
    drop_marks_of_addresses(analysis, &mut marks);
    if stands_apart_throughout(&marks) {
        return Vec::new();
    }
    let customs = Customs::of(&marks);
    for mark in &mut marks {
        mark.glyph = customs.read(mark.character, mark.glyph);
    }
    marks
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
    let is_address = |token: &&Token| matches!(token.kind, TokenKind::Url | TokenKind::Email);
    let addresses: Vec<TextSpan> =
        analysis.tokens().iter().filter(is_address).map(|token| token.span()).collect();
    marks.retain(|mark| {
        let start = mark.span().start;
        let at = addresses.partition_point(|address| address.end <= start);
        addresses.get(at).is_none_or(|address| start < address.start)
    });
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
    /// Turns steps into quotations and flaws.
    fn follow(&mut self, steps: &[Step]) {
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
                    let mark = step.mark as usize;
                    self.flaws.extend(step.fault.map(|kind| flaw(kind, mark)));
                }
                Act::Open(pair) => {
                    let mark = step.mark as usize;
                    self.flaws.extend(step.fault.map(|kind| Flaw {
                        pair: Some(pair),
                        opens: true,
                        ..flaw(kind, mark)
                    }));
                    open.push(Opened { mark, pair, fault: step.fault, repeated: false });
                }
                Act::Close => {
                    let Some(opened) = open.pop() else { continue };
                    let closer = step.mark as usize;
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
