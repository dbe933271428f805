//! Character references of HTML, decoded one at a time so that each keeps its place in the source. The
//! tokenizer of HTML pages knows their names; here they are only found.

use html5gum::{Token, Tokenizer};

/// No name is longer, its semicolon included.
const LONGEST_NAME: usize = 32;

/// What the reference at the start of `text` stands for, and its length in bytes; nothing if there is none.
pub fn decode(text: &str) -> Option<(String, usize)> {
    let candidate = candidate(text)?;
    let decoded = Tokenizer::new(candidate).find_map(|token| match token {
        Ok(Token::String(text)) => Some(String::from_utf8_lossy(&text).into_owned()),
        _ => None,
    })?;
    if decoded == candidate {
        return None;
    }
    // Old names need no semicolon (`&ampere` is “&ere”): what follows them was copied, and is no part.
    let first = decoded.chars().next()?.len_utf8();
    let tail = &decoded[first..];
    if !tail.is_empty() && candidate.ends_with(tail) {
        return Some((decoded[..first].to_owned(), candidate.len() - tail.len()));
    }
    Some((decoded, candidate.len()))
}

/// The longest start of `text` that could be a reference: `&name;` or `&#1234;`, the semicolon optional.
fn candidate(text: &str) -> Option<&str> {
    let name = text.strip_prefix('&')?;
    let length = match name.strip_prefix('#') {
        Some(number) => number.bytes().take_while(u8::is_ascii_alphanumeric).count() + 1,
        None => name.bytes().take(LONGEST_NAME).take_while(u8::is_ascii_alphanumeric).count(),
    };
    let end = 1 + length + usize::from(name[length..].starts_with(';'));
    (length > 0).then(|| &text[..end])
}

/// `text` with all references decoded, for what is compared and not shown in place: an address.
pub(super) fn decode_all(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('&') {
        decoded.push_str(&rest[..start]);
        rest = &rest[start..];
        let (character, length) = decode(rest).unwrap_or_else(|| ("&".to_owned(), 1));
        decoded.push_str(&character);
        rest = &rest[length..];
    }
    decoded.push_str(rest);
    decoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_alone() {
        check("&amp; b", Some(("&", 5)));
        check("&semi;", Some((";", 6)));
        check("&#8217;s", Some(("’", 7)));
        check("&#x2019;", Some(("’", 8)));
        check("&ampere", Some(("&", 4)));
        check("&notit;", Some(("¬", 4)));
        check("&fjlig;", Some(("fj", 7)));
        check("&#65", Some(("A", 4)));
        check("&#65z", Some(("A", 4)));
        check("&bogus;", None);
        check("& b", None);
        check("&", None);
        check("&#", None);
        check("&é", None);
        assert_eq!(decode_all("?a=1&amp;b=2&c&lt;"), "?a=1&b=2&c<");
    }

    fn check(text: &str, expected: Option<(&str, usize)>) {
        assert_eq!(decode(text), expected.map(|(decoded, length)| (decoded.to_owned(), length)), "{text}");
    }
}
