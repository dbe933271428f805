//! A rule: what to look for, and how to speak of what is found.

use std::sync::{Arc, OnceLock};

use super::example::Example;
use super::read::read_examples;
use super::template::Template;
use crate::analysis::{Analysis, Scope};
use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, RuleId, Severity};
use crate::matcher::{Finding, Hits, Kind, Match, Matcher};
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
    /// Whether it only serves as a part of others, and is never reported by itself.
    pub part: bool,
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
    /// Those of its examples that were read; of a built-in rule they wait until somebody asks.
    pub(super) examples: OnceLock<Vec<Example>>,
    /// What is worth a look in its file, and no fault.
    pub notes: Vec<Diagnostic>,
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
    /// Texts that it must flag, then texts that it must not.
    pub fn examples(&self) -> &[Example] {
        self.examples.get_or_init(|| read_examples(&self.file))
    }

    /// Adds what the rule finds in a document to `diagnostics`.
    pub fn look(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, diagnostics: &mut Vec<Diagnostic>) {
        let mut found = Vec::new();
        self.matcher.find(analysis, hits, &mut found);
        self.hold_to_scope(analysis, &mut found);
        diagnostics.extend(found.into_iter().map(|finding| self.speak(analysis, finding)));
    }

    /// Adds what the rule makes of the findings of others to `diagnostics`; returns the positions of those that
    /// it absorbs.
    pub fn combine(
        &self,
        analysis: &Analysis<'_>,
        findings: &[Finding],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<usize> {
        let mut found = Vec::new();
        self.matcher.find(analysis, &Hits::of_findings(findings), &mut found);
        self.hold_to_scope(analysis, &mut found);
        let absorbed = found.iter_mut().flat_map(|whole| std::mem::take(&mut whole.absorbs)).collect();
        diagnostics.extend(found.into_iter().map(|whole| self.speak(analysis, whole)));
        absorbed
    }

    /// Drops what was found where the rule does not look.
    fn hold_to_scope(&self, analysis: &Analysis<'_>, found: &mut Vec<Match>) {
        if !self.matcher.reads_hidden() {
            found.retain(|finding| !analysis.document.hides(finding.span));
        }
        if self.scope != Scope::default() {
            found.retain(|finding| self.scope.holds(analysis, finding.span));
        }
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
