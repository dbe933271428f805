//! A configuration with all that it extends.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::file::{self, ConfigFile};
use super::find::in_folder;
use super::globs::Globs;
use super::preset::{PRESETS, preset};
use crate::diagnostic::Diagnostic;
use crate::settings::{Faults, Spanned};
use crate::source::Source;

/// A file with its faults.
pub type Faulty = (Arc<Source>, Vec<Diagnostic>);

/// One file of a configuration.
#[derive(Clone, Debug)]
pub(super) struct Layer {
    pub(super) file: ConfigFile,
    /// The folder that its paths and patterns count from.
    pub(super) folder: PathBuf,
    pub(super) exclude: Globs,
    /// The patterns of its overrides, in their order.
    pub(super) overrides: Vec<Globs>,
}

/// A configuration: its own file, after those that it extends.
#[derive(Clone, Debug, Default)]
pub struct Config {
    pub(super) layers: Vec<Layer>,
}

impl Config {
    /// Reads a configuration file and all that it extends. What is faulty is returned besides; the rest holds.
    pub fn load(path: &Path) -> (Self, Vec<Faulty>) {
        let mut loading = Loading::default();
        match Source::read_settings(path) {
            Ok(source) => loading.add(Arc::new(source), folder_of(path), &mut vec![path.to_owned()]),
            Err(error) => {
                let faults = Faults::of_group("config");
                faults.add("config/unreadable", crate::source::Span::at(0), error.to_string());
                let source = Source::new(path.to_string_lossy(), "");
                loading.faulty.push((Arc::new(source), faults.into_sorted()));
            }
        }
        (Self { layers: loading.layers }, loading.faulty)
    }

    /// The files that make it up, the first of which yields to all others.
    pub fn files(&self) -> impl Iterator<Item = &Source> {
        self.layers.iter().map(|layer| &*layer.file.file)
    }

    /// The files and folders that it names: rules, vocabularies, what it extends, and the baseline.
    pub fn places(&self) -> Vec<PathBuf> {
        let mut places = Vec::new();
        for Layer { file, folder, .. } in &self.layers {
            let named = file.rules.iter().chain(&file.vocabulary).map(|name| &name.value);
            places.extend(named.map(|name| folder.join(name)));
            places.extend(file.baseline.iter().map(|set| folder.join(&set.value)));
            let bases = file.extends.iter().map(|base| folder.join(&base.value));
            places.extend(bases.filter(|base| base.exists()));
        }
        places
    }

    /// Whether a file is never to be checked. `path` is absolute.
    pub fn excludes(&self, path: &Path) -> bool {
        self.layers.iter().any(|layer| layer.exclude.hold(path))
    }
}

#[derive(Default)]
struct Loading {
    layers: Vec<Layer>,
    faulty: Vec<Faulty>,
}

impl Loading {
    /// Adds what a file extends, then the file. `chain` are the files on the way to it.
    fn add(&mut self, source: Arc<Source>, folder: PathBuf, chain: &mut Vec<PathBuf>) {
        let (file, mut found) = file::read(&source);
        let faults = Faults::of_group("config");
        for base in &file.extends {
            self.extend(base, &folder, chain, &faults);
        }
        let exclude = Globs::read(&folder, &file.exclude, &faults);
        let overrides =
            file.overrides.iter().map(|part| Globs::read(&folder, &part.files, &faults)).collect();
        found.extend(faults.into_sorted());
        if !found.is_empty() {
            found.sort_by_key(|fault| fault.span);
            self.faulty.push((source, found));
        }
        self.layers.push(Layer { file, folder, exclude, overrides });
    }

    fn extend(&mut self, base: &Spanned<String>, folder: &Path, chain: &mut Vec<PathBuf>, faults: &Faults) {
        if let Some(text) = preset(&base.value) {
            let name = format!("preset {}", base.value);
            return self.add(Arc::new(Source::new(name, text)), folder.to_owned(), chain);
        }
        let mut path = folder.join(&base.value);
        if path.is_dir() {
            match in_folder(&path) {
                Some(file) => path = file,
                None => {
                    let message = format!("{} holds no prosec.toml", path.display());
                    return faults.add("config/unreadable", base.span, message);
                }
            }
        }
        let is_name = !base.value.contains(['/', '\\', '.']);
        if is_name && !path.exists() {
            let known: Vec<&str> = PRESETS.iter().map(|(name, _)| *name).collect();
            return faults.add_unknown("config/unknown-preset", base.span, "preset", &base.value, &known);
        }
        let known = path.canonicalize().unwrap_or_else(|_| path.clone());
        if chain.contains(&known) {
            let help = "let one of the two stand alone";
            let message = format!("{} extends itself, by way of this file or at once", path.display());
            return faults.add_with_help("config/circle", base.span, message, help);
        }
        match Source::read_settings(&path) {
            Ok(source) => {
                chain.push(known);
                self.add(Arc::new(source), folder_of(&path), chain);
                chain.pop();
            }
            Err(error) => faults.add("config/unreadable", base.span, error.to_string()),
        }
    }
}

/// The folder that a file stands in, without links on the way.
fn folder_of(path: &Path) -> PathBuf {
    let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    whole.parent().map(Path::to_owned).unwrap_or_default()
}
