//! The measures of documents to bytes: a table for people, or one JSON object a line.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::{Map, Value};

use super::visible::visible_path;

/// The measures of one document, sorted by name.
#[derive(Debug, Serialize)]
pub struct Measured<'m> {
    path: &'m str,
    /// By name; null where a document has no such value.
    measures: Map<String, Value>,
}

impl<'m> Measured<'m> {
    /// The values of the document at `path`.
    pub fn new(path: &'m str, values: impl IntoIterator<Item = (&'static str, Option<f64>)>) -> Self {
        let measures = values.into_iter().map(|(name, value)| (name.to_owned(), value.into())).collect();
        Self { path, measures }
    }

    /// Writes one line of JSON.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write_json_line(&self, out: &mut dyn Write) -> io::Result<()> {
        let line = serde_json::to_string(self)?;
        writeln!(out, "{line}")
    }

    /// Writes a table below the path, with the points of numbers in one column.
    ///
    /// # Errors
    /// When `out` cannot be written to.
    pub fn write_table(&self, out: &mut dyn Write) -> io::Result<()> {
        let widest = self.measures.keys().map(String::len).max().unwrap_or(0);
        writeln!(out, "{}", visible_path(self.path))?;
        for (name, value) in &self.measures {
            match value.as_f64() {
                Some(value) if value.fract() == 0.0 => writeln!(out, "  {name:widest$}  {value:8.0}")?,
                Some(value) => writeln!(out, "  {name:widest$}  {value:13.4}")?,
                None => writeln!(out, "  {name:widest$}  {:>8}", "-")?,
            }
        }
        Ok(())
    }
}
