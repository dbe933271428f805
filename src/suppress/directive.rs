//! Directives: the comments that speak to prosec, taken apart.
//!
//! ```text
//! prosec: VERB NAME[, NAME…] [-- REASON]
//! ```

use memchr::memmem;

use crate::document::{AsideKind, Document, MARK, VERBS};
use crate::settings::Spanned;
use crate::source::Span;

/// What a directive does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verb {
    /// Silences the line that the comment stands on, or the block after if it stands alone.
    Allow,
    /// Silences the line after the comment.
    AllowNextLine,
    /// Silences the whole file.
    AllowFile,
    /// Silences all that follows, up to an `on` of the same name.
    Off,
    /// Ends what an `off` began.
    On,
}

impl Verb {
    /// What a word means.
    fn of_word(word: &str) -> Option<Self> {
        // In the order of the words.
        const MEANINGS: [Verb; 5] = [Verb::Allow, Verb::AllowNextLine, Verb::AllowFile, Verb::Off, Verb::On];
        VERBS.iter().position(|verb| *verb == word).map(|at| MEANINGS[at])
    }
}

/// A comment that speaks to prosec.
#[derive(Clone, Debug)]
pub(super) struct Directive {
    /// The whole comment, with the signs that start and end it.
    pub(super) comment: Span,
    /// What it orders, from the mark up to the reason.
    pub(super) order: Span,
    /// The word after the mark, as written, and what it means if it means anything.
    pub(super) verb: (Spanned<String>, Option<Verb>),
    /// What it names.
    pub(super) names: Vec<Spanned<String>>,
    /// Whether it gives a reason.
    pub(super) has_reason: bool,
}

/// The directives of a document, in order. Comments within code are examples.
pub(super) fn directives(document: &Document<'_>) -> Vec<Directive> {
    let mut found = Vec::new();
    if memmem::find(document.source.text().as_bytes(), MARK.as_bytes()).is_none() {
        return found;
    }
    let mut code_end = 0;
    for aside in &document.asides {
        match aside.kind {
            AsideKind::Code => code_end = code_end.max(aside.inside.end),
            AsideKind::Comment if aside.inside.start >= code_end => {
                found.extend(read(document, aside.inside))
            }
            AsideKind::Comment | AsideKind::FrontMatter => {}
        }
    }
    found
}

/// Reads the comment that holds `inside`, if it speaks to prosec.
fn read(document: &Document<'_>, inside: Span) -> Option<Directive> {
    let text = document.source.slice(inside);
    let at = text.find(MARK)?;
    // A line of plain text may start with the signs of a comment; in other comments the mark comes first.
    if text[..at].contains(char::is_alphanumeric) {
        return None;
    }
    let order_end = reason(&text[at..]).map_or(text.trim_end().len(), |reason| at + reason);
    let order = text[..order_end].trim_end();
    let mut words = words(order, at + MARK.len()).map(|(start, word)| Spanned {
        value: word.to_owned(),
        span: Span::new(inside.start + start, inside.start + start + word.len()),
    });
    let after_mark = Span::at(inside.start + at + MARK.len());
    let verb = words.next().unwrap_or(Spanned { value: String::new(), span: after_mark });
    let known = Verb::of_word(&verb.value);
    Some(Directive {
        comment: whole(document, inside),
        order: Span::new(inside.start + at, inside.start + order.len().max(at + MARK.len())),
        verb: (verb, known),
        names: words.collect(),
        has_reason: text[order_end..].contains(char::is_alphanumeric),
    })
}

/// The words of a text from an offset on, with their own; commas and white space part them.
fn words(text: &str, from: usize) -> impl Iterator<Item = (usize, &str)> {
    let parts = |c: char| c.is_whitespace() || c == ',';
    let mut at = from.min(text.len());
    std::iter::from_fn(move || {
        let rest = &text[at..];
        let start = at + rest.find(|c| !parts(c))?;
        let end = text[start..].find(parts).map_or(text.len(), |length| start + length);
        at = end;
        Some((start, &text[start..end]))
    })
}

/// Where the reason starts, with the dash before it: two hyphens, or what editors make of them.
fn reason(text: &str) -> Option<usize> {
    let dashes = ["--", "—", "–"].into_iter().flat_map(|dash| text.match_indices(dash));
    dashes.map(|(at, _)| at).filter(|&at| text[..at].ends_with(char::is_whitespace)).min()
}

/// The comment that holds `inside`: what stands within its signs, or else its line.
fn whole(document: &Document<'_>, inside: Span) -> Span {
    const SIGNS: [(&str, &[&str]); 2] = [("<!--", &["-->", "--!>"]), ("{/*", &["*/}"])];
    let text = document.source.text();
    let (before, after) = (&text[..inside.start], &text[inside.end..]);
    for (opening, closings) in SIGNS {
        if before.ends_with(opening) {
            let closing = closings.iter().find(|closing| after.starts_with(**closing));
            return Span::new(
                inside.start - opening.len(),
                inside.end + closing.map_or(0, |sign| sign.len()),
            );
        }
    }
    let line = document.source.line_span(document.source.line_index(inside.start));
    let content = document.source.slice(line);
    let start = line.start + content.len() - content.trim_start_matches([' ', '\t', '\u{FEFF}']).len();
    Span::new(start, line.start + content.trim_end().len())
}
