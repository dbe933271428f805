//! `[confusion]`: words that are right in themselves and wrong where they stand. Each pair of words comes with
//! frames: the neighbours between which only the other word is right.

use std::ops::Range;

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Reach, Wakes};
use super::token_pattern::{Late, Pattern};
use crate::analysis::Analysis;
use crate::settings::{Field, Table, Value};
use crate::text::fold;

pub(super) const KIND: Kind = Kind {
    name: "confusion",
    summary: "words mistaken for others, by the words around them",
    fields: &[Field::required(
        "pairs",
        Value::Tables(PAIR_FIELDS),
        "the words that are mistaken, each with its frames",
    )],
    placeholders: &["meant"],
    roles: &[],
    proposes: true,
    read,
};

const PAIR_FIELDS: &[Field] = &[
    Field::required("words", Value::MapOf(&Value::AnyText), "words, each with the one that is meant"),
    Field::required(
        "frames",
        Value::Texts,
        "where the word is wrong: token patterns in which “_” is the word",
    ),
    Field::optional("unless", Value::Texts, "frames in which it is right after all"),
];

/// A word, what is meant, and the pair whose frames it stands in.
#[derive(Debug)]
struct Confused {
    word: String,
    meant: String,
    pair: usize,
}

#[derive(Debug)]
struct Pair {
    frames: Vec<Late>,
    unless: Vec<Late>,
}

#[derive(Debug)]
struct Confusion {
    words: Vec<Confused>,
    pairs: Vec<Pair>,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let mut confusion = Confusion { words: Vec::new(), pairs: Vec::new() };
    for (index, pair) in table.tables("pairs").iter().enumerate() {
        let read_frames = |key: &str| -> Vec<Late> {
            let texts = pair.texts(key).into_iter();
            texts.filter_map(|text| Late::new(text, Pattern::read_frame, context)).collect()
        };
        confusion.pairs.push(Pair { frames: read_frames("frames"), unless: read_frames("unless") });
        for (word, meant) in pair.map("words") {
            confusion.words.push(Confused {
                word: fold(&word.value).into_owned(),
                meant: meant.value,
                pair: index,
            });
        }
    }
    Some(Box::new(confusion))
}

impl Matcher for Confusion {
    fn wakes(&self) -> Wakes {
        Wakes::words(self.words.iter().map(|confused| confused.word.clone()))
    }

    fn reach(&self) -> Reach {
        Reach::Block
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        let mut places: Vec<(usize, usize)> = Vec::new();
        for (item, place) in hits.iter() {
            let confused = &self.words[item];
            let is_wrong = self.pairs[confused.pair].is_wrong(analysis, place);
            if is_wrong && !places.contains(&(place, item)) {
                places.push((place, item));
            }
        }
        places.sort_unstable();
        // One place is one fault, whatever the number of pairs that see it.
        places.dedup_by_key(|&mut (place, _)| place);
        found.extend(
            places.into_iter().map(|(place, item)| finding(analysis, place, &self.words[item].meant)),
        );
    }
}

impl Pair {
    fn is_wrong(&self, analysis: &Analysis<'_>, place: usize) -> bool {
        let sentence: Range<usize> = analysis.sentence_of(place);
        let fits = |frame: &Late| frame.get(analysis.lists).fits(analysis, &sentence, place);
        self.frames.iter().any(fits) && !self.unless.iter().any(fits)
    }
}

fn finding(analysis: &Analysis<'_>, place: usize, meant: &str) -> Match {
    let span = analysis.tokens()[place].span();
    let written = analysis.token_text(place);
    let mut letters = meant.chars();
    let meant = match letters.next() {
        Some(first) if written.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => meant.to_owned(),
    };
    let meant = if written.contains('’') { meant.replace('\'', "’") } else { meant };
    Match::new(analysis, span).value("meant", meant.clone()).propose(analysis.edit(span, meant))
}
