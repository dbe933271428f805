//! Sets of characters as rule files write them: single ones, ranges, general categories, scripts.

use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeEmoji, UnicodeGeneralCategory};
use unicode_script::{Script, UnicodeScript};

use crate::settings::{Faults, Spanned};

/// A set of characters.
#[derive(Clone, Debug, Default)]
pub(super) struct CharSet {
    parts: Vec<Part>,
    /// The ASCII characters among them, a bit each.
    ascii: u128,
}

#[derive(Clone, Copy, Debug)]
enum Part {
    Range(char, char),
    Script(Script),
    Category(GeneralCategory),
    Group(GeneralCategoryGroup),
    Emoji,
}

impl CharSet {
    /// Reads the items of a set. A faulty item is reported and left out.
    pub(super) fn read(items: &[Spanned<String>], faults: &Faults) -> Self {
        let parts: Vec<Part> = items.iter().filter_map(|item| Part::read(item, faults)).collect();
        let holds = |code: &u8| parts.iter().any(|part| part.contains(char::from(*code)));
        let codes = if parts.is_empty() { 0..0 } else { 0..128 };
        let ascii = codes.filter(holds).fold(0, |bits, code| bits | 1 << code);
        Self { parts, ascii }
    }

    pub(super) fn contains(&self, c: char) -> bool {
        match c.is_ascii() {
            true => self.ascii >> c as u32 & 1 == 1,
            false => self.parts.iter().any(|part| part.contains(c)),
        }
    }

    /// The ASCII characters that it holds, a bit each.
    pub(super) fn ascii(&self) -> u128 {
        self.ascii
    }

    pub(super) fn is_empty(&self) -> bool {
        self.parts.is_empty()
    }
}

impl Part {
    fn read(item: &Spanned<String>, faults: &Faults) -> Option<Self> {
        let text = item.value.as_str();
        if let Some(name) = text.strip_prefix("script:") {
            return script(name, item, faults).map(Self::Script);
        }
        if let Some(name) = text.strip_prefix("category:") {
            return category(name, item, faults);
        }
        if text == "emoji" {
            return Some(Self::Emoji);
        }
        let range = match text.split_once("..") {
            Some((first, last)) => one(first).zip(one(last)),
            None => one(text).map(|c| (c, c)),
        };
        match range {
            Some((first, last)) if first <= last => Some(Self::Range(first, last)),
            Some(_) => {
                faults.add(
                    "rules/empty-range",
                    item.span,
                    format!("the range “{text}” ends before it starts"),
                );
                None
            }
            None => {
                faults.add_with_help(
                    "rules/bad-character",
                    item.span,
                    format!("“{text}” is no set of characters"),
                    "write a character, “U+200B”, “U+202A..U+202E”, “script:Greek”, “category:Cf” or “emoji”",
                );
                None
            }
        }
    }

    fn contains(self, c: char) -> bool {
        match self {
            Self::Range(first, last) => (first..=last).contains(&c),
            Self::Script(script) => c.script() == script,
            Self::Category(category) => c.general_category() == category,
            Self::Group(group) => c.general_category_group() == group,
            // Digits can start emoji, but are none.
            Self::Emoji => !c.is_ascii() && (c.is_emoji_char() || c == '\u{20e3}'),
        }
    }
}

/// A character by itself, or by its code point: “U+200B”.
fn one(text: &str) -> Option<char> {
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some(c), None) => Some(c),
        _ => {
            let digits = text.strip_prefix("U+").filter(|digits| (4..=6).contains(&digits.len()))?;
            u32::from_str_radix(digits, 16).ok().and_then(char::from_u32)
        }
    }
}

/// The script of a name, which a rule's author may have misspelt.
pub(super) fn script(name: &str, item: &Spanned<String>, faults: &Faults) -> Option<Script> {
    let found = Script::from_full_name(name).or_else(|| Script::from_short_name(name));
    if found.is_none() {
        // The scripts that a character stands in are the ones that can be asked for.
        let mut known: Vec<&str> = ('\0'..='\u{1ffff}').step_by(16).map(|c| c.script().full_name()).collect();
        known.sort_unstable();
        known.dedup();
        faults.add_unknown("rules/unknown-script", item.span, "script", name, &known);
    }
    found
}

fn category(name: &str, item: &Spanned<String>, faults: &Faults) -> Option<Part> {
    let found = CATEGORIES.iter().find(|(known, _)| *known == name).map(|&(_, part)| part);
    if found.is_none() {
        let known: Vec<&str> = CATEGORIES.iter().map(|&(known, _)| known).collect();
        faults.add_unknown("rules/unknown-category", item.span, "general category", name, &known);
    }
    found
}

/// The general categories by the names that Unicode gives them.
const CATEGORIES: [(&str, Part); 36] = {
    use GeneralCategory as C;
    use GeneralCategoryGroup as G;
    use Part::{Category, Group};
    [
        ("L", Group(G::Letter)),
        ("Lu", Category(C::UppercaseLetter)),
        ("Ll", Category(C::LowercaseLetter)),
        ("Lt", Category(C::TitlecaseLetter)),
        ("Lm", Category(C::ModifierLetter)),
        ("Lo", Category(C::OtherLetter)),
        ("M", Group(G::Mark)),
        ("Mn", Category(C::NonspacingMark)),
        ("Mc", Category(C::SpacingMark)),
        ("Me", Category(C::EnclosingMark)),
        ("N", Group(G::Number)),
        ("Nd", Category(C::DecimalNumber)),
        ("Nl", Category(C::LetterNumber)),
        ("No", Category(C::OtherNumber)),
        ("P", Group(G::Punctuation)),
        ("Pc", Category(C::ConnectorPunctuation)),
        ("Pd", Category(C::DashPunctuation)),
        ("Ps", Category(C::OpenPunctuation)),
        ("Pe", Category(C::ClosePunctuation)),
        ("Pi", Category(C::InitialPunctuation)),
        ("Pf", Category(C::FinalPunctuation)),
        ("Po", Category(C::OtherPunctuation)),
        ("S", Group(G::Symbol)),
        ("Sm", Category(C::MathSymbol)),
        ("Sc", Category(C::CurrencySymbol)),
        ("Sk", Category(C::ModifierSymbol)),
        ("So", Category(C::OtherSymbol)),
        ("Z", Group(G::Separator)),
        ("Zs", Category(C::SpaceSeparator)),
        ("Zl", Category(C::LineSeparator)),
        ("Zp", Category(C::ParagraphSeparator)),
        ("C", Group(G::Other)),
        ("Cc", Category(C::Control)),
        ("Cf", Category(C::Format)),
        ("Co", Category(C::PrivateUse)),
        ("Cn", Category(C::Unassigned)),
    ]
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    /// Checks what a set of one item holds, or which fault it has.
    fn check(item: &str, expected: Result<(&str, &str), &str>) {
        let faults = Faults::default();
        let items = [Spanned { value: item.to_owned(), span: Span::new(0, item.len()) }];
        let set = CharSet::read(&items, &faults);
        let messages: Vec<String> = faults.into_sorted().into_iter().map(|fault| fault.message).collect();
        match expected {
            Ok((inside, outside)) => {
                assert!(messages.is_empty(), "{item}: {messages:?}");
                assert!(inside.chars().all(|c| set.contains(c)), "{item}");
                assert!(!outside.chars().any(|c| set.contains(c)), "{item}");
            }
            Err(message) => assert_eq!(messages, [message]),
        }
    }

    #[test]
    fn sets_are_read_from_what_authors_write() {
        check("é", Ok(("é", "e")));
        check("U+200B", Ok(("\u{200b}", "\u{200c}")));
        check("U+202A..U+202E", Ok(("\u{202a}\u{202e}", "\u{202f}")));
        check("a..f", Ok(("acf", "g")));
        check("script:Cyrillic", Ok(("жЖ", "z")));
        check("script:Latn", Ok(("zé", "ж5")));
        check("category:Cf", Ok(("\u{200b}\u{ad}", "-\u{1}")));
        check("category:L", Ok(("aЖ", "5")));
        check("emoji", Ok(("😀❤", "aé")));
    }

    #[test]
    fn what_is_no_set_is_reported() {
        check("U+", Err("“U+” is no set of characters"));
        check("U+D800", Err("“U+D800” is no set of characters"));
        check("words", Err("“words” is no set of characters"));
        check("z..a", Err("the range “z..a” ends before it starts"));
        check("script:Cyrilic", Err("unknown script “Cyrilic”"));
        check("category:Xx", Err("unknown general category “Xx”"));
    }
}
