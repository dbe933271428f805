//! Why a fix is left out.

use std::fmt;

use crate::diagnostic::Diagnostic;

/// What stands against a fix.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Obstacle {
    /// The mended text would have a finding that the text does not have, or would keep the one that was to be mended.
    Finding(Box<Diagnostic>),
    /// The mended text would have other blocks, links or code.
    Structure,
    /// The byte order mark would be lost, or no longer stand first.
    ByteOrderMark,
    /// Its edits lie outside of the text, or collide with each other.
    Edits,
    /// Each fix would ask for a further one.
    Endless,
}

impl fmt::Display for Obstacle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Finding(finding) => {
                write!(f, "the text would then have {}: {}", finding.rule, finding.message)
            }
            Self::Structure => f.write_str("the text would then have other blocks, links or code"),
            Self::ByteOrderMark => f.write_str("the text would then not start with its byte order mark"),
            Self::Edits => f.write_str("its edits cannot be made together"),
            Self::Endless => f.write_str("each fix would ask for a further one"),
        }
    }
}
