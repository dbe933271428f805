//! Sets of characters that are asked of many texts: small, and fast to hold against each other. Free of imports,
//! because the build script uses them too.

/// A set of characters, of which those beyond ASCII count as one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CharacterSet {
    /// The ASCII characters, a bit each.
    ascii: u128,
    /// Whether there are others.
    beyond: bool,
}

impl CharacterSet {
    /// A set of ASCII characters, a bit each, with those beyond or without.
    pub const fn new(ascii: u128, beyond: bool) -> Self {
        Self { ascii, beyond }
    }

    /// All characters beyond ASCII.
    pub const BEYOND_ASCII: Self = Self { ascii: 0, beyond: true };

    /// A set of these ASCII characters.
    pub const fn of_ascii(characters: &[u8]) -> Self {
        let (mut ascii, mut at) = (0, 0);
        while at < characters.len() {
            ascii |= 1 << characters[at];
            at += 1;
        }
        Self { ascii, beyond: false }
    }

    /// The ASCII characters, a bit each, and whether there are others.
    pub fn parts(self) -> (u128, bool) {
        (self.ascii, self.beyond)
    }

    /// All from `first` to `last`.
    pub fn of_range(first: char, last: char) -> Self {
        let codes = first as u32..(last as u32 + 1).min(128);
        Self { ascii: codes.fold(0, |set, code| set | 1 << code), beyond: !last.is_ascii() }
    }

    /// Those that a text holds.
    pub fn of_text(text: &str) -> Self {
        // Two bytes in a row are noted apart, so that no note waits for the one before.
        let (mut first, mut second) = ([0_u64; 4], [0_u64; 4]);
        let note = |met: &mut [u64; 4], byte: u8| met[usize::from(byte >> 6)] |= 1 << (byte & 63);
        let (pairs, rest) = text.as_bytes().as_chunks::<2>();
        for &[one, other] in pairs {
            note(&mut first, one);
            note(&mut second, other);
        }
        rest.iter().for_each(|&byte| note(&mut first, byte));
        let [signs, letters, others @ ..] = std::array::from_fn::<u64, 4, _>(|at| first[at] | second[at]);
        Self { ascii: u128::from(letters) << 64 | u128::from(signs), beyond: others != [0; 2] }
    }

    /// Whether a short text holds one of them.
    pub fn stand_in(self, text: &str) -> bool {
        text.bytes().any(|byte| self.has_byte(byte))
    }

    /// Whether a byte of a text may belong to one of them.
    pub fn has_byte(self, byte: u8) -> bool {
        if byte.is_ascii() { self.ascii >> byte & 1 == 1 } else { self.beyond }
    }

    /// For each byte of a text whether it may belong to one of them.
    pub fn bytes(self) -> [bool; 256] {
        let mut all = [false; 256];
        let mut ascii = self.ascii;
        while ascii != 0 {
            all[ascii.trailing_zeros() as usize] = true;
            ascii &= ascii - 1;
        }
        all[128..].fill(self.beyond);
        all
    }

    /// Whether the two sets share one.
    pub fn meet(self, other: Self) -> bool {
        self.ascii & other.ascii != 0 || self.beyond && other.beyond
    }

    /// A set of one.
    pub fn of(c: char) -> Self {
        match c.is_ascii() {
            true => Self { ascii: 1 << c as u32, beyond: false },
            false => Self { ascii: 0, beyond: true },
        }
    }

    /// The characters of either.
    pub fn or(self, other: Self) -> Self {
        Self { ascii: self.ascii | other.ascii, beyond: self.beyond || other.beyond }
    }

    /// The same with each ASCII letter in both cases.
    pub fn in_both_cases(self) -> Self {
        let letters = (b'a'..=b'z').map(|lower| (1_u128 << lower, 1_u128 << lower.to_ascii_uppercase()));
        let ascii = letters.fold(self.ascii, |set, (lower, upper)| match set & (lower | upper) {
            0 => set,
            _ => set | lower | upper,
        });
        Self { ascii, ..self }
    }

    /// How likely a text is to hold one, compared with others.
    pub fn frequency(self) -> u32 {
        let of_byte = |code: u8| match code {
            b'a'..=b'z' | b' ' | b'.' | b',' | b'\n' => 1000,
            b'A'..=b'Z' => 30,
            b'0'..=b'9' => 15,
            _ => 10,
        };
        let ascii: u32 = (0..128_u8).filter(|code| self.ascii >> code & 1 == 1).map(of_byte).sum();
        ascii + if self.beyond { 60 } else { 0 }
    }
}
