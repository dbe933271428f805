//! Reports of earlier runs. A document has one if nothing has changed that could change it: its bytes and its name,
//! the rules and their settings, and the program itself. Whoever can write to the folder can say what is found, so
//! nothing is kept unless it was asked for.

mod folder;
mod pack;
mod stored;

use std::path::Path;

use self::folder::CacheFolder;
use self::pack::{Key, LARGEST, Pack};
use super::project::{Project, Projects};
use crate::Error;
use crate::diagnostic::Report;
use crate::rule::{Levels, Recipe};
use crate::source::Source;

/// The folder if nobody names one.
pub(super) const USUAL: &str = ".prosec-cache";

/// The reports that a run can go by.
#[derive(Debug)]
pub(super) struct Cache {
    folder: CacheFolder,
    /// By the positions of the projects.
    packs: Vec<Pack>,
}

/// What a run adds to the cache.
#[derive(Debug, Default)]
pub(super) struct Additions {
    filed: Vec<Filed>,
    /// The bytes of what is new.
    size: usize,
    /// How many reports were there.
    pub(super) hits: usize,
}

impl Additions {
    /// Takes where a report belongs. Of what is new no more is taken than the cache can keep.
    pub(super) fn extend(&mut self, filed: Option<Filed>) {
        let Some(filed) = filed else { return };
        match &filed.fresh {
            Some(bytes) if self.size + bytes.len() > LARGEST => return,
            Some(bytes) => self.size += bytes.len(),
            None => self.hits += 1,
        }
        self.filed.push(filed);
    }
}

/// Where a report belongs, and whether it was there.
#[derive(Debug)]
pub(super) struct Filed {
    project: usize,
    key: Key,
    /// The report as bytes, if it is new.
    fresh: Option<Vec<u8>>,
}

impl Filed {
    /// The same with a report that was made anew.
    pub(super) fn with(self, report: &Report) -> Self {
        Self { fresh: Some(stored::to_bytes(report)), ..self }
    }
}

impl Cache {
    /// The cache in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// When there can be no such folder, or the program does not know itself: a message.
    pub(super) fn open(folder: &Path, projects: &Projects<'_>) -> Result<Self, String> {
        let program = program().map_err(|cause| format!("cannot read the program itself: {cause}"))?;
        let folder = CacheFolder::open(folder)?;
        let pack = |project: &Project| {
            let mut recipe = Recipe::default();
            recipe.add("program", &[env!("CARGO_PKG_VERSION"), &program.to_hex()]);
            let rules = blake3::Hash::from_bytes(project.rules.recipe());
            recipe.add("rules", &[&rules.to_hex()]);
            Pack::read(folder.pack(&recipe.hash()))
        };
        let packs = projects.all().iter().map(pack).collect();
        Ok(Self { folder, packs })
    }

    /// The earlier report of a source, if there is one, and what to file of it.
    pub(super) fn find(&self, project: usize, source: &Source, levels: &Levels) -> (Option<Report>, Filed) {
        let key = key(source, levels);
        let earlier = self.packs[project].find(&key);
        let report = earlier.and_then(|bytes| stored::from_bytes(bytes, source.text()));
        (report, Filed { project, key, fresh: None })
    }

    /// Writes what is new.
    ///
    /// # Errors
    /// When it cannot be written. Then nothing is lost but time.
    pub(super) fn finish(mut self, additions: Additions) -> Result<(), Error> {
        for Filed { project, key, fresh } in additions.filed {
            match fresh {
                Some(bytes) => self.packs[project].add(key, bytes),
                None => self.packs[project].touch(key),
            }
        }
        let mut is_larger = false;
        for pack in self.packs {
            is_larger |= pack.write()?;
        }
        if is_larger {
            self.folder.trim();
        }
        Ok(())
    }
}

/// What the report of a source under given rules hangs on.
fn key(source: &Source, levels: &Levels) -> Key {
    let mut recipe = Recipe::default();
    recipe.add("source", &[source.name(), source.text()]);
    levels.add_to(&mut recipe);
    recipe.hash()
}

/// The program as it runs: its bytes, since the number of a version says nothing of builds.
fn program() -> std::io::Result<blake3::Hash> {
    std::env::current_exe().and_then(std::fs::read).map(|bytes| blake3::hash(&bytes))
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;

    use proptest::prelude::*;

    use super::*;
    use crate::diagnostic::Severity;
    use crate::rule::{Level, RuleSet, Selection};

    #[test]
    fn any_other_byte_of_name_or_text_is_another_document() {
        let levels = Levels::default();
        let mut runner = proptest::test_runner::TestRunner::deterministic();
        let input = ("[a-z]{1,8}", ".{1,60}", any::<prop::sample::Index>(), "[a-zé ]");
        let done = runner.run(&input, |(name, text, at, other)| {
            let key = |name: &str, text: &str| key(&Source::new(name, text), &levels);
            let replaced = |text: &str| {
                let mut letters: Vec<String> = text.chars().map(String::from).collect();
                let at = at.index(letters.len());
                letters[at].clone_from(&other);
                letters.concat()
            };
            prop_assert_eq!(key(&name, &text), key(&name, &text));
            for (new_name, new_text) in [(name.clone(), replaced(&text)), (replaced(&name), text.clone())] {
                let is_same = new_name == name && new_text == text;
                prop_assert_eq!(key(&new_name, &new_text) == key(&name, &text), is_same);
            }
            // Where the name ends and the text begins counts as well.
            let (head, tail) = name.split_at(1);
            let moved = key(head, &[tail, &text].concat());
            prop_assert!(tail.is_empty() || moved != key(&name, &text));
            Ok(())
        });
        assert!(done.is_ok(), "{done:?}");
    }

    #[test]
    fn other_levels_are_another_key() {
        let rules = RuleSet::builtin();
        let source = Source::new("a.md", "Text.");
        let with = |set: &dyn Fn(&mut Levels)| {
            let mut levels = Levels::default();
            set(&mut levels);
            key(&source, &levels)
        };
        let all = [
            with(&|_| ()),
            with(&|levels| levels.set_level(rules.rules(), "spam", Level::Off)),
            with(&|levels| levels.set_level(rules.rules(), "spam", Level::At(Severity::Note))),
            with(&|levels| levels.set_level(rules.rules(), "names", Level::Off)),
            with(&|levels| levels.set_weight(rules.rules(), "spam", 2.0)),
            with(&|levels| levels.set_weight(rules.rules(), "spam", 2.5)),
            with(&|levels| levels.set_most(NonZeroUsize::new(1))),
            with(&|levels| levels.set_most(NonZeroUsize::new(2))),
        ];
        for (at, key) in all.iter().enumerate() {
            assert!(!all[..at].contains(key), "number {at} is like one before");
        }
    }

    #[test]
    fn whatever_is_put_into_the_rules_is_another_recipe() {
        let rule = std::fs::read_to_string("tests/rules/house/plain-words.toml").expect("readable");
        let with = |set: &dyn Fn(&mut RuleSet)| {
            let mut rules = RuleSet::builtin();
            set(&mut rules);
            rules.recipe()
        };
        let only = |name: &str| Selection { only: vec![name.to_owned()], ..Selection::default() };
        let without = |name: &str| Selection { without: vec![name.to_owned()], ..Selection::default() };
        let house = |rules: &mut RuleSet, text: &str| {
            rules.load_sources([Source::new("house/plain-words.toml", text)]).expect("it is sound");
        };
        let options = |rules: &mut RuleSet, value: &str| {
            let values = [("above".to_owned(), value.to_owned())];
            rules.set_options("readability/long-sentences", &values).expect("it has a limit");
        };
        let all = [
            with(&|_| ()),
            with(&|rules| rules.add_words(["prosec".to_owned()])),
            with(&|rules| rules.add_words(["prosecs".to_owned()])),
            with(&|rules| rules.add_words(["pro".to_owned(), "sec".to_owned()])),
            with(&|rules| rules.set_language(Some(crate::lexicon::Language::ALL[0]))),
            with(&|rules| rules.set_language(Some(crate::lexicon::Language::ALL[1]))),
            with(&|rules| rules.select(&only("spam")).expect("there is one")),
            with(&|rules| rules.select(&only("names")).expect("there is one")),
            with(&|rules| rules.select(&without("spam")).expect("there is one")),
            with(&|rules| rules.select(&Selection { preview: true, ..Selection::default() }).expect("sound")),
            with(&|rules| rules.ignore_suppressions(true)),
            with(&|rules| house(rules, &rule)),
            with(&|rules| house(rules, &rule.replace("Short words", "Brief words"))),
            with(&|rules| options(rules, "30")),
            with(&|rules| options(rules, "31")),
        ];
        for (at, recipe) in all.iter().enumerate() {
            assert!(!all[..at].contains(recipe), "number {at} is like one before");
        }
        assert_eq!(with(&|_| ()), all[0]);
        assert_eq!(with(&|rules| house(rules, &rule)), all[11]);
    }
}
