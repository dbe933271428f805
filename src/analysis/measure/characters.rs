//! Characters, words and lines as Python sees them, in which the programs that clean corpora are written.

use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

/// Whether `str.isspace` holds of a character.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\u{1c}'..='\u{1f}').contains(&c)
}

/// Whether `str.isalpha` holds of a character.
pub(super) fn is_alpha(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_alphabetic(),
        false => c.general_category_group() == GeneralCategoryGroup::Letter,
    }
}

/// Whether `str.isalnum` holds of a character.
pub(super) fn is_alnum(c: char) -> bool {
    is_alpha(c) || c.is_numeric()
}

/// The words of `str.split()`.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(is_space).filter(|word| !word.is_empty())
}

/// The text of `str.strip()`.
pub(super) fn strip(text: &str) -> &str {
    text.trim_matches(is_space)
}

/// The lines of `str.splitlines()`: more characters end a line than the line feed, and the last end starts
/// no further line.
pub(super) fn split_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some((at, end)) = rest.char_indices().find(|&(_, c)| ends_line(c)) else {
            return Some(std::mem::take(&mut rest));
        };
        let line = &rest[..at];
        rest = &rest[at + end.len_utf8()..];
        if end == '\r' {
            rest = rest.strip_prefix('\n').unwrap_or(rest);
        }
        Some(line)
    })
}

fn ends_line(c: char) -> bool {
    matches!(c, '\n'..='\r' | '\u{1c}'..='\u{1e}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

/// The length that Python gives a text.
pub(super) fn length(text: &str) -> usize {
    match text.is_ascii() {
        true => text.len(),
        false => text.chars().count(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_words_are_those_of_python() {
        let lines: Vec<&str> = split_lines("a\r\nb\n\nc\u{2028}d\x0be\rf\n").collect();
        assert_eq!(lines, ["a", "b", "", "c", "d", "e", "f"]);
        assert_eq!(split_lines("").count(), 0);
        assert_eq!(split_lines("\n").collect::<Vec<_>>(), [""]);
        assert_eq!(split(" a\u{a0}b\u{1f}c ").collect::<Vec<_>>(), ["a", "b", "c"]);
        assert!(is_alpha('ж') && !is_alpha('Ⓐ') && !is_alpha('Ⅷ') && !is_alpha('9'));
        assert_eq!(length("aé🙂"), 3);
    }
}
