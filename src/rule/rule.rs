//! A rule: what to look for, and how to speak of what is found. Of a built-in rule its head alone is there at first;
//! the rest is read from its file when a document wakes it, or when somebody asks.

use std::sync::{Arc, OnceLock};

use super::builtin::Waiting;
use super::example::Example;
use super::read::read_examples;
use super::speech::{FixTemplate, Speech};
use crate::analysis::{Analysis, Place, Scope};
use crate::diagnostic::{Beyond, Diagnostic, Label, RuleId, Severity};
use crate::matcher::{Finding, Hits, Kind, Match, Matcher, Matches, Reach, Wakes};
use crate::source::{Source, Span};

/// A rule, with its file.
#[derive(Debug)]
pub struct Rule {
    /// Its id, which is also its path: `spam/bait-link`.
    pub id: RuleId,
    /// How much a finding matters.
    pub severity: Severity,
    /// Whether it is still on trial, and runs only where it is asked for.
    pub preview: bool,
    /// Whether it only serves as a part of others, and is never reported by itself.
    pub part: bool,
    /// What a finding adds to the document's score.
    pub weight: f64,
    pub(super) body: Body,
    /// Those of its examples that were read; of a built-in rule they wait until somebody asks.
    pub(super) examples: OnceLock<Vec<Example>>,
    pub(super) notes: Vec<Diagnostic>,
}

/// What rules found in a document.
#[derive(Debug, Default)]
pub struct Looked {
    /// Their findings, in no order.
    pub diagnostics: Vec<Diagnostic>,
    /// What some of them found beyond the limit.
    pub beyond: Vec<Beyond>,
}

/// The rest of a rule.
#[derive(Debug)]
pub(super) enum Body {
    /// It was read with the head.
    Read { file: Arc<Source>, search: Box<Search>, speech: Box<Speech> },
    /// It is read when it is needed.
    Waiting(Waiting),
}

/// What a rule looks for, and where.
#[derive(Debug)]
pub(super) struct Search {
    pub(super) scope: Scope,
    pub(super) kind: &'static Kind,
    pub(super) matcher: Box<dyn Matcher>,
}

impl Rule {
    /// What it finds, in a few words.
    pub fn summary(&self) -> &str {
        &self.speech().summary
    }

    /// Words to find the rule by.
    pub fn tags(&self) -> &[String] {
        &self.speech().tags
    }

    /// Why this is a fault.
    pub fn why(&self) -> &str {
        &self.speech().why
    }

    /// Rules and groups whose findings replace its own at the same place.
    pub fn yields_to(&self) -> &[String] {
        &self.speech().yields_to
    }

    /// How to mend it.
    pub fn fix(&self) -> Option<&FixTemplate> {
        self.speech().fix.as_ref()
    }

    /// Where it looks.
    pub fn scope(&self) -> &Scope {
        &self.search().scope
    }

    /// The kind of its matcher.
    pub fn kind(&self) -> &'static Kind {
        self.search().kind
    }

    /// The search.
    pub fn matcher(&self) -> &dyn Matcher {
        &*self.search().matcher
    }

    /// How far it looks.
    pub fn reach(&self) -> Reach {
        let scope = self.scope();
        // A quotation may run on over several blocks.
        let is_plain = |place: &Place| !place.is_outside() && *place != Place::Quotation;
        match scope.within.iter().chain(&scope.without).all(is_plain) {
            true => self.matcher().reach(),
            false => Reach::Document,
        }
    }

    /// The ids of the rules whose findings it looks at.
    pub(super) fn parts(&self) -> Vec<&str> {
        match &self.body {
            Body::Read { search, .. } => {
                search.matcher.parts().iter().map(|part| part.value.as_str()).collect()
            }
            Body::Waiting(waiting) => waiting.head.parts.to_vec(),
        }
    }

    /// Whether it speaks of the suppressions of a document.
    pub(super) fn remarks(&self) -> bool {
        match &self.body {
            Body::Read { search, .. } => search.matcher.wakes() == Wakes::Remarks,
            Body::Waiting(waiting) => waiting.head.remarks,
        }
    }

    /// The number of a rule that was built in, by which the index knows what wakes it.
    pub(super) fn number(&self) -> Option<usize> {
        match &self.body {
            Body::Read { .. } => None,
            Body::Waiting(waiting) => Some(waiting.number),
        }
    }

    /// What is worth a look in its file, and no fault.
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// The file, for reports about the rule itself.
    pub fn file(&self) -> &Arc<Source> {
        match &self.body {
            Body::Read { file, .. } => file,
            Body::Waiting(waiting) => waiting.file(),
        }
    }

    /// Texts that it must flag, then texts that it must not.
    pub fn examples(&self) -> &[Example] {
        self.examples.get_or_init(|| read_examples(self.file()))
    }

    fn search(&self) -> &Search {
        match &self.body {
            Body::Read { search, .. } => search,
            Body::Waiting(waiting) => waiting.search(),
        }
    }

    fn speech(&self) -> &Speech {
        match &self.body {
            Body::Read { speech, .. } => speech,
            Body::Waiting(waiting) => waiting.speech(),
        }
    }

    /// Adds what the rule finds in a document to `looked`: the first `most` places, and what is beyond them.
    pub fn look(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, most: usize, looked: &mut Looked) {
        let is_in_scope = |span: Span| self.is_in_scope(analysis, span);
        let mut found = Matches::new(most, &is_in_scope);
        self.matcher().find(analysis, hits, &mut found);
        if found.is_empty() {
            return;
        }
        let (found, beyond) = found.finish();
        looked.diagnostics.extend(found.into_iter().map(|finding| self.speak(analysis, finding)));
        looked.beyond.extend(beyond.map(|(first, count)| Beyond {
            rule: self.id.clone(),
            severity: self.severity,
            weight: self.weight,
            first,
            count,
        }));
    }

    /// Adds what the rule makes of the findings of others to `diagnostics`; returns the positions of those that
    /// it absorbs.
    pub fn combine(
        &self,
        analysis: &Analysis<'_>,
        findings: &[Finding],
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<usize> {
        let is_in_scope = |span: Span| self.is_in_scope(analysis, span);
        let mut found = Matches::new(usize::MAX, &is_in_scope);
        self.matcher().find(analysis, &Hits::of_findings(findings), &mut found);
        let (mut found, _) = found.finish();
        let absorbed = found.iter_mut().flat_map(|whole| std::mem::take(&mut whole.absorbs)).collect();
        diagnostics.extend(found.into_iter().map(|whole| self.speak(analysis, whole)));
        absorbed
    }

    /// Whether the rule looks where something was found.
    fn is_in_scope(&self, analysis: &Analysis<'_>, span: Span) -> bool {
        (self.matcher().reads_hidden() || !analysis.document.hides(span))
            && (*self.scope() == Scope::default() || self.scope().holds(analysis, span))
    }

    fn speak(&self, analysis: &Analysis<'_>, finding: Match) -> Diagnostic {
        let Speech { message, label, labels: texts, help, fix, .. } = self.speech();
        let fixes = fix.as_ref().map_or_else(Vec::new, |fix| fix.word(analysis, &finding));
        let Match { span, text, related, mut values, .. } = finding;
        values.push(("match".to_owned(), text));
        let labels = related.iter().filter_map(|&(role, span)| {
            let (_, template) = texts.iter().find(|(name, _)| name == role)?;
            Some(Label { span, message: template.fill(&values) })
        });
        Diagnostic {
            rule: self.id.clone(),
            severity: self.severity,
            message: message.fill(&values),
            span,
            label: label.as_ref().and_then(|label| label.fill_if_known(&values)),
            labels: labels.collect(),
            help: help.as_ref().and_then(|help| help.fill_if_known(&values)),
            fixes,
            weight: self.weight,
        }
    }
}
