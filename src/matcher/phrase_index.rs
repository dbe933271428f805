//! The phrases of all rules in one table. Each hangs on its rarest word together with a neighbour of it, so
//! that a place in a document is looked at once or twice, however many phrases share the word.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::phrase::{Gap, Phrase, is_hyphen, is_sign};
use crate::analysis::{Analysis, WordId};
use crate::lexicon::Lexicon;

/// The phrases of a set of rules. Words go by the numbers that the index over all rules gave them.
#[derive(Debug, Default)]
pub(super) struct PhraseIndex {
    phrases: Vec<Indexed>,
    /// The phrases that hang on a word and its neighbour on one side.
    by_pair: FxHashMap<(u32, u32, Side), Vec<u32>>,
}

/// On which side of a word its neighbour stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Side {
    Before,
    After,
}

/// The phrases that hang on one word.
#[derive(Debug, Default)]
pub(super) struct OnAnchor {
    /// Those of no other word.
    alone: Vec<u32>,
    /// Whether there are some that hang on a neighbour too, on this side.
    before: bool,
    after: bool,
}

/// A phrase of a rule.
#[derive(Debug)]
struct Indexed {
    rule: usize,
    item: usize,
    parts: Box<[Part]>,
    /// The part that it hangs on.
    anchor: usize,
}

#[derive(Debug)]
struct Part {
    gap: Gap,
    kind: PartKind,
}

#[derive(Debug)]
enum PartKind {
    /// A word, by its number.
    Word(u32),
    Sign(Box<str>),
}

/// A phrase in a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FoundPhrase {
    pub(super) rule: usize,
    pub(super) item: usize,
    pub(super) tokens: Range<usize>,
}

/// A document with the numbers of its words.
pub(super) struct NumberedText<'t> {
    pub(super) analysis: &'t Analysis<'t>,
    /// The number of each distinct word, if a rule asks about it.
    pub(super) numbers: &'t [Option<u32>],
}

impl OnAnchor {
    /// Whether no phrase hangs on the word.
    pub(super) fn is_empty(&self) -> bool {
        self.alone.is_empty() && !self.before && !self.after
    }
}

impl PhraseIndex {
    /// Adds a phrase, its words to `words`.
    pub(super) fn add(
        &mut self,
        (rule, item): (usize, usize),
        phrase: &Phrase,
        lexicon: &Lexicon,
        words: &mut super::index::NumberedWords,
    ) {
        let rareness = |&index: &usize| {
            let text = &phrase.parts[index].text;
            (commonness(lexicon, text), std::cmp::Reverse(text.len()))
        };
        let places: Vec<usize> = (0..phrase.parts.len()).filter(|&at| phrase.parts[at].is_word).collect();
        let anchor = match places[..] {
            [] => return,
            [only] => only,
            _ => places.iter().copied().min_by_key(rareness).unwrap_or(places[0]),
        };
        let parts: Box<[Part]> = phrase
            .parts
            .iter()
            .map(|part| Part {
                gap: part.gap,
                kind: match part.is_word {
                    true => PartKind::Word(words.number(&part.text)),
                    false => PartKind::Sign(part.text.as_str().into()),
                },
            })
            .collect();
        let number = words.number(&phrase.parts[anchor].text);
        let id = u32::try_from(self.phrases.len()).expect("rules hold fewer phrases than bytes");
        let neighbour = |at: Option<usize>| match parts.get(at?)?.kind {
            PartKind::Word(number) => Some(number),
            PartKind::Sign(_) => None,
        };
        let on_anchor = words.on_anchor(number);
        if let Some(next) = neighbour(anchor.checked_add(1)) {
            on_anchor.after = true;
            self.by_pair.entry((number, next, Side::After)).or_default().push(id);
        } else if let Some(previous) = neighbour(anchor.checked_sub(1)) {
            on_anchor.before = true;
            self.by_pair.entry((number, previous, Side::Before)).or_default().push(id);
        } else {
            on_anchor.alone.push(id);
        }
        self.phrases.push(Indexed { rule, item, parts, anchor });
    }

    /// Adds the places of the phrases that hang on a word to `found`.
    pub(super) fn find(
        &self,
        (word, number): (WordId, u32),
        on_anchor: &OnAnchor,
        text: &NumberedText<'_>,
        found: &mut Vec<FoundPhrase>,
    ) {
        for place in text.analysis.vocabulary().places(word) {
            let mut look = |phrases: &[u32]| {
                found.extend(phrases.iter().filter_map(|&id| self.phrases[id as usize].around(place, text)));
            };
            look(&on_anchor.alone);
            let mut look_beside = |side: Side, neighbour: Option<u32>| {
                let pair = neighbour.and_then(|neighbour| self.by_pair.get(&(number, neighbour, side)));
                pair.into_iter().for_each(|phrases| look(phrases));
            };
            if on_anchor.after {
                look_beside(Side::After, text.neighbour(place, |from| from.checked_add(1)));
            }
            if on_anchor.before {
                look_beside(Side::Before, text.neighbour(place, |from| from.checked_sub(1)));
            }
        }
    }
}

/// How common a word is in the language; 0 if it is no word of it.
fn commonness(lexicon: &Lexicon, word: &str) -> u8 {
    lexicon.lookup(word).map_or(0, |entry| entry.frequency() + 1)
}

impl Indexed {
    /// The phrase, if it stands around the token at `place`, which is its anchor.
    fn around(&self, place: usize, text: &NumberedText<'_>) -> Option<FoundPhrase> {
        let mut last = place;
        for part in &self.parts[self.anchor + 1..] {
            last = text.across(part.gap, last, |from| from.checked_add(1))?;
            text.holds(part, last).then_some(())?;
        }
        let mut first = place;
        for index in (0..self.anchor).rev() {
            first = text.across(self.parts[index + 1].gap, first, |from| from.checked_sub(1))?;
            text.holds(&self.parts[index], first).then_some(())?;
        }
        let is_in_one_block = first == last || text.analysis.block_of(first) == text.analysis.block_of(last);
        is_in_one_block.then(|| FoundPhrase { rule: self.rule, item: self.item, tokens: first..last + 1 })
    }
}

impl NumberedText<'_> {
    /// The number of the token at `index`, if it is a word that some rule asks about.
    fn number(&self, index: usize) -> Option<u32> {
        self.numbers[self.analysis.vocabulary().of_token(index)?.index()]
    }

    /// The number of the next word, past a hyphen that may stand for the space.
    fn neighbour(&self, place: usize, step: impl Fn(usize) -> Option<usize>) -> Option<u32> {
        let next = step(place)?;
        match self.analysis.vocabulary().of_token(next) {
            Some(_) => self.number(next),
            None => self.number(step(next)?),
        }
    }

    /// The token that lies beyond this gap, a step at a time.
    fn across(&self, gap: Gap, from: usize, step: impl Fn(usize) -> Option<usize>) -> Option<usize> {
        let inside = |index: &usize| *index < self.analysis.tokens().len();
        let next = step(from).filter(inside)?;
        let touches = self.touch(from, next);
        match gap {
            Gap::Tight => touches.then_some(next),
            Gap::Space => (!touches).then_some(next),
            Gap::HyphenOrSpace if !touches => Some(next),
            Gap::HyphenOrSpace => {
                let beyond = step(next).filter(inside)?;
                (is_hyphen(self.analysis.token_text(next)) && self.touch(next, beyond)).then_some(beyond)
            }
        }
    }

    /// Whether nothing stands between two neighbours.
    fn touch(&self, one: usize, other: usize) -> bool {
        let tokens = self.analysis.tokens();
        tokens[one.min(other)].span().end == tokens[one.max(other)].span().start
    }

    fn holds(&self, part: &Part, place: usize) -> bool {
        match &part.kind {
            PartKind::Word(number) => self.number(place) == Some(*number),
            PartKind::Sign(sign) => {
                !self.analysis.is_word(place) && is_sign(self.analysis.token_text(place), sign)
            }
        }
    }
}
