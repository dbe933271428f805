//! What wakes rules, as plain data; the build script lays out with it what wakes the built-in rules.

use crate::lexicon::hash;
use crate::text::CharacterSet;

/// What wakes a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wakes {
    /// Every document: the search is over facts that are computed anyway. There is one hit, on nothing.
    Always,
    /// Any of these characters in the flow. There is one hit, on nothing.
    Characters(CharacterSet),
    /// Any of these words, in lower case, each with its item. A hit's item is that of the word, its place a token.
    Words(Vec<(String, usize)>),
    /// Any of these phrases. A hit's item is the index here, its place the first token;
    /// [`Hits::ranges`](super::Hits::ranges) gives all of its tokens.
    Phrases(Vec<Phrase>),
    /// Any of these strings. A hit's item is the index here, its place an offset in the
    /// flow.
    Literals(Vec<Literal>),
    /// No text, but what its parts find, which look first. That are the hits' findings.
    Findings,
    /// No text, but what there is to say of the document's suppressions, after all other rules have looked. That
    /// are the hits' remarks.
    Remarks,
}

impl Wakes {
    /// Words that wake a rule, each an item of its own.
    pub fn words(words: impl IntoIterator<Item = String>) -> Self {
        Self::Words(words.into_iter().enumerate().map(|(item, word)| (word, item)).collect())
    }

    /// Strings that wake a rule as written, or in any ASCII case.
    pub fn literals<T: AsRef<str>>(texts: impl IntoIterator<Item = T>, is_exact: bool) -> Self {
        let literals = texts.into_iter().map(|text| Literal { text: text.as_ref().to_owned(), is_exact });
        Self::Literals(literals.collect())
    }
}

/// A string that wakes a rule.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Literal {
    /// The string.
    pub text: String,
    /// Whether it wakes as written alone, and not in any ASCII case.
    pub is_exact: bool,
}

/// Words and signs in a row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Phrase {
    /// The parts, in order; one of them at least is a word.
    pub parts: Vec<Part>,
}

/// A word or sign of a phrase.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Part {
    /// The word in lower case, or the sign with hyphens and apostrophes folded.
    pub text: String,
    /// Whether it is a word.
    pub is_word: bool,
    /// What stands before it.
    pub gap: Gap,
}

/// What stands between two parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// Nothing.
    Tight,
    /// White space of any kind.
    Space,
    /// White space, or a hyphen with none around it.
    HyphenOrSpace,
}

impl Gap {
    /// All of them; a laid-out table goes by their places here.
    pub(crate) const ALL: [Self; 3] = [Self::Tight, Self::Space, Self::HyphenOrSpace];
}

/// What tells the rule files that the wakes in `data/wakes.toml` were taken from: a hash of all paths and texts.
pub(crate) fn mark_of<'f>(files: impl IntoIterator<Item = (&'f str, &'f str)>) -> String {
    let all: String = files.into_iter().map(|(path, text)| format!("{path}\n{text}\n")).collect();
    format!("{:08x}", hash(all.replace('\r', "").as_bytes()))
}

/// How a part of a phrase stands in `data/wakes.toml`: what is before it, whether it is a sign, and its text.
pub(crate) const GAP_MARKS: [char; 3] = ['|', ' ', '-'];
pub(crate) const SIGN_MARK: char = '!';
