//! Matchers: one rule kind a file, its TOML table and its search. They find places and values; what to
//! say of them stands in the rule.

mod arithmetic;
mod article;
mod automaton;
mod brackets;
mod capitalization;
mod characters;
mod checksum;
mod conditional;
mod confusables;
mod confusion;
mod consistency;
mod count;
mod dates;
mod encoding;
mod ending;
mod hidden;
mod index;
mod kind;
mod known;
mod layout;
mod links;
mod literal_layout;
mod literal_search;
mod literals;
mod markup;
mod matches;
mod measure;
mod meta;
mod names;
mod narrow;
mod near_names;
mod needs;
mod pattern;
mod people;
mod phrase;
mod phrase_index;
mod phrases;
mod promo;
mod quotes;
mod repeat;
mod rows;
mod sequence;
mod spelling;
mod suppression;
mod surroundings;
mod table;
mod token_pattern;
mod usage;
mod wakes;
mod wallets;
mod whitespace;
#[cfg(test)]
mod widen;

pub use index::{Hit, Hits, Index};
pub use kind::{
    Claim, Context, Finding, Kind, Literal, Match, Matcher, Matches, Proposal, Reach, Trust, Verdict, Wakes,
};
pub use phrase::{Gap, Part, Phrase};
pub(crate) use wakes::{GAP_MARKS, SIGN_MARK, mark_of};

/// The kinds of rules that exist. A new kind is a file in this folder and a line here.
#[rustfmt::skip] // One line a kind.
pub const KINDS: &[Kind] = &[
    arithmetic::KIND,
    article::KIND,
    brackets::KIND,
    capitalization::KIND,
    characters::KIND,
    checksum::KIND,
    conditional::KIND,
    confusables::KIND,
    confusion::KIND,
    consistency::KIND,
    count::KIND,
    dates::KIND,
    encoding::KIND,
    ending::KIND,
    hidden::KIND,
    links::KIND,
    markup::KIND,
    measure::KIND,
    meta::KIND,
    names::KIND,
    near_names::KIND,
    pattern::KIND,
    people::KIND,
    phrases::KIND,
    promo::KIND,
    quotes::KIND,
    repeat::KIND,
    sequence::KIND,
    spelling::KIND,
    suppression::KIND,
    usage::KIND,
    wallets::KIND,
    whitespace::KIND,
];
