//! Unified diffs: which lines of which files a change adds or rewrites. Written for what git, diff and review tools
//! print; what surrounds the hunks, such as the message of a mail, is passed over.

use std::fmt;
use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::source::Source;

/// A file that a patch touches.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatchedFile {
    /// Its path after the change, as the patch has it, without the “b/” that git puts before it.
    pub path: String,
    /// The lines after the change that were not there before: indices from 0, in order.
    pub lines: Vec<Range<usize>>,
}

/// Why a patch could not be read: the line, from 1, and what is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PatchError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: &'static str,
}

impl fmt::Display for PatchError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {} of the patch: {}", self.line, self.message)
    }
}

impl std::error::Error for PatchError {}

/// Reads a patch. Files that it deletes are left out.
///
/// # Errors
/// When it is a combined diff of a merge, ends amid a hunk, or is a text without any change.
pub fn read_patch(text: &str) -> Result<Vec<PatchedFile>, PatchError> {
    let mut lines = text.split('\n').enumerate().peekable();
    let mut files: Vec<PatchedFile> = Vec::new();
    let mut old = None;
    let mut is_deleted = false;
    let mut is_patch = text.trim().is_empty();
    while let Some((at, line)) = lines.next() {
        let error = |message| PatchError { line: at + 1, message };
        let line = line.strip_suffix('\r').unwrap_or(line);
        if line.starts_with("@@@") || line.starts_with("diff --cc ") || line.starts_with("diff --combined ") {
            return Err(error("this is the combined diff of a merge; compare with one parent"));
        }
        if line.starts_with("diff --git ") {
            is_patch = true;
            // A rename or a change of mode has no hunks, and no lines that belong to the file before.
            is_deleted = true;
        } else if let Some(path) = line.strip_prefix("--- ") {
            old = Some(path);
        } else if let (Some(path), Some(old)) = (line.strip_prefix("+++ "), old.take()) {
            let path = patched_path(old, path);
            is_deleted = path.is_none();
            files.extend(path.map(|path| PatchedFile { path, lines: Vec::new() }));
        } else if let Some((old, new)) = hunk(line) {
            is_patch = true;
            let added =
                read_hunk(&mut lines, old.len(), new).ok_or(error("the patch ends amid this hunk"))?;
            match files.last_mut() {
                _ if is_deleted => {}
                Some(file) => file.lines.extend(added),
                None => return Err(error("a hunk without “+++” and the name of a file before it")),
            }
        }
    }
    files.iter_mut().for_each(|file| in_order(&mut file.lines));
    if is_patch { Ok(files) } else { Err(PatchError { line: 1, message: "this is no patch" }) }
}

/// Whether a finding points at any of these lines, in the place that is wrong or in one beside it.
pub fn touches(lines: &[Range<usize>], source: &Source, diagnostic: &Diagnostic) -> bool {
    let labels = diagnostic.labels.iter().map(|label| label.span);
    std::iter::once(diagnostic.span).chain(labels).any(|span| {
        let first = source.line_index(span.start);
        // A span that ends with a line end does not reach into the next line.
        let last = source.line_index(span.end.saturating_sub(1).max(span.start));
        let next = lines.partition_point(|range| range.end <= first);
        lines.get(next).is_some_and(|range| range.start <= last)
    })
}

/// Puts ranges in order, and joins those that overlap: hunks may come as they like in a patch that nobody's tool wrote.
fn in_order(lines: &mut Vec<Range<usize>>) {
    lines.sort_by_key(|range| range.start);
    lines.dedup_by(|next, range| {
        let overlap = next.start < range.end;
        if overlap {
            range.end = range.end.max(next.end);
        }
        overlap
    });
}

/// The ranges of “@@ -1,2 +3,4 @@”, as indices from 0.
fn hunk(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (ranges, _) = line.strip_prefix("@@ -")?.split_once(" @@")?;
    let (old, new) = ranges.split_once(" +")?;
    let range = |text: &str| {
        let (start, count) = text.split_once(',').unwrap_or((text, "1"));
        let (start, count) = (start.parse::<usize>().ok()?, count.parse::<usize>().ok()?);
        let start = start.saturating_sub(1);
        Some(start..start.checked_add(count)?)
    };
    Some((range(old)?, range(new)?))
}

/// Reads the lines of a hunk, which has so many old lines; returns the added ones. None where it does not
/// hold as many lines as it says.
fn read_hunk<'p>(
    lines: &mut impl Iterator<Item = (usize, &'p str)>,
    mut old: usize,
    mut new: Range<usize>,
) -> Option<Vec<Range<usize>>> {
    let mut added: Vec<Range<usize>> = Vec::new();
    while old > 0 || !new.is_empty() {
        let (_, line) = lines.next()?;
        match line.bytes().next() {
            Some(b'+') => {
                let at = new.next()?;
                match added.last_mut() {
                    Some(last) if last.end == at => last.end += 1,
                    _ => added.push(at..at + 1),
                }
            }
            Some(b'-') => old = old.checked_sub(1)?,
            Some(b'\\') => {}
            // Mail programs take the space off empty lines.
            Some(b' ' | b'\r') | None => {
                old = old.checked_sub(1)?;
                new.next()?;
            }
            Some(_) => return None,
        }
    }
    Some(added)
}

/// The path after a change, from what stands after “---” and “+++”. None where the file was deleted.
fn patched_path(old: &str, new: &str) -> Option<String> {
    let (old, new) = (written_path(old), written_path(new));
    if new == "/dev/null" {
        return None;
    }
    // git puts “a/” and “b/” before paths, or “i/”, “w/” and others that tell what is compared.
    let prefix =
        |path: &str| path.split_once('/').map(|(first, _)| first.to_owned()).filter(|first| first.len() == 1);
    let is_prefixed = match (prefix(&old), prefix(&new)) {
        (Some(before), Some(after)) => before != after,
        (None, Some(_)) => old == "/dev/null",
        _ => false,
    };
    let path = if is_prefixed { &new[2..] } else { new.strip_prefix("./").unwrap_or(&new) };
    (!path.is_empty()).then(|| path.to_owned())
}

/// A path as a patch writes it: perhaps in quotation marks, perhaps with a time after it.
fn written_path(text: &str) -> String {
    let Some(quoted) = text.strip_prefix('"') else {
        return text.split('\t').next().unwrap_or(text).to_owned();
    };
    let mut bytes = Vec::new();
    let mut rest = quoted.bytes();
    while let Some(byte) = rest.next().filter(|&byte| byte != b'"') {
        let escaped = if byte == b'\\' { rest.next() } else { None };
        match escaped {
            None => bytes.push(byte),
            Some(b'n') => bytes.push(b'\n'),
            Some(b't') => bytes.push(b'\t'),
            Some(b'r') => bytes.push(b'\r'),
            Some(b'a') => bytes.push(7),
            Some(b'b') => bytes.push(8),
            Some(b'f') => bytes.push(12),
            Some(b'v') => bytes.push(11),
            Some(digit @ b'0'..=b'7') => {
                let digits = [Some(digit), rest.next(), rest.next()];
                let value = digits
                    .into_iter()
                    .flatten()
                    .fold(0u32, |value, digit| value * 8 + u32::from(digit.wrapping_sub(b'0') & 7));
                bytes.push((value & 0xff) as u8);
            }
            Some(other) => bytes.push(other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::read_patch;

    /// Checks the files of a patch: each with its added lines, from 1.
    #[track_caller]
    fn check(patch: &str, expected: &str) {
        let shown = match read_patch(patch) {
            Err(error) => error.to_string(),
            Ok(files) => {
                let lines = |lines: &[std::ops::Range<usize>]| {
                    let one = |range: &std::ops::Range<usize>| format!(" {}-{}", range.start + 1, range.end);
                    lines.iter().map(one).collect::<String>()
                };
                files
                    .iter()
                    .map(|file| format!("{}{}", file.path, lines(&file.lines)))
                    .collect::<Vec<_>>()
                    .join("; ")
            }
        };
        assert_eq!(shown, expected, "{patch}");
    }

    #[test]
    fn added_lines_are_counted_after_the_change() {
        check(
            "diff --git a/x.md b/x.md\n--- a/x.md\n+++ b/x.md\n@@ -1,3 +1,4 @@ heading\n one\n-two\n+2\n+2b\n three\n@@ -9 +10 @@\n-a\n+b\n",
            "x.md 2-3 10-10",
        );
        check("--- a/x.md\n+++ b/x.md\n@@ -4,2 +3,0 @@\n-one\n-two\n", "x.md");
        check("--- a/x.md\n+++ b/x.md\n@@ -0,0 +1,2 @@\n+--- a/y\n++++ b/y\n", "x.md 1-2");
        check(
            "--- a/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+b\n\\ No newline at end of file\n",
            "x.md 1-1",
        );
        check("--- a/x.md\r\n+++ b/x.md\r\n@@ -1,2 +1,2 @@\r\n\r\n-a\r\n+b\r\n", "x.md 2-2");
    }

    #[test]
    fn added_lines_come_in_order_and_once() {
        let hunk = |start: usize, lines: usize| {
            format!("@@ -{start},0 +{start},{lines} @@\n{}", "+a\n".repeat(lines))
        };
        check(&format!("--- a/x.md\n+++ b/x.md\n{}{}{}", hunk(9, 1), hunk(2, 3), hunk(4, 2)), "x.md 2-5 9-9");
    }

    #[test]
    fn files_are_named_as_they_are_after_the_change() {
        check("--- /dev/null\n+++ b/new.md\n@@ -0,0 +1 @@\n+a\n", "new.md 1-1");
        check("--- a/old.md\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n", "");
        check(
            "diff --git a/o.md b/n.md\nsimilarity index 90%\nrename from o.md\nrename to n.md\n--- a/o.md\n+++ b/n.md\n@@ -1 +1 @@\n-a\n+b\n",
            "n.md 1-1",
        );
        check("diff --git a/o.md b/n.md\nsimilarity index 100%\nrename from o.md\nrename to n.md\n", "");
        check(
            "--- \"a/caf\\303\\251 \\\"x\\\".md\"\n+++ \"b/caf\\303\\251 \\\"x\\\".md\"\n@@ -1 +1 @@\n-a\n+b\n",
            "café \"x\".md 1-1",
        );
        check(
            "--- x.md\t2024-05-01 10:00:00\n+++ x.md\t2024-05-02 10:00:00\n@@ -1 +1 @@\n-a\n+b\n",
            "x.md 1-1",
        );
        check("--- b/x.md\n+++ b/x.md\n@@ -1 +1 @@\n-a\n+b\n", "b/x.md 1-1");
        check(
            "From: Ann\nSubject: [PATCH] a\n---\n x.md | 2 +-\n\n--- i/x.md\n+++ w/x.md\n@@ -1 +1 @@\n-a\n+b\n-- \n2.40\n",
            "x.md 1-1",
        );
        check("--- a/x.md\n+++ b/\n@@ -1 +1 @@\n-a\n+b\n", "");
        check("", "");
    }

    #[test]
    fn what_is_no_patch_is_refused() {
        check(
            "diff --cc x.md\nindex 1,2..3\n",
            "line 1 of the patch: this is the combined diff of a merge; compare with one parent",
        );
        check(
            "--- a/x.md\n+++ b/x.md\n@@@ -1 -1 +1 @@@\n",
            "line 3 of the patch: this is the combined diff of a merge; compare with one parent",
        );
        check("Once upon a time\n", "line 1 of the patch: this is no patch");
        check(
            "--- a/x.md\n+++ b/x.md\n@@ -1,5 +1,5 @@\n one\n",
            "line 3 of the patch: the patch ends amid this hunk",
        );
        check(
            "--- a\n+++ b\n@@ -18 +18446744073709551615,0 @@\n+x\n-y\n",
            "line 3 of the patch: the patch ends amid this hunk",
        );
        check(
            "@@ -1 +1 @@\n-a\n+b\n",
            "line 1 of the patch: a hunk without “+++” and the name of a file before it",
        );
    }

    proptest! {
        #[test]
        fn no_text_breaks_the_reader(text in "(?s)([-+@ ,0-9a-z/\\\\\"\r\n]|--- |\\+\\+\\+ |@@ -1,2 \\+3,4 @@\n|é){0,60}") {
            let _ = read_patch(&text);
        }
    }
}
