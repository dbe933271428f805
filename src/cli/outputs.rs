//! Where the reports of a run go: one to the standard output, and any number to files.

use std::env;
use std::fmt;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use clap::ValueEnum;
use clap::builder::PossibleValue;

use super::written::Written;
use crate::emit::{Aids, Emitter, Folder, OutputFormat, RuleBook, Style, Summary};
use crate::settings::nearest;
use crate::{Error, Report, Source};

/// What `--output` asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutputChoice {
    /// The format of a further report. Without one, the file takes the place of the standard output.
    format: Option<OutputFormat>,
    path: PathBuf,
}

impl OutputChoice {
    /// Reads `FILE` or `FORMAT=FILE`.
    ///
    /// # Errors
    /// When there is no such format, or no file.
    pub fn parse(text: &str) -> Result<Self, String> {
        let is_word = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        let (format, path) = match text.split_once('=') {
            Some((word, path)) if is_word(word) => (Some(format_called(word)?), path),
            _ => (None, text),
        };
        match path {
            "" => Err("a file is missing".to_owned()),
            "-" => Err("“--format” says what goes to the standard output".to_owned()),
            _ => Ok(Self { format, path: PathBuf::from(path) }),
        }
    }
}

fn format_called(word: &str) -> Result<OutputFormat, String> {
    let found = OutputFormat::ALL.into_iter().find(|format| format.as_str() == word);
    found.ok_or_else(|| match nearest(word, OutputFormat::ALL.map(OutputFormat::as_str)) {
        Some(meant) => format!("no format is called “{word}”; did you mean “{meant}”?"),
        None => format!(
            "no format is called “{word}”; there are {}",
            OutputFormat::ALL.map(OutputFormat::as_str).join(", ")
        ),
    })
}

impl ValueEnum for OutputFormat {
    fn value_variants<'a>() -> &'a [Self] {
        &Self::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        Some(PossibleValue::new(self.as_str()).help(self.summary()))
    }
}

/// The reports of a run while they are written.
pub(super) struct Outputs<'t> {
    shown: Shown<'t>,
    /// What went wrong with the standard output while files were still to be written.
    shown_error: Option<io::Error>,
    files: Vec<FileReport>,
}

/// A report to a file.
#[derive(Debug)]
struct FileReport {
    path: PathBuf,
    /// What writes it, until something goes wrong.
    emitter: Result<Emitter<BufWriter<Written>>, Error>,
}

/// How reports are to look.
pub(super) struct Looks {
    pub(super) format: OutputFormat,
    pub(super) style: Style,
    pub(super) aids: Aids,
    /// Whether nothing goes to the standard output.
    pub(super) quiet: bool,
}

/// What goes to the standard output.
enum Shown<'t> {
    Nothing,
    Report(Emitter<&'t mut dyn Write>),
    /// The counts alone: a file holds the report.
    Counts(&'t mut dyn Write),
}

impl<'t> Outputs<'t> {
    /// Opens the files, and the report on the standard output unless a file takes its place.
    ///
    /// # Errors
    /// When files cannot be written, or the choices contradict each other: messages.
    pub(super) fn open(
        looks: &Looks,
        choices: &[OutputChoice],
        out: &'t mut dyn Write,
    ) -> Result<Self, Vec<String>> {
        let Looks { format, style, ref aids, quiet } = *looks;
        let mut messages = Vec::new();
        if choices.iter().filter(|choice| choice.format.is_none()).count() > 1 {
            messages.push(
                "“--output FILE” was given more than once; say the format of each, as in “--output sarif=FILE”"
                    .to_owned(),
            );
        }
        let mut files = Vec::new();
        for (at, OutputChoice { format: own, path }) in choices.iter().enumerate() {
            if choices[..at].iter().any(|other| other.path == *path) {
                messages.push(format!("two reports would go to {}", path.display()));
                continue;
            }
            let format = own.unwrap_or(format);
            match Written::begin(path) {
                Ok(file) => {
                    let plain = Style { color: false, ..style };
                    let emitter = Emitter::below(folder(format), format, plain, BufWriter::new(file));
                    files.push(FileReport { path: path.clone(), emitter: Ok(emitter) });
                }
                Err(error) => messages.push(error.to_string()),
            }
        }
        if !messages.is_empty() {
            return Err(messages);
        }
        let shown = if quiet {
            Shown::Nothing
        } else if choices.iter().any(|choice| choice.format.is_none()) {
            Shown::Counts(out)
        } else {
            Shown::Report(Emitter::below(folder(format), format, style, out).aided(aids))
        };
        Ok(Self { shown, shown_error: None, files })
    }

    /// Adds what was found in one source to all reports.
    ///
    /// # Errors
    /// When the standard output cannot be written to and nothing else is left to write.
    pub(super) fn report(&mut self, source: &Source, report: &Report) -> io::Result<()> {
        for FileReport { path, emitter } in &mut self.files {
            if let Ok(writing) = emitter
                && let Err(cause) = writing.report(source, report)
            {
                *emitter = Err(Error::write(path, cause));
            }
        }
        match &mut self.shown {
            Shown::Report(emitter) if self.shown_error.is_none() => match emitter.report(source, report) {
                Err(error) if self.files.is_empty() => return Err(error),
                done => self.shown_error = done.err(),
            },
            _ => {}
        }
        Ok(())
    }

    /// Brings what was reported to the standard output.
    ///
    /// # Errors
    /// When it cannot be written to.
    pub(super) fn flush(&mut self) -> io::Result<()> {
        match &mut self.shown {
            Shown::Report(emitter) => emitter.flush(),
            Shown::Counts(_) | Shown::Nothing => Ok(()),
        }
    }

    /// Closes all reports. Returns what went wrong with files.
    ///
    /// # Errors
    /// When the standard output cannot be written to.
    pub(super) fn finish(self, summary: &Summary, rules: &RuleBook<'_>) -> io::Result<Vec<Error>> {
        let mut errors = Vec::new();
        for FileReport { path, emitter } in self.files {
            let done = emitter.and_then(|emitter| {
                let written = emitter.finish(summary, rules);
                let file = written.and_then(|buffer| buffer.into_inner().map_err(|error| error.into_error()));
                file.map_err(|cause| Error::write(&path, cause))?.finish()
            });
            errors.extend(done.err());
        }
        match (self.shown_error, self.shown) {
            (Some(error), _) => return Err(error),
            (None, Shown::Report(emitter)) => emitter.finish(summary, rules).map(drop)?,
            (None, Shown::Nothing) => {}
            (None, Shown::Counts(out)) => writeln!(out, "{summary}")?,
        }
        Ok(errors)
    }
}

impl fmt::Debug for Outputs<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Outputs").field("files", &self.files).finish_non_exhaustive()
    }
}

/// Below which folder the readers of a format look for files: the checkout of the service that runs this, and else
/// the working directory.
fn folder(format: OutputFormat) -> Folder {
    let working = env::current_dir().unwrap_or_default();
    let variable = match format {
        OutputFormat::Github => Some("GITHUB_WORKSPACE"),
        OutputFormat::Gitlab => Some("CI_PROJECT_DIR"),
        _ => None,
    };
    let checkout = variable.and_then(env::var_os).and_then(|path| Path::new(&path).canonicalize().ok());
    let root = checkout.filter(|root| working.starts_with(root)).unwrap_or_else(|| working.clone());
    Folder::new(working, root)
}
