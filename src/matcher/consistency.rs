//! `[consistency]`: variants of one word side by side. The document's own majority is right.

mod region;
mod variant;

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use super::surroundings::{near, stand_free};
use crate::analysis::Analysis;
use crate::document::BlockKind;
use crate::settings::{Field, Table, Value};
use crate::text::{TokenKind, fold, strip_possessive};
use variant::Variant;

pub(super) const KIND: Kind = Kind {
    name: "consistency",
    summary: "variants of one word, used side by side",
    fields: &[
        Field::optional(
            "variants",
            Value::Texts,
            "groups of variants, each as “toward | towards”; capitals count where a variant has some",
        ),
        Field::optional(
            "except",
            Value::Texts,
            "pairs of words in which a variant is part of another name, as in “peking duck”",
        ),
        Field::optional(
            "unless-near",
            Value::Texts,
            "words that explain why both variants stand, wherever they share a sentence with one",
        ),
        Field::optional(
            "regional",
            Value::Choice(&["pairs", "document", "language"]),
            "“pairs”: one word in the spellings of two regions; “document”: words that are not of the region of most; \
             “language”: words that are not of the language that the settings name",
        ),
        Field::optional(
            "least",
            Value::Integer(1, 1_000),
            "how often the usual variant, or the usual region, must stand; 1 if not given",
        ),
        Field::optional(
            "most-percent",
            Value::Integer(1, 50),
            "for “document”: the share of the words of other regions above which a document has no usual one",
        ),
    ],
    placeholders: &["usual", "count", "region"],
    roles: &["other"],
    proposes: true,
    read,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Regional {
    Pairs,
    Document,
    Language,
}

#[derive(Debug)]
struct Consistency {
    groups: Vec<Vec<Variant>>,
    /// The group and variant of each word that wakes the rule.
    wakes: Vec<(String, usize, usize)>,
    except: FxHashSet<String>,
    unless_near: FxHashSet<String>,
    regional: Option<Regional>,
    least: usize,
    most_percent: usize,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let mut groups = Vec::new();
    let mut wakes = Vec::new();
    for text in table.texts("variants") {
        let group: Option<Vec<Variant>> =
            text.value.split('|').map(|variant| Variant::read(variant.trim())).collect();
        let Some(group) = group.filter(|group| group.len() > 1) else {
            let message = format!("“{}” is no group of words", text.value);
            context.faults.add_with_help(
                "rules/bad-variants",
                text.span,
                message,
                "write it as “toward | towards”",
            );
            return None;
        };
        for (index, variant) in group.iter().enumerate() {
            wakes.extend(variant.waking_words().map(|word| (word, groups.len(), index)));
        }
        groups.push(group);
    }
    let regional = table.text("regional").map(|choice| match choice.value.as_str() {
        "pairs" => Regional::Pairs,
        "document" => Regional::Document,
        _ => Regional::Language,
    });
    if groups.is_empty() && regional.is_none() {
        let help = "list the variants, as “toward | towards”";
        context.faults.add_with_help("rules/missing-key", table.span, "[consistency] lacks “variants”", help);
        return None;
    }
    if !groups.is_empty() && regional.is_some() {
        let span = table.key_span("regional").unwrap_or(table.span);
        let help = "move one of the two to a rule of its own";
        let message = "“regional” and “variants” are two searches";
        context.faults.add_with_help("rules/two-searches", span, message, help);
        return None;
    }
    let number =
        |key, usual| table.integer(key).and_then(|number| usize::try_from(number).ok()).unwrap_or(usual);
    let (least, most_percent) = (number("least", 1), number("most-percent", 25));
    let words = |key| table.texts(key).iter().map(|text| fold(&text.value).into_owned()).collect();
    let (except, unless_near) = (words("except"), words("unless-near"));
    Some(Box::new(Consistency { groups, wakes, except, unless_near, regional, least, most_percent }))
}

impl Matcher for Consistency {
    fn wakes(&self) -> Wakes {
        match self.regional {
            Some(_) => Wakes::Always,
            None => Wakes::words(self.wakes.iter().map(|(word, _, _)| word.clone())),
        }
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        match self.regional {
            Some(Regional::Pairs) => region::pairs(self, analysis, found),
            Some(Regional::Document) => region::strangers(self, analysis, found),
            Some(Regional::Language) => region::foreign(analysis, found),
            None => self.find_variants(analysis, hits, found),
        }
    }
}

impl Consistency {
    fn find_variants(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        let mut places: FxHashMap<usize, Vec<(Range<usize>, usize)>> = FxHashMap::default();
        for (item, place) in hits.iter() {
            let (_, group, variant) = self.wakes[item];
            let written = &self.groups[group][variant];
            let tokens = written.at(analysis, place).filter(|tokens| {
                is_choice(analysis, tokens, written.has_capitals()) && !self.is_excepted(analysis, tokens)
            });
            if let Some(tokens) = tokens {
                places.entry(group).or_default().push((tokens, variant));
            }
        }
        let mut groups: Vec<_> = places.into_iter().collect();
        groups.sort_unstable_by_key(|(group, _)| *group);
        for (group, mut places) in groups {
            if places.iter().any(|(tokens, _)| self.is_explained(analysis, tokens)) {
                continue;
            }
            places.sort_unstable_by_key(|(tokens, variant)| (tokens.start, *variant));
            places.dedup_by_key(|(tokens, _)| tokens.start);
            let spellings: Vec<&str> = self.groups[group].iter().map(Variant::text).collect();
            compare(analysis, &spellings, self.least, &places, found);
        }
    }
}

impl Consistency {
    /// Whether a variant is part of another name: “Peking duck”, “Peking University”.
    fn is_excepted(&self, analysis: &Analysis<'_>, tokens: &Range<usize>) -> bool {
        if self.except.is_empty() {
            return false;
        }
        let block = analysis.block_tokens(analysis.block_of(tokens.start));
        let pair = |first: usize| {
            let words = format!("{} {}", analysis.folded(first), analysis.folded(first + 1));
            self.except.contains(&words)
        };
        let goes_on = tokens.end < block.end
            && analysis.is_word(tokens.end)
            && analysis.token_text(tokens.end).starts_with(char::is_uppercase)
            && analysis.gap_after(tokens.end - 1) == " ";
        goes_on
            || tokens.start > block.start && pair(tokens.start - 1)
            || tokens.end < block.end && pair(tokens.end - 1)
    }

    fn is_explained(&self, analysis: &Analysis<'_>, tokens: &Range<usize>) -> bool {
        !self.unless_near.is_empty()
            && near(&analysis.sentence_of(tokens.start), tokens.start)
                .any(|at| self.unless_near.contains(analysis.folded(at)))
    }
}

/// Reports the places of the rarer of some spellings.
fn compare(
    analysis: &Analysis<'_>,
    spellings: &[&str],
    least: usize,
    places: &[(Range<usize>, usize)],
    found: &mut Matches<'_>,
) {
    let count = |spelling: usize| places.iter().filter(|(_, other)| *other == spelling).count();
    let first = |spelling: usize| places.iter().position(|(_, other)| *other == spelling);
    // At a tie, what was written first counts as the choice.
    let Some(usual) = (0..spellings.len())
        .filter(|&spelling| count(spelling) >= least)
        .max_by_key(|&spelling| (count(spelling), std::cmp::Reverse(first(spelling))))
    else {
        return;
    };
    let Some((witness, _)) = places.iter().find(|(_, spelling)| *spelling == usual) else { return };
    let times = count(usual).to_string();
    for (tokens, _) in places.iter().filter(|(_, spelling)| *spelling != usual) {
        let finding = instead(analysis, tokens, spellings[usual])
            .value("count", times.clone())
            .related("other", analysis.source_span(analysis.span_of(witness.clone())));
        found.push(finding);
    }
}

/// A finding at some tokens that should be spelled otherwise.
fn instead(analysis: &Analysis<'_>, tokens: &Range<usize>, spelling: &str) -> Match {
    let span = analysis.span_of(tokens.clone());
    let text = analysis.document.slice(span);
    let capital = text.starts_with(char::is_uppercase);
    let ending = &text[strip_possessive(text).len()..];
    let replacement = format!("{}{ending}", with_case(spelling, capital));
    Match::new(analysis, span).value("usual", spelling).propose(analysis.edit(span, replacement))
}

/// Whether a writer may choose the spelling here: within a name (“US Steel”, “Towards Zero”) nobody may, nor
/// in the words of others, nor is case telling where letters are all capitals.
fn is_choice(analysis: &Analysis<'_>, tokens: &Range<usize>, has_capitals: bool) -> bool {
    let block = &analysis.document.blocks[analysis.block_of(tokens.start)];
    !block.quoted
        && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption)
        && stand_free(analysis, tokens)
        && !(has_capitals && is_in_capitals(analysis, tokens))
        && (has_capitals || !is_in_name(analysis, tokens))
}

/// Whether the words around some tokens are all in capitals, so that case says nothing.
fn is_in_capitals(analysis: &Analysis<'_>, tokens: &Range<usize>) -> bool {
    let block = analysis.block_tokens(analysis.block_of(tokens.start));
    let words = near(&block, tokens.start)
        .filter(|&index| analysis.is_word(index) && analysis.token_text(index).len() > 1);
    words.clone().count() > 1
        && words
            .filter(|index| !tokens.contains(index))
            .all(|index| !analysis.token_text(index).contains(char::is_lowercase))
}

/// Whether a capitalised word beside them makes a name of some tokens.
fn is_in_name(analysis: &Analysis<'_>, tokens: &Range<usize>) -> bool {
    let is_capital =
        |index: usize| analysis.is_word(index) && analysis.token_text(index).starts_with(char::is_uppercase);
    let sentence = analysis.sentence_of(tokens.start);
    let is_first = tokens.start == sentence.start || is_quote(analysis, tokens.start - 1);
    is_capital(tokens.start) && (!is_first || tokens.end < sentence.end && is_capital(tokens.end))
}

fn is_quote(analysis: &Analysis<'_>, index: usize) -> bool {
    analysis.tokens()[index].kind == TokenKind::Quote
}

fn with_case(word: &str, capital: bool) -> String {
    let mut characters = word.chars();
    match characters.next() {
        Some(first) if capital => first.to_uppercase().chain(characters).collect(),
        _ => word.to_owned(),
    }
}
