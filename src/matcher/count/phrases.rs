//! The phrases that are counted, found by their longest word. Number is disregarded.

use rustc_hash::FxHashMap;

use super::places::Place;
use crate::analysis::{Analysis, stem};
use crate::document::TextSpan;
use crate::text::{TokenKind, fold, tokenize};

/// A phrase as the stems it is made of.
#[derive(Debug)]
struct Phrase {
    stems: Vec<String>,
    /// The stem that wakes the rule: the longest of a word.
    anchor: usize,
}

#[derive(Debug)]
pub(super) struct Phrases {
    phrases: Vec<Phrase>,
}

/// The forms in which a word wakes the rule: as it is, in the plural, and of an owner.
const FORMS: [&str; 3] = ["", "s", "'s"];

impl Phrases {
    /// These phrases; such as hold no word are never found.
    pub(super) fn new(entries: &[String]) -> Self {
        Self { phrases: entries.iter().filter_map(|entry| Phrase::new(entry)).collect() }
    }

    /// What wakes a rule that counts them.
    pub(super) fn wake_words(&self) -> Vec<String> {
        let anchors = self.phrases.iter().map(|phrase| &phrase.stems[phrase.anchor]);
        anchors.flat_map(|anchor| FORMS.map(|form| format!("{anchor}{form}"))).collect()
    }

    /// How many places there are at most, or how many that differ, where these words woke the rule.
    pub(super) fn most_places(&self, hits: impl Iterator<Item = (usize, usize)>, distinct: bool) -> usize {
        if !distinct {
            return hits.count();
        }
        let mut phrases: Vec<usize> = hits.map(|(item, _)| item / FORMS.len()).collect();
        phrases.dedup();
        phrases.len()
    }

    /// Their places, where the words stand that woke the rule.
    pub(super) fn places_at(
        &self,
        analysis: &Analysis<'_>,
        hits: impl Iterator<Item = (usize, usize)>,
    ) -> Vec<Place> {
        let found = hits.filter_map(|(item, token)| self.place(analysis, item / FORMS.len(), token));
        sorted(found.collect())
    }

    /// Their places in the whole document.
    pub(super) fn places(&self, analysis: &Analysis<'_>) -> Vec<Place> {
        let mut by_form: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (item, form) in self.wake_words().into_iter().enumerate() {
            by_form.entry(form).or_default().push(item);
        }
        let vocabulary = analysis.vocabulary();
        let mut found = Vec::new();
        for word in vocabulary.ids() {
            for &item in by_form.get(vocabulary.text(word)).into_iter().flatten() {
                let tokens = vocabulary.places(word);
                found.extend(tokens.filter_map(|token| self.place(analysis, item / FORMS.len(), token)));
            }
        }
        sorted(found)
    }

    fn place(&self, analysis: &Analysis<'_>, item: usize, token: usize) -> Option<Place> {
        let phrase = &self.phrases[item];
        let start = token.checked_sub(phrase.anchor)?;
        let tokens = start..start + phrase.stems.len();
        let block = analysis.block_tokens(analysis.block_of(token));
        let fits = block.start <= tokens.start
            && tokens.end <= block.end
            && tokens.clone().zip(&phrase.stems).all(|(index, part)| stem(analysis.folded(index)) == part);
        fits.then(|| Place { span: analysis.span_of(tokens), key: phrase.stems.join(" ") })
    }
}

impl Phrase {
    fn new(text: &str) -> Option<Self> {
        let mut tokens = Vec::new();
        tokenize(text, TextSpan::new(0, text.len()), &mut tokens);
        let stems: Vec<String> =
            tokens.iter().map(|token| stem(&fold(token.text(text))).to_owned()).collect();
        let anchor = (0..stems.len())
            .filter(|&index| tokens[index].kind == TokenKind::Word)
            .max_by_key(|&index| (stems[index].len(), index))?;
        Some(Self { stems, anchor })
    }
}

/// The places in order, of several at one start the longest, and none within another.
fn sorted(mut places: Vec<Place>) -> Vec<Place> {
    places.sort_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end)));
    let mut end = 0;
    places.retain(|place| {
        let is_free = place.span.end > end;
        end = end.max(place.span.end);
        is_free
    });
    places
}
