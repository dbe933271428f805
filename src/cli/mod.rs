//! The command line: one file a subcommand. Only here things are printed and exit codes chosen.

mod args;
mod ask;
mod baseline;
mod batch;
mod cache;
mod changes;
mod check;
mod completions;
mod config;
mod fix;
mod init;
mod input;
mod jobs;
mod known;
mod limits;
mod load;
mod measure;
mod new_rule;
mod outputs;
mod parallel;
mod plan;
mod progress;
mod project;
mod replace;
mod rule_docs;
mod rules;
mod run;
mod stages;
mod terminal;
mod watch;
mod written;

pub use run::run;
pub use terminal::Terminal;
