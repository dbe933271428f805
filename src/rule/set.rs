//! A set of rules with the lists and the lexicon that they share: what prosec knows, and what users add.

mod load;
mod selection;

use std::sync::{Arc, OnceLock};

pub use load::LoadError;
pub use selection::Selection;

use super::builtin;
use super::levels::{Level, Levels};
use super::recipe::Recipe;
use super::rule::{Looked, Rule};
use super::running::Running;
use crate::analysis::{Analysis, Lists};
use crate::diagnostic::{Beyond, Diagnostic, RuleId, is_meant};
use crate::lexicon::{Language, Lexicon};
use crate::settings::nearest;
use crate::source::Source;
use crate::suppress::{Names, Settled, settle};

/// Rules, sorted by id.
#[derive(Debug, Default)]
pub struct RuleSet {
    rules: Vec<Rule>,
    lists: Arc<Lists>,
    /// What does nothing in list files.
    list_notes: Vec<(Arc<Source>, Vec<Diagnostic>)>,
    lexicon: Lexicon,
    selection: Selection,
    ignores_suppressions: bool,
    running: OnceLock<Running>,
    recipe: Recipe,
}

impl RuleSet {
    /// The rules that prosec ships, each to be read when it is needed; all at once while the build knows too little.
    pub fn builtin() -> Self {
        let mut set =
            Self { lexicon: Lexicon::english(), lists: Arc::new(builtin::lists()), ..Self::default() };
        set.rules = builtin::rules(&set.lists);
        set.rules.sort_by(|a, b| a.id.cmp(&b.id));
        if set.rules.is_empty() { Self::builtin_in_full().0 } else { set }
    }

    /// The same, held against all that can be wrong with rule files; and their faults, which only their authors
    /// meet.
    pub(crate) fn builtin_in_full() -> (Self, LoadError) {
        let mut set = Self { lexicon: Lexicon::english(), ..Self::default() };
        let mut error = LoadError::default();
        set.add(builtin::files().map(|(path, file)| (path.to_owned(), file)).collect(), &mut error);
        (set, error)
    }

    /// Adds words that are spelled right, as [`Lexicon::add_words`] has it.
    pub fn add_words(&mut self, words: impl IntoIterator<Item = String>) {
        let words: Vec<String> = words.into_iter().collect();
        self.recipe.add("words", &words.iter().map(String::as_str).collect::<Vec<_>>());
        self.lexicon.add_words(words);
        self.running = OnceLock::new();
    }

    /// Says in which English drafts are to be written. Until then none is preferred.
    pub fn set_language(&mut self, language: Option<Language>) {
        self.recipe.add("language", language.map(Language::tag).as_slice());
        self.lexicon.set_language(language);
    }

    /// Says whether comments and marks in drafts silence nothing. Until then they do.
    pub fn ignore_suppressions(&mut self, ignore: bool) {
        self.recipe.add("suppressions", if ignore { &["ignored"] } else { &[] });
        self.ignores_suppressions = ignore;
    }

    /// A hash of all that was put into the set besides what prosec ships: what is found under it is found again.
    pub(crate) fn recipe(&self) -> [u8; 32] {
        self.recipe.hash()
    }

    /// The rule of this id.
    ///
    /// # Errors
    /// When there is none: a message with a did-you-mean.
    pub fn rule(&self, id: &str) -> Result<&Rule, String> {
        self.rules.iter().find(|rule| rule.id.as_str() == id).ok_or_else(|| self.unknown(id))
    }

    fn unknown(&self, name: &str) -> String {
        let known: Vec<&str> =
            self.rules.iter().flat_map(|rule| [rule.id.as_str(), rule.id.group()]).collect();
        match nearest(name, known) {
            Some(meant) => format!("no rule or group is called “{name}”; did you mean “{meant}”?"),
            None => format!("no rule or group is called “{name}”; `prosec rules list` shows all"),
        }
    }

    /// The rules, sorted by id, whether they run or not.
    pub fn rules(&self) -> &[Rule] {
        &self.rules
    }

    /// What is worth a look in the files of the rules, each with its notes; no fault, so that all are loaded.
    pub fn notes(&self) -> impl Iterator<Item = (&Source, &[Diagnostic])> {
        let noted = self.rules.iter().filter(|rule| !rule.notes().is_empty());
        noted.map(|rule| (&**rule.file(), rule.notes()))
    }

    /// The lists that the rules share.
    pub fn lists(&self) -> &Lists {
        &self.lists
    }

    /// What does nothing in list files.
    pub(super) fn list_notes(&self) -> impl Iterator<Item = &(Arc<Source>, Vec<Diagnostic>)> {
        self.list_notes.iter()
    }

    /// The words of the language.
    pub fn lexicon(&self) -> &Lexicon {
        &self.lexicon
    }

    /// What the rules that the document wakes find in it, in no order; among it what only serves as a part of
    /// other findings. Of each rule the first `most` findings are made.
    pub(crate) fn look(&self, analysis: &Analysis<'_>, most: usize) -> Looked {
        let mut looked = self.look_at_all(std::slice::from_ref(analysis), &[most]);
        looked.pop().unwrap_or_default()
    }

    /// The same of each of several documents, rule by rule.
    pub(crate) fn look_at_all(&self, analyses: &[Analysis<'_>], most: &[usize]) -> Vec<Looked> {
        self.running().look(&self.rules, analyses, most)
    }

    /// Adds what rules make of the findings of others, and drops what that absorbs or what was a part alone.
    pub(crate) fn combine(&self, analysis: &Analysis<'_>, diagnostics: Vec<Diagnostic>) -> Vec<Diagnostic> {
        self.running().combine(&self.rules, analysis, diagnostics)
    }

    /// Whether what the rule of this id finds is reported.
    pub fn reports(&self, id: &str) -> bool {
        let at = self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id));
        at.is_ok_and(|at| self.running().shows(at))
    }

    /// What the document's own suppressions leave of the findings, with what rules say of them. The rules that
    /// `levels` turn off need not have found anything; of what is `beyond` the limit, nobody knows.
    pub(crate) fn suppress(
        &self,
        analysis: &Analysis<'_>,
        diagnostics: Vec<Diagnostic>,
        beyond: Vec<Beyond>,
        levels: &Levels,
    ) -> Settled {
        if self.ignores_suppressions {
            return Settled { kept: diagnostics, beyond, ..Settled::default() };
        }
        let known = || self.rules.iter().flat_map(|rule| [rule.id.as_str(), rule.id.group()]).collect();
        let is_cut_short: Vec<RuleId> = beyond.iter().map(|beyond| beyond.rule.clone()).collect();
        // A rule on trial looks only where it is asked for, and a part never by itself.
        let looks = |(at, rule): (usize, &Rule)| {
            self.running().shows(at)
                && levels.level(&rule.id) != Some(Level::Off)
                && !is_cut_short.contains(&rule.id)
        };
        let looked = |name: &str| {
            let named = |(_, rule): &(usize, &Rule)| {
                is_meant(rule.id.as_str(), name) && (rule.id.as_str() == name || !rule.preview && !rule.part)
            };
            self.rules.iter().enumerate().filter(named).all(looks)
        };
        let mut settled = settle(analysis, diagnostics, beyond, &Names { known: &known, looked: &looked });
        let mut said = self.running().remark(&self.rules, analysis, &settled.remarks);
        levels.apply(&mut said);
        settled.kept.extend(said);
        settled
    }

    fn running(&self) -> &Running {
        self.running.get_or_init(|| {
            let selection = &self.selection;
            Running::new(
                &self.rules,
                &self.lexicon,
                |rule| selection.includes(rule),
                |rule| selection.excludes(rule),
            )
        })
    }

    /// Whether findings of the rule `id` give way to those of the rule `other` at the same place.
    pub(crate) fn yields(&self, id: &str, other: &str) -> bool {
        let Ok(at) = self.rules.binary_search_by(|rule| rule.id.as_str().cmp(id)) else { return false };
        let group = other.split_once('/').map_or(other, |(group, _)| group);
        self.rules[at].yields_to().iter().any(|name| name == other || name == group)
    }
}
