//! What mending changes, as a unified diff that `git apply` and `patch -p1` take.

use std::fmt::Write;

use similar::TextDiff;

use crate::emit::visible::visible;

/// Lines around each change.
const CONTEXT: usize = 3;

/// The changes from the old text of a file to its new one; empty if there are none.
pub fn diff(name: &str, old: &str, new: &str) -> String {
    // A lone carriage return ends no line: other programs count lines by their line feeds.
    let [before, after] = [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    let diff = TextDiff::configure().newline_terminated(true).diff_slices(&before, &after);
    let name = name.trim_start_matches("./").trim_start_matches('/');
    let mut unified = diff.unified_diff();
    unified.context_radius(CONTEXT).header(&format!("a/{name}"), &format!("b/{name}")).to_string()
}

/// A diff for a terminal: nothing in it is a command to the terminal, and changes have colours if it `can_colour`.
pub fn shown_diff(diff: &str, can_colour: bool) -> String {
    let mut shown = String::with_capacity(diff.len());
    for line in diff.lines() {
        let text = visible(line);
        let colour = match line.as_bytes().first() {
            _ if !can_colour => None,
            _ if line.starts_with("+++ ") || line.starts_with("--- ") => Some("1"),
            Some(b'+') => Some("32"),
            Some(b'-') => Some("31"),
            Some(b'@') => Some("36"),
            _ => None,
        };
        let written = match colour {
            Some(colour) => writeln!(shown, "\x1b[{colour}m{text}\x1b[0m"),
            None => writeln!(shown, "{text}"),
        };
        written.expect("a string takes all that is written");
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(old: &str, new: &str, expected: &str) {
        assert_eq!(diff("./a.md", old, new), expected, "{old:?} to {new:?}");
    }

    #[test]
    fn changes_are_shown_with_their_line_ends() {
        check("a\nb\n", "a\nb\n", "");
        check("a\nb\n", "a\nc\n", "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n a\n-b\n+c\n");
        check("a\r\nb\r\n", "a\r\nc\r\n", "--- a/a.md\n+++ b/a.md\n@@ -1,2 +1,2 @@\n a\r\n-b\r\n+c\r\n");
        let without_end = "--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n";
        check("a", "a\n", without_end);
    }

    #[test]
    fn a_terminal_is_given_no_commands() {
        let diff = diff("a.md", "a\x1b[2Jb\r\n", "b\r\n");
        let shown = shown_diff(&diff, false);
        assert!(shown.contains("-a<U+001B>[2Jb\n+b\n"), "{shown:?}");
        let coloured = shown_diff(&diff, true);
        assert!(coloured.contains("\x1b[31m-a<U+001B>[2Jb\x1b[0m\n"), "{coloured:?}");
    }
}
