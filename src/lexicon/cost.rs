//! How unlikely it is that a writer who meant one word typed another: the weighted Damerau-Levenshtein
//! distance. Costs and frequencies are on one scale, and add up.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// The cost of having typed `typed` for `meant`, both folded. Words of more than [`LONGEST`] bytes are not compared.
pub(super) fn cost(typed: &[u8], meant: &[u8]) -> Option<i32> {
    if typed.len() > LONGEST || meant.len() > LONGEST {
        return None;
    }
    let mut table = [[0; LONGEST + 1]; LONGEST + 1];
    for i in 0..=typed.len() {
        for j in 0..=meant.len() {
            if i + j > 0 {
                table[i][j] = cheapest(&table, &typed[..i], &meant[..j]);
            }
        }
    }
    Some(table[typed.len()][meant.len()])
}

/// Longer words are compounds or noise; the table of costs lies on the stack.
pub(super) const LONGEST: usize = 32;

type Table = [[i32; LONGEST + 1]; LONGEST + 1];

fn cheapest(table: &Table, typed: &[u8], meant: &[u8]) -> i32 {
    let (i, j) = (typed.len(), meant.len());
    let mut best = i32::MAX;
    if i > 0 {
        best = best.min(table[i - 1][j] + surplus(typed, j));
    }
    if j > 0 {
        best = best.min(table[i][j - 1] + lacking(meant, i));
    }
    if i > 0 && j > 0 {
        best = best.min(table[i - 1][j - 1] + instead(typed, meant));
    }
    if i > 1
        && j > 1
        && typed[i - 1] == meant[j - 2]
        && typed[i - 2] == meant[j - 1]
        && typed[i - 1] != typed[i - 2]
    {
        best = best.min(table[i - 2][j - 2] + TRANSPOSED + if i == 2 { FIRST / 2 } else { 0 });
    }
    if let (Some(&last_typed), Some(&last_meant)) = (typed.last(), meant.last()) {
        for (from, to, cost) in alike_after(last_typed, last_meant) {
            if typed.ends_with(from) && meant.ends_with(to) {
                best = best.min(table[i - from.len()][j - to.len()] + cost);
            }
        }
    }
    best
}

/// The groups that end in these two letters, of [`ALIKE`] and both ways round.
fn alike_after(typed: u8, meant: u8) -> &'static [Group] {
    static BY_LAST: LazyLock<FxHashMap<(u8, u8), Vec<Group>>> = LazyLock::new(|| {
        let mut by_last: FxHashMap<(u8, u8), Vec<Group>> = FxHashMap::default();
        for &(one, other, cost) in ALIKE {
            for (from, to) in [(one, other), (other, one)] {
                let last = (from[from.len() - 1], to[to.len() - 1]);
                by_last.entry(last).or_default().push((from, to, cost));
            }
        }
        by_last
    });
    BY_LAST.get(&(typed, meant)).map_or(&[], Vec::as_slice)
}

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
    let base = if is_vowel(wrong) && is_vowel(right) {
        OTHER_VOWEL
    } else if sound_alike(wrong, right) {
        SOUND_ALIKE
    } else if are_neighbours(wrong, right) {
        NEIGHBOUR
    } else {
        INSTEAD
    };
    base + if typed.len() == 1 && meant.len() == 1 { FIRST } else { 0 }
}

fn is_vowel(letter: u8) -> bool {
    b"aeiouy".contains(&letter)
}

fn sound_alike(one: u8, other: u8) -> bool {
    [b"cs", b"ck", b"sz", b"gj", b"dt", b"mn", b"fv", b"vw", b"bp", b"kq", b"cq", b"xs", b"iy", b"lr", b"yz"]
        .iter()
        .any(|pair| **pair == [one, other] || **pair == [other, one])
}

/// Whether two letters lie side by side on the usual keyboard.
fn are_neighbours(one: u8, other: u8) -> bool {
    const ROWS: [&[u8]; 3] = [b"qwertyuiop", b"asdfghjkl", b"zxcvbnm"];
    let place = |letter: u8| {
        ROWS.iter()
            .enumerate()
            .find_map(|(row, keys)| keys.iter().position(|&key| key == letter).map(|column| (row, column)))
    };
    match (place(one), place(other)) {
        (Some((row, column)), Some((other_row, other_column))) => match other_row as i32 - row as i32 {
            0 => column.abs_diff(other_column) == 1,
            1 => other_column == column || other_column + 1 == column,
            -1 => column == other_column || column + 1 == other_column,
            _ => false,
        },
        _ => false,
    }
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
