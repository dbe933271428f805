//! Mentions: runs read as titles and a name, with what speaks for a person behind it.

use std::ops::Range;
use std::sync::Arc;

use super::run::{Part, Run};
use super::words::{Key, Words};
use crate::analysis::Analysis;
use crate::lexicon::Gender;

/// How sure it is that a capitalised name is a person's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    /// A place, an organisation, a day, an ordinary word.
    Other,
    /// Nothing speaks for a person, nothing against.
    Unknown,
    /// A title, a role, a given name or a verb of saying speaks for it.
    Person,
}

/// A place where somebody, or something, is named.
#[derive(Clone, Debug)]
pub struct Mention {
    /// The tokens of titles and name.
    pub tokens: Range<usize>,
    /// The tokens of the name alone.
    pub name: Range<usize>,
    /// The words of the name in lower case without accents; the last is the surname where there are several.
    pub words: Vec<Arc<str>>,
    /// The title right before the name, in lower case: “mr”, “president”.
    pub title: Option<Arc<str>>,
    /// “jr”, “iii”: what tells people of one name apart.
    pub suffix: Option<Arc<str>>,
    /// Who is meant, as far as title and given name tell.
    pub gender: Option<Gender>,
    /// Whether the name is a possessive: “Anna’s”.
    pub is_possessive: bool,
    /// How sure it is that this is a person.
    pub standing: Standing,
    /// The number of the person within the document, once resolved.
    pub(super) person: usize,
}

impl Mention {
    /// The last word of the name: the surname, or the only name given.
    pub fn surname(&self) -> &str {
        self.last_word()
    }

    pub(super) fn last_word(&self) -> &Arc<str> {
        self.words.last().expect("a mention has a name")
    }

    /// Whether given name and surname are both there.
    pub fn is_full(&self) -> bool {
        self.words.len() > 1
    }

    /// Reads a run; none if no name is in it.
    pub(super) fn read(analysis: &Analysis<'_>, words: &Words<'_, '_>, run: &Run) -> Option<Self> {
        let mut parts = run.parts.as_slice();
        let is_suffix = |part: &&Part| part.key.is_suffix() && is_written_as_suffix(part);
        let suffix = parts.last().filter(|_| parts.len() > 1).filter(is_suffix);
        let suffix = suffix.map(|part| Arc::clone(&part.key.text));
        let is_possessive = parts.last()?.is_possessive;
        if suffix.is_some() {
            parts = &parts[..parts.len() - 1];
        }
        let reading = Reading { parts, opens_sentence: run.opens_sentence };
        let (title_start, name_start) = reading.split();
        let name = &parts[name_start..];
        if name.is_empty() || name.len() > LONGEST_NAME || is_office(name, name_start > 0) {
            return None;
        }
        let title = (title_start < name_start).then(|| &*parts[name_start - 1].key);
        let end = run.parts.last()?.tokens.end;
        let mut mention = Self {
            tokens: parts[title_start].tokens.start..end,
            name: name[0].tokens.start..end,
            words: name.iter().map(|part| Arc::clone(&part.key.text)).collect(),
            gender: gender(title, name),
            title: title.map(|title| Arc::clone(&title.text)),
            suffix,
            is_possessive,
            standing: Standing::Unknown,
            person: 0,
        };
        mention.standing = mention.standing(analysis, words, name);
        Some(mention)
    }

    fn standing(&self, analysis: &Analysis<'_>, words: &Words<'_, '_>, name: &[Part]) -> Standing {
        let single = !self.is_full();
        let (Some(first), Some(last)) = (name.first(), name.last()) else { return Standing::Other };
        let (first, last) = (&first.key, &last.key);
        let has_courtesy = self.title.as_deref().is_some_and(|title| COURTESIES.contains(&title));
        let is_address = single && last.is_title() && !last.is_surname();
        // “Mr. President” and “Vice President and President” name offices.
        if is_address {
            return Standing::Other;
        }
        if has_courtesy {
            return Standing::Person;
        }
        let is_initial = !single && first.text.len() == 1;
        let given = is_initial || first.given_name.is_some();
        let organisation = |(index, part): (usize, &Part)| {
            let is_surname = index + 1 == name.len() && part.key.is_surname() && (single || given);
            part.key.is_organisation_word() && !is_surname
        };
        let abbreviation = name.iter().any(|part| part.is_upper && (single || part.key.text.len() > 3));
        if name.iter().enumerate().any(organisation) || abbreviation {
            return Standing::Other;
        }
        let follows_role = self.tokens.start > 0 && {
            let before = self.tokens.start - 1;
            words.is_person_noun(before) && analysis.gap_after(before).trim().is_empty()
        };
        if self.title.is_some() || follows_role {
            return if last.is_ordinary() { Standing::Other } else { Standing::Person };
        }
        if single && last.names_no_person() {
            return Standing::Other;
        }
        if !single && (last.is_ordinary() || last.is_title() || first.is_demonym()) {
            return Standing::Other;
        }
        // “Western Sydney” is no Mr. Sydney, and what Washington says no Mr. Washington says.
        if last.is_place() && (single || !given) {
            return if single { Standing::Unknown } else { Standing::Other };
        }
        let is_phrase = name.iter().all(|part| part.key.is_also_ordinary());
        let given_and_surname = !single && given && !is_phrase;
        if given_and_surname || self.speaks(analysis, words) { Standing::Person } else { Standing::Unknown }
    }

    /// Whether a verb of saying stands right beside the name.
    fn speaks(&self, analysis: &Analysis<'_>, words: &Words<'_, '_>) -> bool {
        let spaced = |index: usize| analysis.gap_after(index).chars().all(char::is_whitespace);
        let after = self.tokens.end;
        let says = words.is_reporting_verb(after) && spaced(after - 1);
        let before = self.tokens.start;
        let said = before > 0 && words.is_reporting_verb(before - 1) && spaced(before - 1);
        !self.is_possessive && (says || said)
    }
}

/// Who is meant, as far as title and given name tell.
fn gender(title: Option<&Key>, name: &[Part]) -> Option<Gender> {
    let given = || name[0].key.given_name.filter(|_| name.len() > 1);
    title.and_then(Key::gender_of_title).or_else(given).filter(|gender| *gender != Gender::Either)
}

/// Whether the words name an office and nobody who holds it: “President”, “Vice President”, “Attorney General”.
fn is_office(name: &[Part], is_titled: bool) -> bool {
    let Some((last, before)) = name.split_last() else { return false };
    let belongs = |part: &Part| part.key.is_title() || part.key.opens_title();
    last.key.is_title() && (is_titled || !last.key.is_surname()) && before.iter().all(belongs)
}

/// Numerals are suffixes in capitals only: “Xi” is a name.
fn is_written_as_suffix(part: &Part) -> bool {
    let text = &part.key.text;
    part.is_upper || text.len() == 1 || !text.chars().all(|letter| "ivx".contains(letter))
}

/// Most words that a name has; longer runs are titles of works and of organisations.
const LONGEST_NAME: usize = 5;

/// Titles that only people bear, whatever the name behind them.
const COURTESIES: &[&str] =
    &["mr", "mrs", "ms", "miss", "dr", "sir", "dame", "prof", "professor", "mister", "senator"];

/// The parts of a run, before it is known where the name starts.
struct Reading<'r> {
    parts: &'r [Part],
    opens_sentence: bool,
}

impl Reading<'_> {
    /// Where the title starts and where the name does.
    fn split(&self) -> (usize, usize) {
        let last_title =
            (0..self.parts.len().saturating_sub(1)).rev().find(|&index| self.key(index).is_title());
        match last_title {
            Some(title) => {
                let mut start = title;
                let belongs = |key: &Key| key.is_title() || key.opens_title();
                while start > 0 && belongs(self.key(start - 1)) {
                    start -= 1;
                }
                (start, title + 1)
            }
            None => {
                let start = self.name_start();
                (start, start)
            }
        }
    }

    /// Where the name starts in a run without a title: behind the first word of a sentence, behind where
    /// somebody comes from, and behind other words before the given name.
    fn name_start(&self) -> usize {
        let mut start = 0;
        let opener = self.key(0);
        let is_ordinary = opener.is_also_ordinary() && opener.given_name.is_none();
        if self.parts.len() == 1 && opener.is_surname() && !opener.is_function_word() {
            return 0;
        }
        if opener.is_function_word() || self.opens_sentence && is_ordinary {
            start = 1;
        }
        let given = (start..self.parts.len().saturating_sub(1)).find(|&index| self.is_given(index));
        let until = given.unwrap_or(self.parts.len().saturating_sub(1));
        let leads = |key: &Key| {
            key.is_demonym()
                || key.is_calendar_name()
                || given.is_some() && (key.is_ordinary() || key.is_place())
        };
        if (start..until).all(|index| {
            !self.is_given(index)
                && (leads(self.key(index)) || self.parts[index].is_upper && self.key(index).text.len() > 2)
        }) {
            let names_somebody = until + 1 < self.parts.len() || !self.key(until).names_no_person();
            // “British English” and “American English” are two names.
            start = if names_somebody { start.max(until) } else { start };
        }
        start
    }

    fn is_given(&self, index: usize) -> bool {
        self.key(index).given_name.is_some() && !self.key(index).is_calendar_name()
    }

    fn key(&self, index: usize) -> &Key {
        &self.parts[index].key
    }
}
