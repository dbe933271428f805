//! Escapes in TOML strings: where a part of a string's value stands in the string as written.

use std::ops::Range;

/// The range of `raw`, a basic string with its quotation marks, that a range of its value came from; nothing
/// if `raw` is no such string of this value.
pub(super) fn part(raw: &str, value: &str, part: Range<usize>) -> Option<Range<usize>> {
    let marks = if raw.starts_with("\"\"\"") { 3 } else { usize::from(raw.starts_with('"')) };
    let mut written = raw.get(marks..raw.len().checked_sub(marks)?)?;
    if marks == 3 {
        written = written.strip_prefix('\n').or_else(|| written.strip_prefix("\r\n")).unwrap_or(written);
    }
    let end = raw.len() - marks;
    let (mut start, mut last) = (None, None);
    let mut left = value;
    while let Some(character) = left.chars().next() {
        let (found, length) = first(written)?;
        if let Some(found) = found {
            if found != character {
                return None;
            }
            let (offset, place) = (value.len() - left.len(), end - written.len());
            if offset <= part.start {
                start = Some(place);
            }
            if offset < part.end {
                last = Some(place + length);
            }
            left = &left[character.len_utf8()..];
        }
        written = &written[length..];
    }
    let start = if part.start == value.len() { end } else { start? };
    Some(start..last.unwrap_or(start).max(start))
}

/// The first character that a string stands for, and its length as written; no character where a line end
/// is escaped, with the white space after it.
fn first(written: &str) -> Option<(Option<char>, usize)> {
    let character = written.chars().next()?;
    let Some(escape) = written.strip_prefix('\\') else {
        return Some((Some(character), character.len_utf8()));
    };
    let code = |digits: usize| {
        let number = u32::from_str_radix(escape.get(1..1 + digits)?, 16).ok()?;
        Some((Some(char::from_u32(number)?), 2 + digits))
    };
    match escape.chars().next()? {
        'b' => Some((Some('\u{8}'), 2)),
        't' => Some((Some('\t'), 2)),
        'n' => Some((Some('\n'), 2)),
        'f' => Some((Some('\u{c}'), 2)),
        'r' => Some((Some('\r'), 2)),
        'e' => Some((Some('\u{1b}'), 2)),
        sign @ ('"' | '\\') => Some((Some(sign), 2)),
        'x' => code(2),
        'u' => code(4),
        'U' => code(8),
        _ => Some((None, written.len() - escape.trim_start().len())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks where `wanted`, a part of the value, stands in the string as written.
    fn check(raw: &str, value: &str, wanted: &str, expected: Option<&str>) {
        let start = value.find(wanted).expect("it is a part");
        let found = part(raw, value, start..start + wanted.len());
        assert_eq!(found.map(|range| &raw[range]), expected, "{raw}");
    }

    #[test]
    fn parts_are_found_behind_escapes() {
        check(r#""a\\b(c""#, r"a\b(c", "(", Some("("));
        check(r#""a\\b(c""#, r"a\b(c", r"\b", Some(r"\\b"));
        check(r#""\u00e9\t[""#, "é\t[", "é", Some(r"\u00e9"));
        check("\"\"\"\na\\\n   b\\tc\"\"\"", "ab\tc", "b\t", Some("b\\t"));
        check(r#""\"x""#, "\"x", "\"x", Some(r#"\"x"#));
        check(r#""\"x""#, "\"x", "", Some(""));
        check(r#""other""#, "\"x", "x", None);
    }
}
