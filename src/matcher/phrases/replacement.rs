//! What is written in place of a phrase: the rule's words, in the case and with the apostrophes of those that
//! they replace.

use crate::text::is_apostrophe;

/// How a replacement stands in the text.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place<'t> {
    /// What it replaces.
    pub(super) found: &'t str,
    /// The phrase as the rule writes it. Its capitals belong to it and say nothing of the replacement.
    pub(super) written: &'t str,
    /// Whether a sentence starts here.
    pub(super) opens_sentence: bool,
}

/// `swap` as it is to be written at a place.
pub(super) fn fit(swap: &str, place: Place<'_>) -> String {
    let Place { found, written, opens_sentence } = place;
    let shouts = is_shouted(found) && !is_shouted(written);
    let first_is_upper =
        |text: &str| text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    let takes_capital = first_is_upper(found) && (!first_is_upper(written) || opens_sentence);
    let cased = match () {
        () if shouts => swap.to_uppercase(),
        () if takes_capital => with_capital(swap),
        () => swap.to_owned(),
    };
    match found.chars().find(|&c| is_apostrophe(c)) {
        Some(apostrophe) if apostrophe != '\'' => cased.replace('\'', apostrophe.encode_utf8(&mut [0; 4])),
        _ => cased,
    }
}

/// Whether a text is in capitals; a single letter tells nothing.
fn is_shouted(text: &str) -> bool {
    !text.contains(char::is_lowercase) && text.chars().filter(|c| c.is_uppercase()).count() > 1
}

fn with_capital(text: &str) -> String {
    let mut characters = text.chars();
    match characters.next() {
        Some(first) if first.is_lowercase() => first.to_uppercase().chain(characters).collect(),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(swap: &str, found: &str, written: &str, opens_sentence: bool, expected: &str) {
        assert_eq!(fit(swap, Place { found, written, opens_sentence }), expected, "{found} → {swap}");
    }

    #[test]
    fn replacements_look_like_what_they_replace() {
        check("use", "utilise", "utilise", false, "use");
        check("use", "Utilise", "utilise", true, "Use");
        check("use", "UTILISE", "utilise", false, "USE");
        check("one", "A", "a", true, "One");
        check("JavaScript", "Javascript", "javascript", false, "JavaScript");
        check("iPhone", "Iphone", "iphone", false, "IPhone");
        check("as soon as possible", "ASAP", "ASAP", false, "as soon as possible");
        check("as soon as possible", "ASAP", "ASAP", true, "As soon as possible");
        check("internet", "Internet", "Internet", false, "internet");
        check("won't", "will’nt", "will'nt", false, "won’t");
        check("won't", "will'nt", "will'nt", false, "won't");
    }
}
