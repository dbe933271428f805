//! The words of a document that only some regions spell so: *colour*, *color*.

use super::facts::Analysis;
use super::vocabulary::WordId;
use crate::lexicon::Dialects;

/// A word in the spelling of some regions.
#[derive(Clone, Debug)]
pub struct RegionalWord {
    /// The word.
    pub word: WordId,
    /// Where it is spelled so.
    pub dialects: Dialects,
    /// How others spell it.
    pub counterpart: String,
    /// Where it is spelled as the counterpart.
    pub counterpart_dialects: Dialects,
}

/// The regional words of a document, in the order of their first place.
pub(super) fn regional_words(analysis: &Analysis<'_>) -> Vec<RegionalWord> {
    let vocabulary = analysis.vocabulary();
    let regional = |word| {
        let folded = vocabulary.text(word);
        let own = analysis.entry(word).filter(|entry| !entry.dialects().is_common())?;
        let (counterpart, counterpart_dialects) = analysis.lexicon.regional_counterpart(folded)?;
        Some(RegionalWord { word, dialects: own.dialects(), counterpart, counterpart_dialects })
    };
    vocabulary.ids().filter_map(regional).collect()
}
