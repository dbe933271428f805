//! A set of rules with the lists and the lexicon that they share: what prosec knows, and what users add.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::{fmt, fs, io};

use rustc_hash::{FxHashMap, FxHashSet};

use super::builtin;
use super::levels::{Level, Levels};
use super::list::{ReadList, read_list};
use super::read::{Known, id_of_path, read_rule};
use super::recipe::Recipe;
use super::rule::{Looked, Rule};
use super::running::{Running, circles};
use crate::Error;
use crate::analysis::{Analysis, Lists};
use crate::diagnostic::{Beyond, Diagnostic, RuleId, is_meant};
use crate::lexicon::{Language, Lexicon};
use crate::settings::{Faults, nearest};
use crate::source::{Source, Span};
use crate::suppress::{Names, Settled, settle};

/// The folder of rule files that hold lists, not rules.
const LISTS: &str = "lists/";

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

/// Why a folder of rules could not be loaded: the faults of all of its files.
#[derive(Debug, Default)]
pub struct LoadError {
    /// The faulty files, each with its faults.
    pub faulty: Vec<(Arc<Source>, Vec<Diagnostic>)>,
    /// The files and folders that could not be read.
    pub unreadable: Vec<Error>,
}

impl LoadError {
    fn into_result(self) -> Result<(), Self> {
        if self.faulty.is_empty() && self.unreadable.is_empty() { Ok(()) } else { Err(self) }
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for error in &self.unreadable {
            writeln!(f, "{error}")?;
        }
        for (file, faults) in &self.faulty {
            for fault in faults {
                let place = file.position(fault.span.start);
                writeln!(f, "{}:{}:{}: {}", file.name(), place.line, place.column, fault.message)?;
            }
        }
        Ok(())
    }
}

impl std::error::Error for LoadError {}

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
    fn includes(&self, rule: &Rule) -> bool {
        let is_named = self.only.iter().any(|name| name == rule.id.as_str());
        let is_wanted = is_named
            || (self.only.is_empty() || self.only.iter().any(|name| names(name, rule)))
                && (self.preview || !rule.preview || self.trial.iter().any(|name| name == rule.id.as_str()))
                && !rule.part;
        is_wanted && !self.excludes(rule)
    }

    /// Whether the rule does not even run for the sake of others.
    fn excludes(&self, rule: &Rule) -> bool {
        self.without.iter().any(|name| names(name, rule))
    }
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

    /// Adds the rules and lists of a folder: `GROUP/NAME.toml`, and `lists/NAME.toml`. A rule of the same id
    /// replaces the one before; a list may also add to the one of its name, or remove from it, and all rules
    /// then go by the list as it is now.
    ///
    /// # Errors
    /// When a file cannot be read or is faulty. The error holds every fault of every file; the sound rules
    /// are added all the same.
    pub fn load_dir(&mut self, folder: impl AsRef<Path>) -> Result<(), LoadError> {
        let folder = folder.as_ref();
        let mut error = LoadError::default();
        let mut paths = Vec::new();
        collect(folder, &mut paths, &mut error);
        paths.sort();
        let mut files = Vec::new();
        for path in paths {
            match Source::read_settings(&path) {
                Ok(source) => {
                    let below = path.strip_prefix(folder).unwrap_or(&path);
                    files.push((below.to_string_lossy().replace('\\', "/"), source));
                }
                Err(cause) => error.unreadable.push(cause),
            }
        }
        self.note(&files);
        self.add(files, &mut error);
        error.into_result()
    }

    /// The same with rules and lists that are in memory: the name of each source is its path below the folder.
    ///
    /// # Errors
    /// When one is faulty, as [`load_dir`](Self::load_dir).
    pub fn load_sources(&mut self, sources: impl IntoIterator<Item = Source>) -> Result<(), LoadError> {
        let mut error = LoadError::default();
        let files: Vec<_> = sources.into_iter().map(|source| (source.name().to_owned(), source)).collect();
        self.note(&files);
        self.add(files, &mut error);
        error.into_result()
    }

    fn note(&mut self, files: &[(String, Source)]) {
        files.iter().for_each(|(path, file)| self.recipe.add("file", &[path, file.text()]));
    }

    fn add(&mut self, files: Vec<(String, Source)>, error: &mut LoadError) {
        self.running = OnceLock::new();
        let (lists, rules): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|(path, _)| path.starts_with(LISTS));
        let ids: Vec<RuleId> = (self.rules.iter().map(|rule| rule.id.clone()))
            .chain(rules.iter().filter_map(|(path, _)| id_of_path(path)))
            .collect();
        let ids: Vec<&str> = ids.iter().map(RuleId::as_str).collect();
        let mut by_id: FxHashMap<RuleId, Rule> =
            std::mem::take(&mut self.rules).into_iter().map(|rule| (rule.id.clone(), rule)).collect();
        let mut unread: Vec<(Option<RuleId>, String, Arc<Source>)> =
            rules.into_iter().map(|(path, file)| (id_of_path(&path), path, Arc::new(file))).collect();
        if self.add_lists(lists, error) {
            // What a rule made of the lists as they were is void.
            let replaced: FxHashSet<&RuleId> = unread.iter().filter_map(|(id, ..)| id.as_ref()).collect();
            let stale = by_id.values().filter(|rule| !replaced.contains(&rule.id));
            let mut stale: Vec<_> = stale
                .map(|rule| (Some(rule.id.clone()), rule.id.as_str().to_owned(), Arc::clone(rule.file())))
                .collect();
            stale.sort_by(|a, b| a.0.cmp(&b.0));
            unread.extend(stale);
        }
        let known = Known { lists: &self.lists, lexicon: &self.lexicon, rules: &ids };
        for (id, path, file) in unread {
            let read = match id {
                Some(id) => read_rule(id, Arc::clone(&file), &known),
                None => Err(misplaced(&path)),
            };
            match read {
                Ok(rule) => {
                    by_id.insert(rule.id.clone(), rule);
                }
                Err(faults) => error.faulty.push((file, faults)),
            }
        }
        self.rules = by_id.into_values().collect();
        self.rules.sort_by(|a, b| a.id.cmp(&b.id));
        for (at, faults) in circles(&self.rules).into_iter().rev() {
            error.faulty.push((Arc::clone(self.rules.remove(at).file()), faults));
        }
    }

    /// Adds the lists of some files, and says whether any list is another one now.
    fn add_lists(&mut self, files: Vec<(String, Source)>, error: &mut LoadError) -> bool {
        let mut changed = false;
        for (path, file) in files {
            let name = path.trim_start_matches(LISTS).trim_end_matches(".toml");
            let ReadList { list, faults, notes } = read_list(name, &file, &self.lists);
            if let Some(list) = list {
                Arc::make_mut(&mut self.lists).insert(name, list);
                changed = true;
            }
            let file = Arc::new(file);
            if !notes.is_empty() {
                self.list_notes.push((Arc::clone(&file), notes));
            }
            if !faults.is_empty() {
                error.faulty.push((file, faults));
            }
        }
        changed
    }

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

    /// Gives keys of a rule's own table other values, which are TOML.
    ///
    /// # Errors
    /// When the rule does not load with them: its faults, in the rule as it would be.
    pub fn set_options(&mut self, id: &str, values: &[(String, String)]) -> Result<(), LoadError> {
        let Some(at) = self.rules.iter().position(|rule| rule.id.as_str() == id) else { return Ok(()) };
        let rule = &self.rules[at];
        let file = with_options(rule, values);
        let ids: Vec<&str> = self.rules.iter().map(|rule| rule.id.as_str()).collect();
        let known = Known { lists: &self.lists, lexicon: &self.lexicon, rules: &ids };
        match read_rule(rule.id.clone(), Arc::clone(&file), &known) {
            Ok(rule) => {
                self.recipe.add("options", &[id, file.text()]);
                self.rules[at] = rule;
                self.running = OnceLock::new();
                Ok(())
            }
            Err(faults) => Err(LoadError { faulty: vec![(file, faults)], unreadable: Vec::new() }),
        }
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

/// The file of a rule with other values in its kind's table.
fn with_options(rule: &Rule, values: &[(String, String)]) -> Arc<Source> {
    let mut file: toml::Table = rule.file().text().parse().unwrap_or_default();
    if let Some(own) = file.get_mut(rule.kind().name).and_then(toml::Value::as_table_mut) {
        for (key, value) in values {
            let parsed: Option<toml::Table> = format!("value = {value}").parse().ok();
            own.extend(parsed.into_iter().flatten().map(|(_, value)| (key.clone(), value)));
        }
    }
    Arc::new(Source::new(format!("{} with options", rule.file().name()), file.to_string()))
}

/// Whether a selection's name means the rule: its id or its group.
fn names(name: &str, rule: &Rule) -> bool {
    rule.id.as_str() == name || rule.id.group() == name
}

fn misplaced(path: &str) -> Vec<Diagnostic> {
    let faults = Faults::default();
    faults.add_with_help(
        "rules/bad-path",
        Span::at(0),
        format!(
            "“{path}” is no rule id: it must be GROUP/NAME.toml in lower-case letters, digits and hyphens"
        ),
        "move the file into a folder named after its group, as in house/plain-words.toml",
    );
    faults.into_sorted()
}

/// Collects the TOML files below a folder.
fn collect(folder: &Path, paths: &mut Vec<PathBuf>, error: &mut LoadError) {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(cause) => return error.unreadable.push(Error::read(folder, cause)),
    };
    for entry in entries {
        match entry {
            Ok(entry) => {
                let path = entry.path();
                let is_rule = path.extension().is_some_and(|extension| extension == "toml");
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => collect(&path, paths, error),
                    // It may lead anywhere, and in a circle.
                    Ok(kind) if kind.is_symlink() && (is_rule || path.is_dir()) => {
                        let message = "links are not followed in folders of rules";
                        error.unreadable.push(Error::read(&path, io::Error::other(message)));
                    }
                    Ok(_) if is_rule => paths.push(path),
                    Ok(_) => {}
                    Err(cause) => error.unreadable.push(Error::read(&path, cause)),
                }
            }
            Err(cause) => error.unreadable.push(Error::read(folder, cause)),
        }
    }
}
