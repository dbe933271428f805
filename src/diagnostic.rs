//! What prosec reports, as plain data in byte offsets. It knows no lines, colours or JSON.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::source::Span;

/// The name of a rule: its group and its own name, as in `spam/bait-link`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RuleId(Arc<str>);

impl RuleId {
    /// A rule id from its text, which must be `group/name` in lower-case letters, digits and hyphens.
    pub fn new(text: &str) -> Option<Self> {
        let (group, name) = text.split_once('/')?;
        let kebab = |part: &str| {
            part.starts_with(|c: char| c.is_ascii_lowercase())
                && !part.ends_with('-')
                && part.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        };
        (kebab(group) && kebab(name)).then(|| Self(text.into()))
    }

    /// The whole id.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The part before the slash: the group, which is also the category of its diagnostics.
    pub fn group(&self) -> &str {
        self.0.split_once('/').map_or(&*self.0, |(group, _)| group)
    }
}

/// Whether a name, in settings or in a draft, means the rule of this id: the id itself, its group, or “all”.
pub fn is_meant(id: &str, name: &str) -> bool {
    let group = id.split_once('/').map_or(id, |(group, _)| group);
    name == EVERY_RULE || name == id || name == group
}

/// The name that means all rules.
pub const EVERY_RULE: &str = "all";

impl fmt::Display for RuleId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// How much a finding matters. The order is by weight: a note is least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; often a matter of taste.
    Note,
    /// Probably wrong.
    Warning,
    /// Wrong, or spam.
    Error,
}

impl Severity {
    /// All severities, most severe first.
    pub const ALL: [Severity; 3] = [Severity::Error, Severity::Warning, Severity::Note];

    /// The word for it in rule files and in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Severity {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        Self::ALL.into_iter().find(|severity| severity.as_str() == text).ok_or(())
    }
}

/// A place that a diagnostic points at besides its own, and what to say there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What stands there; one short phrase.
    pub message: String,
}

/// Whether a fix may be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// Changes no word: a quotation mark, a space, a line end.
    Safe,
    /// Changes the wording; applied on request only.
    Suggested,
}

impl Applicability {
    /// The word for it in rule files and in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Suggested => "suggested",
        }
    }
}

/// Puts `replacement` in place of the bytes of `span`; an empty span inserts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Edit {
    /// The bytes to replace.
    pub span: Span,
    /// What stands there afterwards.
    pub replacement: String,
}

/// One way to mend a finding: all of its edits together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as an imperative: “replace with “disclosed””.
    pub message: String,
    /// Whether it may be applied unseen.
    pub applicability: Applicability,
    /// The edits, sorted, without overlap.
    pub edits: Vec<Edit>,
}

/// One finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: RuleId,
    /// How much it matters.
    pub severity: Severity,
    /// What is wrong, on one line: lower case, no full stop.
    pub message: String,
    /// The bytes that are wrong.
    pub span: Span,
    /// What to say at `span`, where the message alone is not enough.
    pub label: Option<String>,
    /// Further places, such as the first mention of a name.
    pub labels: Vec<Label>,
    /// What to do.
    pub help: Option<String>,
    /// Ways to mend it, best first.
    pub fixes: Vec<Fix>,
    /// What it adds to the document's score.
    pub weight: f64,
}

impl Diagnostic {
    /// Moves all places that it names.
    pub(crate) fn move_spans(&mut self, moved: impl Fn(Span) -> Span) {
        self.span = moved(self.span);
        self.labels.iter_mut().for_each(|label| label.span = moved(label.span));
        let edits = self.fixes.iter_mut().flat_map(|fix| &mut fix.edits);
        edits.for_each(|edit| edit.span = moved(edit.span));
    }
}

/// What was found in one source, sorted by place.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Report {
    /// The findings, by start, end and rule.
    pub diagnostics: Vec<Diagnostic>,
    /// What they come to together.
    pub score: Score,
    /// The findings that comments and marks in the source silence. They are not scored.
    pub suppressed: Vec<Diagnostic>,
    /// How many words the source has.
    pub words: usize,
    /// What was found beyond the limit, by rule. It is scored, and counts for what fails a run.
    pub beyond: Vec<Beyond>,
}

/// The findings of one rule that are only counted, since there are too many.
#[derive(Clone, Debug, PartialEq)]
pub struct Beyond {
    /// The rule.
    pub rule: RuleId,
    /// How much each of them matters.
    pub severity: Severity,
    /// What each of them adds to the document's score.
    pub weight: f64,
    /// The place of the first one.
    pub first: Span,
    /// How many there are.
    pub count: usize,
}

impl Beyond {
    /// Adds a finding to those that are only counted.
    pub(crate) fn count(all: &mut Vec<Self>, finding: &Diagnostic) {
        let Diagnostic { rule, severity, weight, span, .. } = finding;
        match all.iter_mut().find(|beyond| beyond.rule == *rule) {
            Some(beyond) => {
                beyond.first = beyond.first.min(*span);
                beyond.count += 1;
            }
            None => all.push(Self {
                rule: rule.clone(),
                severity: *severity,
                weight: *weight,
                first: *span,
                count: 1,
            }),
        }
    }

    /// What to say of them, at the place of the first one.
    fn notice(&self) -> Diagnostic {
        let (noun, verb) = if self.count == 1 { ("finding", "is") } else { ("findings", "are") };
        Diagnostic {
            rule: self.rule.clone(),
            severity: self.severity,
            message: format!("from here on {} more {noun} of this rule {verb} not shown", self.count),
            span: self.first,
            label: None,
            labels: Vec::new(),
            help: Some("mend or allow the others first, or raise `max-findings`".to_owned()),
            fixes: Vec::new(),
            weight: self.weight,
        }
    }
}

impl Report {
    /// Findings that are not scored: what is wrong with a rule file.
    pub fn unscored(diagnostics: Vec<Diagnostic>) -> Self {
        Self { diagnostics, ..Self::default() }
    }

    /// Leaves the first `most` findings of each rule, and only counts the others.
    pub(crate) fn limit(&mut self, most: usize) {
        let mut counts: FxHashMap<RuleId, usize> = FxHashMap::default();
        let Self { diagnostics, beyond, .. } = self;
        diagnostics.retain(|finding| {
            let count = match counts.get_mut(&finding.rule) {
                Some(count) => count,
                None => counts.entry(finding.rule.clone()).or_default(),
            };
            *count += 1;
            let is_shown = *count <= most;
            if !is_shown {
                Beyond::count(beyond, finding);
            }
            is_shown
        });
    }

    /// How many findings are only counted.
    pub(crate) fn count_beyond(&self) -> usize {
        self.beyond.iter().map(|beyond| beyond.count).sum()
    }

    /// Puts in place of what is only counted a finding for each rule, which says so.
    pub(crate) fn tell_beyond(&mut self) {
        self.diagnostics.extend(self.beyond.iter().map(Beyond::notice));
        self.diagnostics.sort_by_key(|finding| finding.span);
    }
}

/// What the findings in one source come to together. Higher is worse: 0 is the best and 100 the worst.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Score {
    /// How much speaks for spam, whatever the length of the text.
    pub spam: f64,
    /// How much is wrong besides, for the length of the text.
    pub quality: f64,
    /// What each rule contributes, most first.
    pub contributions: Vec<Contribution>,
}

/// What one rule contributes to a score, before the limits of its group and of the whole.
#[derive(Clone, Debug, PartialEq)]
pub struct Contribution {
    /// The rule.
    pub rule: RuleId,
    /// How many findings it made.
    pub count: usize,
    /// What they come to.
    pub points: f64,
}
