//! Edits: the smallest change that mends a flaw, where one change does.

use super::fault::{QuoteEdit, QuoteFaultKind as Kind};
use super::glyph::{Level, Pair, Style};
use super::mark::{Mark, Side};
use super::reading::Flaw;
use crate::document::TextSpan;

/// What an edit must know of a flaw's surroundings.
#[derive(Clone, Copy, Debug)]
pub(super) struct Site<'t> {
    pub text: &'t str,
    pub block: TextSpan,
    pub mark: Mark,
    /// The mark that should stand there.
    pub expected: char,
}

impl Site<'_> {
    /// The edit that mends the flaw.
    pub fn edit(&self, flaw: &Flaw) -> Option<QuoteEdit> {
        let span = self.mark.span;
        match flaw.kind {
            Kind::Doubled => Some(replace(span, String::new())),
            Kind::Mismatched | Kind::MixedPair => Some(replace(span, self.expected.to_string())),
            Kind::SpaceInside => self.without_space(flaw.opens),
            Kind::WrongDirection | Kind::Misplaced => self.turned(flaw.opens),
            Kind::MissingSpace => Some(self.with_space(flaw.opens)),
            _ => None,
        }
    }

    /// Where a quotation that runs to the end of its block would be closed: after the last stop.
    pub fn close_at_end(&self) -> Option<QuoteEdit> {
        let ends = self.text[self.block.range()].trim_end().ends_with(['.', '!', '?', '…']);
        let rest = self.text[self.mark.span.end..self.block.end].trim_start();
        let sentence = rest.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let end = self.block.start + self.text[self.block.range()].trim_end().len();
        (ends && sentence).then(|| replace(TextSpan::new(end, end), self.expected.to_string()))
    }

    /// Without the space at the mark; another mark may stand between the two.
    fn without_space(&self, opens: bool) -> Option<QuoteEdit> {
        let span = self.mark.span;
        let blank = if opens {
            TextSpan::new(span.end, span.end + self.space_after())
        } else {
            TextSpan::new(span.start - self.space_before(), span.start)
        };
        (!blank.is_empty()).then(|| replace(blank, String::new()))
    }

    /// The mark in the right glyph, and on the other side of the space that parts it from its words.
    fn turned(&self, opens: bool) -> Option<QuoteEdit> {
        let span = self.mark.span;
        let expected = self.expected.to_string();
        let misplaced = if opens {
            self.mark.after == Side::Space && !matches!(self.mark.before, Side::Space | Side::Edge)
        } else {
            self.mark.before == Side::Space && !matches!(self.mark.after, Side::Space | Side::Edge)
        };
        if !misplaced {
            return (self.text[span.range()] != expected).then(|| replace(span, expected));
        }
        let (whole, space) = if opens {
            let whole = TextSpan::new(span.start, span.end + self.space_after());
            (whole, &self.text[span.end..whole.end])
        } else {
            let whole = TextSpan::new(span.start - self.space_before(), span.end);
            (whole, &self.text[whole.start..span.start])
        };
        if space.is_empty() {
            return None;
        }
        let text = if opens { format!("{space}{expected}") } else { format!("{expected}{space}") };
        Some(replace(whole, text))
    }

    fn with_space(&self, opens: bool) -> QuoteEdit {
        let at = if opens { self.mark.span.start } else { self.mark.span.end };
        replace(TextSpan::new(at, at), " ".to_owned())
    }

    fn space_after(&self) -> usize {
        let rest = &self.text[self.mark.span.end..self.block.end];
        rest.len() - rest.trim_start().len()
    }

    fn space_before(&self) -> usize {
        let rest = &self.text[self.block.start..self.mark.span.start];
        rest.len() - rest.trim_end().len()
    }
}

fn replace(span: TextSpan, replacement: String) -> QuoteEdit {
    QuoteEdit { span, replacement }
}

/// The character that should stand where a flaw is.
pub(super) fn expected(flaw: &Flaw, mark: &Mark, partner: Option<&Mark>, prevailing: Style) -> Option<char> {
    let pair = match (flaw.pair, flaw.kind) {
        (Some(pair), _) => pair,
        (None, Kind::Unopened) => Pair { style: mark.glyph.style, level: mark.glyph.level },
        (None, _) => return None,
    };
    let opens = flaw.opens || flaw.kind == Kind::Unopened;
    Some(match flaw.kind {
        // What is lacking is the other mark of the pair.
        Kind::Unclosed | Kind::Empty => pair.closer(),
        // Both directions of a straight mark look alike, so the partner says what the style is.
        Kind::WrongDirection | Kind::Misplaced if pair.style == Style::Straight => {
            match partner.filter(|partner| partner.glyph.style == Style::Curly) {
                Some(_) if prevailing == Style::Curly => curly(pair.level, opens),
                _ => pair.opener(),
            }
        }
        _ if opens => pair.opener(),
        _ => pair.closer(),
    })
}

fn curly(level: Level, opens: bool) -> char {
    let pair = Pair { style: Style::Curly, level };
    if opens { pair.opener() } else { pair.closer() }
}
