//! `[confusables]`: words and hosts with letters that only look like the ones they are read as, from another
//! script or under accents. What looks like what is Unicode's to say (UTS 39).

mod host;
mod look;
mod punycode;

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};

use self::look::{is_foreign_letter, lookalike, strict_lookalike};
use super::characters::describe;
use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::Analysis;
use crate::lexicon::Entry;
use crate::settings::{Field, Table, Value};
use crate::text::{CharacterSet, fold, is_mark};

const FAULTS: &[&str] = &["mixed-word", "disguised-word", "accented-word", "mixed-host", "disguised-host"];

pub(super) const KIND: Kind = Kind {
    name: "confusables",
    summary: "words and hosts with letters that look like others",
    fields: &[Field::required("fault", Value::Choice(FAULTS), "which fault to look for")],
    placeholders: &["plain", "name", "script"],
    roles: &[],
    proposes: true,
    read,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// A word of Latin letters and some of another script that look Latin.
    MixedWord,
    /// A word of letters that are all of another script, and read as an English word.
    DisguisedWord,
    /// An English word under accents that it does not have.
    AccentedWord,
    /// A host one label of which mixes scripts.
    MixedHost,
    /// A host that reads as another one.
    DisguisedHost,
}

#[derive(Debug)]
struct Confusables {
    fault: Fault,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let fault = match table.text("fault")?.value.as_str() {
        "mixed-word" => Fault::MixedWord,
        "disguised-word" => Fault::DisguisedWord,
        "accented-word" => Fault::AccentedWord,
        "mixed-host" => Fault::MixedHost,
        _ => Fault::DisguisedHost,
    };
    Some(Box::new(Confusables { fault }))
}

impl Matcher for Confusables {
    fn wakes(&self) -> Wakes {
        match self.fault {
            // Hosts are written in ASCII too.
            Fault::MixedHost | Fault::DisguisedHost => Wakes::Always,
            Fault::MixedWord | Fault::DisguisedWord | Fault::AccentedWord => {
                Wakes::Characters(CharacterSet::BEYOND_ASCII)
            }
        }
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        match self.fault {
            Fault::MixedHost => host::find(analysis, host::mixed, found),
            Fault::DisguisedHost => host::find(analysis, |host| host::disguised(analysis, host), found),
            Fault::MixedWord => words(analysis, is_foreign_letter, mixed, found),
            Fault::DisguisedWord => words(analysis, is_foreign_letter, disguised, found),
            Fault::AccentedWord => words(analysis, |c| plain_letter(c).is_some(), accented, found),
        }
    }
}

/// Looks at each word that holds a letter which `wanted` says yes to; `plain` says what it is read as.
fn words(
    analysis: &Analysis<'_>,
    wanted: impl Fn(char) -> bool,
    plain: impl Fn(&Analysis<'_>, usize) -> Option<String>,
    found: &mut Matches<'_>,
) {
    let mut looked_at = 0;
    for at in analysis.inventory().places(&wanted) {
        let index = analysis.tokens().partition_point(|token| token.span().end <= at);
        let is_held = analysis.tokens().get(index).is_some_and(|token| token.span().start <= at);
        if index < looked_at || !is_held || !analysis.is_word(index) {
            continue;
        }
        looked_at = index + 1;
        let Some(plain) = plain(analysis, index) else { continue };
        let span = analysis.tokens()[index].span();
        let odd = analysis.document.text()[at..].chars().next().unwrap_or_default();
        let finding = Match::new(analysis, span)
            .value("plain", plain.clone())
            .value("name", format!("“{odd}”, {}", describe(odd)))
            .value("script", odd.script().full_name());
        found.push(finding.propose(analysis.edit(span, plain)));
    }
}

/// What a word is read as that mixes Latin letters with others that look like some.
fn mixed(analysis: &Analysis<'_>, index: usize) -> Option<String> {
    let word = analysis.token_text(index);
    if !word.chars().any(|c| c.is_ascii_alphabetic())
        || word.chars().filter(|c| c.is_alphabetic()).count() < 3
    {
        return None;
    }
    let read = |look: fn(char) -> Option<char>| -> Option<String> {
        word.chars().map(|c| if is_foreign_letter(c) { look(c) } else { Some(c) }).collect()
    };
    let plain = read(lookalike)?;
    // Formulas and genes (“sinα”, “TNFα”) end in Greek letters.
    let is_greek = word.chars().any(|c| c.script() == Script::Greek);
    let (shortest, ends_greek) = if is_greek { (4, word.ends_with(is_foreign_letter)) } else { (3, false) };
    let is_long = plain.chars().count() >= shortest;
    if is_long && !ends_greek && is_known(analysis, &plain) {
        return Some(plain);
    }
    // A name that nobody knows: in English text no word mixes Latin and Cyrillic letters.
    let read = read(strict_lookalike).filter(|plain| plain.chars().count() >= 5 && !is_greek)?;
    (!has_neighbours(analysis, index)).then_some(read)
}

/// What a word is read as whose letters are all of another script.
fn disguised(analysis: &Analysis<'_>, index: usize) -> Option<String> {
    let word = analysis.token_text(index);
    if !word.chars().all(|c| is_foreign_letter(c) || !c.is_alphabetic()) {
        return None;
    }
    let plain: String = word
        .chars()
        .map(|c| if is_foreign_letter(c) { strict_lookalike(c) } else { Some(c) })
        .collect::<Option<_>>()?;
    let is_common = |entry: Entry| entry.is_lower() && entry.frequency() >= LEAST_FREQUENCY;
    let is_meant = plain.chars().count() >= 4
        && analysis.lexicon.lookup(&fold(&plain)).is_some_and(is_common)
        && !has_neighbours(analysis, index);
    is_meant.then_some(plain)
}

/// What a word is read as that has three accents or more, and none in any dictionary.
fn accented(analysis: &Analysis<'_>, index: usize) -> Option<String> {
    let word: String = analysis.token_text(index).nfc().collect();
    let accents = word.chars().filter(|&c| plain_letter(c).is_some()).count();
    if accents < 3 || analysis.lexicon.is_known(&word) && accents * 2 < word.chars().count() {
        return None;
    }
    let plain: String = word.chars().map(|c| plain_letter(c).unwrap_or(c)).collect();
    (plain.is_ascii() && is_known(analysis, &plain)).then_some(plain)
}

/// The letter under an accent.
fn plain_letter(c: char) -> Option<char> {
    let mut parts = [c].into_iter().nfd();
    let first = parts.next().filter(char::is_ascii_alphabetic)?;
    let mut marks = parts.peekable();
    (marks.peek().is_some() && marks.all(is_mark)).then_some(first)
}

fn is_known(analysis: &Analysis<'_>, word: &str) -> bool {
    let folded = fold(word);
    analysis.lexicon.lookup(&folded).is_some() || analysis.vocabulary().count_of(&folded).is_some()
}

/// Whether the block holds other words of the same script, and none of them read as English: then it is a text
/// in another language.
fn has_neighbours(analysis: &Analysis<'_>, index: usize) -> bool {
    let tokens: Range<usize> = analysis.block_tokens(analysis.block_of(index));
    let is_foreign = |text: &str| {
        text.chars().all(|c| is_foreign_letter(c) || !c.is_alphabetic())
            && text.chars().any(is_foreign_letter)
    };
    // Near ones are enough, and bound the work in a long block.
    let near = index.saturating_sub(REACH).max(tokens.start)..(index + REACH).min(tokens.end);
    near.into_iter().any(|other| {
        let text = analysis.token_text(other);
        other != index
            && is_foreign(text)
            && text.chars().any(|c| is_foreign_letter(c) && strict_lookalike(c).is_none())
    })
}

/// How frequent an English word must be to be the one that is meant (see [`Entry::frequency`]).
const LEAST_FREQUENCY: u8 = 12;

/// Words on either side that are looked at for others of the same script.
const REACH: usize = 40;
