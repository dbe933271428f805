//! Offices that one person holds at a time, and that a document gives to two.

use std::ops::Range;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::analysis::{Analysis, Mention, Standing};
use crate::matcher::kind::{Match, Matches};
use crate::matcher::surroundings::near;
use crate::settings::Table;
use crate::text::{TokenKind, fold, strip_possessive};

/// The offices, and what speaks of several times at once.
#[derive(Debug)]
pub(super) struct Roles {
    /// The words of each office.
    offices: FxHashSet<Vec<String>>,
    /// The words that an office ends with, and those that one starts with.
    last_words: FxHashSet<String>,
    first_words: FxHashSet<String>,
    longest: usize,
    unless_near: FxHashSet<String>,
    within_words: usize,
}

/// An office and whose it is: “the mayor of Leeds”.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Office {
    role: String,
    of: String,
}

impl Roles {
    pub(super) fn read(table: &Table<'_>) -> Self {
        let words = |key| table.texts(key).into_iter().map(|text| fold(&text.value).into_owned());
        let offices: FxHashSet<Vec<String>> =
            words("roles").map(|role| role.split(' ').map(str::to_owned).collect()).collect();
        let within = table.integer("within-words").and_then(|words| usize::try_from(words).ok());
        Self {
            last_words: offices.iter().filter_map(|office| office.last().cloned()).collect(),
            first_words: offices.iter().filter_map(|office| office.first().cloned()).collect(),
            longest: offices.iter().map(Vec::len).max().unwrap_or(0),
            offices,
            unless_near: words("unless-near").collect(),
            within_words: within.unwrap_or(150),
        }
    }

    /// Adds each name that bears an office which somebody else bears shortly before.
    pub(super) fn find(&self, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
        let people = analysis.people();
        let mut holders: FxHashMap<Office, &Mention> = FxHashMap::default();
        for mention in people.mentions() {
            if people.standing(mention) != Standing::Person || mention.is_possessive {
                continue;
            }
            let Some(office) = self.before(analysis, mention).or_else(|| self.after(analysis, mention))
            else {
                continue;
            };
            if self.tells_times_apart(analysis, mention) {
                continue;
            }
            let role = office.role.clone();
            let Some(other) = holders.insert(office, mention) else { continue };
            let is_near = mention.tokens.start - other.tokens.end <= self.within_words;
            if is_near && are_two(other, mention) {
                let name = analysis.span_of(other.name.clone());
                found.push(
                    Match::new(analysis, analysis.span_of(mention.name.clone()))
                        .value("role", role)
                        .value("usual", analysis.document.slice(name))
                        .related("other", analysis.source_span(name)),
                );
            }
        }
    }

    /// “Kenyan President Ann Lee”, “Leeds mayor Ann Lee”, “the mayor of Leeds, Ann Lee”.
    fn before(&self, analysis: &Analysis<'_>, mention: &Mention) -> Option<Office> {
        let first = analysis.block_tokens(analysis.block_of(mention.tokens.start)).start;
        let end = mention.name.start;
        if let Some(role) = self.role_before(analysis, first, end) {
            let of = names_before(analysis, first, role);
            return (!of.is_empty()).then(|| office(analysis, role..end, of));
        }
        let comma = end.checked_sub(1).filter(|&at| at > first && analysis.token_text(at) == ",")?;
        let of = names_before(analysis, first, comma);
        let before = of.start.checked_sub(1).filter(|&at| at > first && analysis.folded(at) == "of")?;
        let role = self.role_before(analysis, first, before)?;
        (!of.is_empty()).then(|| office(analysis, role..before, of))
    }

    /// “Ann Lee, the mayor of Leeds”, “Ann Lee is president of Kenya”.
    fn after(&self, analysis: &Analysis<'_>, mention: &Mention) -> Option<Office> {
        let last = analysis.block_tokens(analysis.block_of(mention.tokens.start)).end;
        let is = |at: usize, words: &[&str]| at < last && words.contains(&analysis.folded(at));
        let mut at = mention.tokens.end;
        if !is(at, &[",", "is"]) {
            return None;
        }
        at += if is(at + 1, &["the"]) { 2 } else { 1 };
        if at >= last || !self.first_words.contains(analysis.folded(at)) {
            return None;
        }
        let ends = (1..=self.longest).rev().map(|length| at + length).filter(|&end| end <= last);
        let end = ends.into_iter().find(|&end| self.offices.contains(&words(analysis, at..end)))?;
        let names = (end + 1..last).take(LONGEST).take_while(|&index| is_name_word(analysis, index)).count();
        (is(end, &["of"]) && names > 0).then(|| office(analysis, at..end, end + 1..end + 1 + names))
    }

    /// Where the role starts that ends before a token.
    fn role_before(&self, analysis: &Analysis<'_>, first: usize, end: usize) -> Option<usize> {
        if end <= first || !self.last_words.contains(analysis.folded(end - 1)) {
            return None;
        }
        let starts = (1..=self.longest).rev().filter_map(|length| end.checked_sub(length));
        starts
            .filter(|&start| start >= first)
            .find(|&start| self.offices.contains(&words(analysis, start..end)))
    }

    /// Whether the sentence of a name speaks of several times.
    fn tells_times_apart(&self, analysis: &Analysis<'_>, mention: &Mention) -> bool {
        let is_year = |index: usize| {
            analysis.tokens()[index].kind == TokenKind::Number && analysis.token_text(index).len() == 4
        };
        near(&analysis.sentence_of(mention.tokens.start), mention.tokens.start)
            .any(|index| self.unless_near.contains(analysis.folded(index)) || is_year(index))
    }
}

/// Most words of the name of a country, a town or a firm.
const LONGEST: usize = 6;

fn words(analysis: &Analysis<'_>, tokens: Range<usize>) -> Vec<String> {
    tokens.map(|index| analysis.folded(index).to_owned()).collect()
}

fn office(analysis: &Analysis<'_>, role: Range<usize>, of: Range<usize>) -> Office {
    let of: Vec<String> = words(analysis, of).iter().map(|word| strip_possessive(word).to_owned()).collect();
    Office { role: words(analysis, role).join(" "), of: of.join(" ") }
}

/// The words of a name that ends before a token.
fn names_before(analysis: &Analysis<'_>, first: usize, end: usize) -> Range<usize> {
    let names = (first..end).rev().take(LONGEST).take_while(|&index| is_name_word(analysis, index)).count();
    end - names..end
}

/// Whether the token is a word with a capital and nobody's title.
fn is_name_word(analysis: &Analysis<'_>, index: usize) -> bool {
    let lists = ["titles", "title-openers", "calendar-names", "clause-openers", "prepositions"];
    analysis.is_word(index)
        && analysis.token_text(index).starts_with(char::is_uppercase)
        && !lists.iter().any(|name| analysis.lists.get(name).contains(analysis.folded(index)))
}

/// Whether two names can only be those of two people.
fn are_two(one: &Mention, other: &Mention) -> bool {
    !one.words.iter().any(|word| other.words.contains(word))
}
