//! Lists: words and phrases that analyses and rules share, by name. They are data of the rule set.

use std::sync::{Arc, OnceLock};

use rustc_hash::{FxHashMap, FxHashSet};

use super::phrase_table::PhraseTable;
use crate::text::fold;

/// A list of words or phrases. It is asked in lower case with straight apostrophes. A copy is the same list.
#[derive(Clone, Debug, Default)]
pub struct List(Arc<Written>);

/// How a list is written, and what is made of that when first asked for.
#[derive(Debug, Default)]
struct Written {
    /// The entries of a list of the program's own, a line each.
    lines: &'static str,
    entries: OnceLock<Vec<String>>,
    folded: OnceLock<FxHashSet<String>>,
    phrases: OnceLock<PhraseTable>,
}

impl List {
    /// A list of these entries.
    pub fn new(entries: impl IntoIterator<Item = String>) -> Self {
        let entries = OnceLock::from(entries.into_iter().collect::<Vec<_>>());
        Self(Arc::new(Written { entries, ..Written::default() }))
    }

    /// A list of an entry a line.
    pub fn of_lines(lines: &'static str) -> Self {
        Self(Arc::new(Written { lines, ..Written::default() }))
    }

    /// The entries as written, in their order.
    pub fn entries(&self) -> &[String] {
        self.0.entries.get_or_init(|| self.0.lines.lines().map(str::to_owned).collect())
    }

    /// Whether it holds `folded`, a word or phrase in lower case.
    pub fn contains(&self, folded: &str) -> bool {
        let all = || self.entries().iter().map(|entry| fold(entry).into_owned()).collect();
        self.0.folded.get_or_init(all).contains(folded)
    }

    /// The entries as phrases to find in documents; made when first asked for.
    pub fn phrases(&self) -> &PhraseTable {
        self.0.phrases.get_or_init(|| PhraseTable::new(self.entries()))
    }
}

/// The lists of a rule set by name.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    lists: FxHashMap<String, List>,
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
