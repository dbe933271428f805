//! Makes text fit to be seen: what a terminal would obey, hide or reorder is drawn as its code point,
//! `<U+200B>`. It knows characters only, no lines or labels.

use unicode_width::UnicodeWidthChar;

/// Columns between tab stops.
const TAB: usize = 4;

/// So many marks may stand on one letter; real writing systems need no more, and further ones climb
/// out of their line.
const MARKS: usize = 3;

/// How a report points at a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Emphasis {
    /// No label covers it.
    None,
    /// A label covers it: unusual spaces become visible.
    Covered,
    /// A label starts or ends before it: it must take columns of its own.
    Edge,
}

/// The text with everything in it visible and on one line, for messages.
pub(crate) fn visible(text: &str) -> String {
    let mut pen = Pen::default();
    let mut out = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' if characters.peek() == Some(&'\n') => {}
            '\n' | '\t' => pen.space(1, &mut out),
            _ => pen.draw(character, characters.peek().copied(), Emphasis::None, &mut out),
        }
    }
    out
}

/// The same with its lines kept apart.
pub(super) fn visible_lines(text: &str) -> String {
    text.split('\n').map(visible).collect::<Vec<_>>().join("\n")
}

/// The path with everything in it visible; two paths that differ also look different.
pub(crate) fn visible_path(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for character in path.chars() {
        if is_unseen(character) || is_unusual_space(character) {
            out.push_str(&code_point(character));
        } else {
            out.push(character);
        }
    }
    out
}

/// The columns that a character takes at most where no label covers it. A mark counts for one, so
/// that a search which stops after some columns also stops in a text of nothing but marks.
pub(super) fn columns(character: char) -> usize {
    match character {
        '\t' => TAB,
        _ if is_unseen(character) => code_point(character).len(),
        _ => character.width().unwrap_or(1).max(1),
    }
}

/// Draws one line from left to right.
#[derive(Debug, Default)]
pub(super) struct Pen {
    column: usize,
    before: Before,
}

/// What was drawn last, as far as the next character depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Before {
    /// Nothing that a mark could stand on.
    #[default]
    Nothing,
    /// A letter with so many marks on it.
    Letter(usize),
    Emoji,
}

impl Pen {
    /// Draws `character`, which `next` follows.
    ///
    /// Terminals disagree about the width of joined emoji. They are drawn side by side without what
    /// joins them, so that carets below stand where they should.
    pub(super) fn draw(&mut self, character: char, next: Option<char>, emphasis: Emphasis, out: &mut String) {
        if emphasis != Emphasis::Edge && self.joins(character, next) {
            return;
        }
        if character == '\t' {
            return self.space(TAB - self.column % TAB, out);
        }
        if is_unseen(character) || (emphasis != Emphasis::None && is_unusual_space(character)) {
            return self.escape(character, out);
        }
        match (character.width(), self.before) {
            (None, _) => self.escape(character, out),
            (Some(0), Before::Letter(marks)) if marks < MARKS && emphasis != Emphasis::Edge => {
                self.before = Before::Letter(marks + 1);
                out.push(character);
            }
            (Some(0), _) => self.escape(character, out),
            (Some(width), _) => {
                self.before = match character {
                    _ if is_emoji(character) => Before::Emoji,
                    _ if character.is_whitespace() => Before::Nothing,
                    _ => Before::Letter(0),
                };
                self.column += width;
                out.push(character);
            }
        }
    }

    /// Draws blanks.
    pub(super) fn space(&mut self, count: usize, out: &mut String) {
        self.before = Before::Nothing;
        self.column += count;
        out.extend(std::iter::repeat_n(' ', count));
    }

    /// Draws the sign for left-out text.
    pub(super) fn ellipsis(&mut self, out: &mut String) {
        self.before = Before::Nothing;
        self.column += 1;
        out.push('…');
    }

    fn escape(&mut self, character: char, out: &mut String) {
        let shown = code_point(character);
        self.before = Before::Nothing;
        self.column += shown.len();
        out.push_str(&shown);
    }

    /// Whether `character` only joins or varies the emoji before it.
    fn joins(&self, character: char, next: Option<char>) -> bool {
        match character {
            '\u{200D}' => self.before == Before::Emoji && next.is_some_and(is_emoji),
            '\u{1F3FB}'..='\u{1F3FF}' => self.before == Before::Emoji,
            // The variation selectors also vary digits: a keycap is a digit, a selector and a mark.
            '\u{FE0E}' | '\u{FE0F}' => self.before == Before::Emoji || next == Some('\u{20E3}'),
            _ => false,
        }
    }
}

fn code_point(character: char) -> String {
    format!("<U+{:04X}>", u32::from(character))
}

/// Characters that a terminal obeys, does not show, or that move their neighbours: the controls, the
/// format characters, what Unicode says to ignore by default, line separators and noncharacters.
fn is_unseen(character: char) -> bool {
    let code = u32::from(character);
    character.is_control()
        || code & 0xFFFE == 0xFFFE
        || matches!(
            code,
            0x00AD | 0x034F | 0x0600..=0x0605 | 0x061C | 0x06DD | 0x070F | 0x0890..=0x0891 | 0x08E2
            | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F | 0x200B..=0x200F | 0x2028..=0x202E
            | 0x2060..=0x206F | 0x3164 | 0xFDD0..=0xFDEF | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0
            | 0xFFF0..=0xFFFB | 0x110BD | 0x110CD | 0x13430..=0x1343F | 0x1BCA0..=0x1BCA3
            | 0x1D173..=0x1D17A | 0xE0000..=0xE0FFF
        )
}

/// Blanks that look like a space and are none.
fn is_unusual_space(character: char) -> bool {
    character != ' ' && character.is_whitespace()
}

/// Pictographs, roughly: the blocks that hold them. Only what joins such a character depends on it.
fn is_emoji(character: char) -> bool {
    matches!(
        u32::from(character),
        0xA9 | 0xAE | 0x203C | 0x2049 | 0x2122 | 0x2139 | 0x2190..=0x21FF | 0x2300..=0x23FF
        | 0x24C2 | 0x25A0..=0x27BF | 0x2900..=0x297F | 0x2B00..=0x2BFF | 0x3030 | 0x303D | 0x3297
        | 0x3299 | 0x1F000..=0x1FAFF
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(visible(text), expected);
    }

    #[test]
    fn what_cannot_be_seen_is_spelt_out() {
        check("a\u{200B}b\u{202E}c", "a<U+200B>b<U+202E>c");
        check("\u{1B}[31mred\u{9B}0m\u{7}", "<U+001B>[31mred<U+009B>0m<U+0007>");
        check("soft\u{AD}hyphen \u{E0041}", "soft<U+00AD>hyphen <U+E0041>");
        check("one\r\ntwo\tthree\rfour", "one two three<U+000D>four");
        check("a\u{A0}b", "a\u{A0}b");
    }

    #[test]
    fn paths_keep_apart_what_messages_may_blur() {
        assert_eq!(visible_path("a b\n\t\u{1B}\u{A0}é.md"), "a b<U+000A><U+0009><U+001B><U+00A0>é.md");
    }

    #[test]
    fn marks_need_a_letter_and_do_not_climb() {
        check("e\u{301}", "e\u{301}");
        check("\u{301}e", "<U+0301>e");
        check("e\u{301}\u{301}\u{301}\u{301}", "e\u{301}\u{301}\u{301}<U+0301>");
    }

    #[test]
    fn joined_emoji_stand_side_by_side() {
        check("👩\u{200D}👩\u{200D}👧!", "👩👩👧!");
        check("❤\u{FE0F}\u{200D}🔥 👋🏽", "❤🔥 👋");
        check("1\u{FE0F}\u{20E3}", "1\u{20E3}");
        check("a\u{200D}b\u{FE0F}", "a<U+200D>b<U+FE0F>");
    }
}
