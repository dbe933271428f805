//! prosec is a compiler for prose: it reads drafts and reports what a spam desk and a copy desk would
//! stop, with exact spans.

mod diagnostic;
mod error;
mod settings;
mod source;

pub mod document;
pub mod lexicon;
pub mod text;

pub use diagnostic::{Applicability, Diagnostic, Edit, Fix, Label, Report, RuleId, Severity};
pub use error::Error;
pub use source::{Position, Source, Span};
