//! Character references of HTML that stand in the text as they are written: `&nbsp;`, `&#8217;`, and those
//! that were escaped once more, `&amp;quot;`. In markup only such are left, for the others were decoded.

use super::Wrong;
use crate::analysis::Analysis;
use crate::document::{TextSpan, decode_reference};
use crate::text::is_quote;

/// The references that start at one of `places`, each run of them one finding.
pub(super) fn find(analysis: &Analysis<'_>, places: impl Iterator<Item = usize>) -> Vec<Wrong> {
    let text = analysis.document.text();
    let mut runs: Vec<(TextSpan, String)> = Vec::new();
    for at in places.filter(|&at| analysis.block_at(at).is_some()) {
        if runs.last().is_some_and(|(span, _)| at < span.end) {
            continue;
        }
        let Some((decoded, length)) = decode(&text[at..]) else { continue };
        let span = TextSpan::new(at, at + length);
        match runs.last_mut() {
            Some((last, whole)) if last.end == at => {
                last.end = span.end;
                whole.push_str(&decoded);
            }
            _ => runs.push((span, decoded)),
        }
    }
    runs.retain(|&(span, _)| !is_quoted(text, span));
    runs.into_iter()
        .map(|(span, decoded)| Wrong { span, mended: Some(fitted(text, span, decoded)) })
        .collect()
}

/// What the reference at the start of `text` stands for at last, and its length.
fn decode(text: &str) -> Option<(String, usize)> {
    let (mut decoded, length) =
        decode_reference(text).filter(|&(_, length)| text[..length].ends_with(';'))?;
    let mut whole = length;
    // Escaped again: “&amp;” and the rest of a reference.
    while decoded == "&" {
        let plain = text[whole..].bytes().take(LONGEST).take_while(u8::is_ascii).count();
        let rest = format!("&{}", &text[whole..whole + plain]);
        let Some((next, length)) =
            decode_reference(&rest).filter(|&(_, length)| rest[..length].ends_with(';'))
        else {
            break;
        };
        whole += length - 1;
        decoded = next;
    }
    Some((decoded, whole))
}

/// Bytes that are enough for any reference.
const LONGEST: usize = 40;

/// Whether just this stands in quotation marks: somebody speaks of it.
fn is_quoted(text: &str, span: TextSpan) -> bool {
    text[..span.start].chars().next_back().is_some_and(is_quote)
        && text[span.end..].chars().next().is_some_and(is_quote)
}

/// What to write in place of a reference: no-break spaces become one space, or none beside another.
fn fitted(text: &str, span: TextSpan, decoded: String) -> String {
    if !decoded.chars().all(|c| c.is_whitespace() || c == '\u{200b}') {
        return decoded;
    }
    let before = text[..span.start].chars().next_back();
    let after = text[span.end..].chars().next();
    let is_gap = |c: Option<char>| c.is_none_or(char::is_whitespace);
    if is_gap(before) || is_gap(after) { String::new() } else { " ".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_decoded_however_often_they_were_escaped() {
        for (text, expected) in [
            ("&nbsp; x", Some(("\u{a0}", 6))),
            ("&#8217;s", Some(("’", 7))),
            ("&amp;nbsp;x", Some(("\u{a0}", 10))),
            ("&amp;amp;quot;", Some(("\"", 14))),
            ("&amp; more", Some(("&", 5))),
            ("&amp;é", Some(("&", 5))),
            ("&copy=2", None),
            ("& b;", None),
        ] {
            let expected = expected.map(|(decoded, length): (&str, usize)| (decoded.to_owned(), length));
            assert_eq!(decode(text), expected, "{text}");
        }
    }
}
