//! Doubts: the places where what is written is unusual, and what is usual there instead.

use std::cell::OnceCell;
use std::ops::Range;

use super::model::Model;
use super::number::{CLASSES_BESIDE, MOST_OTHERS};
use super::surroundings::Surroundings;
use super::suspects::{Other, Suspect, suspect};
use crate::analysis::{Analysis, WordId};
use crate::text::{Case, TokenKind};

/// A word in doubt.
#[derive(Clone, Debug, PartialEq)]
pub struct Doubt {
    /// Its token.
    pub place: usize,
    /// What is usual there.
    pub meant: &'static str,
    /// The word and the neighbours that speak the loudest, as a range of tokens.
    pub evidence: Range<usize>,
}

/// A block needs so many words to say what is usual in it.
const FEWEST_WORDS: usize = 4;

/// All doubts about a document, in the order of the text.
pub(in crate::analysis) fn doubts(analysis: &Analysis<'_>) -> Vec<Doubt> {
    let vocabulary = analysis.vocabulary();
    let suspects = vocabulary.ids().map(|id| suspect(vocabulary.text(id), vocabulary.hash(id)));
    let suspects: Vec<Option<&Suspect>> = suspects.collect();
    let look = Look { analysis, model: Model::embedded() };
    let mut found = Vec::new();
    for (_, block) in analysis.blocks().filter(|(_, block)| block.len() >= FEWEST_WORDS) {
        // Each block is asked once, however many doubts it raises.
        let is_english = OnceCell::new();
        for place in block.clone() {
            if let Some(suspect) = vocabulary.of_token(place).and_then(|id| suspects[id.index()]) {
                let is_english = || *is_english.get_or_init(|| is_english_block(analysis, &block));
                found.extend(look.doubt(suspect, (&block, place), is_english));
            }
        }
    }
    found
}

/// A look at the places of a document.
struct Look<'l> {
    analysis: &'l Analysis<'l>,
    model: Model<'static>,
}

/// The facts of a first look: the word by itself, the neighbour before it, and the one after it.
pub const FIRST_LOOK: usize = 3;

/// What all other facts can add to a margin once the classes of the nearest neighbours are weighed: of 430 doubts that
/// 70 MB of texts raised, two needed more than 107, and none more than 124.
const MOST_BEYOND_CLASSES: i32 = 128;
/// The same once the nearest neighbours themselves are weighed too: none needed more than 87.
const MOST_BEYOND_NEIGHBOURS: i32 = 100;
/// The facts of further looks, and the same once each is done: none needed more than 70 and 30.
const FURTHER_LOOKS: [(&[usize], i32); 2] = [(&[10, 11, 12], 85), (&[3, 4, 5, 6, 7], 60)];
/// The other facts about neighbours.
const LAST_LOOK: &[usize] = &[13, 14, 15, 16, 17, 18, 19, 20];

impl Look<'_> {
    /// The doubt about the word at `place`, if there is one. What settles most places comes first.
    fn doubt(
        &self,
        suspect: &'static Suspect,
        (block, place): (&Range<usize>, usize),
        is_english: impl FnOnce() -> bool,
    ) -> Option<Doubt> {
        let surroundings = Surroundings::new(self.analysis, block, place);
        let mut weighed = Weighed { model: self.model, suspect, margins: suspect.margins };
        for (side, neighbour) in surroundings.classes_beside().into_iter().enumerate() {
            match suspect.of_classes.speak(side, neighbour) {
                Some(speaks) => {
                    weighed.margins.iter_mut().zip(speaks).for_each(|(margin, more)| *margin += more)
                }
                None => weighed.add(surroundings.fact(CLASSES_BESIDE[side])),
            }
        }
        if weighed.lacks_more_than(MOST_BEYOND_CLASSES) {
            return None;
        }
        let [before, after] = surroundings.words_beside();
        let written_after = self.model.weight(before, suspect.number);
        let written_before = self.model.weight(after, suspect.number);
        if suspect.prior + written_after + written_before >= suspect.enough {
            return None;
        }
        weighed.let_go(MOST_BEYOND_CLASSES);
        weighed.add_beyond(written_after, before);
        weighed.add_beyond(written_before, after);
        weighed.let_go(MOST_BEYOND_NEIGHBOURS);
        if weighed.lacks_more_than(MOST_BEYOND_NEIGHBOURS) || !is_open_to_doubt(self.analysis, block, place) {
            return None;
        }
        for (facts, reserve) in FURTHER_LOOKS {
            facts.iter().for_each(|&number| weighed.add(surroundings.fact(number)));
            weighed.let_go(reserve);
            if weighed.lacks_more_than(reserve) {
                return None;
            }
        }
        LAST_LOOK.iter().for_each(|&number| weighed.add(surroundings.fact(number)));
        surroundings.wide_facts().for_each(|fact| weighed.add(fact));
        let (best, margin) = weighed.best()?;
        if margin < best.margin || !is_english() {
            return None;
        }
        let evidence = evidence(&self.model, &surroundings, (suspect.number, best.number), (block, place));
        Some(Doubt { place, meant: best.word(), evidence })
    }
}

/// The margin of a word that cannot be meant.
const LET_GO: i32 = i32::MIN / 2;

/// How far the surroundings of a place speak for each word that may be meant there.
struct Weighed {
    model: Model<'static>,
    suspect: &'static Suspect,
    margins: [i32; MOST_OTHERS],
}

impl Weighed {
    fn add(&mut self, fact: u32) {
        self.add_beyond(self.model.weight(fact, self.suspect.number), fact);
    }

    /// Adds a fact of which it is known how much it speaks for the written word.
    fn add_beyond(&mut self, written: i32, fact: u32) {
        let others = self.margins.iter_mut().zip(self.suspect.others());
        for (margin, other) in others.filter(|(margin, _)| **margin > LET_GO) {
            *margin += self.model.weight(fact, other.number) - written;
        }
    }

    /// Lets go of each that lacks more than this of what any of them needs.
    fn let_go(&mut self, reserve: i32) {
        let least = self.suspect.least - reserve;
        self.margins.iter_mut().filter(|margin| **margin < least).for_each(|margin| *margin = LET_GO);
    }

    /// Whether each lacks more than this of what it needs.
    fn lacks_more_than(&self, reserve: i32) -> bool {
        self.others().all(|(other, margin)| margin < other.margin - reserve)
    }

    /// The one that they speak for the most.
    fn best(&self) -> Option<(&'static Other, i32)> {
        // Of two that they speak for as much, the first.
        self.others().rev().max_by_key(|&(_, margin)| margin)
    }

    fn others(&self) -> impl DoubleEndedIterator<Item = (&'static Other, i32)> {
        let others = self.suspect.others();
        others.iter().zip(self.margins[..others.len()].iter().copied())
    }
}

/// Whether a word stands in running prose and is written as an ordinary word, so that its surroundings tell whether it
/// is usual there.
pub fn is_open_to_doubt(analysis: &Analysis<'_>, block: &Range<usize>, place: usize) -> bool {
    let kind = |index: usize| analysis.tokens()[index].kind;
    let before = place.checked_sub(1).filter(|before| block.contains(before));
    let after = Some(place + 1).filter(|after| block.contains(after));
    if analysis.case(place) == Case::Other || block.len() < FEWEST_WORDS {
        return false;
    }
    let opens = |index: usize| {
        kind(index) == TokenKind::Quote
            || matches!(analysis.token_text(index), "." | "!" | "?" | "(" | "…" | "...")
    };
    if analysis.case(place) == Case::Title && before.is_some_and(|before| !opens(before)) {
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
fn is_english_block(analysis: &Analysis<'_>, block: &Range<usize>) -> bool {
    let vocabulary = analysis.vocabulary();
    let words: Vec<WordId> = block.clone().filter_map(|at| vocabulary.of_token(at)).collect();
    let known = words.iter().filter(|&&word| analysis.entry(word).is_some()).count();
    words.len() >= FEWEST_WORDS && known * 4 >= words.len() * 3
}

/// The neighbours that speak the most for what is meant.
fn evidence(
    model: &Model<'_>,
    surroundings: &Surroundings<'_>,
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
    let speaks = |number: usize| {
        let fact = surroundings.fact(number);
        model.weight(fact, meant) - model.weight(fact, written)
    };
    let loudest = SEEN.iter().max_by_key(|&&(number, ..)| speaks(number));
    let &(_, before, after) = loudest.expect("there are such facts");
    place.saturating_sub(before).max(block.start)..(place + after + 1).min(block.end)
}
