//! `[arithmetic]`: figures that do not agree with what they count or compare. Which fault is meant is a key of
//! the table; the words that tell what figures are about are its data.

mod change;
mod count;
mod quantity;

use rustc_hash::FxHashSet;

use super::index::Hits;
use super::kind::{Context, Kind, Matcher, Matches, Wakes};
use crate::analysis::Analysis;
use crate::settings::{Field, Table, Value};
use crate::text::fold;

pub(super) const KIND: Kind = Kind {
    name: "arithmetic",
    summary: "figures that do not agree with what they count or compare",
    fields: &[
        Field::required("fault", Value::Choice(&["list-count", "percentage"]), "which figures to look at"),
        Field::required(
            "words",
            Value::Texts,
            "what lists are made of, in the plural (“reasons”); or what is said of a change (“rise”, “rose”)",
        ),
        Field::optional(
            "unless-before",
            Value::Texts,
            "words before a figure that leave it open, such as “about”",
        ),
    ],
    placeholders: &["stated", "right"],
    roles: &["list"],
    proposes: false,
    read,
};

#[derive(Clone, Copy, Debug)]
enum Fault {
    ListCount,
    Percentage,
}

#[derive(Debug)]
struct Arithmetic {
    fault: Fault,
    words: Vec<String>,
    known: FxHashSet<String>,
    unless_before: FxHashSet<String>,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let fault = match table.text("fault")?.value.as_str() {
        "list-count" => Fault::ListCount,
        _ => Fault::Percentage,
    };
    let texts = |key| table.texts(key).into_iter().map(|word| fold(&word.value).into_owned());
    let words: Vec<String> = texts("words").collect();
    let known = words.iter().cloned().collect();
    Some(Box::new(Arithmetic { fault, words, known, unless_before: texts("unless-before").collect() }))
}

impl Matcher for Arithmetic {
    fn wakes(&self) -> Wakes {
        match self.fault {
            Fault::ListCount => Wakes::words(self.words.iter().cloned()),
            Fault::Percentage => Wakes::words(["from".to_owned()]),
        }
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        for (_, place) in hits.iter() {
            found.extend(match self.fault {
                Fault::ListCount => count::wrong_count(self, analysis, place),
                Fault::Percentage => change::wrong_percentage(self, analysis, place),
            });
        }
    }
}

impl Arithmetic {
    /// Whether the word before a figure leaves it open.
    fn is_open(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        index > 0 && self.unless_before.contains(analysis.folded(index - 1))
    }
}
