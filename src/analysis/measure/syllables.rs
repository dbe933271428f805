//! How many syllables an English word has, by its letters: groups of vowels, less the silent “e”, and the
//! pairs of vowels that are two syllables. Of running English more than 99 words in 100 come out as a
//! pronouncing dictionary has them.

use unicode_normalization::UnicodeNormalization;

use crate::text::is_apostrophe;

/// The syllables of a word; at least one.
pub(super) fn syllables(word: &str) -> usize {
    // The accent says that the letter is not silent: “café”.
    let word = word.replace(['é', 'É'], "ay");
    let spelled: String = word.nfd().filter(|c| c.is_ascii_alphabetic() || is_apostrophe(*c)).collect();
    let letters = spelled.to_lowercase().replace(is_apostrophe, "'");
    let (stem, ending) = letters.split_once('\'').unwrap_or((&letters, ""));
    match ending {
        // “Bush’s” sounds one more than “Bush”.
        "s" if HISSES.iter().any(|hiss| stem.ends_with(hiss)) => of_stem(stem) + 1,
        "t" => of_stem(stem.trim_end_matches('n')) + usize::from(!SHORT_BEFORE_NT.contains(&stem)),
        "" | "s" | "m" | "d" | "ll" | "re" | "ve" => of_stem(stem),
        // “o’clock”, “O’Brien”.
        _ => of_stem(stem) + of_stem(ending),
    }
    .max(1)
}

const HISSES: [&str; 9] = ["s", "x", "z", "ch", "sh", "ce", "ge", "se", "ze"];
const SHORT_BEFORE_NT: [&str; 8] = ["don", "won", "can", "aren", "weren", "ain", "shan", "mayn"];

/// Words whose letters mislead, and which many others start with.
const ODD_STARTS: [(&str, usize); 12] = [
    ("business", 2),
    ("colonel", 2),
    ("wednesday", 2),
    ("evening", 2),
    ("every", 2),
    ("maybe", 2),
    ("vegetab", 2),
    ("element", 3),
    ("chocolate", 2),
    ("nuclear", 3),
    ("sci", 1),
    ("soviet", 3),
];

fn of_stem(stem: &str) -> usize {
    match stem {
        "mr" | "mrs" | "dr" | "ms" => return if stem == "ms" { 1 } else { 2 },
        _ => {}
    }
    if let Some((start, count)) = ODD_STARTS.iter().find(|(start, _)| stem.starts_with(start)) {
        let rest = &stem[start.len()..];
        return count + if rest.contains(is_vowel) { of_stem(rest) } else { 0 };
    }
    let letters = stem.as_bytes();
    let groups = groups(letters) + usize::from(stem.starts_with("mc") && stem.len() > 3);
    let silent = usize::from(ends_silently(stem)) + usize::from(is_silent_inside(stem));
    let hums = ["sm", "sms", "thm", "thms"].iter().any(|ending| stem.ends_with(ending));
    let swallowed = stem.ends_with("ically");
    (groups + usize::from(hums)).saturating_sub(silent + usize::from(swallowed)).max(1)
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

/// The groups of vowels, counting those twice that are two syllables.
fn groups(letters: &[u8]) -> usize {
    let at = |index: usize| letters.get(index).map_or(' ', |&letter| char::from(letter));
    let mut count = 0;
    let mut in_group = false;
    for index in 0..letters.len() {
        let before = if index > 0 { at(index - 1) } else { ' ' };
        let (this, after) = (at(index), at(index + 1));
        // “qu”, “young”, “lawyer”.
        let is_glide = this == 'u' && before == 'q'
            || this == 'y' && is_vowel(after) && (index == 0 || is_vowel(before));
        let sounds = is_vowel(this) && !is_glide;
        if sounds && (!in_group || is_hiatus(letters, index)) {
            count += 1;
        }
        in_group =
            sounds || is_vowel(this) && is_glide && in_group && this == 'y' && ends_word(letters, index);
    }
    count
}

/// Whether nothing but “-e”, “-ed” or “-es” follows: “eye”, “played”.
fn ends_word(letters: &[u8], index: usize) -> bool {
    matches!(&letters[index + 1..], b"e" | b"ed" | b"es")
}

/// Whether the vowel at `index` starts a new syllable after the vowel before it.
fn is_hiatus(letters: &[u8], index: usize) -> bool {
    let word = std::str::from_utf8(letters).expect("letters are ASCII");
    let (rest, first) = (&word[index + 1..], if index > 1 { letters[index - 2] } else { b' ' });
    let follows = |starts: &[&str]| starts.iter().any(|start| rest.starts_with(start));
    let opens = |starts: &[&str]| starts.iter().any(|start| word.starts_with(start));
    let after = |letters: &[u8]| letters.contains(&first);
    match (letters[index - 1], letters[index]) {
        (b'i', b'a') => {
            let is_soft = after(b"ctgs") && (rest.is_empty() && first == b's' || follows(&["l", "n"]));
            let is_liquid = after(b"l")
                && (rest.starts_with('r') || matches!(rest, "" | "n" | "ns") || word.contains("llian"));
            index <= 2 || !is_soft && !is_liquid && !follows(&["ge"]) && !word.starts_with("parlia")
        }
        (b'i', b'o') => match first {
            _ if index <= 2 => true,
            b'l' => !rest.starts_with('n'),
            b'n' => !follows(&["n", "r"]),
            b'v' => !rest.starts_with('r'),
            b't' | b's' | b'c' | b'x' | b'g' | b'h' => !follows(&["n", "u"]),
            _ => true,
        },
        (b'i', b'u') => true,
        (b'i', b'e') => {
            follows(&["nc", "nt"]) && !after(b"tc ")
                || follows(&["ty", "ties"]) && !after(b" ")
                || rest.starts_with('t') && (index <= 2 || word.starts_with("quiet")) && first != b'l'
                || matches!(rest, "r" | "rs" | "st") && word.len() > 4 && !word.starts_with("priest")
        }
        (b'u', b'a') => !(after(b"qg") || first == b's' && rest.starts_with('d')),
        (b'u', b'e') => follows(&["l", "nc", "nt", "t"]) && !after(b"qg"),
        (b'u', b'i') => {
            follows(&["t", "n", "d"]) && !after(b"qgsrbl")
                || follows(&["ty", "tous", "ng"]) && !after(b"qg")
                || opens(&["ruin", "fluid", "suici"])
        }
        (b'u', b'o') => true,
        (b'e', b'o') => {
            let is_soft = first == b'g'
                && (rest.starts_with('n') && rest != "n" || follows(&["us", "r"]) && rest != "rgia");
            !is_soft && !word.contains("people") && !opens(&["jeopard", "leopard", "yeo"])
        }
        (b'e', b'i') => follows(&["ng", "ty", "nfo"]) || opens(&["reim", "reint", "reit"]) && index == 2,
        (b'e', b'a') => {
            first == b'e'
                || opens(&["rea"]) && index == 2 && follows(&["ct", "li", "rr", "ss", "ff", "pp"])
                || opens(&[
                    "create", "creati", "creato", "recreat", "area", "idea", "theat", "cereal", "oceani",
                ])
                || rest == "n" && !after(b"cml") && word.len() > 5
        }
        (b'e', b'e') => index == 2 && opens(&["reen", "reele", "reex", "preem", "preex"]),
        (b'e', b'u') => matches!(rest, "m" | "ms" | "s"),
        (b'o', b'e') => {
            follows(&["ing"]) || opens(&["coe", "poe"]) && follows(&["x", "t", "m", "r"]) && index == 2
        }
        (b'o', b'i') => follows(&["ng", "nci"]) || word.starts_with("hero"),
        (b'o', b'a') => index == 2 && opens(&["coali", "oasi"]) || word.starts_with("oasi"),
        (b'o', b'o') => index == 2 && opens(&["coope", "coord", "zool"]),
        (b'a', b'o') => true,
        (b'a', b'i') => opens(&["naiv", "archai", "mosai", "prosai", "hebrai"]),
        (b'a', b'e') => rest == "l" && index > 3 && !word.starts_with("micha"),
        (b'y', b'a' | b'e' | b'i' | b'o' | b'u') => {
            !is_vowel(char::from(first)) && first != b'w' && !follows(&["rd"])
        }
        _ => false,
    }
}

/// Whether a final “-e”, “-es” or “-ed” is silent.
fn ends_silently(stem: &str) -> bool {
    let ends_in_consonant = |part: &str| part.ends_with(|c| !is_vowel(c));
    // “little”, “tables”, “centre”, but “whole”, “Charles”.
    let sounds = |part: &str| {
        SOUNDED_R.iter().any(|end| part.ends_with(end))
            || part.strip_suffix('l').is_some_and(|part| {
                !part.is_empty() && ends_in_consonant(part) && !part.ends_with(['l', 'r'])
            })
    };
    let is_such = |part: &str| part.len() > 1 && ends_in_consonant(part) && !sounds(part);
    // “tongue”, “techniques”.
    let ends_in_gue = |part: &str| (part.ends_with("gu") || part.ends_with("qu")) && !part.ends_with("argu");
    if let Some(part) = stem.strip_suffix('e') {
        is_such(part) || ends_in_gue(part)
    } else if let Some(part) = stem.strip_suffix("es") {
        ends_in_gue(part)
            || is_such(part)
                && !part.ends_with(['s', 'x', 'z', 'c', 'g'])
                && !part.ends_with("ch")
                && !part.ends_with("sh")
    } else if let Some(part) = stem.strip_suffix("ed") {
        is_such(part) && !part.ends_with(['t', 'd']) && !part.ends_with("dr") && !SOUNDED_ED.contains(&stem)
    } else {
        false
    }
}

const SOUNDED_R: [&str; 4] = ["br", "cr", "gr", "tr"];
const SOUNDED_ED: [&str; 9] =
    ["naked", "wicked", "sacred", "hatred", "rugged", "wretched", "ragged", "jagged", "crooked"];

/// Whether an “e” is silent before a second part: “lonely”, “someone”, “household”.
fn is_silent_inside(stem: &str) -> bool {
    SECOND_PARTS.iter().any(|part| {
        let Some(first) = stem.strip_suffix(part).and_then(|first| first.strip_suffix('e')) else {
            return false;
        };
        let letters = first.as_bytes();
        let is_vowel_at =
            |back: usize| letters.len().checked_sub(back).is_some_and(|at| is_vowel(char::from(letters[at])));
        let after_consonant = !first.is_empty() && !is_vowel_at(1) && !first.ends_with(['r', 'd']);
        let is_closed = is_vowel_at(2) || is_vowel_at(3) && !first.ends_with(['l', 'r']);
        let is_open = first.ends_with('r') && is_vowel_at(2);
        (after_consonant || first.ends_with('d')) && is_closed || is_open
    })
}

#[rustfmt::skip] // Many a line.
const SECOND_PARTS: [&str; 42] = [
    "ly", "less", "ful", "fully", "lessly", "ment", "ments", "ness", "some", "one", "what", "how", "where",
    "thing", "body", "time", "times", "work", "man", "men", "way", "ways", "land", "home", "town", "room",
    "house", "line", "lines", "like", "guard", "guards", "self", "by", "fore", "ty", "ties", "stock", "hold", "holders",
    "wise", "head",
];

#[cfg(test)]
mod tests {
    use super::syllables;

    #[test]
    fn syllables_are_those_that_are_spoken() {
        for (expected, words) in [
            (1, "the cat whole through played eyes eye he’s can’t George walked Charles tongue league"),
            (2, "little someone people lawyer isn’t Bush’s lion poet being quiet evening business Mr lonely"),
            (2, "prism rhythm doing schism wanted tables boxes houses hundred region social million safety"),
            (2, "centre science techniques therefore sometimes o’clock giant café naïve"),
            (
                3,
                "Australia idea area radio museum family dinosaur videos familiar coincide finally vegetable",
            ),
            (4, "education information situation ability January reality independent agreeable"),
        ] {
            for word in words.split(' ') {
                assert_eq!(syllables(word), expected, "{word}");
            }
        }
    }
}
