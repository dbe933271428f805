//! Lists: words and phrases that analyses and rules share, by name. They are data of the rule set.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::offer;
use super::phrase_table::{PhraseTable, stem};
use crate::text::fold;

/// A list of words or phrases. It is asked in lower case with straight apostrophes.
#[derive(Clone, Debug, Default)]
pub struct List {
    entries: Vec<String>,
    folded: FxHashSet<String>,
    phrases: OnceLock<PhraseTable>,
    joined: OnceLock<Vec<String>>,
}

impl List {
    /// A list of these entries.
    pub fn new(entries: impl IntoIterator<Item = String>) -> Self {
        let entries: Vec<String> = entries.into_iter().collect();
        let folded = entries.iter().map(|entry| fold(entry).into_owned()).collect();
        Self { entries, folded, phrases: OnceLock::new(), joined: OnceLock::new() }
    }

    /// The entries as written, in their order.
    pub fn entries(&self) -> &[String] {
        &self.entries
    }

    /// Whether it holds `folded`, a word or phrase in lower case.
    pub fn contains(&self, folded: &str) -> bool {
        self.folded.contains(folded)
    }

    /// The entries as phrases to find in documents; made when first asked for.
    pub fn phrases(&self) -> &PhraseTable {
        self.phrases.get_or_init(|| PhraseTable::new(&[&self.entries]))
    }

    /// Whether a name in lower case holds one of the phrases, written as one word (“onlinecasino”). Phrases of less
    /// than eight letters are within too many honest names.
    pub fn is_within_name(&self, name: &str) -> bool {
        const SHORTEST: usize = 8;
        let joined = |entry: &String| {
            let folded = fold(entry);
            let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
            words.map(stem).collect::<String>()
        };
        let all = || self.entries.iter().map(joined).filter(|phrase| phrase.len() >= SHORTEST).collect();
        self.joined.get_or_init(all).iter().any(|phrase| name.contains(phrase.as_str()))
    }
}

/// The lists of a rule set by name.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    lists: FxHashMap<String, List>,
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
    }

    /// The list of this name; an empty one if there is none.
    pub fn get(&self, name: &str) -> &List {
        self.lists.get(name).unwrap_or(&self.none)
    }

    /// The phrases with which something is offered, by their lists; made when first asked for.
    pub(super) fn offers(&self) -> &PhraseTable {
        let entries = offer::LISTS.map(|name| self.get(name).entries());
        self.offers.get_or_init(|| PhraseTable::new(&entries))
    }

    /// The names, sorted.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }
}
