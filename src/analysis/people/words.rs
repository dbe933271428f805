//! What single words say about names: titles, offices, particles, words of organisations.

use crate::analysis::{Analysis, List};
use crate::lexicon::{Entry, Gender, Lexicon};

/// The lists and the lexicon, as names ask them.
pub(super) struct Words<'a> {
    lexicon: &'a Lexicon,
    men: &'a List,
    women: &'a List,
    titles: &'a List,
    openers: &'a List,
    nouns: &'a List,
    particles: &'a List,
    suffixes: &'a List,
    organisations: &'a List,
    calendar: &'a List,
    reporting: &'a List,
    function_words: [&'a List; 4],
}

impl<'a> Words<'a> {
    pub fn new(analysis: &Analysis<'a>) -> Self {
        let list = |name| analysis.lists.get(name);
        Self {
            lexicon: analysis.lexicon,
            men: list("titles-of-men"),
            women: list("titles-of-women"),
            titles: list("titles"),
            openers: list("title-openers"),
            nouns: list("person-nouns"),
            particles: list("name-particles"),
            suffixes: list("name-suffixes"),
            organisations: list("organisation-words"),
            calendar: list("calendar-names"),
            reporting: list("reporting-verbs"),
            function_words: ["prepositions", "after-name-words", "clause-words", "clause-openers"].map(list),
        }
    }

    /// Whether the word stands before a name as its title.
    pub fn is_title(&self, word: &str) -> bool {
        self.titles.contains(word) || self.gender_of_title(word).is_some()
    }

    /// Whether a title of several words can start so.
    pub fn opens_title(&self, word: &str) -> bool {
        self.openers.contains(word) || self.is_demonym(word)
    }

    /// Whom a title is for, if it tells.
    pub fn gender_of_title(&self, word: &str) -> Option<Gender> {
        if self.men.contains(word) {
            Some(Gender::Male)
        } else {
            self.women.contains(word).then_some(Gender::Female)
        }
    }

    pub fn is_person_noun(&self, word: &str) -> bool {
        self.nouns.contains(word) || self.is_title(word)
    }

    pub fn is_particle(&self, word: &str) -> bool {
        self.particles.contains(word)
    }

    pub fn is_suffix(&self, word: &str) -> bool {
        self.suffixes.contains(word)
    }

    pub fn is_reporting_verb(&self, word: &str) -> bool {
        self.reporting.contains(word)
    }

    pub fn is_organisation_word(&self, word: &str) -> bool {
        self.organisations.contains(word)
    }

    /// Whether the word is a preposition, a conjunction, a pronoun or another small word: no name starts so.
    pub fn is_function_word(&self, word: &str) -> bool {
        self.function_words.iter().any(|list| list.contains(word))
    }

    pub fn is_demonym(&self, word: &str) -> bool {
        self.entry(word).is_some_and(Entry::is_demonym)
    }

    /// Whether the word is a day, a month or a feast.
    pub fn is_calendar_name(&self, word: &str) -> bool {
        self.calendar.contains(word)
    }

    pub fn is_place(&self, word: &str) -> bool {
        self.entry(word).is_some_and(Entry::is_place)
    }

    pub fn is_surname(&self, word: &str) -> bool {
        self.entry(word).is_some_and(Entry::is_surname)
    }

    pub fn given_name(&self, word: &str) -> Option<Gender> {
        self.entry(word.split('-').next().unwrap_or(word)).and_then(Entry::given_name)
    }

    /// Whether the word is an ordinary one of the language and nobody's name.
    pub fn is_ordinary(&self, word: &str) -> bool {
        self.entry(word)
            .is_some_and(|entry| entry.is_lower() && !entry.is_surname() && entry.given_name().is_none())
    }

    /// Whether the word is also an ordinary one of the language.
    pub fn is_also_ordinary(&self, word: &str) -> bool {
        self.entry(word).is_some_and(Entry::is_lower)
    }

    /// Whether the word names no person when it stands alone.
    pub fn names_no_person(&self, word: &str) -> bool {
        self.is_ordinary(word)
            || self.is_place(word) && !self.is_surname(word) && self.given_name(word).is_none()
            || self.is_demonym(word)
            || self.is_title(word)
            || word.len() < SHORTEST_NAME
            || word.contains('\'') && !word.starts_with("o'") && !word.starts_with("d'")
            || self.is_calendar_name(word)
            || self.is_organisation_word(word) && !self.is_surname(word)
    }

    fn entry(&self, word: &str) -> Option<Entry> {
        self.lexicon.lookup(word)
    }
}

/// Names of two letters are too often abbreviations and formulas to be believed when they stand alone.
const SHORTEST_NAME: usize = 3;
