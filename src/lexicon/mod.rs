//! What prosec knows of single words: whether they are English, how they are written, how frequent they
//! are, and what a writer most likely meant by one that is none. It knows no sentences and no rules.

mod base;
mod class;
mod cost;
mod distance;
mod entry;
mod fold;
mod formation;
mod hash;
mod inflection;
mod language;
mod letters;
mod lookup;
mod near;
mod region;
mod sound;
mod suggest;
mod tables;
#[cfg(test)]
mod tests;

pub use class::Classes;
pub use distance::is_one_edit;
pub use entry::{Dialects, Entry, Gender};
pub use fold::fold;
pub(crate) use hash::{WordHash, hash, padded};
pub use inflection::Form;
pub use language::Language;
pub use lookup::{Known, Lexicon};
pub use suggest::Suggestion;
pub(crate) use tables::class_sets;
