//! Measures: quantities of a whole document. Readability formulas and ratios are taken of the document as
//! prosec reads it; the measures that clean corpora are taken of its bare text, each exactly as the program
//! that made it known computes it, under a name that says which program and which version that is.

mod bare_text;
mod c4;
mod ccnet;
mod chain;
mod characters;
mod dolma;
mod duplicates;
mod fineweb;
mod gopher;
mod marks;
mod ratios;
mod readability;
mod redpajama;
mod refinedweb;
mod running_text;
mod syllables;
mod table;

pub use bare_text::{BareText, Words};
pub use c4::count_sentences;
pub use running_text::RunningText;
pub use table::{Measure, measure, measures};
