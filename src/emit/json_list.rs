//! Writes JSON one element at a time, so that a list never stands in memory as a whole.

use std::io;

use serde::Serialize;

/// The elements of a list, each on its own line.
#[derive(Debug, Default)]
pub(super) struct JsonList {
    begun: bool,
}

impl JsonList {
    /// Writes an element, after `opening` if it is the first.
    pub(super) fn push(
        &mut self,
        opening: &str,
        element: &impl Serialize,
        out: &mut dyn io::Write,
    ) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            out.write_all(b",\n")?;
        } else {
            writeln!(out, "{opening}")?;
        }
        Ok(serde_json::to_writer(out, element)?)
    }

    /// Writes `opening` if there was no element, and then `closing`.
    pub(super) fn close(&mut self, opening: &str, closing: &str, out: &mut dyn io::Write) -> io::Result<()> {
        if !self.begun {
            out.write_all(opening.as_bytes())?;
        }
        write!(out, "\n{closing}")
    }
}
