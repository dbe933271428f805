//! Tokens: what the words, numbers, marks and addresses of a text are, and where they stand.

use crate::document::TextSpan;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TokenKind {
    /// A word: starts with a letter. Apostrophes inside belong to it (“don’t”, “Putin’s”, “O’Brien”), and
    /// so do the stops of a dotted abbreviation (“U.S.”, “p.m.”) and digits (“wmt24”); a hyphen parts two
    /// words.
    Word,
    /// Starts with a digit: “1,000.5”, “15:07”, “21st”, “3D”.
    Number,
    /// A quotation mark or apostrophe-like mark that belongs to no word.
    Quote,
    /// Any other mark; a run of stops (“...”, “?!”) is one token for each character but for dots, of which
    /// two or more are one token.
    Punctuation,
    /// An address with a scheme, with “www.”, or a domain with a known public suffix.
    Url,
    /// An e-mail address.
    Email,
    /// “@name”.
    Handle,
    /// “#topic”.
    Hashtag,
    /// A grapheme cluster of emoji.
    Emoji,
    /// What stands for a code span or another thing that is not prose (U+FFFC in the flow).
    Object,
    /// Anything else: currency, mathematical and other symbols.
    Symbol,
}

/// How the letters of a word are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// Without capitals.
    Lower,
    /// With a capital at the start alone.
    Title,
    /// With capitals elsewhere.
    Other,
}

impl Case {
    /// The case of a word.
    pub fn of(word: &str) -> Self {
        let is_upper = |byte: &u8| byte.is_ascii_uppercase();
        let (starts, goes_on) = match word.as_bytes() {
            bytes @ [first, rest @ ..] if bytes.is_ascii() => (is_upper(first), rest.iter().any(is_upper)),
            _ => {
                let mut letters = word.chars();
                (letters.next().is_some_and(char::is_uppercase), letters.any(char::is_uppercase))
            }
        };
        Self::with_capitals(starts, goes_on)
    }

    /// The case of a word that has a capital at its start, elsewhere, or not.
    pub(super) fn with_capitals(at_start: bool, elsewhere: bool) -> Self {
        match (at_start, elsewhere) {
            (false, false) => Self::Lower,
            (true, false) => Self::Title,
            (_, true) => Self::Other,
        }
    }
}

/// A token: what it is and where it stands in the flow. White space is no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// What it is.
    pub kind: TokenKind,
    /// How its letters are written; that of a mark or symbol is lower.
    pub case: Case,
    start: u32,
    end: u32,
}

impl Token {
    /// A token at `span`. Documents of 4 GiB and more are refused when they are read.
    #[inline]
    pub fn new(kind: TokenKind, case: Case, span: TextSpan) -> Self {
        let offset = |value: usize| u32::try_from(value).expect("sources are smaller than 4 GiB");
        Self { kind, case, start: offset(span.start), end: offset(span.end) }
    }

    /// Where it stands in the flow.
    #[inline]
    pub fn span(&self) -> TextSpan {
        TextSpan::new(self.start as usize, self.end as usize)
    }

    /// What stands there, in the flow that it was found in.
    #[inline]
    pub fn text<'t>(&self, flow_text: &'t str) -> &'t str {
        &flow_text[self.span().range()]
    }
}
