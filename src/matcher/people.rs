//! `[people]`: what a document says of one person in two ways that do not agree.

mod roles;

use std::sync::Arc;

use rustc_hash::FxHashMap;
use strsim::osa_distance;

use self::roles::Roles;
use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::{Analysis, Mention, Standing};
use crate::lexicon::Gender;
use crate::settings::{Field, Table, Value};
use crate::text::{fold, strip_possessive};

pub(super) const KIND: Kind = Kind {
    name: "people",
    summary: "one person spelled or addressed in two ways, one office given to two people",
    fields: &[
        Field::required("fault", Value::Choice(&["spelling", "gender", "role"]), "what does not agree"),
        Field::optional(
            "least",
            Value::Integer(1, 1_000),
            "for “spelling”: how often the usual spelling must stand; 2 if not given",
        ),
        Field::optional(
            "courtesies",
            Value::Texts,
            "for “spelling”: titles that many bear at once, so that they make no two names one person’s",
        ),
        Field::optional("roles", Value::Texts, "for “role”: offices that one person holds at a time"),
        Field::optional(
            "unless-near",
            Value::Texts,
            "for “role”: words that say, wherever they share a sentence with the name, that times differ",
        ),
        Field::optional(
            "within-words",
            Value::Integer(1, 10_000),
            "for “role”: how far apart the two may stand; 150 if not given",
        ),
    ],
    placeholders: &["usual", "count", "role"],
    roles: &["other"],
    proposes: true,
    read,
};

#[derive(Debug)]
enum Fault {
    Spelling,
    Gender,
    Role(Roles),
}

#[derive(Debug)]
struct Persons {
    fault: Fault,
    least: usize,
    courtesies: Vec<String>,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let fault = match table.text("fault")?.value.as_str() {
        "spelling" => Fault::Spelling,
        "role" => Fault::Role(Roles::read(table)),
        _ => Fault::Gender,
    };
    let least = table.integer("least").and_then(|least| usize::try_from(least).ok()).unwrap_or(2);
    let courtesies = table.texts("courtesies").iter().map(|title| fold(&title.value).into_owned()).collect();
    Some(Box::new(Persons { fault, least, courtesies }))
}

impl Matcher for Persons {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        match &self.fault {
            Fault::Spelling => self.spellings(analysis, found),
            Fault::Gender => genders(analysis, found),
            Fault::Role(roles) => roles.find(analysis, found),
        }
    }
}

impl Persons {
    /// Adds each surname that is a slip for that of another mention with the same given name or office.
    fn spellings(&self, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
        let people = analysis.people();
        let mut surnames: FxHashMap<&str, Vec<&Mention>> = FxHashMap::default();
        let mut bearers: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for mention in people.mentions() {
            if people.standing(mention) != Standing::Person || mention.surname().len() < SHORTEST {
                continue;
            }
            let places = surnames.entry(mention.surname()).or_default();
            places.push(mention);
            for name in self.tells(mention) {
                let same = bearers.entry(name).or_default();
                // One more than are compared with each other tells that they are too many.
                if same.len() <= MOST_NAMESAKES && !same.contains(&mention.surname()) {
                    same.push(mention.surname());
                }
            }
        }
        let mut slips: Vec<(&str, &str)> = Vec::new();
        let mut skeletons = Skeletons::default();
        for same in bearers.values().filter(|same| (2..=MOST_NAMESAKES).contains(&same.len())) {
            for (&slip, &usual) in same.iter().flat_map(|slip| same.iter().map(move |usual| (slip, usual))) {
                let (few, many) = (surnames[slip].len(), surnames[usual].len());
                let is_rarer = few < many && many >= self.least.max(2 * few);
                if is_rarer && is_slip(analysis, slip, usual, &mut skeletons) {
                    slips.push((slip, usual));
                }
            }
        }
        slips.sort_unstable();
        slips.dedup_by_key(|(slip, _)| *slip);
        for (slip, usual) in slips {
            let place = |mention: &&Mention| surname_token(analysis, mention);
            let Some(witness) = surnames[usual].iter().find_map(place) else { continue };
            let witness_text = strip_possessive(analysis.token_text(witness));
            for token in surnames[slip].iter().filter_map(place) {
                let span = analysis.tokens()[token].span();
                let text = analysis.document.slice(span);
                let ending = &text[strip_possessive(text).len()..];
                found.push(
                    Match::new(analysis, span)
                        .value("usual", witness_text)
                        .value("count", surnames[usual].len().to_string())
                        .related("other", analysis.source_span(analysis.tokens()[witness].span()))
                        .propose(analysis.edit(span, format!("{witness_text}{ending}"))),
                );
            }
        }
    }

    /// What makes two mentions one person’s, surnames apart: the given name, or an office that one person
    /// holds.
    fn tells<'m>(&self, mention: &'m Mention) -> impl Iterator<Item = &'m str> {
        let given = (mention.is_full() && mention.words[0].len() > 2).then(|| &*mention.words[0]);
        let office =
            mention.title.as_deref().filter(|title| !self.courtesies.iter().any(|other| other == title));
        given.into_iter().chain(office)
    }
}

/// The token of a mention's surname; none where it is made of several.
fn surname_token(analysis: &Analysis<'_>, mention: &Mention) -> Option<usize> {
    let is_surname = |token: &usize| {
        crate::lexicon::fold(strip_possessive(analysis.token_text(*token))) == mention.surname()
    };
    mention.name.clone().rev().find(is_surname)
}

/// Shorter surnames are like too many others.
const SHORTEST: usize = 5;

/// From this length on, two letters may be wrong.
const LONG: usize = 8;

/// A given name that more people bear than this is compared with nothing: the pairs would be too many.
const MOST_NAMESAKES: usize = 60;

/// Whether one surname is a slip for the other, and no other name.
fn is_slip<'m>(
    analysis: &Analysis<'_>,
    slip: &'m str,
    usual: &'m str,
    skeletons: &mut Skeletons<'m>,
) -> bool {
    // *Hansen*, *Hanson*: both are names, and likely of two people. A word is no slip for a name.
    if analysis.lexicon.lookup(slip).is_some() {
        return false;
    }
    // *Roberts*, *Rostova*: another form of the name.
    let is_form =
        |short: &str, long: &str| long.strip_prefix(short).is_some_and(|end| matches!(end, "s" | "a" | "es"));
    if is_form(slip, usual) || is_form(usual, slip) {
        return false;
    }
    let length = slip.len().min(usual.len());
    let most = if length >= LONG { 2 } else { 1 };
    skeletons.are_same(slip, usual) || length > SHORTEST && osa_distance(slip, usual) <= most
}

/// The skeletons of the names that were asked about.
#[derive(Default)]
struct Skeletons<'m>(FxHashMap<&'m str, String>);

impl<'m> Skeletons<'m> {
    fn are_same(&mut self, one: &'m str, other: &'m str) -> bool {
        for name in [one, other] {
            self.0.entry(name).or_insert_with(|| skeleton(name));
        }
        self.0[one] == self.0[other]
    }
}

/// A name without what transliterations write in several ways.
fn skeleton(name: &str) -> String {
    let mut plain = name.to_owned();
    for (from, to) in [
        ("yy", "i"),
        ("iy", "i"),
        ("ij", "i"),
        ("ii", "i"),
        ("kh", "h"),
        ("ts", "c"),
        ("tz", "c"),
        ("ck", "k"),
        ("ph", "f"),
    ] {
        plain = plain.replace(from, to);
    }
    let mut letters: Vec<char> = plain
        .chars()
        .map(|letter| match letter {
            'y' | 'j' => 'i',
            'w' => 'v',
            other => other,
        })
        .collect();
    letters.dedup();
    letters.into_iter().collect()
}

/// Adds full names that bear the title of a man in one place and of a woman in another.
fn genders(analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let mut first: FxHashMap<&[Arc<str>], &Mention> = FxHashMap::default();
    let [men, women] = ["titles-of-men", "titles-of-women"].map(|list| analysis.lists.get(list));
    for mention in analysis.people().mentions().iter().filter(|mention| mention.is_full()) {
        let Some(title) = &mention.title else { continue };
        if !men.contains(title) && !women.contains(title) {
            continue;
        }
        let Some(before) = first.get(mention.words.as_slice()) else {
            first.insert(&mention.words, mention);
            continue;
        };
        let other = before.title.as_deref().unwrap_or_default();
        let title = &**title;
        let clash =
            men.contains(title) && women.contains(other) || women.contains(title) && men.contains(other);
        // “Mrs. John Berg” is the wife of Mr. John Berg.
        let given = analysis.lexicon.lookup(&mention.words[0]).and_then(|entry| entry.given_name());
        let is_wife = (title == "mrs" || other == "mrs") && given != Some(Gender::Female);
        if clash && !is_wife {
            let place = analysis.source_span(analysis.span_of(before.tokens.clone()));
            found
                .push(Match::new(analysis, analysis.span_of(mention.tokens.clone())).related("other", place));
        }
    }
}
