//! Automata that tell whether an expression matches in a text. The build makes them (`build/automata.rs`) and lays them out so
//! that they work where they lie: nothing is read, made or checked before a text is held against one.

/// The number of the state in which nothing matches, whatever follows, and of the one in which something has matched.
/// Neither has a row.
pub(crate) const NEVER: u16 = 0;
pub(crate) const FOUND: u16 = 1;

/// By how many entries the numbers of the other states count: each is the place of a row divided by this.
pub(crate) const UNIT: usize = 8;

/// Where rows would be for the first two states there stand the state that a text begins in and the class of its end.
pub(crate) const START: usize = 0;
pub(crate) const END: usize = 1;

/// An automaton that lies in the program.
#[derive(Clone, Copy, Debug)]
pub(super) struct Automaton {
    /// The class of each byte.
    classes: &'static [u8; 256],
    /// A row for each state: the states that follow, one for each class, as numbers of two bytes, the lower one first.
    entries: &'static [[u8; 2]],
}

impl Automaton {
    /// The automaton in these bytes; none if there are none.
    pub(super) fn new(bytes: &'static [u8]) -> Option<Self> {
        let (classes, entries) = bytes.split_first_chunk()?;
        Some(Self { classes, entries: entries.as_chunks().0 })
    }

    /// Whether the expression matches somewhere in a text.
    pub(super) fn matches(self, text: &str) -> bool {
        let mut state = self.entry(START);
        for &byte in text.as_bytes() {
            state = self.entry(usize::from(state) * UNIT + usize::from(self.classes[usize::from(byte)]));
            if state == FOUND || state == NEVER {
                return state == FOUND;
            }
        }
        self.entry(usize::from(state) * UNIT + usize::from(self.entry(END))) == FOUND
    }

    #[inline]
    fn entry(self, at: usize) -> u16 {
        u16::from_le_bytes(self.entries[at])
    }
}
