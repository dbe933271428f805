//! Finds the literals that wake rules in much text: an automaton, which is made once enough was searched without it.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::literal_search::LiteralSearch;
use super::table::{Numbers, Table};

/// The search for the literals of a table.
#[derive(Debug, Default)]
pub(super) struct LiteralAutomaton {
    /// Bytes that were searched without the automaton.
    searched: AtomicUsize,
    /// The automaton; none if there are no literals, or too many for one.
    made: OnceLock<Option<AhoCorasick>>,
}

/// To make the automaton takes about as long as a search of so many bytes without it, which is eight times slower.
const MAKE_AFTER: usize = 1 << 20;

impl LiteralAutomaton {
    /// Calls `found` for each literal in a text with what it wakes, and its first byte and the one after its last.
    pub(super) fn find<'t>(
        &self,
        table: &'t Table,
        text: &[u8],
        mut found: impl FnMut(Numbers<'t>, usize, usize),
    ) {
        let search = LiteralSearch::new(table);
        let is_long = || self.searched.fetch_add(text.len(), Ordering::Relaxed) > MAKE_AFTER;
        let made = match self.made.get() {
            None if is_long() => self.made.get_or_init(|| make(&search)),
            made => made.unwrap_or(&None),
        };
        let Some(automaton) = made else { return search.find(text, found) };
        for literal in automaton.find_overlapping_iter(text) {
            search.compare(text, literal.start(), literal.pattern().as_usize(), &mut found);
        }
    }
}

fn make(search: &LiteralSearch<'_>) -> Option<AhoCorasick> {
    let mut builder = AhoCorasick::builder();
    builder.ascii_case_insensitive(true).match_kind(MatchKind::Standard).kind(Some(AhoCorasickKind::DFA));
    (!search.is_empty()).then(|| builder.build(search.texts()).ok()).flatten()
}
