//! Matchers: one rule kind a file, its TOML table and its search. They find places and values; what to
//! say of them stands in the rule.

mod index;
mod kind;
mod literals;
mod pattern;
mod phrases;

pub use index::{Hits, Index};
pub use kind::{Kind, Match, Matcher, Proposal, Wakes};

/// The kinds of rules that exist. A new kind is a file in this folder and a line here.
#[rustfmt::skip] // One line a kind.
pub const KINDS: &[Kind] = &[
    pattern::KIND,
    phrases::KIND,
];
