//! What a document says for and against its unknown words: how often it uses them, whether it defines, quotes
//! or emphasises them, and whether what stands around them is English.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::SpellingFault;
use super::candidates::{Candidate, Candidates, OFTEN};
use super::elsewhere::elsewhere;
use crate::analysis::facts::Analysis;
use crate::lexicon::{Suggestion, is_one_edit};

pub(super) struct Context<'c, 'a> {
    pub(super) analysis: &'c Analysis<'a>,
    pub(super) candidates: &'c Candidates,
    /// The rare candidates that stand in code, addresses and the like too. Sought when first needed, and at once: a
    /// look through the whole source for each word would take too long.
    elsewhere: OnceCell<FxHashSet<&'c str>>,
    pub(super) is_english: bool,
    /// Whether the document holds code: then short unknown words are names of things in code more often than slips.
    pub(super) holds_code: bool,
}

impl<'c, 'a> Context<'c, 'a> {
    pub(super) fn new(analysis: &'c Analysis<'a>, candidates: &'c Candidates) -> Self {
        let foreign_words = analysis.lists.get("foreign-words");
        let vocabulary = analysis.vocabulary();
        let (mut words, mut foreign) = (0, 0);
        for id in vocabulary.ids() {
            words += vocabulary.count(id);
            foreign += if foreign_words.contains_word(vocabulary, id) { vocabulary.count(id) } else { 0 };
        }
        Self {
            analysis,
            candidates,
            elsewhere: OnceCell::new(),
            is_english: foreign * LEAST_WORDS_A_FOREIGN <= words,
            holds_code: !analysis.document.verbatim.is_empty()
                || analysis.document.text().contains('\u{fffc}'),
        }
    }

    /// What is wrong with a candidate, and what may be meant.
    pub(super) fn judge(&self, candidate: &Candidate) -> (SpellingFault, Vec<String>) {
        if candidate.listed.is_empty() && self.is_of_the_document(candidate) {
            return (SpellingFault::Unlisted, Vec::new());
        }
        let suggestions = self.suggestions(candidate);
        let corrections: Vec<String> =
            suggestions.iter().take(MOST_CORRECTIONS).map(|suggestion| suggestion.word.clone()).collect();
        let Some(best) = suggestions.first() else { return (SpellingFault::Unlisted, corrections) };
        let fault = match &candidate.listed[..] {
            [only] if only.contains(' ') => SpellingFault::Joined,
            [_] => SpellingFault::Misspelling,
            [_, ..] => SpellingFault::Unknown,
            [] if candidate.is_always_title && (best.distance > 1 || best.score < LEAST_SCORE_OF_NAME) => {
                SpellingFault::Unlisted
            }
            [] if self.analysis.lexicon.lookup(&candidate.folded).is_some_and(|entry| entry.is_upper()) => {
                SpellingFault::Unlisted
            }
            [] if best.distance == 0 => SpellingFault::Unlisted,
            [] if best.word.contains(' ') => self.judge_joined(best),
            [] if self.is_near(candidate, &suggestions) => SpellingFault::Unknown,
            [] => SpellingFault::Unlisted,
        };
        (fault, corrections)
    }

    /// What is wrong with a candidate, as far as lists tell: of two meanings neither is preferred.
    pub(super) fn judge_by_list(&self, candidate: &Candidate) -> (SpellingFault, Vec<String>) {
        let fault = match &candidate.listed[..] {
            [] => SpellingFault::Unlisted,
            [only] if only.contains(' ') => SpellingFault::Joined,
            [_] => SpellingFault::Misspelling,
            [_, ..] => SpellingFault::Unknown,
        };
        let ending = if candidate.folded.ends_with("'s") { "'s" } else { "" };
        let listed = candidate.listed.iter().take(MOST_CORRECTIONS);
        (fault, listed.map(|word| format!("{word}{ending}")).collect())
    }

    fn judge_joined(&self, best: &Suggestion) -> SpellingFault {
        let (left, right) = best.word.split_once(' ').unwrap_or((&best.word, ""));
        let are_long = left.len().min(right.len()) >= LONG_PART && left.len() + right.len() >= LONG_PAIR;
        let functions = self.analysis.lists.get("joining-words");
        let is_sure = are_long || functions.contains(left) || functions.contains(right);
        if is_sure { SpellingFault::Joined } else { SpellingFault::Unlisted }
    }

    fn is_near(&self, candidate: &Candidate, suggestions: &[Suggestion]) -> bool {
        let Some(best) = suggestions.first() else { return false };
        let reach = if candidate.folded.len() <= 4 { 1 } else { 2 };
        let beyond = candidate.folded.len().saturating_sub(LONG_WORD).min(MOST_BEYOND) as i32;
        let least = match candidate.folded.len() <= LONGEST_ABBREVIATION && self.holds_code {
            true => LEAST_SCORE_BESIDE_CODE,
            false => LEAST_SCORE - beyond * LESS_A_LETTER,
        };
        let lead = suggestions.get(1).map_or(i32::MAX, |second| best.score.saturating_sub(second.score));
        let stands_out =
            candidate.folded.len() >= LONG_WORD && best.score >= LEAST_SCORE_ALONE && lead >= LEAST_LEAD;
        best.distance <= reach && (best.score >= least || stands_out && !self.holds_code)
    }

    /// Suggestions of the lexicon and of the document itself, the best first.
    fn suggestions(&self, candidate: &Candidate) -> Vec<Suggestion> {
        let lexicon = self.analysis.lexicon;
        // Names are near to some word more often than not: only the nearest count.
        let mut all = match candidate.is_always_title && candidate.listed.is_empty() {
            true => lexicon.suggest_nearest(&candidate.folded, CONSIDERED),
            false => lexicon.suggest(&candidate.folded, CONSIDERED),
        };
        for suggestion in &mut all {
            if let Some(count) = self.analysis.vocabulary().count_of(&suggestion.word) {
                suggestion.score += OWN_WORD + 10 * count.min(5) as i32;
            }
        }
        for (own, count) in self.candidates.own_words() {
            if own.len() >= SHORTEST_OWN && is_one_edit(own, &candidate.folded) {
                let score = 300 + 20 * (*count).min(10) as i32;
                all.push(Suggestion { word: own.clone(), distance: 1, score });
            }
        }
        all.sort_by(|one, other| (-one.score, &one.word).cmp(&(-other.score, &other.word)));
        all
    }

    /// Whether the document uses the word on purpose: often, in code, or in several forms.
    pub(super) fn is_of_the_document(&self, candidate: &Candidate) -> bool {
        let word = candidate.folded.as_str();
        let technical = self.analysis.lists.get("technical-words");
        if candidate.count >= OFTEN || technical.contains(word) || self.is_formed(word) {
            return true;
        }
        let stem = stem(word);
        if technical.contains(stem) || technical.contains(&format!("{stem}e")) {
            return true;
        }
        let endings = ["", "e", "s", "es", "d", "ed", "ing", "er", "ers", "al", "ly", "'s"];
        let relatives: usize = endings
            .iter()
            .map(|ending| format!("{stem}{ending}"))
            .filter(|relative| relative != word)
            .filter_map(|relative| {
                let known = self.analysis.lexicon.lookup(&relative).is_some_and(|entry| entry.is_lower());
                if known { None } else { self.analysis.vocabulary().count_of(&relative) }
            })
            .sum();
        relatives + candidate.count >= 2 && relatives > 0 || self.stands_in_code(candidate)
    }

    /// Whether the word is a known one with an ending that anyone may add, or a contraction of its own.
    fn is_formed(&self, word: &str) -> bool {
        let bare = word.strip_suffix("'s").unwrap_or(word);
        let is_base = |base: &str| {
            base.len() >= SHORTEST_BASE
                && self
                    .analysis
                    .lexicon
                    .lookup(base)
                    .is_some_and(|entry| entry.is_lower() && entry.frequency() >= LEAST_BASE)
        };
        let takes = |ending: &str| {
            bare.strip_suffix(ending).is_some_and(|base| {
                !base.ends_with('s') && is_base(base) || ending != "s" && is_base(&format!("{base}e"))
            })
        };
        let adverb = bare.strip_suffix('y').filter(|base| base.ends_with("bl"));
        let undone = bare.strip_prefix("de").filter(|base| base.len() >= LONG_BASE);
        adverb.is_some_and(|base| is_base(&format!("{base}e")))
            || undone.is_some_and(is_base)
            || bare.len() < SHORTEST_BASE && bare != word
            || bare.contains('\'')
            || ENDINGS.iter().any(|ending| takes(ending))
    }

    /// Whether the document holds the word elsewhere than in its prose: in code, addresses or attributes.
    fn stands_in_code(&self, candidate: &Candidate) -> bool {
        let elsewhere = self.elsewhere.get_or_init(|| {
            let rare = self.candidates.iter().filter(|candidate| candidate.count < OFTEN);
            elsewhere(self.analysis, rare.map(|candidate| candidate.folded.as_str()))
        });
        elsewhere.contains(candidate.folded.as_str())
    }
}

/// In a text of English, one word in so many may be of another language.
const LEAST_WORDS_A_FOREIGN: usize = 20;
const CONSIDERED: usize = 10;
const MOST_CORRECTIONS: usize = 4;
/// A word that cannot be scored higher is no likelier than that the unknown one is right.
const LEAST_SCORE: i32 = 30;
/// What is written with a capital alone is a name, unless a frequent word is near.
const LEAST_SCORE_OF_NAME: i32 = 160;
/// A long word for which nothing else is nearly as likely need not score high.
const LEAST_SCORE_ALONE: i32 = -150;
const LEAST_LEAD: i32 = 60;
/// Short unknown words beside code are slips only where a frequent word is very near.
const LEAST_SCORE_BESIDE_CODE: i32 = 210;
const LONGEST_ABBREVIATION: usize = 4;
/// The longer a word, the less can two letters of it differ from another's by chance.
const LONG_WORD: usize = 8;
const MOST_BEYOND: usize = 4;
const LESS_A_LETTER: i32 = 30;
/// Two words as long as these form no compound.
const LONG_PART: usize = 6;
const LONG_PAIR: usize = 16;
/// What it weighs that the document holds a suggested word.
const OWN_WORD: i32 = 40;
/// Shorter words of a document resemble one another by chance.
const SHORTEST_OWN: usize = 5;

/// Endings that form words which no dictionary needs to list.
const ENDINGS: &[&str] = &[
    "s", "er", "ers", "or", "ors", "ee", "ees", "able", "like", "ish", "less", "ness", "ist", "ists", "ism",
    "al", "ability",
];
const SHORTEST_BASE: usize = 4;
const LONG_BASE: usize = 7;
const LEAST_BASE: u8 = 9;

/// The word without its commonest ending.
fn stem(word: &str) -> &str {
    ["'s", "ing", "ers", "ed", "es", "er", "ly", "s", "d", "e"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending).filter(|stem| stem.len() >= 3))
        .unwrap_or(word)
}
