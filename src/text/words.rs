//! The words around a stop: what would open the next sentence, and whether it looks like a beginning.

use std::borrow::Cow;

use super::characters::{is_apostrophe, is_quote};
use super::token::{Token, TokenKind};
use super::word::fold;

/// The tokens of a block with their text.
#[derive(Clone, Copy)]
pub(super) struct Words<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
}

impl Words<'_> {
    /// Whether the point of a list starts at `index` that follows the one that starts at `sentence`: “2.”
    /// after “1.”, also when no stop ends the first.
    pub(super) fn is_next_point(&self, sentence: usize, index: usize) -> bool {
        if index <= sentence || !self.gap_before(index) {
            return false;
        }
        let bullet = self.token_text(sentence) == self.token_text(index) && is_bullet(self.token_text(index));
        let offset = usize::from(bullet);
        let (first, next) = (sentence + offset, index + offset);
        let is_mark = |text: &str| matches!(text, "." | ")");
        follows(self.token_text(first), self.token_text(next))
            && is_mark(self.token_text(first + 1))
            && self.token_text(first + 1) == self.token_text(next + 1)
            && is_mark(self.token_text(first + 2)) == is_mark(self.token_text(next + 2))
            && !self.gap_before(first + 1)
            && !self.gap_before(next + 1)
            && next + 2 < self.tokens.len()
            && self.gap_before(next + 2 + usize::from(is_mark(self.token_text(next + 2))))
    }

    /// Whether a point of a list starts at `index`: a mark follows the first word or number.
    pub(super) fn is_point(&self, index: usize) -> bool {
        let first = index + usize::from(is_bullet(self.token_text(index)));
        matches!(self.token_text(first + 1), "." | ")") && !self.gap_before(first + 1)
    }

    /// The text of the token at `index`; nothing after the last.
    pub(super) fn token_text(&self, index: usize) -> &str {
        self.tokens.get(index).map_or("", |token| token.text(self.text))
    }

    /// The token that a new sentence would really open with, past quotes and brackets; none if the sentence
    /// must go on.
    pub(super) fn opening(&self, next: usize) -> Option<usize> {
        const FARTHEST: usize = 8;
        for index in next..self.tokens.len().min(next + FARTHEST) {
            let token = &self.tokens[index];
            let text = token.text(self.text);
            let opens = match token.kind {
                TokenKind::Quote => true,
                TokenKind::Punctuation => matches!(text, "(" | "[" | "¿" | "¡" | "_"),
                TokenKind::Symbol => matches!(text, "*" | "~"),
                _ => false,
            };
            if opens {
                continue;
            }
            return match token.kind {
                TokenKind::Word => !text.starts_with(char::is_lowercase) || self.is_list_letter(index),
                TokenKind::Number | TokenKind::Url | TokenKind::Email | TokenKind::Object => true,
                TokenKind::Handle | TokenKind::Hashtag => true,
                TokenKind::Symbol => matches!(text, "$" | "€" | "£" | "¥" | "#" | "•" | "©"),
                TokenKind::Punctuation => matches!(text, "•" | "‣" | "§" | "…") || text.starts_with(".."),
                TokenKind::Quote | TokenKind::Emoji => false,
            }
            .then_some(index);
        }
        None
    }

    /// Whether the word at `index` commonly starts a sentence and is hardly ever part of a name.
    pub(super) fn is_starter(&self, index: usize) -> bool {
        STARTERS.binary_search(&&*self.folded_stem(index)).is_ok()
    }

    /// Whether a name and a verb of speech follow: “‘Really?’ Smith asked.”, “‘Run!’ I panted.”
    pub(super) fn reports_speech(&self, opening: usize) -> bool {
        const LONGEST_NAME: usize = 4;
        let name_and_verb = self.tokens[opening..].iter().take(LONGEST_NAME + 1);
        let mut words = name_and_verb.take_while(|token| token.kind == TokenKind::Word).skip(1);
        if words.any(|token| SPEECH.contains(&token.text(self.text))) {
            return true;
        }
        // A clause of no more than “I” and a verb belongs to the speech, whichever verb it is.
        let texts = |index: usize| self.token_text(opening + index);
        texts(0) == "I" && texts(1).ends_with("ed") && matches!(texts(2), "." | ",")
    }

    /// The word at `index` as rules compare it.
    pub(super) fn word(&self, index: usize) -> Cow<'_, str> {
        fold(self.tokens[index].text(self.text))
    }

    /// Whether something that is no token stands before the token at `index`.
    pub(super) fn gap_before(&self, index: usize) -> bool {
        index == 0
            || index >= self.tokens.len()
            || self.tokens[index].span().start > self.tokens[index - 1].span().end
    }

    /// Whether a single letter with a stop or bracket stands at `index`, as before a point of a list.
    fn is_list_letter(&self, index: usize) -> bool {
        let mark = self.tokens.get(index + 1).filter(|_| !self.gap_before(index + 1));
        let marked = mark.is_some_and(|mark| matches!(mark.text(self.text), "." | ")"));
        marked && self.tokens[index].span().len() == 1
    }

    /// The word at `index` in lower case, up to an apostrophe (“It’s” → “it”).
    pub(super) fn folded_stem(&self, index: usize) -> Cow<'_, str> {
        let text = self.tokens[index].text(self.text);
        let stem = text.split(|c| is_apostrophe(c) || is_quote(c)).next().unwrap_or(text);
        fold(stem)
    }
}

/// Whether a mark stands before the points of a list.
fn is_bullet(text: &str) -> bool {
    matches!(text, "•" | "⁃" | "‣" | "*" | "-" | "–" | "(")
}

/// Whether a point of a list that is numbered `next` comes after the one that is numbered `first`.
fn follows(first: &str, next: &str) -> bool {
    if let (Ok(first), Ok(next)) = (first.parse::<u16>(), next.parse::<u16>()) {
        return first.checked_add(1) == Some(next);
    }
    // Capitals are initials more often.
    match (first.as_bytes(), next.as_bytes()) {
        ([first], [next]) => first.is_ascii_lowercase() && next.is_ascii_lowercase() && first + 1 == *next,
        _ => false,
    }
}

/// Whether a word numbers a point of a list: “a”, “B”, “iv”.
pub(super) fn is_list_mark(word: &str) -> bool {
    let roman = |numerals: &str| word.len() <= 4 && word.chars().all(|c| numerals.contains(c));
    word.chars().count() == 1 || roman("ivx") || roman("IVX")
}

/// Verbs that follow the name of who spoke.
#[rustfmt::skip]
const SPEECH: [&str; 36] = [
    "added", "adds", "answered", "asked", "asks", "began", "called", "cried", "declared", "demanded",
    "exclaimed", "explained", "inquired", "insisted", "joked", "murmured", "muttered", "observed",
    "quipped", "recalled", "remarked", "repeated", "replied", "responded", "said", "says", "screamed",
    "shouted", "shrieked", "suggested", "told", "tweeted", "whispered", "wondered", "wrote", "yelled",
];

/// Words that start sentences and no names, sorted.
#[rustfmt::skip]
const STARTERS: [&str; 152] = [
    "a", "after", "again", "all", "also", "although", "an", "and", "another", "are", "as", "at",
    "because", "before", "besides", "both", "but", "by", "can", "consequently", "could", "despite",
    "did", "do", "does", "during", "each", "either", "even", "every", "everyone", "everything", "few",
    "finally", "for", "from", "further", "furthermore", "had", "has", "have", "he", "hence", "her",
    "here", "hers", "his", "how", "however", "i", "if", "in", "indeed", "instead", "is", "it", "its",
    "just", "later", "less", "many", "maybe", "meanwhile", "more", "moreover", "most", "much", "my",
    "neither", "nevertheless", "nobody", "none", "nonetheless", "nor", "nothing", "now", "on", "once",
    "one", "only", "or", "other", "others", "otherwise", "our", "perhaps", "please", "rather",
    "several", "shall", "she", "should", "similarly", "since", "so", "some", "somebody", "someone",
    "something", "sometimes", "soon", "still", "such", "than", "that", "the", "their", "them", "then",
    "there", "therefore", "these", "they", "this", "those", "though", "through", "thus", "to", "today",
    "together", "tomorrow", "too", "unless", "unlike", "until", "upon", "was", "we", "were", "what",
    "whatever", "when", "whenever", "where", "whereas", "whether", "which", "while", "who", "whoever",
    "whose", "why", "with", "within", "without", "would", "yes", "yesterday", "yet", "you", "your",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn starters_are_sorted() {
        assert!(STARTERS.is_sorted());
    }
}
