//! Reports to bytes: one file an output format. Emitters print what they are given; they decide
//! nothing, and what documents hold never reaches a terminal as a command.

mod aids;
mod baseline;
mod checkstyle;
mod code_block;
mod compact;
mod crop;
mod diff;
mod emitter;
mod fingerprint;
mod folder;
mod format;
mod github;
mod gitlab;
mod html;
mod json;
mod json_list;
mod junit;
mod markdown;
mod measured;
mod overview;
mod rdjson;
mod remark;
mod rule_book;
mod rule_page;
mod rule_schema;
mod sarif;
mod statistics;
mod summary;
mod text;
mod view;
mod visible;
mod xml;

#[cfg(test)]
mod tests;

pub use aids::Aids;
pub use baseline::{read_baseline, write_baseline};
pub use diff::{diff, shown_diff};
pub use emitter::Emitter;
pub use folder::Folder;
pub use format::{OutputFormat, Style};
pub use measured::Measured;
pub use rule_book::RuleBook;
pub use rule_page::{kinds_page, rule_index, rule_page};
pub use rule_schema::{config_schema, list_schema, rule_schema};
pub use statistics::Statistics;
pub use summary::Summary;
pub(crate) use visible::{visible, visible_path};
