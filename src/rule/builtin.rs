//! The rules that prosec ships. The build script found the head of each, and what wakes it, so that a rule is read
//! only when a document wakes it.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use super::read::{id_of_path, read_search, read_speech, usual_weight};
use super::rule::{Body, Rule, Search};
use super::speech::Speech;
use crate::analysis::{List, Lists};
use crate::diagnostic::Severity;
use crate::settings::Table;
use crate::source::Source;

/// A TOML file below `rules/`.
#[derive(Debug)]
pub(super) struct BuiltIn {
    path: &'static str,
    text: &'static str,
    /// What is known of the rule in it; nothing of lists, nor while `data/wakes.toml` is not what the rules say.
    head: Option<Head>,
}

/// What must be known of a rule before it is read.
#[derive(Debug)]
pub(super) struct Head {
    severity: Severity,
    preview: bool,
    part: bool,
    /// What a finding adds to the score, if the rule says it.
    weight: Option<f64>,
    /// The ids of the rules whose findings it looks at.
    pub(super) parts: &'static [&'static str],
    /// Whether it speaks of the suppressions of a document.
    pub(super) remarks: bool,
    /// Where the part of its file before the examples is [`STORED`].
    stored: Range<usize>,
}

/// The tables of the rules, one after the other.
static STORED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/heads.bin"));

/// The files, by path.
static FILES: &[BuiltIn] = include!(concat!(env!("OUT_DIR"), "/rules.rs"));

/// The words of the lists among them, a line each, by name.
const LISTS: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/lists.rs"));

/// The files with their paths.
pub(super) fn files() -> impl Iterator<Item = (&'static str, Source)> {
    FILES.iter().map(|file| (file.path, file.source()))
}

/// The lists.
pub(super) fn lists() -> Lists {
    let mut lists = Lists::default();
    LISTS.iter().for_each(|&(name, words)| lists.insert(name, List::of_lines(words)));
    lists
}

/// The rules, each to be read when it is needed, with the lists that they may name; none if not all of their heads are
/// known.
pub(super) fn rules(lists: &Arc<Lists>) -> Vec<Rule> {
    let rule = |(number, file): (usize, &'static BuiltIn)| {
        let head = file.head.as_ref()?;
        Some(Rule {
            id: id_of_path(file.path)?,
            severity: head.severity,
            preview: head.preview,
            part: head.part,
            weight: head.weight.unwrap_or(usual_weight(head.severity)),
            body: Body::Waiting(Waiting {
                built_in: file,
                head,
                number,
                lists: Arc::clone(lists),
                file: OnceLock::new(),
                search: OnceLock::new(),
                speech: OnceLock::new(),
            }),
            examples: OnceLock::new(),
            notes: Vec::new(),
        })
    };
    FILES.iter().enumerate().filter_map(rule).collect()
}

impl BuiltIn {
    fn source(&self) -> Source {
        Source::of_static(format!("rules/{}", self.path), self.text)
    }
}

/// A built-in rule of which no more than the head is needed yet.
#[derive(Debug)]
pub(super) struct Waiting {
    built_in: &'static BuiltIn,
    pub(super) head: &'static Head,
    /// By which the index knows what wakes it.
    pub(super) number: usize,
    /// The lists that it may name.
    lists: Arc<Lists>,
    file: OnceLock<Arc<Source>>,
    search: OnceLock<Box<Search>>,
    speech: OnceLock<Box<Speech>>,
}

impl Waiting {
    pub(super) fn file(&self) -> &Arc<Source> {
        self.file.get_or_init(|| Arc::new(self.built_in.source()))
    }

    pub(super) fn search(&self) -> &Search {
        self.search.get_or_init(|| Box::new(read_search(self.table(), &self.lists)))
    }

    pub(super) fn speech(&self) -> &Speech {
        self.speech.get_or_init(|| Box::new(read_speech(self.table())))
    }

    fn table(&self) -> Table<'static> {
        Table::of_stored(&STORED[self.head.stored.clone()], self.built_in.text)
    }
}
