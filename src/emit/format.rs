//! How a report is to look: the format that was asked for, and what the terminal can do.

/// An output format.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputFormat {
    /// For people: each finding with the lines that it points at.
    Text,
    /// For people: one line for each finding.
    Compact,
    /// For people: one line for each file with findings, the worst first.
    Overview,
    /// One JSON document for the whole run.
    Json,
    /// One JSON object a line for each finding.
    Jsonl,
    /// The interchange format of static analysis, version 2.1.0.
    Sarif,
    /// Workflow commands that GitHub Actions shows as annotations.
    Github,
    /// The Code Quality report of GitLab.
    Gitlab,
    /// The XML of Checkstyle, which many services read.
    Checkstyle,
    /// The XML of JUnit: a test suite for each file.
    Junit,
    /// One document in the diagnostic format of reviewdog.
    Rdjson,
    /// The same with one object a line for each finding.
    Rdjsonl,
    /// A summary for a pull request or the page of a run.
    Markdown,
    /// A page for a browser that needs nothing else.
    Html,
}

impl OutputFormat {
    /// All formats, in the order in which help texts list them.
    pub const ALL: [OutputFormat; 14] = [
        OutputFormat::Text,
        OutputFormat::Compact,
        OutputFormat::Overview,
        OutputFormat::Json,
        OutputFormat::Jsonl,
        OutputFormat::Sarif,
        OutputFormat::Github,
        OutputFormat::Gitlab,
        OutputFormat::Checkstyle,
        OutputFormat::Junit,
        OutputFormat::Rdjson,
        OutputFormat::Rdjsonl,
        OutputFormat::Markdown,
        OutputFormat::Html,
    ];

    /// The word for it on the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Compact => "compact",
            Self::Overview => "overview",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Gitlab => "gitlab",
            Self::Checkstyle => "checkstyle",
            Self::Junit => "junit",
            Self::Rdjson => "rdjson",
            Self::Rdjsonl => "rdjsonl",
            Self::Markdown => "markdown",
            Self::Html => "html",
        }
    }

    /// What help texts say of it.
    pub fn summary(self) -> &'static str {
        match self {
            Self::Text => "For people, as rustc does it",
            Self::Compact => "For people and editors: one line a finding",
            Self::Overview => "For people: one line a file with findings, the worst first",
            Self::Json => "One JSON document",
            Self::Jsonl => "One JSON object a line, for each finding",
            Self::Sarif => "SARIF 2.1.0, for code scanning",
            Self::Github => "Annotations of GitHub Actions",
            Self::Gitlab => "Code Quality of GitLab",
            Self::Checkstyle => "XML as Checkstyle writes it",
            Self::Junit => "XML as JUnit writes it",
            Self::Rdjson => "One JSON document for reviewdog",
            Self::Rdjsonl => "One JSON object a line for reviewdog",
            Self::Markdown => "A summary for a pull request or the page of a run",
            Self::Html => "A page for a browser",
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
