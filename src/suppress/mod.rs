//! Suppressions: comments in a draft, and marks beside its words, that silence findings. It reads them, drops
//! what they silence, and remarks on those that do nothing. It knows rules by their names alone, and what to say
//! of a remark, a rule says.

mod directive;
mod mark;
mod reach;
mod remark;
mod removal;
mod settle;
#[cfg(test)]
mod tests;

pub use remark::{Remark, RemarkKind};
pub use settle::{Names, Settled, settle};
