//! The packed facts about one word. Free of imports, because the build script packs with it too.

/// What the tables hold of one word, whatever its case: how it is written, how frequent it is, where it
/// is used, and which kinds of name it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry(u64);

/// Who bears a given name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gender {
    /// Listed for men only.
    Male,
    /// Listed for women only.
    Female,
    /// Listed for both.
    Either,
}

/// The regional spellings that a word belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dialects(u8);

impl Entry {
    pub(crate) const LOWER: u64 = 1;
    pub(crate) const TITLE: u64 = 1 << 1;
    pub(crate) const UPPER: u64 = 1 << 2;
    pub(crate) const MIXED: u64 = 1 << 3;
    pub(crate) const FREQUENCY: u32 = 4;
    pub(crate) const DIALECTS: u32 = 9;
    pub(crate) const MALE: u64 = 1 << 13;
    pub(crate) const FEMALE: u64 = 1 << 14;
    pub(crate) const SURNAME: u64 = 1 << 15;
    pub(crate) const PLACE: u64 = 1 << 16;
    pub(crate) const DEMONYM: u64 = 1 << 17;
    /// The rest is one more than the offset of the word's spellings, or zero where its case says it all.
    pub(crate) const SPELLINGS: u32 = 18;

    pub(crate) const fn from_bits(bits: u64) -> Entry {
        Entry(bits)
    }

    /// The entry of words that a user added: common, neither frequent nor rare.
    pub(crate) fn from_spellings(spellings: &[String]) -> Entry {
        let forms = spellings.iter().fold(0, |forms, spelling| forms | form(spelling));
        Entry(forms | 15 << Self::DIALECTS | 12 << Self::FREQUENCY)
    }

    pub(crate) fn with_forms_of(self, other: Entry) -> Entry {
        Entry(self.0 | other.0 & (Self::LOWER | Self::TITLE | Self::UPPER | Self::MIXED))
    }

    pub(crate) fn spellings_offset(self) -> Option<usize> {
        (self.0 >> Self::SPELLINGS).checked_sub(1).map(|offset| offset as usize)
    }

    /// Whether it is written in lower case within a sentence.
    pub fn is_lower(self) -> bool {
        self.has(Self::LOWER)
    }

    /// Whether it is written with a capital within a sentence, as names are. A word may be both: *mark*, *Mark*.
    pub fn is_title(self) -> bool {
        self.has(Self::TITLE)
    }

    /// Whether it is written in capitals: *NATO*.
    pub fn is_upper(self) -> bool {
        self.has(Self::UPPER)
    }

    /// Whether it has a spelling of its own: *iPhone*, *McDonald*.
    pub fn is_mixed(self) -> bool {
        self.has(Self::MIXED)
    }

    /// How frequent it is: 0 was never counted; from 1 to 31, each step is a quarter of a power of ten, so that
    /// 12 stands for one use in a million words, and 28 for one in a hundred.
    pub fn frequency(self) -> u8 {
        (self.0 >> Self::FREQUENCY) as u8 & 31
    }

    /// Where it is spelled so.
    pub fn dialects(self) -> Dialects {
        Dialects((self.0 >> Self::DIALECTS) as u8 & 15)
    }

    /// Whose given name it is, if it is one.
    pub fn given_name(self) -> Option<Gender> {
        match (self.has(Self::MALE), self.has(Self::FEMALE)) {
            (true, true) => Some(Gender::Either),
            (true, false) => Some(Gender::Male),
            (false, true) => Some(Gender::Female),
            (false, false) => None,
        }
    }

    /// Whether it is a surname.
    pub fn is_surname(self) -> bool {
        self.has(Self::SURNAME)
    }

    /// Whether it names a country, a state or a larger city, or is part of such a name: *York*.
    pub fn is_place(self) -> bool {
        self.has(Self::PLACE)
    }

    /// Whether it says where somebody comes from: *Dutch*.
    pub fn is_demonym(self) -> bool {
        self.has(Self::DEMONYM)
    }

    fn has(self, bit: u64) -> bool {
        self.0 & bit != 0
    }
}

/// The bit that stands for the way a spelling is written.
pub(crate) fn form(spelling: &str) -> u64 {
    let mut letters = spelling.chars().filter(|letter| letter.is_alphabetic());
    let first = letters.next().is_some_and(char::is_uppercase);
    let (upper, lower) = letters.fold((0, 0), |(upper, lower), letter| match letter.is_uppercase() {
        true => (upper + 1, lower),
        false => (upper, lower + 1),
    });
    match (first, upper, lower) {
        (false, 0, _) => Entry::LOWER,
        (true, 0, _) => Entry::TITLE,
        (true, _, 0) => Entry::UPPER,
        _ => Entry::MIXED,
    }
}

impl Dialects {
    #[allow(dead_code, reason = "read by the build script")]
    pub(crate) const LETTERS: &'static str = "ugca";

    /// Whether Americans spell it so.
    pub fn is_american(self) -> bool {
        self.0 & 1 != 0
    }

    /// Whether the British spell it so.
    pub fn is_british(self) -> bool {
        self.0 & 2 != 0
    }

    /// Whether Canadians spell it so.
    pub fn is_canadian(self) -> bool {
        self.0 & 4 != 0
    }

    /// Whether Australians spell it so.
    pub fn is_australian(self) -> bool {
        self.0 & 8 != 0
    }

    /// Whether all of them do.
    pub fn is_common(self) -> bool {
        self.0 == 15
    }
}
