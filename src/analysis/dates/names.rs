//! The names of months and days of the week, whole and shortened.

use jiff::civil::Weekday;

const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("Monday", Weekday::Monday),
    ("Tuesday", Weekday::Tuesday),
    ("Wednesday", Weekday::Wednesday),
    ("Thursday", Weekday::Thursday),
    ("Friday", Weekday::Friday),
    ("Saturday", Weekday::Saturday),
    ("Sunday", Weekday::Sunday),
];

/// A name, and whether it is shortened.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<T> {
    pub(super) value: T,
    pub(super) is_short: bool,
}

/// The month, from 1 on, that a folded word names.
pub(super) fn month(folded: &str) -> Option<Named<i8>> {
    let is_short = folded.len() == 3 || folded == "sept";
    let place = MONTHS.iter().position(|&name| name == folded || is_short && name.starts_with(folded))?;
    Some(Named { value: place as i8 + 1, is_short: folded != MONTHS[place] })
}

/// The day of the week that a folded word names.
pub(super) fn weekday(folded: &str) -> Option<Named<Weekday>> {
    let is_short = matches!(
        folded,
        "mon" | "tue" | "tues" | "wed" | "weds" | "thu" | "thur" | "thurs" | "fri" | "sat" | "sun"
    );
    let (name, value) = WEEKDAYS.iter().find(|(name, _)| {
        let start = name.get(..folded.len()).is_some_and(|start| start.eq_ignore_ascii_case(folded));
        if is_short {
            start || folded == "weds" && *name == "Wednesday"
        } else {
            start && name.len() == folded.len()
        }
    })?;
    Some(Named { value: *value, is_short: folded.len() != name.len() })
}

/// The name of a day of the week.
pub(super) fn weekday_name(weekday: Weekday) -> &'static str {
    WEEKDAYS[usize::from(weekday.to_monday_zero_offset().unsigned_abs())].0
}

/// The name of a month, from 1 on.
pub(super) fn month_name(month: i8) -> &'static str {
    let place = usize::from(month.unsigned_abs()).saturating_sub(1);
    MONTHS.get(place).copied().unwrap_or_default()
}
