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
    /// For people: one line for each file with findings, the worst first.
    Overview,
}

impl OutputFormat {
    /// All formats, in the order in which help texts list them.
    pub const ALL: [OutputFormat; 4] =
        [OutputFormat::Text, OutputFormat::Json, OutputFormat::Jsonl, OutputFormat::Overview];

    /// The word for it on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Overview => "overview",
        }
    }
}

/// What the terminal can do. Only the formats for people ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Whether to write ANSI colour codes.
    pub color: bool,
    /// Columns of a terminal line; lines of a document are cropped to it.
    pub width: usize,
}
