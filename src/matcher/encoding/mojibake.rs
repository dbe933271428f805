//! Mojibake: UTF-8 that was read as another character set, once or several times. What stands there is
//! written back in that set and decoded as it should have been; only what cannot be meant as it stands is
//! accepted, for “É”” and “25 Å³” decode as well.

use super::Wrong;
use super::charset::Charset;
use crate::analysis::Analysis;
use crate::document::TextSpan;

/// How sure it is that some characters are one that was decoded wrongly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Proof {
    /// They may well be meant.
    None,
    /// They need others like them beside them.
    Weak,
    /// Nobody writes them side by side.
    Sure,
}

/// Characters that decode to another one; to nothing certain where some of them were lost.
#[derive(Clone, Debug)]
struct Piece {
    start: usize,
    end: usize,
    decoded: Option<char>,
    proof: Proof,
}

/// The mojibake of a document, a finding a word.
pub(super) fn find(analysis: &Analysis<'_>) -> Vec<Wrong> {
    let text = analysis.document.text();
    let mut all: Vec<Wrong> = Vec::new();
    for charset in Charset::ALL {
        let leads = analysis.inventory().places(|c| charset.byte(c).is_some_and(|byte| byte >= 0xc2));
        for found in decode(text, charset, &leads) {
            let is_new = !all
                .iter()
                .any(|other| other.span.start < found.span.end && found.span.start < other.span.end);
            if is_new {
                all.push(found);
            }
        }
    }
    all
}

/// What decodes in a text, where `leads` are the places that a sequence of bytes can start at.
fn decode(text: &str, charset: Charset, leads: &[usize]) -> Vec<Wrong> {
    let mut pieces: Vec<Piece> = Vec::new();
    for &at in leads {
        if pieces.last().is_none_or(|last| last.end <= at) {
            pieces.extend(piece(text, charset, at));
        }
    }
    let least = if charset == Charset::Windows1251 { 3 } else { 2 };
    let mut found: Vec<Wrong> = Vec::new();
    for group in pieces.chunk_by(|one, next| one.end == next.start) {
        if group.len() < least && group.iter().all(|piece| piece.proof < Proof::Sure) {
            continue;
        }
        let decoded: Option<String> = group.iter().map(|piece| piece.decoded).collect();
        let mended = decoded.and_then(again);
        let span = TextSpan::new(group[0].start, group[group.len() - 1].end);
        match (found.last_mut(), mended) {
            // The rest of the same word.
            (Some(Wrong { span: last, mended: Some(first) }), Some(next))
                if text[last.end..span.start].chars().all(char::is_alphabetic) =>
            {
                first.push_str(&text[last.end..span.start]);
                first.push_str(&next);
                last.end = span.end;
            }
            (_, mended) => found.push(Wrong { span, mended }),
        }
    }
    found
}

/// Decodes what was encoded more than once; none if something is left that cannot be.
fn again(mut text: String) -> Option<String> {
    for _ in 0..MOST_TIMES {
        let charset = Charset::Windows1252;
        let leads: Vec<usize> = text
            .char_indices()
            .filter(|&(_, c)| charset.byte(c).is_some_and(|byte| byte >= 0xc2))
            .map(|(at, _)| at)
            .collect();
        let wrong = decode(&text, charset, &leads);
        if wrong.is_empty() {
            return Some(text);
        }
        for Wrong { span, mended } in wrong.into_iter().rev() {
            text.replace_range(span.range(), &mended?);
        }
    }
    None
}

/// How often a text was encoded at most.
const MOST_TIMES: usize = 4;

/// The characters from `at` on that decode to one.
fn piece(text: &str, charset: Charset, at: usize) -> Option<Piece> {
    let mut characters = text[at..].char_indices();
    let (_, lead) = characters.next()?;
    let first = charset.byte(lead)?;
    let length = match first {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => return None,
    };
    let mut bytes = vec![first];
    let mut rest = Vec::with_capacity(3);
    let mut end = at + lead.len_utf8();
    for (offset, c) in characters.take(length - 1) {
        match charset.byte(c).filter(|byte| (0x80..0xc0).contains(byte)) {
            Some(byte) => bytes.push(byte),
            None => break,
        }
        rest.push(c);
        end = at + offset + c.len_utf8();
    }
    let decoded = std::str::from_utf8(&bytes).ok().and_then(|decoded| decoded.chars().next());
    let around = (text[..at].chars().next_back(), text[end..].chars().next());
    let proof = match (decoded, charset) {
        (Some(decoded), Charset::Windows1252) => western(decoded, &rest, around),
        (Some(decoded), Charset::MacRoman) => macintosh(decoded, rest[0], around),
        (Some(decoded), Charset::Windows1251) => cyrillic(decoded),
        // The last byte of a closing quotation mark is none in this set, and got lost.
        (None, _) if lead == 'â' && rest == ['€'] => Proof::Sure,
        (None, _) => Proof::None,
    };
    (proof > Proof::None).then_some(Piece { start: at, end, decoded, proof })
}

/// Marks that can follow a capital letter or a word in a text that is right.
fn is_closing(c: char) -> bool {
    matches!(
        c,
        '’' | '”'
            | '“'
            | '‘'
            | '…'
            | '–'
            | '—'
            | '›'
            | '‹'
            | '»'
            | '«'
            | '\u{a0}'
            | '·'
            | '¿'
            | '¡'
    ) || matches!(c, '†' | '‡' | '•' | '™' | '®' | '©')
}

/// What proves characters of Windows-1252 to be one of `decoded`: what follows the first, what stands around.
fn western(decoded: char, rest: &[char], (before, after): (Option<char>, Option<char>)) -> Proof {
    let is_lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let is_letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
    let is_word_end = rest.iter().all(|&c| is_closing(c));
    let is_power = matches!(rest, ['²' | '³' | '¹']);
    let sure = |is_sure: bool| if is_sure { Proof::Sure } else { Proof::Weak };
    match decoded {
        '\u{a0}'..='\u{bf}' => sure(!is_word_end || !before.is_some_and(char::is_uppercase)),
        '\u{c0}'..='\u{ff}' => sure(!is_word_end || is_lower(before) || is_lower(after)),
        '\u{100}'..='\u{17f}' if is_word_end => sure(is_lower(before) || is_lower(after)),
        '\u{100}'..='\u{17f}' => sure(!is_power || is_letter(before) || is_letter(after)),
        '\u{300}'..='\u{36f}' => {
            if is_lower(before) && !is_word_end {
                Proof::Sure
            } else {
                Proof::None
            }
        }
        '\u{370}'..='\u{3ff}' => sure(!is_word_end && !is_power),
        '\u{400}'..='\u{52f}' | '\u{5d0}'..='\u{6ff}' | '\u{900}'..='\u{dff}' | '\u{e01}'..='\u{e5b}' => {
            Proof::Weak
        }
        '\u{1e00}'..='\u{1eff}' | '\u{fb00}'..='\u{fb06}' | '\u{fe0f}' => sure(!is_word_end),
        '\u{2000}'..='\u{2bff}' => sure(!is_word_end),
        '\u{3000}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' => Proof::Weak,
        '\u{ff01}'..='\u{ff5e}' => Proof::Weak,
        // A byte order mark; and pictures, which start like no word.
        '\u{feff}' | '\u{1f000}'..='\u{1faff}' => Proof::Sure,
        _ => Proof::None,
    }
}

/// The same for the old Macintosh's set, in which roots and negations start what was a letter.
fn macintosh(decoded: char, next: char, (before, after): (Option<char>, Option<char>)) -> Proof {
    let is_lower = |c: Option<char>| c.is_some_and(char::is_lowercase);
    let is_formula = matches!(next, 'µ' | 'Ω' | '∞' | '∂' | '∑' | '∏' | '∫' | '±');
    match decoded {
        '\u{2010}'..='\u{2026}' => Proof::Sure,
        _ if next == 'π' => Proof::None,
        '\u{c0}'..='\u{ff}' if is_formula => {
            if is_lower(before) && is_lower(after) {
                Proof::Sure
            } else {
                Proof::None
            }
        }
        '\u{c0}'..='\u{ff}' if is_lower(before) || is_lower(after) => Proof::Sure,
        _ => Proof::None,
    }
}

/// The same for the Cyrillic set: a mark of punctuation proves it, letters do so together.
fn cyrillic(decoded: char) -> Proof {
    match decoded {
        '\u{2010}'..='\u{2026}' => Proof::Sure,
        '\u{410}'..='\u{451}' => Proof::Weak,
        _ => Proof::None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks a text that was read wrongly `times` times against what it was, and that the latter is left alone.
    fn check(wrong: &str, expected: &[(&str, Option<&str>)]) {
        let mut found = Vec::new();
        for charset in Charset::ALL {
            let leads: Vec<usize> = wrong.char_indices().map(|(at, _)| at).collect();
            found.extend(decode(wrong, charset, &leads));
        }
        let found: Vec<(&str, Option<&str>)> =
            found.iter().map(|found| (&wrong[found.span.range()], found.mended.as_deref())).collect();
        assert_eq!(found, expected, "{wrong:?}");
    }

    #[test]
    fn text_that_was_read_wrongly_is_decoded() {
        check("donâ€™t", &[("â€™", Some("’"))]);
        check("don\u{e2}\u{80}\u{99}t", &[("\u{e2}\u{80}\u{99}", Some("’"))]);
        check("a cafÃ©”", &[("Ã©", Some("é"))]);
        check("Ã©tÃ©", &[("Ã©tÃ©", Some("été"))]);
        check("Â£5, 20Â°C, Â© us", &[("Â£", Some("£")), ("Â°", Some("°")), ("Â©", Some("©"))]);
        check("naÃ¯ve Å“uvre", &[("Ã¯", Some("ï")), ("Å“", Some("œ"))]);
        check("wellâ€”known â€œsoâ€", &[("â€”", Some("—")), ("â€œ", Some("“")), ("â€", None)]);
        check("donÃ¢â‚¬â„¢t", &[("Ã¢â‚¬â„¢", Some("’"))]);
        check("fun ðŸ˜€", &[("ðŸ˜€", Some("😀"))]);
        check("Ð¿Ñ€Ð¸", &[("Ð¿Ñ€Ð¸", Some("при"))]);
        check("ä¸\u{ad}æ–‡", &[("ä¸\u{ad}æ–‡", Some("中文"))]);
        check("don‚Äôt caf√©", &[("‚Äô", Some("’")), ("√©", Some("é"))]);
        check("donвЂ™t", &[("вЂ™", Some("’"))]);
        check("РїСЂРё", &[("РїСЂРё", Some("при"))]);
    }

    #[test]
    fn text_that_is_meant_is_left_alone() {
        for text in [
            "“CAFÉ” and “L’ÉTÉ”… À… PASSÉ—",
            "IRMÃ” MANHÃ…",
            "25 Å³ and 3 Å² or Å… “Å”",
            "É”É” «À» „Spaß“ „Å“",
            "passé”… voilà…»",
            "√2, √π, x√∂, e√πi, ¬p",
            "Привет, мир. Њ’ В “С” Р°",
            "Größe naïve œuvre façade Ångström smörgåsbord",
            "Ñ… Î” Ø½",
        ] {
            check(text, &[]);
        }
    }
}
