//! Classes of characters that more than one part of the program needs.

use unicode_properties::{EmojiStatus, GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory};

/// Whether a character is white space, no-break spaces and their kin included, or shows nothing at all.
pub fn is_space(c: char) -> bool {
    c.is_whitespace() || is_invisible(c)
}

/// Whether a character shows nothing and has no width: joiners, soft hyphens, direction marks, tags.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{206f}' | '\u{feff}' | '\u{e0000}'..='\u{e007f}')
}

/// Whether a character can be an apostrophe.
pub fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ')
}

/// Whether a character is a quotation mark of any script, straight ones and primes included.
pub fn is_quote(c: char) -> bool {
    matches!(c,
        '"' | '\'' | '`' | '´' | '«' | '»' | 'ʼ' | '\u{2018}'..='\u{201f}' | '\u{2032}'..='\u{2037}'
        | '‹' | '›' | '⁗' | '⹂' | '「'..='』' | '〝'..='〟' | '﹁'..='﹄' | '＂' | '＇' | '｢' | '｣'
        | '❛'..='❟' | '❮' | '❯')
}

/// Whether a word can start with this character.
pub fn is_letter(c: char) -> bool {
    // U+02BC is a letter to Unicode, and an apostrophe to everybody who types it.
    c.is_alphabetic() && c != 'ʼ'
}

/// Whether a word can go on with this character: letters, digits and the marks that stand on them.
pub fn is_word_part(c: char) -> bool {
    is_letter(c) || c.is_numeric() || is_mark(c)
}

/// Whether a character stands on the one before it.
pub fn is_mark(c: char) -> bool {
    c >= '\u{300}' && c.general_category_group() == GeneralCategoryGroup::Mark
}

/// Whether Unicode counts a character as punctuation. Signs of proportion are symbols, as “%” is.
pub(super) fn is_punctuation(c: char) -> bool {
    c.general_category_group() == GeneralCategoryGroup::Punctuation && !matches!(c, '‰' | '‱')
}

/// Whether a cluster that starts with this character can be an emoji.
pub(super) fn can_be_emoji(c: char) -> bool {
    c.is_emoji_char()
}

/// Whether a grapheme cluster is drawn as an emoji. A character that is text by default (©, ↔, digits)
/// counts only when the cluster asks for the picture.
pub(super) fn is_emoji(cluster: &str) -> bool {
    let Some(first) = cluster.chars().next() else { return false };
    let pictured = matches!(
        first.emoji_status(),
        EmojiStatus::EmojiPresentation
            | EmojiStatus::EmojiPresentationAndModifierBase
            | EmojiStatus::EmojiPresentationAndEmojiComponent
            | EmojiStatus::EmojiPresentationAndModifierAndEmojiComponent
    );
    let asks = |c: char| {
        matches!(c, '\u{20e3}' | '\u{1f3fb}'..='\u{1f3ff}')
            || !first.is_ascii() && (c == '\u{fe0f}' || c.is_emoji_char())
    };
    pictured || first.is_emoji_char() && cluster.chars().skip(1).any(asks)
}

/// What the scanner does with a byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    Space,
    Letter,
    Digit,
    Apostrophe,
    Quote,
    Dot,
    /// Punctuation that can join the parts of a word or an address.
    Joint,
    Punctuation,
    /// A symbol that can join the parts of an address.
    JointSymbol,
    Symbol,
    /// Part of a character beyond ASCII.
    Wide,
}

/// The class of each byte.
pub(super) const CLASSES: [Class; 256] = {
    let mut classes = [Class::Wide; 256];
    let mut byte = 0;
    while byte < 128 {
        classes[byte] = match byte as u8 {
            b'\t'..=b'\r' | b' ' => Class::Space,
            b'A'..=b'Z' | b'a'..=b'z' => Class::Letter,
            b'0'..=b'9' => Class::Digit,
            b'\'' => Class::Apostrophe,
            b'"' | b'`' => Class::Quote,
            b'.' => Class::Dot,
            b'-' | b':' | b'_' => Class::Joint,
            b'!' | b'(' | b')' | b',' | b'/' | b';' | b'?' | b'[' | b'\\' | b']' | b'{' | b'}' => {
                Class::Punctuation
            }
            b'@' | b'+' | b'%' => Class::JointSymbol,
            _ => Class::Symbol,
        };
        byte += 1;
    }
    classes
};

/// What a byte is to a word of plain letters and digits; a bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    /// No part of it.
    No = 0,
    /// A small letter or a digit.
    Small = 1,
    Capital = 2,
}

/// The same for each byte.
pub(super) const PLAIN: [Plain; 256] = {
    let mut plain = [Plain::No; 256];
    let mut byte = 0;
    while byte < 128 {
        plain[byte] = match byte as u8 {
            b'a'..=b'z' | b'0'..=b'9' => Plain::Small,
            b'A'..=b'Z' => Plain::Capital,
            _ => Plain::No,
        };
        byte += 1;
    }
    plain
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn emoji_are_clusters_that_show_a_picture() {
        for cluster in ["😀", "👍🏽", "👩‍💻", "🇩🇪", "1️⃣", "#⃣", "❤️", "☝🏽", "©️"]
        {
            assert!(is_emoji(cluster), "{cluster}");
        }
        for cluster in ["1", "#", "*", "©", "®", "™", "↔", "1\u{fe0f}", "é", "", "→"] {
            assert!(!is_emoji(cluster), "{cluster}");
        }
    }

    #[test]
    fn spaces_include_what_shows_nothing() {
        for c in [' ', '\n', '\u{a0}', '\u{202f}', '\u{3000}', '\u{200b}', '\u{ad}', '\u{feff}', '\u{200e}'] {
            assert!(is_space(c), "{c:?}");
        }
        for c in ['a', '-', '\u{fffc}', '\u{301}', '\0'] {
            assert!(!is_space(c), "{c:?}");
        }
    }
}
