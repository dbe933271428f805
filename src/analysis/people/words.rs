//! What single words say about names: titles, offices, particles, words of organisations.

use std::cell::OnceCell;
use std::rc::Rc;
use std::sync::Arc;

use crate::analysis::Analysis;
use crate::analysis::lists::NameLists;
use crate::lexicon::{Entry, Gender, fold, hash};
use crate::text::strip_possessive;

/// The distinct words of a document, as names ask them.
pub(super) struct Words<'w, 'a> {
    analysis: &'w Analysis<'a>,
    lists: Vec<NameLists>,
    /// The keys of those that names were asked about.
    keys: Vec<OnceCell<Rc<Key>>>,
}

impl<'w, 'a> Words<'w, 'a> {
    pub fn new(analysis: &'w Analysis<'a>) -> Self {
        let vocabulary = analysis.vocabulary();
        let lists_of = |word| analysis.lists.of_name(vocabulary.text(word), vocabulary.hash(word));
        let lists: Vec<NameLists> = vocabulary.ids().map(lists_of).collect();
        let keys = vec![OnceCell::new(); lists.len()];
        Self { analysis, lists, keys }
    }

    /// The key of the word at a token, if that is a word.
    pub fn key_at(&self, index: usize) -> Option<&Rc<Key>> {
        let vocabulary = self.analysis.vocabulary();
        let word = vocabulary.of_token(index)?;
        Some(self.keys[word.index()].get_or_init(|| {
            let written = vocabulary.text(word);
            let text = fold(strip_possessive(written));
            // Most words have neither a possessive ending nor accents, and are known as they stand.
            Rc::new(match text == written {
                true => Key::of(self.analysis, &text, (self.analysis.entry(word), self.lists[word.index()])),
                false => Key::new(self.analysis, &text),
            })
        }))
    }

    pub fn is_person_noun(&self, index: usize) -> bool {
        self.lists_at(index).meet(NameLists::PERSON_NOUNS.or(ANY_TITLE))
    }

    pub fn is_particle(&self, index: usize) -> bool {
        self.lists_at(index).meet(NameLists::PARTICLES)
    }

    pub fn is_reporting_verb(&self, index: usize) -> bool {
        self.lists_at(index).meet(NameLists::REPORTING)
    }

    /// Whether the word is a preposition, a conjunction, a pronoun or another small word: no name starts so.
    pub fn is_function_word(&self, index: usize) -> bool {
        self.lists_at(index).meet(NameLists::FUNCTION_WORDS)
    }

    fn lists_at(&self, index: usize) -> NameLists {
        let word = self.analysis.vocabulary().of_token(index);
        word.map_or_else(NameLists::default, |word| self.lists[word.index()])
    }
}

const ANY_TITLE: NameLists = NameLists::TITLES.or(NameLists::MEN).or(NameLists::WOMEN);

/// A word of a name in lower case without accents and possessive ending, and what is known of it.
#[derive(Clone, Debug)]
pub(super) struct Key {
    pub text: Arc<str>,
    lists: NameLists,
    entry: Option<Entry>,
    /// Whose given name it is; of several that a hyphen joins, the first tells.
    pub given_name: Option<Gender>,
}

impl Key {
    /// The key of a word without its possessive ending.
    pub fn new(analysis: &Analysis<'_>, stem: &str) -> Self {
        let text = fold(stem);
        let lists = analysis.lists.of_name(&text, hash(text.as_bytes()));
        Self::of(analysis, &text, (analysis.lexicon.lookup(&text), lists))
    }

    /// The key of a folded word of which it is known what the lexicon and the lists hold of it.
    fn of(analysis: &Analysis<'_>, text: &str, (entry, lists): (Option<Entry>, NameLists)) -> Self {
        let first = match text.split_once('-') {
            Some((first, _)) => analysis.lexicon.lookup(first),
            None => entry,
        };
        let given_name = first.and_then(Entry::given_name);
        Self { lists, entry, given_name, text: Arc::from(text) }
    }

    /// Whether the word stands before a name as its title.
    pub fn is_title(&self) -> bool {
        self.lists.meet(ANY_TITLE)
    }

    /// Whether a title of several words can start so.
    pub fn opens_title(&self) -> bool {
        self.lists.meet(NameLists::OPENERS) || self.is_demonym()
    }

    /// Whom a title is for, if it tells.
    pub fn gender_of_title(&self) -> Option<Gender> {
        if self.lists.meet(NameLists::MEN) {
            Some(Gender::Male)
        } else {
            self.lists.meet(NameLists::WOMEN).then_some(Gender::Female)
        }
    }

    pub fn is_suffix(&self) -> bool {
        self.lists.meet(NameLists::SUFFIXES)
    }

    pub fn is_organisation_word(&self) -> bool {
        self.lists.meet(NameLists::ORGANISATIONS)
    }

    /// Whether the word is a preposition, a conjunction, a pronoun or another small word: no name starts so.
    pub fn is_function_word(&self) -> bool {
        self.lists.meet(NameLists::FUNCTION_WORDS)
    }

    pub fn is_demonym(&self) -> bool {
        self.entry.is_some_and(Entry::is_demonym)
    }

    /// Whether the word is a day, a month or a feast.
    pub fn is_calendar_name(&self) -> bool {
        self.lists.meet(NameLists::CALENDAR)
    }

    pub fn is_place(&self) -> bool {
        self.entry.is_some_and(Entry::is_place)
    }

    pub fn is_surname(&self) -> bool {
        self.entry.is_some_and(Entry::is_surname)
    }

    /// Whether the word is an ordinary one of the language and nobody's name.
    pub fn is_ordinary(&self) -> bool {
        self.entry
            .is_some_and(|entry| entry.is_lower() && !entry.is_surname() && entry.given_name().is_none())
    }

    /// Whether the word is also an ordinary one of the language.
    pub fn is_also_ordinary(&self) -> bool {
        self.entry.is_some_and(Entry::is_lower)
    }

    /// Whether the word names no person when it stands alone.
    pub fn names_no_person(&self) -> bool {
        self.is_ordinary()
            || self.is_place() && !self.is_surname() && self.given_name.is_none()
            || self.is_demonym()
            || self.is_title()
            || self.text.len() < SHORTEST_NAME
            || self.text.contains('\'') && !self.text.starts_with("o'") && !self.text.starts_with("d'")
            || self.is_calendar_name()
            || self.is_organisation_word() && !self.is_surname()
    }
}

/// Names of two letters are too often abbreviations and formulas to be believed when they stand alone.
const SHORTEST_NAME: usize = 3;
