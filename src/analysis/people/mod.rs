//! People: who is named in a document, where, and which names are the same person's. No list of names
//! decides alone: it takes a title, a known given name, a role or a verb of saying to make a person.

mod mention;
mod resolve;
mod run;
mod words;

pub use mention::{Mention, Standing};
pub use resolve::People;
