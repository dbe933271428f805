//! What a kind of rule is, and what it finds.

use std::fmt;
use std::ops::Range;

use super::index::Hits;
pub use super::matches::Matches;
pub use super::wakes::{Literal, Wakes};
use crate::analysis::{Analysis, List, Lists, Scope, Text};
use crate::diagnostic::Edit;
use crate::document::TextSpan;
use crate::lexicon::Lexicon;
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
    /// The words of the language.
    pub lexicon: &'c Lexicon,
    /// The ids of all rules, those that are yet to be read among them.
    pub rules: &'c [&'c str],
    /// Where the rule looks. Findings elsewhere are dropped, whatever their kind; a kind needs the scope
    /// only if it can save a search, or [reads texts](Matcher::reads_texts).
    pub scope: &'c Scope,
    /// Takes what is wrong with the table.
    pub faults: &'c Faults,
    /// Whether the table must be held against all that can be wrong with it.
    pub trust: Trust,
}

/// How far the text of a rule is known to be right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trust {
    /// Anybody may have written it.
    None,
    /// It is one of the built-in rules, whose faults the tests would have found, and of which the build knows what
    /// wakes it: a matcher need not be able to tell.
    Tested,
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

    /// Whether there is a rule of this id; where there is none, that is reported.
    pub fn has_rule(&self, id: &Spanned<String>) -> bool {
        let is_known = self.trust == Trust::Tested || self.rules.contains(&id.value.as_str());
        if !is_known {
            self.faults.add_unknown("rules/unknown-rule", id.span, "rule", &id.value, self.rules);
        }
        is_known
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
    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>);

    /// The ids of the rules whose findings it looks at, with their places in the rule file.
    fn parts(&self) -> &[Spanned<String>] {
        &[]
    }

    /// Whether its parts might come together in a document, if those find something that are awake; of each
    /// part that is, its weight is given.
    fn may_combine(&self, _: &Analysis<'_>, _awake: &[Option<f64>]) -> bool {
        true
    }

    /// Whether its search, or what is made for it, costs so much that others should look first.
    fn is_costly(&self) -> bool {
        false
    }

    /// Whether it looks for what is hidden from readers too. What others find there is not reported: no reader
    /// stumbles over it.
    fn reads_hidden(&self) -> bool {
        false
    }

    /// The placeholders that this table adds to those of its kind: named groups.
    fn placeholders(&self) -> Vec<String> {
        Vec::new()
    }

    /// The phrases that it finds and those that it lets stand, for lints that hold rules against each other.
    fn claims(&self) -> Vec<Claim> {
        Vec::new()
    }

    /// How far it looks: what it finds in a block may hang on what stands elsewhere.
    fn reach(&self) -> Reach {
        Reach::Document
    }

    /// Whether it searches plain texts, so that it can look outside of the prose and by the sentence or
    /// document.
    fn reads_texts(&self) -> bool {
        false
    }
}

/// How far a search looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// What it finds in a block hangs on that block alone.
    Block,
    /// Likewise, but that a word which stands elsewhere in the document may be let stand.
    Vocabulary,
    /// It looks at the whole document.
    Document,
}

/// A phrase that a rule decides on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Where the phrase, or the list that holds it, stands in the rule file.
    pub span: Span,
    /// The phrase as written there, or the form of it that this claim is about.
    pub written: String,
    /// Its words and signs, in lower case where the rule does not ask for case.
    pub parts: Vec<String>,
    /// Whether it is another form than the one written in the rule file.
    pub is_inflected: bool,
    /// What the rule says of it.
    pub verdict: Verdict,
}

/// What a rule says of a phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is a fault.
    Fault,
    /// It is a fault, and this is to be written instead.
    Swap(String),
    /// It is right, and so is what it holds.
    Right,
}

/// What another rule found, for one that looks at findings.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// Which of the [`Matcher::parts`] found it.
    pub item: usize,
    /// The bytes of the file that it is at.
    pub span: Span,
    /// What it adds to a score.
    pub weight: f64,
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
    /// The findings of other rules that it is made of, and that need not be reported beside it: their
    /// positions among the hits' findings.
    pub absorbs: Vec<usize>,
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
            absorbs: Vec::new(),
        }
    }

    /// A finding in a text, in the prose or outside of it.
    pub fn in_text(text: &Text<'_>, range: Range<usize>) -> Self {
        Self {
            span: text.source_span(range.clone()),
            text: text.as_str()[range].to_owned(),
            related: Vec::new(),
            values: Vec::new(),
            proposals: Vec::new(),
            absorbs: Vec::new(),
        }
    }

    /// A finding at bytes of the file that no block holds.
    pub fn raw(analysis: &Analysis<'_>, span: Span) -> Self {
        let text = analysis.document.source.slice(span).to_owned();
        let (related, values, proposals, absorbs) = Default::default();
        Self { span, text, related, values, proposals, absorbs }
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
