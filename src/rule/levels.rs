//! How a house weighs the rules: severities and weights of its own, and rules that are off.

use std::num::NonZeroUsize;

use rustc_hash::FxHashMap;

use super::recipe::Recipe;
use super::rule::Rule;
use crate::diagnostic::{Beyond, Diagnostic, RuleId, Severity, is_meant};

/// How much a finding matters to the house that asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It is not reported.
    Off,
    /// It is reported at the severity of its rule.
    On,
    /// It is reported at this severity.
    At(Severity),
}

impl Level {
    /// The words for it in settings, the severest first.
    pub const WORDS: &'static [&'static str] = &["error", "warning", "note", "off", "on"];

    /// The level that a word names.
    pub fn of_word(word: &str) -> Option<Self> {
        match word {
            "off" => Some(Self::Off),
            "on" => Some(Self::On),
            _ => word.parse().ok().map(Self::At),
        }
    }

    /// The word for it in settings.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Off => "off",
            Self::On => "on",
            Self::At(severity) => severity.as_str(),
        }
    }
}

/// What settings say of some rules. What they do not name keeps the severity and weight of its own file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Levels {
    levels: FxHashMap<RuleId, Level>,
    weights: FxHashMap<RuleId, f64>,
    /// How many findings of one rule are made in a document; all if nobody says otherwise.
    most: Option<NonZeroUsize>,
}

impl Levels {
    /// Whether nothing is said of any rule.
    pub fn is_empty(&self) -> bool {
        self.levels.is_empty() && self.weights.is_empty()
    }

    /// Sets the level of the rules that `name` means: a rule's id, a group, or “all”.
    pub fn set_level(&mut self, rules: &[Rule], name: &str, level: Level) {
        let named = rules.iter().filter(|rule| is_meant(rule.id.as_str(), name));
        self.levels.extend(named.map(|rule| (rule.id.clone(), level)));
    }

    /// Sets what a finding of the rules that `name` means adds to the score.
    pub fn set_weight(&mut self, rules: &[Rule], name: &str, weight: f64) {
        let named = rules.iter().filter(|rule| is_meant(rule.id.as_str(), name));
        self.weights.extend(named.map(|rule| (rule.id.clone(), weight)));
    }

    /// Sets how many findings of one rule are made in a document at most. Those that come after them in the text are
    /// only counted.
    pub fn set_most(&mut self, most: Option<NonZeroUsize>) {
        self.most = most;
    }

    /// How many findings of one rule are made at most.
    pub(crate) fn most(&self) -> usize {
        self.most.map_or(usize::MAX, NonZeroUsize::get)
    }

    /// The level of a rule, if it is not the rule's own.
    pub fn level(&self, rule: &RuleId) -> Option<Level> {
        self.levels.get(rule).copied()
    }

    /// What a finding of a rule adds to the score, if that is not the rule's own weight.
    pub fn weight(&self, rule: &RuleId) -> Option<f64> {
        self.weights.get(rule).copied()
    }

    /// Adds all that is said to a recipe, by rule.
    pub(crate) fn add_to(&self, recipe: &mut Recipe) {
        let mut said: Vec<(&RuleId, &str, String)> = Vec::new();
        said.extend(self.levels.iter().map(|(rule, level)| (rule, "level", level.as_str().to_owned())));
        said.extend(self.weights.iter().map(|(rule, weight)| (rule, "weight", weight.to_bits().to_string())));
        said.sort();
        said.iter().for_each(|(rule, what, value)| recipe.add(what, &[rule.as_str(), value]));
        recipe.add("most", &[&self.most().to_string()]);
    }

    /// Drops the findings of rules that are off, and weighs the others.
    pub(crate) fn apply(&self, diagnostics: &mut Vec<Diagnostic>) {
        if !self.is_empty() {
            diagnostics.retain_mut(|found| self.weigh(&found.rule, (&mut found.severity, &mut found.weight)));
        }
    }

    /// The same with findings that are only counted.
    pub(crate) fn apply_beyond(&self, beyond: &mut Vec<Beyond>) {
        beyond.retain_mut(|beyond| self.weigh(&beyond.rule, (&mut beyond.severity, &mut beyond.weight)));
    }

    /// Weighs what a rule found, and says whether it is reported.
    fn weigh(&self, rule: &RuleId, (severity, weight): (&mut Severity, &mut f64)) -> bool {
        match self.level(rule) {
            Some(Level::Off) => return false,
            Some(Level::At(other)) => *severity = other,
            Some(Level::On) | None => {}
        }
        *weight = self.weight(rule).unwrap_or(*weight);
        true
    }
}
