//! What a document is about, as far as counting words tells: its content words and how often each is met.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::facts::Analysis;
use super::phrase_table::stem;
use crate::lexicon::Entry;

/// How often the words of a document are met, whatever their numbers.
#[derive(Clone, Debug, Default)]
pub struct Topic {
    /// By the words that are stems: how often words of that stem are met.
    counts: Vec<usize>,
    /// The same of stems that are no words of the document.
    others: FxHashMap<String, usize>,
}

/// Nothing longer, in tokens, was put into a text to promote something; counting in it would take too long.
pub(super) const LONGEST_UNIT: usize = 300;

/// From this frequency on (a use in 3,000 words), a word says nothing of what a text is about.
const TELLS_NOTHING: u8 = 22;

impl Topic {
    pub(super) fn new(analysis: &Analysis<'_>) -> Self {
        let vocabulary = analysis.vocabulary();
        let mut topic = Self { counts: vec![0; vocabulary.ids().len()], others: FxHashMap::default() };
        for word in vocabulary.ids() {
            let (text, count) = (vocabulary.text(word), vocabulary.count(word));
            let stem = stem(text);
            let stem_word = if stem.len() == text.len() { Some(word) } else { vocabulary.find(stem) };
            match stem_word {
                Some(word) => topic.counts[word.index()] += count,
                None => *topic.others.entry(stem.to_owned()).or_default() += count,
            }
        }
        topic
    }

    /// How often a word is met, whatever its number; it is asked in lower case.
    fn count(&self, analysis: &Analysis<'_>, folded: &str) -> usize {
        let stem = stem(folded);
        match analysis.vocabulary().find(stem) {
            Some(word) => self.counts[word.index()],
            None => self.others.get(stem).copied().unwrap_or(0),
        }
    }

    /// Whether the words of some tokens are foreign to the rest of the document: less than half of those
    /// that tell a topic are met outside of `unit`. Where none of the words tells one, nothing is known.
    pub fn is_foreign(
        &self,
        analysis: &Analysis<'_>,
        words: Range<usize>,
        unit: &Range<usize>,
    ) -> Option<bool> {
        let (mut all, mut met) = (0, 0);
        for index in words.filter(|&index| tells_topic(analysis, index)) {
            all += 1;
            met += usize::from(self.is_met_outside(analysis, analysis.folded(index), unit));
        }
        (all > 0).then_some(met * 2 < all)
    }

    /// Whether a word is met outside of some tokens.
    pub fn is_met_outside(&self, analysis: &Analysis<'_>, folded: &str, unit: &Range<usize>) -> bool {
        let (wanted, all) = (stem(folded), self.count(analysis, folded));
        if all == 0 || unit.len() > LONGEST_UNIT {
            return all > 0;
        }
        all > unit.clone().filter(|&index| stem(analysis.folded(index)) == wanted).count()
    }
}

/// Whether the token is a word that tells what a text is about.
pub(super) fn tells_topic(analysis: &Analysis<'_>, index: usize) -> bool {
    let vocabulary = analysis.vocabulary();
    let is_telling = |word| is_telling_entry(vocabulary.text(word), analysis.entry(word));
    vocabulary.of_token(index).is_some_and(is_telling)
}

/// Whether a word in lower case tells what a text is about that holds it.
pub(super) fn is_telling(analysis: &Analysis<'_>, folded: &str) -> bool {
    is_telling_entry(folded, analysis.lexicon.lookup(folded))
}

fn is_telling_entry(folded: &str, entry: Option<Entry>) -> bool {
    folded.len() > 2 && entry.map_or(0, Entry::frequency) < TELLS_NOTHING
}
