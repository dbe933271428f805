//! The command line: one file a subcommand. Only here things are printed and exit codes chosen.

mod args;
mod baseline;
mod changes;
mod check;
mod config;
mod init;
mod input;
mod known;
mod load;
mod measure;
mod new_rule;
mod outputs;
mod parallel;
mod project;
mod rule_docs;
mod rules;
mod run;
mod terminal;
mod written;

pub use run::run;
pub use terminal::Terminal;
