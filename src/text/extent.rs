//! How far a word reaches: what stands between two letters and parts no words, and the stops of dotted
//! abbreviations.

use super::characters::{is_apostrophe, is_invisible, is_letter, is_word_part};

/// Where the word ends that starts at `start` and goes on at `end`.
pub(super) fn word_end(text: &str, start: usize, end: usize) -> usize {
    let mut end = end;
    loop {
        end = ascii_end(text, end);
        let Some(c) = char_at(text, end) else { return end };
        let after = end + c.len_utf8();
        let next = match c {
            '_' => after_run(text, end, |c| c == '_')
                .filter(|&next| char_at(text, next).is_some_and(is_word_part)),
            '.' => in_version(text, start, end).then_some(after),
            _ if c.is_ascii() && c != '\'' => None,
            _ if is_apostrophe(c) => char_at(text, after).is_some_and(is_letter).then_some(after),
            _ if is_word_part(c) => Some(after),
            _ if is_invisible(c) => after_run(text, end, is_invisible)
                .filter(|&next| char_at(text, next).is_some_and(is_word_part)),
            _ => None,
        };
        match next {
            Some(next) => end = next,
            None => return end,
        }
    }
}

/// The end of the dotted abbreviation (“U.S.”, “e.g.”, “Ph.D.”) that starts at `start`, whose first letters end at
/// `end`.
pub(super) fn abbreviation_end(text: &str, start: usize, end: usize) -> Option<usize> {
    if !has_stop(text, end) {
        return None;
    }
    let mut offset = start;
    let mut dotted = 0;
    let mut single = false;
    while let Some(group) = letter_group(text, offset) {
        let group_end = offset + group.len();
        let letters = group.chars().count();
        if !has_stop(text, group_end) || has_stop(text, group_end + 1) {
            // “U.S” has no last stop, and dots that trail off are not its last stop either.
            if dotted > 0 && letters == 1 {
                (offset, dotted) = (group_end, dotted + 1);
            }
            break;
        }
        single |= letters == 1;
        (offset, dotted) = (group_end + 1, dotted + 1);
    }
    (dotted > 1 && single).then(|| possessive_end(text, offset))
}

/// One or two letters at `offset` that an abbreviation can hold between two stops.
fn letter_group(text: &str, offset: usize) -> Option<&str> {
    let rest = &text[offset..];
    let length = rest.chars().take(3).take_while(|&c| is_word_part(c)).map(char::len_utf8).sum();
    let group = &rest[..length];
    let vowels = ['a', 'e', 'i', 'o', 'u', 'y', 'A', 'E', 'I', 'O', 'U', 'Y'];
    let mut letters = group.chars();
    let fits = match (letters.next(), letters.next(), letters.next()) {
        (Some(only), None, None) => is_letter(only),
        // A short word before a forgotten space (“it.I”) is no such group.
        (Some(first), Some(second), None) => is_letter(first) && is_letter(second) && !group.contains(vowels),
        _ => false,
    };
    fits.then_some(group)
}

/// The end of “’s” at `offset`, or `offset`.
fn possessive_end(text: &str, offset: usize) -> usize {
    let rest = &text[offset..];
    match rest.strip_prefix(is_apostrophe).and_then(|rest| rest.strip_prefix('s')) {
        Some(after) if !after.starts_with(is_word_part) => text.len() - after.len(),
        _ => offset,
    }
}

/// Whether the stop at `offset` parts the digits of a version, as in “v1.2”.
fn in_version(text: &str, start: usize, offset: usize) -> bool {
    let digit_before = text.as_bytes()[..offset].last().is_some_and(u8::is_ascii_digit);
    let starts_with_letter = char_at(text, start).is_some_and(is_letter);
    digit_before && starts_with_letter && text.as_bytes().get(offset + 1).is_some_and(u8::is_ascii_digit)
}

/// The first offset from `from` on where `within` no longer holds; none at the end of the text.
fn after_run(text: &str, from: usize, within: impl Fn(char) -> bool) -> Option<usize> {
    text[from..].find(|c| !within(c)).map(|length| from + length)
}

/// Where the ASCII letters and digits from `from` on end.
#[inline]
fn ascii_end(text: &str, from: usize) -> usize {
    let rest = &text.as_bytes()[from..];
    from + rest.iter().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(rest.len())
}

fn has_stop(text: &str, offset: usize) -> bool {
    text.as_bytes().get(offset) == Some(&b'.')
}

fn char_at(text: &str, offset: usize) -> Option<char> {
    text[offset..].chars().next()
}

#[cfg(test)]
mod tests {
    use crate::document::TextSpan;
    use crate::text::{Token, tokenize};

    fn check(text: &str, expected: &str) {
        let mut tokens: Vec<Token> = Vec::new();
        tokenize(text, TextSpan::new(0, text.len()), &mut tokens);
        let found: Vec<&str> = tokens.iter().map(|token| token.text(text)).collect();
        assert_eq!(found.join(" "), expected, "in {text:?}");
    }

    #[test]
    fn dotted_abbreviations() {
        for (text, expected) in [
            ("the U.S. and U.K.", "the U.S. and U.K."),
            ("in the U.S", "in the U.S"),
            ("U.S.A. and U.S.’s", "U.S.A. and U.S.’s"),
            ("e.g., i.e. p.m.", "e.g. , i.e. p.m."),
            ("a Ph.D. in", "a Ph.D. in"),
            ("J. K. Rowling", "J . K . Rowling"),
            ("J.K. Rowling", "J.K. Rowling"),
            ("I saw it.I left.", "I saw it . I left ."),
            ("и т.д. дома", "и т.д. дома"),
            ("Mr. X", "Mr . X"),
            ("etc.), e.g...", "etc . ) , e.g ..."),
        ] {
            check(text, expected);
        }
    }
}
