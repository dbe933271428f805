//! Marks: each quotation mark of a block with what stands on either side of it.

use super::glyph::Glyph;
use crate::document::TextSpan;
use crate::text::{CharacterSet, is_invisible, is_letter, is_mark};

/// What stands on one side of a mark, further marks and emphasis signs apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Side {
    /// The border of the block.
    Edge,
    Space,
    /// A letter.
    Word,
    Digit,
    /// A stop or comma.
    Stop,
    /// An opening bracket.
    Open,
    /// A closing bracket.
    Close,
    /// A dash, slash or ellipsis, which fits both before and after a quotation.
    Dash,
    /// Any other sign, and what stands for code.
    Symbol,
    /// A letter of a script without spaces.
    Ideograph,
}

/// A quotation mark, or what looks like one.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mark {
    pub character: char,
    pub glyph: Glyph,
    start: u32,
    block: u32,
    pub before: Side,
    pub after: Side,
    /// Whether the mark before it touches it.
    pub touches_previous: bool,
    /// Whether it is an apostrophe within a word, unless it closes a quotation in single marks.
    pub is_in_word: bool,
}

impl Mark {
    /// Where it stands in the flow.
    pub fn span(&self) -> TextSpan {
        TextSpan::new(self.start as usize, self.start as usize + self.character.len_utf8())
    }

    /// The index of the block that holds it.
    pub fn block(&self) -> usize {
        self.block as usize
    }

    /// Whether white space or the border is next to it on both sides.
    pub fn is_alone(&self) -> bool {
        matches!(self.before, Side::Space | Side::Edge) && matches!(self.after, Side::Space | Side::Edge)
    }
}

/// The quotation marks of ASCII.
pub(super) const PLAIN_MARKS: CharacterSet = CharacterSet::of_ascii(b"\"'");

/// The characters that quotation marks are among.
pub const MARKS: CharacterSet = CharacterSet::new(1 << b'"' | 1 << b'\'', true);

/// Adds the marks of a block to `marks`.
pub(super) fn read_marks(text: &str, block: (usize, TextSpan), marks: &mut Vec<Mark>) {
    let (index, span) = block;
    let inside = &text[span.range()];
    let first = marks.len();
    let small = |number: usize| u32::try_from(number).expect("sources are smaller than 4 GiB");
    // What stands beside a run of marks is the same for all of them, so no run is read twice.
    let (mut end, mut neighbour) = (0, None);
    for (offset, character, glyph) in glyphs(inside) {
        let between = inside[end..offset].char_indices().rev();
        let nearest = between.map(|(at, _)| end + at).find(|&at| is_neighbour(inside, at));
        neighbour = nearest.or(neighbour);
        let touches_previous = marks.len() > first && end == offset;
        end = offset + character.len_utf8();
        marks.push(Mark {
            character,
            glyph,
            start: small(span.start + offset),
            block: small(index),
            before: side_before(inside, neighbour),
            after: Side::Edge,
            touches_previous,
            is_in_word: is_in_word(inside, offset, character),
        });
    }
    let (mut start, mut neighbour) = (inside.len(), None);
    for mark in marks[first..].iter_mut().rev() {
        let end = mark.span().end - span.start;
        let mut between = inside[end..start].char_indices();
        let nearest = between.find(|&(at, _)| is_neighbour(inside, end + at)).map(|(at, _)| end + at);
        neighbour = nearest.or(neighbour);
        mark.after = neighbour.map_or(Side::Edge, |at| side(&inside[at..]));
        start = mark.span().start - span.start;
    }
}

/// The quotation marks of a text and where they stand.
fn glyphs(text: &str) -> impl Iterator<Item = (usize, char, Glyph)> + '_ {
    let bytes = text.as_bytes();
    let may_be = |&(_, &byte): &(usize, &u8)| matches!(byte, b'"' | b'\'') || byte >= 0xc2;
    // Most texts are plain, and marks stand far apart in them.
    let plain = text.is_ascii().then(|| memchr::memchr2_iter(b'"', b'\'', bytes));
    let wide = plain.is_none().then(|| bytes.iter().enumerate().filter(may_be).map(|(at, _)| at));
    plain.into_iter().flatten().chain(wide.into_iter().flatten()).filter_map(|at| {
        let character = text[at..].chars().next()?;
        Some((at, character, Glyph::of(character)?))
    })
}

/// Whether the mark is an apostrophe with letters of the plain alphabet on both sides: it opens nothing, and
/// what it may close is a quotation in single marks.
fn is_in_word(text: &str, offset: usize, character: char) -> bool {
    let is_letter = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_alphabetic);
    let (before, after) = (&text.as_bytes()[..offset], &text.as_bytes()[offset + character.len_utf8()..]);
    matches!(character, '\'' | '’') && is_letter(before.last()) && is_letter(after.first())
}

/// Whether a mark that stands beside this character is written against it.
fn is_neighbour(text: &str, offset: usize) -> bool {
    let bytes = text.as_bytes();
    // No mark that nests stands before a plain space.
    let follows_plain = || offset == 0 || bytes[offset - 1].is_ascii();
    bytes[offset].is_ascii_alphanumeric()
        || bytes[offset] == b' ' && follows_plain()
        || !is_transparent(text, offset) && !parts_nested_marks(text, offset)
}

/// Whether marks on both sides of a character count as neighbours: signs of emphasis, and the thin or
/// fixed spaces that keep two marks apart.
fn is_transparent(text: &str, offset: usize) -> bool {
    let mut rest = text[offset..].chars();
    let Some(character) = rest.next() else { return false };
    match character {
        // “_” speaks of the sign itself.
        '*' | '_' => {
            let is_mark = |character: Option<char>| character.is_some_and(|c| Glyph::of(c).is_some());
            !(is_mark(text[..offset].chars().next_back()) && is_mark(rest.next()))
        }
        '\u{2006}'..='\u{200a}' | '\u{202f}' => true,
        _ => is_invisible(character),
    }
}

/// Whether a space stands between two marks that both open or both close: “ ‘so’ ”. Where a thin space cannot
/// be had, printers keep nested marks apart with a plain one.
fn parts_nested_marks(text: &str, offset: usize) -> bool {
    let (before, rest) = text.split_at(offset);
    let Some(after) = rest.strip_prefix([' ', '\u{a0}']) else { return false };
    let ends = |marks: [&str; 2]| before.ends_with(marks[0]) && after.starts_with(marks[1]);
    ends(["“", "‘"]) || ends(["‘", "“"]) || ends(["’", "”"]) || ends(["”", "’"])
}

fn side_before(text: &str, neighbour: Option<usize>) -> Side {
    match neighbour {
        Some(at) if text[..at].ends_with('.') && text[at..].starts_with('.') => Side::Dash,
        Some(at) => side(&text[at..]),
        None => Side::Edge,
    }
}

/// What the first character of `rest` is.
fn side(rest: &str) -> Side {
    let Some(character) = rest.chars().next() else { return Side::Edge };
    match character {
        '.' if rest.starts_with("..") => Side::Dash,
        '.' | ',' | ';' | ':' | '!' | '?' | '。' | '、' | '，' | '！' | '？' | '：' | '；' => {
            Side::Stop
        }
        '…' | '/' | '-' | '\u{2010}'..='\u{2015}' | '−' => Side::Dash,
        '(' | '[' | '¿' | '¡' => Side::Open,
        ')' | ']' => Side::Close,
        'a'..='z' | 'A'..='Z' => Side::Word,
        '0'..='9' => Side::Digit,
        // Code and templates show nothing of what they become.
        '\u{fffc}' => Side::Symbol,
        _ if character.is_whitespace() => Side::Space,
        _ if is_ideograph(character) => Side::Ideograph,
        _ if is_letter(character) || is_mark(character) => Side::Word,
        _ if character.is_numeric() => Side::Digit,
        _ => Side::Symbol,
    }
}

fn is_ideograph(character: char) -> bool {
    matches!(character, '\u{2e80}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}'
        | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}' | '\u{0e00}'..='\u{0eff}')
}
