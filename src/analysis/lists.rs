//! Lists: words and phrases that analyses and rules share, by name. They are data of the rule set.

use std::sync::{Arc, OnceLock};

use rustc_hash::FxHashMap;

use super::interner::Interner;
use super::offer;
use super::phrase_table::{PhraseTable, stem};
use super::vocabulary::{Vocabulary, WordId};
use super::word_set::WordSet;
use crate::lexicon::hash;
use crate::text::fold;

/// A list of words or phrases. It is asked in lower case with straight apostrophes. A copy is the same list.
#[derive(Clone, Debug, Default)]
pub struct List(Arc<Written>);

/// How a list is written, and what is made of that when first asked for.
#[derive(Debug, Default)]
struct Written {
    /// The entries of a list of the program's own, a line each.
    lines: &'static str,
    /// Those of any other.
    entries: Vec<String>,
    folded: OnceLock<WordSet>,
    first_words: OnceLock<WordSet>,
    phrases: OnceLock<PhraseTable>,
    joined: OnceLock<FxHashMap<NameStart, Vec<String>>>,
}

/// The first eight bytes of a phrase that is looked for within names.
type NameStart = [u8; 8];

impl List {
    /// A list of these entries.
    pub fn new(entries: impl IntoIterator<Item = String>) -> Self {
        let entries = entries.into_iter().collect();
        Self(Arc::new(Written { entries, ..Written::default() }))
    }

    /// A list of an entry a line.
    pub fn of_lines(lines: &'static str) -> Self {
        Self(Arc::new(Written { lines, ..Written::default() }))
    }

    /// The entries as written, in their order.
    pub fn entries(&self) -> impl Iterator<Item = &str> {
        self.0.entries.iter().map(String::as_str).chain(self.0.lines.lines())
    }

    /// Whether it holds `folded`, a word or phrase in lower case.
    pub fn contains(&self, folded: &str) -> bool {
        self.folded().contains(folded)
    }

    /// Whether it holds a word of a document.
    pub fn contains_word(&self, vocabulary: &Vocabulary, word: WordId) -> bool {
        self.folded().contains_word(vocabulary, word)
    }

    /// The entries in lower case.
    fn folded(&self) -> &WordSet {
        self.0.folded.get_or_init(|| self.entries().map(fold).collect())
    }

    /// Whether a word of a document is the first of an entry; of one that starts with a number, the first behind it.
    pub fn has_first_word(&self, vocabulary: &Vocabulary, word: WordId) -> bool {
        let add_first_word = |mut words: WordSet, entry: &str| {
            let folded = fold(entry);
            words.extend(folded.split(' ').find(|word| word.starts_with(char::is_alphabetic)));
            words
        };
        let first_words = || self.entries().fold(WordSet::default(), add_first_word);
        self.0.first_words.get_or_init(first_words).contains_word(vocabulary, word)
    }

    /// The entries as phrases to find in documents; made when first asked for.
    pub fn phrases(&self) -> &PhraseTable {
        self.0.phrases.get_or_init(|| PhraseTable::new(&[self]))
    }

    /// Whether a name in lower case holds one of the phrases, written as one word (“onlinecasino”). Phrases of less
    /// than eight letters are within too many honest names.
    pub fn is_within_name(&self, name: &str) -> bool {
        let joined = self.0.joined.get_or_init(|| by_start(self.entries()));
        let starts = (0..name.len()).map(|at| &name.as_bytes()[at..]);
        starts.map_while(|rest| Some((rest, rest.first_chunk()?))).any(|(rest, start)| {
            joined.get(start).is_some_and(|all| all.iter().any(|phrase| rest.starts_with(phrase.as_bytes())))
        })
    }
}

/// The entries of a list written as one word each, by how they start; those that are no shorter than that.
fn by_start<'e>(entries: impl Iterator<Item = &'e str>) -> FxHashMap<NameStart, Vec<String>> {
    let mut by_start: FxHashMap<NameStart, Vec<String>> = FxHashMap::default();
    for entry in entries {
        let folded = fold(entry);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let joined: String = words.map(stem).collect();
        if let Some(start) = joined.as_bytes().first_chunk() {
            by_start.entry(*start).or_default().push(joined);
        }
    }
    by_start
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

/// The entries of the lists of names, each with those that hold it.
#[derive(Clone, Debug, Default)]
struct OfNames {
    entries: Interner,
    lists: Vec<NameLists>,
}

impl OfNames {
    fn new(lists: &Lists) -> Self {
        let mut all = Self::default();
        for (bit, name) in LISTS_OF_NAMES.iter().enumerate() {
            for entry in lists.get(name).entries() {
                let entry = fold(entry);
                let number = all.entries.intern(&entry, hash(entry.as_bytes())) as usize;
                all.lists.resize(all.entries.len(), NameLists::default());
                all.lists[number] = all.lists[number].or(NameLists(1 << bit));
            }
        }
        all
    }
}

/// The lists of a rule set by name.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    lists: FxHashMap<String, List>,
    of_names: OnceLock<OfNames>,
    /// The names, sorted.
    names: Vec<String>,
    none: List,
    offers: OnceLock<PhraseTable>,
}

impl Lists {
    /// Adds a list; one of the same name is replaced.
    pub fn insert(&mut self, name: impl Into<String>, list: List) {
        let name = name.into();
        if let Err(place) = self.names.binary_search(&name) {
            self.names.insert(place, name.clone());
        }
        self.lists.insert(name, list);
        self.offers = OnceLock::new();
        self.of_names = OnceLock::new();
    }

    /// The lists of names that hold a word in lower case, which has this hash.
    pub(super) fn of_name(&self, folded: &str, hash: u32) -> NameLists {
        let of_names = self.of_names.get_or_init(|| OfNames::new(self));
        let number = of_names.entries.find(folded, hash);
        number.map_or_else(NameLists::default, |number| of_names.lists[number as usize])
    }

    /// The list of this name; an empty one if there is none.
    pub fn get(&self, name: &str) -> &List {
        self.lists.get(name).unwrap_or(&self.none)
    }

    /// The phrases with which something is offered, by their lists; made when first asked for.
    pub(super) fn offers(&self) -> &PhraseTable {
        self.offers.get_or_init(|| PhraseTable::new(&offer::LISTS.map(|name| self.get(name))))
    }

    /// The names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_found_within_names() {
        let list = List::new(["online casino", "Seo-Agency", "casino"].map(str::to_owned));
        for (name, expected) in [
            ("onlinecasino", true),
            ("bestonlinecasinos", true),
            ("onlinecasin", false),
            ("myseoagencyé", true),
            ("grandcasino", false),
            ("éonlinéonlinecasino", true),
            ("", false),
        ] {
            assert_eq!(list.is_within_name(name), expected, "{name}");
        }
    }
}
