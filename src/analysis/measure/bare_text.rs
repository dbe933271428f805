//! A document's text as a program that cleans corpora is handed it: one string. Words of each kind that such
//! programs know are made once, when a measure first asks for them.

use std::cell::OnceCell;

use unicode_segmentation::UnicodeSegmentation;

use super::chain::Chain;
use super::characters::{is_alnum, length, split};
use super::redpajama::Normalised;
use crate::document::{Document, Format, TextSpan};
use crate::text::{Token, TokenKind, is_apostrophe, tokenize};

/// A text, and the words in it.
#[derive(Clone, Copy, Debug)]
pub struct BareText<'t> {
    text: &'t str,
    words: &'t Words,
}

/// The words of one text, of each kind: made when first asked for.
#[derive(Debug, Default)]
pub struct Words {
    scalars: OnceCell<usize>,
    tokens: OnceCell<Chain>,
    joined_tokens: OnceCell<Chain>,
    spaced: OnceCell<Chain>,
    segments: OnceCell<Chain>,
    normalised: OnceCell<Normalised>,
}

impl Words {
    /// The words of a text whose tokens are those of another tokenizer, in order.
    pub fn of_tokens<'w>(tokens: impl IntoIterator<Item = &'w str>) -> Self {
        Self { tokens: OnceCell::from(Chain::new(tokens, " ")), ..Self::default() }
    }
}

impl<'t> BareText<'t> {
    /// A text. `words` are its own, or nothing yet.
    pub fn new(text: &'t str, words: &'t Words) -> Self {
        Self { text, words }
    }

    /// The text of a document: a plain one as it is, another without its markup.
    pub fn of_document(document: &'t Document<'_>, words: &'t Words) -> Self {
        let text = match document.format {
            Format::Plain => document.source.text(),
            Format::Markdown | Format::Html => document.text(),
        };
        Self::new(text, words)
    }

    /// The text.
    pub fn text(&self) -> &'t str {
        self.text
    }

    /// The number of its Unicode scalars.
    pub fn scalars(&self) -> usize {
        *self.words.scalars.get_or_init(|| length(self.text))
    }

    /// The words, numbers and marks of the text.
    pub(super) fn tokens(&self) -> &'t Chain {
        self.words.tokens.get_or_init(|| Chain::new(tokens(self.text), " "))
    }

    /// The same, with nothing between them.
    pub(super) fn joined_tokens(&self) -> &'t Chain {
        self.words.joined_tokens.get_or_init(|| Chain::new(self.tokens().iter(), ""))
    }

    /// What stands between white space.
    pub(super) fn words(&self) -> &'t Chain {
        self.words.spaced.get_or_init(|| Chain::new(split(self.text), " "))
    }

    /// The words of Unicode's annex 29 that start with a letter or digit.
    pub(super) fn segments(&self) -> &'t Chain {
        self.words.segments.get_or_init(|| {
            let is_word = |word: &&str| word.starts_with(is_alnum);
            Chain::new(self.text.split_word_bounds().filter(is_word), "\u{1f}")
        })
    }

    /// The text and its words in lower case, without marks.
    pub(super) fn normalised(&self) -> &'t Normalised {
        self.words.normalised.get_or_init(|| Normalised::new(self.text))
    }
}

/// The tokens of a text. They are cut as tokenizers for corpora cut them: “don’t” is two, “do” and “n’t”, and
/// the stop of an abbreviation belongs to it.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let mut tokens: Vec<Token> = Vec::with_capacity(text.len() / 5);
    tokenize(text, TextSpan::new(0, text.len()), &mut tokens);
    let mut cut = Vec::with_capacity(tokens.len());
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let (token_text, span) = (token.text(text), token.span());
        if token.kind != TokenKind::Word {
            cut.push(token_text);
        } else if is_abbreviation(token_text)
            && let Some(stop) = tokens.next_if(|next| next.span().start == span.end && next.text(text) == ".")
        {
            cut.push(&text[span.start..stop.span().end]);
        } else {
            let (stem, ending) = token_text.split_at(contraction(token_text));
            cut.extend([stem, ending].into_iter().filter(|part| !part.is_empty()));
        }
    }
    cut
}

/// Whether a stop after a word belongs to it: after a single letter, and after these.
fn is_abbreviation(word: &str) -> bool {
    let is_letter = word.len() == 1 && word.as_bytes()[0].is_ascii_lowercase();
    is_letter || ABBREVIATIONS.contains(&word)
}

#[rustfmt::skip] // Many a line.
const ABBREVIATIONS: [&str; 46] = [
    "Adm", "Apr", "Aug", "Bros", "Calif", "Co", "Corp", "D.C", "Dec", "Dr", "Feb", "Fla", "Ga", "Gen", "Gov",
    "Ill", "Inc", "Jan", "Jr", "Jul", "Jun", "Kan", "Ky", "La", "Ltd", "Mar", "Mass", "Md", "Messrs", "Mich",
    "Minn", "Mo", "Mr", "Mrs", "Ms", "Mt", "Nov", "Oct", "Pa", "Ph.D", "Prof", "Rep", "Rev", "Sen", "Sep", "St",
];

/// Where the contracted or possessive ending of a word starts; its end if it has none.
fn contraction(word: &str) -> usize {
    let Some((at, _)) = word.char_indices().rev().find(|&(_, c)| is_apostrophe(c)) else { return word.len() };
    let ending = word[at..].chars().skip(1).collect::<String>().to_ascii_lowercase();
    match ending.as_str() {
        "t" if at > 1 && word[..at].ends_with(['n', 'N']) => at - 1,
        "s" | "m" | "d" | "ll" | "re" | "ve" => at,
        _ => word.len(),
    }
}
