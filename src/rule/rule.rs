//! A rule: what to look for, and how to speak of what is found.

use std::sync::Arc;

use super::example::Example;
use super::template::Template;
use crate::analysis::{Analysis, Scope};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, RuleId, Severity};
use crate::matcher::{Hits, Kind, Match, Matcher};
use crate::source::Source;

/// A rule, read from its file.
#[derive(Debug)]
pub struct Rule {
    /// Its id, which is also its path: `spam/bait-link`.
    pub id: RuleId,
    /// What it finds, in a few words.
    pub summary: String,
    /// How much a finding matters.
    pub severity: Severity,
    /// Whether it is still on trial, and runs only where it is asked for.
    pub preview: bool,
    /// What a finding adds to the document's score.
    pub weight: f64,
    /// Words to find the rule by.
    pub tags: Vec<String>,
    /// Why this is a fault.
    pub why: String,
    /// Rules and groups whose findings replace its own at the same place.
    pub yields_to: Vec<String>,
    /// Where it looks.
    pub scope: Scope,
    /// The kind of its matcher.
    pub kind: &'static Kind,
    /// The search.
    pub matcher: Box<dyn Matcher>,
    /// What is wrong.
    pub message: Template,
    /// What to say at the place itself; left out of a finding that lacks a value for it.
    pub label: Option<Template>,
    /// What to say at further places, by role.
    pub labels: Vec<(String, Template)>,
    /// What to do; left out likewise.
    pub help: Option<Template>,
    /// How to mend it.
    pub fix: Option<FixTemplate>,
    /// Texts that it must flag, then texts that it must not.
    pub examples: Vec<Example>,
    /// The file, for reports about the rule itself.
    pub file: Arc<Source>,
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

impl Rule {
    /// Adds what the rule finds in a document to `diagnostics`.
    pub fn look(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let mut found = Vec::new();
        self.matcher.find(analysis, hits, &mut found);
        if self.scope != Scope::default() {
            found.retain(|finding| self.scope.holds(analysis, finding.span));
        }
        diagnostics.extend(found.into_iter().map(|finding| self.speak(analysis, finding)));
    }

    fn speak(&self, analysis: &Analysis<'_>, finding: Match) -> Diagnostic {
        let fixes = self.fix.as_ref().map_or_else(Vec::new, |fix| fix.word(analysis, &finding));
        let Match { span, text, related, mut values, .. } = finding;
        values.push(("match".to_owned(), text));
        let labels = related.iter().filter_map(|&(role, span)| {
            let (_, template) = self.labels.iter().find(|(name, _)| name == role)?;
            Some(Label { span, message: template.fill(&values) })
        });
        Diagnostic {
            rule: self.id.clone(),
            severity: self.severity,
            message: self.message.fill(&values),
            span,
            label: self.label.as_ref().and_then(|label| label.fill_if_known(&values)),
            labels: labels.collect(),
            help: self.help.as_ref().and_then(|help| help.fill_if_known(&values)),
            fixes,
            weight: self.weight,
        }
    }
}

impl FixTemplate {
    fn word(&self, analysis: &Analysis<'_>, finding: &Match) -> Vec<Fix> {
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
                let replacement = replace.fill_verbatim(&values);
                vec![fix(replacement.clone(), vec![Edit { span: finding.span, replacement }])]
            }
            None => finding
                .proposals
                .iter()
                .map(|proposal| fix(proposal.text.clone(), proposal.edits.clone()))
                .collect(),
        }
    }
}
