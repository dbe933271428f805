//! What a rule says: of itself, and of what it finds.

use super::template::Template;
use crate::analysis::Analysis;
use crate::diagnostic::{Applicability, Edit, Fix};
use crate::matcher::Match;

/// What a rule says of itself and of what it finds.
#[derive(Debug)]
pub(super) struct Speech {
    pub(super) summary: String,
    pub(super) tags: Vec<String>,
    pub(super) why: String,
    pub(super) yields_to: Vec<String>,
    pub(super) message: Template,
    /// What to say at the place itself; left out of a finding that lacks a value for it.
    pub(super) label: Option<Template>,
    /// What to say at further places, by role.
    pub(super) labels: Vec<(String, Template)>,
    /// What to do; left out likewise.
    pub(super) help: Option<Template>,
    pub(super) fix: Option<FixTemplate>,
}

/// How a rule mends what it finds.
#[derive(Debug)]
pub struct FixTemplate {
    /// What the fix does.
    pub message: Template,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// What to write in place of the finding; the matcher's own proposals if it is missing.
    pub replace: Option<Template>,
}

impl FixTemplate {
    pub(super) fn word(&self, analysis: &Analysis<'_>, finding: &Match) -> Vec<Fix> {
        let mut values = finding.values.clone();
        values.push(("match".to_owned(), finding.text.clone()));
        let fix = |replacement: String, edits: Vec<Edit>| {
            let mut values = values.clone();
            values.push(("replacement".to_owned(), replacement));
            Fix { message: self.message.fill(&values), applicability: self.applicability, edits }
        };
        match &self.replace {
            // Where markup stands within the finding, an edit would break it.
            Some(_) if analysis.document.source.slice(finding.span) != finding.text => Vec::new(),
            Some(replace) => {
                let replacement = replace.fill_verbatim(&values).map(|text| like(&finding.text, text));
                let edit = |replacement: String| {
                    fix(replacement.clone(), vec![Edit { span: finding.span, replacement }])
                };
                replacement.map(edit).into_iter().collect()
            }
            None => finding
                .proposals
                .iter()
                .map(|proposal| fix(proposal.text.clone(), proposal.edits.clone()))
                .collect(),
        }
    }
}

/// A replacement with a first capital where the text that it replaces has one, unless it changes no more than that.
fn like(text: &str, replacement: String) -> String {
    let mut letters = replacement.chars();
    match letters.next() {
        Some(first)
            if first.is_lowercase()
                && text.starts_with(char::is_uppercase)
                && text.to_lowercase() != replacement.to_lowercase() =>
        {
            first.to_uppercase().chain(letters).collect()
        }
        _ => replacement,
    }
}
