//! Fixes: choosing and applying them, once or until nothing is left to mend, and never so that a text is worse off.
//! Pure: it knows no files.

mod blame;
mod kept;
mod mending;
mod obstacle;
mod pass;
mod shape;
#[cfg(test)]
mod tests;

pub use mending::{LeftOut, Mended, Mending, mend};
pub use obstacle::Obstacle;
pub use pass::fix;
