//! `[repeat]`: words, phrases, sentences and paragraphs that stand twice where once is meant.

mod nearby;
mod passages;
mod template;
mod words;

use rustc_hash::{FxHashMap, FxHashSet};

use super::index::Hits;
use super::kind::{Context, Kind, Matcher, Matches, Reach, Wakes};
use crate::analysis::Analysis;
use crate::document::TextSpan;
use crate::settings::{Field, Spanned, Table, Value};
use crate::text::{TokenKind, fold, tokenize};

const UNITS: &[&str] = &["word", "phrase", "pair", "nearby", "sentence", "paragraph", "template"];

pub(super) const KIND: Kind = Kind {
    name: "repeat",
    summary: "a word, phrase, sentence or paragraph that stands twice",
    fields: &[
        Field::required("unit", Value::Choice(UNITS), "what stands twice"),
        Field::optional(
            "lists",
            Value::Texts,
            "word: only words of these lists; nearby: phrases around them; template: it must hold one of their words",
        ),
        Field::optional("without-lists", Value::Texts, "word: words of these lists are left alone"),
        Field::optional("except", Value::Texts, "words and phrases that may well hold a repetition"),
        Field::optional(
            "except-endings",
            Value::Texts,
            "pair: endings of words that are doubled for emphasis",
        ),
        Field::optional("beside", Value::Texts, "nearby: words that make a phrase of the word beside them"),
        Field::optional(
            "within",
            Value::Integer(1, 1_000_000),
            "paragraph: how many paragraphs back the first may stand; any number if not given",
        ),
        Field::optional(
            "least-words",
            Value::Integer(1, 1_000),
            "sentence and paragraph: words that it must have; template: words that it must have beside names",
        ),
        Field::optional(
            "least",
            Value::Integer(2, 1_000),
            "template: how many places must be filled in; 3 if not given",
        ),
    ],
    placeholders: &["once"],
    roles: &["first"],
    proposes: true,
    read,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Unit {
    Word,
    Phrase,
    Pair,
    Nearby,
    Sentence,
    Paragraph,
    Template,
}

#[derive(Debug)]
struct Repeat {
    unit: Unit,
    lists: Vec<String>,
    without_lists: Vec<String>,
    exceptions: Exceptions,
    except_endings: Vec<String>,
    beside: FxHashSet<String>,
    least_words: usize,
    least: usize,
    within: Option<usize>,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let unit = match table.text("unit")?.value.as_str() {
        "word" => Unit::Word,
        "phrase" => Unit::Phrase,
        "pair" => Unit::Pair,
        "nearby" => Unit::Nearby,
        "sentence" => Unit::Sentence,
        "template" => Unit::Template,
        _ => Unit::Paragraph,
    };
    let names = |key: &str| -> Vec<String> {
        let known = |name: &Spanned<String>| context.list(name).is_some();
        table.texts(key).into_iter().filter(known).map(|name| name.value).collect()
    };
    let count = |key: &str| table.integer(key).and_then(|number| usize::try_from(number).ok());
    let folded = |key: &str| table.texts(key).iter().map(|word| fold(&word.value).into_owned()).collect();
    Some(Box::new(Repeat {
        unit,
        lists: names("lists"),
        without_lists: names("without-lists"),
        exceptions: Exceptions::new(&table.texts("except")),
        except_endings: table.texts("except-endings").into_iter().map(|ending| ending.value).collect(),
        beside: folded("beside"),
        least_words: count("least-words").unwrap_or(1),
        least: count("least").unwrap_or(3),
        within: count("within"),
    }))
}

impl Matcher for Repeat {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn reach(&self) -> Reach {
        match self.unit {
            Unit::Word | Unit::Phrase | Unit::Pair => Reach::Block,
            _ => Reach::Document,
        }
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        match self.unit {
            Unit::Word => words::doubled_words(self, analysis, found),
            Unit::Phrase => words::doubled_phrases(self, analysis, found),
            Unit::Pair => words::pairs(self, analysis, found),
            Unit::Nearby => nearby::find(self, analysis, found),
            Unit::Sentence => passages::sentences(self, analysis, found),
            Unit::Paragraph => passages::paragraphs(self, analysis, found),
            Unit::Template => template::find(self, analysis, found),
        }
    }
}

impl Repeat {
    /// Whether the lists let the word at `index` be looked at.
    fn is_wanted(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        let word = analysis.folded(index);
        let holds = |name: &String| analysis.lists.get(name).contains(word);
        (self.lists.is_empty() || self.lists.iter().any(holds)) && !self.without_lists.iter().any(holds)
    }
}

/// Phrases in which a repetition is right, by each of their words.
#[derive(Debug, Default)]
struct Exceptions {
    phrases: Vec<Vec<String>>,
    by_word: FxHashMap<String, Vec<(usize, usize)>>,
}

impl Exceptions {
    fn new(texts: &[Spanned<String>]) -> Self {
        let mut exceptions = Self::default();
        for text in texts {
            let mut tokens = Vec::new();
            tokenize(&text.value, TextSpan::new(0, text.value.len()), &mut tokens);
            let words: Vec<String> = tokens
                .iter()
                .filter(|token| token.kind == TokenKind::Word)
                .map(|token| fold(token.text(&text.value)).into_owned())
                .collect();
            for (at, word) in words.iter().enumerate() {
                let places = exceptions.by_word.entry(word.clone()).or_default();
                places.push((exceptions.phrases.len(), at));
            }
            exceptions.phrases.push(words);
        }
        exceptions
    }

    /// Whether one of the phrases holds the whole of these tokens, or one of its single words starts them.
    fn hold(&self, analysis: &Analysis<'_>, tokens: std::ops::Range<usize>) -> bool {
        let Some(places) = self.by_word.get(analysis.folded(tokens.start)) else { return false };
        places.iter().any(|&(phrase, at)| {
            let phrase = &self.phrases[phrase];
            if phrase.len() == 1 {
                return true;
            }
            let Some(start) = tokens.start.checked_sub(at) else { return false };
            let end = start + phrase.len();
            tokens.end <= end
                && end <= analysis.tokens().len()
                && (start..end).zip(phrase).all(|(index, word)| analysis.folded(index) == word)
        })
    }
}
