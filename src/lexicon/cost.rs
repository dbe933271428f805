//! How unlikely it is that a writer who meant one word typed another: the weighted Damerau-Levenshtein
//! distance. Costs and frequencies are on one scale, and add up.

use std::sync::LazyLock;

/// The cost of having typed `typed` for `meant`, both folded. Words of more than [`LONGEST`] bytes are not compared.
pub(super) fn cost(typed: &[u8], meant: &[u8]) -> Option<i32> {
    if typed.len() > LONGEST || meant.len() > LONGEST {
        return None;
    }
    let mut table = vec![[0; LONGEST + 1]; typed.len() + 1];
    let mut lacking_after_any = [0; LONGEST + 1];
    for j in 1..=meant.len() {
        table[0][j] = table[0][j - 1] + lacking(&meant[..j], 0);
        lacking_after_any[j] = lacking(&meant[..j], 1);
    }
    let groups = groups_by_last();
    for i in 1..=typed.len() {
        let typed = &typed[..i];
        let last = letter(typed[i - 1]);
        let (instead, groups) = (&INSTEAD_OF[last], &groups[last]);
        let surplus_after_any = surplus(typed, 1);
        table[i][0] = table[i - 1][0] + surplus(typed, 0);
        for j in 1..=meant.len() {
            let right = letter(meant[j - 1]);
            let other = if typed[i - 1] == meant[j - 1] { 0 } else { instead[right] };
            let mut best = (table[i - 1][j] + surplus_after_any)
                .min(table[i][j - 1] + lacking_after_any[j])
                .min(table[i - 1][j - 1] + other + if other > 0 && i + j == 2 { FIRST } else { 0 });
            if i > 1 && j > 1 && typed[i - 1] == meant[j - 2] && typed[i - 2] == meant[j - 1] && other > 0 {
                best = best.min(table[i - 2][j - 2] + TRANSPOSED + if i == 2 { FIRST / 2 } else { 0 });
            }
            for (from, to, cost) in &groups[right] {
                if typed.ends_with(from) && meant[..j].ends_with(to) {
                    best = best.min(table[i - from.len()][j - to.len()] + cost);
                }
            }
            table[i][j] = best;
        }
    }
    Some(table[typed.len()][meant.len()])
}

/// Longer words are compounds or noise.
pub(super) const LONGEST: usize = 32;

/// The groups of [`ALIKE`], both ways round, by the letters that they end in: first what was typed, then what was meant.
fn groups_by_last() -> &'static [[Vec<Group>; LETTERS]; LETTERS] {
    static BY_LAST: LazyLock<Box<[[Vec<Group>; LETTERS]; LETTERS]>> = LazyLock::new(|| {
        let mut by_last: Box<[[Vec<Group>; LETTERS]; LETTERS]> = Box::default();
        for &(one, other, cost) in ALIKE {
            for (from, to) in [(one, other), (other, one)] {
                by_last[letter(from[from.len() - 1])][letter(to[to.len() - 1])].push((from, to, cost));
            }
        }
        by_last
    });
    &BY_LAST
}

/// The number of a letter, from *a* on; one more for all other characters.
const fn letter(byte: u8) -> usize {
    if byte.is_ascii_lowercase() { (byte - b'a') as usize } else { LETTERS - 1 }
}

const LETTERS: usize = 27;

/// What was typed, what was meant, and the cost.
type Group = (&'static [u8], &'static [u8], i32);

/// No edit costs less, but that of a whole group counts for two or more.
pub(super) const CHEAPEST_EDIT: i32 = 55;

// The costs were fitted to a sample of the listed misspellings, half way from even ones, because lists hold
// more of some kinds of slip than texts do.
const TRANSPOSED: i32 = 165;
const DOUBLED: i32 = 170;
const UNDOUBLED: i32 = 130;
const SURPLUS: i32 = 265;
const SURPLUS_NEIGHBOUR: i32 = 230;
const LACKING: i32 = 170;
const OTHER_VOWEL: i32 = 240;
const SOUND_ALIKE: i32 = 220;
const NEIGHBOUR: i32 = 280;
const INSTEAD: i32 = 360;
const APOSTROPHE: i32 = 70;
/// Writers seldom miss a word's first letter.
const FIRST: i32 = 100;

/// The last typed letter is one too many.
fn surplus(typed: &[u8], meant_before: usize) -> i32 {
    let last = typed[typed.len() - 1];
    let before = typed.len().checked_sub(2).map(|place| typed[place]);
    match (last, before) {
        (b'\'', _) => APOSTROPHE,
        (_, Some(before)) if before == last => DOUBLED,
        (_, Some(before)) if are_neighbours(last, before) => SURPLUS_NEIGHBOUR,
        (_, None) if meant_before == 0 => SURPLUS + FIRST,
        _ => SURPLUS,
    }
}

/// The last letter that was meant is missing.
fn lacking(meant: &[u8], typed_before: usize) -> i32 {
    let last = meant[meant.len() - 1];
    let before = meant.len().checked_sub(2).map(|place| meant[place]);
    match (last, before) {
        (b'\'', _) => APOSTROPHE,
        (_, Some(before)) if before == last => UNDOUBLED,
        (_, None) if typed_before == 0 => LACKING + FIRST,
        _ => LACKING,
    }
}

/// What it costs that one letter was typed for another.
static INSTEAD_OF: [[i32; LETTERS]; LETTERS] = {
    let mut costs = [[INSTEAD; LETTERS]; LETTERS];
    let mut wrong = b'a';
    while wrong <= b'z' {
        let mut right = b'a';
        while right <= b'z' {
            costs[letter(wrong)][letter(right)] = if is_vowel(wrong) && is_vowel(right) {
                OTHER_VOWEL
            } else if sound_alike(wrong, right) {
                SOUND_ALIKE
            } else if are_neighbours(wrong, right) {
                NEIGHBOUR
            } else {
                INSTEAD
            };
            right += 1;
        }
        wrong += 1;
    }
    costs
};

const fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

const fn sound_alike(one: u8, other: u8) -> bool {
    const PAIRS: &[u8; 30] = b"csckszgjdtmnfvvwbpkqcqxsiylryz";
    let mut at = 0;
    while at < PAIRS.len() {
        let (left, right) = (PAIRS[at], PAIRS[at + 1]);
        if left == one && right == other || left == other && right == one {
            return true;
        }
        at += 2;
    }
    false
}

/// Whether two letters lie side by side on the usual keyboard.
const fn are_neighbours(one: u8, other: u8) -> bool {
    let (Some((row, column)), Some((other_row, other_column))) = (key(one), key(other)) else {
        return false;
    };
    match other_row as i32 - row as i32 {
        0 => column.abs_diff(other_column) == 1,
        1 => other_column == column || other_column + 1 == column,
        -1 => column == other_column || column + 1 == other_column,
        _ => false,
    }
}

/// The row and the column of a letter on the usual keyboard.
const fn key(letter: u8) -> Option<(usize, usize)> {
    const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    let mut row = 0;
    while row < ROWS.len() {
        let mut column = 0;
        while column < ROWS[row].len() {
            if ROWS[row][column] == letter {
                return Some((row, column));
            }
            column += 1;
        }
        row += 1;
    }
    None
}

/// Groups that sound alike, or that writers swap as a whole.
const ALIKE: &[Group] = &[
    (b"ance", b"ence", 120),
    (b"ant", b"ent", 130),
    (b"able", b"ible", 120),
    (b"ably", b"ibly", 120),
    (b"ar", b"er", 150),
    (b"or", b"er", 150),
    (b"ei", b"ie", 110),
    (b"f", b"ph", 250),
    (b"k", b"ck", 190),
    (b"c", b"ck", 210),
    (b"s", b"sc", 200),
    (b"c", b"sc", 200),
    (b"ea", b"ee", 190),
    (b"tion", b"sion", 180),
    (b"cion", b"tion", 180),
    (b"shun", b"tion", 300),
    (b"ly", b"ally", 180),
    (b"y", b"ey", 190),
    (b"ys", b"ies", 200),
    (b"yed", b"ied", 200),
    (b"cy", b"sy", 180),
    (b"u", b"ou", 190),
    (b"n", b"kn", 220),
    (b"r", b"wr", 240),
    (b"w", b"wh", 180),
    (b"t", b"ght", 300),
    (b"et", b"te", 140),
];

#[cfg(test)]
mod tests {
    use super::cost;

    fn check(typed: &str, cheaper: &str, dearer: &str) {
        let price = |meant: &str| cost(typed.as_bytes(), meant.as_bytes());
        assert!(
            price(cheaper) < price(dearer),
            "{typed}: {cheaper} {:?}, {dearer} {:?}",
            price(cheaper),
            price(dearer)
        );
    }

    #[test]
    fn likely_slips_are_cheap() {
        check("word", "word", "ward");
        check("fro", "for", "far");
        check("setled", "settled", "setoled");
        check("settted", "setted", "settled");
        check("relevent", "relevant", "relevont");
        check("nlock", "block", "clock");
        check("hoyse", "house", "horse");
        check("dont", "don't", "donut");
        check("fotograph", "photograph", "potograph");
    }

    #[test]
    fn distances_are_zero_only_between_equals() {
        assert_eq!(cost(b"", b""), Some(0));
        assert_eq!(cost(b"same", b"same"), Some(0));
        assert!(cost(b"", b"a") > Some(0));
        assert_eq!(cost(&[b'a'; 33], b"a"), None);
    }
}
