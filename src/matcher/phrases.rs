//! `[phrases]`: words and phrases from a list, in any case and with any white space between the words.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Wakes};
use crate::analysis::Analysis;
use crate::document::TextSpan;
use crate::settings::{Faults, Field, Spanned, Table, Value};
use crate::text::{TokenKind, fold, tokenize};

pub(super) const KIND: Kind = Kind {
    name: "phrases",
    summary: "words and phrases from a list",
    fields: &[
        Field::optional("any", Value::Texts, "the phrases to find"),
        Field::optional("swap", Value::Map, "phrases to find, each with what to write instead"),
        Field::optional(
            "except",
            Value::Texts,
            "longer phrases that are right: what they hold is not reported",
        ),
        Field::optional(
            "case-sensitive",
            Value::Flag,
            "whether upper and lower case must be as written here",
        ),
    ],
    placeholders: &["swap"],
    roles: &[],
    proposes: true,
    read,
};

/// A phrase as the tokens it is made of.
#[derive(Debug)]
struct Phrase {
    /// Each token in lower case, and as written.
    parts: Vec<(String, String)>,
    /// The part that wakes the rule: its longest word, which is likely its rarest.
    anchor: usize,
    /// What to write instead.
    swap: Option<String>,
}

#[derive(Debug)]
struct Phrases {
    phrases: Vec<Phrase>,
    except: Vec<Phrase>,
    case_sensitive: bool,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let mut phrases: Vec<Phrase> =
        table.texts("any").iter().filter_map(|phrase| Phrase::read(phrase, None, context.faults)).collect();
    for (phrase, swap) in table.map("swap") {
        phrases.extend(Phrase::read(&phrase, Some(swap.value), context.faults));
    }
    let except = table
        .texts("except")
        .iter()
        .filter_map(|phrase| Phrase::read(phrase, None, context.faults))
        .collect();
    if !table.has("any") && !table.has("swap") {
        context.faults.add_with_help(
            "rules/missing-key",
            table.span,
            "[phrases] lacks “any” or “swap”",
            "list the phrases to find",
        );
        return None;
    }
    Some(Box::new(Phrases { phrases, except, case_sensitive: table.flag("case-sensitive") }))
}

impl Phrase {
    fn read(text: &Spanned<String>, swap: Option<String>, faults: &Faults) -> Option<Self> {
        if text.value.trim().is_empty() {
            return None; // It was reported.
        }
        let mut tokens = Vec::new();
        tokenize(&text.value, TextSpan::new(0, text.value.len()), &mut tokens);
        let parts: Vec<(String, String)> = tokens
            .iter()
            .map(|token| {
                let written = token.text(&text.value);
                (fold(written).into_owned(), written.to_owned())
            })
            .collect();
        let anchor = (0..parts.len())
            .filter(|&index| tokens[index].kind == TokenKind::Word)
            .max_by_key(|&index| (parts[index].0.len(), index));
        match anchor {
            Some(anchor) => Some(Self { parts, anchor, swap }),
            None => {
                faults.add_with_help(
                    "rules/no-word",
                    text.span,
                    format!("the phrase “{}” holds no word", text.value),
                    "phrases are found by their words; use [pattern] for signs",
                );
                None
            }
        }
    }

    /// The tokens of the phrase, if it stands around the token at `place`, its anchor.
    fn at(
        &self,
        analysis: &Analysis<'_>,
        place: usize,
        case_sensitive: bool,
    ) -> Option<std::ops::Range<usize>> {
        let first = place.checked_sub(self.anchor)?;
        let range = first..first + self.parts.len();
        let block = analysis.block_tokens(analysis.block_of(place));
        let fits = range.start >= block.start
            && range.end <= block.end
            && range.clone().zip(&self.parts).all(|(index, (folded, written))| {
                if case_sensitive {
                    analysis.token_text(index) == written
                } else {
                    analysis.folded(index) == folded
                }
            });
        fits.then_some(range)
    }
}

impl Matcher for Phrases {
    fn wakes(&self) -> Wakes {
        Wakes::Words(self.phrases.iter().map(|phrase| phrase.parts[phrase.anchor].0.clone()).collect())
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Vec<Match>) {
        for (item, place) in hits.iter() {
            let phrase = &self.phrases[item];
            let Some(tokens) = phrase.at(analysis, place, self.case_sensitive) else { continue };
            if self.is_excepted(analysis, tokens.clone()) {
                continue;
            }
            let span = analysis.span_of(tokens);
            let mut finding = Match::new(analysis, span);
            if let Some(swap) = &phrase.swap {
                let written = like(&finding.text, swap);
                finding = finding.value("swap", written.clone()).propose(analysis.edit(span, written));
            }
            found.push(finding);
        }
    }
}

impl Phrases {
    /// Whether the tokens lie within one of the longer phrases that are right.
    fn is_excepted(&self, analysis: &Analysis<'_>, tokens: std::ops::Range<usize>) -> bool {
        self.except.iter().any(|except| {
            let earliest = tokens.start.saturating_sub(except.parts.len());
            (earliest..tokens.end + except.parts.len()).any(|place| {
                place < analysis.tokens().len()
                    && except
                        .at(analysis, place, self.case_sensitive)
                        .is_some_and(|range| range.start <= tokens.start && tokens.end <= range.end)
            })
        })
    }
}

/// `swap` with a first capital where the text that it replaces has one.
fn like(text: &str, swap: &str) -> String {
    let capital = text.chars().next().is_some_and(char::is_uppercase);
    let mut characters = swap.chars();
    match characters.next() {
        Some(first) if capital && first.is_lowercase() => first.to_uppercase().chain(characters).collect(),
        _ => swap.to_owned(),
    }
}
