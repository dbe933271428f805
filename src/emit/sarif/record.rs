//! One result of SARIF: where it is, what is wrong there, and how to mend it. Columns count UTF-16 code units.

use serde::Serialize;

use super::level;
use crate::emit::remark::remark;
use crate::emit::visible::visible;
use crate::{Diagnostic, Edit, Fix, Source, Span};

/// A text for people.
#[derive(Serialize)]
pub(super) struct Message {
    pub(super) text: String,
}

impl Message {
    /// A message that says just this: braces would stand for arguments, and `[a](b)` for a link.
    fn literal(text: &str) -> Self {
        Self { text: text.replace('{', "{{").replace('}', "}}").replace("](", "] (") }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ResultRecord<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'static str,
    message: Message,
    locations: [Location<'a>; 1],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location<'a>>,
    partial_fingerprints: Fingerprint,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fixes: Vec<FixRecord<'a>>,
}

/// What is the same in the next run, although lines have moved.
#[derive(Default, Serialize)]
struct Fingerprint {
    #[serde(rename = "findingInContext/v1")]
    finding_in_context: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<usize>,
    physical_location: PhysicalLocation<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Message>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation<'a> {
    artifact_location: ArtifactLocation<'a>,
    region: Region<'a>,
}

#[derive(Serialize)]
struct ArtifactLocation<'a> {
    uri: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region<'a> {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    snippet: Option<Content<'a>>,
}

#[derive(Serialize)]
struct Content<'a> {
    text: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FixRecord<'a> {
    description: Message,
    artifact_changes: [Change<'a>; 1],
    properties: FixProperties,
}

/// Whether a fix may be applied unseen, which SARIF has no place for.
#[derive(Serialize)]
struct FixProperties {
    applicability: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Change<'a> {
    artifact_location: ArtifactLocation<'a>,
    replacements: Vec<Replacement<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Replacement<'a> {
    deleted_region: Region<'a>,
    inserted_content: Content<'a>,
}

impl<'a> ResultRecord<'a> {
    /// The result for a finding in the file at `uri`.
    pub(super) fn new(
        uri: &'a str,
        source: &'a Source,
        diagnostic: &'a Diagnostic,
        rule_index: usize,
    ) -> Self {
        let related = diagnostic.labels.iter().enumerate().map(|(id, label)| Location {
            id: Some(id),
            physical_location: PhysicalLocation::new(uri, source, label.span),
            message: Some(Message::literal(&visible(&label.message))),
        });
        let place = PhysicalLocation::new(uri, source, diagnostic.span);
        let fixes = diagnostic.fixes.iter().filter(|fix| !fix.edits.is_empty());
        Self {
            rule_id: diagnostic.rule.as_str(),
            rule_index,
            level: level(diagnostic.severity),
            message: Message::literal(&remark(diagnostic)),
            locations: [Location { id: None, physical_location: place, message: None }],
            related_locations: related.collect(),
            partial_fingerprints: Fingerprint::default(),
            fixes: fixes.map(|fix| FixRecord::new(uri, source, fix)).collect(),
        }
    }

    pub(super) fn with_fingerprint(mut self, finding_in_context: String) -> Self {
        self.partial_fingerprints = Fingerprint { finding_in_context };
        self
    }
}

impl<'a> PhysicalLocation<'a> {
    fn new(uri: &'a str, source: &'a Source, span: Span) -> Self {
        let snippet = Some(Content { text: source.slice(span) });
        Self {
            artifact_location: ArtifactLocation { uri },
            region: Region { snippet, ..region(source, span) },
        }
    }
}

impl<'a> FixRecord<'a> {
    fn new(uri: &'a str, source: &Source, fix: &'a Fix) -> Self {
        let replacement = |edit: &'a Edit| Replacement {
            deleted_region: region(source, edit.span),
            inserted_content: Content { text: &edit.replacement },
        };
        Self {
            description: Message::literal(&visible(&fix.message)),
            artifact_changes: [Change {
                artifact_location: ArtifactLocation { uri },
                replacements: fix.edits.iter().map(replacement).collect(),
            }],
            properties: FixProperties { applicability: fix.applicability.as_str() },
        }
    }
}

/// The region of a span, without its text.
fn region<'a>(source: &Source, span: Span) -> Region<'a> {
    let place = |offset| {
        let place = source.utf16_position(offset);
        let marked = place.line == 1 && offset > 0 && source.text().starts_with('\u{FEFF}');
        // A byte order mark takes no column.
        (place.line, place.column - usize::from(marked))
    };
    let ((start_line, start_column), (end_line, end_column)) = (place(span.start), place(span.end));
    Region { start_line, start_column, end_line, end_column, snippet: None }
}
