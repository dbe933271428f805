//! Phrases of a list, found by their first word. Number is disregarded: “payday loan” finds “payday loans”.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::facts::Analysis;
use crate::document::TextSpan;
use crate::text::{fold, strip_possessive, tokenize};

/// The phrases of a list, ready to be held against a document.
#[derive(Clone, Debug, Default)]
pub struct PhraseTable {
    /// The stems that follow, by the stem of the first word; the longest first.
    by_first: FxHashMap<String, Vec<Vec<String>>>,
    /// The phrases as one word each, for names that are written so: “onlinecasino”.
    joined: Vec<String>,
}

impl PhraseTable {
    /// A table of these phrases.
    pub fn new(phrases: &[String]) -> Self {
        let mut table = Self::default();
        let mut tokens = Vec::new();
        for phrase in phrases {
            tokens.clear();
            tokenize(phrase, TextSpan::new(0, phrase.len()), &mut tokens);
            let mut stems = tokens.iter().map(|token| stem(&fold(token.text(phrase))).to_owned());
            let Some(first) = stems.next() else { continue };
            let rest: Vec<String> = stems.collect();
            table.joined.push(format!("{first}{}", rest.concat()));
            table.by_first.entry(first).or_default().push(rest);
        }
        table.by_first.values_mut().for_each(|rests| rests.sort_by_key(|rest| std::cmp::Reverse(rest.len())));
        table
    }

    /// The places of all phrases in a document, as ranges of tokens in order; the longest at each place.
    pub fn find(&self, analysis: &Analysis<'_>) -> Vec<Range<usize>> {
        let vocabulary = analysis.vocabulary();
        let mut found: Vec<Range<usize>> = vocabulary
            .ids()
            .filter(|&word| self.by_first.contains_key(stem(vocabulary.text(word))))
            .flat_map(|word| vocabulary.places(word))
            .filter_map(|place| self.at(analysis, place))
            .collect();
        found.sort_unstable_by_key(|range| (range.start, range.end));
        found
    }

    /// The longest phrase that starts at the token at `index`.
    pub fn at(&self, analysis: &Analysis<'_>, index: usize) -> Option<Range<usize>> {
        let rests = self.by_first.get(stem(analysis.folded(index)))?;
        let block_end = analysis.block_tokens(analysis.block_of(index)).end;
        rests.iter().find_map(|rest| {
            let end = index + 1 + rest.len();
            let fits = end <= block_end
                && rest.iter().zip(index + 1..).all(|(part, place)| stem(analysis.folded(place)) == part);
            fits.then_some(index..end)
        })
    }

    /// Whether a name in lower case holds one of the phrases, written as one word. Phrases of less than
    /// eight letters are within too many honest names.
    pub fn is_within_name(&self, name: &str) -> bool {
        const SHORTEST: usize = 8;
        self.joined.iter().any(|phrase| phrase.len() >= SHORTEST && name.contains(phrase.as_str()))
    }
}

/// A folded word without the endings of plural and possessive, as far as comparing words needs it.
pub fn stem(folded: &str) -> &str {
    let word = strip_possessive(folded);
    match word.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) => stem,
        _ => word,
    }
}
