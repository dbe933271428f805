//! The lexicon: the embedded tables and the user's words, and whether a word stands in them as written.

use rustc_hash::FxHashMap;

use super::class::Classes;
use super::entry::{Entry, form};
use super::fold::fold;
use super::inflection::regular_forms;
use super::language::Language;
use super::tables::Stored;
use super::{formation, tables};

/// English, and the words that a user added. It costs nothing to make.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    user: FxHashMap<String, Vec<String>>,
    language: Option<Language>,
}

impl Lexicon {
    /// The embedded English words.
    pub fn english() -> Lexicon {
        Lexicon::default()
    }

    /// Adds words of the user's. One in lower case is known in every case; others only as they are written,
    /// and in capitals. An asterisk after a word, as in “frobnicate*”, adds its regular forms.
    pub fn add_words(&mut self, words: impl IntoIterator<Item = String>) {
        for word in words {
            let Some(base) = word.strip_suffix('*') else {
                self.add_word(word);
                continue;
            };
            regular_forms(self, base).into_iter().for_each(|form| self.add_word(form));
            self.add_word(base.to_owned());
        }
    }

    fn add_word(&mut self, word: String) {
        let spellings = self.user.entry(fold(&word).into_owned()).or_default();
        if !spellings.contains(&word) {
            spellings.push(word);
        }
    }

    /// Says in which English drafts are to be written. Until then none is preferred.
    pub fn set_language(&mut self, language: Option<Language>) {
        self.language = language;
    }

    /// The English in which drafts are to be written, if that is known.
    pub fn language(&self) -> Option<Language> {
        self.language
    }

    /// What the tables hold of a folded word (see [`fold`](super::fold)), possessives taken off.
    pub fn lookup(&self, folded: &str) -> Option<Entry> {
        self.with_user(folded, tables::word(folded).entry)
    }

    /// What is known of a folded word with this hash.
    pub(crate) fn known(&self, folded: &str, hash: u32) -> Known {
        let stored = tables::word_of_hash(folded, hash);
        Known { entry: self.with_user(folded, stored.entry), classes: classes(folded, stored) }
    }

    fn with_user(&self, folded: &str, stored: Option<Entry>) -> Option<Entry> {
        if self.user.is_empty() {
            return stored;
        }
        let added = self.user.get(folded).map(|spellings| Entry::from_spellings(spellings));
        match (stored, added) {
            (Some(stored), Some(added)) => Some(stored.with_forms_of(added)),
            (stored, added) => stored.or(added),
        }
    }

    /// The corrections of a folded word that is a well-known misspelling, the likeliest first.
    pub fn corrections(&self, folded: &str) -> impl Iterator<Item = &'static str> + use<> {
        let shadowed = self.user.contains_key(folded);
        tables::corrections(folded).filter(move |_| !shadowed)
    }

    /// Whether the word is English as it is written, or a possessive, a contraction or a regular formation of
    /// such a word. *Paris* is known, *paris* is not; *PARIS* is. Parts of hyphenated words are looked up alone.
    pub fn is_known(&self, word: &str) -> bool {
        let word = word.trim_matches(is_apostrophe);
        self.is_form_known(word)
            || stem_of_contraction(word).is_some_and(|stem| self.is_form_known(stem))
            || is_ordinal(word)
    }

    /// How a folded word is written that is never written in lower case: *Paris*, *NATO*, *iPhone*. None for a
    /// word that may be, and where there are several ways.
    pub fn capitals(&self, folded: &str) -> Option<String> {
        let entry = self.lookup(folded).filter(|entry| !entry.is_lower())?;
        if entry.is_mixed() {
            let mut spellings = self.spellings(folded);
            let only = spellings.next().filter(|spelling| spelling.contains(char::is_uppercase));
            return only.filter(|_| spellings.next().is_none()).map(str::to_owned);
        }
        match (entry.is_title(), entry.is_upper()) {
            (true, false) => {
                let mut letters = folded.chars();
                letters.next().map(|first| first.to_uppercase().chain(letters).collect())
            }
            (false, true) => Some(folded.to_uppercase()),
            _ => None,
        }
    }

    /// The classes that a folded word may belong to, whatever stands around it. A word that the tables lack is told
    /// by its ending.
    pub fn classes(&self, folded: &str) -> Classes {
        classes(folded, tables::word(folded))
    }

    pub(super) fn spellings<'a>(&'a self, folded: &str) -> impl Iterator<Item = &'a str> + use<'a> {
        let added = self.user.get(folded).into_iter().flatten().map(String::as_str);
        self.lookup(folded)
            .into_iter()
            .flat_map(tables::spellings)
            .map(|spelling| -> &'a str { spelling })
            .chain(added)
    }

    pub(super) fn user_words(&self) -> impl Iterator<Item = &str> {
        self.user.keys().map(String::as_str)
    }

    fn is_form_known(&self, word: &str) -> bool {
        let folded = fold(word);
        let shape = Shape::of(word);
        if let Some(entry) = self.lookup(&folded) {
            return shape.fits(entry)
                || self.spellings(&folded).any(|spelling| fold_case(spelling) == fold_case(word));
        }
        match shape {
            Shape::Mixed => self.is_compound_name(word) || self.is_plural_of_capitals(word),
            _ => formation::is_regular(self, &folded),
        }
    }

    /// *O'Brien*, *MacArthur*: a name after a particle. Some tables write it without the apostrophe.
    fn is_compound_name(&self, word: &str) -> bool {
        ["O'", "O’", "D'", "D’", "L'", "L’", "Mc", "Mac", "Fitz"].iter().any(|particle| {
            let name = word.strip_prefix(particle).filter(|name| Shape::of(name) == Shape::Title);
            let joined = || word.chars().filter(|&letter| !is_apostrophe(letter)).collect::<String>();
            name.is_some_and(|name| {
                self.is_known(name) || self.lookup(&fold(&joined())).is_some_and(Entry::is_surname)
            })
        })
    }

    /// *PDFs*, *CEOs*.
    fn is_plural_of_capitals(&self, word: &str) -> bool {
        let Some(stem) = word.strip_suffix('s') else { return false };
        Shape::of(stem) == Shape::Upper && self.lookup(&fold(stem)).is_some_and(Entry::is_upper)
    }
}

/// What the lexicon holds of one word.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// Its entry, if it is listed.
    pub entry: Option<Entry>,
    /// The classes that it may belong to.
    pub classes: Classes,
}

fn classes(folded: &str, stored: Stored) -> Classes {
    if !stored.classes.is_empty() {
        return stored.classes;
    }
    match stem_of_contraction(folded) {
        // “Anna's” owns something, or is or has done it.
        Some(_) => Classes::DETERMINER.or(Classes::AUXILIARY).or(Classes::THIRD),
        None => guessed_classes(folded),
    }
}

/// How a word's letters are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Lower,
    Title,
    Upper,
    Mixed,
}

impl Shape {
    pub(super) fn of(word: &str) -> Shape {
        match form(word) {
            Entry::LOWER => Shape::Lower,
            Entry::TITLE => Shape::Title,
            Entry::UPPER => Shape::Upper,
            _ => Shape::Mixed,
        }
    }

    /// Whether a word that stands in the tables so may be written so. Abbreviations from four letters on are
    /// also written as names: *Nato*.
    fn fits(self, entry: Entry) -> bool {
        match self {
            Shape::Lower => entry.is_lower(),
            Shape::Title => entry.is_lower() || entry.is_title() || entry.is_upper(),
            Shape::Upper => true,
            Shape::Mixed => false,
        }
    }
}

/// The likely classes of words with these endings; the first that fits.
const ENDINGS: &[(&str, Classes)] = &[
    ("ly", Classes::ADVERB),
    ("ness", Classes::NOUN),
    ("ity", Classes::NOUN),
    ("tion", Classes::NOUN),
    ("ism", Classes::NOUN),
    ("ment", Classes::NOUN),
    ("ous", Classes::ADJECTIVE),
    ("ful", Classes::ADJECTIVE),
    ("less", Classes::ADJECTIVE),
    ("able", Classes::ADJECTIVE),
    ("ible", Classes::ADJECTIVE),
    ("like", Classes::ADJECTIVE),
    ("ing", Classes::GERUND.or(Classes::NOUN).or(Classes::ADJECTIVE)),
    ("ed", Classes::PAST.or(Classes::PARTICIPLE).or(Classes::ADJECTIVE)),
    ("ss", Classes::NOUN),
    ("us", Classes::NOUN.or(Classes::ADJECTIVE)),
    ("s", Classes::PLURAL.or(Classes::THIRD).or(Classes::NAME)),
    ("", Classes::NOUN.or(Classes::ADJECTIVE).or(Classes::BASE).or(Classes::NAME)),
];

fn guessed_classes(folded: &str) -> Classes {
    let fits = ENDINGS.iter().find(|(ending, _)| folded.len() > ending.len() + 2 && folded.ends_with(ending));
    fits.map_or(Classes::NOUN.or(Classes::NAME), |&(_, classes)| classes)
}

/// The word without *'s*, *'ll* and their like. *n't* is not among them: its words are in the tables.
pub(super) fn stem_of_contraction(word: &str) -> Option<&str> {
    let place = word.rfind(is_apostrophe).filter(|&place| place > 0)?;
    let ending = word[place..].trim_start_matches(is_apostrophe);
    let is_clitic = ["s", "S", "d", "ll", "ve", "re", "LL", "VE", "RE"].contains(&ending);
    is_clitic.then(|| &word[..place])
}

pub(super) fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ')
}

/// *1st*, *22nd*, *13th*, *1990s*.
fn is_ordinal(word: &str) -> bool {
    let digits = word.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let Some(last) = digits.bytes().last().filter(|_| digits.bytes().all(|byte| byte.is_ascii_digit()))
    else {
        return false;
    };
    let is_teen = digits.len() > 1 && digits.as_bytes()[digits.len() - 2] == b'1';
    let ending = match last {
        b'1' if !is_teen => "st",
        b'2' if !is_teen => "nd",
        b'3' if !is_teen => "rd",
        _ => "th",
    };
    let written = word[digits.len()..].to_ascii_lowercase();
    written == ending || written == "s" && digits.len() > 1
}

/// Accents aside, spellings are compared letter by letter in their case.
fn fold_case(word: &str) -> Vec<(bool, String)> {
    word.chars()
        .map(|letter| (letter.is_uppercase(), fold(letter.encode_utf8(&mut [0; 4])).into_owned()))
        .collect()
}
