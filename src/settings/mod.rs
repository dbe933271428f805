//! TOML tables against a declared list of fields: every fault at once, with its span and a did-you-mean.
//! Rules, lists and configuration are read through it; it knows none of them.

mod escape;
mod faults;
mod field;
mod nearest;
mod stored;
mod table;

pub use faults::Faults;
pub use field::{Field, Value};
pub use nearest::nearest;
pub use table::{Spanned, Table};
