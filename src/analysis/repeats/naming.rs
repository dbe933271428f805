//! What a mention names: a person for sure, perhaps, or something else; and what single words say of the name
//! beside them.

use super::prose::Prose;
use crate::analysis::people::{Mention, Standing};
use crate::lexicon::Entry;

impl Prose<'_, '_> {
    /// “Hugo in Action”, “Ann of Green Gables”: a title of which the name is the start.
    pub fn is_in_title(&self, mention: &Mention) -> bool {
        let (preposition, next) = (mention.tokens.end, mention.tokens.end + 1);
        let is_ordinary =
            |index: usize| self.analysis.lexicon.lookup(self.word(index)).is_some_and(Entry::is_lower);
        next < self.block(mention).end
            && self.is_preposition(preposition)
            && self.is_capitalised(next)
            && is_ordinary(next)
    }

    /// Whether what is named only describes the person named next: “British actress”.
    pub fn is_description(&self, mention: &Mention) -> bool {
        let after = mention.tokens.end;
        !self.may_be_person(mention) && after < self.block(mention).end && self.is_describing(after)
    }

    /// Whether the mention is a form of address: “Miss”, “President”.
    pub fn is_title(&self, mention: &Mention) -> bool {
        self.titles.contains(mention.surname())
            || self.courtesies.iter().any(|list| list.contains(mention.surname()))
    }

    /// Whether the mention is a single name that places bear too.
    pub fn is_place(&self, mention: &Mention) -> bool {
        !mention.is_full()
            && self.analysis.lexicon.lookup(mention.surname()).is_some_and(|entry| entry.is_place())
    }

    /// Whether the mention is sure to be a person, a single name by more than its look.
    pub fn is_person(&self, mention: &Mention) -> bool {
        self.people.standing(mention) == Standing::Person
    }

    /// Whether the mention is a person by more than a verb of saying, which firms have too: by title or full
    /// name somewhere in the document, or by a surname that people bear.
    pub fn is_surely_person(&self, mention: &Mention) -> bool {
        let is_name = || {
            let entry = self.analysis.lexicon.lookup(mention.surname());
            entry.is_some_and(|entry| {
                (entry.is_surname() || entry.given_name().is_some()) && !entry.is_lower()
            })
        };
        self.is_person(mention)
            && !self.calendar.contains(mention.surname())
            && (self.people.is_named_fully(mention) || is_name())
    }

    /// Whether a given name, an initial or a title stands before the surname.
    pub fn has_given_name(&self, mention: &Mention) -> bool {
        let given = &mention.words[0];
        let entry = self.analysis.lexicon.lookup(given.split('-').next().unwrap_or(given));
        mention.title.is_some() || given.len() == 1 || entry.is_some_and(|entry| entry.given_name().is_some())
    }

    /// Whether the word makes the name behind it another’s: “son”, “film”.
    pub fn is_eponym(&self, index: usize) -> bool {
        self.eponyms.contains(self.word(index))
    }

    /// Whether the word is one of contracts and deeds.
    pub fn is_formal(&self, word: &str) -> bool {
        self.formal.contains(word)
    }

    /// Whether the word tells people of one name apart: “Jr.”
    pub fn is_suffix(&self, word: &str) -> bool {
        self.suffixes.contains(word)
    }

    /// Whether the mention may be a person: nothing speaks against it.
    pub fn may_be_person(&self, mention: &Mention) -> bool {
        self.people.standing(mention) != Standing::Other
    }
}
