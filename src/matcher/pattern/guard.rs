//! Guards: what must stand near a match for it to count, or must not.

use std::ops::Range;

use super::expression::Expression;
use super::letters_of;
use crate::analysis::{Analysis, Text, TextUnit};
use crate::document::TextSpan;
use crate::matcher::kind::Context;
use crate::matcher::known::Letters;
use crate::settings::{Field, Table, Value};
use crate::source::Span;

/// The keys of a guard that is a table.
pub(super) const FIELDS: &[Field] = &[
    Field::required("regex", Value::Text, "the regular expression"),
    Field::optional(
        "within",
        Value::Choice(&["sentence", "block", "document"]),
        "how far around the match to look: its sentence, if not given, its block or the document; outside of \
         the prose, the text that the match stands in",
    ),
];

/// An expression that is held against what surrounds a match.
#[derive(Debug)]
pub(super) struct Guard {
    expression: Expression,
    /// How far it looks; at the match alone, if none.
    within: Option<TextUnit>,
}

/// Where a guard matches in the text that it last looked at: many matches stand in one text.
#[derive(Debug, Default)]
pub(super) struct Sightings {
    place: Option<Surroundings>,
    /// The first and the last match, as ranges of the flow, or of a text outside of the prose.
    ends: Option<(Range<usize>, Range<usize>)>,
}

/// What a guard looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Surroundings {
    /// A part of the flow.
    Prose(TextSpan),
    /// A text outside of the prose, by its bytes in the file.
    Outside(Span),
}

/// The guard under `key`, if there is one; nothing at all if it is faulty. Where it is a plain string it looks
/// as far as `plain` says.
pub(super) fn read(
    (table, key): (&Table<'_>, &str),
    plain: Option<TextUnit>,
    context: &Context<'_>,
) -> Option<Option<Guard>> {
    if !table.has(key) {
        return Some(None);
    }
    let ignore_case = !table.flag("case-sensitive");
    let (text, within) = match table.table(key) {
        Some(inner) => {
            let within = match inner.text("within").map(|within| within.value).as_deref() {
                Some("block") => TextUnit::Block,
                Some("document") => TextUnit::Document,
                _ => TextUnit::Sentence,
            };
            (inner.text("regex")?, Some(within))
        }
        None => (table.text(key)?, plain),
    };
    let expression = Expression::read(&text, ignore_case, context)?;
    Some(Some(Guard { expression, within }))
}

impl Guard {
    /// Whether it looks no further than the block of a match.
    pub(super) fn is_near(&self) -> bool {
        self.within != Some(TextUnit::Document)
    }

    /// Whether it matches in the match itself or around it.
    pub(super) fn is_met(
        &self,
        analysis: &Analysis<'_>,
        (text, range): (&Text<'_>, Range<usize>),
        seen: &mut Sightings,
    ) -> bool {
        match self.within {
            None => {
                let part = &text.as_str()[range];
                let regex = self.expression.get(part, letters_of(analysis, text));
                regex.is_some_and(|regex| regex.is_match(part))
            }
            Some(unit) => self.look(analysis, (unit, text, range), seen).is_some(),
        }
    }

    /// Whether it matches near the match: beside it, and not in it.
    pub(super) fn is_met_beside(
        &self,
        analysis: &Analysis<'_>,
        (text, range): (&Text<'_>, Range<usize>),
        seen: &mut Sightings,
    ) -> bool {
        let unit = self.within.unwrap_or_default();
        // Within a text of its own a match has no place in the flow.
        let start = text.prose_span(range.clone()).map_or(range.start, |span| span.start);
        let matched = start..start + range.len();
        self.look(analysis, (unit, text, range), seen)
            .is_some_and(|(first, last)| first.end <= matched.start || matched.end <= last.start)
    }

    /// The first and the last match in the text of this unit around a range.
    fn look(
        &self,
        analysis: &Analysis<'_>,
        (unit, text, range): (TextUnit, &Text<'_>, Range<usize>),
        seen: &mut Sightings,
    ) -> Option<(Range<usize>, Range<usize>)> {
        let place = match text.prose_span(range) {
            Some(span) => Surroundings::Prose(analysis.span_around(unit, span)),
            None => Surroundings::Outside(text.source_span(0..text.as_str().len())),
        };
        if seen.place != Some(place) {
            seen.place = Some(place);
            seen.ends = match place {
                Surroundings::Prose(span) => {
                    let part = analysis.document.slice(span);
                    self.ends(part, Letters::of_prose(analysis, part), span.start)
                }
                Surroundings::Outside(_) => self.ends(text.as_str(), Letters::of(text.as_str()), 0),
            };
        }
        seen.ends.clone()
    }

    fn ends(&self, text: &str, letters: Letters, offset: usize) -> Option<(Range<usize>, Range<usize>)> {
        let mut found = self.expression.get(text, letters)?.find_iter(text);
        let first = found.next()?;
        let last = found.last().unwrap_or(first);
        let place = |range: Range<usize>| offset + range.start..offset + range.end;
        Some((place(first.range()), place(last.range())))
    }
}
