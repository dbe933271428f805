//! Dates and times of day: where a text names one, and what it says of it. Whether there is such a day or
//! time, and on which day of the week it fell, are facts of the calendar; what is a fault is not known here.

mod clock;
mod day;
mod names;
mod ordinal;
#[cfg(test)]
mod tests;
mod zone;

pub use clock::{Clock, Half};
pub use day::{Day, NamedWeekday, Reading};
pub use ordinal::{integer, right_ordinal, split_ordinal};
pub use zone::Zone;

pub(super) use clock::clocks;
pub(super) use day::days;
