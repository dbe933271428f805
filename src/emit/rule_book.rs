//! Where emitters look up what a rule is. A run may have several sets of rules, one for each configuration.

use crate::{Rule, RuleId, RuleSet};

/// The rules of a run.
#[derive(Debug, Default)]
pub struct RuleBook<'r> {
    sets: Vec<&'r RuleSet>,
}

impl<'r> RuleBook<'r> {
    /// A book of all rules of these sets. Where two know the same rule, the first one tells.
    pub fn new(sets: impl IntoIterator<Item = &'r RuleSet>) -> Self {
        Self { sets: sets.into_iter().collect() }
    }

    /// The rule of this id; what has no rule file is not in the book.
    pub fn rule(&self, id: &RuleId) -> Option<&'r Rule> {
        self.sets.iter().find_map(|set| {
            let at = set.rules().binary_search_by(|rule| rule.id.cmp(id)).ok()?;
            Some(&set.rules()[at])
        })
    }
}
