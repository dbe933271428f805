//! One item of a token pattern: what a token must be, and how often.

use std::borrow::Cow;
use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;

use super::class::Class;
use crate::analysis::{Analysis, WordSet};
use crate::lexicon::hash;
use crate::matcher::known::{Known, Letters};
use crate::matcher::needs::Needs;
use crate::text::{CharacterSet, TokenKind, fold};

/// An item: all conditions hold of each of its tokens.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) conditions: Vec<Condition>,
    pub(super) least: usize,
    pub(super) most: usize,
    /// How dear it is to ask whether a token fits, compared with others.
    pub(super) cost: u8,
    /// Whether it may fit between two tokens, as a border or as something absent.
    may_be_between: bool,
}

/// One of several choices, or none of them.
#[derive(Debug, Default)]
pub(super) struct Condition {
    pub(super) words: WordSet,
    /// Words as they must be written.
    pub(super) exact: Exact,
    pub(super) classes: Vec<Class>,
    pub(super) regexes: Vec<TokenRegex>,
    /// Whether the start of a sentence is among the choices.
    pub(super) at_start: bool,
    /// Whether the end of a clause is among the choices.
    pub(super) at_end: bool,
    pub(super) is_negated: bool,
}

/// Words as they must be written, and the same in lower case, to tell at a glance of most that they are none of them.
#[derive(Debug, Default)]
pub(super) struct Exact {
    written: Vec<String>,
    folded: WordSet,
}

impl Exact {
    pub(super) fn push(&mut self, word: String) {
        self.folded.insert(&fold(&word));
        self.written.push(word);
    }

    fn holds(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        let vocabulary = analysis.vocabulary();
        let may_hold = |word| self.folded.contains_word(vocabulary, word);
        !self.written.is_empty()
            && vocabulary.of_token(index).is_none_or(may_hold)
            && self.written.iter().any(|word| word == analysis.token_text(index))
    }
}

/// An expression for a whole token, as written or in lower case.
#[derive(Debug)]
pub(super) struct TokenRegex {
    text: String,
    /// Characters of which every match holds one.
    needed: Option<CharacterSet>,
    /// What the build script made of it, if it is one of ours.
    known: Option<&'static Known>,
    compiled: OnceLock<Regex>,
    pub(super) is_exact: bool,
}

impl TokenRegex {
    /// An expression that is known to compile.
    pub(super) fn new(text: String, is_exact: bool) -> Self {
        let known = Known::find(&text, false);
        let needed = known.map_or_else(|| Needs::characters_of(&text), |known| known.characters);
        Self { text, needed, known, compiled: OnceLock::new(), is_exact }
    }

    /// Whether it matches the whole of a token's text.
    fn is_match(&self, token: &str) -> bool {
        let compiled = || Regex::new(&self.text).expect("it was tried, or tested, when the rule was read");
        if self.needed.is_some_and(|needed| !needed.stand_in(token)) {
            return false;
        }
        let is_known = || match Letters::of(token) {
            Letters::Ascii => Some(self.known?.automaton()?.matches(token)),
            Letters::Unfolded | Letters::Any => None,
        };
        is_known().unwrap_or_else(|| self.compiled.get_or_init(compiled).is_match(token))
    }
}

/// A set of words by their hashes, which may hold more: a bit for each.
pub(super) type WordBits = u64;

/// Each word.
pub(super) const ANY_WORD: WordBits = WordBits::MAX;

/// The bit of a word's hash.
#[inline]
pub(super) fn bit_of(hash: u32) -> WordBits {
    1 << (hash % WordBits::BITS)
}

/// To which side of its place an item is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    Before,
    After,
}

impl Item {
    /// An item of these conditions. What is easy to ask about is asked first.
    pub(super) fn new(mut conditions: Vec<Condition>, least: usize, most: usize) -> Self {
        conditions.sort_by_key(Condition::cost);
        let cost = conditions.last().map_or(0, Condition::cost);
        let may_be_absent = !conditions.is_empty() && conditions.iter().all(Condition::holds_of_nothing);
        let may_be_between = may_be_absent || conditions.iter().any(Condition::may_be_border);
        Self { conditions, least, most, cost, may_be_between }
    }

    /// The item that any token fits, once.
    pub(super) fn any() -> Self {
        Self::new(Vec::new(), 1, 1)
    }

    /// Whether it stands for just one token.
    pub(super) fn is_single(&self) -> bool {
        self.least == 1 && self.most == 1
    }

    /// Whether the token at `index` fits.
    pub(super) fn holds(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        self.conditions.iter().all(|condition| condition.holds(analysis, index))
    }

    /// Whether it fits between two tokens, before the one at `place`: as a border, or as something absent where
    /// the range ends.
    pub(super) fn holds_between(
        &self,
        analysis: &Analysis<'_>,
        range: &Range<usize>,
        place: usize,
        side: Side,
    ) -> bool {
        if !self.may_be_between {
            return false;
        }
        let edge = if side == Side::After { range.end } else { range.start };
        let absent = place == edge && self.conditions.iter().all(|condition| condition.holds_of_nothing());
        let border = |condition: &Condition| {
            condition.may_be_border()
                && (condition.at_start && is_start(analysis, range, place)
                    || condition.at_end && is_end(analysis, range, place))
        };
        absent && !self.conditions.is_empty() || self.conditions.iter().any(border)
    }

    /// Characters of which each token that fits holds one, if any are known.
    pub(super) fn needed_characters(&self) -> Option<CharacterSet> {
        self.conditions.iter().find_map(Condition::characters)
    }

    /// The words that may stand there, where a word does.
    pub(super) fn word_bits(&self) -> WordBits {
        if self.least == 0 || self.may_be_between {
            return ANY_WORD;
        }
        self.conditions.iter().map(Condition::word_bits).fold(ANY_WORD, |all, one| all & one)
    }

    /// The words one of which must stand there, if it needs one of a few.
    pub(super) fn needed_words(&self) -> Option<Vec<Cow<'_, str>>> {
        let known = self.conditions.iter().filter_map(Condition::words);
        known.min_by_key(Vec::len).filter(|_| self.is_single())
    }
}

impl Condition {
    /// The words that it allows, if these are a few.
    fn words(&self) -> Option<Vec<Cow<'_, str>>> {
        let is_open = !self.regexes.is_empty() || self.at_start || self.at_end;
        if self.is_negated || is_open {
            return None;
        }
        let mut words: Vec<Cow<'_, str>> = self.words.iter().map(Cow::from).collect();
        words.extend(self.exact.folded.iter().map(Cow::from));
        for class in &self.classes {
            let Class::Listed(list) = class else { return None };
            words.extend(list.entries().map(fold));
        }
        // Only words wake; marks do not.
        let are_words = words.iter().all(|word| word.starts_with(char::is_alphabetic));
        (are_words && !words.is_empty()).then_some(words)
    }

    /// The words that it allows, where it allows no others.
    fn word_bits(&self) -> WordBits {
        let is_open = self.is_negated || !self.regexes.is_empty() || !self.classes.is_empty();
        if is_open || self.at_start || self.at_end {
            return ANY_WORD;
        }
        let words = self.words.iter().chain(self.exact.folded.iter());
        words.fold(0, |bits, word| bits | bit_of(hash(word.as_bytes())))
    }

    /// How dear it is to ask, compared with others.
    pub(super) fn cost(&self) -> u8 {
        let of_classes = self.classes.iter().map(Class::cost).max().unwrap_or_default();
        if self.regexes.is_empty() { of_classes } else { of_classes.max(2) }
    }

    /// Characters of which each token that it allows holds one, where it allows no more than some expressions.
    fn characters(&self) -> Option<CharacterSet> {
        let has_others = !self.words.is_empty() || !self.exact.written.is_empty() || !self.classes.is_empty();
        if has_others || self.is_negated || self.at_start || self.at_end || self.regexes.is_empty() {
            return None;
        }
        let of_regex = |regex: &TokenRegex| {
            // A word is folded before it is held against the others: curly apostrophes are straight then.
            let folded = |needed: CharacterSet| needed.in_both_cases().or(CharacterSet::BEYOND_ASCII);
            regex.needed.map(|needed| if regex.is_exact { needed } else { folded(needed) })
        };
        self.regexes.iter().map(of_regex).try_fold(CharacterSet::default(), |all, one| Some(all.or(one?)))
    }

    fn holds(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        let vocabulary = analysis.vocabulary();
        let is_one_of_words = match vocabulary.of_token(index) {
            Some(word) => self.words.contains_word(vocabulary, word),
            None => self.words.contains(analysis.token_text(index)),
        };
        let is_among = is_one_of_words
            || self.exact.holds(analysis, index)
            || self.classes.iter().any(|class| class.holds(analysis, index))
            || self.regexes.iter().any(|regex| {
                regex.is_match(if regex.is_exact {
                    analysis.token_text(index)
                } else {
                    analysis.folded(index)
                })
            })
            || self.is_negated && self.at_start && opens_sentence(analysis, index)
            || self.is_negated && self.at_end && closes_clause(analysis, index);
        is_among != self.is_negated
    }

    fn may_be_border(&self) -> bool {
        !self.is_negated && (self.at_start || self.at_end)
    }

    fn holds_of_nothing(&self) -> bool {
        self.is_negated && !self.at_start && !self.at_end
    }
}

/// Whether a sentence starts before the token at `place`.
fn is_start(analysis: &Analysis<'_>, range: &Range<usize>, place: usize) -> bool {
    place == range.start || opens_sentence(analysis, place - 1)
}

/// Whether a clause ends before the token at `place`.
fn is_end(analysis: &Analysis<'_>, range: &Range<usize>, place: usize) -> bool {
    place >= range.end || closes_clause(analysis, place)
}

/// Whether a sentence can start after the token: a stop, or an opening quotation mark.
fn opens_sentence(analysis: &Analysis<'_>, index: usize) -> bool {
    matches!(analysis.token_text(index), "." | "!" | "?" | "“" | "\"")
}

/// Whether the token ends a clause: a stop, comma, colon, bracket or quotation mark.
fn closes_clause(analysis: &Analysis<'_>, index: usize) -> bool {
    matches!(analysis.tokens()[index].kind, TokenKind::Punctuation | TokenKind::Quote)
        && !matches!(analysis.token_text(index), "-" | "/" | "…" | "'" | "*")
}
