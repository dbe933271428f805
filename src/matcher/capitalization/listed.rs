//! Words in lower case that dictionaries have with capitals only: “paris”, “javascript”. Which of them a rule
//! trusts, its list says.

use rustc_hash::FxHashMap;

use super::{Capitalization, has_capital, is_lower, wrong_case};
use crate::analysis::Analysis;
use crate::document::BlockKind;
use crate::lexicon::Entry;
use crate::matcher::kind::Matches;
use crate::matcher::surroundings::{is_plain_word, reads_as_prose, stands_free};
use crate::text::strip_possessive;

/// Finds names that stand in lower case between plain words. A document that writes one so throughout means
/// something else by it: a command, a pen name.
pub(super) fn find(rule: &Capitalization, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let mut places: FxHashMap<String, Vec<usize>> = FxHashMap::default();
    let mut order = Vec::new();
    let vocabulary = analysis.vocabulary();
    for word in vocabulary.ids() {
        let name = strip_possessive(vocabulary.text(word));
        let is_whole = name.len() == vocabulary.text(word).len();
        let entry = if is_whole { analysis.entry(word) } else { analysis.lexicon.lookup(name) };
        // An exception is worth a look-up only where there is a name.
        if !entry.is_some_and(|entry| is_name(rule, analysis, name, entry)) || rule.except.contains(name) {
            continue;
        }
        for index in vocabulary.places(word).filter(|&index| is_lower(analysis, index)) {
            let block = analysis.block_of(index);
            let tokens = analysis.block_tokens(block);
            let block = &analysis.document.blocks[block];
            if block.quoted || !matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem) {
                continue;
            }
            let is_among_words = index > tokens.start
                && index + 1 < tokens.end
                && is_word_or_stop(analysis, index - 1)
                && is_word_or_stop(analysis, index + 1)
                && stands_free(analysis, index)
                // A list of keys: “title, url, format”.
                && !(analysis.token_text(index - 1) == "," && analysis.token_text(index + 1) == ",")
                // “baseof.html”; “Tierra del Fuego”.
                && !analysis.gap_after(index - 1).is_empty()
                && !has_capital(analysis, index + 1);
            if is_among_words && reads_as_prose(analysis, tokens) {
                places.entry(name.to_owned()).or_default().push(index);
                order.push(index);
            }
        }
    }
    order.sort_unstable();
    order.retain(|&index| places[strip_possessive(analysis.folded(index))].len() <= rule.least);
    for index in order {
        let written = analysis.token_text(index);
        let name = strip_possessive(analysis.folded(index));
        let Some(right) = analysis.lexicon.capitals(name) else { continue };
        found.push(wrong_case(analysis, index, format!("{right}{}", &written[name.len()..])));
    }
}

/// Whether the word is one of the rule's, or a given name, place or people that is met often enough for everybody to
/// know it. Surnames look too much like slips.
fn is_name(rule: &Capitalization, analysis: &Analysis<'_>, folded: &str, entry: Entry) -> bool {
    if entry.is_lower() {
        return false;
    }
    let is_common = entry.frequency() >= COMMON
        && folded.len() >= SHORTEST
        && (entry.given_name().is_some() || entry.is_place() || entry.is_demonym());
    (is_common && entry.is_title() || rule.folded.contains(folded))
        && analysis.lexicon.capitals(folded).is_some_and(|right| right.to_lowercase() == folded)
}

/// Letters of a name that cannot be a particle or the cut-off end of a word.
const SHORTEST: usize = 4;

/// One use in a million words, as [`Entry::frequency`](crate::lexicon::Entry::frequency) counts.
const COMMON: u8 = 12;

/// Whether the token is a plain word, or a mark that ends a clause.
fn is_word_or_stop(analysis: &Analysis<'_>, index: usize) -> bool {
    is_plain_word(analysis, index)
        || matches!(analysis.token_text(index), "." | "," | "!" | "?" | ";" | "I")
        || has_capital(analysis, index)
}
