//! `[dates]`: dates and times that contradict the calendar, the clock or each other. Which fault is meant is
//! a key of the table.

mod range;
mod zone;

use rustc_hash::FxHashSet;

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use super::surroundings::{near, stands_free};
use crate::analysis::{Analysis, Clock, Day, Half, right_ordinal, split_ordinal};
use crate::settings::{Field, Table, Value};
use crate::text::{CharacterSet, TokenKind, fold};

const FAULTS: &[&str] =
    &["weekday", "impossible-date", "impossible-time", "zones", "ordinal", "reversed-range"];

pub(super) const KIND: Kind = Kind {
    name: "dates",
    summary: "dates and times that contradict the calendar, the clock or each other",
    fields: &[
        Field::required("fault", Value::Choice(FAULTS), "what is wrong with the date or time"),
        Field::optional(
            "unless-near",
            Value::Texts,
            "words that explain the fault when they stand in the same sentence",
        ),
        Field::optional(
            "counted",
            Value::Texts,
            "for “ordinal”: words after an ordinal in “st”, which else may be a weight in stones",
        ),
    ],
    placeholders: &["right", "date"],
    roles: &["other"],
    proposes: true,
    read,
};

#[derive(Clone, Copy, Debug)]
enum Fault {
    Weekday,
    ImpossibleDate,
    ImpossibleTime,
    Zones,
    Ordinal,
    ReversedRange,
}

#[derive(Debug)]
struct Dates {
    fault: Fault,
    unless_near: FxHashSet<String>,
    counted: FxHashSet<String>,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let fault = match table.text("fault")?.value.as_str() {
        "weekday" => Fault::Weekday,
        "impossible-date" => Fault::ImpossibleDate,
        "impossible-time" => Fault::ImpossibleTime,
        "zones" => Fault::Zones,
        "ordinal" => Fault::Ordinal,
        _ => Fault::ReversedRange,
    };
    let words = |key| table.texts(key).iter().map(|word| fold(&word.value).into_owned()).collect();
    Some(Box::new(Dates { fault, unless_near: words("unless-near"), counted: words("counted") }))
}

impl Matcher for Dates {
    fn wakes(&self) -> Wakes {
        // All of it has a number.
        Wakes::Characters(CharacterSet::of_text("0123456789").or(CharacterSet::BEYOND_ASCII))
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        match self.fault {
            Fault::Weekday => {
                found.extend(self.days(analysis).filter_map(|day| wrong_weekday(analysis, day)));
            }
            Fault::ImpossibleDate => {
                let wrong = self.days(analysis).filter(|day| !day.exists() && is_sure(analysis, day));
                found.extend(wrong.map(|day| {
                    let span = analysis.span_of(day.tokens.clone());
                    Match::new(analysis, span)
                }));
            }
            Fault::ImpossibleTime => {
                let wrong = analysis
                    .clocks()
                    .iter()
                    .filter(|clock| !clock.exists() && !self.is_explained(analysis, clock.tokens.start));
                found.extend(wrong.map(|clock| impossible_time(analysis, clock)));
            }
            Fault::Zones => zone::mismatches(self, analysis, found),
            Fault::Ordinal => self.ordinals(analysis, found),
            Fault::ReversedRange => {
                range::days(self, analysis, found);
                range::years(self, analysis, found);
            }
        }
    }
}

impl Dates {
    fn days<'a>(&'a self, analysis: &'a Analysis<'_>) -> impl Iterator<Item = &'a Day> {
        analysis.days().iter().filter(|day| !self.is_explained(analysis, day.tokens.start))
    }

    /// Whether a word of the same sentence says that the fault is meant.
    fn is_explained(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        !self.unless_near.is_empty()
            && near(&analysis.sentence_of(index), index)
                .any(|at| self.unless_near.contains(analysis.folded(at)))
    }

    fn ordinals(&self, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
        for &index in analysis.numbers() {
            let token = &analysis.tokens()[index];
            let Some((digits, ending)) = split_ordinal(analysis.token_text(index)) else { continue };
            let right = right_ordinal(digits);
            let is_wrong = !right.eq_ignore_ascii_case(ending);
            if !is_wrong || !stands_free(analysis, index) || self.is_explained(analysis, index) {
                continue;
            }
            // “She weighs 12st” is right: a stone is 14 pounds.
            let is_weight = ending.eq_ignore_ascii_case("st")
                && !self.counted.contains(analysis.folded((index + 1).min(analysis.tokens().len() - 1)))
                && !is_in_day(analysis, index);
            if !is_weight {
                let right = format!("{digits}{right}");
                found.push(
                    Match::new(analysis, token.span())
                        .value("right", right.clone())
                        .propose(analysis.edit(token.span(), right)),
                );
            }
        }
    }
}

/// Whether a number is part of a day.
fn is_in_day(analysis: &Analysis<'_>, index: usize) -> bool {
    let days = analysis.days();
    let next = days.partition_point(|day| day.tokens.end <= index);
    days.get(next).is_some_and(|day| day.tokens.contains(&index))
}

fn wrong_weekday(analysis: &Analysis<'_>, day: &Day) -> Option<Match> {
    let right = day.right_weekday()?;
    let named = day.weekday?;
    let span = analysis.tokens()[named.token].span();
    let date = analysis.span_of(day.tokens.clone());
    let finding = Match::new(analysis, span)
        .value("right", right)
        .value("date", analysis.document.slice(date))
        .related("other", analysis.source_span(date));
    // “03/04/2025” may be two days.
    let is_unique = day.readings.iter().filter(|reading| reading.exists()).count() == 1;
    Some(if is_unique { finding.propose(analysis.edit(span, right)) } else { finding })
}

/// Words before a day that begins with its month and is no count: “on April 31”.
const BEFORE_DAY: [&str; 12] =
    ["on", "until", "till", "by", "from", "since", "before", "after", "to", "of", "due", "through"];

/// Whether what looks like a day is one, and no count: “in April 31 people came”, “31 June brides”.
fn is_sure(analysis: &Analysis<'_>, day: &Day) -> bool {
    if !day.is_spelled || day.weekday.is_some() || day.readings.iter().any(|reading| reading.year.is_some()) {
        return true;
    }
    let (start, end) = (day.tokens.start, day.tokens.end);
    let block = analysis.block_tokens(analysis.block_of(start));
    let is_counting = end < block.end
        && (analysis.tokens()[end].kind == TokenKind::Symbol
            || analysis.is_word(end)
                && analysis.token_text(end).starts_with(char::is_lowercase)
                && !analysis.lists.get("function-words").contains(analysis.folded(end)));
    let is_ordinal = day.tokens.clone().any(|at| split_ordinal(analysis.token_text(at)).is_some());
    let is_announced = start > block.start && BEFORE_DAY.contains(&analysis.folded(start - 1));
    let starts_with_month = analysis.is_word(start);
    !is_counting && (is_ordinal || is_announced || !starts_with_month)
}

fn impossible_time(analysis: &Analysis<'_>, clock: &Clock) -> Match {
    let span = analysis.span_of(clock.tokens.clone());
    let finding = Match::new(analysis, span);
    let is_doubly_late = clock.half == Some(Half::Pm) && (13..24).contains(&clock.hour) && clock.minute < 60;
    if !is_doubly_late {
        return finding;
    }
    // “14:30 pm” says twice that it is after noon; once is enough.
    let figures = analysis.document.slice(span);
    let digits = figures.find(|c: char| !c.is_ascii_digit()).unwrap_or(figures.len());
    let right = format!("{}{}", clock.hour - 12, &figures[digits..]);
    finding.value("right", right.clone()).propose(analysis.edit(span, right))
}
