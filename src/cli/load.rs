//! The rules of a run: the built-in ones, those of the user's folders, and the choice among them.

use std::path::PathBuf;

use super::args::ColorChoice;
use super::terminal::Terminal;
use crate::diagnostic::Report;
use crate::emit::{Emitter, OutputFormat, Style};
use crate::rule::{LoadError, RuleSet};

/// The built-in rules and those of the folders. Faults are complained of, and what is worth a look is shown;
/// the flag says whether all was sound.
pub(super) fn load(folders: &[PathBuf], color: ColorChoice, terminal: &mut Terminal<'_>) -> (RuleSet, bool) {
    load_upon((RuleSet::builtin(), LoadError::default()), folders, color, terminal)
}

/// The same with the built-in rules held against all that can be wrong with rule files, as their authors want it.
pub(super) fn load_in_full(
    folders: &[PathBuf],
    color: ColorChoice,
    terminal: &mut Terminal<'_>,
) -> (RuleSet, bool) {
    load_upon(RuleSet::builtin_in_full(), folders, color, terminal)
}

fn load_upon(
    (mut rules, error): (RuleSet, LoadError),
    folders: &[PathBuf],
    color: ColorChoice,
    terminal: &mut Terminal<'_>,
) -> (RuleSet, bool) {
    let mut sound = error.faulty.is_empty();
    complain(&error, color, terminal);
    for folder in folders {
        if let Err(error) = rules.load_dir(folder) {
            complain(&error, color, terminal);
            sound = false;
        }
    }
    if terminal.quiet {
        return (rules, sound);
    }
    let style = Style { color: allows(color, terminal.err_color), width: terminal.width };
    let mut emitter = Emitter::new(OutputFormat::Text, style, &mut *terminal.err);
    for (file, notes) in rules.notes() {
        // Whoever closed the error output does not want to read this.
        let _ = emitter.report(file, &Report::unscored(notes.to_vec()));
    }
    drop(emitter);
    (rules, sound)
}

/// Shows faulty files and what could not be read.
pub(super) fn complain(error: &LoadError, color: ColorChoice, terminal: &mut Terminal<'_>) {
    for cause in &error.unreadable {
        terminal.complain("error", cause);
    }
    let style = Style { color: allows(color, terminal.err_color), width: terminal.width };
    let mut emitter = Emitter::new(OutputFormat::Text, style, &mut *terminal.err);
    for (file, faults) in &error.faulty {
        // Whoever closed the error output does not want to read this.
        let _ = emitter.report(file, &Report::unscored(faults.clone()));
    }
}

/// Whether to use colours at a place that can or cannot show them.
pub(super) fn allows(choice: ColorChoice, able: bool) -> bool {
    match choice {
        ColorChoice::Auto => able,
        ColorChoice::Always => true,
        ColorChoice::Never => false,
    }
}
