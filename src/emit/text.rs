//! The text format: for people, drawn as rustc draws its findings.

use std::io;

use codespan_reporting::diagnostic as drawn;
use codespan_reporting::files::Error;
use codespan_reporting::term::termcolor::Ansi;
use codespan_reporting::term::{self, Chars, Config, StylesWriter};

use crate::emit::emitter::{FormatWriter, Run, write_statistics};
use crate::emit::view::View;
use crate::emit::visible::{visible, visible_path};
use crate::emit::{Aids, Style};
use crate::{Diagnostic, Report, Severity, Source, Span};

/// So many further places are drawn; the rest are only counted.
const LABELS: usize = 8;

/// Draws diagnostics one by one.
#[derive(Debug)]
pub(super) struct TextWriter {
    style: Style,
    aids: Aids,
    config: Config,
    styles: term::Styles,
    /// One drawn diagnostic; kept for its memory.
    buffer: Vec<u8>,
}

impl TextWriter {
    /// A writer for a terminal that can do `style`.
    pub(super) fn new(style: Style) -> Self {
        let config = Config {
            chars: Chars::ascii(),
            // A label of several lines is shown by its first and last line.
            start_context_lines: 0,
            end_context_lines: 0,
            ..Config::default()
        };
        Self { style, aids: Aids::default(), config, styles: term::Styles::default(), buffer: Vec::new() }
    }

    /// Draws one diagnostic into the buffer.
    fn draw(&mut self, source: &Source, diagnostic: &Diagnostic) -> io::Result<()> {
        let further = diagnostic.labels.iter().take(LABELS);
        let spans: Vec<Span> =
            std::iter::once(diagnostic.span).chain(further.clone().map(|label| label.span)).collect();
        let view = View::new(source, &spans, self.style.width);

        let messages = std::iter::once(diagnostic.label.as_deref().unwrap_or(""))
            .chain(further.map(|label| &*label.message));
        let styles = std::iter::once(drawn::LabelStyle::Primary)
            .chain(std::iter::repeat(drawn::LabelStyle::Secondary));
        let labels = view.labels.iter().zip(messages).zip(styles).map(|((range, message), style)| {
            drawn::Label::new(style, (), range.clone()).with_message(visible(message))
        });
        let drawn = drawn::Diagnostic::new(severity(diagnostic.severity))
            .with_code(&diagnostic.rule)
            .with_message(visible(&diagnostic.message))
            .with_labels_iter(labels)
            .with_notes(self.notes(diagnostic));

        let written = if self.style.color {
            let mut writer = StylesWriter::new(Ansi::new(&mut self.buffer), &self.styles);
            term::emit_to_write_style(&mut writer, &self.config, &view, &drawn)
        } else {
            term::emit_to_io_write(&mut self.buffer, &self.config, &view, &drawn)
        };
        written.map_err(|error| match error {
            Error::Io(error) => error,
            other => io::Error::other(other),
        })
    }

    /// Makes a link of the place that the drawn diagnostic names.
    fn link(&mut self, source: &Source, span: Span) {
        let place = source.position(span.start);
        let name = format!("{}:{}:{}", visible_path(source.name()), place.line, place.column);
        let linked = self.aids.linked(&name, source.name(), place.line);
        // It stands below the message, which may name the same.
        let after = self.buffer.iter().position(|&byte| byte == b'\n').unwrap_or(0);
        if linked != name
            && let Some(at) =
                self.buffer[after..].windows(name.len()).position(|found| found == name.as_bytes())
        {
            self.buffer.splice(after + at..after + at + name.len(), linked.into_bytes());
        }
    }

    /// The lines below the snippet: places left out, what to do, and the best fix.
    fn notes(&self, diagnostic: &Diagnostic) -> Vec<String> {
        let mut notes = Vec::new();
        match diagnostic.labels.len().saturating_sub(LABELS) {
            0 => {}
            1 => notes.push("and 1 more place".to_owned()),
            count => notes.push(format!("and {count} more places")),
        }
        notes.extend(diagnostic.help.as_deref().map(|help| format!("help: {}", visible(help))));
        notes.extend(diagnostic.fixes.first().map(|fix| format!("fix: {}", visible(&fix.message))));
        if let Some(reason) = self.aids.reason(&diagnostic.rule) {
            notes.push(format!("why: {}", visible(reason)));
            notes.push(format!("explain: prosec explain {}", diagnostic.rule));
        }
        notes
    }
}

impl FormatWriter for TextWriter {
    /// Draws what was found in one source; a blank line follows each diagnostic.
    fn report(&mut self, source: &Source, report: &Report, out: &mut dyn io::Write) -> io::Result<()> {
        for diagnostic in &report.diagnostics {
            self.buffer.clear();
            self.draw(source, diagnostic)?;
            self.link(source, diagnostic.span);
            for line in self.buffer.split_inclusive(|&byte| byte == b'\n') {
                // The renderer pads some lines with blanks.
                out.write_all(line.trim_ascii_end())?;
                out.write_all(b"\n")?;
            }
        }
        Ok(())
    }

    fn aid(&mut self, aids: &Aids) {
        self.aids = aids.clone();
    }

    fn finish(&mut self, run: &Run<'_>, out: &mut dyn io::Write) -> io::Result<()> {
        write_statistics(run, out)?;
        writeln!(out, "{}", run.summary)
    }
}

fn severity(severity: Severity) -> drawn::Severity {
    match severity {
        Severity::Error => drawn::Severity::Error,
        Severity::Warning => drawn::Severity::Warning,
        Severity::Note => drawn::Severity::Note,
    }
}
