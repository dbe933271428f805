//! `prosec rules` and `prosec explain`.

use std::io;
use std::path::PathBuf;

use super::args::{ColorChoice, ExplainArgs, RuleArgs};
use super::load::{allows, load_in_full};
use super::project::load_here;
use super::run::Exit;
use super::terminal::Terminal;
use crate::diagnostic::Report;
use crate::diagnostic::Severity;
use crate::emit::{Emitter, OutputFormat, Style};
use crate::rule::explain;

/// Prints a line for each rule.
pub(super) fn list(args: &RuleArgs, color: ColorChoice, terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    let (rules, sound) = load_here(args, color, terminal);
    let widest = rules.rules().iter().map(|rule| rule.id.as_str().len()).max().unwrap_or(0);
    for rule in rules.rules() {
        writeln!(
            terminal.out,
            "{:widest$}  {:7}  {}{}{}",
            rule.id.as_str(),
            rule.severity.as_str(),
            rule.summary(),
            if rule.preview { " (preview)" } else { "" },
            if rule.part { " (part of others)" } else { "" }
        )?;
    }
    Ok(if sound { Exit::Clean } else { Exit::Failed })
}

/// Runs the examples of all rules, and holds the rules against each other.
pub(super) fn test(
    folder: Option<PathBuf>,
    color: ColorChoice,
    terminal: &mut Terminal<'_>,
) -> io::Result<Exit> {
    let folders: Vec<PathBuf> = folder.into_iter().collect();
    let (rules, sound) = load_in_full(&folders, color, terminal);
    let style = Style { color: allows(color, terminal.out_color), width: terminal.width };
    let (mut passed, mut failed) = (0, 0);
    let mut emitter = Emitter::new(OutputFormat::Text, style, &mut *terminal.out);
    for rule in rules.rules() {
        let failures = rule.test(&rules);
        let faults = failures.into_iter().map(|failure| failure.diagnostic).collect();
        let report = Report::unscored(faults);
        failed += report.diagnostics.len();
        passed += rule.examples().len().saturating_sub(report.diagnostics.len());
        emitter.report(rule.file(), &report)?;
    }
    let examples = format!("{passed} examples passed, {failed} failed");
    for (file, faults) in rules.lint() {
        failed += faults.iter().filter(|fault| fault.severity == Severity::Error).count();
        emitter.report(&file, &Report::unscored(faults))?;
    }
    drop(emitter);
    writeln!(terminal.out, "{} rules: {examples}", rules.rules().len())?;
    if !sound {
        terminal.complain("error", "rule files with faults were left out; see above");
    }
    Ok(match (sound, failed) {
        (false, _) => Exit::Failed,
        (true, 0) => Exit::Clean,
        (true, _) => Exit::Findings,
    })
}

/// Explains one rule.
pub(super) fn explain_rule(
    args: &ExplainArgs,
    color: ColorChoice,
    terminal: &mut Terminal<'_>,
) -> io::Result<Exit> {
    let (rules, sound) = load_here(&args.rules, color, terminal);
    match rules.rule(&args.rule) {
        Ok(rule) => write!(terminal.out, "{}", explain(rule))?,
        Err(message) => {
            terminal.complain("error", message);
            return Ok(Exit::Failed);
        }
    }
    Ok(if sound { Exit::Clean } else { Exit::Failed })
}
