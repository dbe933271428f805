//! `[capitalization]`: capitals that are missing, and capitals that are too many. Each rule asks for one
//! fault; the words that it needs are its data.

mod headings;
mod listed;
mod starts;
mod words;

use rustc_hash::FxHashSet;

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::Analysis;
use crate::document::TextSpan;
use crate::settings::{Field, Table, Value};
use crate::text::fold;

const FAULTS: &[&str] = &[
    "sentence-start",
    "paragraph-start",
    "pronoun",
    "acronym",
    "title",
    "name",
    "listed-name",
    "stray-small-word",
    "stray-word",
    "heading-verb",
    "heading-style",
    "all-capitals",
];

pub(super) const KIND: Kind = Kind {
    name: "capitalization",
    summary: "capitals that are missing or too many",
    fields: &[
        Field::required("fault", Value::Choice(FAULTS), "which fault to look for"),
        Field::optional("words", Value::Texts, "the words that the fault is about, in their right case"),
        Field::optional(
            "except",
            Value::Texts,
            "for “name”: pairs of words in which the name has become a common word, as in “french fries”; for “listed-name”: words in lower case that are right",
        ),
        Field::optional(
            "least",
            Value::Integer(1, 1_000),
            "how many words, headings or other places it takes",
        ),
    ],
    placeholders: &["right", "count"],
    roles: &["other"],
    proposes: true,
    read,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    SentenceStart,
    ParagraphStart,
    Pronoun,
    Acronym,
    Title,
    Name,
    ListedName,
    StraySmallWord,
    StrayWord,
    HeadingVerb,
    HeadingStyle,
    AllCapitals,
}

#[derive(Debug)]
struct Capitalization {
    fault: Fault,
    /// The words as the rule writes them, and folded.
    words: Vec<String>,
    folded: FxHashSet<String>,
    except: FxHashSet<String>,
    least: usize,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let fault = match table.text("fault")?.value.as_str() {
        "sentence-start" => Fault::SentenceStart,
        "paragraph-start" => Fault::ParagraphStart,
        "pronoun" => Fault::Pronoun,
        "acronym" => Fault::Acronym,
        "title" => Fault::Title,
        "name" => Fault::Name,
        "listed-name" => Fault::ListedName,
        "stray-small-word" => Fault::StraySmallWord,
        "stray-word" => Fault::StrayWord,
        "heading-verb" => Fault::HeadingVerb,
        "heading-style" => Fault::HeadingStyle,
        _ => Fault::AllCapitals,
    };
    let words: Vec<String> = table.texts("words").into_iter().map(|word| word.value).collect();
    let folded = words.iter().map(|word| fold(word).into_owned()).collect();
    let except = table.texts("except").into_iter().map(|pair| pair.value).collect();
    let least = table.integer("least").and_then(|least| usize::try_from(least).ok()).unwrap_or(1);
    Some(Box::new(Capitalization { fault, words, folded, except, least }))
}

impl Matcher for Capitalization {
    fn wakes(&self) -> Wakes {
        match self.fault {
            Fault::Acronym | Fault::Title | Fault::Name => {
                let words = self.words.iter().map(|word| fold(word).into_owned());
                let owners = self.words.iter().map(|word| format!("{}'s", fold(word)));
                Wakes::words(words.chain(owners))
            }
            Fault::Pronoun => Wakes::words(["i".to_owned()]),
            _ => Wakes::Always,
        }
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        match self.fault {
            Fault::SentenceStart => starts::sentences(analysis, found),
            Fault::ParagraphStart => starts::paragraphs(self, analysis, found),
            Fault::Pronoun => words::pronouns(self, analysis, hits, found),
            Fault::Acronym => words::acronyms(self, analysis, hits, found),
            Fault::Title => words::titles(analysis, hits, found),
            Fault::ListedName => listed::find(self, analysis, found),
            Fault::Name => words::names(self, analysis, hits, found),
            Fault::StraySmallWord => words::stray_small_words(self, analysis, found),
            Fault::StrayWord => words::stray_words(self, analysis, found),
            Fault::HeadingVerb => headings::verbs(self, analysis, found),
            Fault::HeadingStyle => headings::styles(self, analysis, found),
            Fault::AllCapitals => headings::all_capitals(self, analysis, found),
        }
    }
}

/// A finding at the token at `index`; its fix writes `right` there.
fn wrong_case(analysis: &Analysis<'_>, index: usize, right: String) -> Match {
    let span: TextSpan = analysis.tokens()[index].span();
    Match::new(analysis, span).value("right", right.clone()).propose(analysis.edit(span, right))
}

/// A word with a capital first letter.
fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Whether the token at `index` starts with a capital.
fn has_capital(analysis: &Analysis<'_>, index: usize) -> bool {
    analysis.has_capital(index)
}

/// Whether the token at `index` is a word without any capital.
fn is_lower(analysis: &Analysis<'_>, index: usize) -> bool {
    analysis.is_lower(index)
}
