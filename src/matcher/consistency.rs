//! `[consistency]`: variants of one word side by side. The document's own majority is right.

use rustc_hash::FxHashMap;

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Wakes};
use super::surroundings::stands_free;
use crate::analysis::Analysis;
use crate::document::BlockKind;
use crate::settings::{Field, Table, Value};
use crate::text::{TokenKind, fold, strip_possessive};

pub(super) const KIND: Kind = Kind {
    name: "consistency",
    summary: "variants of one word, used side by side",
    fields: &[
        Field::required(
            "variants",
            Value::Texts,
            "groups of variants, each as “toward | towards”; capitals count where a variant has some",
        ),
        Field::optional(
            "least",
            Value::Integer(1, 1_000),
            "how often the usual variant must stand; 1 if not given",
        ),
    ],
    placeholders: &["usual", "count"],
    roles: &["other"],
    proposes: true,
    read,
};

#[derive(Debug)]
struct Consistency {
    groups: Vec<Vec<String>>,
    /// The group and variant of each item that wakes the rule.
    items: Vec<(usize, usize)>,
    least: usize,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let mut groups = Vec::new();
    let mut items = Vec::new();
    for text in table.texts("variants") {
        let group: Vec<String> = text.value.split('|').map(|variant| variant.trim().to_owned()).collect();
        if group.len() < 2 || group.iter().any(|variant| variant.is_empty() || variant.contains(' ')) {
            let message = format!("“{}” is no group of single words", text.value);
            context.faults.add_with_help(
                "rules/bad-variants",
                text.span,
                message,
                "write it as “toward | towards”",
            );
            return None;
        }
        items.extend((0..group.len()).map(|variant| (groups.len(), variant)));
        groups.push(group);
    }
    let least = table.integer("least").and_then(|least| usize::try_from(least).ok()).unwrap_or(1);
    Some(Box::new(Consistency { groups, items, least }))
}

impl Matcher for Consistency {
    fn wakes(&self) -> Wakes {
        let word = |&(group, variant): &(usize, usize)| fold(&self.groups[group][variant]).into_owned();
        let words: Vec<String> = self.items.iter().map(word).collect();
        // Possessives are words of their own.
        let owners = words.iter().map(|word| format!("{word}'s"));
        Wakes::Words(words.iter().cloned().chain(owners).collect())
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Vec<Match>) {
        let mut places: FxHashMap<usize, Vec<(usize, usize)>> = FxHashMap::default();
        for (item, place) in hits.iter() {
            let (group, variant) = self.items[item % self.items.len()];
            if self.stands_at(analysis, &self.groups[group][variant], place) {
                places.entry(group).or_default().push((place, variant));
            }
        }
        let mut groups: Vec<_> = places.into_iter().collect();
        groups.sort_unstable();
        for (group, mut places) in groups {
            places.sort_unstable();
            places.dedup_by_key(|&mut (place, _)| place);
            self.compare(analysis, group, &places, found);
        }
    }
}

impl Consistency {
    /// Whether the token is this variant, in the case that it asks for, and free to be another.
    fn stands_at(&self, analysis: &Analysis<'_>, variant: &str, place: usize) -> bool {
        let text = analysis.token_text(place);
        let written = strip_possessive(text);
        let has_capitals = variant.contains(char::is_uppercase);
        let block = &analysis.document.blocks[analysis.block_of(place)];
        let is_free = !block.quoted
            && matches!(block.kind, BlockKind::Paragraph | BlockKind::ListItem | BlockKind::Caption);
        let fits =
            if has_capitals { written == variant } else { !written.chars().skip(1).any(char::is_uppercase) };
        // Within a name (“US Steel”, “Towards Zero”) nobody may choose, nor where letters are all capitals.
        is_free
            && fits
            && stands_free(analysis, place)
            && !(has_capitals && is_in_capitals(analysis, place))
            && !is_in_name(analysis, place, has_capitals)
    }

    /// Reports the places of the rarer variants.
    fn compare(
        &self,
        analysis: &Analysis<'_>,
        group: usize,
        places: &[(usize, usize)],
        found: &mut Vec<Match>,
    ) {
        let variants = &self.groups[group];
        let count = |variant: usize| places.iter().filter(|&&(_, other)| other == variant).count();
        let first = |variant: usize| places.iter().position(|&(_, other)| other == variant);
        // At a tie, what was written first counts as the choice.
        let Some(usual) = (0..variants.len())
            .filter(|&variant| count(variant) >= self.least)
            .max_by_key(|&variant| (count(variant), std::cmp::Reverse(first(variant))))
        else {
            return;
        };
        let Some(&(witness, _)) = places.iter().find(|&&(_, variant)| variant == usual) else { return };
        for &(place, _) in places.iter().filter(|&&(_, variant)| variant != usual) {
            let token = analysis.tokens()[place].span();
            let text = analysis.token_text(place);
            let capital = text.starts_with(char::is_uppercase);
            let ending = &text[strip_possessive(text).len()..];
            let replacement = format!("{}{ending}", with_case(&variants[usual], capital));
            let finding = Match::new(analysis, token)
                .value("usual", variants[usual].clone())
                .value("count", count(usual).to_string())
                .related("other", analysis.source_span(analysis.tokens()[witness].span()))
                .propose(analysis.edit(token, replacement));
            found.push(finding);
        }
    }
}

/// Whether the words around a place are all in capitals, so that case says nothing.
fn is_in_capitals(analysis: &Analysis<'_>, place: usize) -> bool {
    let block = analysis.block_tokens(analysis.block_of(place));
    let words = block.filter(|&index| analysis.is_word(index) && analysis.token_text(index).len() > 1);
    words.clone().count() > 1
        && words
            .filter(|&index| index != place)
            .all(|index| !analysis.token_text(index).contains(char::is_lowercase))
}

/// Whether a capitalised word beside it makes a name of the word.
fn is_in_name(analysis: &Analysis<'_>, place: usize, has_capitals: bool) -> bool {
    if has_capitals {
        return false;
    }
    let is_capital =
        |index: usize| analysis.is_word(index) && analysis.token_text(index).starts_with(char::is_uppercase);
    let sentence = analysis.sentence_of(place);
    is_capital(place) && place != sentence.start && !is_quote(analysis, place - 1)
        || is_capital(place) && place + 1 < sentence.end && is_capital(place + 1)
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
