//! What prosec knows of single words: whether they are English, how they are written, how frequent they
//! are, and what a writer most likely meant by one that is none. It knows no sentences and no rules.

mod base;
mod class;
mod cost;
mod entry;
mod fold;
mod formation;
mod hash;
mod inflection;
mod language;
mod lookup;
mod region;
mod sound;
mod suggest;
mod tables;
#[cfg(test)]
mod tests;

pub use class::Classes;
pub use entry::{Dialects, Entry, Gender};
pub use fold::fold;
pub(crate) use hash::hash;
pub use inflection::Form;
pub use language::Language;
pub use lookup::Lexicon;
pub use suggest::Suggestion;
