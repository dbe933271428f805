//! Comments that no reader of markup sees as such: marker lines in plain text, link definitions that Markdown
//! writers use for comments, and the comments of MDX. Each is looked for only where its signs stand.

use memchr::memmem;

use super::block::{Aside, AsideKind, Document};
use crate::source::Span;

/// What a comment to prosec starts with.
pub const MARK: &str = "prosec:";

/// What may stand before the mark on a line of plain text.
const LEADERS: [&str; 5] = ["#", "//", "..", "%", ";"];

/// The words that may follow the mark.
pub const VERBS: [&str; 5] = ["allow", "allow-next-line", "allow-file", "off", "on"];

/// The lines of a plain text that speak to prosec, without their line ends. Prose may start with the same
/// word, so only lines count that say throughout what such a line can say.
pub(super) fn marker_lines(text: &str) -> Vec<Span> {
    let mut lines: Vec<Span> = Vec::new();
    for at in memmem::find_iter(text.as_bytes(), MARK) {
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
        let before = text[start..at].trim_start_matches('\u{FEFF}').trim();
        let leads = before.is_empty() || LEADERS.contains(&before);
        if leads
            && is_order(&text[at + MARK.len()..end])
            && lines.last().is_none_or(|last| last.start < start)
        {
            lines.push(Span::new(start, end));
        }
    }
    lines
}

/// Whether this is what can follow the mark: a verb, names of rules, perhaps a reason.
fn is_order(text: &str) -> bool {
    let order = text.split_once(" --").map_or(text, |(order, _)| order);
    let Some((verb, names)) = order.trim().split_once(char::is_whitespace) else { return false };
    VERBS.contains(&verb) && names.split(',').all(|name| is_name(name.trim()))
}

/// Whether a text could name a rule or a group.
fn is_name(text: &str) -> bool {
    let is_part = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_lowercase())
            && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
    };
    text.splitn(2, '/').all(is_part)
}

/// Adds the comments of a Markdown document that are written as definitions of a link that nobody uses:
/// `[//]: # (a comment)`.
pub(super) fn add_definitions(document: &mut Document<'_>) {
    let text = document.source.text();
    if memmem::find(text.as_bytes(), b"]: #").is_none() {
        return;
    }
    let mut taken: Vec<Span> = document.blocks.iter().map(|block| document.span(block.text)).collect();
    taken.extend(&document.verbatim);
    let taken = joined(taken);
    let found: Vec<Aside> = memmem::find_iter(text.as_bytes(), b"]: #")
        .filter_map(|at| definition(text, at))
        .filter(|inside| {
            let next = taken.partition_point(|span| span.end <= inside.start);
            taken.get(next).is_none_or(|span| span.start >= inside.end)
        })
        .map(|inside| Aside { kind: AsideKind::Comment, inside })
        .collect();
    document.asides.extend(found);
    document.asides.sort_by_key(|aside| aside.inside);
}

/// What stands within the comment whose `]: #` stands at a place.
fn definition(text: &str, at: usize) -> Option<Span> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let label = text[start..at].trim_start_matches(' ').strip_prefix('[')?;
    if !["//", "comment", "_"].contains(&label) || at - start > label.len() + "   [".len() {
        return None;
    }
    let end = text[at..].find(['\n', '\r']).map_or(text.len(), |length| at + length);
    let rest = &text[at + "]: #".len()..end];
    let title = rest.trim_start();
    let closing = match title.chars().next()? {
        '(' => ')',
        quote @ ('"' | '\'') => quote,
        _ => return None,
    };
    let inside = title[1..].trim_end().strip_suffix(closing)?;
    let inside_start = end - title.len() + 1;
    (title.len() < rest.len() && !inside.is_empty())
        .then(|| Span::new(inside_start, inside_start + inside.len()))
}

/// The spans, sorted, those that touch as one.
fn joined(mut spans: Vec<Span>) -> Vec<Span> {
    spans.sort();
    let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
    for span in spans {
        match joined.last_mut() {
            Some(last) if span.start <= last.end => *last = last.to(span),
            _ => joined.push(span),
        }
    }
    joined
}

#[cfg(test)]
mod tests {
    use crate::document::check::{check, check_outside};

    #[test]
    fn lines_of_plain_text_that_speak_to_prosec_are_no_prose() {
        check(
            "a.txt",
            "One.\nprosec: allow spelling -- a dialect\nTwo.\n\n.. prosec: off names/joined, all\nThree.",
            "p: One.\np: Two.\np: Three.\nverbatim prosec: allow spelling -- a dialect\nverbatim .. prosec: off names/joined, all",
        );
        check_outside(
            "a.txt",
            "# prosec: on all\r\nprosec: allow-file x",
            "comment # prosec: on all\ncomment prosec: allow-file x",
        );
        for prose in [
            "prosec: on the road",
            "prosec: a checker",
            "We say prosec: allow all",
            "prosec: allow",
            "prosec: off we go, then",
        ] {
            check("a.txt", prose, &format!("p: {prose}"));
        }
        check(
            "a.txt",
            "> Said Ann.\n\n# prosec: on all\nWell.",
            ">p: Said Ann.\np: Well.\nverbatim # prosec: on all",
        );
    }

    #[test]
    fn definitions_that_nobody_uses_are_comments() {
        check_outside("a.md", "[//]: # (one)\n\n[comment]: # \"two\"\r\nText.", "comment one\ncomment two");
        check_outside("a.md", "[//]: # ()\n\n[//]: # ( )\n", "comment  ");
        check_outside("a.md", "Text\n[//]: # (one)\n\n```\n[//]: # (two)\n```\n", "code [//]: # (two)⏎");
        check_outside(
            "a.md",
            "[//]: #(one)\n\n[a]: # (two)\n\n[//]: # three\n\n    [//]: # (four)\n",
            "target #(one)\ncode [//]: # (four)⏎",
        );
    }

    #[test]
    fn comments_of_mdx_are_no_prose() {
        check("a.mdx", "One.\n\n{/* two */}\n\nThree {/* four `{` */} five.", "p: One.\np: Three  five.");
        check_outside(
            "a.mdx",
            "{/* one */}\n\n`{/* two */}`",
            "comment  one \ncode {/* two */}\ncomment  two ",
        );
    }
}
