//! Words as rules compare them: in one case, with one apostrophe, without what cannot be seen.

use std::borrow::Cow;

use super::characters::{is_apostrophe, is_invisible};

/// A word in lower case, with straight apostrophes, without soft hyphens and other invisible characters.
/// Nothing is copied when that is how it is written already.
pub fn fold(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(word);
    }
    if word.is_ascii() {
        return Cow::Owned(word.to_ascii_lowercase());
    }
    let changes = |c: char| is_invisible(c) || c != '\'' && is_apostrophe(c) || !c.to_lowercase().eq([c]);
    if !word.contains(changes) {
        return Cow::Borrowed(word);
    }
    let visible = word.chars().filter(|&c| !is_invisible(c));
    let folded = visible.flat_map(|c| if is_apostrophe(c) { '\''.to_lowercase() } else { c.to_lowercase() });
    Cow::Owned(folded.collect())
}

/// A word without its possessive ending (“Putin’s” → “Putin”). A lone apostrophe is no part of a word.
pub fn strip_possessive(word: &str) -> &str {
    let Some(stem) = word.strip_suffix(['s', 'S']) else { return word };
    match stem.strip_suffix(is_apostrophe) {
        Some(stem) if !stem.is_empty() => stem,
        _ => word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_copies_only_what_it_changes() {
        for (word, expected, copies) in [
            ("plain", "plain", false),
            ("naïve", "naïve", false),
            ("Plain", "plain", true),
            ("ÉTÉ", "été", true),
            ("Don’t", "don't", true),
            ("don\u{2bc}t", "don't", true),
            ("co\u{ad}op\u{200b}erate", "cooperate", true),
            ("ΣΟΦΟΣ", "σοφοσ", true),
            ("", "", false),
        ] {
            let folded = fold(word);
            assert_eq!(folded, expected);
            assert_eq!(matches!(folded, Cow::Owned(_)), copies, "{word}");
        }
    }

    #[test]
    fn possessives_go_and_nothing_else() {
        for (word, expected) in [
            ("Putin’s", "Putin"),
            ("Putin's", "Putin"),
            ("BOSS'S", "BOSS"),
            ("U.S.’s", "U.S."),
            ("dogs", "dogs"),
            ("’s", "’s"),
            ("o'clock", "o'clock"),
        ] {
            assert_eq!(strip_possessive(word), expected);
        }
    }
}
