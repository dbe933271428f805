//! Edits that can be made together: which of them do not collide, what text they give, and where the parts of the
//! old text stand in the new one. It knows no rules.

use std::collections::BTreeMap;

use crate::diagnostic::Fix;
use crate::source::Span;

/// Edits of one text, none of which collides with another.
#[derive(Clone, Debug)]
pub(crate) struct Edits<'t> {
    text: &'t str,
    edits: BTreeMap<Span, String>,
}

/// The text with these fixes applied, each whole or not at all: a fix that overlaps an earlier one of the
/// list is left out, and so is an edit outside the text.
pub fn apply<'f>(text: &str, fixes: impl IntoIterator<Item = &'f Fix>) -> String {
    let mut edits = Edits::of(text);
    for fix in fixes {
        edits.add(fix);
    }
    edits.made()
}

impl<'t> Edits<'t> {
    /// No edits of a text so far.
    pub(crate) fn of(text: &'t str) -> Self {
        Self { text, edits: BTreeMap::new() }
    }

    /// Adds all edits of a fix, or none of them: where one collides with an earlier one, with another of its own fix,
    /// or lies outside of the text. Returns whether they were added. Line ends that they insert become those that the
    /// text has there.
    pub(crate) fn add(&mut self, fix: &Fix) -> bool {
        let mut added = Vec::new();
        for edit in &fix.edits {
            if self.text.get(edit.span.range()).is_none() || self.collides(edit.span) {
                for span in added {
                    self.edits.remove(&span);
                }
                return false;
            }
            self.edits.insert(edit.span, self.with_line_ends(edit.span, &edit.replacement));
            added.push(edit.span);
        }
        true
    }

    /// Whether one of the edits deletes just this.
    pub(crate) fn delete(&self, span: Span) -> bool {
        self.edits.get(&span).is_some_and(String::is_empty)
    }

    /// Whether an edit there shares a byte with an earlier one, or stands at its very place.
    fn collides(&self, span: Span) -> bool {
        // The edits so far are apart from each other, so the last one that starts early enough reaches furthest.
        let before = self.edits.range(..Span::at(span.end)).next_back();
        self.edits.contains_key(&span) || before.is_some_and(|(other, _)| other.end > span.start)
    }

    /// A replacement with the line ends that the text has there. An edit of nothing but line ends means what it says.
    fn with_line_ends(&self, span: Span, replacement: &str) -> String {
        let replaced = &self.text[span.range()];
        let is_about_ends =
            !replaced.is_empty() && replaced.bytes().all(|byte| matches!(byte, b'\r' | b'\n'));
        if !replacement.contains('\n') || is_about_ends {
            return replacement.to_owned();
        }
        let unix = replacement.replace("\r\n", "\n");
        let (before, after) = self.text.split_at(span.start);
        let is_windows = match before.rfind('\n') {
            Some(end) => before[..end].ends_with('\r'),
            None => {
                after.find('\n').is_some_and(|end| after[..end].ends_with('\r') || before.ends_with('\r'))
            }
        };
        if is_windows { unix.replace('\n', "\r\n") } else { unix }
    }

    /// The text with the edits made.
    pub(crate) fn made(&self) -> String {
        let mut made = String::with_capacity(self.text.len());
        let mut done = 0;
        for (span, replacement) in &self.edits {
            made.push_str(&self.text[done..span.start]);
            made.push_str(replacement);
            done = span.end;
        }
        made.push_str(&self.text[done..]);
        made
    }

    /// Where things stand once the edits are made.
    pub(crate) fn shift(&self) -> Shift {
        let mut edits = Vec::with_capacity(self.edits.len());
        let (mut inserted, mut removed) = (0, 0);
        for (&old, replacement) in &self.edits {
            let start = old.start + inserted - removed;
            edits.push((old, Span::new(start, start + replacement.len())));
            inserted += replacement.len();
            removed += old.len();
        }
        Shift { edits }
    }
}

/// Where the parts of a text stand after edits.
#[derive(Clone, Debug)]
pub(crate) struct Shift {
    /// The span of each edit, in the old text and in the new one.
    edits: Vec<(Span, Span)>,
}

impl Shift {
    /// Where a span of the old text stands in the new one. What was inserted at its edges does not belong to it; where
    /// an edge was replaced, it reaches over the replacement.
    pub(crate) fn span(&self, span: Span) -> Span {
        let start = self.place(span.start, |old| old.end <= span.start, |new| new.start);
        let is_before_end = |old: Span| old.end < span.end || (old.end == span.end && !old.is_empty());
        let end = self.place(span.end, is_before_end, |new| new.end);
        Span::new(start, end.max(start))
    }

    /// Whether an edit changes anything within a span of the old text, or at its edges.
    pub(crate) fn touches(&self, span: Span) -> bool {
        let first = self.edits.partition_point(|(old, _)| old.end < span.start);
        self.edits.get(first).is_some_and(|(old, _)| old.start <= span.end)
    }

    /// The place of an offset: `is_passed` tells the edits before it, and `edge` where it stands if an edit took it.
    fn place(&self, offset: usize, is_passed: impl Fn(Span) -> bool, edge: impl Fn(Span) -> usize) -> usize {
        let passed = self.edits.partition_point(|&(old, _)| is_passed(old));
        if let Some(&(old, new)) = self.edits.get(passed)
            && old.start < offset
        {
            return edge(new);
        }
        match passed.checked_sub(1).map(|last| self.edits[last]) {
            Some((old, new)) => offset - old.end + new.end,
            None => offset,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Applicability, Edit};

    fn fix(edits: &[(usize, usize, &str)]) -> Fix {
        let edit = |&(start, end, replacement): &(usize, usize, &str)| Edit {
            span: Span::new(start, end),
            replacement: replacement.to_owned(),
        };
        Fix {
            message: String::new(),
            applicability: Applicability::Safe,
            edits: edits.iter().map(edit).collect(),
        }
    }

    #[test]
    fn a_fix_is_made_whole_or_not_at_all() {
        let check = |text: &str, fixes: &[Fix], expected: &str| {
            assert_eq!(apply(text, fixes), expected, "{fixes:?}");
        };
        check("abcdef", &[fix(&[(1, 3, "X")]), fix(&[(2, 4, "Y")])], "aXdef");
        check("abcdef", &[fix(&[(1, 2, "X"), (3, 4, "Z")]), fix(&[(0, 1, ""), (3, 4, "Y")])], "aXcZef");
        check("abcdef", &[fix(&[(3, 4, "X")]), fix(&[(1, 4, "")])], "abcXef");
        check("abcdef", &[fix(&[(3, 3, "X")]), fix(&[(3, 3, "Y")])], "abcXdef");
        check("abcdef", &[fix(&[(3, 4, "X")]), fix(&[(3, 3, "Y")]), fix(&[(4, 4, "Z")])], "abcYXZef");
        check("abcdef", &[fix(&[(2, 4, "X")]), fix(&[(3, 3, "Y")])], "abXef");
        check("abcdef", &[fix(&[(6, 6, "!")]), fix(&[(6, 7, "?")])], "abcdef!");
        check("aéb", &[fix(&[(0, 1, "X"), (2, 3, "Y")])], "aéb");
        check("", &[fix(&[(0, 0, "X")])], "X");
    }

    #[test]
    fn inserted_line_ends_are_those_of_the_text() {
        let check = |text: &str, place: usize, expected: &str| {
            assert_eq!(apply(text, [&fix(&[(place, place, "\n")])]), expected, "{text:?}");
        };
        check("a\r\nb", 4, "a\r\nb\r\n");
        check("ab\r\n", 1, "a\r\nb\r\n");
        check("a\nb", 3, "a\nb\n");
        check("ab", 1, "a\nb");
        check("a\r\nb\nc", 5, "a\r\nb\n\nc");
        assert_eq!(apply("a\r\nb\r\nc", [&fix(&[(4, 6, "\n")])]), "a\r\nb\nc", "an edit of line ends");
    }

    #[test]
    fn places_move_with_the_text() {
        let check = |edits: &[(usize, usize, &str)], span: (usize, usize), expected: (usize, usize)| {
            let mut all = Edits::of("0123456789");
            assert!(all.add(&fix(edits)), "{edits:?}");
            let moved = all.shift().span(Span::new(span.0, span.1));
            assert_eq!((moved.start, moved.end), expected, "{span:?} after {edits:?}");
        };
        check(&[(1, 3, "")], (5, 7), (3, 5));
        check(&[(1, 3, "xyz")], (0, 1), (0, 1));
        check(&[(1, 3, "xyz")], (3, 5), (4, 6));
        check(&[(1, 3, "xyz")], (1, 3), (1, 4));
        check(&[(1, 3, "xyz")], (2, 5), (1, 6));
        check(&[(1, 3, "xyz")], (0, 2), (0, 4));
        check(&[(4, 4, "xyz")], (4, 6), (7, 9));
        check(&[(4, 4, "xyz")], (2, 4), (2, 4));
        check(&[(4, 4, "xyz")], (2, 6), (2, 9));
        check(&[(4, 4, "xyz")], (4, 4), (7, 7));
        check(&[(1, 9, "")], (3, 5), (1, 1));
    }
}
