//! Asking for each finding whether and how to mend it.

use std::io;

use console::Term;

use super::terminal::Terminal;
use crate::diagnostic::{Applicability, Diagnostic, Report};
use crate::emit::{Emitter, OutputFormat, Style, visible};
use crate::fix::Mending;

/// So many fixes have a key of their own.
const KEYS: usize = 9;

/// What to do with a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Answer {
    /// Mend it by the fix at this position.
    Mend(usize),
    Leave,
    /// Mend it, and all further ones of the file.
    All,
    /// Leave it, and all that follows.
    Quit,
}

/// Reads a key from the terminal.
pub(super) fn read_key() -> io::Result<char> {
    Term::stdout().read_char()
}

/// Mends the findings of a text that whoever presses the keys wants to be mended. Returns whether to go on with the
/// next text.
pub(super) fn ask(
    mending: &mut Mending<'_>,
    style: Style,
    key: &mut dyn FnMut() -> io::Result<char>,
    terminal: &mut Terminal<'_>,
) -> io::Result<bool> {
    loop {
        let next = mending.candidates(Applicability::Suggested).next().cloned();
        let Some(finding) = next else { return Ok(true) };
        show(mending, &finding, style, terminal)?;
        match answer(&finding, key, terminal)? {
            Answer::Mend(fix) => {
                if let Err(obstacle) = mending.mend_one(&finding, fix) {
                    writeln!(terminal.out, "left as it is: {}\n", visible(&obstacle.to_string()))?;
                    mending.leave(&finding);
                }
            }
            Answer::Leave => mending.leave(&finding),
            Answer::All => {
                mending.mend_all(Applicability::Suggested);
                return Ok(true);
            }
            Answer::Quit => return Ok(false),
        }
    }
}

/// Shows a finding and what can be done.
fn show(
    mending: &Mending<'_>,
    finding: &Diagnostic,
    style: Style,
    terminal: &mut Terminal<'_>,
) -> io::Result<()> {
    let report = Report::unscored(vec![finding.clone()]);
    Emitter::new(OutputFormat::Text, style, &mut *terminal.out).report(mending.source(), &report)?;
    for (at, fix) in finding.fixes.iter().enumerate().take(KEYS) {
        writeln!(terminal.out, "  {}  {}", at + 1, visible(&fix.message))?;
    }
    let number = match finding.fixes.len().min(KEYS) {
        1 => String::new(),
        last => format!(", 1-{last} that fix"),
    };
    write!(
        terminal.out,
        "mend this? y yes, n no{number}, a this and all further ones of the file, q quit: "
    )?;
    terminal.out.flush()
}

/// Waits for a key that means something.
fn answer(
    finding: &Diagnostic,
    key: &mut dyn FnMut() -> io::Result<char>,
    terminal: &mut Terminal<'_>,
) -> io::Result<Answer> {
    loop {
        let pressed = key()?;
        let number = pressed.to_digit(10).and_then(|number| (number as usize).checked_sub(1));
        let answer = match pressed.to_ascii_lowercase() {
            'y' => Answer::Mend(0),
            'n' => Answer::Leave,
            'a' => Answer::All,
            'q' => Answer::Quit,
            _ => match number {
                Some(fix) if fix < finding.fixes.len() => Answer::Mend(fix),
                _ => continue,
            },
        };
        writeln!(terminal.out, "{pressed}\n")?;
        return Ok(answer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::check;
    use crate::rule::RuleSet;
    use crate::source::Source;

    /// Mends a text with these keys; shows whether it goes on.
    fn pressed(keys: &str, text: &str, expected: &str, goes_on: bool) {
        let rules = RuleSet::builtin();
        let found = |source: &Source| check(source, &rules);
        let mut mending = Mending::new(Source::new("a.txt", text), &found);
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let mut terminal = Terminal { out_shown: true, width: 80, ..Terminal::plain(&mut out, &mut err) };
        let style = Style { color: false, width: 80 };
        let mut keys = keys.chars();
        let mut key = || keys.next().ok_or_else(|| io::ErrorKind::UnexpectedEof.into());
        let went_on = ask(&mut mending, style, &mut key, &mut terminal).expect("no key is missing");
        let shown = String::from_utf8(out).expect("output is UTF-8");
        assert_eq!(mending.source().text(), expected, "{shown}");
        assert_eq!(went_on, goes_on, "{shown}");
        assert_eq!(keys.as_str(), "", "{shown}");
    }

    const TEXT: &str = "We saw the the dog.\n\nIt ran to the the lake.\n\nIt ran to the the sea.\n";

    #[test]
    fn keys_choose_what_is_mended() {
        pressed("nnn", TEXT, TEXT, true);
        pressed("yzny", TEXT, "We saw the dog.\n\nIt ran to the the lake.\n\nIt ran to the sea.\n", true);
        pressed("nYq", TEXT, "We saw the the dog.\n\nIt ran to the lake.\n\nIt ran to the the sea.\n", false);
        pressed("q", TEXT, TEXT, false);
        pressed("na", TEXT, "We saw the the dog.\n\nIt ran to the lake.\n\nIt ran to the sea.\n", true);
    }

    #[test]
    fn a_number_chooses_another_fix() {
        let rules = RuleSet::builtin();
        let source = Source::new("a.txt", "The councl met on Monday to discuss the ferry line.\n");
        let finding = check(&source, &rules).diagnostics.swap_remove(0);
        assert!(finding.fixes.len() > 1, "there is a choice: {finding:?}");
        for (at, fix) in finding.fixes.iter().enumerate() {
            let expected = crate::edits::apply(source.text(), [fix]);
            pressed(&(at + 1).to_string(), source.text(), &expected, true);
        }
        // The key of a fix that there is not means nothing.
        pressed("0n", source.text(), source.text(), true);
    }
}
