//! Matchers: one rule kind a file, its TOML table and its search. They find places and values; what to
//! say of them stands in the rule.

mod brackets;
mod capitalization;
mod consistency;
mod ending;
mod index;
mod kind;
mod literals;
mod pattern;
mod phrases;
mod quotes;
mod repeat;
mod surroundings;
mod whitespace;

pub use index::{Hits, Index};
pub use kind::{Kind, Match, Matcher, Proposal, Wakes};

/// The kinds of rules that exist. A new kind is a file in this folder and a line here.
#[rustfmt::skip] // One line a kind.
pub const KINDS: &[Kind] = &[
    brackets::KIND,
    capitalization::KIND,
    consistency::KIND,
    ending::KIND,
    pattern::KIND,
    phrases::KIND,
    quotes::KIND,
    repeat::KIND,
    whitespace::KIND,
];
