//! Where the target of a link stands in Markdown: after the text in brackets, or after the label that
//! defines it.

use crate::source::Span;

/// Where `target` stands after the first `opening` within `span`, without angle brackets around it.
pub(super) fn after(text: &str, span: Span, opening: &str, target: &str) -> Option<Span> {
    let part = text.get(span.range())?;
    let end = part.match_indices(opening).map(|(at, _)| at).find(|&at| !part[..at].ends_with('\\'))?;
    // In a block quotation its mark may stand between; other such marks are the target's own.
    let after = &part[end + opening.len()..];
    let rest = after.trim_start_matches(|c: char| is_blank(c) || c == '>');
    let between = &after[..after.len() - rest.len()];
    let own = target.len() - target.trim_start_matches('>').len();
    // An angle bracket opens around the target, unless it is the target's own too.
    let is_angled = rest.starts_with('<') && !target[own..].starts_with('<');
    let own = if is_angled { 0 } else { own };
    // A target of nothing but such marks ends where white space begins; on the first line no other marks stand.
    let marks = if own > 0 && own == target.len() {
        let first_line = &between[..between.find(['\n', '\r']).unwrap_or(between.len())];
        if first_line.contains('>') { first_line } else { between }.trim_end_matches(is_blank)
    } else {
        between
    };
    let own = own.min(marks.len() - marks.trim_end_matches('>').len());
    let rest = &after[marks.len() - own..];
    let start = span.end - rest.len();
    if let Some(inside) = rest.strip_prefix('<') {
        let length = length_until(inside, |c, _| c == '>')?;
        return Some(Span::new(start + 1, start + 1 + length));
    }
    let length = length_until(rest, |c, depth| is_blank(c) || c == ')' && depth == 0);
    Some(Span::new(start, start + length.unwrap_or(rest.len())))
}

/// Whether a character ends a target and may stand before one: a space or a control character of ASCII, and no other
/// white space.
fn is_blank(c: char) -> bool {
    c <= ' '
}

/// The length of `text` before the first character that ends it, given how many brackets are open there.
/// Signs after a backslash end nothing.
fn length_until(text: &str, ends: impl Fn(char, usize) -> bool) -> Option<usize> {
    let mut depth = 0;
    let mut is_escaped = false;
    for (index, character) in text.char_indices() {
        if is_escaped {
            is_escaped = false;
            continue;
        }
        if ends(character, depth) {
            return Some(index);
        }
        match character {
            '\\' => is_escaped = text[index + 1..].starts_with(|c: char| c.is_ascii_punctuation()),
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, opening: &str, expected: &str) {
        let found = after(text, Span::new(0, text.len()), opening, expected);
        assert_eq!(found.map(|span| &text[span.range()]), Some(expected), "{text}");
    }

    #[test]
    fn targets_stand_after_the_text() {
        check("](/a)", "](", "/a");
        check("](/a_(b) \"T (c)\")", "](", "/a_(b)");
        check("]( </a b> 'T')", "](", "/a b");
        check("](a\\)b)", "](", "a\\)b");
        check("]()", "](", "");
        check("[m]: /a 'T'", "]:", "/a");
        check("[m\\]:]:\n  > <a>", "]:", "a");
        check("[m]: /a", "]:", "/a");
        check("[m]: >>_>", "]:", ">>_>");
        check("](\n> >a)", "](", ">a");
        check("](><b>c)", "](", "><b>c");
        check("](\n> ><b>)", "](", "><b>");
        check("](\n> <b>)", "](", "b");
        check("](> )", "](", ">");
        check("[m]:> \n>(> )", "]:", ">");
        check("](\n> >> 'T')", "](", ">>");
        check("[m]: >a\u{2029}b c", "]:", ">a\u{2029}b");
        check("](\u{a0}a)", "](", "\u{a0}a");
        check("](a\\ b)", "](", "a\\");
    }
}
