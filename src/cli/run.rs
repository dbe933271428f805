//! From arguments to an exit code.

use std::ffi::OsString;
use std::io;
use std::path::Path;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::args::{Cli, Command, RulesCommand};
use super::terminal::Terminal;
use super::{baseline, check, completions, config, fix, init, measure, new_rule, rule_docs, rules};

/// How a run ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// Nothing was found at or above the fail level.
    Clean,
    /// Something was found.
    Findings,
    /// Something could not be done: an input unread, a rule file faulty, an argument unknown.
    Failed,
}

impl Exit {
    /// The exit code.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Failed => 2,
        }
    }
}

/// Runs the program with these arguments, the first of which is its own name.
pub fn run(args: impl IntoIterator<Item = OsString>, terminal: &mut Terminal<'_>) -> Exit {
    let cli = match Cli::try_parse_from(args) {
        Ok(cli) => cli,
        Err(error) => {
            // clap knows itself whether this is help for the output or a complaint.
            let _ = error.print();
            if let Some(hint) = hint(&error) {
                terminal.complain("hint", hint);
            }
            return if error.use_stderr() { Exit::Failed } else { Exit::Clean };
        }
    };
    let done = match cli.command {
        Command::Baseline(args) => baseline::run(&args, cli.color, terminal),
        Command::Check(args) => check::run(&args, cli.color, terminal),
        Command::Fix(args) => fix::run(&args, cli.color, terminal),
        Command::Rules(RulesCommand::List(args)) => rules::list(&args, cli.color, terminal),
        Command::Rules(RulesCommand::Test { folder }) => rules::test(folder, cli.color, terminal),
        Command::Measure(args) => measure::run(&args, cli.color, terminal),
        Command::Rules(RulesCommand::New(args)) => new_rule::run(&args, terminal),
        Command::Rules(RulesCommand::Docs(args)) => rule_docs::docs(&args, cli.color, terminal),
        Command::Rules(RulesCommand::Schema { what }) => rule_docs::schema(what, terminal),
        Command::Config(args) => config::run(&args, cli.color, terminal),
        Command::Init(args) => init::run(&args, terminal),
        Command::Explain(args) => rules::explain_rule(&args, cli.color, terminal),
        Command::Completions { shell } => completions::completions(shell, terminal),
        Command::Man => completions::manual(terminal),
    };
    match done.and_then(|exit| terminal.out.flush().map(|()| exit)) {
        Ok(exit) => exit,
        // The reader has seen enough, as `head` has.
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Clean,
        Err(error) => {
            terminal.complain("error", format!("cannot write the report: {error}"));
            Exit::Failed
        }
    }
}

/// What a command that there is not was perhaps meant to be: a path to check, or a rule to explain.
fn hint(error: &clap::Error) -> Option<String> {
    let (ErrorKind::InvalidSubcommand, Some(ContextValue::String(word))) =
        (error.kind(), error.get(ContextKind::InvalidSubcommand))
    else {
        return None;
    };
    let is_path =
        word == "-" || word.contains(['.', '\\']) || word.ends_with('/') || Path::new(word).exists();
    if is_path {
        return Some(format!("to check it, write `prosec check {word}`"));
    }
    word.contains('/').then(|| format!("to read about a rule, write `prosec explain {word}`"))
}
