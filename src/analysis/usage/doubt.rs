//! Doubts: the places where what is written is unusual, and what is usual there instead.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::model::Model;
use super::surroundings::{Surroundings, number_of};
use super::suspects::suspects;
use crate::analysis::Analysis;
use crate::text::TokenKind;

/// A word in doubt.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// Its token.
    pub place: usize,
    /// What is usual there.
    pub meant: &'static str,
    /// By how much the surroundings speak more for what is usual, in powers of *e*.
    pub margin: f32,
    /// The word and the neighbours that speak the loudest, as a range of tokens.
    pub evidence: Range<usize>,
}

/// A block needs so many words to say what is usual in it.
const FEWEST_WORDS: usize = 4;

/// All doubts about a document, in the order of the text.
pub(in crate::analysis) fn doubts(analysis: &Analysis<'_>) -> Vec<Doubt> {
    let model = Model::embedded();
    let mut found = Vec::new();
    // Each block is asked once, however many doubts it raises.
    let mut english: FxHashMap<usize, bool> = FxHashMap::default();
    for id in analysis.vocabulary().ids() {
        let folded = analysis.vocabulary().text(id);
        let Some((enough, others)) = suspects(folded) else { continue };
        let others: Vec<_> = others.collect();
        let written = number_of(folded);
        for place in analysis.vocabulary().places(id) {
            let index = analysis.block_of(place);
            let block = analysis.block_tokens(index);
            if !is_open_to_doubt(analysis, &block, place) {
                continue;
            }
            let surroundings = Surroundings::new(analysis, &block, place);
            if model.first_look(&surroundings, written) >= enough {
                continue;
            }
            let score = model.score(&surroundings, written);
            let margins =
                others.iter().map(|other| (model.score(&surroundings, other.number) - score, other));
            let Some((margin, best)) = margins.max_by(|a, b| a.0.total_cmp(&b.0)) else { continue };
            let mut is_english = || *english.entry(index).or_insert_with(|| is_english(analysis, &block));
            if margin >= best.margin && is_english() {
                let evidence = evidence(&model, &surroundings, (written, best.number), (&block, place));
                found.push(Doubt { place, meant: best.meant, margin, evidence });
            }
        }
    }
    found.sort_by_key(|doubt| doubt.place);
    found
}

/// Whether a word stands in running prose and is written as an ordinary word, so that its surroundings tell whether it
/// is usual there.
pub fn is_open_to_doubt(analysis: &Analysis<'_>, block: &Range<usize>, place: usize) -> bool {
    let text = analysis.token_text(place);
    let kind = |index: usize| analysis.tokens()[index].kind;
    let before = place.checked_sub(1).filter(|before| block.contains(before));
    let after = Some(place + 1).filter(|after| block.contains(after));
    let mut letters = text.chars();
    let first_is_upper = letters.next().is_some_and(char::is_uppercase);
    if letters.any(char::is_uppercase) || block.len() < FEWEST_WORDS {
        return false;
    }
    let opens = |index: usize| {
        kind(index) == TokenKind::Quote
            || matches!(analysis.token_text(index), "." | "!" | "?" | "(" | "…" | "...")
    };
    if first_is_upper && before.is_some_and(|before| !opens(before)) {
        return false;
    }
    // Parts of compounds, of paths and of clipped words are no words by themselves.
    let is_joint = |index: usize, gap: &str| {
        gap.is_empty()
            && (matches!(
                kind(index),
                TokenKind::Symbol | TokenKind::Object | TokenKind::Word | TokenKind::Number
            ) || matches!(
                analysis.token_text(index),
                "-" | "‐" | "‑" | "/" | "_" | "*" | "'" | "’" | "@" | "["
            ))
    };
    if before.is_some_and(|before| is_joint(before, analysis.gap_after(before)))
        || after.is_some_and(|after| is_joint(after, analysis.gap_after(place)))
    {
        return false;
    }
    // A word between quotation marks is spoken about.
    let is_quote = |index: Option<usize>| index.is_some_and(|index| kind(index) == TokenKind::Quote);
    !(is_quote(before) && is_quote(after))
}

/// Whether the block is English: of the words, most are known, and some are of those that no sentence lacks.
fn is_english(analysis: &Analysis<'_>, block: &Range<usize>) -> bool {
    let words: Vec<&str> =
        block.clone().filter(|&at| analysis.is_word(at)).map(|at| analysis.folded(at)).collect();
    let known = words.iter().filter(|word| analysis.lexicon.lookup(word).is_some()).count();
    words.len() >= FEWEST_WORDS && known * 4 >= words.len() * 3
}

/// The neighbours that speak the most for what is meant.
fn evidence(
    model: &Model<'_>,
    surroundings: &Surroundings,
    (written, meant): (u32, u32),
    (block, place): (&Range<usize>, usize),
) -> Range<usize> {
    // The facts that readers can see, by the words on either side that they speak of.
    const SEEN: &[(usize, usize, usize)] = &[
        (1, 1, 0),
        (2, 0, 1),
        (3, 1, 1),
        (4, 2, 0),
        (5, 0, 2),
        (15, 3, 0),
        (16, 0, 3),
        (17, 2, 1),
        (18, 1, 2),
    ];
    let facts = surroundings.facts();
    let speaks = |fact: usize| model.weight(facts[fact], meant) - model.weight(facts[fact], written);
    let loudest = SEEN.iter().max_by(|a, b| speaks(a.0).total_cmp(&speaks(b.0)));
    let &(_, before, after) = loudest.expect("there are such facts");
    place.saturating_sub(before).max(block.start)..(place + after + 1).min(block.end)
}
