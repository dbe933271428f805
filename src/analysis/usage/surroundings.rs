//! What stands around a word, as numbers: which words, marks and classes of words come before and after it, alone
//! and together. The word itself is not among them, so that others can be held against the same surroundings.

use std::cell::Cell;
use std::ops::Range;

use crate::analysis::{Analysis, Vocabulary};
use crate::text::TokenKind;

/// The numbers of what stands around one place. A number stands for one fact, such as “after *would*”.
#[derive(Clone, Debug)]
pub struct Surroundings {
    facts: [u32; MOST],
    len: usize,
}

/// How many facts are about neighbours; the words of the wider surroundings follow them.
pub const NEIGHBOUR_FACTS: usize = 21;
/// The words in the wider surroundings that are looked at, on either side.
const WIDE: usize = 9;
const MOST: usize = NEIGHBOUR_FACTS + 2 * WIDE;
/// Shorter words say nothing of the topic.
const SHORTEST_TOPIC_WORD: usize = 5;

/// What stands for neighbours that are no words.
const EDGE: u32 = 1;
const NUMBER: u32 = 2;
const QUOTE: u32 = 3;
const OBJECT: u32 = 4;

/// A neighbour as two numbers: what it is, and of which class.
#[derive(Clone, Copy)]
struct Neighbour {
    word: u32,
    class: u32,
}

impl Surroundings {
    /// What stands around the token at `index`, of a block with these tokens.
    pub fn new(analysis: &Analysis<'_>, block: &Range<usize>, index: usize) -> Self {
        let at = |offset: isize| neighbour(analysis, block, index, offset);
        let (a, b, c) = (at(-1), at(-2), at(-3));
        let (x, y, z) = (at(1), at(2), at(3));
        let mut this = Self { facts: [0; MOST], len: NEIGHBOUR_FACTS };
        // Whoever changes the order or the facts must learn the model anew.
        let neighbours: [&[u32]; NEIGHBOUR_FACTS] = [
            &[],
            &[a.word],
            &[x.word],
            &[a.word, x.word],
            &[b.word, a.word],
            &[x.word, y.word],
            &[b.word],
            &[y.word],
            &[a.class],
            &[x.class],
            &[a.class, x.class],
            &[b.class, a.class],
            &[x.class, y.class],
            &[a.word, x.class],
            &[a.class, x.word],
            &[c.word, b.word, a.word],
            &[x.word, y.word, z.word],
            &[b.word, a.word, x.word],
            &[a.word, x.word, y.word],
            &[b.class, a.class, x.class],
            &[a.class, x.class, y.class],
        ];
        for (number, words) in neighbours.into_iter().enumerate() {
            this.facts[number] = words.iter().fold(mix(0, number as u32 + 1), |hash, &word| mix(hash, word));
        }
        let wide = index.saturating_sub(WIDE).max(block.start)..(index + WIDE + 1).min(block.end);
        for other in wide {
            if other != index
                && analysis.is_word(other)
                && analysis.folded(other).len() >= SHORTEST_TOPIC_WORD
            {
                this.facts[this.len] =
                    mix(mix(0, NEIGHBOUR_FACTS as u32 + 1), analysis.usage_words().word(analysis, other));
                this.len += 1;
            }
        }
        this
    }

    /// The facts, those about neighbours first, in the same order for each place.
    pub fn facts(&self) -> &[u32] {
        &self.facts[..self.len]
    }
}

fn neighbour(analysis: &Analysis<'_>, block: &Range<usize>, index: usize, offset: isize) -> Neighbour {
    let Some(other) = index.checked_add_signed(offset).filter(|other| block.contains(other)) else {
        return Neighbour { word: EDGE, class: EDGE };
    };
    match analysis.tokens()[other].kind {
        TokenKind::Word => {
            let words = analysis.usage_words();
            let is_capital =
                analysis.token_text(other).starts_with(|letter: char| letter.is_ascii_uppercase());
            let class = mix(words.class(analysis, other), u32::from(is_capital) + 1);
            Neighbour { word: words.word(analysis, other), class }
        }
        TokenKind::Number => Neighbour { word: NUMBER, class: NUMBER },
        TokenKind::Quote => Neighbour { word: QUOTE, class: QUOTE },
        TokenKind::Punctuation => {
            let word = number_of(analysis.token_text(other));
            Neighbour { word, class: word }
        }
        _ => Neighbour { word: OBJECT, class: OBJECT },
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

    fn word(&self, analysis: &Analysis<'_>, index: usize) -> u32 {
        analysis.vocabulary().of_token(index).map_or(OBJECT, |id| self.words[id.index()])
    }

    fn class(&self, analysis: &Analysis<'_>, index: usize) -> u32 {
        let Some(id) = analysis.vocabulary().of_token(index) else { return OBJECT };
        let class = &self.classes[id.index()];
        if class.get() == 0 {
            class.set(mix(OBJECT + 1, analysis.lexicon.classes(analysis.vocabulary().text(id)).bits()) | 1);
        }
        class.get()
    }
}

/// The number of a word.
pub fn number_of(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |hash: u32, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

/// One number of two.
pub fn mix(first: u32, second: u32) -> u32 {
    let mut hash = (first.rotate_left(5) ^ second).wrapping_mul(0x9E37_79B1);
    hash ^= hash >> 15;
    hash = hash.wrapping_mul(0x85EB_CA77);
    hash ^ hash >> 13
}
