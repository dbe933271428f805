//! Reports to bytes: one file an output format. Emitters print what they are given; they decide
//! nothing, and what documents hold never reaches a terminal as a command.

mod baseline;
mod crop;
mod emitter;
mod format;
mod json;
mod measured;
mod overview;
mod rule_page;
mod rule_schema;
mod summary;
mod text;
mod view;
mod visible;

#[cfg(test)]
mod tests;

pub use baseline::{read_baseline, write_baseline};
pub use emitter::Emitter;
pub use format::{OutputFormat, Style};
pub use measured::Measured;
pub use rule_page::{kinds_page, rule_index, rule_page};
pub use rule_schema::{config_schema, list_schema, rule_schema};
pub use summary::Summary;
