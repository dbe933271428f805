//! The inventory of characters: which ones beyond plain ASCII a document holds, and where. It is taken once,
//! so that a rule about characters asks each distinct one, not each place.

use regex_syntax::is_word_character;
use rustc_hash::FxHashMap;

/// The characters of a flow that are neither printable ASCII nor its white space.
#[derive(Clone, Debug, Default)]
pub struct Inventory {
    /// In the order of the characters, each with its offsets in order.
    characters: Vec<(char, Vec<usize>)>,
    has_word_characters: bool,
}

impl Inventory {
    pub(super) fn new(text: &str) -> Self {
        let mut places: FxHashMap<char, Vec<usize>> = FxHashMap::default();
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(next) = bytes[at..].iter().position(|&byte| !is_plain(byte)) {
            at += next;
            let Some(c) = text[at..].chars().next() else { break };
            places.entry(c).or_default().push(at);
            at += c.len_utf8();
        }
        let mut characters: Vec<(char, Vec<usize>)> = places.into_iter().collect();
        characters.sort_unstable_by_key(|&(c, _)| c);
        let has_word_characters = characters.iter().any(|&(c, _)| is_word_character(c));
        Self { characters, has_word_characters }
    }

    /// The offsets of all characters that `wanted` says yes to, in order.
    pub fn places(&self, wanted: impl Fn(char) -> bool) -> Vec<usize> {
        let mut places: Vec<usize> = Vec::new();
        for (_, offsets) in self.characters.iter().filter(|&&(c, _)| wanted(c)) {
            places.extend(offsets);
        }
        places.sort_unstable();
        places
    }

    /// Whether it holds letters, digits or marks on them, as regular expressions know them.
    pub fn has_word_characters(&self) -> bool {
        self.has_word_characters
    }

    /// Whether it holds a character that `wanted` says yes to.
    pub fn holds(&self, wanted: impl Fn(char) -> bool) -> bool {
        self.characters.iter().any(|&(c, _)| wanted(c))
    }
}

/// Whether a byte is a character that any English text is made of.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b' '..=b'~' | b'\t' | b'\n' | b'\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_beyond_ascii_are_found_where_they_stand() {
        let inventory = Inventory::new("é\tb–é\u{7}~é\n");
        assert_eq!(inventory.places(|c| c == 'é'), [0, 7, 11]);
        assert_eq!(inventory.places(|c| c.is_control()), [9]);
        assert_eq!(inventory.places(|c| c != 'é'), [4, 9]);
        assert!(inventory.holds(|c| c == '–') && !inventory.holds(|c| c == 'b'));
        assert!(!Inventory::new("").holds(|_| true));
    }
}
