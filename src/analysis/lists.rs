//! Lists: words and phrases that analyses and rules share, by name. They are data of the rule set.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::phrase_table::PhraseTable;
use crate::text::fold;

/// A list of words or phrases. It is asked in lower case with straight apostrophes.
#[derive(Clone, Debug, Default)]
pub struct List {
    entries: Vec<String>,
    folded: FxHashSet<String>,
    first_words: OnceLock<FxHashSet<String>>,
    phrases: OnceLock<PhraseTable>,
}

impl List {
    /// A list of these entries.
    pub fn new(entries: impl IntoIterator<Item = String>) -> Self {
        let entries: Vec<String> = entries.into_iter().collect();
        let folded = entries.iter().map(|entry| fold(entry).into_owned()).collect();
        Self { entries, folded, first_words: OnceLock::new(), phrases: OnceLock::new() }
    }

    /// The entries as written, in their order.
    pub fn entries(&self) -> &[String] {
        &self.entries
    }

    /// Whether it holds `folded`, a word or phrase in lower case.
    pub fn contains(&self, folded: &str) -> bool {
        self.folded.contains(folded)
    }

    /// Whether a word in lower case is the first of an entry; of one that starts with a number, the first behind it.
    pub fn has_first_word(&self, word: &str) -> bool {
        let first_word = |entry: &String| {
            let mut words = entry.split(' ');
            words.find(|word| word.starts_with(char::is_alphabetic)).map(str::to_owned)
        };
        let first_words =
            self.first_words.get_or_init(|| self.folded.iter().filter_map(first_word).collect());
        first_words.contains(word)
    }

    /// The entries as phrases to find in documents; made when first asked for.
    pub fn phrases(&self) -> &PhraseTable {
        self.phrases.get_or_init(|| PhraseTable::new(&self.entries))
    }
}

/// The lists that tell names and what stands beside them apart.
const LISTS_OF_NAMES: [&str; 14] = [
    "titles-of-men",
    "titles-of-women",
    "titles",
    "title-openers",
    "person-nouns",
    "name-particles",
    "name-suffixes",
    "organisation-words",
    "calendar-names",
    "reporting-verbs",
    "prepositions",
    "after-name-words",
    "clause-words",
    "clause-openers",
];

/// Some of the lists that tell names apart, a bit each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct NameLists(u16);

impl NameLists {
    pub const MEN: Self = Self(1);
    pub const WOMEN: Self = Self(1 << 1);
    /// Titles of anybody.
    pub const TITLES: Self = Self(1 << 2);
    /// What titles of several words start with.
    pub const OPENERS: Self = Self(1 << 3);
    pub const PERSON_NOUNS: Self = Self(1 << 4);
    pub const PARTICLES: Self = Self(1 << 5);
    pub const SUFFIXES: Self = Self(1 << 6);
    pub const ORGANISATIONS: Self = Self(1 << 7);
    pub const CALENDAR: Self = Self(1 << 8);
    pub const REPORTING: Self = Self(1 << 9);
    /// Prepositions, conjunctions, pronouns and other small words.
    pub const FUNCTION_WORDS: Self = Self(0b1111 << 10);

    /// The lists of both.
    pub const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the two share one.
    #[inline]
    pub fn meet(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

/// The lists of a rule set by name.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    lists: FxHashMap<String, List>,
    /// The lists of names that hold each of their entries.
    of_names: OnceLock<FxHashMap<String, NameLists>>,
    /// The names, sorted.
    names: Vec<String>,
    none: List,
}

impl Lists {
    /// Adds a list; one of the same name is replaced.
    pub fn insert(&mut self, name: impl Into<String>, list: List) {
        let name = name.into();
        if let Err(place) = self.names.binary_search(&name) {
            self.names.insert(place, name.clone());
        }
        self.lists.insert(name, list);
        self.of_names = OnceLock::new();
    }

    /// The lists of names that hold a word in lower case.
    pub(super) fn of_name(&self, folded: &str) -> NameLists {
        let of_names = self.of_names.get_or_init(|| {
            let mut of_names: FxHashMap<String, NameLists> = FxHashMap::default();
            for (bit, name) in LISTS_OF_NAMES.iter().enumerate() {
                for entry in &self.get(name).folded {
                    let lists = of_names.entry(entry.clone()).or_default();
                    *lists = lists.or(NameLists(1 << bit));
                }
            }
            of_names
        });
        of_names.get(folded).copied().unwrap_or_default()
    }

    /// The list of this name; an empty one if there is none.
    pub fn get(&self, name: &str) -> &List {
        self.lists.get(name).unwrap_or(&self.none)
    }

    /// The names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}
