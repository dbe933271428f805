//! What a kind of rule is, and what it finds.

use std::fmt;

use super::index::Hits;
use crate::analysis::{Analysis, List, Lists, Scope};
use crate::diagnostic::Edit;
use crate::document::TextSpan;
use crate::settings::{Faults, Field, Spanned, Table};
use crate::source::Span;

/// A kind of rule: the name of its table in rule files, and how that table is read.
pub struct Kind {
    /// The name of the table.
    pub name: &'static str,
    /// What rules of this kind find; one sentence.
    pub summary: &'static str,
    /// The keys of the table.
    pub fields: &'static [Field],
    /// The placeholders that its findings fill, besides `match`.
    pub placeholders: &'static [&'static str],
    /// The roles of the further places that its findings name.
    pub roles: &'static [&'static str],
    /// Whether its findings carry fixes of their own, which `[fix]` then words.
    pub proposes: bool,
    /// Makes a matcher of a table; nothing where the table is faulty, which was reported then.
    pub read: fn(&Table<'_>, &Context<'_>) -> Option<Box<dyn Matcher>>,
}

/// What a kind may look at while it reads its table.
#[derive(Clone, Copy, Debug)]
pub struct Context<'c> {
    /// The lists of the rule set.
    pub lists: &'c Lists,
    /// Where the rule looks. Findings elsewhere are dropped, whatever their kind; a kind needs the scope
    /// only if it can save a search, or [reads texts](Matcher::reads_texts).
    pub scope: &'c Scope,
    /// Takes what is wrong with the table.
    pub faults: &'c Faults,
}

impl<'c> Context<'c> {
    /// The list of this name; where there is none, that is reported.
    pub fn list(&self, name: &Spanned<String>) -> Option<&'c List> {
        let known: Vec<&str> = self.lists.names().collect();
        if !known.contains(&name.value.as_str()) {
            self.faults.add_unknown("rules/unknown-list", name.span, "list", &name.value, &known);
            return None;
        }
        Some(self.lists.get(&name.value))
    }
}

impl fmt::Debug for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Kind").field("name", &self.name).finish_non_exhaustive()
    }
}

/// The search of one rule.
pub trait Matcher: fmt::Debug + Send + Sync {
    /// What must stand in a document for the rule to be asked at all.
    fn wakes(&self) -> Wakes;

    /// Adds what it finds to `found`, in any order. `hits` are the places of what woke it.
    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Vec<Match>);

    /// The placeholders that this table adds to those of its kind: named groups.
    fn placeholders(&self) -> Vec<String> {
        Vec::new()
    }

    /// Whether it searches plain texts, so that it can look outside of the prose and by the sentence or
    /// document.
    fn reads_texts(&self) -> bool {
        false
    }
}

/// What wakes a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wakes {
    /// Every document: the search is over facts that are computed anyway.
    Always,
    /// Any of these words, in lower case. A hit's item is the index here, its place a token.
    Words(Vec<String>),
    /// Any of these strings, in any ASCII case. A hit's item is the index here, its place an offset in the
    /// flow.
    Literals(Vec<String>),
}

/// A finding, before a rule has spoken.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The bytes of the file that are wrong.
    pub span: Span,
    /// Their text as the reader sees it, markup apart: the placeholder `match`.
    pub text: String,
    /// Further places by role.
    pub related: Vec<(&'static str, Span)>,
    /// Values of the kind's placeholders.
    pub values: Vec<(String, String)>,
    /// Fixes of the finding's own, best first.
    pub proposals: Vec<Proposal>,
}

/// A fix, before a rule has worded it.
#[derive(Clone, Debug, PartialEq)]
pub struct Proposal {
    /// The edits, sorted, without overlap.
    pub edits: Vec<Edit>,
    /// What the reader will have: the placeholder `replacement`.
    pub text: String,
}

impl Match {
    /// A finding at a span of the flow.
    pub fn new(analysis: &Analysis<'_>, span: TextSpan) -> Self {
        Self {
            span: analysis.source_span(span),
            text: analysis.document.slice(span).to_owned(),
            related: Vec::new(),
            values: Vec::new(),
            proposals: Vec::new(),
        }
    }

    /// A finding at bytes of the file that no block holds.
    pub fn raw(analysis: &Analysis<'_>, span: Span) -> Self {
        let text = analysis.document.source.slice(span).to_owned();
        Self { span, text, related: Vec::new(), values: Vec::new(), proposals: Vec::new() }
    }

    /// Adds the value of a placeholder.
    pub fn value(mut self, name: &str, value: impl Into<String>) -> Self {
        self.values.push((name.to_owned(), value.into()));
        self
    }

    /// Adds a further place.
    pub fn related(mut self, role: &'static str, span: Span) -> Self {
        self.related.push((role, span));
        self
    }

    /// Adds a fix of one edit; none where `edit` is none.
    pub fn propose(mut self, edit: Option<Edit>) -> Self {
        if let Some(edit) = edit {
            let text = edit.replacement.clone();
            self.proposals.push(Proposal { edits: vec![edit], text });
        }
        self
    }
}
