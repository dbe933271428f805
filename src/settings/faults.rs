//! The faults of one TOML file, collected while it is read.

use std::cell::RefCell;

use crate::diagnostic::{Applicability, Diagnostic, Edit, Fix, RuleId, Severity};
use crate::source::Span;

/// Collects the faults of one file. Reading goes on after each, so that all of them are reported.
#[derive(Debug, Default)]
pub struct Faults {
    list: RefCell<Vec<Diagnostic>>,
}

impl Faults {
    /// Adds a fault: `code` is its rule id, as in `rules/unknown-key`.
    pub fn add(&self, code: &'static str, span: Span, message: impl Into<String>) {
        self.push(code, span, message.into(), None, Vec::new());
    }

    /// Adds a fault with advice.
    pub fn add_with_help(
        &self,
        code: &'static str,
        span: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        self.push(code, span, message.into(), Some(help.into()), Vec::new());
    }

    /// Adds a fault of a name that is not known; where a known one was probably meant, the help asks and
    /// the fix writes it. The help names all known ones otherwise.
    pub fn add_unknown(&self, code: &'static str, span: Span, what: &str, name: &str, known: &[&str]) {
        let message = format!("unknown {what} “{name}”");
        match super::nearest(name, known.iter().copied()) {
            Some(meant) => {
                let fix = Fix {
                    message: format!("write “{meant}”"),
                    applicability: Applicability::Suggested,
                    edits: vec![Edit { span, replacement: meant.to_owned() }],
                };
                self.push(code, span, message, Some(format!("did you mean “{meant}”?")), vec![fix]);
            }
            None => {
                let help = format!("one of: {}", known.join(", "));
                self.push(code, span, message, Some(help), Vec::new());
            }
        }
    }

    fn push(&self, code: &'static str, span: Span, message: String, help: Option<String>, fixes: Vec<Fix>) {
        self.list.borrow_mut().push(Diagnostic {
            rule: RuleId::new(code).expect("fault codes are valid ids"),
            severity: Severity::Error,
            message,
            span,
            label: None,
            labels: Vec::new(),
            help,
            fixes,
            weight: 0.0,
        });
    }

    /// Forgets the faults that do not stand wholly before an offset.
    pub(super) fn keep_before(&self, offset: usize) {
        self.list.borrow_mut().retain(|fault| !fault.span.is_empty() && fault.span.end <= offset);
    }

    /// Whether no fault was found.
    pub fn is_empty(&self) -> bool {
        self.list.borrow().is_empty()
    }

    /// The faults, sorted by place.
    pub fn into_sorted(self) -> Vec<Diagnostic> {
        let mut list = self.list.into_inner();
        list.sort_by(|a, b| (a.span, &a.rule).cmp(&(b.span, &b.rule)));
        list
    }
}
