//! Word classes: which parts of speech, and which of their forms, a word may be. Free of imports, because the
//! build script packs with it too.

/// A set of word classes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Classes(u32);

/// The classes by the letters of the tables, in the order of their bits.
const LETTERS: &str = "nmpvzdtgacsrihejoxuyN";

impl Classes {
    /// A noun in the singular.
    pub const NOUN: Self = Self(1);
    /// A noun that has no plural: *advice*. Such a word is a [`NOUN`](Self::NOUN) too.
    pub const MASS: Self = Self(1 << 1);
    /// A noun in the plural.
    pub const PLURAL: Self = Self(1 << 2);
    /// A verb in its base form: *go*.
    pub const BASE: Self = Self(1 << 3);
    /// A verb in the third person: *goes*.
    pub const THIRD: Self = Self(1 << 4);
    /// A verb in the past tense: *went*.
    pub const PAST: Self = Self(1 << 5);
    /// A past participle: *gone*.
    pub const PARTICIPLE: Self = Self(1 << 6);
    /// The *-ing* form of a verb.
    pub const GERUND: Self = Self(1 << 7);
    /// An adjective.
    pub const ADJECTIVE: Self = Self(1 << 8);
    /// A comparative of an adjective or adverb.
    pub const COMPARATIVE: Self = Self(1 << 9);
    /// A superlative of an adjective or adverb.
    pub const SUPERLATIVE: Self = Self(1 << 10);
    /// An adverb.
    pub const ADVERB: Self = Self(1 << 11);
    /// A pronoun.
    pub const PRONOUN: Self = Self(1 << 12);
    /// An article or another determiner, also a possessive.
    pub const DETERMINER: Self = Self(1 << 13);
    /// A preposition.
    pub const PREPOSITION: Self = Self(1 << 14);
    /// A conjunction.
    pub const CONJUNCTION: Self = Self(1 << 15);
    /// A modal verb, or a form of *do* with *not*: a base form follows.
    pub const MODAL: Self = Self(1 << 16);
    /// A form of *be*, *have* or *do*, with the bit of the form beside it.
    pub const AUXILIARY: Self = Self(1 << 17);
    /// A number in words.
    pub const NUMBER: Self = Self(1 << 18);
    /// An interjection.
    pub const INTERJECTION: Self = Self(1 << 19);
    /// A name.
    pub const NAME: Self = Self(1 << 20);

    /// No class.
    pub const NONE: Self = Self(0);
    /// Any form of a verb that is none of the auxiliaries.
    pub const VERB: Self = Self(0b1111_1000);
    /// The forms of verbs that make a sentence: all but participles and the *-ing* form.
    pub const FINITE: Self = Self(0b0011_1000);

    pub(crate) const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// The set that a row of the tables spells in letters.
    #[allow(dead_code, reason = "read by the build script")]
    pub(crate) fn bits_of(letters: &str) -> u32 {
        letters.chars().filter_map(|letter| LETTERS.find(letter)).fold(0, |bits, place| bits | 1 << place)
    }

    /// The set as a number.
    #[allow(dead_code, reason = "the build script packs what it reads")]
    pub(crate) const fn bits(self) -> u32 {
        self.0
    }

    /// Whether it holds no class.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many classes it holds.
    pub fn len(self) -> usize {
        self.0.count_ones() as usize
    }

    /// Whether the two sets share a class.
    pub fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether it holds a class, and none that `other` lacks.
    pub fn is_within(self, other: Self) -> bool {
        self.0 != 0 && self.0 & !other.0 == 0
    }

    /// The classes of either.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The classes of both.
    pub const fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The classes that `other` lacks.
    pub const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}
