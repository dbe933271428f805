//! What a character is called in a message. The hidden ones have their names here, since a reader cannot see
//! them; of any other the script or sort says more than its name would.

use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

/// The code point and what it is: “U+200B ZERO WIDTH SPACE”, “U+0430 (Cyrillic)”.
pub(in crate::matcher) fn describe(c: char) -> String {
    let code = code(c);
    match name(c) {
        Some(name) => format!("{code} {name}"),
        None => match sort(c) {
            Some(sort) => format!("{code} ({sort})"),
            None => code,
        },
    }
}

/// The code point: “U+200B”.
pub(super) fn code(c: char) -> String {
    format!("U+{:04X}", u32::from(c))
}

/// Several characters, each once, the rest counted: “U+200B ZERO WIDTH SPACE and 2 others”.
pub(super) fn describe_all(characters: impl IntoIterator<Item = char>) -> String {
    let mut distinct: Vec<char> = Vec::new();
    for c in characters {
        if !distinct.contains(&c) && distinct.len() < MOST_NAMES + 1 {
            distinct.push(c);
        }
    }
    let is_cut = distinct.len() > MOST_NAMES;
    distinct.truncate(MOST_NAMES);
    let mut text = distinct.iter().map(|&c| describe(c)).collect::<Vec<_>>().join(", ");
    if is_cut {
        text.push_str(" and others");
    }
    text
}

/// Characters that a message names, at most.
const MOST_NAMES: usize = 2;

fn sort(c: char) -> Option<&'static str> {
    match c.general_category() {
        GeneralCategory::Control => Some("a control character"),
        GeneralCategory::PrivateUse => Some("private use"),
        GeneralCategory::Unassigned => Some("unassigned"),
        _ => match c.script() {
            Script::Common | Script::Inherited | Script::Unknown => None,
            script => Some(script.full_name()),
        },
    }
}

fn name(c: char) -> Option<&'static str> {
    let named = NAMES.binary_search_by_key(&c, |&(known, _)| known).ok().map(|at| NAMES[at].1);
    named.or(match c {
        '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}' => Some("VARIATION SELECTOR"),
        '\u{e0001}' | '\u{e0020}'..='\u{e007f}' => Some("TAG CHARACTER"),
        _ => None,
    })
}

/// Characters that show nothing, and others that stand for text that was lost, in the order of their codes.
const NAMES: [(char, &str); 37] = [
    ('\0', "NULL"),
    ('\u{8}', "BACKSPACE"),
    ('\u{b}', "VERTICAL TAB"),
    ('\u{c}', "FORM FEED"),
    ('\u{1b}', "ESCAPE"),
    ('\u{7f}', "DELETE"),
    ('\u{a0}', "NO-BREAK SPACE"),
    ('\u{ad}', "SOFT HYPHEN"),
    ('\u{34f}', "COMBINING GRAPHEME JOINER"),
    ('\u{61c}', "ARABIC LETTER MARK"),
    ('\u{115f}', "HANGUL CHOSEONG FILLER"),
    ('\u{1160}', "HANGUL JUNGSEONG FILLER"),
    ('\u{180e}', "MONGOLIAN VOWEL SEPARATOR"),
    ('\u{200b}', "ZERO WIDTH SPACE"),
    ('\u{200c}', "ZERO WIDTH NON-JOINER"),
    ('\u{200d}', "ZERO WIDTH JOINER"),
    ('\u{200e}', "LEFT-TO-RIGHT MARK"),
    ('\u{200f}', "RIGHT-TO-LEFT MARK"),
    ('\u{202a}', "LEFT-TO-RIGHT EMBEDDING"),
    ('\u{202b}', "RIGHT-TO-LEFT EMBEDDING"),
    ('\u{202c}', "POP DIRECTIONAL FORMATTING"),
    ('\u{202d}', "LEFT-TO-RIGHT OVERRIDE"),
    ('\u{202e}', "RIGHT-TO-LEFT OVERRIDE"),
    ('\u{2060}', "WORD JOINER"),
    ('\u{2061}', "FUNCTION APPLICATION"),
    ('\u{2062}', "INVISIBLE TIMES"),
    ('\u{2063}', "INVISIBLE SEPARATOR"),
    ('\u{2064}', "INVISIBLE PLUS"),
    ('\u{2066}', "LEFT-TO-RIGHT ISOLATE"),
    ('\u{2067}', "RIGHT-TO-LEFT ISOLATE"),
    ('\u{2068}', "FIRST STRONG ISOLATE"),
    ('\u{2069}', "POP DIRECTIONAL ISOLATE"),
    ('\u{3164}', "HANGUL FILLER"),
    ('\u{feff}', "ZERO WIDTH NO-BREAK SPACE"),
    ('\u{ffa0}', "HALFWIDTH HANGUL FILLER"),
    ('\u{fffc}', "OBJECT REPLACEMENT CHARACTER"),
    ('\u{fffd}', "REPLACEMENT CHARACTER"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_described() {
        assert!(NAMES.is_sorted_by_key(|&(c, _)| c));
        for (text, expected) in [
            ("\u{200b}\u{200b}", "U+200B ZERO WIDTH SPACE"),
            ("\u{200b}а", "U+200B ZERO WIDTH SPACE, U+0430 (Cyrillic)"),
            ("\u{e041}\u{85}\u{e001}", "U+E041 (private use), U+0085 (a control character) and others"),
            ("\u{e0041}", "U+E0041 TAG CHARACTER"),
            ("±", "U+00B1"),
        ] {
            assert_eq!(describe_all(text.chars()), expected);
        }
    }
}
