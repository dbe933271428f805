//! How often words stand in a source, whatever they stand in: prose, code, addresses or attributes.

use rustc_hash::FxHashMap;

/// How often the source holds each of some words in lower case, as runs of letters by themselves; the *'s* of an owner
/// may follow.
pub(super) fn count<'w>(source: &str, words: impl Iterator<Item = &'w str>) -> FxHashMap<&'w str, usize> {
    let mut counts: FxHashMap<&str, usize> = words.map(|word| (word, 0)).collect();
    let mut wanted = Runs::default();
    counts.keys().for_each(|word| wanted.add(word.strip_suffix("'s").unwrap_or(word)));
    let bytes = source.as_bytes();
    let mut place = 0;
    while place < bytes.len() {
        let start = place;
        let mut mark = 0_u32;
        while let Some(letter) = bytes.get(place).filter(|byte| byte.is_ascii_alphabetic()) {
            mark = next_mark(mark, *letter);
            place += 1;
        }
        if place > start && wanted.may_hold(mark) {
            let end = place + if is_owner(&bytes[place..]) { "'s".len() } else { 0 };
            let word = source[start..end].to_ascii_lowercase();
            let letters = &word[..place - start];
            for word in [Some(letters), Some(word.as_str()).filter(|word| word.len() > letters.len())] {
                if let Some(count) = word.and_then(|word| counts.get_mut(word)) {
                    *count += 1;
                }
            }
        }
        place += 1;
    }
    counts
}

/// Whether an *'s* follows, and no letter after it.
fn is_owner(rest: &[u8]) -> bool {
    matches!(rest, [b'\'', b's' | b'S', rest @ ..] if !rest.first().is_some_and(u8::is_ascii_alphabetic))
}

/// The marks of some runs of letters, to tell at a glance of most runs that they are none of them.
struct Runs([u64; RUNS / 64]);

const RUNS: usize = 1 << 12;

impl Default for Runs {
    fn default() -> Self {
        Self([0; RUNS / 64])
    }
}

impl Runs {
    fn add(&mut self, letters: &str) {
        let mark = letters.bytes().fold(0, next_mark) as usize % RUNS;
        self.0[mark / 64] |= 1 << (mark % 64);
    }

    fn may_hold(&self, mark: u32) -> bool {
        let mark = mark as usize % RUNS;
        self.0[mark / 64] >> (mark % 64) & 1 != 0
    }
}

/// The mark of a run with one letter more, in any case.
fn next_mark(mark: u32, letter: u8) -> u32 {
    mark.wrapping_mul(29) ^ u32::from(letter & 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(source: &str, word: &str, expected: usize) {
        assert_eq!(count(source, [word].into_iter())[word], expected, "{word} in {source}");
    }

    #[test]
    fn words_are_counted_wherever_they_stand() {
        check("Frob `frob`, [x](a/FROB.html) and frobs.", "frob", 3);
        check("The frob's end, the frob'sy end.", "frob's", 1);
        check("The frob's end, the frob'sy end.", "frob", 2);
        check("naïve_frob2frob", "frob", 2);
        check("", "frob", 0);
    }
}
