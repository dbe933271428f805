//! Which letter a letter of another script looks like.

use unicode_script::{Script, UnicodeScript};
use unicode_security::skeleton;

/// Whether a character is a letter of a script whose letters are taken for Latin ones.
pub(super) fn is_foreign_letter(c: char) -> bool {
    let is_alike = |script: Script| {
        matches!(
            script,
            Script::Cyrillic
                | Script::Greek
                | Script::Armenian
                | Script::Cherokee
                | Script::Coptic
                | Script::Lisu
                | Script::Georgian
                | Script::Osage
        )
    };
    !c.is_ascii() && c.is_alphabetic() && is_alike(c.script())
}

/// The ASCII letter that a letter looks just like, in its case.
pub(super) fn strict_lookalike(c: char) -> Option<char> {
    let mut encoded = [0; 4];
    let mut shown = skeleton(c.encode_utf8(&mut encoded));
    let first = shown.next().filter(char::is_ascii_alphanumeric)?;
    if shown.next().is_some() {
        return None;
    }
    // The skeleton of a capital I is a small l.
    Some(match first {
        'l' if c.is_uppercase() => 'I',
        _ if c.is_lowercase() => first.to_ascii_lowercase(),
        _ => first,
    })
}

/// The same, or the letter that its capital looks like: “к” is read as k, “т” as t.
pub(super) fn lookalike(c: char) -> Option<char> {
    strict_lookalike(c).or_else(|| {
        let mut capitals = c.to_uppercase();
        let capital = capitals.next().filter(|&capital| capital != c && capitals.next().is_none())?;
        strict_lookalike(capital).map(|letter| letter.to_ascii_lowercase())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_look_like_others() {
        for (c, strict, loose) in [
            ('а', Some('a'), Some('a')),
            ('Р', Some('P'), Some('P')),
            ('І', Some('I'), Some('I')),
            ('ӏ', Some('l'), Some('l')),
            ('к', None, Some('k')),
            ('ж', None, None),
            ('ο', Some('o'), Some('o')),
            ('ρ', Some('p'), Some('p')),
            ('Η', Some('H'), Some('H')),
        ] {
            assert_eq!((strict_lookalike(c), lookalike(c)), (strict, loose), "{c}");
        }
        assert!(is_foreign_letter('а') && !is_foreign_letter('é') && !is_foreign_letter('中'));
        assert!(!is_foreign_letter('µ'));
    }
}
