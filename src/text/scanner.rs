//! The scanner: cuts a block into tokens in one pass over its bytes. Every look ahead is either short or
//! remembered, so that the time is linear in the text, whatever the text is.

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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn tokens(text: &str) -> Vec<Token> {
        let mut tokens = Vec::new();
        tokenize(text, TextSpan::new(0, text.len()), &mut tokens);
        tokens
    }

    /// Checks the tokens of a text, each written as the first letter of its kind and its text; “Emoji” is
    /// J and “Handle” A.
    fn check(text: &str, expected: &str) {
        let letter = |kind| match kind {
            TokenKind::Word => 'W',
            TokenKind::Number => 'N',
            TokenKind::Quote => 'Q',
            TokenKind::Punctuation => 'P',
            TokenKind::Url => 'U',
            TokenKind::Email => 'E',
            TokenKind::Handle => 'A',
            TokenKind::Hashtag => 'H',
            TokenKind::Emoji => 'J',
            TokenKind::Object => 'O',
            TokenKind::Symbol => 'S',
        };
        let found: Vec<String> =
            tokens(text).iter().map(|token| format!("{}:{}", letter(token.kind), token.text(text))).collect();
        assert_eq!(found.join(" "), expected, "in {text:?}");
    }

    #[test]
    fn words() {
        for (text, expected) in [
            ("", ""),
            ("Two words.", "W:Two W:words P:."),
            ("don't O’Brien’s ma\u{2bc}am", "W:don't W:O’Brien’s W:ma\u{2bc}am"),
            ("the dogs’ 'tis ’em", "W:the W:dogs Q:’ Q:' W:tis Q:’ W:em"),
            ("rock 'n' roll", "W:rock Q:' W:n Q:' W:roll"),
            ("well-known", "W:well P:- W:known"),
            ("H2O wmt24 v1.2.3", "W:H2O W:wmt24 W:v1.2.3"),
            ("snake_case _soft_ __init__", "W:snake_case P:_ W:soft P:_ P:_ P:_ W:init P:_ P:_"),
            ("naïve cafe\u{301} Straße Ёлка", "W:naïve W:cafe\u{301} W:Straße W:Ёлка"),
            ("co\u{ad}op a\u{200b} b\u{a0}c\u{202f}d", "W:co\u{ad}op W:a W:b W:c W:d"),
            ("end.Next", "W:end P:. W:Next"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn numbers() {
        for (text, expected) in [
            ("1,000.5 at 15:07.", "N:1,000.5 W:at N:15:07 P:."),
            ("21st 10kg 3D 1990’s", "N:21st N:10kg N:3D N:1990’s"),
            ("-5% $3.", "P:- N:5 S:% S:$ N:3 P:."),
            ("3-year-old", "N:3 P:- W:year P:- W:old"),
            ("1’000 ½ ٣", "N:1’000 N:½ N:٣"),
            ("10,,000", "N:10 P:, P:, N:000"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn marks() {
        for (text, expected) in [
            ("“Yes,” he", "Q:“ W:Yes P:, Q:” W:he"),
            (
                "``a'' „b“ «c» ‹d› 「e」 5′",
                "Q:` Q:` W:a Q:' Q:' Q:„ W:b Q:“ Q:« W:c Q:» Q:‹ W:d Q:› Q:「 W:e Q:」 N:5 Q:′",
            ),
            ("Well... no?! …", "W:Well P:... W:no P:? P:! P:…"),
            ("a — b–c", "W:a P:— W:b P:– W:c"),
            ("see \u{fffc}.", "W:see O:\u{fffc} P:."),
            ("€5 + §3 ©", "S:€ N:5 S:+ P:§ N:3 S:©"),
            ("👍🏽 👩‍💻🇩🇪🇫🇷 1️⃣ #⃣ ❤️ ™", "J:👍🏽 J:👩‍💻 J:🇩🇪 J:🇫🇷 J:1️⃣ J:#⃣ J:❤️ S:™"),
            ("@name @some_one. a@ @7 @@x", "A:@name A:@some_one P:. W:a S:@ S:@ N:7 S:@ A:@x"),
            ("@me@example.social", "A:@me@example.social"),
            ("#topic #1 C#x #añb_c_", "H:#topic S:# N:1 W:C S:# W:x H:#añb_c P:_"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn blocks_are_cut_at_their_borders() {
        let text = "one two.com/x three";
        let mut tokens = Vec::new();
        tokenize(text, TextSpan::new(4, 11), &mut tokens);
        let found: Vec<&str> = tokens.iter().map(|token| token.text(text)).collect();
        assert_eq!(found, ["two.com"]);
    }

    #[test]
    fn time_is_linear_in_hostile_text() {
        let pieces = [
            "a",
            ".",
            "a.",
            "a-",
            "@",
            "a@",
            "a@b.1",
            "http://",
            "http://(",
            "1://",
            "a.x/",
            "_",
            "a_",
            "'",
            "(",
            "www.",
            "a'",
            "\u{200b}",
            "e\u{301}",
            "↔\u{200d}",
            "\u{600}",
            "👩\u{200d}",
            "#",
            "#a",
            "mailto:",
            "a+",
            "1.",
            "1:",
            "ahttp://",
            "ü.",
            "a.B",
            "@a.B",
            "it.",
            "🇩",
            "©\u{200d}",
            "http://a(",
            "x.com/(",
            "a\u{200b}",
        ];
        for piece in pieces {
            let text = piece.repeat(300_000 / piece.len());
            let text = format!("x{text}");
            let start = std::time::Instant::now();
            assert!(!tokens(&text).is_empty());
            // A quadratic scan of this length takes minutes, a linear one milliseconds.
            assert!(start.elapsed().as_secs() < 5, "{piece:?} is slow");
        }
    }

    proptest! {
        #[test]
        fn tokens_cover_all_that_is_not_space(text in "(\\PC|[ -~]|[.@:/'_a-c]|[\u{200b}\u{301}\u{fe0f}\u{200d}👍’]){0,60}") {
            let mut end = 0;
            for token in tokens(&text) {
                let span = token.span();
                prop_assert!(span.start >= end && span.end > span.start);
                prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
                prop_assert!(text[end..span.start].chars().all(is_space));
                end = span.end;
            }
            prop_assert!(text[end..].chars().all(is_space));
        }

        #[test]
        fn any_text_can_be_cut(text in ".*") {
            let total: usize = tokens(&text).iter().map(|token| token.span().len()).sum();
            prop_assert!(total <= text.len());
        }
    }
}
