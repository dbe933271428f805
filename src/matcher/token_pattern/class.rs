//! The classes of a token pattern: shapes, endings, classes of words, and the lists of the rule set.

use crate::analysis::{Analysis, List};
use crate::lexicon::Classes;
use crate::matcher::Context;
use crate::source::Span;
use crate::text::TokenKind;

/// A class of tokens.
#[derive(Debug)]
pub(super) enum Class {
    /// Any token.
    Token,
    /// Of a kind, as the tokeniser tells it.
    Kind(TokenKind),
    /// A word with a capital.
    Capitalised,
    /// A word of capitals, two or more.
    Upper,
    /// A word without a capital.
    Lower,
    /// A mark that is no quotation mark.
    Mark,
    /// A word that no dictionary has.
    Unknown,
    /// Follows the token before without white space.
    Joined,
    /// Follows the token before after white space.
    Spaced,
    /// Follows the token before on the same line.
    SameLine,
    /// A word that ends so, after a stem.
    Ending(String),
    /// A word that begins so, before a stem.
    Beginning(String),
    /// A word of one of these classes; for certain, or possibly.
    Speech { classes: Classes, is_certain: bool },
    /// A list of the rule set.
    Listed(List),
}

/// Shorter stems are no stems: *sing*, *bed*.
const SHORTEST_STEM: usize = 3;

/// The classes of words by the names that patterns use.
const SPEECH: &[(&str, Classes)] = &[
    ("noun", Classes::NOUN.or(Classes::PLURAL)),
    ("singular", Classes::NOUN),
    ("plural", Classes::PLURAL),
    ("mass", Classes::MASS),
    ("verb", Classes::VERB.or(Classes::AUXILIARY).or(Classes::MODAL)),
    ("base", Classes::BASE),
    ("third", Classes::THIRD),
    ("past", Classes::PAST),
    ("participle", Classes::PARTICIPLE),
    ("gerund", Classes::GERUND),
    ("finite", Classes::FINITE.or(Classes::AUXILIARY).or(Classes::MODAL)),
    ("modal", Classes::MODAL),
    ("auxiliary", Classes::AUXILIARY),
    ("adjective", Classes::ADJECTIVE),
    ("comparative", Classes::COMPARATIVE),
    ("superlative", Classes::SUPERLATIVE),
    ("adverb", Classes::ADVERB),
    ("pronoun", Classes::PRONOUN),
    ("determiner", Classes::DETERMINER),
    ("preposition", Classes::PREPOSITION),
    ("conjunction", Classes::CONJUNCTION),
    ("number-word", Classes::NUMBER),
    ("interjection", Classes::INTERJECTION),
    ("proper-noun", Classes::NAME),
];

/// The shapes by name; the endings among them are old acquaintances.
const SHAPES: &[&str] = &[
    "token",
    "word",
    "number",
    "name",
    "Capitalised",
    "UPPER",
    "lower",
    "punctuation",
    "quote",
    "symbol",
    "unknown",
    "joined",
    "spaced",
    "same-line",
    "url",
    "email",
    "object",
    "ing",
    "ed",
    "ly",
    "est",
];

impl Class {
    /// The class of a name, which stands at `span`; an unknown one is reported.
    pub(super) fn read(name: &str, span: Span, context: &Context<'_>) -> Option<Self> {
        if let Some(shape) = Self::shape(name) {
            return Some(shape);
        }
        let (plain, is_certain) = match name.strip_suffix('!') {
            Some(plain) => (plain, true),
            None => (name, false),
        };
        if let Some(&(_, classes)) = SPEECH.iter().find(|(known, _)| *known == plain) {
            return Some(Self::Speech { classes, is_certain });
        }
        if context.lists.names().any(|list| list == name) {
            return Some(Self::Listed(context.lists.get(name).clone()));
        }
        let speech = SPEECH.iter().map(|&(name, _)| name);
        let known: Vec<&str> = SHAPES.iter().copied().chain(speech).chain(context.lists.names()).collect();
        context.faults.add_unknown("rules/unknown-class", span, "class or list", name, &known);
        None
    }

    fn shape(name: &str) -> Option<Self> {
        Some(match name {
            "token" => Self::Token,
            "word" => Self::Kind(TokenKind::Word),
            "number" => Self::Kind(TokenKind::Number),
            "quote" => Self::Kind(TokenKind::Quote),
            "symbol" => Self::Kind(TokenKind::Symbol),
            "url" => Self::Kind(TokenKind::Url),
            "email" => Self::Kind(TokenKind::Email),
            "object" => Self::Kind(TokenKind::Object),
            "name" | "Capitalised" => Self::Capitalised,
            "UPPER" => Self::Upper,
            "lower" => Self::Lower,
            "punctuation" => Self::Mark,
            "unknown" => Self::Unknown,
            "joined" => Self::Joined,
            "spaced" => Self::Spaced,
            "same-line" => Self::SameLine,
            "ing" | "ed" | "ly" | "est" => Self::Ending(name.to_owned()),
            _ => match (name.strip_prefix('-'), name.strip_suffix('-')) {
                (Some(ending), None) if !ending.is_empty() => Self::Ending(ending.to_lowercase()),
                (None, Some(beginning)) if !beginning.is_empty() => Self::Beginning(beginning.to_lowercase()),
                _ => return None,
            },
        })
    }

    /// How dear it is to ask for it, compared with others: its look, its word, or its sentence.
    pub(super) fn cost(&self) -> u8 {
        match self {
            Self::Speech { .. } => 3,
            Self::Unknown | Self::Listed(_) => 2,
            Self::Upper | Self::SameLine | Self::Ending(_) | Self::Beginning(_) => 1,
            _ => 0,
        }
    }

    /// Whether the token at `index` is of the class.
    pub(super) fn holds(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        let kind = analysis.tokens()[index].kind;
        let is_word = kind == TokenKind::Word;
        let text = || analysis.token_text(index);
        let is_stem = |rest: Option<&str>| rest.is_some_and(|stem| stem.len() >= SHORTEST_STEM);
        match self {
            Self::Token => true,
            Self::Kind(wanted) => kind == *wanted,
            Self::Capitalised => analysis.has_capital(index),
            Self::Upper => is_word && text().chars().count() > 1 && !text().contains(char::is_lowercase),
            Self::Lower => analysis.is_lower(index),
            Self::Mark => kind == TokenKind::Punctuation,
            Self::Unknown => is_word && !analysis.lexicon.is_known(text()),
            Self::Joined => index > 0 && analysis.gap_after(index - 1).is_empty(),
            Self::Spaced => index > 0 && !analysis.gap_after(index - 1).is_empty(),
            Self::SameLine => index > 0 && !analysis.gap_after(index - 1).contains('\n'),
            Self::Ending(ending) => is_word && is_stem(analysis.folded(index).strip_suffix(ending.as_str())),
            Self::Beginning(start) => is_word && is_stem(analysis.folded(index).strip_prefix(start.as_str())),
            Self::Speech { classes, is_certain: true } => {
                is_word && analysis.classes(index).is_within(*classes)
            }
            Self::Speech { classes, is_certain: false } => {
                is_word && analysis.classes(index).intersects(*classes)
            }
            Self::Listed(list) => {
                let vocabulary = analysis.vocabulary();
                vocabulary.of_token(index).is_some_and(|word| list.contains_word(vocabulary, word))
            }
        }
    }
}
