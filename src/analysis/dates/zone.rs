//! Time zones as texts name them. A name may stand for several offsets: zones share names, change with the
//! seasons, or have changed in law.

use std::ops::Range;

/// A time zone beside a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Zone {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// How many minutes it may be ahead of UTC.
    pub offsets: Vec<i32>,
}

/// The names of zones, and the minutes ahead of UTC that each may stand for. Writers say “CET” in summer
/// too; Moscow was four hours ahead from 2011 to 2014. Names of which nobody can tell what is meant, such as
/// CST and EST, are left out.
const ZONES: &[(&str, &[i32])] = &[
    ("UTC", &[0]),
    ("GMT", &[0]),
    ("Z", &[0]),
    ("WET", &[0, 60]),
    ("WEST", &[60]),
    ("CET", &[60, 120]),
    ("CEST", &[120]),
    ("EET", &[120, 180]),
    ("EEST", &[180]),
    ("MSK", &[180, 240]),
    ("TRT", &[180]),
    ("WAT", &[60]),
    ("SAST", &[120]),
    ("EAT", &[180]),
    ("PKT", &[300]),
    ("NPT", &[345]),
    // India, Ireland, Israel.
    ("IST", &[330, 60, 120]),
    ("WIB", &[420]),
    ("ICT", &[420]),
    ("SGT", &[480]),
    ("HKT", &[480]),
    ("AWST", &[480]),
    ("JST", &[540]),
    ("KST", &[540]),
    ("AEST", &[600, 660]),
    ("AEDT", &[660]),
    ("NZST", &[720]),
    ("NZDT", &[780]),
    ("PDT", &[-420]),
    ("AKDT", &[-480]),
    ("HST", &[-600]),
];

/// The offsets that a name may stand for.
pub(super) fn offsets(name: &str) -> Option<&'static [i32]> {
    ZONES.iter().find(|(known, _)| *known == name).map(|&(_, offsets)| offsets)
}

/// Whether a word looks like the name of a zone, known or not: “EST”, “BST”.
pub(super) fn is_zone_name(name: &str) -> bool {
    offsets(name).is_some()
        || (3..=4).contains(&name.len())
            && name.ends_with('T')
            && name.bytes().all(|byte| byte.is_ascii_uppercase())
}

/// The minutes of an offset such as “3”, “5:30” or “0530”.
pub(super) fn offset_minutes(text: &str) -> Option<i32> {
    let (hours, minutes) = match text.split_once(':') {
        Some((hours, minutes)) => (hours, minutes),
        None if text.len() == 4 => text.split_at(2),
        None => (text, "0"),
    };
    let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (hours <= 14 && minutes < 60).then_some(hours * 60 + minutes)
}
