//! The outline of a plain text: which of its lines make a paragraph, a list item or a heading.

use std::ops::Range;

use super::block::BlockKind;
use crate::source::Span;

/// A heading has at most so many words and characters; longer lines are sentences that lack a stop.
const MOST_WORDS: usize = 12;
const MOST_CHARACTERS: usize = 80;

/// A line of a plain text.
pub(super) struct Line {
    /// Without the quotation mark before it and the line end.
    pub(super) content: Span,
    /// Whether it is quoted, as “> ” in a mail.
    pub(super) is_quoted: bool,
}

/// Lines that belong together.
pub(super) struct Part {
    /// What they are.
    pub(super) kind: BlockKind,
    /// Their indices; never none.
    pub(super) lines: Range<usize>,
    /// The length of the list mark, and of the white space around it, that the first one starts with.
    pub(super) mark: usize,
}

/// The parts of a text, in order.
pub(super) fn parts(text: &str, lines: &[Line]) -> Vec<Part> {
    let content = |index: usize| &text[lines[index].content.range()];
    let mut parts = Vec::new();
    let mut start = 0;
    while start < lines.len() {
        if parts_others(content(start)) {
            start += 1;
            continue;
        }
        let is_same = |&index: &usize| {
            lines[index].is_quoted == lines[start].is_quoted
                && !parts_others(content(index))
                && !(index > start && ends_paragraph(content(index - 1)))
        };
        let end = start + (start..lines.len()).take_while(is_same).count();
        let paragraph: Vec<&str> = (start..end).map(content).collect();
        split_items(&paragraph, start, &mut parts);
        start = end;
    }
    find_headings(&mut parts, lines, |part| part.lines.len() == 1 && is_title(content(part.lines.start)));
    parts
}

/// Whether a line is a paragraph by itself: longer than anybody wraps lines, it ends where a sentence does.
fn ends_paragraph(line: &str) -> bool {
    const LONGEST_WRAPPED: usize = 132;
    line.len() > LONGEST_WRAPPED
        && line.trim_end().ends_with(['.', '!', '?', '…', ':', '"', '”', '’', '\'', ')'])
        && line.chars().count() > LONGEST_WRAPPED
}

/// Whether a line stands between paragraphs: it is blank, or a row of marks such as “-----” or “* * *”.
fn parts_others(line: &str) -> bool {
    let line = line.trim();
    let Some(first) = line.chars().next() else { return true };
    // Two hyphens alone start the signature of a mail.
    if line == "--" {
        return true;
    }
    "-=_*~#+".contains(first)
        && line.chars().all(|c| c == first || c.is_whitespace())
        && line.chars().filter(|&c| c == first).count() > 2
}

/// Cuts a paragraph, whose lines start at index `start`, before each list item.
fn split_items(paragraph: &[&str], start: usize, parts: &mut Vec<Part>) {
    let marks: Vec<Option<(Mark, usize)>> = paragraph.iter().map(|line| mark(line)).collect();
    let count = |bullet: Mark| marks.iter().flatten().filter(|(mark, _)| *mark == bullet).count();
    let (hyphens, dashes) = (count(Mark::Bullet('-')), count(Mark::Bullet('–')));
    let mut current = Part { kind: BlockKind::Paragraph, lines: start..start, mark: 0 };
    let mut seen: Vec<Mark> = Vec::new();
    for (index, found) in marks.into_iter().enumerate() {
        let after_colon = index > 0 && paragraph[index - 1].trim_end().ends_with(':');
        let is_inner = !seen.is_empty() && paragraph[index].starts_with([' ', '\t']);
        // A wrapped line may start with a dash or a number by chance.
        let is_item = |mark: Mark| match mark {
            _ if index == 0 || after_colon || seen.iter().any(|&seen| mark.follows(seen)) => true,
            Mark::Bullet(_) if is_inner => true,
            Mark::Bullet('-') => hyphens > 1,
            Mark::Bullet('–') => dashes > 1,
            Mark::Bullet(_) => true,
            Mark::Number(number) => number == 1,
            Mark::Letter(letter) => letter.eq_ignore_ascii_case(&'a'),
        };
        if let Some((mark, length)) = found.filter(|&(mark, _)| is_item(mark)) {
            if !current.lines.is_empty() {
                parts.push(current);
            }
            seen.retain(|seen| std::mem::discriminant(seen) != std::mem::discriminant(&mark));
            seen.push(mark);
            current = Part { kind: BlockKind::ListItem, lines: start + index..start + index, mark: length };
        }
        current.lines.end += 1;
    }
    parts.push(current);
}

/// What a list item starts with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bullet(char),
    Number(u32),
    Letter(char),
}

impl Mark {
    /// Whether this is the next mark of a list that had `other`.
    fn follows(self, other: Mark) -> bool {
        match (self, other) {
            (Self::Bullet(mark), Self::Bullet(other)) => mark == other,
            (Self::Number(number), Self::Number(other)) => number == other + 1,
            (Self::Letter(letter), Self::Letter(other)) => u32::from(letter) == u32::from(other) + 1,
            _ => false,
        }
    }
}

/// The mark that a line starts with, and its length with the white space around it.
fn mark(line: &str) -> Option<(Mark, usize)> {
    let content = line.trim_start();
    let end = content.find(char::is_whitespace)?;
    let (sign, rest) = content.split_at(end);
    let number = sign.strip_suffix(['.', ')']).or_else(|| sign.strip_prefix('(')?.strip_suffix(')'));
    let mut characters = number.unwrap_or(sign).chars();
    let mark = match (characters.next()?, characters.next()) {
        (bullet @ ('-' | '*' | '•' | '–' | '‣' | '◦' | '▪'), None) if number.is_none() => {
            Mark::Bullet(bullet)
        }
        (letter, None) if letter.is_ascii_alphabetic() && sign.ends_with(')') => Mark::Letter(letter),
        // A longer number is a year.
        (digit, _) if digit.is_ascii_digit() => {
            Mark::Number(number.filter(|number| number.len() < 4)?.parse().ok()?)
        }
        _ => return None,
    };
    Some((mark, line.len() - rest.trim_start().len()))
}

/// Makes headings of the titles that have a text below them, perhaps after one more title. A title
/// among titles is a line of a poem, an address or a signature; so is one before another's words.
fn find_headings(parts: &mut [Part], lines: &[Line], is_title: impl Fn(&Part) -> bool) {
    let shape = |part: &Part| {
        let is_title = part.kind == BlockKind::Paragraph && is_title(part);
        (is_title, lines[part.lines.start].is_quoted)
    };
    let shapes: Vec<(bool, bool)> = parts.iter().map(shape).collect();
    for (index, part) in parts.iter_mut().enumerate() {
        let (is_title, is_quoted) = shapes[index];
        let below = shapes[index + 1..].iter().take(2).take_while(|(_, quoted)| *quoted == is_quoted);
        if is_title && below.into_iter().any(|(is_title, _)| !is_title) {
            part.kind = BlockKind::Heading(0);
        }
    }
}

/// Whether a line could be a heading by itself.
fn is_title(line: &str) -> bool {
    let line = line.trim();
    // Most lines are sentences, which is told at once; a row of stops is none.
    if line.ends_with('.') && !line.ends_with("..") && !line.ends_with("….") {
        return false;
    }
    let is_short = line.len() <= 4 * MOST_CHARACTERS
        && line.split_whitespace().take(MOST_WORDS + 1).count() <= MOST_WORDS
        && line.chars().count() <= MOST_CHARACTERS;
    let starts_well = line.starts_with(|c: char| c.is_alphanumeric() || "“‘\"'«¿¡(".contains(c));
    let is_lower = line.chars().find(|c| c.is_alphabetic()).is_none_or(char::is_lowercase);
    let is_address = line.contains("://") || line.contains('@') || line.starts_with("www.");
    if !is_short || !starts_well || is_lower || is_address {
        return false;
    }
    if line.ends_with([',', ';', ':', '”', '’', '"', '\'', '»', '“', '—', '–', '-'])
        || has_inner_stop(line)
        || opens_quotation(line)
    {
        return false;
    }
    let is_ellipsis = line.ends_with("..") || line.ends_with('…') || line.ends_with("….");
    if is_ellipsis || line.ends_with(['?', '!']) {
        return is_capitalised(line);
    }
    !line.ends_with(['.', '。', '？', '！'])
}

/// Whether a sentence ends within a line. Initials and abbreviations (“S. F.”, “Mr.”, “vs.”) end none.
fn has_inner_stop(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    while let Some(word) = words.next() {
        let is_sentence_end = word.ends_with(['.', '!', '?', ';']) && word.chars().count() > 4;
        if words.peek().is_some() && is_sentence_end && word.starts_with(char::is_lowercase) {
            return true;
        }
    }
    false
}

/// Whether a line starts a quotation that ends in another one, as the lines of a letter in a novel do.
fn opens_quotation(line: &str) -> bool {
    let closing = match line.chars().next() {
        Some('“') => '”',
        Some('‘') => '’',
        Some('«') => '»',
        Some(straight @ ('"' | '\'')) => straight,
        _ => return false,
    };
    !line.chars().skip(1).any(|c| c == closing)
}

/// Whether all words of more than one are capitalised, short ones (“of”, “the”, “with”) aside.
fn is_capitalised(line: &str) -> bool {
    let is_upper = |word: &&str| word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| !c.is_lowercase());
    let is_short = |word: &&str| word.chars().filter(|c| c.is_alphanumeric()).count() < 5;
    let words: Vec<&str> =
        line.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).collect();
    let upper = words.iter().filter(|word| is_upper(word)).count();
    words.len() > 1
        && upper * 3 > words.len() * 2
        && words.iter().all(|word| is_upper(word) || is_short(word))
}
