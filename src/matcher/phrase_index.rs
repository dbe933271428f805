//! The phrases of all rules in one table. Each hangs on the word that is rarest in the language; where that
//! word stands in a document and all the others do too, the phrase is looked for at the places of the word
//! that is rarest there.

use std::ops::Range;

use super::phrase::{Gap, Phrase, is_hyphen, is_sign};
use crate::analysis::{Analysis, WordId};
use crate::lexicon::Lexicon;

/// The phrases of a set of rules. Words go by the numbers that the index over all rules gave them.
#[derive(Debug, Default)]
pub(super) struct PhraseIndex {
    phrases: Vec<Indexed>,
}

/// A phrase of a rule.
#[derive(Debug)]
struct Indexed {
    rule: usize,
    item: usize,
    parts: Box<[Part]>,
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

impl PhraseIndex {
    /// Adds a phrase. `number` gives numbers to words; the number of the word that the phrase hangs on is
    /// returned with the phrase's own.
    pub(super) fn add(
        &mut self,
        (rule, item): (usize, usize),
        phrase: &Phrase,
        lexicon: &Lexicon,
        mut number: impl FnMut(&str) -> u32,
    ) -> Option<(u32, usize)> {
        let words = phrase.parts.iter().filter(|part| part.is_word);
        let anchor = match words.clone().count() {
            1 => words.clone().next()?,
            _ => words
                .min_by_key(|part| (commonness(lexicon, &part.text), std::cmp::Reverse(part.text.len())))?,
        };
        let anchor = number(&anchor.text);
        let mut index = |part: &super::phrase::Part| Part {
            gap: part.gap,
            kind: match part.is_word {
                true => PartKind::Word(number(&part.text)),
                false => PartKind::Sign(part.text.as_str().into()),
            },
        };
        let parts = phrase.parts.iter().map(&mut index).collect();
        self.phrases.push(Indexed { rule, item, parts });
        Some((anchor, self.phrases.len() - 1))
    }

    /// Adds the places of a phrase to `found`. `present` tells the document's own id of each numbered word.
    pub(super) fn find(
        &self,
        phrase: usize,
        analysis: &Analysis<'_>,
        present: &[Option<WordId>],
        found: &mut Vec<FoundPhrase>,
    ) {
        let phrase = &self.phrases[phrase];
        let vocabulary = analysis.vocabulary();
        let mut rarest: Option<(usize, usize, WordId)> = None;
        for (at, part) in phrase.parts.iter().enumerate() {
            let PartKind::Word(number) = part.kind else { continue };
            let Some(word) = present[number as usize] else { return };
            let count = vocabulary.count(word);
            if rarest.is_none_or(|(least, _, _)| count < least) {
                rarest = Some((count, at, word));
            }
        }
        let Some((_, at, word)) = rarest else { return };
        let text = Text { analysis, present };
        found.extend(vocabulary.places(word).filter_map(|place| {
            let tokens = text.phrase_around(&phrase.parts, at, place)?;
            Some(FoundPhrase { rule: phrase.rule, item: phrase.item, tokens })
        }));
    }
}

/// How common a word is in the language; 0 if it is no word of it.
fn commonness(lexicon: &Lexicon, word: &str) -> u8 {
    lexicon.lookup(word).map_or(0, |entry| entry.frequency() + 1)
}

/// A document with the numbers of its words.
struct Text<'t> {
    analysis: &'t Analysis<'t>,
    present: &'t [Option<WordId>],
}

impl Text<'_> {
    /// The tokens of the phrase whose part `at` is the token at `place`, if it stands there.
    fn phrase_around(&self, parts: &[Part], at: usize, place: usize) -> Option<Range<usize>> {
        let mut last = place;
        for part in &parts[at + 1..] {
            last = self.across(part.gap, last, |from| from.checked_add(1))?;
            self.holds(part, last).then_some(())?;
        }
        let mut first = place;
        for index in (0..at).rev() {
            first = self.across(parts[index + 1].gap, first, |from| from.checked_sub(1))?;
            self.holds(&parts[index], first).then_some(())?;
        }
        let is_in_one_block = self.analysis.block_of(first) == self.analysis.block_of(last);
        is_in_one_block.then_some(first..last + 1)
    }

    /// The token that lies beyond this gap, a step at a time.
    fn across(&self, gap: Gap, from: usize, step: impl Fn(usize) -> Option<usize>) -> Option<usize> {
        let next = step(from).filter(|&next| next < self.analysis.tokens().len())?;
        let touches = self.touch(from, next);
        match gap {
            Gap::Tight => touches.then_some(next),
            Gap::Space => (!touches).then_some(next),
            Gap::HyphenOrSpace if !touches => Some(next),
            Gap::HyphenOrSpace => {
                let beyond = step(next).filter(|&beyond| beyond < self.analysis.tokens().len())?;
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
            PartKind::Word(number) => {
                self.analysis.vocabulary().of_token(place) == self.present[*number as usize]
                    && self.present[*number as usize].is_some()
            }
            PartKind::Sign(sign) => {
                !self.analysis.is_word(place) && is_sign(self.analysis.token_text(place), sign)
            }
        }
    }
}
