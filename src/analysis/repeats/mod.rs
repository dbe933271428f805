//! Repeats: one person named where two are meant. What is right prose about a repeated name (other people of
//! that name, possessives, mirrors, another clause) is told apart in the files of this folder.

mod bearing;
mod between;
mod clause;
mod joined;
mod naming;
mod prose;
mod repeat;
mod sentence;

pub(super) use repeat::repeats;
pub use repeat::{Repeat, RepeatKind};
