//! How a report is to look: the format that was asked for, and what the terminal can do.

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// For people: each finding with the lines that it points at.
    Text,
    /// One JSON document for the whole run.
    Json,
    /// One JSON object a line for each finding.
    Jsonl,
}

impl OutputFormat {
    /// All formats, in the order in which help texts list them.
    pub const ALL: [OutputFormat; 3] = [OutputFormat::Text, OutputFormat::Json, OutputFormat::Jsonl];

    /// The word for it on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
        }
    }
}

/// What the terminal can do. Only the text format asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to write ANSI colour codes.
    pub color: bool,
    /// Columns of a terminal line; lines of a document are cropped to it.
    pub width: usize,
}
