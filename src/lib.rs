//! prosec is a compiler for prose: it reads drafts and reports what a spam desk and a copy desk would
//! stop, with exact spans.
//!
//! ```
//! use prosec::{Applicability, RuleSet, Source, check, fix};
//!
//! let rules = RuleSet::builtin();
//! let source = Source::new("draft.md", "The mayor waived to the the crowd.\n");
//! let report = check(&source, &rules);
//! for diagnostic in &report.diagnostics {
//!     println!("{} {}", diagnostic.rule, diagnostic.message);
//! }
//! let mended = fix(&source, &report, Applicability::Suggested);
//! ```

#[cfg(test)]
extern crate self as prosec;

mod check;

mod diagnostic;
mod draft;
mod edits;
mod error;
mod fix;
mod score;
mod settings;
mod source;
mod suppress;

pub mod analysis;
pub mod baseline;
pub mod cli;
pub mod config;
pub mod document;
pub mod emit;
pub mod lexicon;
pub mod matcher;
pub mod patch;
pub mod rule;
pub mod text;

pub use check::{check, check_at, check_batch};
pub use config::Config;
pub use diagnostic::{
    Applicability, Beyond, Contribution, Diagnostic, Edit, Fix, Label, Report, RuleId, Score, Severity,
};
pub use draft::{Checked, Draft};
pub use error::Error;
pub use fix::{LeftOut, Mended, Mending, Obstacle, fix, mend};
pub use rule::{Level, Levels, LoadError, Rule, RuleSet, Selection};
pub use source::{Position, Source, Span};
