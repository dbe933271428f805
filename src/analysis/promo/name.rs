//! What the names and numbers look like that promotions lead to.

use rustc_hash::FxHashMap;

/// Whether a handle is a machine's: Telegram has its bots end in “bot”, and BotFather makes them.
pub(super) fn is_bot(handle: &str) -> bool {
    let handle = handle.to_ascii_lowercase();
    handle.ends_with("bot") || handle.trim_start_matches('@') == "botfather"
}

/// How often each run of letters and digits stands in a file, code included.
pub(super) fn count_runs(text: &str) -> FxHashMap<&str, usize> {
    let mut counts = FxHashMap::default();
    for run in text.split(|c: char| !c.is_alphanumeric()).filter(|run| !run.is_empty()) {
        *counts.entry(run).or_default() += 1;
    }
    counts
}

/// Whether a name mixes letters and digits.
pub(super) fn is_mixed(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_digit()) && name.contains(char::is_alphabetic)
}

/// Whether a name is a capital followed by small letters, as names of people, places and firms are.
pub(super) fn is_proper(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(char::is_uppercase) && letters.all(|c| !c.is_numeric())
}

/// Whether a text holds a telephone number: from nine digits on, or from seven after a plus, grouped by
/// spaces, stops, hyphens and brackets. Numbers of books start with 978 and 979.
pub(super) fn holds_phone_number(text: &str) -> bool {
    let is_part =
        |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '-' | '.' | '(' | ')' | '+' | '*');
    text.split(|c| !is_part(c)).any(|run| {
        let digits = run.bytes().filter(u8::is_ascii_digit).count();
        let run = run.trim();
        let least = if run.starts_with('+') { 7 } else { 9 };
        (least..=15).contains(&digits) && !run.starts_with("978") && !run.starts_with("979")
    })
}
