//! Days: “Friday, 14 March 2025”, “Mar. 14th, 2025 (Friday)”, “14/03/2025”, “2025-03-14”.

use std::ops::Range;

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::names::{month, month_name, weekday, weekday_name};
use super::ordinal::{integer, split_ordinal};
use crate::analysis::Analysis;

/// A day that the text names.
#[derive(Clone, Debug)]
pub struct Day {
    /// The tokens of the date, without the day of the week.
    pub tokens: Range<usize>,
    /// The day of the week beside it.
    pub weekday: Option<NamedWeekday>,
    /// What it may mean; the second of two is the American way with figures.
    pub readings: Vec<Reading>,
    /// Whether the month is a word.
    pub is_spelled: bool,
}

/// A day of the week that the text names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedWeekday {
    /// Its token.
    pub token: usize,
    /// The day.
    pub weekday: Weekday,
    /// Whether it is shortened.
    pub is_short: bool,
}

/// A date as figures, which need not exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The year, where it is given.
    pub year: Option<i16>,
    /// The month.
    pub month: i8,
    /// The day of the month.
    pub day: i8,
}

/// The first year in which all English-speaking countries kept the new calendar from its first day on.
const FIRST_NEW_YEAR: i16 = 1753;

/// The year from which on no country kept the old one.
const LAST_OLD_YEAR: i16 = 1924;

impl Reading {
    /// The date, if the calendar has it.
    pub fn date(self) -> Option<Date> {
        Date::new(self.year?, self.month, self.day).ok()
    }

    /// Whether there is such a day in any calendar that a writer may keep.
    pub fn exists(self) -> bool {
        // Without a year, a leap year is meant.
        let year = self.year.unwrap_or(2000);
        let is_old_leap_day = year < LAST_OLD_YEAR && year % 4 == 0 && (self.month, self.day) == (2, 29);
        // Sweden had this day, on its way back to the old calendar.
        let is_swedish = (year, self.month, self.day) == (1712, 2, 30);
        is_old_leap_day || is_swedish || Date::new(year, self.month, self.day).is_ok()
    }

    /// The days of the week on which it may have fallen; none where that is not known.
    fn weekdays(self) -> Vec<Weekday> {
        let Some(date) = self.date().filter(|date| date.year() >= FIRST_NEW_YEAR) else { return Vec::new() };
        let mut all = vec![date.weekday()];
        if date.year() < LAST_OLD_YEAR {
            let year = i64::from(if date.month() < 3 { date.year() - 1 } else { date.year() });
            let behind = year / 100 - year / 400 - 2;
            all.extend(date.checked_add(behind.days()).map(Date::weekday));
        }
        all
    }

    /// How the date is called: “14 March 2025”.
    pub fn name(self) -> String {
        let year = self.year.map_or_else(String::new, |year| format!(" {year}"));
        let month = month_name(self.month);
        let capital = month.get(..1).unwrap_or_default().to_uppercase();
        format!("{} {capital}{}{year}", self.day, month.get(1..).unwrap_or_default())
    }
}

impl Day {
    /// Whether there is such a day, however it is read.
    pub fn exists(&self) -> bool {
        self.readings.iter().any(|reading| reading.exists())
    }

    /// The name of the day of the week on which it fell, where the text names another. Shortened as it is.
    pub fn right_weekday(&self) -> Option<&'static str> {
        let named = self.weekday?;
        let possible: Vec<Weekday> = self.readings.iter().flat_map(|reading| reading.weekdays()).collect();
        let right = weekday_name(*possible.first()?);
        let is_wrong = !possible.contains(&named.weekday);
        is_wrong.then(|| if named.is_short { &right[..3] } else { right })
    }
}

/// The days that the text names, in its order.
pub(in crate::analysis) fn days(analysis: &Analysis<'_>) -> Vec<Day> {
    let mut all: Vec<Day> = Vec::new();
    for &index in analysis.numbers() {
        if all.last().is_none_or(|day| index >= day.tokens.end) {
            let block = analysis.block_tokens(analysis.block_of(index));
            all.extend(Reader { analysis, block }.day(index));
        }
    }
    all
}

struct Reader<'a, 'd> {
    analysis: &'a Analysis<'d>,
    block: Range<usize>,
}

impl Reader<'_, '_> {
    /// The day whose first or only number stands at `index`.
    fn day(&self, index: usize) -> Option<Day> {
        let (tokens, readings, is_spelled) = self
            .day_first(index)
            .or_else(|| self.month_first(index))
            .map(|(tokens, reading)| (tokens, vec![reading], true))
            .or_else(|| self.figures(index).map(|(tokens, readings)| (tokens, readings, false)))?;
        let weekday = self.weekday_before(tokens.start).or_else(|| self.weekday_after(tokens.end));
        Some(Day { tokens, weekday, readings, is_spelled })
    }

    /// “14 March 2025”, “14th of March, 2025”.
    fn day_first(&self, index: usize) -> Option<(Range<usize>, Reading)> {
        let day = self.day_of_month(index)?;
        let place = if self.is(index + 1, "of") { index + 2 } else { index + 1 };
        let month = self.month(place)?;
        let (end, year) = self.year(self.after_name(place));
        let end = if year.is_some() { end } else { place + 1 };
        Some((index..end, Reading { year, month, day }))
    }

    /// “March 14, 2025”, “Mar. 14th”.
    fn month_first(&self, index: usize) -> Option<(Range<usize>, Reading)> {
        let day = self.day_of_month(index)?;
        let before = self.before(index)?;
        let place =
            if self.is(before, ".") || self.is(before, "the") { self.before(before)? } else { before };
        let month = self.month(place)?;
        // “march 3 miles”, “may 20 people”: only a capital tells the month.
        if !self.text(place)?.starts_with(char::is_uppercase) {
            return None;
        }
        let (end, year) = self.year(index + 1);
        let end = if year.is_some() { end } else { index + 1 };
        Some((place..end, Reading { year, month, day }))
    }

    /// “2025-03-14”, “14/03/2025”, “14.03.2025”.
    fn figures(&self, index: usize) -> Option<(Range<usize>, Vec<Reading>)> {
        let text = self.analysis.document.text();
        let start = self.analysis.tokens()[index].span().start;
        let end = self.analysis.document.blocks[self.analysis.block_of(index)].text.end;
        let (length, readings) = figures(&text[start..end])?;
        let before = text[..start].chars().next_back();
        let after = text[start + length..end].chars().next();
        let joins = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '/' | '_'));
        let is_joined = joins(before) || before == Some('.') || joins(after) && after != Some('T');
        if is_joined {
            return None;
        }
        let last =
            (index..self.block.end).find(|&at| self.analysis.tokens()[at].span().end >= start + length)?;
        Some((index..last + 1, readings))
    }

    /// The year at `index`, perhaps after a comma, and the token after it.
    fn year(&self, index: usize) -> (usize, Option<i16>) {
        let place = if self.is(index, ",") { index + 1 } else { index };
        let year = self.text(place).filter(|text| text.len() == 4).and_then(integer);
        match year {
            // “On 14 March 1500 people came.”
            Some(year) if year >= 1000 && !self.counts(place) => (place + 1, i16::try_from(year).ok()),
            _ => (index, None),
        }
    }

    /// Whether the number at `index` counts what follows.
    fn counts(&self, index: usize) -> bool {
        let Some(next) = self.text(index + 1).filter(|_| self.analysis.is_word(index + 1)) else {
            return false;
        };
        let is_plural =
            next.len() > 3 && next.ends_with('s') || matches!(next, "people" | "men" | "women" | "children");
        next.starts_with(char::is_lowercase)
            && is_plural
            && !self.analysis.lists.get("function-words").contains(next)
    }

    fn weekday_before(&self, start: usize) -> Option<NamedWeekday> {
        let mut place = self.before(start)?;
        if self.is(place, "the") {
            place = self.before(place)?;
        }
        let is_comma = self.is(place, ",");
        let is_stop = self.is(place, ".");
        if is_comma || is_stop {
            place = self.before(place)?;
        }
        if is_comma && self.is(place, ".") {
            place = self.before(place)?;
        }
        self.weekday(place).filter(|named| !is_stop || named.is_short)
    }

    /// “(Friday)”, “, a Friday”, “was a Friday”.
    fn weekday_after(&self, end: usize) -> Option<NamedWeekday> {
        if self.is(end, "(") {
            let named =
                self.weekday(end + 1).or_else(|| self.weekday(end + 2).filter(|_| self.is(end + 1, "a")))?;
            let close = self.after_name(named.token);
            return self.is(close, ")").then_some(named);
        }
        let place = if self.is(end, "fell") && self.is(end + 1, "on") { end + 1 } else { end };
        let links = ["was", "is", "on", ","].iter().any(|word| self.is(place, word));
        (links && self.is(place + 1, "a")).then(|| self.weekday(place + 2)).flatten()
    }

    fn weekday(&self, index: usize) -> Option<NamedWeekday> {
        let named = weekday(self.folded(index)?)?;
        let is_capital = self.text(index)?.starts_with(char::is_uppercase);
        (is_capital || !named.is_short).then_some(NamedWeekday {
            token: index,
            weekday: named.value,
            is_short: named.is_short,
        })
    }

    fn month(&self, index: usize) -> Option<i8> {
        let named = month(self.folded(index)?)?;
        let is_capital = self.text(index)?.starts_with(char::is_uppercase);
        (is_capital || !named.is_short).then_some(named.value)
    }

    /// The token after a name that may be shortened with a stop.
    fn after_name(&self, index: usize) -> usize {
        let is_short = self.folded(index).is_some_and(|name| {
            month(name).is_some_and(|named| named.is_short)
                || weekday(name).is_some_and(|named| named.is_short)
        });
        if is_short && self.is(index + 1, ".") { index + 2 } else { index + 1 }
    }

    fn day_of_month(&self, index: usize) -> Option<i8> {
        let text = self.text(index)?;
        let digits = split_ordinal(text).map_or(text, |(digits, _)| digits);
        let day = integer(digits).filter(|_| digits.len() <= 2)?;
        i8::try_from(day).ok().filter(|&day| (1..=39).contains(&day))
    }

    fn before(&self, index: usize) -> Option<usize> {
        index.checked_sub(1).filter(|before| self.block.contains(before))
    }

    fn is(&self, index: usize, text: &str) -> bool {
        self.folded(index) == Some(text)
    }

    fn text(&self, index: usize) -> Option<&str> {
        self.block.contains(&index).then(|| self.analysis.token_text(index))
    }

    fn folded(&self, index: usize) -> Option<&str> {
        self.block.contains(&index).then(|| self.analysis.folded(index))
    }
}

/// How long a date in figures at the start of a text is, and what it may mean.
fn figures(text: &str) -> Option<(usize, Vec<Reading>)> {
    let window = text.as_bytes().get(..text.len().min(11))?;
    let mut numbers = [(0_i16, 0_usize); 3];
    let mut marks = [0_u8; 2];
    let mut at = 0;
    for part in 0..3 {
        let length = window[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        if length == 0 || length > 4 {
            return None;
        }
        numbers[part] = (text[at..at + length].parse().ok()?, length);
        at += length;
        if part < 2 {
            marks[part] = *window.get(at)?;
            at += 1;
        }
    }
    if marks[0] != marks[1] {
        return None;
    }
    let reading = |year: i16, month: i16, day: i16| {
        Some(Reading { year: Some(year), month: i8::try_from(month).ok()?, day: i8::try_from(day).ok()? })
    };
    let [first, second, third] = numbers.map(|(number, _)| number);
    let readings: Vec<Reading> = match (marks[0], numbers.map(|(_, length)| length)) {
        (b'-', [4, 2, 2]) => reading(first, second, third).into_iter().collect(),
        (b'/', [1 | 2, 1 | 2, 4]) => {
            [reading(third, second, first), reading(third, first, second)].into_iter().flatten().collect()
        }
        (b'.', [2, 2, 4]) if second <= 12 && first <= 31 => {
            reading(third, second, first).into_iter().collect()
        }
        _ => return None,
    };
    let year = readings.first()?.year?;
    (1900..2100).contains(&year).then_some((at, readings))
}
