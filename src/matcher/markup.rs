//! `[markup]`: what the markup does out of the reader's sight, other than to hide text.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::{Address, Analysis};
use crate::document::{TextSpan, Trick};
use crate::settings::{Field, Table, Value};
use crate::text::TokenKind;

pub(super) const KIND: Kind = Kind {
    name: "markup",
    summary: "what the markup does out of the reader's sight",
    fields: &[
        Field::required("fault", Value::Choice(&FAULTS), "the fault to report"),
        Field::optional("least", Value::Number(1.0, 100.0), "how many words must be split"),
        Field::optional("most-seconds", Value::Number(0.0, 3600.0), "how long a page may stay that leads on"),
        Field::optional("least-words", Value::Number(0.0, 10_000.0), "how much prose a page must hold"),
    ],
    placeholders: &["domain"],
    roles: &["more"],
    proposes: false,
    read,
};

const FAULTS: [&str; 2] = ["split-word", "refresh"];

/// How many further places are named.
const MOST_MORE: usize = 5;

#[derive(Debug)]
enum MarkupFault {
    /// Comments, empty elements and hidden text stand in the midst of words.
    SplitWord { least: usize },
    /// A page with prose of its own leads to another site.
    Refresh { most_seconds: f64, least_words: usize },
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let number = |key: &str| table.number(key).map(|number| number as usize);
    Some(Box::new(match table.text("fault")?.value.as_str() {
        "split-word" => MarkupFault::SplitWord { least: number("least").unwrap_or(1) },
        _ => MarkupFault::Refresh {
            most_seconds: table.number("most-seconds").unwrap_or(f64::MAX),
            least_words: number("least-words").unwrap_or(0),
        },
    }))
}

impl Matcher for MarkupFault {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn reads_hidden(&self) -> bool {
        true
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        if analysis.document.tricks.is_empty() {
            return;
        }
        let tricks = analysis.document.tricks.iter();
        match *self {
            Self::SplitWord { least } => {
                let mut words: Vec<TextSpan> =
                    tricks.filter_map(|trick| split_word(analysis, trick)).collect();
                words.dedup();
                let Some((&first, more)) = words.split_first().filter(|_| words.len() >= least) else {
                    return;
                };
                found.push(
                    more.iter().take(MOST_MORE).fold(Match::new(analysis, first), |finding, &word| {
                        finding.related("more", analysis.source_span(word))
                    }),
                );
            }
            Self::Refresh { most_seconds, least_words } => {
                let words = (0..analysis.tokens().len()).filter(|&index| analysis.is_word(index));
                let is_page = words.take(least_words).count() >= least_words;
                found.extend(tricks.filter(|_| is_page).filter_map(|trick| match trick {
                    Trick::Refresh { span, target, seconds } if f64::from(*seconds) <= most_seconds => {
                        let address = Address::of_target(target)?;
                        Some(Match::raw(analysis, *span).value("domain", address.domain))
                    }
                    _ => None,
                }));
            }
        }
    }
}

/// The word that a trick splits. Addresses are often split to keep them from those who collect them.
fn split_word(analysis: &Analysis<'_>, trick: &Trick) -> Option<TextSpan> {
    let Trick::SplitWord { at, .. } = *trick else { return None };
    let tokens = analysis.tokens();
    let index = tokens.partition_point(|token| token.span().end <= at);
    let token = tokens.get(index).filter(|token| token.span().start < at && token.kind == TokenKind::Word)?;
    Some(token.span())
}
