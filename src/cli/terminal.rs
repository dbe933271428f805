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
    /// Whether reports may hold links, because the place makes something of them.
    pub out_links: bool,
    /// Whether complaints are shown on a terminal, where they can be taken back.
    pub err_shown: bool,
    /// Whether only errors are complained of.
    pub quiet: bool,
}

/// Columns of a report that no terminal shows.
const PIPED_WIDTH: usize = 100;

impl<'t> Terminal<'t> {
    /// The process's own outputs.
    pub fn of_process(out: &'t mut dyn Write, err: &'t mut dyn Write) -> Self {
        let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let is = |name: &str, value: &str| std::env::var_os(name).is_some_and(|found| found == value);
        let never = is_set("NO_COLOR");
        let plain = never || is("TERM", "dumb") || is("CLICOLOR", "0");
        let forced = !never && is_set("CLICOLOR_FORCE") && !is("CLICOLOR_FORCE", "0");
        let (out_shown, err_shown) = (std::io::stdout().is_terminal(), std::io::stderr().is_terminal());
        let width = terminal_size::terminal_size_of(std::io::stdout());
        Self {
            out,
            err,
            out_color: forced || !plain && out_shown,
            err_color: forced || !plain && err_shown,
            out_shown,
            width: width.map_or(PIPED_WIDTH, |(width, _)| usize::from(width.0)),
            out_links: out_shown && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
            err_shown: err_shown && !is("TERM", "dumb"),
            quiet: false,
        }
    }

    /// Outputs that are no terminals.
    pub fn plain(out: &'t mut dyn Write, err: &'t mut dyn Write) -> Self {
        Self {
            out,
            err,
            out_color: false,
            err_color: false,
            out_shown: false,
            width: PIPED_WIDTH,
            out_links: false,
            err_shown: false,
            quiet: false,
        }
    }

    /// Writes one complaint, as “error: …” or “warning: …”. Names of files in it are drawn, not obeyed. That the
    /// reader of complaints is gone is no reason to stop.
    pub fn complain(&mut self, word: &str, message: impl std::fmt::Display) {
        if !self.quiet || word == "error" {
            let lines: Vec<String> = message.to_string().split('\n').map(visible_path).collect();
            let _ = writeln!(self.err, "{word}: {}", lines.join("\n"));
        }
    }
}
