//! `[usage]`: words that are right in themselves and unusual where they stand, where a word that is easily mistaken
//! for them is usual. What is usual was learned ([`crate::analysis::usage`]).

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Reach, Wakes};
use crate::analysis::Analysis;
use crate::analysis::usage::Doubt;
use crate::settings::{Field, Table, Value};
use crate::text::fold;

pub(super) const KIND: Kind = Kind {
    name: "usage",
    summary: "words that their surroundings speak against, and the word that is usual there",
    fields: &[Field::optional("except", Value::Texts, "words that are let stand wherever they are")],
    placeholders: &["meant", "evidence"],
    roles: &[],
    proposes: true,
    read,
};

#[derive(Debug)]
struct Usage {
    except: Vec<String>,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let except = table.texts("except").iter().map(|word| fold(&word.value).into_owned()).collect();
    Some(Box::new(Usage { except }))
}

impl Matcher for Usage {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn reach(&self) -> Reach {
        Reach::Block
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        let doubts = analysis.doubts().iter();
        let kept =
            doubts.filter(|doubt| !self.except.iter().any(|word| word == analysis.folded(doubt.place)));
        found.extend(kept.map(|doubt| finding(analysis, doubt)));
    }
}

fn finding(analysis: &Analysis<'_>, doubt: &Doubt) -> Match {
    let span = analysis.tokens()[doubt.place].span();
    let meant = as_written(doubt.meant, analysis.token_text(doubt.place));
    let evidence = analysis.span_of(doubt.evidence.clone());
    let text = analysis.document.text();
    let usual = format!("{}{meant}{}", &text[evidence.start..span.start], &text[span.end..evidence.end]);
    let usual = usual.split_whitespace().collect::<Vec<_>>().join(" ");
    Match::new(analysis, span)
        .value("meant", meant.clone())
        .value("evidence", usual)
        .propose(analysis.edit(span, meant))
}

/// A word in the case of another, and with its kind of apostrophe.
fn as_written(word: &str, written: &str) -> String {
    let mut letters = word.chars();
    let word = match letters.next() {
        Some(first) if written.starts_with(char::is_uppercase) || word.starts_with("i'") => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => word.to_owned(),
    };
    if written.contains('’') { word.replace('\'', "’") } else { word }
}
