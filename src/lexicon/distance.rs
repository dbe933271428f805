//! How far two words are apart: how many letters must be left out, put in, put for another, or swapped with a
//! neighbour.

/// A word that others are held against, a letter of theirs at a time: the bits of a number say how the row of the
/// table of distances that belongs to the letter differs from one place of the word to the next (Hyyrö 2003).
pub(super) struct Pattern {
    /// Where in the word each letter stands.
    ascii: [u64; 128],
    others: Vec<(char, u64)>,
    len: usize,
}

impl Pattern {
    /// The pattern of a word; of more than 64 letters, the first are taken.
    pub(super) fn new(word: &str) -> Self {
        let mut pattern = Self { ascii: [0; 128], others: Vec::new(), len: 0 };
        for letter in word.chars().take(u64::BITS as usize) {
            let place = 1 << pattern.len;
            pattern.len += 1;
            match pattern.ascii.get_mut(letter as usize) {
                Some(places) => *places |= place,
                None => pattern.others.push((letter, place)),
            }
        }
        pattern
    }

    /// How many edits make the word of another. No letter is edited twice.
    pub(super) fn distance(&self, other: &str) -> usize {
        let Some(last) = self.len.checked_sub(1) else { return other.chars().count() };
        let (mut rises, mut falls) = (u64::MAX, 0_u64);
        let (mut held, mut places_before) = (0_u64, 0_u64);
        let mut distance = self.len;
        for letter in other.chars() {
            let places = self.places(letter);
            let swapped = (!held & places) << 1 & places_before;
            held = swapped | ((places & rises).wrapping_add(rises) ^ rises) | places | falls;
            let (up, down) = (falls | !(held | rises), held & rises);
            distance += (up >> last & 1) as usize;
            distance -= (down >> last & 1) as usize;
            let (up, down) = (up << 1 | 1, down << 1);
            rises = down | !(held | up);
            falls = up & held;
            places_before = places;
        }
        distance
    }

    fn places(&self, letter: char) -> u64 {
        match self.ascii.get(letter as usize) {
            Some(&places) => places,
            None => self.others.iter().filter(|other| other.0 == letter).fold(0, |all, other| all | other.1),
        }
    }
}

/// Whether one edit makes one word of the other.
pub fn is_one_edit(one: &str, other: &str) -> bool {
    if one.is_ascii() && other.is_ascii() {
        return are_one_edit_apart(one.as_bytes(), other.as_bytes());
    }
    let letters = |word: &str| word.chars().collect::<Vec<char>>();
    are_one_edit_apart(&letters(one), &letters(other))
}

fn are_one_edit_apart<T: PartialEq>(one: &[T], other: &[T]) -> bool {
    if one.len().abs_diff(other.len()) > 1 {
        return false;
    }
    match without_common_ends(one, other) {
        ([_], [_]) | ([_], []) | ([], [_]) => true,
        ([first, second], [third, fourth]) => first == fourth && second == third,
        _ => false,
    }
}

/// What is left of two words without what they start and end with alike.
fn without_common_ends<'w, T: PartialEq>(one: &'w [T], other: &'w [T]) -> (&'w [T], &'w [T]) {
    let start = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[start..], &other[start..]);
    let end = one.iter().rev().zip(other.iter().rev()).take_while(|(one, other)| one == other).count();
    (&one[..one.len() - end], &other[..other.len() - end])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All words of up to five letters of these.
    fn words(letters: &[u8]) -> Vec<String> {
        let mut all = vec![String::new()];
        let mut start = 0;
        for _ in 0..5 {
            let end = all.len();
            for at in start..end {
                for &letter in letters {
                    all.push(format!("{}{}", all[at], char::from(letter)));
                }
            }
            start = end;
        }
        all
    }

    #[test]
    fn edits_are_counted() {
        let words = words(b"abc");
        for one in words.iter().step_by(3) {
            let pattern = Pattern::new(one);
            for other in &words {
                assert_eq!(pattern.distance(other), strsim::osa_distance(one, other), "{one} {other}");
            }
        }
        assert_eq!(Pattern::new("été").distance("ete"), 2);
        assert_eq!(Pattern::new("naïve").distance("navïe"), 1);
    }

    #[test]
    fn one_edit_is_told_from_none_and_two() {
        for (one, other, expected) in [
            ("kitten", "kitten", false),
            ("kitten", "kittne", true),
            ("kitten", "sitten", true),
            ("kitten", "kittens", true),
            ("kitten", "itte", false),
            ("été", "ete", false),
            ("été", "éte", true),
            ("", "a", true),
        ] {
            assert_eq!(is_one_edit(one, other), expected, "{one} {other}");
        }
    }
}
