//! `[brackets]`: brackets without their other half.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use super::surroundings::reads_as_prose;
use crate::analysis::Analysis;
use crate::document::{BlockKind, TextSpan};
use crate::settings::{Field, Table, Value};
use crate::text::{CharacterSet, TokenKind};

const FAULTS: &[&str] = &["unclosed", "unopened"];

pub(super) const KIND: Kind = Kind {
    name: "brackets",
    summary: "a bracket without its other half",
    fields: &[Field::required("fault", Value::Choice(FAULTS), "which half is missing")],
    placeholders: &["missing"],
    roles: &["end"],
    proposes: false,
    read,
};

#[derive(Debug)]
struct Brackets {
    unclosed: bool,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    Some(Box::new(Brackets { unclosed: table.text("fault")?.value == "unclosed" }))
}

/// What stands in pairs.
const BRACKETS: &[u8] = b"()[]";

/// The brackets that a block leaves without their other half.
#[derive(Debug, Default)]
struct Lone {
    open: Vec<usize>,
    close: Vec<usize>,
}

impl Matcher for Brackets {
    fn wakes(&self) -> Wakes {
        Wakes::Characters(CharacterSet::of_ascii(BRACKETS))
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        let brackets: Vec<usize> = analysis.signs(BRACKETS).collect();
        let mut all: Vec<Lone> = Vec::new();
        all.resize_with(analysis.document.blocks.len(), Lone::default);
        for of_block in brackets.chunk_by(|&a, &b| analysis.block_of(a) == analysis.block_of(b)) {
            let block = analysis.block_of(of_block[0]);
            all[block] = lone(analysis, block, of_block);
        }
        for (block, lone) in all.iter().enumerate() {
            let wanted = if self.unclosed { &lone.open } else { &lone.close };
            if wanted.len() != 1 || !lone.open.is_empty() && !lone.close.is_empty() {
                continue;
            }
            // An aside can run over several paragraphs.
            let around = |range: std::ops::Range<usize>, open: bool| {
                all[range].iter().any(|other| !if open { &other.open } else { &other.close }.is_empty())
            };
            let opened_before = around(block.saturating_sub(REACH)..block, true);
            let closed_after = around(block + 1..(block + 1 + REACH).min(all.len()), false);
            let tokens = analysis.block_tokens(block);
            if opened_before || closed_after {
                continue;
            }
            let index = wanted[0];
            // Where one bracket belongs to a sign or to code, none of the block can be trusted.
            let is_bracket = |at: &usize| matches!(analysis.token_text(*at), "(" | ")" | "[" | "]");
            let odd = tokens.clone().filter(is_bracket).any(|at| is_part_of_sign(analysis, &tokens, at));
            if odd || !is_prose(analysis, block) {
                continue;
            }
            let missing = match analysis.token_text(index) {
                "(" => ")",
                "[" => "]",
                ")" => "(",
                _ => "[",
            };
            let sentence = analysis.span_of(analysis.sentence_of(index));
            let end = analysis.source_span(if self.unclosed {
                TextSpan::new(sentence.end, sentence.end)
            } else {
                TextSpan::new(sentence.start, sentence.start)
            });
            let finding = Match::new(analysis, analysis.tokens()[index].span());
            found.push(finding.value("missing", missing).related("end", end));
        }
    }
}

/// Blocks before and after in which the other half may stand.
const REACH: usize = 8;

fn is_prose(analysis: &Analysis<'_>, block: usize) -> bool {
    let kind = analysis.document.blocks[block].kind;
    let tokens = analysis.block_tokens(block);
    let words = tokens.clone().filter(|&index| analysis.is_word(index)).count();
    matches!(kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Heading(_))
        && words >= 5
        && reads_as_prose(analysis, tokens)
}

fn lone(analysis: &Analysis<'_>, block: usize, brackets: &[usize]) -> Lone {
    let mut lone = Lone::default();
    let tokens = analysis.block_tokens(block);
    for &index in brackets {
        match analysis.token_text(index) {
            "(" | "[" if !is_emoticon(analysis, index) => lone.open.push(index),
            ")" | "]" => {
                let close = analysis.token_text(index);
                let fits = |&open: &usize| (analysis.token_text(open) == "(") == (close == ")");
                match lone.open.last() {
                    Some(open) if fits(open) => {
                        lone.open.pop();
                    }
                    // Intervals pair unlike halves: “[0, 1)”.
                    Some(&open)
                        if (open..index)
                            .all(|at| !analysis.is_word(at) || analysis.token_text(at).len() == 1) =>
                    {
                        lone.open.pop();
                    }
                    _ if is_emoticon(analysis, index) || is_list_mark(analysis, &tokens, index) => {}
                    _ => lone.close.push(index),
                }
            }
            _ => {}
        }
    }
    lone
}

/// Whether a bracket is the mouth of a face: “:)”, “;-(”.
fn is_emoticon(analysis: &Analysis<'_>, index: usize) -> bool {
    let touches = index > 0 && analysis.gap_after(index - 1).is_empty();
    touches
        && matches!(
            analysis.token_text(index - 1),
            ":" | ";" | "-" | "=" | "'" | "8" | "^" | "_" | "\\" | "/" | "~"
        )
}

/// Whether a closing bracket follows the number or letter of a point: “a)”, “2)”, “iv)”.
fn is_list_mark(analysis: &Analysis<'_>, tokens: &std::ops::Range<usize>, index: usize) -> bool {
    if index == tokens.start || !analysis.gap_after(index - 1).is_empty() {
        return index == tokens.start;
    }
    let text = analysis.folded(index - 1);
    let is_short = text.len() == 1 || text.len() <= 4 && text.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    is_short && analysis.is_word(index - 1) || analysis.tokens()[index - 1].kind == TokenKind::Number
}

/// Whether a bracket is spoken of, or touches code: “the ( key”, “"("”, “f(x”.
fn is_part_of_sign(analysis: &Analysis<'_>, tokens: &std::ops::Range<usize>, index: usize) -> bool {
    let before = (index > tokens.start).then(|| index - 1);
    let after = (index + 1 < tokens.end).then_some(index + 1);
    let is_odd = |at: usize| {
        matches!(
            analysis.tokens()[at].kind,
            TokenKind::Symbol | TokenKind::Emoji | TokenKind::Object | TokenKind::Url
        ) || matches!(analysis.token_text(at), "'" | "\"" | "`" | "‘" | "\\" | "{" | "(" | ")" | "[" | "]")
    };
    let is_open = matches!(analysis.token_text(index), "(" | "[");
    let tight_before = before.is_some_and(|at| analysis.gap_after(at).is_empty());
    let tight_after = after.is_some() && analysis.gap_after(index).is_empty();
    let neighbours_odd = before.is_some_and(|at| tight_before && is_odd(at))
        || after.is_some_and(|at| tight_after && is_odd(at));
    // An opening bracket stands before a word and after a space; a closing one the other way.
    let well_placed = if is_open { !tight_before && tight_after } else { tight_before };
    neighbours_odd || !well_placed
}
