//! Adds rules and lists to a set, from folders and from memory; what is wrong with them is told all at once.

use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};
use std::{fmt, fs, io};

use rustc_hash::{FxHashMap, FxHashSet};

use super::RuleSet;
use crate::Error;
use crate::diagnostic::{Diagnostic, RuleId};
use crate::rule::list::{ReadList, read_list};
use crate::rule::read::{Known, id_of_path, read_rule};
use crate::rule::rule::Rule;
use crate::rule::running::circles;
use crate::settings::Faults;
use crate::source::{Source, Span};

/// The folder of rule files that hold lists, not rules.
const LISTS: &str = "lists/";

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

impl RuleSet {
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

    pub(super) fn add(&mut self, files: Vec<(String, Source)>, error: &mut LoadError) {
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
