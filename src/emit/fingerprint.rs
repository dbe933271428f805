//! What tells a finding from all others of a run, and is the same in the next run although lines have moved: the
//! rule, the file, the text that was found, and a few characters around it. It knows no lines.

use std::fmt::Write;

use rustc_hash::FxHashMap;
use sha3::{Digest, Sha3_256};

use crate::{Diagnostic, Source};

/// So many characters on either side of a finding belong to it, unless its paragraph ends before.
const AROUND: usize = 24;

/// So many bytes of the hash are shown: 128 bits never meet by accident.
const BYTES: usize = 16;

/// Makes the fingerprints of one source; findings that nothing tells apart are counted.
#[derive(Debug, Default)]
pub(super) struct Fingerprints {
    seen: FxHashMap<String, usize>,
}

impl Fingerprints {
    /// The fingerprint of a finding in a file of this path, in hexadecimal digits.
    pub(super) fn of(&mut self, path: &str, source: &Source, diagnostic: &Diagnostic) -> String {
        let text = source.text();
        let span = diagnostic.span;
        let before: String = text[..source.char_start(span.start)].chars().rev().take(AROUND).collect();
        let after: String = text[source.char_start(span.end)..].chars().take(AROUND).collect();
        let parts = [
            diagnostic.rule.as_str(),
            path,
            &joined(until_paragraph(&before)),
            &joined(source.slice(span)),
            &joined(until_paragraph(&after)),
        ];
        let hash = hashed(&parts);
        let seen = self.seen.entry(hash.clone()).or_default();
        *seen += 1;
        if *seen == 1 { hash } else { hashed(&[&hash, &seen.to_string()]) }
    }
}

/// The text up to a blank line, read in either direction.
fn until_paragraph(text: &str) -> &str {
    let mut line_end = None;
    for (at, character) in text.char_indices() {
        match (character, line_end) {
            ('\n', Some(end)) => return &text[..end],
            ('\n', None) => line_end = Some(at),
            (character, _) if character.is_whitespace() => {}
            _ => line_end = None,
        }
    }
    text
}

/// The text with a single blank for any that stand together: how lines are wrapped does not matter.
fn joined(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn hashed(parts: &[&str]) -> String {
    let mut hasher = Sha3_256::new();
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize()[..BYTES].iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a string takes all text");
        digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use crate::emit::tests::diagnostic;

    /// The fingerprints of all “x” of a text.
    fn of(text: &str) -> Vec<String> {
        let source = Source::new("a.md", text);
        let mut fingerprints = Fingerprints::default();
        text.match_indices('x')
            .map(|(at, _)| fingerprints.of("a.md", &source, &diagnostic("group/name", Span::new(at, at + 1))))
            .collect()
    }

    #[test]
    fn lines_may_move_and_wrap() {
        let once = of("One word is x in this line of text.\n");
        assert_eq!(once[0].len(), 32);
        assert_eq!(once, of("A new start.\n\nOne word\nis x in this\r\nline of text.\n\nA new end.\n"));
        assert_ne!(once, of("One word is x in that line of text.\n"));
    }

    #[test]
    fn what_nothing_tells_apart_is_counted() {
        let twice = of("One x.\n\nOne x.\n");
        assert_ne!(twice[0], twice[1]);
        assert_eq!(twice[0], of("One x.\n")[0]);
    }
}
