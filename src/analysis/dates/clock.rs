//! Times of day: “15:07 GMT”, “3.30 pm”, “9am”, “1507 UTC”.

use std::ops::Range;

use super::ordinal::integer;
use super::zone::{Zone, is_zone_name, offset_minutes, offsets};
use crate::analysis::Analysis;

/// A time of day that the text names.
#[derive(Clone, Debug)]
pub struct Clock {
    /// Its tokens, without the zone.
    pub tokens: Range<usize>,
    /// The hour as it is written.
    pub hour: u16,
    /// The minute as it is written.
    pub minute: u16,
    /// What parts the hour from the minutes, if there are any.
    pub mark: Option<char>,
    /// Before or after noon, where the text says.
    pub half: Option<Half>,
    /// Whether its half is written with stops: “p.m.”, which can be nothing else.
    pub has_stops: bool,
    /// The zone, where it is known.
    pub zone: Option<Zone>,
    /// Whether it follows a word that times follow: “at”, “until”.
    pub is_announced: bool,
}

/// A half of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Half {
    /// Before noon.
    Am,
    /// After noon.
    Pm,
}

/// The minutes of a day.
pub const DAY: i32 = 24 * 60;

impl Clock {
    /// The minutes after midnight; none where there is no such time.
    pub fn minutes(&self) -> Option<i32> {
        let hour = match self.half {
            None => self.hour % 24,
            Some(_) if self.hour > 12 => return None,
            Some(Half::Am) => self.hour % 12,
            Some(Half::Pm) => self.hour % 12 + 12,
        };
        (self.hour <= 24 && self.minute < 60).then(|| i32::from(hour) * 60 + i32::from(self.minute))
    }

    /// The times of the day, in minutes after midnight UTC, that it may stand for.
    pub fn universal(&self) -> Vec<i32> {
        let offsets = self.zone.iter().flat_map(|zone| &zone.offsets);
        self.minutes()
            .map_or_else(Vec::new, |own| offsets.map(|offset| (own - offset).rem_euclid(DAY)).collect())
    }

    /// Whether there is such a time. What might be no time at all gets the benefit of the doubt.
    pub fn exists(&self) -> bool {
        // “3.75 pm” and “15 pm” are lengths too, “25:10” is a score, “119:70” a verse.
        let is_sure = match self.mark {
            Some(':') => self.half.is_some() || self.zone.is_some(),
            _ if self.zone.is_some() && self.half.is_none() => self.is_announced,
            _ => self.has_stops || self.is_announced,
        };
        let is_late = match self.half {
            Some(_) => self.hour > 12,
            None => self.hour > 24 || self.hour == 24 && self.minute > 0,
        };
        let is_long = self.minute >= 60;
        let is_meant = is_sure || self.mark == Some(':') && self.is_announced && !is_late;
        !(is_meant && (is_late || is_long))
    }
}

/// Words after which a time is expected.
const ANNOUNCING: [&str; 10] =
    ["at", "until", "till", "by", "before", "after", "from", "around", "about", "since"];

/// The times that the text names, in its order.
pub(in crate::analysis) fn clocks(analysis: &Analysis<'_>) -> Vec<Clock> {
    let block = |at: usize| analysis.block_tokens(analysis.block_of(at));
    analysis.numbers().iter().filter_map(|&at| clock(analysis, &block(at), at)).collect()
}

fn clock(analysis: &Analysis<'_>, block: &Range<usize>, index: usize) -> Option<Clock> {
    // “05:30:28Z” after “2021-11-01T” is the rest of a time stamp.
    let is_rest = index > block.start
        && analysis.gap_after(index - 1).is_empty()
        && matches!(analysis.token_text(index - 1), ":" | ".");
    if is_rest {
        return None;
    }
    let text = analysis.token_text(index);
    let figures = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let attached = &text[figures.len()..];
    let (hour, minute, mark) = time(figures)?;
    let word = |at: usize| (block.contains(&at) && analysis.is_word(at)).then(|| analysis.token_text(at));
    let mut end = index + 1;
    let mut half = half_of(attached);
    let mut has_stops = false;
    let mut zone = None;
    match (half, attached) {
        (Some(_), _) | (None, "") => {}
        (None, "Z") => zone = Some(Zone { tokens: index..index + 1, offsets: vec![0] }),
        _ => return None,
    }
    let is_bare = half.is_none() && zone.is_none();
    if let Some(text) = word(end).filter(|text| is_bare && half_of(text).is_some()) {
        has_stops = text.contains('.');
        // “I am 15 am I not?” has a verb.
        let is_verb = mark.is_none() && text == "am" && hour > 12;
        if !is_verb {
            half = half_of(text);
            end += 1;
        }
    }
    if half.is_some() && !has_stops && block.contains(&end) && analysis.token_text(end) == "." {
        // “9 pm. GMT” is one time, “9 pm. We left” is none.
        let goes_on = word(end + 1).is_some_and(is_zone_name);
        end += usize::from(goes_on);
    }
    let tokens = index..end;
    let is_named = word(end).is_some_and(is_zone_name);
    if zone.is_none() {
        zone = word(end).and_then(|name| zone_at(analysis, block, end, name));
    }
    let is_time = match mark {
        Some(':') => true,
        Some(_) => half.is_some() || is_named,
        None if figures.len() == 4 => zone.is_some() && half.is_none(),
        None => figures.len() <= 2 && half.is_some(),
    };
    let before = index.checked_sub(1).filter(|before| block.contains(before));
    let is_announced = before.is_some_and(|before| ANNOUNCING.contains(&analysis.folded(before)));
    is_time.then_some(Clock { tokens, hour, minute, mark, half, has_stops, zone, is_announced })
}

/// The hour, the minute and the mark between them.
fn time(figures: &str) -> Option<(u16, u16, Option<char>)> {
    if let Some(mark) = figures.chars().find(|c| matches!(c, ':' | '.')) {
        let mut parts = figures.split(mark);
        let (hour, minute, second) = (parts.next()?, parts.next()?, parts.next());
        let is_time = (1..=2).contains(&hour.len())
            && minute.len() == 2
            && second.is_none_or(|second| second.len() == 2 && mark == ':')
            && parts.next().is_none();
        return is_time.then(|| Some((integer(hour)?, integer(minute)?, Some(mark))))?;
    }
    let number = integer(figures)?;
    Some(if figures.len() == 4 { (number / 100, number % 100, None) } else { (number, 0, None) })
}

fn half_of(text: &str) -> Option<Half> {
    match text {
        "am" | "AM" | "a.m." | "A.M." | "a.m" => Some(Half::Am),
        "pm" | "PM" | "p.m." | "P.M." | "p.m" => Some(Half::Pm),
        _ => None,
    }
}

/// The zone that starts with a name at `index`: “MSK”, “UTC+3”, “GMT +5:30”.
fn zone_at(analysis: &Analysis<'_>, block: &Range<usize>, index: usize, name: &str) -> Option<Zone> {
    let offsets = offsets(name)?.to_vec();
    let has_sign = block.contains(&(index + 2)) && matches!(name, "UTC" | "GMT");
    let sign = match analysis.token_text(if has_sign { index + 1 } else { index }) {
        "+" => 1,
        "-" | "−" | "–" => -1,
        _ => return Some(Zone { tokens: index..index + 1, offsets }),
    };
    // After a sign, what cannot be read leaves the zone unknown.
    let minutes = offset_minutes(analysis.token_text(index + 2))?;
    Some(Zone { tokens: index..index + 3, offsets: vec![sign * minutes] })
}
