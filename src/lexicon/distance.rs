//! How far two words are apart: how many letters must be left out, put in, put for another, or swapped with a
//! neighbour.

/// How many edits make one word of the other, if it takes no more than `most`. No letter is edited twice.
pub(super) fn edits_within<T: PartialEq>(most: u8, one: &[T], other: &[T]) -> Option<u8> {
    let alike = one.iter().zip(other).take_while(|(one, other)| one == other).count();
    let (one, other) = (&one[alike..], &other[alike..]);
    let apart = one.len().abs_diff(other.len());
    if one.is_empty() || other.is_empty() {
        return u8::try_from(apart).ok().filter(|&edits| edits <= most);
    }
    if apart > usize::from(most) || most == 0 {
        return None;
    }
    let mut best: Option<u8> = None;
    let mut attempt = |one: &[T], other: &[T]| {
        let reach = best.map_or(most - 1, |best| best.saturating_sub(2));
        if best != Some(1)
            && let Some(edits) = edits_within(reach, one, other)
        {
            best = Some(edits + 1);
        }
    };
    attempt(&one[1..], &other[1..]);
    attempt(&one[1..], other);
    attempt(one, &other[1..]);
    if let ([first, second, one @ ..], [third, fourth, other @ ..]) = (one, other)
        && first == fourth
        && second == third
    {
        attempt(one, other);
    }
    best
}

/// Whether one edit makes one word of the other.
pub fn is_one_edit(one: &str, other: &str) -> bool {
    let edits = match one.is_ascii() && other.is_ascii() {
        true => edits_within(1, one.as_bytes(), other.as_bytes()),
        false => {
            let letters = |word: &str| word.chars().collect::<Vec<char>>();
            edits_within(1, &letters(one), &letters(other))
        }
    };
    edits == Some(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// All words of up to five letters of these.
    fn words(letters: &[u8]) -> Vec<Vec<u8>> {
        let mut all = vec![Vec::new()];
        let mut start = 0;
        for _ in 0..5 {
            let end = all.len();
            for at in start..end {
                for &letter in letters {
                    all.push([&all[at][..], &[letter]].concat());
                }
            }
            start = end;
        }
        all
    }

    #[test]
    fn edits_are_counted_as_far_as_asked() {
        let words = words(b"abc");
        for one in words.iter().step_by(3) {
            for other in &words {
                let text = |word: &[u8]| String::from_utf8(word.to_vec()).expect("letters");
                let edits = strsim::osa_distance(&text(one), &text(other)) as u8;
                for most in 0..=2 {
                    assert_eq!(
                        edits_within(most, one, other),
                        Some(edits).filter(|&edits| edits <= most),
                        "{} {}",
                        text(one),
                        text(other)
                    );
                }
            }
        }
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
