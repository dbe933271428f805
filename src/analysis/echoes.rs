//! Echoes: where a word stands again within the next few tokens. Most tokens have none, so that whoever looks for
//! repetitions starts from them.

use super::vocabulary::Vocabulary;

/// How far behind a word its repetition stands at most, in tokens.
pub const FARTHEST_ECHO: usize = 4;

/// A token whose word stands again soon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Echo {
    /// The first of the two tokens.
    pub token: usize,
    /// The distances at which the word stands again, a bit each.
    distances: u8,
}

impl Echo {
    /// Whether the word stands again so many tokens further on.
    pub fn is_at(self, distance: usize) -> bool {
        self.distances >> distance & 1 == 1
    }
}

/// The echoes among the first `count` tokens, in order.
pub(super) fn echoes(vocabulary: &Vocabulary, count: usize) -> Vec<Echo> {
    let mut echoes = Vec::new();
    for token in 0..count {
        let (mut distances, mut place) = (0, token);
        while let Some(next) = vocabulary.next_place(place).filter(|next| next - token <= FARTHEST_ECHO) {
            distances |= 1 << (next - token);
            place = next;
        }
        if distances != 0 {
            echoes.push(Echo { token, distances });
        }
    }
    echoes
}
