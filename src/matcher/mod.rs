//! Matchers: one rule kind a file, its TOML table and its search. They find places and values; what to
//! say of them stands in the rule.

mod arithmetic;
mod article;
mod brackets;
mod capitalization;
mod conditional;
mod confusion;
mod consistency;
mod count;
mod dates;
mod ending;
mod frame;
mod index;
mod kind;
mod links;
mod literals;
mod meta;
mod names;
mod near_names;
mod pattern;
mod people;
mod phrase;
mod phrase_index;
mod phrases;
mod promo;
mod quotes;
mod repeat;
mod spelling;
mod surroundings;
mod whitespace;

pub use index::{Hit, Hits, Index};
pub use kind::{Claim, Context, Finding, Kind, Match, Matcher, Proposal, Verdict, Wakes};
pub use phrase::{Gap, Part, Phrase};

/// The kinds of rules that exist. A new kind is a file in this folder and a line here.
#[rustfmt::skip] // One line a kind.
pub const KINDS: &[Kind] = &[
    arithmetic::KIND,
    article::KIND,
    brackets::KIND,
    capitalization::KIND,
    conditional::KIND,
    confusion::KIND,
    consistency::KIND,
    count::KIND,
    dates::KIND,
    ending::KIND,
    links::KIND,
    meta::KIND,
    names::KIND,
    near_names::KIND,
    pattern::KIND,
    people::KIND,
    phrases::KIND,
    promo::KIND,
    quotes::KIND,
    repeat::KIND,
    spelling::KIND,
    whitespace::KIND,
];
