//! What is written in place of characters that do not belong.

use unicode_normalization::UnicodeNormalization;

use crate::matcher::encoding::windows_1252_of_control;

/// How characters are mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mend {
    /// They are deleted.
    Delete,
    /// Plain letters and digits take the place of styled ones (NFKC).
    Compatibility,
    /// Control characters become what Windows-1252 has at their place.
    Windows1252,
}

/// The names of the ways in rule files.
pub(super) const NAMES: &[&str] = &["delete", "compatibility", "windows-1252"];

impl Mend {
    pub(super) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "delete" => Self::Delete,
            "compatibility" => Self::Compatibility,
            "windows-1252" => Self::Windows1252,
            _ => return None,
        })
    }

    /// The text with all characters mended that `is_member` knows; none if one of them stands for nothing.
    pub(super) fn apply(self, text: &str, is_member: impl Fn(char) -> bool) -> Option<String> {
        let mut mended = String::with_capacity(text.len());
        for c in text.chars() {
            match self {
                _ if !is_member(c) => mended.push(c),
                Self::Delete => {}
                Self::Compatibility => {
                    let plain: String = [c].into_iter().nfkc().collect();
                    if plain.chars().eq([c]) {
                        return None;
                    }
                    mended.push_str(&plain);
                }
                Self::Windows1252 => mended.push(windows_1252_of_control(c)?),
            }
        }
        Some(mended)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_mended_and_the_rest_is_kept() {
        for (mend, text, expected) in [
            (Mend::Delete, "a\u{200b}b", Some("ab")),
            (Mend::Compatibility, "𝗙𝗿𝗲𝗲 ｎｏｗ Ⓐ", Some("Free now A")),
            (Mend::Compatibility, "ж", None),
            (Mend::Windows1252, "it\u{92}s", Some("it’s")),
            (Mend::Windows1252, "it\u{81}s", None),
        ] {
            assert_eq!(mend.apply(text, |c| !c.is_ascii()).as_deref(), expected, "{text}");
        }
    }
}
