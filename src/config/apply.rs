//! What a configuration comes to: the rules that run, what they know, and how their findings weigh in a file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::{self, ConfigFile, Set, Weighing};
use super::load::{Config, Faulty, Layer};
use crate::diagnostic::Severity;
use crate::lexicon::Language;
use crate::rule::{Level, Levels, RuleSet, Selection};
use crate::settings::{Faults, Spanned};
use crate::source::Source;

impl Config {
    /// The English that is written here.
    pub fn language(&self) -> Option<&Set<String>> {
        self.last(|layer| layer.file.lang.as_ref())
    }

    /// The folder of the configuration file itself; none if there is no file.
    pub fn folder(&self) -> Option<&Path> {
        self.layers.last().map(|layer| layer.folder.as_path())
    }

    /// The file of known findings, with what sets it.
    pub fn baseline(&self) -> Option<(PathBuf, &Set<String>)> {
        let mut layers = self.layers.iter().rev();
        let (layer, set) = layers.find_map(|layer| Some((layer, layer.file.baseline.as_ref()?)))?;
        Some((layer.folder.join(&set.value), set))
    }

    /// Whether rules that are still in preview run.
    pub fn preview(&self) -> Option<&Set<bool>> {
        self.last(|layer| layer.file.preview.as_ref())
    }

    /// Whether comments in drafts may silence findings.
    pub fn suppression(&self) -> Option<&Set<bool>> {
        self.last(|layer| layer.file.suppression.as_ref())
    }

    /// The least severity that is reported.
    pub fn min_severity(&self) -> Option<&Set<Severity>> {
        self.last(|layer| layer.file.min_severity.as_ref())
    }

    /// The least severity that fails a run, or “never”.
    pub fn fail_on(&self) -> Option<&Set<String>> {
        self.last(|layer| layer.file.fail_on.as_ref())
    }

    /// How many findings of one rule are shown of a file; 0 for all.
    pub fn max_findings(&self) -> Option<&Set<usize>> {
        self.last(|layer| layer.file.max_findings.as_ref())
    }

    /// The highest score for spam that a file may have.
    pub fn max_spam(&self) -> Option<&Set<f64>> {
        self.last(|layer| layer.file.max_spam.as_ref())
    }

    /// The highest score for quality that a file may have.
    pub fn max_quality(&self) -> Option<&Set<f64>> {
        self.last(|layer| layer.file.max_quality.as_ref())
    }

    /// What is listed: the key, and what each file adds to it.
    pub fn lists(&self) -> Vec<(&'static str, Vec<Set<String>>)> {
        type Get = fn(&ConfigFile) -> &[Spanned<String>];
        let lists: [(&str, Get); 4] = [
            ("rules", |file| &file.rules),
            ("words", |file| &file.words),
            ("vocabulary", |file| &file.vocabulary),
            ("exclude", |file| &file.exclude),
        ];
        let all = |get: Get| {
            let layers =
                self.layers.iter().flat_map(|layer| get(&layer.file).iter().map(move |item| (layer, item)));
            let set = |(layer, item): (&Layer, &Spanned<String>)| Set {
                value: item.value.clone(),
                file: Arc::clone(&layer.file.file),
                span: item.span,
            };
            layers.map(set).collect()
        };
        lists.into_iter().map(|(key, get)| (key, all(get))).collect()
    }

    fn last<'c, T>(&'c self, get: impl Fn(&'c Layer) -> Option<&'c Set<T>>) -> Option<&'c Set<T>> {
        self.layers.iter().rev().find_map(get)
    }

    /// Loads the further rules and words into `rules`, sets language and options, and reports what the
    /// configuration says of rules that there are not.
    pub fn apply(&self, rules: &mut RuleSet) -> Vec<Faulty> {
        let mut faulty = Vec::new();
        rules.set_language(self.language().and_then(|tag| Language::of_tag(&tag.value)));
        for layer in &self.layers {
            let faults = Faults::of_group("config");
            for name in &layer.file.rules {
                if let Err(error) = rules.load_dir(layer.folder.join(&name.value)) {
                    faulty.extend(error.faulty);
                    for cause in error.unreadable {
                        faults.add("config/unreadable", name.span, cause.to_string());
                    }
                }
            }
            rules.add_words(layer.file.words.iter().map(|word| word.value.clone()));
            for name in &layer.file.vocabulary {
                match Source::read_settings(&layer.folder.join(&name.value)) {
                    Ok(source) => rules.add_words(words_of(source.text()).map(str::to_owned)),
                    Err(error) => faults.add("config/unreadable", name.span, error.to_string()),
                }
            }
            if !faults.is_empty() {
                faulty.push((Arc::clone(&layer.file.file), faults.into_sorted()));
            }
        }
        for layer in &self.layers {
            let faults = file::hold_against_rules(&layer.file.file, rules);
            let sound = faults.is_empty();
            if !sound {
                faulty.push((Arc::clone(&layer.file.file), faults));
            }
            for options in layer.file.options.iter().filter(|_| sound) {
                if let Err(error) = rules.set_options(&options.value.rule, &options.value.values) {
                    faulty.extend(error.faulty);
                }
            }
        }
        faulty
    }

    /// The rules that run: what the command line chose, without those that are off everywhere.
    pub fn selection(&self, rules: &RuleSet, chosen: Selection) -> Selection {
        let mut selection = chosen;
        selection.preview |= self.preview().is_some_and(|set| set.value);
        let everywhere = self.levels_among(rules, None, &selection.only);
        for rule in rules.rules() {
            let id = rule.id.as_str();
            let somewhere =
                self.overrides().flat_map(|part| part.levels_of(id)).any(|(_, set)| set.value != Level::Off);
            // Parts never speak by themselves, and the rules that they serve may be on.
            if !rule.part && everywhere.level(&rule.id) == Some(Level::Off) && !somewhere {
                selection.without.push(id.to_owned());
            }
            // Whoever names a rule on trial wants it.
            let mut named = self.bases().chain(self.overrides()).flat_map(|part| part.levels_of(id));
            if rule.preview && named.any(|(name, set)| name == id && set.value != Level::Off) {
                selection.trial.push(id.to_owned());
            }
        }
        selection
    }

    /// How findings weigh in a file; what holds for all files if there is none. `path` is absolute.
    pub fn levels(&self, rules: &RuleSet, path: Option<&Path>) -> Levels {
        let mut levels = Levels::default();
        for weighing in self.weighings(path) {
            weighing.levels.iter().for_each(|(name, set)| levels.set_level(rules.rules(), name, set.value));
            weighing.weights.iter().for_each(|(name, set)| levels.set_weight(rules.rules(), name, set.value));
        }
        levels
    }

    /// The same where the command line chose rules and groups: those are not off. A rule that is off by its own id
    /// stays so if only its group was chosen.
    pub fn levels_among(&self, rules: &RuleSet, path: Option<&Path>, only: &[String]) -> Levels {
        let mut levels = self.levels(rules, path);
        for rule in rules.rules().iter().filter(|_| !only.is_empty()) {
            let is_chosen = |name: &str| only.iter().any(|chosen| chosen == name);
            let last = self.levels_of(rule.id.as_str(), path).pop();
            let Some((name, _)) = last.filter(|(_, set)| set.value == Level::Off) else { continue };
            let by_id = name == rule.id.as_str();
            if is_chosen(rule.id.as_str()) || !by_id && is_chosen(rule.id.group()) {
                levels.set_level(std::slice::from_ref(rule), rule.id.as_str(), Level::On);
            }
        }
        levels
    }

    /// What is said of a rule's level in a file, the last word last: the name that means the rule, and the level.
    pub fn levels_of<'c>(&'c self, rule: &'c str, path: Option<&Path>) -> Vec<(&'c str, &'c Set<Level>)> {
        self.weighings(path).into_iter().flat_map(|weighing| weighing.levels_of(rule)).collect()
    }

    /// Whether some files have settings of their own.
    pub fn has_overrides(&self) -> bool {
        self.overrides().next().is_some()
    }

    /// What is said for a file, the last word last.
    fn weighings(&self, path: Option<&Path>) -> Vec<&Weighing> {
        let parts = self.layers.iter().flat_map(|layer| layer.file.overrides.iter().zip(&layer.overrides));
        let holding = parts.filter(|(_, globs)| path.is_some_and(|path| globs.hold(path)));
        self.bases().chain(holding.map(|(part, _)| &part.weighing)).collect()
    }

    fn bases(&self) -> impl Iterator<Item = &Weighing> {
        self.layers.iter().map(|layer| &layer.file.weighing)
    }

    fn overrides(&self) -> impl Iterator<Item = &Weighing> {
        self.layers.iter().flat_map(|layer| &layer.file.overrides).map(|part| &part.weighing)
    }
}

/// The words of a vocabulary: one a line, comments and blank lines apart.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .map(|line| line.split_once('#').map_or(line, |(word, _)| word).trim())
        .filter(|word| !word.is_empty())
}
