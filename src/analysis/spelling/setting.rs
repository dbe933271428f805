//! Where an unknown word stands: whether it is running English prose there, or part of a name, of a foreign
//! phrase or of code, or a word that is spoken about.

use super::candidates::Candidate;
use super::context::Context;
use crate::document::BlockKind;

impl Context<'_, '_> {
    /// Whether the word at `place` is running English prose: no part of a name, of a foreign phrase or of code,
    /// and not set apart as a word that is spoken about.
    pub(super) fn is_prose(&self, candidate: &Candidate, place: usize) -> bool {
        let is_listed = !candidate.listed.is_empty();
        if !self.is_english || !self.is_cased_as_a_word(candidate, place) {
            return false;
        }
        let (before, after) = self.letters_around(place);
        let stands_free = before.is_none_or(opens) && after.is_none_or(closes);
        let stands_hyphened = is_listed
            && before.is_none_or(|c| opens(c) || c == '-')
            && after.is_none_or(|c| closes(c) || c == '-');
        // “goin’ home”: the apostrophe stands for the letter that is not spoken.
        let is_clipped = matches!(after, Some('\'' | '’'))
            && candidate.folded.ends_with("in")
            && self.analysis.lexicon.is_known(&format!("{}g", candidate.folded));
        (stands_free || stands_hyphened)
            && !is_clipped
            && (is_listed || !self.is_set_apart(place))
            && !self.is_in_cell(place)
            && !self.is_exclamation(candidate, place)
            && (is_listed || !self.is_program(place))
            && !self.follows_a_genus(place)
            && !self.is_among_foreign_words(place)
    }

    /// Whether the word is written as an ordinary one. With a capital it is a name, unless a sentence may start
    /// here and the word is well known to be misspelt, or stands elsewhere in lower case.
    fn is_cased_as_a_word(&self, candidate: &Candidate, place: usize) -> bool {
        let is_upper = |index: usize| self.analysis.token_text(index).starts_with(char::is_uppercase);
        if !is_upper(place) {
            return true;
        }
        let block = self.analysis.block_tokens(self.analysis.block_of(place));
        let is_near_name =
            (place > block.start && is_upper(place - 1)) || (place + 1 < block.end && is_upper(place + 1));
        let is_long = candidate.folded.len() >= LONG_NAME;
        let is_listed = match &candidate.listed[..] {
            [only] => {
                self.analysis.lexicon.lookup(only).is_some_and(|entry| entry.frequency() >= LEAST_OF_TITLE)
            }
            _ => false,
        };
        match is_near_name {
            true => is_listed && is_long && !candidate.folded.ends_with("'s"),
            false => is_listed || !candidate.is_always_title || is_long && self.starts_sentence(place),
        }
    }

    /// Whether a sentence starts at `place` and goes on in lower case.
    fn starts_sentence(&self, place: usize) -> bool {
        let goes_on = self.analysis.is_word(place + 1) && self.analysis.gap_after(place) == " "
            || self
                .analysis
                .tokens()
                .get(place + 1)
                .is_some_and(|_| self.analysis.token_text(place + 1) == ",");
        self.analysis.sentence_of(place).start == place && goes_on
    }

    /// The characters of the flow right before and after a token, within its block.
    fn letters_around(&self, place: usize) -> (Option<char>, Option<char>) {
        let block = self.analysis.document.blocks[self.analysis.block_of(place)].text;
        let span = self.analysis.tokens()[place].span();
        let text = self.analysis.document.text();
        let mut preceding = text[block.start..span.start].chars().rev();
        let before = match (preceding.next(), preceding.next()) {
            // A bracket or mark after a letter is within a word.
            (Some(mark), Some(letter))
                if !mark.is_whitespace() && letter.is_alphanumeric() && !is_dash(mark) =>
            {
                Some('_')
            }
            (before, _) => before,
        };
        let after = &text[span.end..block.end];
        let mut following = after.chars();
        let next = following.next();
        // A stop before a letter is within a name of a file or a host.
        match (next, following.next()) {
            (Some('.' | ':'), Some(letter)) if letter.is_alphanumeric() => (before, Some('_')),
            _ => (before, next),
        }
    }

    /// Whether the word alone is quoted or emphasised: then it is spoken about, or foreign.
    fn is_set_apart(&self, place: usize) -> bool {
        let span = self.analysis.source_span(self.analysis.tokens()[place].span());
        let source = self.analysis.document.source.text();
        let before = source[..span.start].chars().next_back();
        let after = source[span.end..].chars().next();
        let is_mark = |c: char| {
            matches!(
                c,
                '*' | '_' | '"' | '“' | '”' | '‘' | '’' | '\'' | '`' | '<' | '>' | '«' | '»' | '{' | '}'
            )
        };
        let is_bold = source[..span.start].ends_with("**") && source[span.end..].starts_with("**");
        before.is_some_and(is_mark) && after.is_some_and(is_mark) && !is_bold
    }

    /// Whether the word stands in a cell of a table, where names and codes are listed.
    fn is_in_cell(&self, place: usize) -> bool {
        let block = self.analysis.block_of(place);
        self.analysis.document.blocks[block].kind == BlockKind::TableCell
            && self.analysis.block_tokens(block).len() <= 2
    }

    /// *Heh!* A short word between two marks is a sound.
    fn is_exclamation(&self, candidate: &Candidate, place: usize) -> bool {
        let block = self.analysis.block_tokens(self.analysis.block_of(place));
        let is_word = |index: usize| block.contains(&index) && self.analysis.is_word(index);
        candidate.folded.len() <= LONGEST_SOUND
            && !place.checked_sub(1).is_some_and(is_word)
            && !is_word(place + 1)
    }

    /// *The serde crate*: what stands before such a word is the name of a program.
    fn is_program(&self, place: usize) -> bool {
        let named = self.analysis.lists.get("named-things");
        self.holds_code && self.analysis.is_word(place + 1) && named.contains(self.analysis.folded(place + 1))
    }

    /// *Panthera leo*, *P. leo*: after an unknown name, or one letter, no English word need follow.
    fn follows_a_genus(&self, place: usize) -> bool {
        let Some(previous) = place.checked_sub(1) else { return false };
        let word = self.analysis.vocabulary().of_token(previous);
        self.analysis.has_capital(previous) && word.is_some_and(|word| self.candidates.is_unknown(word))
    }

    /// Whether much of what stands around is not English.
    fn is_among_foreign_words(&self, place: usize) -> bool {
        let block = self.analysis.block_tokens(self.analysis.block_of(place));
        let around = place.saturating_sub(REACH).max(block.start)..(place + REACH + 1).min(block.end);
        let foreign_words = self.analysis.lists.get("foreign-words");
        let is_foreign = |index: usize| {
            block.contains(&index)
                && self.analysis.is_word(index)
                && (foreign_words.contains(self.analysis.folded(index))
                    || !self.analysis.folded(index).is_ascii())
        };
        if place.checked_sub(1).is_some_and(is_foreign)
            || is_foreign(place + 1)
            || foreign_words.contains(self.analysis.folded(place))
        {
            return true;
        }
        let (mut words, mut foreign, mut unknown) = (0, 0, 0);
        for index in around.filter(|&index| index != place) {
            let Some(word) = self.analysis.vocabulary().of_token(index) else { continue };
            words += 1;
            foreign += usize::from(is_foreign(index));
            unknown += usize::from(self.candidates.is_unknown(word));
        }
        foreign >= 2 || unknown >= 3 && unknown * 4 > words
    }
}

/// How many tokens to each side tell the language.
const REACH: usize = 6;
/// Few names are as long as this and a letter from a frequent word.
const LONG_NAME: usize = 7;
/// A capital is excused in a misspelling of words as frequent as this.
const LEAST_OF_TITLE: u8 = 10;
/// Sounds are short.
const LONGEST_SOUND: usize = 5;

fn is_dash(letter: char) -> bool {
    matches!(letter, '—' | '–' | '…' | '-')
}

fn opens(letter: char) -> bool {
    letter.is_whitespace() || matches!(letter, '(' | '[' | '"' | '“' | '‘' | '\'' | '—' | '–' | '…' | '*')
}

fn closes(letter: char) -> bool {
    letter.is_whitespace()
        || matches!(
            letter,
            ')' | ']' | '"' | '”' | '’' | '\'' | '—' | '–' | '…' | '.' | ',' | ';' | ':' | '!' | '?' | '*'
        )
}
