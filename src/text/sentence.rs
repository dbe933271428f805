//! Sentences: where one ends and the next starts, over the tokens of a block. In doubt two sentences stay
//! one, since a sentence cut in half misleads more rules than a long one.

#[cfg(test)]
mod tests;

use std::ops::Range;

use super::token::{Token, TokenKind};
use super::words::{Words, is_list_mark};

/// What a stop after a word can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Abbreviation {
    /// The word is none, so that the stop ends a sentence.
    No,
    /// The stop belongs to the word, and a sentence goes on (“Dr.”, “vs.”).
    NeverLast,
    /// The stop belongs to the word when a number follows (“no. 5”, “Jan. 3”).
    BeforeNumber,
    /// The stop belongs to the word and can end a sentence as well (“Inc.”, “etc.”).
    MayBeLast,
}

/// Calls `found` with the sentences of a block as ranges of its `tokens`, in order, without gap. `abbreviation` is
/// asked with a word in lower case, without its final stop (“dr”, “e.g”, “inc”), and with names that end in another
/// mark, mark included (“yahoo!”).
pub fn sentences(
    text: &str,
    tokens: &[Token],
    abbreviation: impl Fn(&str) -> Abbreviation,
    mut found: impl FnMut(Range<usize>),
) {
    let mut splitter = Splitter { words: Words { text, tokens }, abbreviation, start: 0, in_list: false };
    splitter.start_at(0);
    let mut index = 0;
    while index < tokens.len() {
        if splitter.in_list && splitter.words.is_next_point(splitter.start, index) {
            found(splitter.start..index);
            splitter.start_at(index);
        }
        let Some(stop) = splitter.stop_at(index) else {
            index += 1;
            continue;
        };
        let end = splitter.closing_end(stop.last + 1);
        if end < tokens.len() && splitter.breaks(&stop, end) {
            found(splitter.start..end);
            splitter.start_at(end);
        }
        index = end;
    }
    if splitter.start < tokens.len() {
        found(splitter.start..tokens.len());
    }
}

struct Splitter<'a, F> {
    words: Words<'a>,
    abbreviation: F,
    /// The first token of the present sentence.
    start: usize,
    /// Whether the present sentence starts as a point of a list does.
    in_list: bool,
}

/// One or more marks that together can end a sentence.
struct Stop {
    kind: StopKind,
    /// The first token of it.
    first: usize,
    /// The last token of it.
    last: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum StopKind {
    /// A single full stop.
    Full,
    /// The last stop of a dotted abbreviation.
    Dotted,
    /// Dots that trail off.
    Ellipsis,
    /// A question or exclamation mark, or several marks.
    Strong,
    /// A stop of a script that writes no spaces.
    Ideographic,
}

impl StopKind {
    /// What a mark is, if it is a stop.
    fn of(mark: &str) -> Option<Self> {
        match mark {
            "." => Some(Self::Full),
            "!" | "?" | "‼" | "⁉" | "؟" | "।" => Some(Self::Strong),
            "。" | "！" | "？" | "．" => Some(Self::Ideographic),
            // Four dots are an ellipsis and a stop.
            "...." => Some(Self::Strong),
            "…" => Some(Self::Ellipsis),
            _ => mark.starts_with("..").then_some(Self::Ellipsis),
        }
    }
}

impl<F: Fn(&str) -> Abbreviation> Splitter<'_, F> {
    /// Starts a sentence with the token at `index`.
    fn start_at(&mut self, index: usize) {
        self.start = index;
        self.in_list = self.words.is_point(index);
    }

    /// The stop that starts with the token at `index`.
    fn stop_at(&self, index: usize) -> Option<Stop> {
        let mut kind = self.stop_kind(index)?;
        let mut last = index;
        while let Some(next) = self.stop_kind(last + 1).filter(|&next| next != StopKind::Dotted) {
            // “. . .” is an ellipsis; other marks belong together only without a gap.
            kind = match (kind, next, self.words.gap_before(last + 1)) {
                (StopKind::Full | StopKind::Ellipsis, StopKind::Full, true) => StopKind::Ellipsis,
                (_, _, true) => break,
                (StopKind::Full | StopKind::Dotted | StopKind::Ellipsis, StopKind::Ellipsis, false) => {
                    StopKind::Ellipsis
                }
                (_, StopKind::Ideographic, false) => StopKind::Ideographic,
                _ => StopKind::Strong,
            };
            last += 1;
        }
        Some(Stop { kind, first: index, last })
    }

    fn stop_kind(&self, index: usize) -> Option<StopKind> {
        let token = self.words.tokens.get(index)?;
        match token.kind {
            TokenKind::Word => {
                let is_dotted = self.words.text.as_bytes()[token.span().end - 1] == b'.';
                is_dotted.then_some(StopKind::Dotted)
            }
            TokenKind::Punctuation => StopKind::of(token.text(self.words.text)),
            _ => None,
        }
    }

    /// The first token from `index` on that does not close the sentence before it.
    fn closing_end(&self, index: usize) -> usize {
        let mut end = index;
        while let Some(token) = self.words.tokens.get(end) {
            let closes = match token.kind {
                TokenKind::Emoji => true,
                TokenKind::Quote | TokenKind::Symbol | TokenKind::Punctuation
                    if self.words.gap_before(end) =>
                {
                    false
                }
                TokenKind::Quote => !matches!(token.text(self.words.text), "„" | "‚" | "「" | "『" | "〝"),
                TokenKind::Symbol => matches!(token.text(self.words.text), "*" | "~"),
                TokenKind::Punctuation => {
                    matches!(token.text(self.words.text), ")" | "]" | "}" | "_" | "）" | "】")
                }
                _ => false,
            };
            if !closes {
                break;
            }
            end += 1;
        }
        end
    }

    /// Whether a sentence ends with `stop`, when the token at `next` follows what closes it.
    fn breaks(&self, stop: &Stop, next: usize) -> bool {
        if stop.kind == StopKind::Ideographic {
            return true;
        }
        if !self.words.gap_before(next) {
            return false;
        }
        let Some(opening) = self.words.opening(next) else { return false };
        if stop.first.checked_sub(1).is_some_and(|before| matches!(self.words.token_text(before), "(" | "["))
        {
            // “[...]” and “(!)” stand for what was left out or thought.
            return false;
        }
        let quoted =
            self.words.tokens[stop.last + 1..next].iter().any(|token| token.kind == TokenKind::Quote);
        match stop.kind {
            StopKind::Full => self.full_stop_breaks(stop.first, opening),
            StopKind::Dotted => {
                let word = self.words.word(stop.first);
                let known = (self.abbreviation)(word.trim_end_matches('.'));
                known != Abbreviation::NeverLast && self.words.is_starter(opening)
            }
            StopKind::Ellipsis => self.words.folded_stem(opening) != "i",
            StopKind::Strong | StopKind::Ideographic => {
                let goes_on = quoted && self.words.reports_speech(opening);
                !goes_on && !self.is_name_with_mark(stop, opening)
            }
        }
    }

    /// Whether the full stop at `stop` ends a sentence, given what would open the next.
    fn full_stop_breaks(&self, stop: usize, opening: usize) -> bool {
        let Some(before) = stop.checked_sub(1).filter(|_| !self.words.gap_before(stop)) else { return true };
        let token = &self.words.tokens[before];
        let next_kind = self.words.tokens[opening].kind;
        let at_start = self.is_first(before);
        match token.kind {
            // “1. Foo” numbers a point of a list.
            TokenKind::Number => !(at_start && token.text(self.words.text).len() <= 3),
            TokenKind::Word if at_start && is_list_mark(token.text(self.words.text)) => false,
            TokenKind::Word => {
                let word = self.words.word(before);
                let mut letters = token.text(self.words.text).chars();
                let single = letters.next().filter(|_| letters.next().is_none());
                match ((self.abbreviation)(&word), single) {
                    (Abbreviation::NeverLast, _) => false,
                    (Abbreviation::BeforeNumber, _) if next_kind == TokenKind::Number => false,
                    (Abbreviation::MayBeLast, _) => self.words.is_starter(opening),
                    (_, Some(initial)) if initial.is_uppercase() => self.words.is_starter(opening),
                    (_, Some(_)) => next_kind != TokenKind::Number,
                    _ => true,
                }
            }
            TokenKind::Symbol => next_kind != TokenKind::Number || token.text(self.words.text) != "°",
            _ => true,
        }
    }

    /// Whether the word at `index` is the first of its sentence, but for what opens it.
    fn is_first(&self, index: usize) -> bool {
        let before = &self.words.tokens[self.start..index];
        before.len() <= 2
            && before.iter().all(|token| !matches!(token.kind, TokenKind::Word | TokenKind::Number))
    }

    /// Whether the mark is part of a name, and the sentence goes on: “Yahoo! Mail”.
    fn is_name_with_mark(&self, stop: &Stop, opening: usize) -> bool {
        let Some(before) = stop.first.checked_sub(1).filter(|_| stop.first == stop.last) else {
            return false;
        };
        let name =
            format!("{}{}", self.words.word(before), self.words.tokens[stop.first].text(self.words.text));
        (self.abbreviation)(&name) != Abbreviation::No && !self.words.is_starter(opening)
    }
}
