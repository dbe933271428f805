//! Templates: sentences that are told again and again with another place in one slot, as doorway pages do for
//! each town. References tell of one method after another in the same words, so that other names do not count.

use std::hash::{Hash, Hasher};
use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::Repeat;
use super::passages::{count_words, is_prose};
use crate::analysis::{Analysis, List, WordId};
use crate::matcher::kind::{Match, Matches};

/// A sentence with its names taken out.
struct Filled<'a> {
    tokens: Range<usize>,
    /// What stood in each slot, in order.
    slots: Vec<Vec<&'a str>>,
}

/// The words that stay, with nothing where a name stood.
type Frame<'a> = Vec<Option<&'a str>>;

/// Sentences that differ from others of the document in one name.
pub(super) fn find(rule: &Repeat, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    // Few sentences share their frame with others: to tell them by a number first saves taking all of them apart.
    let mut sentences = sentences_that_sell(rule, analysis);
    sentences.retain(|sentence| count_words(analysis, sentence) >= rule.least_words);
    let sentences = common(sentences, rule.least, |sentence| last_words(analysis, sentence));
    let sentences = common(sentences, rule.least, |sentence| fingerprint(analysis, sentence));
    let mut groups: FxHashMap<Frame<'_>, Vec<Filled<'_>>> = FxHashMap::default();
    for sentence in sentences {
        if !is_prose(analysis, analysis.block_of(sentence.start)) {
            continue;
        }
        let (frame, filled) = take_apart(analysis, &sentence);
        let kept = frame.iter().flatten().filter(|word| word.starts_with(char::is_alphabetic)).count();
        // What is mostly names is a list, and what holds none is for other units.
        if kept >= rule.least_words && !filled.slots.is_empty() && sells(rule, analysis, &frame) {
            groups.entry(frame).or_default().push(filled);
        }
    }
    let mut groups: Vec<Vec<Filled<'_>>> =
        groups.into_values().filter(|group| counts_places(analysis, group) >= rule.least).collect();
    groups.sort_unstable_by_key(|group| group[0].tokens.start);
    let mut reported: FxHashSet<usize> = FxHashSet::default();
    for group in groups {
        let first = analysis.source_span(analysis.span_of(group[0].tokens.clone()));
        for filled in &group[1..] {
            // A paragraph of such sentences is one finding.
            if reported.insert(analysis.block_of(filled.tokens.start)) {
                let span = analysis.span_of(filled.tokens.clone());
                found.push(Match::new(analysis, span).related("first", first));
            }
        }
    }
}

/// The sentences that share their key with so many of them, themselves included.
fn common<K: Eq + Hash>(
    sentences: Vec<Range<usize>>,
    least: usize,
    key: impl Fn(&Range<usize>) -> K,
) -> Vec<Range<usize>> {
    let keys: Vec<K> = sentences.iter().map(key).collect();
    let mut counts: FxHashMap<&K, usize> = FxHashMap::default();
    keys.iter().for_each(|key| *counts.entry(key).or_default() += 1);
    sentences
        .into_iter()
        .zip(&keys)
        .filter(|(_, key)| counts[key] >= least)
        .map(|(sentence, _)| sentence)
        .collect()
}

/// The last words of a sentence that are surely no names: sentences of the same frame share them.
fn last_words(analysis: &Analysis<'_>, sentence: &Range<usize>) -> [Option<WordId>; 3] {
    let is_ordinary = |index: &usize| {
        analysis.is_lower(*index) && analysis.entry_at(*index).is_some_and(|entry| entry.is_lower())
    };
    let mut ordinary = sentence.clone().rev().filter(is_ordinary);
    [(); 3].map(|()| ordinary.next().and_then(|index| analysis.vocabulary().of_token(index)))
}

/// A number that sentences of the same frame share.
fn fingerprint(analysis: &Analysis<'_>, sentence: &Range<usize>) -> u64 {
    let mut hasher = FxHasher::default();
    for index in sentence.clone() {
        if !is_name(analysis, index, index == sentence.start) {
            analysis.vocabulary().of_token(index).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// Parts the names of a sentence from the rest.
fn take_apart<'a>(analysis: &'a Analysis<'_>, sentence: &Range<usize>) -> (Frame<'a>, Filled<'a>) {
    let mut frame = Frame::new();
    let mut slots: Vec<Vec<&str>> = Vec::new();
    for index in sentence.clone() {
        let word = analysis.folded(index);
        if !is_name(analysis, index, index == sentence.start) {
            frame.push(Some(word));
        } else if frame.last() == Some(&None) {
            slots.last_mut().expect("a slot was opened").push(word);
        } else {
            frame.push(None);
            slots.push(vec![word]);
        }
    }
    (frame, Filled { tokens: sentence.clone(), slots })
}

/// Whether the token may stand in a slot: a place, or a word with a capital that it has not from its sentence.
fn is_name(analysis: &Analysis<'_>, index: usize, opens_sentence: bool) -> bool {
    if !analysis.is_word(index) {
        return false;
    }
    let entry = analysis.entry_at(index);
    let is_capitalised = analysis.has_capital(index);
    let is_ordinary = entry.is_some_and(|entry| entry.is_lower());
    match is_capitalised {
        true => !(opens_sentence && is_ordinary),
        false => entry.is_some_and(|entry| entry.is_place()) && !is_ordinary,
    }
}

/// How many different places the sentences of a frame have in the one slot in which they differ, which may
/// stand several times in each; none if they differ in more than one, or if most of the names are no places.
fn counts_places(analysis: &Analysis<'_>, group: &[Filled<'_>]) -> usize {
    let first = &group[0].slots;
    let varying: Vec<usize> = (0..first.len())
        .filter(|&slot| group.iter().any(|filled| filled.slots[slot] != first[slot]))
        .collect();
    let Some(&slot) = varying.first() else { return 0 };
    let is_one = |filled: &Filled<'_>| varying.iter().all(|&other| filled.slots[other] == filled.slots[slot]);
    let names: FxHashSet<&Vec<&str>> = group.iter().map(|filled| &filled.slots[slot]).collect();
    let is_place = |word: &&str| analysis.lexicon.lookup(word).is_some_and(|entry| entry.is_place());
    // Small towns are not known.
    let places = names.iter().filter(|name| name.iter().any(is_place)).count();
    if group.iter().all(is_one) && places * 2 > names.len() { names.len() } else { 0 }
}

/// The sentences that hold the first word of an entry of the rule's lists, in order; all if there are none.
fn sentences_that_sell(rule: &Repeat, analysis: &Analysis<'_>) -> Vec<Range<usize>> {
    if rule.lists.is_empty() {
        return analysis.sentences().to_vec();
    }
    let vocabulary = analysis.vocabulary();
    let lists: Vec<&List> = rule.lists.iter().map(|name| analysis.lists.get(name)).collect();
    let is_first = |word: &WordId| lists.iter().any(|list| list.has_first_word(vocabulary, *word));
    let places = vocabulary.ids().filter(is_first).flat_map(|word| vocabulary.places(word));
    let mut sentences: Vec<Range<usize>> = places.map(|place| analysis.sentence_of(place)).collect();
    sentences.sort_unstable_by_key(|sentence| sentence.start);
    sentences.dedup();
    sentences
}

/// Whether the frame holds a word or phrase of the rule's lists; any frame will do if there are none.
fn sells(rule: &Repeat, analysis: &Analysis<'_>, frame: &Frame<'_>) -> bool {
    let lists: Vec<_> = rule.lists.iter().map(|name| analysis.lists.get(name)).collect();
    let holds = |text: &str| lists.iter().any(|list| list.contains(text));
    let holds_pair = |pair: &[Option<&str>]| match pair {
        [Some(one), Some(two)] => holds(&format!("{one} {two}")),
        _ => false,
    };
    lists.is_empty() || frame.iter().flatten().any(|word| holds(word)) || frame.windows(2).any(holds_pair)
}
