//! Attributions: the words that say who spoke, as far as they tell what a mark beside them must be.

use super::apostrophe::{window_after, window_before};
use super::mark::{Mark, Side};
use crate::analysis::{Analysis, List};
use crate::document::Document;
use crate::text::{fold, is_word_part};

/// What a document and the lists say about who spoke.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attributions<'a> {
    document: &'a Document<'a>,
    /// Words of speech: said, replied, complained.
    verbs: &'a List,
    /// Abbreviations, among them the titles that stand before a name; their stop ends no sentence.
    abbreviations: &'a List,
}

impl<'a> Attributions<'a> {
    pub fn new(analysis: &Analysis<'a>) -> Self {
        let list = |name| analysis.lists.get(name);
        Self {
            document: analysis.document,
            verbs: list("verbs-of-saying"),
            abbreviations: list("abbreviations"),
        }
    }

    /// What speaks against a mark's closing a quotation, as a cost: it stands after “said,” and before a space
    /// and a capital letter, where quotations open.
    pub fn against_closing(&self, mark: &Mark) -> u32 {
        if mark.before != Side::Stop || mark.after != Side::Space {
            return 0;
        }
        let block = self.document.blocks[mark.block()].text;
        let text = self.document.text();
        let left = window_before(text, block.start, mark.span().start);
        let Some(left) = left.strip_suffix([',', ':']) else { return 0 };
        let verb = &left[left.trim_end_matches(is_word_part).len()..];
        let capital =
            window_after(text, mark.span().end, block.end).trim_start().starts_with(char::is_uppercase);
        if capital && self.is_verb(verb) { AFTER_VERB } else { 0 }
    }

    /// What speaks against a mark's opening a quotation, as a cost: it stands after a comma and before the words that
    /// say who spoke, where quotations close.
    pub fn against_opening(&self, mark: &Mark) -> u32 {
        if self.follows_speech(mark) { BEFORE_SPEAKER } else { 0 }
    }

    /// Whether the mark stands where speech ends and the words follow that say who spoke: “We pay,” said he.
    pub fn follows_speech(&self, mark: &Mark) -> bool {
        if mark.before != Side::Stop || mark.after != Side::Space {
            return false;
        }
        let block = self.document.blocks[mark.block()].text;
        let text = self.document.text();
        let left = window_before(text, block.start, mark.span().start);
        let right = window_after(text, mark.span().end, block.end);
        let is_said = |word: &str| self.is_verb(word.trim_matches(|c: char| !is_word_part(c)));
        let last = left.split_whitespace().next_back().unwrap_or_default();
        left.ends_with([',', '!', '?'])
            && !is_said(last)
            && right.split_whitespace().take(WORDS_OF_SPEAKER).any(is_said)
    }

    /// The words of an attribution that is a whole sentence (“Mr. Bell has complained.”) at the start of
    /// `rest`, the text after a quotation.
    pub fn whole_attribution<'t>(&self, rest: &'t str) -> Option<&'t str> {
        let words = rest.trim_start();
        let offset = rest.len() - words.len();
        let sentence = &words[..self.sentence_end(words)?];
        let parts: Vec<&str> = sentence.split_whitespace().collect();
        let (verb, subject) = parts.split_last()?;
        let subject = match subject.split_last() {
            Some((&("has" | "had" | "have" | "also" | "later"), subject)) => subject,
            _ => subject,
        };
        let names =
            subject.iter().all(|word| word.starts_with(char::is_uppercase) || matches!(*word, "the" | "of"));
        let is_someone =
            !subject.is_empty() && subject.len() <= 4 && names && !subject[0].eq_ignore_ascii_case("the");
        (is_someone && self.is_verb(verb)).then(|| &rest[..offset + sentence.len()])
    }

    /// Whether an attribution stands in the first words of `rest`: a verb of speech before the sentence ends.
    pub fn has_verb(&self, rest: &str) -> bool {
        let sentence = self.sentence_end(rest).map_or(rest, |end| &rest[..end]);
        sentence
            .split_whitespace()
            .take(10)
            .any(|word| self.is_verb(word.trim_matches(|c: char| !is_word_part(c))))
    }

    /// Whether speech can start within `text`, after a verb of speech with a comma: “he said, we pay”.
    pub fn leads_in(&self, text: &str) -> bool {
        text.split_whitespace()
            .any(|word| word.strip_suffix([',', ':']).is_some_and(|verb| self.is_verb(verb)))
    }

    fn is_verb(&self, word: &str) -> bool {
        self.verbs.contains(&fold(word))
    }

    /// Where the first sentence of a text ends: before its stop, or with the text. The stops of titles and
    /// initials end none. None where a quotation comes first.
    fn sentence_end(&self, text: &str) -> Option<usize> {
        for (offset, character) in text.char_indices() {
            match character {
                '"' | '“' | '”' | '\n' => return None,
                '.' | '!' | '?' => {
                    let before = &text[..offset];
                    let word = &before[before.trim_end_matches(is_word_part).len()..];
                    let is_short = self.abbreviations.contains(&fold(word)) || word.chars().count() == 1;
                    if !is_short {
                        return Some(offset);
                    }
                }
                _ => {}
            }
        }
        Some(text.trim_end().len())
    }
}

/// Words within which an attribution says that somebody spoke: “the old captain said”.
const WORDS_OF_SPEAKER: usize = 4;

/// As much as makes such a mark the end of a quotation that was never opened, even where a stray mark after it
/// could close it.
const BEFORE_SPEAKER: u32 = 6;

/// As much as makes a mark after “said,” an opener on the wrong side of its space, even if it is never
/// closed then.
const AFTER_VERB: u32 = 12;
