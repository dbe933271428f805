//! How unlikely it is that a writer who meant one word typed another: the weighted Damerau-Levenshtein
//! distance. Costs and frequencies are on one scale, and add up.

use std::sync::LazyLock;

/// The cost of having typed `typed` for `meant`, both folded. Words of more than [`LONGEST`] bytes are not compared.
pub(super) fn cost(typed: &[u8], meant: &[u8]) -> Option<i32> {
    if typed.len() > LONGEST || meant.len() > LONGEST {
        return None;
    }
    let mut table = [[0; LONGEST + 1]; LONGEST + 1];
    for j in 1..=meant.len() {
        table[0][j] = table[0][j - 1] + lacking(&meant[..j], 0);
    }
    for i in 1..=typed.len() {
        let surplus_after_any = surplus(&typed[..i], 1);
        table[i][0] = table[i - 1][0] + surplus(&typed[..i], 0);
        for j in 1..=meant.len() {
            let (typed, meant) = (&typed[..i], &meant[..j]);
            let mut best = (table[i - 1][j] + surplus_after_any)
                .min(table[i][j - 1] + lacking(meant, i))
                .min(table[i - 1][j - 1] + instead(typed, meant));
            if let Some(swapped) = swapped(typed, meant) {
                best = best.min(table[i - 2][j - 2] + swapped);
            }
            for (from, to, cost) in alike_after(typed[i - 1], meant[j - 1]) {
                if typed.ends_with(from) && meant.ends_with(to) {
                    best = best.min(table[i - from.len()][j - to.len()] + cost);
                }
            }
            table[i][j] = best;
        }
    }
    Some(table[typed.len()][meant.len()])
}

/// Longer words are compounds or noise; the table of costs lies on the stack.
pub(super) const LONGEST: usize = 32;

/// The last two letters were typed the wrong way round.
fn swapped(typed: &[u8], meant: &[u8]) -> Option<i32> {
    let ([typed_before @ .., first, second], [.., third, fourth]) = (typed, meant) else { return None };
    let is_swapped = second == third && first == fourth && first != second;
    is_swapped.then_some(TRANSPOSED + if typed_before.is_empty() { FIRST / 2 } else { 0 })
}

/// The groups that end in these two letters, of [`ALIKE`] and both ways round.
fn alike_after(typed: u8, meant: u8) -> &'static [Group] {
    static BY_LAST: LazyLock<Vec<Vec<Group>>> = LazyLock::new(|| {
        let mut by_last = vec![Vec::new(); LETTERS * LETTERS];
        for &(one, other, cost) in ALIKE {
            for (from, to) in [(one, other), (other, one)] {
                let last = letter(from[from.len() - 1]) * LETTERS + letter(to[to.len() - 1]);
                by_last[last].push((from, to, cost));
            }
        }
        by_last
    });
    &BY_LAST[letter(typed) * LETTERS + letter(meant)]
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

/// The last letter that was typed stands for the last that was meant.
fn instead(typed: &[u8], meant: &[u8]) -> i32 {
    let (wrong, right) = (typed[typed.len() - 1], meant[meant.len() - 1]);
    if wrong == right {
        return 0;
    }
    let base = INSTEAD_OF[letter(wrong)][letter(right)];
    base + if typed.len() == 1 && meant.len() == 1 { FIRST } else { 0 }
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
