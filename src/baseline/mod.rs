//! A baseline: the findings that are known, so that only new ones count. It knows findings by what they say and what
//! surrounds them, not by their lines, and touches no files.

mod compare;
mod fingerprint;
#[cfg(test)]
mod tests;

pub use compare::{Baseline, Comparison, Entry};
pub use fingerprint::Fingerprint;
