//! The command line: one file a subcommand. Only here things are printed and exit codes chosen.

mod args;
mod ask;
mod baseline;
mod changes;
mod check;
mod config;
mod fix;
mod init;
mod input;
mod known;
mod load;
mod measure;
mod new_rule;
mod outputs;
mod project;
mod replace;
mod rule_docs;
mod rules;
mod run;
mod terminal;
mod written;

pub use run::run;
pub use terminal::Terminal;
