//! What went into a set of rules besides what prosec ships, as one hash: what was found under one recipe would be
//! found again under the same.

use blake3::Hasher;

/// A hash of all that was put in, in order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Recipe(Hasher);

impl Recipe {
    /// Adds something: what it is, and its parts. No two additions come to the same bytes.
    pub(crate) fn add(&mut self, what: &str, parts: &[&str]) {
        self.0.update(&(parts.len() as u64).to_le_bytes());
        for part in std::iter::once(&what).chain(parts) {
            self.0.update(&(part.len() as u64).to_le_bytes());
            self.0.update(part.as_bytes());
        }
    }

    /// What it comes to.
    pub(crate) fn hash(&self) -> [u8; 32] {
        *self.0.finalize().as_bytes()
    }
}
