//! What stands around a word, as numbers: which words, marks and classes of words come before and after it, alone
//! and together. The word itself is not among them, so that others can be held against the same surroundings.

use std::cell::Cell;
use std::ops::Range;

use super::number::{
    EDGE, NUMBER, OBJECT, QUOTE, fact, mix, number_of, number_of_classes, number_of_neighbour,
};
use crate::analysis::{Analysis, Vocabulary, WordId};
use crate::text::TokenKind;

/// What stands around one place, as facts. A fact is a number that stands for something such as “after *would*”; it is
/// worked out when asked for.
#[derive(Clone, Debug)]
pub struct Surroundings<'p> {
    analysis: &'p Analysis<'p>,
    words: &'p UsageWords,
    block: Range<usize>,
    place: usize,
}

/// The facts about neighbours: where they stand, counted from the place, and whether the word or its class is the fact.
/// Whoever changes them or their order must learn the model anew.
const NEIGHBOURS: [&[(isize, Aspect)]; NEIGHBOUR_FACTS] = {
    use Aspect::{Class, Word};
    [
        &[],
        &[(-1, Word)],
        &[(1, Word)],
        &[(-1, Word), (1, Word)],
        &[(-2, Word), (-1, Word)],
        &[(1, Word), (2, Word)],
        &[(-2, Word)],
        &[(2, Word)],
        &[(-1, Class)],
        &[(1, Class)],
        &[(-1, Class), (1, Class)],
        &[(-2, Class), (-1, Class)],
        &[(1, Class), (2, Class)],
        &[(-1, Word), (1, Class)],
        &[(-1, Class), (1, Word)],
        &[(-3, Word), (-2, Word), (-1, Word)],
        &[(1, Word), (2, Word), (3, Word)],
        &[(-2, Word), (-1, Word), (1, Word)],
        &[(-1, Word), (1, Word), (2, Word)],
        &[(-2, Class), (-1, Class), (1, Class)],
        &[(-1, Class), (1, Class), (2, Class)],
    ]
};

/// What of a neighbour a fact is about.
#[derive(Clone, Copy, Debug)]
enum Aspect {
    Word,
    Class,
}

/// How many facts are about neighbours; the words of the wider surroundings follow them.
pub const NEIGHBOUR_FACTS: usize = 21;
/// The words in the wider surroundings that are looked at, on either side.
const WIDE: usize = 9;
/// Shorter words say nothing of the topic.
const SHORTEST_TOPIC_WORD: usize = 5;

/// The facts that the nearest neighbours are these words, by their places among the facts.
const WORDS_BESIDE: [usize; 2] = [1, 2];

impl<'p> Surroundings<'p> {
    /// What stands around the token at `place`, of a block with these tokens.
    #[inline]
    pub fn new(analysis: &'p Analysis<'p>, block: &Range<usize>, place: usize) -> Self {
        Self { analysis, words: analysis.usage_words(), block: block.clone(), place }
    }

    /// All facts, those about neighbours first, in the same order for each place.
    pub fn facts(&self) -> impl Iterator<Item = u32> {
        (0..NEIGHBOUR_FACTS).map(|number| self.fact(number)).chain(self.wide_facts())
    }

    /// The fact about neighbours with this number.
    pub(super) fn fact(&self, number: usize) -> u32 {
        let parts = NEIGHBOURS[number].iter();
        parts.fold(fact(number), |hash, &(offset, aspect)| mix(hash, self.neighbour(offset, aspect)))
    }

    /// The facts that the nearest neighbours are these words, the one before first.
    #[inline]
    pub(super) fn words_beside(&self) -> [u32; 2] {
        let [before, after] = WORDS_BESIDE.map(fact);
        [mix(before, self.neighbour(-1, Aspect::Word)), mix(after, self.neighbour(1, Aspect::Word))]
    }

    /// The numbers of the nearest neighbours by their classes, the one before first.
    #[inline]
    pub(super) fn classes_beside(&self) -> [u32; 2] {
        [-1, 1].map(|offset| self.neighbour(offset, Aspect::Class))
    }

    /// The facts about the words of the wider surroundings.
    pub(super) fn wide_facts(&self) -> impl Iterator<Item = u32> {
        let analysis = self.analysis;
        let wide = self.place.saturating_sub(WIDE).max(self.block.start)
            ..(self.place + WIDE + 1).min(self.block.end);
        let others = wide.filter(move |&other| other != self.place);
        let words = others.filter_map(move |other| analysis.vocabulary().of_token(other));
        let telling =
            words.filter(move |&word| analysis.vocabulary().text(word).len() >= SHORTEST_TOPIC_WORD);
        telling.map(|word| mix(fact(NEIGHBOUR_FACTS), self.words.words[word.index()]))
    }

    /// What stands beside the place, so many tokens away.
    #[inline]
    fn neighbour(&self, offset: isize, aspect: Aspect) -> u32 {
        let other = self.place.wrapping_add_signed(offset);
        if !self.block.contains(&other) {
            return EDGE;
        }
        match (self.analysis.vocabulary().of_token(other), aspect) {
            (Some(word), Aspect::Word) => self.words.words[word.index()],
            (Some(word), Aspect::Class) => {
                let is_capital = self.analysis.token_text(other).as_bytes()[0].is_ascii_uppercase();
                number_of_neighbour(self.words.class(self.analysis, word), is_capital)
            }
            (None, _) => match self.analysis.tokens()[other].kind {
                TokenKind::Number => NUMBER,
                TokenKind::Quote => QUOTE,
                TokenKind::Punctuation => number_of(self.analysis.token_text(other)),
                _ => OBJECT,
            },
        }
    }
}

/// The numbers of the distinct words of a document.
#[derive(Debug)]
pub struct UsageWords {
    words: Vec<u32>,
    /// The numbers of their classes, worked out when first asked for; zero until then.
    classes: Vec<Cell<u32>>,
}

impl UsageWords {
    pub(in crate::analysis) fn new(vocabulary: &Vocabulary) -> Self {
        let words: Vec<u32> = vocabulary.ids().map(|id| number_of(vocabulary.text(id))).collect();
        let classes = words.iter().map(|_| Cell::new(0)).collect();
        Self { words, classes }
    }

    fn class(&self, analysis: &Analysis<'_>, word: WordId) -> u32 {
        let class = &self.classes[word.index()];
        if class.get() == 0 {
            class.set(number_of_classes(analysis.lexicon_classes(word).bits()));
        }
        class.get()
    }
}
