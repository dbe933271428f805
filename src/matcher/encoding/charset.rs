//! The character sets that UTF-8 is read as by mistake: which byte stands for which character. Small enough
//! to be written down; what decodes pages of all languages would be a hundred times their size.

/// A character set of one byte a character that shares the lower half with ASCII.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Charset {
    /// Western European, of Windows; Latin-1 is a part of it.
    Windows1252,
    /// Western European, of the old Macintosh.
    MacRoman,
    /// Cyrillic, of Windows.
    Windows1251,
}

impl Charset {
    pub(super) const ALL: [Self; 3] = [Self::Windows1252, Self::MacRoman, Self::Windows1251];

    /// The byte of the upper half that stands for a character.
    pub(super) fn byte(self, c: char) -> Option<u8> {
        // What Latin-1 has there, and what the others leave free.
        if matches!(c, '\u{80}'..='\u{9f}') {
            return u8::try_from(u32::from(c)).ok();
        }
        match self {
            Self::Windows1252 if matches!(c, '\u{a0}'..='\u{ff}') => u8::try_from(u32::from(c)).ok(),
            Self::Windows1252 => place(&WINDOWS_1252, c),
            Self::MacRoman => place(&MAC_ROMAN, c),
            Self::Windows1251 => place(&WINDOWS_1251, c),
        }
    }
}

fn place(upper: &[char], c: char) -> Option<u8> {
    let at = upper.iter().position(|&known| known == c)?;
    u8::try_from(at).ok()?.checked_add(0x80)
}

/// What Windows-1252 has in the place of a control character from U+0080 to U+009F.
pub(in crate::matcher) fn windows_1252_of_control(c: char) -> Option<char> {
    let at = u32::from(c).checked_sub(0x80)?;
    WINDOWS_1252.get(at as usize).copied().filter(|&meant| meant != c)
}

/// 0x80 to 0x9F; a control character where the set has none.
#[rustfmt::skip]
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}',
    '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// 0x80 to 0xFF.
#[rustfmt::skip]
const MAC_ROMAN: [char; 128] = [
    'Ä', 'Å', 'Ç', 'É', 'Ñ', 'Ö', 'Ü', 'á', 'à', 'â', 'ä', 'ã', 'å', 'ç', 'é', 'è',
    'ê', 'ë', 'í', 'ì', 'î', 'ï', 'ñ', 'ó', 'ò', 'ô', 'ö', 'õ', 'ú', 'ù', 'û', 'ü',
    '†', '°', '¢', '£', '§', '•', '¶', 'ß', '®', '©', '™', '´', '¨', '≠', 'Æ', 'Ø',
    '∞', '±', '≤', '≥', '¥', 'µ', '∂', '∑', '∏', 'π', '∫', 'ª', 'º', 'Ω', 'æ', 'ø',
    '¿', '¡', '¬', '√', 'ƒ', '≈', '∆', '«', '»', '…', '\u{a0}', 'À', 'Ã', 'Õ', 'Œ', 'œ',
    '–', '—', '“', '”', '‘', '’', '÷', '◊', 'ÿ', 'Ÿ', '⁄', '€', '‹', '›', 'ﬁ', 'ﬂ',
    '‡', '·', '‚', '„', '‰', 'Â', 'Ê', 'Á', 'Ë', 'È', 'Í', 'Î', 'Ï', 'Ì', 'Ó', 'Ô',
    '\u{f8ff}', 'Ò', 'Ú', 'Û', 'Ù', 'ı', 'ˆ', '˜', '¯', '˘', '˙', '˚', '¸', '˝', '˛', 'ˇ',
];

/// 0x80 to 0xFF.
#[rustfmt::skip]
const WINDOWS_1251: [char; 128] = [
    'Ђ', 'Ѓ', '‚', 'ѓ', '„', '…', '†', '‡', '€', '‰', 'Љ', '‹', 'Њ', 'Ќ', 'Ћ', 'Џ',
    'ђ', '‘', '’', '“', '”', '•', '–', '—', '\u{98}', '™', 'љ', '›', 'њ', 'ќ', 'ћ', 'џ',
    '\u{a0}', 'Ў', 'ў', 'Ј', '¤', 'Ґ', '¦', '§', 'Ё', '©', 'Є', '«', '¬', '\u{ad}', '®', 'Ї',
    '°', '±', 'І', 'і', 'ґ', 'µ', '¶', '·', 'ё', '№', 'є', '»', 'ј', 'Ѕ', 'ѕ', 'ї',
    'А', 'Б', 'В', 'Г', 'Д', 'Е', 'Ж', 'З', 'И', 'Й', 'К', 'Л', 'М', 'Н', 'О', 'П',
    'Р', 'С', 'Т', 'У', 'Ф', 'Х', 'Ц', 'Ч', 'Ш', 'Щ', 'Ъ', 'Ы', 'Ь', 'Э', 'Ю', 'Я',
    'а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'й', 'к', 'л', 'м', 'н', 'о', 'п',
    'р', 'с', 'т', 'у', 'ф', 'х', 'ц', 'ч', 'ш', 'щ', 'ъ', 'ы', 'ь', 'э', 'ю', 'я',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_have_their_bytes() {
        for (charset, c, expected) in [
            (Charset::Windows1252, '€', Some(0x80)),
            (Charset::Windows1252, '\u{81}', Some(0x81)),
            (Charset::Windows1252, '\u{92}', Some(0x92)),
            (Charset::Windows1252, 'ÿ', Some(0xff)),
            (Charset::Windows1252, 'ж', None),
            (Charset::Windows1252, 'a', None),
            (Charset::MacRoman, '√', Some(0xc3)),
            (Charset::Windows1251, 'ж', Some(0xe6)),
        ] {
            assert_eq!(charset.byte(c), expected, "{charset:?} {c:?}");
        }
        assert_eq!(windows_1252_of_control('\u{92}'), Some('’'));
        assert_eq!(windows_1252_of_control('\u{81}'), None);
    }
}
