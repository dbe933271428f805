//! `prosec fix`, and what `prosec check --fix` does before it reports.

use std::fmt;
use std::io::{self, IsTerminal, Write};

use super::args::{ColorChoice, FixArgs};
use super::ask::{ask, read_key};
use super::input::Input;
use super::jobs::{STDIN, gather, jobs};
use super::load::allows;
use super::project::Projects;
use super::replace::Replacing;
use super::run::Exit;
use super::terminal::Terminal;
use crate::check::check_at;
use crate::diagnostic::{Applicability, Report, Severity};
use crate::emit::{Style, diff, shown_diff, visible};
use crate::fix::{Mended, Mending};
use crate::rule::Selection;
use crate::source::Source;

pub(super) fn run(args: &FixArgs, color: ColorChoice, terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    let reads_stdin = args.paths.iter().any(|path| path.as_os_str() == "-");
    if args.interactive && (reads_stdin || !io::stdin().is_terminal() || !terminal.out_shown) {
        terminal.complain("error", "--interactive asks on a terminal, and this is none");
        return Ok(Exit::Failed);
    }
    let selection = Selection {
        only: args.only.clone(),
        without: args.without.clone(),
        preview: args.preview,
        trial: Vec::new(),
    };
    let mut projects = Projects::new(&args.rules, selection, color);
    let mut inputs = Vec::new();
    let mut unread = 0;
    for path in &args.paths {
        unread += gather(path, &mut inputs, terminal);
    }
    let stdin_name = args.stdin_path.as_deref().unwrap_or(STDIN);
    let jobs = match jobs(inputs, stdin_name, &mut projects, terminal) {
        Ok(jobs) => jobs,
        Err(messages) => {
            messages.iter().for_each(|message| terminal.complain("error", message));
            return Ok(Exit::Failed);
        }
    };
    if !projects.sound {
        terminal.complain("error", "nothing was mended: the configuration and the rules must be sound first");
        return Ok(Exit::Failed);
    }
    let style = Style { color: allows(color, terminal.out_color), width: terminal.width };
    let mut fixing = Fixing::new(args.suggested);
    for job in &jobs {
        let original = match job.input.read(stdin_name) {
            Ok(Some(source)) => source,
            Ok(None) => continue,
            Err(error) => {
                terminal.complain("error", error);
                unread += 1;
                continue;
            }
        };
        let project = projects.at(job.project);
        let levels = project.levels(&job.path);
        let check = |source: &Source| check_at(source, &project.rules, &levels);
        let mut mending = Mending::new(original.clone(), &check);
        let least = args.min_severity.map(Severity::from);
        mending
            .at_least(least.or(project.config.min_severity().map(|set| set.value)).unwrap_or(Severity::Note));
        let goes_on = if args.interactive {
            ask(&mut mending, style, &mut read_key, terminal)?
        } else {
            mending.mend_all(fixing.applicability);
            true
        };
        let mended = fixing.finish(mending, terminal.err);
        let text = mended.source.text();
        if args.diff {
            let diff = diff(original.name(), original.text(), text);
            let shown = if terminal.out_shown { shown_diff(&diff, style.color) } else { diff };
            terminal.out.write_all(shown.as_bytes())?;
            fixing.count(&original, &mended);
        } else if job.input == Input::Stdin {
            terminal.out.write_all(text.as_bytes())?;
            fixing.count(&original, &mended);
        } else {
            fixing.write(&original, &mended, terminal.err);
        }
        if !goes_on {
            break;
        }
    }
    projects.forget();
    let tally = fixing.tally;
    let sentence = if args.diff { format!("would have {tally}") } else { tally.to_string() };
    if args.diff || reads_stdin {
        // Whoever closed the error output does not want to read this.
        let _ = writeln!(terminal.err, "{sentence}");
    } else {
        writeln!(terminal.out, "{sentence}")?;
    }
    Ok(match (unread + tally.unwritten, tally.files) {
        (1.., _) => Exit::Failed,
        (0, 1..) if args.diff => Exit::Findings,
        _ => Exit::Clean,
    })
}

/// The fixes of a run, and what has come of them.
#[derive(Debug)]
pub(super) struct Fixing {
    applicability: Applicability,
    replacing: Replacing,
    tally: Tally,
}

/// What a run has mended.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    findings: usize,
    /// The files that are other ones than before.
    files: usize,
    /// Findings that could be mended with `--suggested`.
    suggested: usize,
    /// Findings whose fix would have left the text worse off.
    left_out: usize,
    /// Files that were to be written and could not be.
    unwritten: usize,
}

impl Fixing {
    pub(super) fn new(suggested: bool) -> Self {
        let applicability = if suggested { Applicability::Suggested } else { Applicability::Safe };
        Self { applicability, replacing: Replacing::default(), tally: Tally::default() }
    }

    /// Mends what is reported of a file, which `mending` begins to. Returns its new text with what is reported there; if
    /// the file could not be written, all is as before. Complaints go to `err`.
    pub(super) fn mend(
        &mut self,
        mut mending: Mending<'_>,
        reported: Report,
        err: &mut dyn Write,
    ) -> (Source, Report) {
        let original = mending.source().clone();
        mending.leave_all_but(&reported);
        mending.mend_all(self.applicability);
        let mended = self.finish(mending, err);
        if self.write(&original, &mended, err) && !mended.mended.is_empty() {
            (mended.source, mended.report)
        } else {
            (original, reported)
        }
    }

    /// Ends to mend a text, and tells of what was left out.
    fn finish(&mut self, mending: Mending<'_>, err: &mut dyn Write) -> Mended {
        let is_suggested = |applicability: Applicability| applicability > self.applicability;
        let suggested = mending.candidates(Applicability::Suggested);
        self.tally.suggested +=
            suggested.filter(|finding| is_suggested(finding.fixes[0].applicability)).count();
        let mended = mending.finish();
        self.tally.left_out += mended.left_out.len();
        for left in &mended.left_out {
            let place = mended.source.position(left.finding.span.start);
            // Whoever closed the error output does not want to read this.
            let _ = writeln!(
                err,
                "warning: {}:{}:{}: left {} as it is: {}",
                mended.source.name(),
                place.line,
                place.column,
                left.finding.rule,
                visible(&left.obstacle.to_string())
            );
        }
        if !mended.settled {
            let _ = writeln!(
                err,
                "warning: {}: not all was mended: it takes too many steps",
                mended.source.name()
            );
        }
        mended
    }

    /// Writes a file if it was mended. Returns whether the file holds the mended text.
    fn write(&mut self, original: &Source, mended: &Mended, err: &mut dyn Write) -> bool {
        if original.text() != mended.source.text() {
            let path = original.name().as_ref();
            if let Err(error) = self.replacing.replace(path, original.text(), mended.source.text()) {
                let _ = writeln!(err, "error: {error}");
                self.tally.unwritten += 1;
                return false;
            }
        }
        self.count(original, mended);
        true
    }

    /// Says on the error output what was mended. Returns how many files could not be written.
    pub(super) fn tell(self, terminal: &mut Terminal<'_>) -> usize {
        let _ = writeln!(terminal.err, "{}", self.tally);
        self.tally.unwritten
    }

    fn count(&mut self, original: &Source, mended: &Mended) {
        self.tally.findings += mended.mended.len();
        self.tally.files += usize::from(original.text() != mended.source.text());
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.findings {
            0 => write!(f, "mended nothing")?,
            _ => {
                write!(f, "mended {} in {}", counted(self.findings, "finding"), counted(self.files, "file"))?
            }
        }
        if self.suggested > 0 {
            write!(f, "; {} more with --suggested", self.suggested)?;
        }
        if self.left_out > 0 {
            write!(f, "; {} left out", counted(self.left_out, "fix"))?;
        }
        if self.unwritten > 0 {
            write!(f, "; {} could not be written", counted(self.unwritten, "file"))?;
        }
        Ok(())
    }
}

fn counted(count: usize, noun: &str) -> String {
    let plural = match (count, noun.ends_with('x')) {
        (1, _) => "",
        (_, true) => "es",
        (_, false) => "s",
    };
    format!("{count} {noun}{plural}")
}
