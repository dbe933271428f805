//! Whole numbers and their endings: “14”, “14th”.

/// A whole number of at most four digits.
pub fn integer(text: &str) -> Option<u16> {
    let is_short = (1..=4).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    is_short.then(|| text.parse().ok()).flatten()
}

/// The digits and the ending of “14th”, whether the ending is right or not.
pub fn split_ordinal(text: &str) -> Option<(&str, &str)> {
    let (digits, ending) = text.split_at(text.find(|c: char| !c.is_ascii_digit())?);
    let is_ending = ["st", "nd", "rd", "th"].iter().any(|known| known.eq_ignore_ascii_case(ending));
    (is_ending && !digits.is_empty()).then_some((digits, ending))
}

/// The ending that makes an ordinal of some digits.
pub fn right_ordinal(digits: &str) -> &'static str {
    let is_teen = digits.len() > 1 && digits.as_bytes()[digits.len() - 2] == b'1';
    match digits.bytes().last() {
        Some(b'1') if !is_teen => "st",
        Some(b'2') if !is_teen => "nd",
        Some(b'3') if !is_teen => "rd",
        _ => "th",
    }
}
