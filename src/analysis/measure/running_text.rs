//! The counts behind formulas of readability: sentences, words, letters and syllables of running text.
//! Headings, cells and captions are left out, for they are no sentences.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::syllables::syllables;
use crate::analysis::Analysis;
use crate::document::BlockKind;
use crate::text::TokenKind;

/// What the running text of a document is made of.
#[derive(Clone, Copy, Debug, Default)]
pub struct RunningText {
    /// Sentences that hold a word.
    pub sentences: usize,
    /// The words of the longest one.
    pub longest_sentence: usize,
    /// Words and numbers. A hyphen parts two words.
    pub words: usize,
    /// The letters and digits in them.
    pub characters: usize,
    /// The syllables in them; a number has one.
    pub syllables: usize,
    /// Words of more than six letters.
    pub long_words: usize,
    /// Words of three syllables or more.
    pub polysyllables: usize,
    /// Those of them that are no names, and have as many without “-es”, “-ed” or “-ing”.
    pub complex_words: usize,
}

/// What is counted of one word, whatever its place.
#[derive(Clone, Copy)]
struct Counted {
    characters: usize,
    syllables: usize,
    is_complex: bool,
}

impl RunningText {
    pub(in crate::analysis) fn new(analysis: &Analysis<'_>) -> Self {
        let mut text = Self::default();
        let mut known: FxHashMap<&str, Counted> = FxHashMap::default();
        for sentence in analysis.sentences() {
            let block = &analysis.document.blocks[analysis.block_of(sentence.start)];
            if matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
                text.add(analysis, sentence.clone(), &mut known);
            }
        }
        text
    }

    fn add<'a>(
        &mut self,
        analysis: &'a Analysis<'_>,
        sentence: Range<usize>,
        known: &mut FxHashMap<&'a str, Counted>,
    ) {
        let mut words = 0;
        for index in sentence {
            if !matches!(analysis.tokens()[index].kind, TokenKind::Word | TokenKind::Number) {
                continue;
            }
            let counted = *known.entry(analysis.folded(index)).or_insert_with_key(|word| Counted::new(word));
            let is_name = words > 0 && analysis.token_text(index).starts_with(char::is_uppercase);
            words += 1;
            self.characters += counted.characters;
            self.syllables += counted.syllables;
            self.long_words += usize::from(counted.characters > LONG);
            self.polysyllables += usize::from(counted.syllables >= MANY);
            self.complex_words += usize::from(counted.is_complex && !is_name);
        }
        self.words += words;
        self.sentences += usize::from(words > 0);
        self.longest_sentence = self.longest_sentence.max(words);
    }
}

/// A word of more letters is long.
const LONG: usize = 6;
/// A word of so many syllables has many.
const MANY: usize = 3;

impl Counted {
    fn new(word: &str) -> Self {
        let stem = ["es", "ed", "ing"].iter().find_map(|ending| word.strip_suffix(ending));
        let count = if word.starts_with(|c: char| c.is_ascii_digit()) { 1 } else { syllables(word) };
        Self {
            characters: word.chars().filter(|c| c.is_alphanumeric()).count(),
            syllables: count,
            is_complex: count >= MANY && stem.is_none_or(|stem| syllables(stem) >= MANY),
        }
    }
}
