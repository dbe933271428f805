//! Matchers: one rule kind a file, its TOML table and its search. They find places and values; what to
//! say of them stands in the rule.

mod article;
mod brackets;
mod capitalization;
mod characters;
mod checksum;
mod confusables;
mod confusion;
mod consistency;
mod encoding;
mod ending;
mod frame;
mod index;
mod kind;
mod links;
mod literals;
mod names;
mod near_names;
mod pattern;
mod phrases;
mod promo;
mod quotes;
mod repeat;
mod spelling;
mod surroundings;
mod whitespace;

pub use index::{Hits, Index};
pub use kind::{Context, Kind, Match, Matcher, Proposal, Wakes};

/// The kinds of rules that exist. A new kind is a file in this folder and a line here.
#[rustfmt::skip] // One line a kind.
pub const KINDS: &[Kind] = &[
    article::KIND,
    brackets::KIND,
    capitalization::KIND,
    characters::KIND,
    checksum::KIND,
    confusables::KIND,
    confusion::KIND,
    consistency::KIND,
    encoding::KIND,
    ending::KIND,
    links::KIND,
    names::KIND,
    near_names::KIND,
    pattern::KIND,
    phrases::KIND,
    promo::KIND,
    quotes::KIND,
    repeat::KIND,
    spelling::KIND,
    whitespace::KIND,
];
