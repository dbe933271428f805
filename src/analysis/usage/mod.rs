//! Usage: words that their surroundings speak against, where a word that is easily mistaken for it would be usual.
//! What is usual was learned from edited prose; it knows no rules.

mod class_table;
mod columns;
mod doubt;
mod model;
mod number;
mod surroundings;
mod suspects;

pub(super) use doubt::doubts;
pub use doubt::{Doubt, FIRST_LOOK, is_open_to_doubt};
pub use model::{Model, UNIT};
pub use number::{mix, number_of};
pub use surroundings::{NEIGHBOUR_FACTS, Surroundings, UsageWords};
