//! The distinct words of a document that the lexicon does not know as they are written.

use rustc_hash::FxHashSet;

use crate::analysis::facts::Analysis;
use crate::analysis::vocabulary::WordId;

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
    /// Every token that is an unknown word, names and capitals included.
    unknown: FxHashSet<usize>,
    /// The unknown words that the document uses often, with their counts.
    own_words: Vec<(String, usize)>,
}

impl Candidates {
    pub(super) fn new(analysis: &Analysis<'_>) -> Self {
        let mut candidates = Self { words: Vec::new(), unknown: FxHashSet::default(), own_words: Vec::new() };
        for id in analysis.vocabulary().ids() {
            candidates.add(analysis, id);
        }
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
        if analysis.lexicon.is_known(folded) || entry.is_none() && analysis.lexicon.is_known(first) {
            return;
        }
        let count = vocabulary.count(id);
        let listed: Vec<&'static str> =
            analysis.lexicon.corrections(folded.strip_suffix("'s").unwrap_or(folded)).collect();
        if entry.is_none() {
            self.unknown.extend(vocabulary.places(id));
            if count >= OFTEN {
                self.own_words.push((folded.to_owned(), count));
            }
        }
        let is_word = folded.chars().all(|letter| letter.is_ascii_lowercase() || letter == '\'');
        if !is_word {
            return;
        }
        let places: Vec<usize> =
            vocabulary.places(id).filter(|&place| is_ordinary(analysis, place)).collect();
        if !places.is_empty() {
            let is_always_title =
                places.iter().all(|&place| analysis.token_text(place).starts_with(char::is_uppercase));
            self.words.push(Candidate { folded: folded.to_owned(), places, count, is_always_title, listed });
        }
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Candidate> {
        self.words.iter()
    }

    /// Whether the token at `index` is a word that the lexicon does not know.
    pub(super) fn is_unknown(&self, index: usize) -> bool {
        self.unknown.contains(&index)
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

/// Whether a word is written as words are within a sentence, or with the capital that starts one.
fn is_ordinary(analysis: &Analysis<'_>, place: usize) -> bool {
    let written = analysis.token_text(place);
    let mut letters = written.chars();
    let first_is_upper = letters.next().is_some_and(char::is_uppercase);
    !letters.any(char::is_uppercase) && !first_is_upper || first_is_upper && is_title(written)
}

fn is_title(written: &str) -> bool {
    written.chars().skip(1).all(|letter| !letter.is_uppercase())
}
