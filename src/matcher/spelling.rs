//! `[spelling]`: words that are none, by what is wrong with them.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Reach, Wakes};
use crate::analysis::{Analysis, Misspelling, SpellingFault};
use crate::settings::{Field, Table, Value};

pub(super) const KIND: Kind = Kind {
    name: "spelling",
    summary: "words that are none",
    fields: &[Field::required("fault", Value::Choice(FAULTS), "what is wrong with the word")],
    placeholders: &["correction", "others"],
    roles: &[],
    proposes: true,
    read,
};

const FAULTS: &[&str] = &["unknown", "misspelling", "unlisted", "joined", "split", "shifted"];

#[derive(Debug)]
struct Spelling {
    fault: SpellingFault,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let fault = match table.text("fault")?.value.as_str() {
        "unknown" => SpellingFault::Unknown,
        "misspelling" => SpellingFault::Misspelling,
        "unlisted" => SpellingFault::Unlisted,
        "joined" => SpellingFault::Joined,
        "split" => SpellingFault::Split,
        "shifted" => SpellingFault::Shifted,
        _ => return None,
    };
    Some(Box::new(Spelling { fault }))
}

impl Matcher for Spelling {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn reach(&self) -> Reach {
        Reach::Vocabulary
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        let mine = analysis.misspellings().iter().filter(|misspelling| misspelling.fault == self.fault);
        found.extend(mine.map(|misspelling| finding(analysis, misspelling)));
    }
}

fn finding(analysis: &Analysis<'_>, misspelling: &Misspelling) -> Match {
    let span = analysis.span_of(misspelling.tokens.clone());
    let mut corrections = misspelling.corrections.iter();
    let best = corrections.next().cloned().unwrap_or_default();
    let others: Vec<String> = corrections.map(|word| format!("“{word}”")).collect();
    let found = Match::new(analysis, span).value("correction", best).value("others", others.join(" or "));
    misspelling
        .corrections
        .iter()
        .fold(found, |found, correction| found.propose(analysis.edit(span, correction.clone())))
}
