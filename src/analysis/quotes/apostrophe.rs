//! Apostrophes, primes and marks that stand for themselves: how dear it is that a mark is no quotation
//! mark at all.

use std::ops::RangeInclusive;

use super::cost::{Ending, Verdict};
use super::glyph::{Level, Style};
use super::mark::{Mark, Side};
use crate::analysis::{Analysis, List};
use crate::document::TextSpan;
use crate::lexicon::Lexicon;
use crate::text::{fold, is_word_part};

/// What a document says about its marks that are no quotation marks.
#[derive(Clone, Copy, Debug)]
pub(super) struct Surroundings<'a> {
    text: &'a str,
    /// The block that the marks stand in.
    block: TextSpan,
    lexicon: &'a Lexicon,
    elisions: &'a List,
    mark_names: &'a List,
}

impl<'a> Surroundings<'a> {
    pub fn new(analysis: &'a Analysis<'a>) -> Self {
        let list = |name| analysis.lists.get(name);
        Self {
            text: analysis.document.text(),
            block: TextSpan::new(0, 0),
            lexicon: analysis.lexicon,
            elisions: list("elisions"),
            mark_names: list("quotation-mark-names"),
        }
    }

    /// The same for the marks of another block.
    pub fn within(self, block: TextSpan) -> Self {
        Self { block, ..self }
    }

    /// The flow.
    pub fn text(&self) -> &'a str {
        self.text
    }

    /// How dear it is that the mark is no quotation mark; none if it can be nothing else.
    pub fn reading_apart(&self, mark: &Mark) -> Option<Verdict> {
        let single = mark.glyph.level == Level::Single;
        let apostrophe = if single { self.apostrophe(mark) } else { None };
        let costs = [apostrophe, self.prime(mark), self.literal(mark)];
        costs.into_iter().flatten().min().map(Verdict::rare)
    }

    /// Whether the letters right after the mark end the quoted word.
    pub fn ending(&self, mark: &Mark) -> Ending {
        let rest = self.after(mark).trim_start_matches(['\'', '’']);
        let letters = &rest[..rest.find(|c: char| !is_word_part(c)).unwrap_or(rest.len())];
        let belongs =
            matches!(letters, "s" | "es" | "ed" | "d" | "ing" | "er" | "ish" | "ll" | "ve" | "re" | "th");
        if belongs { Ending::OfWord } else { Ending::Other }
    }

    /// Whether the mark follows the single letter by which programmers mark a kind of string: b"x".
    pub fn follows_prefix(&self, mark: &Mark) -> bool {
        mark.character == '"'
            && matches!(self.word_before(mark), "b" | "r" | "f" | "u" | "L" | "B" | "R" | "F" | "U")
    }

    fn apostrophe(&self, mark: &Mark) -> Option<u32> {
        if matches!(mark.glyph.style, Style::Low | Style::Angled | Style::Corner) {
            return None;
        }
        let (left, right) = (self.neighbour_before(mark), self.neighbour_after(mark));
        let opens_only = mark.character == '‘' || mark.character == '‛';
        match (left.is_some_and(is_word_part), right.is_some_and(is_word_part)) {
            (true, true) => Some(0),
            (false, true) => self.leading(mark, opens_only),
            (true, false) if opens_only => None,
            (true, false) => Some(self.trailing(mark)),
            (false, false) => None,
        }
    }

    /// Before a word: ’tis, ’90s, ’em.
    fn leading(&self, mark: &Mark, opens_only: bool) -> Option<u32> {
        let word = self.word_after(mark);
        let glyph = u32::from(opens_only);
        let decade = word.trim_end_matches('s').len() == 2 && word.starts_with(|c: char| c.is_ascii_digit());
        if decade || self.elisions.contains(&fold(word)) {
            return Some(glyph);
        }
        // After a bracket, an abbreviation or a closing mark: (X)’s, D.C.’s, “Foo”’s.
        let attached = matches!(fold(word).as_ref(), "s" | "d" | "ll" | "ve" | "re" | "ed");
        if attached && !matches!(mark.before, Side::Space | Side::Edge) {
            return Some(0);
        }
        match mark.character {
            '‘' | '‛' if self.drops_letter(mark, word) => Some(4),
            // Names of the Pacific start with such a sign, words of English do not.
            '‘' | '‛' => Some(if self.frequency(word).is_some() { 9 } else { 7 }),
            '’' => Some(2),
            _ => Some(3),
        }
    }

    /// Whether a word lacks its first letter within a sentence, as in the speech of novels: my ‘art was full,
    /// ‘specially when. The whole word must not be much rarer than
    /// what is left of it: ‘and is no “hand”.
    fn drops_letter(&self, mark: &Mark, word: &str) -> bool {
        let goes_on = |c: char| c.is_lowercase() || c == '[' || c == '(';
        let mid_sentence = self.before(mark).trim_end().ends_with(goes_on);
        let left = self.frequency(word).unwrap_or_default();
        let is_whole =
            |start: &str| self.frequency(&format!("{start}{word}")).is_some_and(|whole| whole + 3 >= left);
        mid_sentence
            && word.starts_with(char::is_lowercase)
            && ["h", "he", "e", "a"].into_iter().any(is_whole)
    }

    fn frequency(&self, word: &str) -> Option<u8> {
        self.lexicon.lookup(&fold(word)).map(|entry| entry.frequency())
    }

    /// After a word: the boys’, goin’, o’.
    fn trailing(&self, mark: &Mark) -> u32 {
        let word = fold(self.word_before(mark)).into_owned();
        let before_word = mark.after == Side::Space && self.next_letter_is_lower(mark);
        match word.chars().next_back() {
            Some('s' | 'z' | 'x') if before_word => 0,
            Some('s' | 'z' | 'x') => 1,
            Some('n') if word.ends_with("in") && word.len() > 3 => 1,
            Some(last) if last.is_numeric() => 2,
            _ => 3,
        }
    }

    fn next_letter_is_lower(&self, mark: &Mark) -> bool {
        self.after(mark).trim_start().starts_with(char::is_lowercase)
    }

    /// Feet, inches, minutes, seconds.
    fn prime(&self, mark: &Mark) -> Option<u32> {
        let straight = mark.glyph.style == Style::Straight;
        if !(straight || matches!(mark.character, '”' | '’')) || matches!(mark.after, Side::Word) {
            return None;
        }
        let left = self.before(mark);
        let number =
            left.trim_end_matches(|c: char| c.is_numeric() || matches!(c, '.' | ',' | '/' | '-' | '½'));
        let digits = &left[number.len()..];
        if !digits.ends_with(char::is_numeric) {
            return None;
        }
        let glyph = u32::from(!straight);
        let part = digits.trim_start_matches(|c: char| !c.is_numeric());
        // 6' 2" and 35°41'10": the smaller unit after the larger.
        let unit_before = number.trim_end().ends_with(['\'', '’', '′', '°']) && part.len() <= 5;
        if unit_before {
            return Some(glyph);
        }
        let long = part.chars().filter(char::is_ascii_digit).count() > 3;
        Some(if long { 6 } else { 2 } + glyph)
    }

    /// The character itself: escaped, named, or as a sign of something else.
    fn literal(&self, mark: &Mark) -> Option<u32> {
        let (before, after) = (self.before(mark), self.after(mark));
        if before.ends_with('\\') {
            return Some(0);
        }
        if mark.glyph.stands_anywhere() && mark.is_alone() {
            return Some(1);
        }
        let apart = !matches!(mark.before, Side::Word | Side::Digit | Side::Stop)
            && !matches!(mark.after, Side::Word | Side::Digit);
        if apart
            && (self.is_named(before.split_whitespace().next_back())
                || self.is_named(after.split_whitespace().next()))
        {
            return Some(1);
        }
        let is_face = before.ends_with([':', ';', '=']) && after.starts_with(['(', ')']);
        if is_face && mark.glyph.level == Level::Single {
            return Some(0);
        }
        // Mathematics and code that nobody marked as such.
        let code = |side: Option<char>| side.is_some_and(|c| "=\\{}<>|+$".contains(c));
        if code(before.chars().next_back()) || code(after.chars().next()) {
            return Some(3);
        }
        // Alone in its block it repeats what stands above.
        (self.text[self.block.range()].trim() == &self.text[mark.span().range()]).then_some(0)
    }

    /// Whether the text around the mark speaks of quotation marks.
    pub fn speaks_of_marks(&self, mark: &Mark) -> bool {
        let mut words = self.before(mark).split_whitespace().chain(self.after(mark).split_whitespace());
        words.any(|word| self.is_named(Some(word)))
    }

    fn is_named(&self, word: Option<&str>) -> bool {
        let name =
            word.unwrap_or_default().trim_matches(|c: char| GENERAL_SIGNS.contains(&c) || !c.is_alphabetic());
        !name.is_empty() && self.mark_names.contains(&fold(name))
    }

    fn before(&self, mark: &Mark) -> &'a str {
        window_before(self.text, self.block.start, mark.span().start)
    }

    fn after(&self, mark: &Mark) -> &'a str {
        window_after(self.text, mark.span().end, self.block.end)
    }

    fn neighbour_before(&self, mark: &Mark) -> Option<char> {
        self.before(mark).chars().next_back().map(object_as_letter)
    }

    fn neighbour_after(&self, mark: &Mark) -> Option<char> {
        self.after(mark).chars().next().map(object_as_letter)
    }

    fn word_after(&self, mark: &Mark) -> &'a str {
        let rest = self.after(mark);
        &rest[..rest.find(|c: char| !is_word_part(c)).unwrap_or(rest.len())]
    }

    fn word_before(&self, mark: &Mark) -> &'a str {
        let rest = self.before(mark);
        let stem = rest.trim_end_matches(is_word_part);
        &rest[stem.len()..]
    }
}

/// How much text on either side of a mark is looked at, in bytes; so that the cost of a mark is bounded.
const WINDOW: usize = 64;

/// Dashes, quotation marks and the like: a block of Unicode without letters, of which some texts hold nothing else.
const GENERAL_SIGNS: RangeInclusive<char> = '\u{2000}'..='\u{206f}';

/// The text before a place, back to `start` or the window's end.
pub(super) fn window_before(text: &str, start: usize, at: usize) -> &str {
    let mut from = start.max(at.saturating_sub(WINDOW));
    while !text.is_char_boundary(from) {
        from += 1;
    }
    &text[from..at]
}

/// The text after a place, up to `end` or the window's end.
pub(super) fn window_after(text: &str, at: usize, end: usize) -> &str {
    let mut to = end.min(at + WINDOW);
    while !text.is_char_boundary(to) {
        to -= 1;
    }
    &text[at..to]
}

/// What stands for code counts as a word.
fn object_as_letter(character: char) -> char {
    if character == '\u{fffc}' { 'x' } else { character }
}
