//! Lays out automata of expressions as `src/matcher/automaton.rs` reads them.

use std::collections::BTreeMap;

use regex_automata::dfa::dense::{Builder, Config, DFA};
use regex_automata::dfa::{Automaton, StartKind};
use regex_automata::nfa::thompson::{Config as Nfa, WhichCaptures};
use regex_automata::util::primitives::StateID;
use regex_automata::{Anchored, Input};

use crate::automaton::{END, FOUND, NEVER, START, UNIT};

/// Bytes that an automaton may take while it is built, before it is minimized: one that is worth the time to build, and
/// one that can be built in a second.
pub const CHEAP: usize = 3_000_000;
pub const LARGEST: usize = 24_000_000;

/// The entries before the first row.
const HEAD: usize = (FOUND as usize + 1) * UNIT;

/// The bytes of the automaton of an expression; none if it takes more than the limit while it is built, or needs no text to
/// tell whether it matches.
pub fn lay_out(expression: &str, limit: usize) -> Option<Vec<u8>> {
    let config = Config::new().start_kind(StartKind::Unanchored).accelerate(false).minimize(true);
    let config = config.determinize_size_limit(Some(limit)).dfa_size_limit(Some(limit));
    let mut builder = Builder::new();
    builder.configure(config).thompson(Nfa::new().which_captures(WhichCaptures::None));
    let (start, rows) = rows(&builder.build(expression).ok()?)?;
    if !matches!(start, State::Row(_)) {
        return None;
    }
    let (classes, end) = classes(&rows);
    let width = (usize::from(end) + 1).next_multiple_of(UNIT);
    let number = |state: &State| match state {
        State::Never => Some(NEVER),
        State::Found => Some(FOUND),
        State::Row(at) => u16::try_from((HEAD + at * width) / UNIT).ok(),
    };
    let mut entries = vec![0; HEAD + rows.len() * width];
    entries[START] = number(&start)?;
    entries[END] = end.into();
    for (row, entries) in rows.iter().zip(entries[HEAD..].chunks_mut(width)) {
        for (byte, state) in row.iter().enumerate() {
            let class = classes.get(byte).copied().unwrap_or(end);
            entries[usize::from(class)] = number(state)?;
        }
    }
    Some(classes.into_iter().chain(entries.into_iter().flat_map(u16::to_le_bytes)).collect())
}

/// A state, of which no more counts than whether something matches.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum State {
    Never,
    Found,
    Row(usize),
}

/// For each state that a text may lead to, those that follow: for each byte, and for the end of the text.
type Row = Vec<State>;

/// The state that a text begins in, and the rows.
fn rows(automaton: &DFA<Vec<u32>>) -> Option<(State, Vec<Row>)> {
    let (mut met, mut waiting) = (BTreeMap::new(), Vec::new());
    let mut state = |id: StateID, waiting: &mut Vec<StateID>| {
        if automaton.is_match_state(id) {
            State::Found
        } else if automaton.is_dead_state(id) {
            State::Never
        } else {
            let new = met.len();
            State::Row(*met.entry(id).or_insert_with(|| {
                waiting.push(id);
                new
            }))
        }
    };
    let start = automaton.start_state_forward(&Input::new("").anchored(Anchored::No)).ok()?;
    let start = state(start, &mut waiting);
    let mut rows = Vec::new();
    while let Some(&id) = waiting.get(rows.len()) {
        // Expressions that would have to give up at some bytes are not built.
        let after = |byte: u8| automaton.next_state(id, byte);
        let ids = (u8::MIN..=u8::MAX).map(after).chain([automaton.next_eoi_state(id)]);
        rows.push(ids.map(|id| state(id, &mut waiting)).collect());
    }
    Some((start, rows))
}

/// The class of each byte, and that of the end: bytes of one class lead from each state to the same.
fn classes(rows: &[Row]) -> (Vec<u8>, u8) {
    let mut columns: BTreeMap<Vec<State>, u8> = BTreeMap::new();
    let classes = (0..=usize::from(u8::MAX)).map(|byte| {
        let new = u8::try_from(columns.len()).expect("there are no more classes than bytes");
        *columns.entry(rows.iter().map(|row| row[byte]).collect()).or_insert(new)
    });
    let classes: Vec<u8> = classes.collect();
    (classes, u8::try_from(columns.len()).expect("UTF-8 does not have all bytes"))
}
