//! Rules: TOML files that say what to look for, how to speak of it and what shows that it works. They
//! know matchers by their kinds, and no formats of output.

mod builtin;
mod example;
mod explain;
mod levels;
mod lint;
mod list;
mod read;
mod recipe;
#[expect(clippy::module_inception, reason = "the file holds the type that the module is about")]
mod rule;
mod running;
mod scope;
mod set;
mod skeleton;
mod speech;
mod template;
#[cfg(test)]
mod tests;
mod wakes;

pub use example::{Example, Failure, Outcome};
pub use explain::explain;
pub use levels::{Level, Levels};
pub(crate) use list::list_fields;
pub(crate) use read::rule_fields;
pub(crate) use recipe::Recipe;
pub use rule::{Looked, Rule};
pub use set::{LoadError, RuleSet, Selection};
pub use skeleton::skeleton;
pub use speech::FixTemplate;
pub use template::Template;
#[doc(hidden)]
pub use wakes::builtin_wakes;
