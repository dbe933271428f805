//! Where what is counted stands: words, sentences, links, pairs of words, matches of an expression.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::{Analysis, stem};
use crate::document::TextSpan;
use crate::matcher::known::Letters;
use crate::matcher::pattern::Expression;
use crate::text::fold;

/// Something that is counted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Where it stands.
    pub span: TextSpan,
    /// What makes it the same as another.
    pub key: String,
}

/// The first place of each key.
pub(super) fn distinct(places: &[Place]) -> Vec<Place> {
    let mut seen = FxHashSet::default();
    places.iter().filter(|place| seen.insert(place.key.as_str())).cloned().collect()
}

/// All words.
pub(super) fn words(analysis: &Analysis<'_>) -> Vec<Place> {
    let words = (0..analysis.tokens().len()).filter(|&index| analysis.is_word(index));
    words
        .map(|index| Place {
            span: analysis.tokens()[index].span(),
            key: stem(analysis.folded(index)).to_owned(),
        })
        .collect()
}

/// All sentences.
pub(super) fn sentences(analysis: &Analysis<'_>) -> Vec<Place> {
    let spans = analysis.sentences().iter().map(|tokens| analysis.span_of(tokens.clone()));
    spans.map(|span| Place { span, key: fold(analysis.document.slice(span)).into_owned() }).collect()
}

/// All links to hosts of the web; those to one domain are the same.
pub(super) fn links(analysis: &Analysis<'_>) -> Vec<Place> {
    let links = analysis.links().all().iter();
    links.map(|link| Place { span: link.text, key: link.address.domain.clone() }).collect()
}

/// All matches of an expression that are not empty.
pub(super) fn matches(analysis: &Analysis<'_>, expression: &Expression) -> Vec<Place> {
    let mut places = Vec::new();
    for (index, block) in analysis.document.blocks.iter().enumerate() {
        if !expression.may_match(analysis.characters_of_block(index)) {
            continue;
        }
        let text = analysis.document.slice(block.text);
        let Some(regex) = expression.get(text, Letters::of_prose(analysis, text)) else { continue };
        let found = regex.find_iter(text).filter(|found| !found.is_empty());
        places.extend(found.map(|found| Place {
            span: TextSpan::new(block.text.start + found.start(), block.text.start + found.end()),
            key: fold(found.as_str()).into_owned(),
        }));
    }
    places
}

/// The places of the pair of neighbouring words that is met most often, of those pairs whose words both tell
/// what a text is about; of several the one that is met first.
pub(super) fn commonest_pair(analysis: &Analysis<'_>) -> Vec<Place> {
    let mut pairs: FxHashMap<(&str, &str), Vec<usize>> = FxHashMap::default();
    for index in 1..analysis.tokens().len() {
        let is_pair = analysis.gap_after(index - 1) == " "
            && analysis.tells_topic(index - 1)
            && analysis.tells_topic(index);
        if is_pair {
            let pair = (stem(analysis.folded(index - 1)), stem(analysis.folded(index)));
            pairs.entry(pair).or_default().push(index - 1);
        }
    }
    let commonest = pairs.into_values().max_by_key(|places| (places.len(), std::cmp::Reverse(places[0])));
    let place = |start: usize| Place { span: analysis.span_of(start..start + 2), key: start.to_string() };
    commonest.unwrap_or_default().into_iter().map(place).collect()
}
