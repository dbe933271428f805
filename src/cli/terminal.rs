//! Where output goes, and what the place can show.

use std::io::{IsTerminal, Write};

use crate::emit::visible_path;

/// The two outputs of a run, and how they look.
pub struct Terminal<'t> {
    /// Takes reports.
    pub out: &'t mut dyn Write,
    /// Takes complaints.
    pub err: &'t mut dyn Write,
    /// Whether reports may be coloured, if nobody says otherwise.
    pub out_color: bool,
    /// Whether complaints may be coloured, if nobody says otherwise.
    pub err_color: bool,
    /// Whether reports go to a terminal.
    pub out_shown: bool,
    /// Columns of the place that shows reports.
    pub width: usize,
}

/// Columns of a report that no terminal shows.
const PIPED_WIDTH: usize = 100;

impl<'t> Terminal<'t> {
    /// The process's own outputs.
    pub fn of_process(out: &'t mut dyn Write, err: &'t mut dyn Write) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let width = terminal_size::terminal_size_of(std::io::stdout());
        Self {
            out,
            err,
            out_color: !plain && std::io::stdout().is_terminal(),
            out_shown: std::io::stdout().is_terminal(),
            err_color: !plain && std::io::stderr().is_terminal(),
            width: width.map_or(PIPED_WIDTH, |(width, _)| usize::from(width.0)),
        }
    }

    /// Writes one complaint, as “error: …” or “warning: …”. Names of files in it are drawn, not obeyed. That the
    /// reader of complaints is gone is no reason to stop.
    pub fn complain(&mut self, word: &str, message: impl std::fmt::Display) {
        let lines: Vec<String> = message.to_string().split('\n').map(visible_path).collect();
        let _ = writeln!(self.err, "{word}: {}", lines.join("\n"));
    }
}
