//! One moment told in two zones, which do not agree: “15:07 GMT (19:07 MSK)”.

use super::Dates;
use crate::analysis::{Analysis, Clock, Half};
use crate::matcher::kind::{Match, Matches};

/// Adds each time that follows another one in another zone and is another moment.
pub(super) fn mismatches(rule: &Dates, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    for pair in analysis.clocks().windows(2) {
        let (Some(first), Some(second)) = (&pair[0].zone, &pair[1].zone) else { continue };
        let (one, other) = (pair[0].universal(), pair[1].universal());
        let agree = one.iter().any(|minutes| other.contains(minutes));
        if one.is_empty() || other.is_empty() || agree || first.offsets == second.offsets {
            continue;
        }
        let between = first.tokens.end..pair[1].tokens.start;
        let joined: Vec<&str> = between.clone().map(|index| analysis.folded(index)).collect();
        let is_same_event = matches!(joined[..], ["("] | ["["] | ["/"] | [","] | ["="] | ["or"] | ["|"])
            || matches!(joined[..], [",", "or"] | ["i.e."] | ["(", "i.e."] | ["(", "or"] | [",", "i.e."]);
        let is_one_block = analysis.block_of(pair[0].tokens.start) == analysis.block_of(pair[1].tokens.start);
        if !is_same_event || !is_one_block || ends_range(analysis, &pair[0]) {
            continue;
        }
        if rule.is_explained(analysis, pair[0].tokens.start) {
            continue;
        }
        let span = analysis.span_of(pair[1].tokens.start..second.tokens.end);
        let place = analysis.source_span(analysis.span_of(pair[0].tokens.start..first.tokens.end));
        let mut finding = Match::new(analysis, span).related("other", place);
        if let ([universal], [offset]) = (&one[..], &second.offsets[..]) {
            finding = finding.value("right", written_like(&pair[1], universal + offset));
        }
        found.push(finding);
    }
}

/// Whether a time is the end of a span of time: “9:00–10:00 UTC”.
fn ends_range(analysis: &Analysis<'_>, clock: &Clock) -> bool {
    let block = analysis.block_tokens(analysis.block_of(clock.tokens.start));
    let before = clock.tokens.start.checked_sub(1).filter(|before| block.contains(before));
    before.is_some_and(|before| {
        matches!(analysis.folded(before), "-" | "–" | "—" | "to" | "and" | "until" | "till")
    })
}

/// A time in the form of another.
fn written_like(clock: &Clock, minutes: i32) -> String {
    let minutes = minutes.rem_euclid(24 * 60);
    let (hour, minute) = (minutes / 60, minutes % 60);
    let mark = clock.mark.unwrap_or(':');
    if clock.half.is_none() {
        return format!("{hour:02}{mark}{minute:02}");
    }
    let half = if hour < 12 { Half::Am } else { Half::Pm };
    let half = match (half, clock.has_stops) {
        (Half::Am, false) => "am",
        (Half::Am, true) => "a.m.",
        (Half::Pm, false) => "pm",
        (Half::Pm, true) => "p.m.",
    };
    let hour = if hour % 12 == 0 { 12 } else { hour % 12 };
    if minute == 0 && clock.mark.is_none() {
        format!("{hour} {half}")
    } else {
        format!("{hour}{mark}{minute:02} {half}")
    }
}
