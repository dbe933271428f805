//! The scanner: cuts a block into tokens in one pass over its bytes. Every look ahead is either short or
//! remembered, so that the time is linear in the text, whatever the text is.

#[cfg(test)]
mod tests;

use unicode_segmentation::UnicodeSegmentation;

use super::characters::{
    CLASSES, Class, PLAIN, Plain, can_be_emoji, is_emoji, is_letter, is_mark, is_punctuation, is_quote,
    is_space, is_word_part,
};
use super::extent::{abbreviation_end, word_end};
use super::token::{Case, Token, TokenKind};
use super::url::{Address, find_address, handle_end};
use crate::document::TextSpan;

/// Appends the tokens of `block`, a span of `text`, to `tokens`, in order.
pub fn tokenize(text: &str, block: TextSpan, tokens: &mut Vec<Token>) {
    let text = &text[..block.end];
    Scanner { text, start: block.start, position: block.start, searched: block.start, tokens }.scan();
}

struct Scanner<'a> {
    /// The flow up to the end of the block.
    text: &'a str,
    /// Where the block starts.
    start: usize,
    /// All before it has been cut.
    position: usize,
    /// No address starts before it that has not been found.
    searched: usize,
    tokens: &'a mut Vec<Token>,
}

impl Scanner<'_> {
    fn scan(&mut self) {
        while let Some(&byte) = self.text.as_bytes().get(self.position) {
            match CLASSES[usize::from(byte)] {
                Class::Space => self.position += 1,
                Class::Letter => self.word(),
                Class::Digit => self.number(),
                Class::Apostrophe | Class::Quote => self.push(TokenKind::Quote, self.position + 1),
                Class::Dot => self.dots(),
                Class::Joint | Class::Punctuation => self.push(TokenKind::Punctuation, self.position + 1),
                Class::JointSymbol if byte == b'@' => self.at(),
                Class::Symbol if byte == b'#' || byte == b'*' => self.hash(),
                Class::JointSymbol | Class::Symbol => self.push(TokenKind::Symbol, self.position + 1),
                Class::Wide => self.wide(),
            }
        }
    }

    /// A mark or symbol.
    fn push(&mut self, kind: TokenKind, end: usize) {
        self.push_in_case(kind, Case::Lower, end);
    }

    /// A token that can have letters.
    fn push_letters(&mut self, kind: TokenKind, end: usize) {
        self.push_in_case(kind, Case::of(&self.text[self.position..end]), end);
    }

    fn push_in_case(&mut self, kind: TokenKind, case: Case, end: usize) {
        self.tokens.push(Token::new(kind, case, TextSpan::new(self.position, end)));
        self.position = end;
    }

    /// A word, or an address or abbreviation that starts like one.
    fn word(&mut self) {
        let letters = &self.text.as_bytes()[self.position..];
        let mut capitals = Plain::No as u8;
        let mut length = 1;
        while let Some(&byte) = letters.get(length) {
            let plain = PLAIN[usize::from(byte)];
            if plain == Plain::No {
                break;
            }
            capitals |= plain as u8;
            length += 1;
        }
        let end = self.position + length;
        match self.class(end) {
            Class::Space | Class::Quote | Class::Punctuation | Class::Symbol => {
                let has_capitals = capitals & Plain::Capital as u8 != 0;
                let case = Case::with_capitals(letters[0].is_ascii_uppercase(), has_capitals);
                self.push_in_case(TokenKind::Word, case, end);
            }
            _ => self.long_word(end),
        }
    }

    /// A word whose plain part ends at `end`, where something stands that may belong to it.
    fn long_word(&mut self, end: usize) {
        let end = word_end(self.text, self.position, end);
        match self.address(end) {
            Some(Address::Found { kind, end }) => self.push_letters(kind, end),
            Some(Address::StartsAt(start)) => self.push_letters(TokenKind::Word, end.min(start)),
            _ => {
                let end = abbreviation_end(self.text, self.position, end).unwrap_or(end);
                self.push_letters(TokenKind::Word, end);
            }
        }
    }

    fn number(&mut self) {
        let bytes = self.text.as_bytes();
        let mut end = self.position;
        if let Some(end) = self.keycap_end() {
            return self.push(TokenKind::Emoji, end);
        }
        loop {
            while self.class(end) == Class::Digit {
                end += 1;
            }
            let joint = match bytes.get(end) {
                Some(b'.' | b',' | b':' | b'\'') => 1,
                Some(_) if self.text[end..].starts_with('’') => '’'.len_utf8(),
                _ => break,
            };
            if self.class(end + joint) != Class::Digit {
                break;
            }
            end += joint;
        }
        let end = word_end(self.text, self.position, end);
        match self.address(end) {
            Some(Address::Found { kind, end }) => self.push_letters(kind, end),
            Some(Address::StartsAt(start)) => self.push_letters(TokenKind::Number, end.min(start)),
            _ => self.push_letters(TokenKind::Number, end),
        }
    }

    /// Digits, “#” and “*” with the sign that makes a key of them.
    fn keycap_end(&self) -> Option<usize> {
        let rest = &self.text[self.position + 1..];
        let sign = rest.strip_prefix('\u{fe0f}').unwrap_or(rest).strip_prefix('\u{20e3}')?;
        Some(self.text.len() - sign.len())
    }

    fn dots(&mut self) {
        let mut end = self.position + 1;
        while self.class(end) == Class::Dot {
            end += 1;
        }
        self.push(TokenKind::Punctuation, end);
    }

    fn at(&mut self) {
        match handle_end(self.text, self.position) {
            Some(end) if !self.follows_word() => self.push_letters(TokenKind::Handle, end),
            _ => self.push(TokenKind::Symbol, self.position + 1),
        }
    }

    fn hash(&mut self) {
        if let Some(end) = self.keycap_end() {
            return self.push(TokenKind::Emoji, end);
        }
        let body = self.position + 1;
        let topic = self.text.as_bytes()[self.position] == b'#' && self.char_at(body).is_some_and(is_letter);
        if topic && !self.follows_word() && !self.text[self.start..self.position].ends_with(['#', '&', '/']) {
            self.push_letters(TokenKind::Hashtag, self.hashtag_end(body));
        } else {
            self.push(TokenKind::Symbol, body);
        }
    }

    fn hashtag_end(&self, from: usize) -> usize {
        let body = &self.text[from..];
        let long = body.find(|c| !is_word_part(c) && c != '_').unwrap_or(body.len());
        from + body[..long].trim_end_matches('_').len()
    }

    /// A token that starts with a character beyond ASCII.
    fn wide(&mut self) {
        let Some(c) = self.char_at(self.position) else { return };
        let end = self.position + c.len_utf8();
        if is_quote(c) {
            self.push(TokenKind::Quote, end);
        } else if is_letter(c) {
            self.long_word(end);
        } else if is_space(c) {
            self.position = end;
        } else if c == '\u{fffc}' {
            self.push(TokenKind::Object, end);
        } else if c.is_numeric() {
            let end = word_end(self.text, self.position, end);
            self.push_letters(TokenKind::Number, end);
        } else if is_punctuation(c) && !matches!(c, '‼' | '⁉' | '〰') {
            self.push(TokenKind::Punctuation, end);
        } else {
            self.picture();
        }
    }

    /// A symbol or emoji with all that belongs to its cluster.
    fn picture(&mut self) {
        let rest = &self.text[self.position..];
        // Only a cluster of emoji is taken as a whole. Others are not even looked at, since they can be long
        // and bind what is a token of its own here.
        let cluster = if rest.starts_with(can_be_emoji) { rest.graphemes(true).next() } else { None };
        if let Some(cluster) = cluster.filter(|cluster| is_emoji(cluster)) {
            return self.push(TokenKind::Emoji, self.position + cluster.len());
        }
        let own = rest.chars().enumerate().take_while(|&(index, c)| index == 0 || is_mark(c));
        let length: usize = own.map(|(_, c)| c.len_utf8()).sum();
        self.push(TokenKind::Symbol, self.position + length);
    }

    /// The address that starts here, if one can. `word_end` is where the word ends otherwise.
    fn address(&mut self, word_end: usize) -> Option<Address> {
        let joins = matches!(self.class(word_end), Class::Dot | Class::Joint | Class::JointSymbol);
        if !joins || self.position < self.searched || !self.goes_on(word_end + 1) {
            return None;
        }
        let address = find_address(self.text, self.position);
        if let Address::NoneBefore(end) = address {
            self.searched = end;
        }
        Some(address)
    }

    /// Whether something that can belong to an address stands at `offset`.
    fn goes_on(&self, offset: usize) -> bool {
        matches!(self.class(offset), Class::Letter | Class::Digit | Class::Wide | Class::Joint)
            || self.text.as_bytes().get(offset) == Some(&b'/')
    }

    /// Whether the character before this place belongs to a word.
    fn follows_word(&self) -> bool {
        let before = self.text[self.start..self.position].chars().next_back();
        before.is_some_and(|c| is_word_part(c) || c == '_')
    }

    /// The class of the byte at `offset`; the end of the block counts as space.
    #[inline]
    fn class(&self, offset: usize) -> Class {
        self.text.as_bytes().get(offset).map_or(Class::Space, |&byte| CLASSES[usize::from(byte)])
    }

    fn char_at(&self, offset: usize) -> Option<char> {
        self.text[offset..].chars().next()
    }
}
