//! Which rules of a set run.

use std::sync::OnceLock;

use super::RuleSet;
use crate::rule::rule::Rule;

/// Which rules run.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// Rules and groups that run; all if there are none.
    pub only: Vec<String>,
    /// Rules and groups that do not run.
    pub without: Vec<String>,
    /// Whether rules that are still in preview run although `only` does not name them one by one.
    pub preview: bool,
    /// Rules that run although they are in preview.
    pub trial: Vec<String>,
}

impl Selection {
    /// Whether what the rule finds is reported.
    pub(super) fn includes(&self, rule: &Rule) -> bool {
        let is_named = self.only.iter().any(|name| name == rule.id.as_str());
        let is_wanted = is_named
            || (self.only.is_empty() || self.only.iter().any(|name| names(name, rule)))
                && (self.preview || !rule.preview || self.trial.iter().any(|name| name == rule.id.as_str()))
                && !rule.part;
        is_wanted && !self.excludes(rule)
    }

    /// Whether the rule does not even run for the sake of others.
    pub(super) fn excludes(&self, rule: &Rule) -> bool {
        self.without.iter().any(|name| names(name, rule))
    }
}

impl RuleSet {
    /// Lets only the rules run that `selection` names. Until then all run that are not in preview.
    ///
    /// # Errors
    /// When it names a rule or group that does not exist: one message for each, with a did-you-mean.
    pub fn select(&mut self, selection: &Selection) -> Result<(), Vec<String>> {
        let unknown: Vec<String> = selection
            .only
            .iter()
            .chain(&selection.without)
            .filter(|name| !self.rules.iter().any(|rule| names(name, rule)))
            .map(|name| self.unknown(name))
            .collect();
        if !unknown.is_empty() {
            return Err(unknown);
        }
        let Selection { only, without, preview, trial } = selection;
        for (what, names) in [("only", only), ("without", without), ("trial", trial)] {
            self.recipe.add(what, &names.iter().map(String::as_str).collect::<Vec<_>>());
        }
        self.recipe.add("preview", if *preview { &["on"] } else { &[] });
        self.selection = selection.clone();
        self.running = OnceLock::new();
        Ok(())
    }
}

/// Whether a selection's name means the rule: its id or its group.
fn names(name: &str, rule: &Rule) -> bool {
    rule.id.as_str() == name || rule.id.group() == name
}
