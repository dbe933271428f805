//! Spellings of two regions in one document: of one word, or of different ones.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Consistency, compare, instead, is_choice};
use crate::analysis::{Analysis, RegionalWord};
use crate::lexicon::Language;
use crate::matcher::kind::Matches;

/// Adds each place of a word that the document spells otherwise more often.
pub(super) fn pairs(rule: &Consistency, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let vocabulary = analysis.vocabulary();
    let words = analysis.regional_words();
    let by_text: FxHashMap<&str, &RegionalWord> =
        words.iter().map(|word| (vocabulary.text(word.word), word)).collect();
    for word in words {
        let own = vocabulary.text(word.word);
        // Where all regions know one of the two, it may be another word: “a computer program”.
        let Some(other) = by_text.get(word.counterpart.as_str()).filter(|other| other.word > word.word)
        else {
            continue;
        };
        let mut places: Vec<(Range<usize>, usize)> = Vec::new();
        for (spelling, word) in [(0, word), (1, *other)] {
            places.extend(choices(analysis, word).map(|tokens| (tokens, spelling)));
        }
        places.sort_unstable_by_key(|(tokens, _)| tokens.start);
        compare(analysis, &[own, &word.counterpart], rule.least, &places, found);
    }
}

/// Adds the first place of each word that is not spelled as the region of most words spells it.
pub(super) fn strangers(rule: &Consistency, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let words: Vec<(&RegionalWord, Vec<Range<usize>>)> = analysis
        .regional_words()
        .iter()
        .map(|word| (word, choices(analysis, word).collect::<Vec<_>>()))
        .filter(|(_, places)| !places.is_empty())
        .collect();
    // A word that is met often is still one choice.
    let votes = |region: &Language| words.iter().filter(|(word, _)| region.is_of(word.dialects)).count();
    let most = Language::ALL.into_iter().rev().max_by_key(votes);
    let Some(region) = most.filter(|region| votes(region) >= rule.least) else { return };
    let strangers: Vec<_> = words.iter().filter(|(word, _)| !region.is_of(word.dialects)).collect();
    if strangers.len() * 100 > words.len() * rule.most_percent {
        return;
    }
    let usual = words.iter().find(|(word, _)| region.is_of(word.dialects) && !word.dialects.is_common());
    for (word, places) in strangers {
        // What stands in both spellings is a matter of its own.
        let has_both = analysis.vocabulary().count_of(&word.counterpart).is_some();
        if has_both || !region.is_of(word.counterpart_dialects) {
            continue;
        }
        let mut finding = instead(analysis, &places[0], &word.counterpart)
            .value("region", region.adjective())
            .value("count", votes(&region).to_string());
        if let Some((_, others)) = usual {
            finding = finding.related("other", analysis.source_span(analysis.span_of(others[0].clone())));
        }
        found.push(finding);
    }
}

/// Adds each place of a word that the language of the settings spells otherwise.
pub(super) fn foreign(analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let Some(language) = analysis.lexicon.language() else { return };
    let is_foreign =
        |word: &&RegionalWord| !language.is_of(word.dialects) && language.is_of(word.counterpart_dialects);
    for word in analysis.regional_words().iter().filter(is_foreign) {
        for tokens in choices(analysis, word) {
            let finding = instead(analysis, &tokens, &word.counterpart);
            found.push(finding.value("region", language.adjective()).value("count", "0"));
        }
    }
}

/// The places of a word where its writer could spell it otherwise.
fn choices<'a>(analysis: &'a Analysis<'_>, word: &RegionalWord) -> impl Iterator<Item = Range<usize>> + 'a {
    // With a capital it may be a name, even where a sentence starts: “Labor has won.”
    let is_lower = |index: usize| !analysis.token_text(index).contains(char::is_uppercase);
    let places = analysis.vocabulary().places(word.word).filter(move |&index| is_lower(index));
    places.map(|index| index..index + 1).filter(|tokens| is_choice(analysis, tokens, false))
}
