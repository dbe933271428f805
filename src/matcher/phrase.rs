//! A phrase as the index finds it: its words and signs, and what stands between them. Case, apostrophes,
//! hyphens and kinds of white space are folded; what a phrase is for, its rule knows.

pub use super::wakes::{Gap, Part, Phrase};
use crate::document::TextSpan;
use crate::text::{Token, TokenKind, fold, is_apostrophe, tokenize};

impl Phrase {
    /// The phrase that `text` is; none if it holds no word.
    pub fn new(text: &str) -> Option<Self> {
        let tokens = tokens_of(text);
        let mut end = 0;
        let parts: Vec<Part> = tokens
            .iter()
            .map(|token| {
                let gap = if token.span().start == end { Gap::Tight } else { Gap::Space };
                end = token.span().end;
                let is_word = token.kind == TokenKind::Word;
                let written = token.text(text);
                let folded = if is_word { fold(written).into_owned() } else { fold_sign(written) };
                Part { text: folded, is_word, gap }
            })
            .collect();
        parts.iter().any(|part| part.is_word).then_some(Self { parts })
    }

    /// The same phrase, but with hyphens and spaces between words standing for each other.
    pub fn with_loose_hyphens(self) -> Self {
        let mut parts: Vec<Part> = Vec::with_capacity(self.parts.len());
        let mut after_hyphen = false;
        for mut part in self.parts {
            let joins = part.gap == Gap::Tight && part.text == HYPHEN;
            if joins && !after_hyphen && parts.last().is_some_and(|last| last.is_word) {
                after_hyphen = true;
                continue;
            }
            let joined = if after_hyphen { Gap::Tight } else { Gap::Space };
            let follows_word = parts.last().is_some_and(|last| last.is_word);
            if part.is_word && follows_word && part.gap == joined {
                part.gap = Gap::HyphenOrSpace;
            } else if after_hyphen {
                // A hyphen that joins no two words is a sign like others.
                parts.push(Part { text: HYPHEN.to_owned(), is_word: false, gap: Gap::Tight });
            }
            after_hyphen = false;
            parts.push(part);
        }
        if after_hyphen {
            parts.push(Part { text: HYPHEN.to_owned(), is_word: false, gap: Gap::Tight });
        }
        Self { parts }
    }
}

/// The tokens of a text that is no document.
pub(super) fn tokens_of(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    tokenize(text, TextSpan::new(0, text.len()), &mut tokens);
    tokens
}

const HYPHEN: &str = "-";

/// A sign, whatever glyph it is written with. A tight dash is what many write for a hyphen.
pub(super) fn fold_sign(sign: &str) -> String {
    if is_hyphen(sign) {
        HYPHEN.to_owned()
    } else if sign.chars().all(|c| is_apostrophe(c) || c == '‘') {
        "'".repeat(sign.chars().count())
    } else {
        fold(sign).into_owned()
    }
}

/// Whether a token is a hyphen, or a sign that is used for one.
pub(super) fn is_hyphen(sign: &str) -> bool {
    matches!(sign, "-" | "\u{2010}" | "\u{2011}" | "\u{2012}" | "\u{2013}" | "\u{fe63}" | "\u{ff0d}")
}

/// Whether a token of a document is this sign.
pub(super) fn is_sign(token: &str, sign: &str) -> bool {
    token == sign || (!token.is_ascii() || token.contains(char::is_uppercase)) && fold_sign(token) == sign
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, loose: bool, expected: &str) {
        let phrase = Phrase::new(text).expect("it holds a word");
        let phrase = if loose { phrase.with_loose_hyphens() } else { phrase };
        let written: Vec<String> = phrase
            .parts
            .iter()
            .map(|part| {
                let gap = match part.gap {
                    Gap::Tight => "",
                    Gap::Space => "_",
                    Gap::HyphenOrSpace => "=",
                };
                format!("{gap}{}", part.text)
            })
            .collect();
        assert_eq!(written.join("|"), expected, "{text}");
    }

    #[test]
    fn phrases_know_what_stands_between_their_words() {
        check("In Order  to", false, "in|_order|_to");
        check("e\u{2011}mail", false, "e|-|mail");
        check("Don’t, please", false, "don't|,|_please");
        check("decision-making body", true, "decision|=making|=body");
        check("pre- and post-war", true, "pre|-|_and|=post|=war");
        check("so-", true, "so|-");
        check("yes, sir", true, "yes|,|_sir");
    }

    #[test]
    fn a_phrase_holds_a_word() {
        assert_eq!(Phrase::new("— ?!"), None);
    }
}
