//! Examples: the texts in a rule file that the rule must flag, or must not. They are its tests, and what
//! fails is a diagnostic in the rule file.

use super::levels::Levels;
use super::rule::{Looked, Rule};
use super::running::Running;
use super::set::RuleSet;
use crate::analysis::Analysis;
use crate::diagnostic::{Diagnostic, RuleId, Severity};
use crate::document::Document;
use crate::edits::apply;
use crate::lexicon::{Language, Lexicon};
use crate::matcher::Hits;
use crate::settings::Spanned;
use crate::source::{Source, Span};

/// A text and what the rule must say of it.
#[derive(Clone, Debug)]
pub struct Example {
    /// The text.
    pub text: Spanned<String>,
    /// How the text is read: the extension of a file's name.
    pub extension: &'static str,
    /// The English that the settings ask for.
    pub language: Option<Language>,
    /// The exact text of each span that must be flagged, in order; none in a good example.
    pub flags: Vec<Spanned<String>>,
    /// The text with the first fix of each finding applied.
    pub fixed: Option<Spanned<String>>,
}

/// What came of an example.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// As it says.
    Ok,
    /// A span was not flagged.
    Missed,
    /// A span was flagged that should not be.
    Noisy,
    /// Another span was flagged than the one that should be.
    Misplaced,
    /// The fixes gave another text.
    Misfixed,
}

impl Outcome {
    /// The word for it in output.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Missed => "missed",
            Self::Noisy => "noisy",
            Self::Misplaced => "misplaced",
            Self::Misfixed => "misfixed",
        }
    }
}

/// A failing example: its outcome and where in the rule file it stands.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What went wrong.
    pub outcome: Outcome,
    /// The place in the rule file, and what happened.
    pub diagnostic: Diagnostic,
}

impl Rule {
    /// Runs the rule's examples, each by this rule alone and those of `rules` that it is made of, and returns
    /// what fails.
    pub fn test(&self, rules: &RuleSet) -> Vec<Failure> {
        let mut failures = Vec::new();
        for example in self.examples() {
            let source = example.source();
            let mut lexicon = rules.lexicon().clone();
            lexicon.set_language(example.language);
            let diagnostics = self.check_in(&source, &lexicon, rules);
            example.judge(&source, &diagnostics, &mut failures);
        }
        failures
    }

    /// What the rule finds in a source, with none but those of `rules` that it is made of.
    pub(crate) fn check_alone(&self, source: &Source, rules: &RuleSet) -> Vec<Diagnostic> {
        self.check_in(source, rules.lexicon(), rules)
    }

    fn check_in(&self, source: &Source, lexicon: &Lexicon, rules: &RuleSet) -> Vec<Diagnostic> {
        let document = Document::parse(source);
        let analysis = Analysis::new(&document, lexicon, rules.lists());
        let mut diagnostics = if self.remarks() {
            // What suppressions do shows only where all rules look.
            let found = rules.combine(&analysis, rules.look(&analysis, usize::MAX).diagnostics);
            let settled = rules.suppress(&analysis, found, Vec::new(), &Levels::default());
            let mut said = Looked::default();
            self.look(&analysis, &Hits::of_remarks(&settled.remarks), usize::MAX, &mut said);
            said.diagnostics
        } else {
            let running = Running::only(rules.rules(), lexicon, &self.id);
            let looked = running.look(rules.rules(), std::slice::from_ref(&analysis), &[usize::MAX]);
            let found = looked.into_iter().flat_map(|looked| looked.diagnostics).collect();
            running.combine(rules.rules(), &analysis, found)
        };
        diagnostics.sort_by_key(|diagnostic| diagnostic.span);
        diagnostics
    }
}

impl Example {
    /// The name of the format that the text is read in, as the rule file has it.
    pub fn format_name(&self) -> &'static str {
        match self.extension {
            "md" => "markdown",
            "html" => "html",
            _ => "text",
        }
    }

    /// The text as a source whose name tells its format.
    pub fn source(&self) -> Source {
        Source::new(format!("example.{}", self.extension), self.text.value.as_str())
    }

    fn judge(&self, source: &Source, diagnostics: &[Diagnostic], failures: &mut Vec<Failure>) {
        let mut unmet: Vec<&Spanned<String>> = Vec::new();
        let mut left: Vec<&str> =
            diagnostics.iter().map(|diagnostic| source.slice(diagnostic.span)).collect();
        for flag in &self.flags {
            match left.iter().position(|found| *found == flag.value) {
                Some(at) => {
                    left.remove(at);
                }
                None => unmet.push(flag),
            }
        }
        let mut left = left.into_iter();
        for flag in unmet {
            failures.push(match left.next() {
                Some(found) => failure(
                    Outcome::Misplaced,
                    flag.span,
                    format!("the rule flags “{found}” in place of “{}”", flag.value),
                ),
                None => {
                    failure(Outcome::Missed, flag.span, format!("the rule does not flag “{}”", flag.value))
                }
            });
        }
        failures.extend(left.map(|found| {
            failure(Outcome::Noisy, self.text.span, format!("the rule flags “{found}”, which it should not"))
        }));
        if let Some(fixed) = &self.fixed {
            let mended =
                apply(source.text(), diagnostics.iter().filter_map(|diagnostic| diagnostic.fixes.first()));
            if mended != fixed.value {
                failures.push(failure(Outcome::Misfixed, fixed.span, format!("the fixes give “{mended}”")));
            }
        }
    }
}

fn failure(outcome: Outcome, span: Span, message: String) -> Failure {
    let diagnostic = Diagnostic {
        rule: RuleId::new(&format!("rules/{}", outcome.as_str())).expect("outcomes are single words"),
        severity: Severity::Error,
        message,
        span,
        label: None,
        labels: Vec::new(),
        help: None,
        fixes: Vec::new(),
        weight: 0.0,
    };
    Failure { outcome, diagnostic }
}
