//! Token patterns that are read when they are first needed: of a built-in rule that a document wakes, most never are.

use std::sync::OnceLock;

use super::pattern::Pattern;
use crate::analysis::{Lists, Scope};
use crate::lexicon::Lexicon;
use crate::matcher::{Context, Trust};
use crate::settings::{Faults, Spanned};

/// A pattern that is known to be right, and may not have been read yet.
#[derive(Debug)]
pub(in crate::matcher) struct Late {
    text: Spanned<String>,
    read: Read,
    /// Boxed, since most are never read.
    pattern: OnceLock<Box<Pattern>>,
}

/// How a pattern is read: one of tokens in a row, or of what stands around a word.
type Read = fn(&Spanned<String>, &Context<'_>) -> Option<Pattern>;

impl Late {
    /// The pattern of a text. Whatever was not tested is read at once, and its faults are reported.
    pub(in crate::matcher) fn new(text: Spanned<String>, read: Read, context: &Context<'_>) -> Option<Self> {
        let pattern = match context.trust {
            Trust::None => OnceLock::from(Box::new(read(&text, context)?)),
            Trust::Tested => OnceLock::new(),
        };
        Some(Self { text, read, pattern })
    }

    /// The pattern, which may name these lists.
    pub(in crate::matcher) fn get(&self, lists: &Lists) -> &Pattern {
        self.pattern.get_or_init(|| {
            let (lexicon, scope, faults) = (Lexicon::english(), Scope::default(), Faults::default());
            let context = Context {
                lists,
                lexicon: &lexicon,
                rules: &[],
                scope: &scope,
                faults: &faults,
                trust: Trust::Tested,
            };
            Box::new((self.read)(&self.text, &context).expect("the tests read it"))
        })
    }

    /// The pattern, if it was read.
    pub(in crate::matcher) fn known(&self) -> Option<&Pattern> {
        self.pattern.get().map(Box::as_ref)
    }
}
