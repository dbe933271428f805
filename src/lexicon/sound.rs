//! A word's skeleton: its consonants as they sound, so that words spelled by ear meet those that were meant.
//! Free of imports, because the build script makes its keys with it too.

/// The skeleton of a folded word. Words that sound alike mostly have the same: *imidiatly*, *immediately*.
pub fn skeleton(folded: &str) -> String {
    let letters: Vec<u8> = folded.bytes().filter(u8::is_ascii_lowercase).collect();
    let mut skeleton = String::new();
    let mut rest = &letters[silent_start(&letters)..];
    // A vowel at the start is kept as a mark that there was one: *essence*, *sense*.
    if rest.first().is_some_and(|&letter| is_vowel(letter)) {
        skeleton.push('a');
    }
    while !rest.is_empty() {
        let (sound, length) = sound(rest);
        if !skeleton.ends_with(sound) {
            skeleton.push_str(sound);
        }
        rest = &rest[length..];
    }
    skeleton
}

/// The sound that the letters begin with, and how many letters make it.
fn sound(letters: &[u8]) -> (&'static str, usize) {
    for &(group, sound) in GROUPS {
        if letters.starts_with(group) {
            return (sound, group.len());
        }
    }
    let is_soft = letters.get(1).is_some_and(|next| b"eiy".contains(next));
    let sound = match letters[0] {
        b'b' => "b",
        b'c' if is_soft => "s",
        b'c' | b'k' | b'q' => "k",
        b'd' => "d",
        b'f' => "f",
        b'g' if is_soft => "j",
        b'g' => "g",
        b'j' => "j",
        b'l' => "l",
        b'm' => "m",
        b'n' => "n",
        b'p' => "p",
        b'r' => "r",
        b's' | b'z' => "s",
        b't' => "t",
        b'v' => "v",
        b'x' => "ks",
        _ => "",
    };
    (sound, 1)
}

/// Groups whose sound is not that of their letters, the longer before the shorter.
const GROUPS: &[(&[u8], &str)] = &[
    (b"cious", "xs"),
    (b"tious", "xs"),
    (b"ssion", "xn"),
    (b"tion", "xn"),
    (b"sion", "xn"),
    (b"cion", "xn"),
    (b"cian", "xn"),
    (b"shun", "xn"),
    (b"shus", "xs"),
    (b"cial", "xl"),
    (b"tial", "xl"),
    (b"shal", "xl"),
    (b"ture", "xr"),
    (b"tch", "x"),
    (b"sch", "sk"),
    (b"dge", "j"),
    (b"ght", "t"),
    (b"ph", "f"),
    (b"gh", ""),
    (b"ch", "x"),
    (b"sh", "x"),
    (b"th", "t"),
    (b"ck", "k"),
    (b"sce", "s"),
    (b"sci", "s"),
    (b"mb", "m"),
    (b"wr", "r"),
    (b"cce", "ks"),
    (b"cci", "ks"),
];

/// How many letters at the start are not heard: *knife*, *psalm*, *wrong*.
fn silent_start(letters: &[u8]) -> usize {
    let silent: [&[u8]; 5] = [b"kn", b"gn", b"ps", b"pn", b"wr"];
    usize::from(silent.iter().any(|start| letters.starts_with(start)))
}

fn is_vowel(letter: u8) -> bool {
    b"aeiouy".contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::skeleton;

    fn check(heard: &str, meant: &str) {
        assert_eq!(skeleton(heard), skeleton(meant), "{heard} for {meant}");
    }

    #[test]
    fn words_spelled_by_ear_meet_those_that_were_meant() {
        check("fizishun", "physician");
        check("nollidge", "knowledge");
        check("rinoseros", "rinoceros");
        check("enuff", "enouff");
        check("delishus", "delicious");
        check("sikology", "psicology");
        check("rithem", "rythm");
        check("parlament", "parliament");
    }

    #[test]
    fn other_words_do_not() {
        assert_ne!(skeleton("sense"), skeleton("essence"));
        assert_ne!(skeleton("letter"), skeleton("ladder"));
        assert_eq!(skeleton(""), "");
        assert_eq!(skeleton("жук"), "");
    }
}
