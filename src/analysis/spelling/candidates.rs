//! The distinct words of a document that the lexicon does not know as they are written.

use crate::analysis::facts::Analysis;
use crate::analysis::vocabulary::WordId;
use crate::text::Case;

/// A distinct word that is none, as far as the lexicon knows.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The word in lower case.
    pub(super) folded: String,
    /// The tokens at which it is written as an ordinary word.
    pub(super) places: Vec<usize>,
    /// How often it stands in the document, in any case.
    pub(super) count: usize,
    /// Whether all of these places have a capital.
    pub(super) is_always_title: bool,
    /// Its corrections, if it is a well-known misspelling.
    pub(super) listed: Vec<&'static str>,
}

/// The words that may be misspelt, and all tokens that the lexicon does not know.
#[derive(Debug)]
pub(super) struct Candidates {
    words: Vec<Candidate>,
    /// Which words of the document are unknown, names and capitals included.
    unknown: Vec<bool>,
    /// The unknown words that the document uses often, with their counts.
    own_words: Vec<(String, usize)>,
}

impl Candidates {
    pub(super) fn new(analysis: &Analysis<'_>) -> Self {
        let ids = analysis.vocabulary().ids();
        let mut candidates =
            Self { words: Vec::new(), unknown: vec![false; ids.size_hint().0], own_words: Vec::new() };
        ids.for_each(|id| candidates.add(analysis, id));
        candidates
    }

    fn add(&mut self, analysis: &Analysis<'_>, id: WordId) {
        let vocabulary = analysis.vocabulary();
        let folded = vocabulary.text(id);
        let entry = analysis.entry(id);
        if entry.is_some_and(|entry| entry.is_lower()) || folded.len() < SHORTEST {
            return;
        }
        let first = vocabulary.places(id).next().map_or("", |place| analysis.token_text(place));
        let is_known = |word: &str| analysis.lexicon.is_known(word);
        if is_known(folded) || entry.is_none() && first != folded && is_known(first) {
            return;
        }
        let count = vocabulary.count(id);
        if entry.is_none() {
            self.unknown[id.index()] = true;
            if count >= OFTEN {
                self.own_words.push((folded.to_owned(), count));
            }
        }
        let is_word = folded.bytes().all(|letter| letter.is_ascii_lowercase() || letter == b'\'');
        if !is_word {
            return;
        }
        // Written as words are within a sentence, or with the capital that starts one.
        let places: Vec<usize> =
            vocabulary.places(id).filter(|&place| analysis.case(place) != Case::Other).collect();
        if !places.is_empty() {
            let is_always_title = places.iter().all(|&place| analysis.case(place) == Case::Title);
            let listed = analysis.lexicon.corrections(folded.strip_suffix("'s").unwrap_or(folded)).collect();
            self.words.push(Candidate { folded: folded.to_owned(), places, count, is_always_title, listed });
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Candidate> {
        self.words.iter()
    }

    /// Whether the lexicon does not know a word.
    pub(super) fn is_unknown(&self, word: WordId) -> bool {
        self.unknown[word.index()]
    }

    /// The unknown words that stand often in the document, with their counts.
    pub(super) fn own_words(&self) -> &[(String, usize)] {
        &self.own_words
    }
}

/// Words of one and two letters are abbreviations more often than slips.
const SHORTEST: usize = 3;

/// So often no slip is repeated.
pub(super) const OFTEN: usize = 3;
