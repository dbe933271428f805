//! Resolution: which mentions are the same person's.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::mention::{Mention, Standing};
use super::run::for_each_run;
use super::words::Words;
use crate::analysis::Analysis;

/// The people of a document and the places where they, and other things with capitals, are named.
#[derive(Debug, Default)]
pub struct People {
    mentions: Vec<Mention>,
    /// The mention that names each person most fully.
    fullest: Vec<usize>,
    /// Whether any mention of the person has evidence.
    certain: Vec<bool>,
    /// The people with a given name known, by surname.
    bearers: FxHashMap<Arc<str>, Vec<usize>>,
    /// The titles that stand before names with this surname as the only word.
    titled: FxHashMap<Arc<str>, Vec<Arc<str>>>,
    /// The titles before any name with this surname, each with the first mention of that name that bears it.
    titles: FxHashMap<Arc<str>, Vec<(usize, Arc<str>)>>,
}

impl People {
    /// Reads a document.
    pub fn new(analysis: &Analysis<'_>) -> Self {
        let words = Words::new(analysis);
        let mut people = Self::default();
        for_each_run(analysis, &words, |run| people.mentions.extend(Mention::read(analysis, &words, run)));
        people.resolve();
        people
    }

    /// All mentions, in order.
    pub fn mentions(&self) -> &[Mention] {
        &self.mentions
    }

    /// The mentions within a range of tokens.
    pub fn within(&self, tokens: Range<usize>) -> &[Mention] {
        let first = self.mentions.partition_point(|mention| mention.tokens.start < tokens.start);
        let end = self.mentions.partition_point(|mention| mention.tokens.end <= tokens.end);
        &self.mentions[first..end.max(first)]
    }

    /// How sure it is that the mention is a person's, over the whole document.
    pub fn standing(&self, mention: &Mention) -> Standing {
        if self.certain[mention.person] { Standing::Person } else { mention.standing }
    }

    /// Whether the document names the person in full, or with a title.
    pub fn is_named_fully(&self, mention: &Mention) -> bool {
        let fullest = &self.mentions[self.fullest[mention.person]];
        fullest.is_full() || fullest.title.is_some() || mention.title.is_some()
    }

    /// Whether the second of two mentions can only be the person of the first. Names that several people of
    /// the document share, and titles that tell two people apart, make it false.
    pub fn are_same(&self, first: &Mention, second: &Mention) -> bool {
        if first.suffix != second.suffix || first.surname() != second.surname() {
            return false;
        }
        let genders_clash = matches!((first.gender, second.gender), (Some(one), Some(other)) if one != other);
        match (first.is_full(), second.is_full()) {
            _ if genders_clash => false,
            (true, true) => first.words == second.words,
            (false, true) => false,
            (false, false) => self.share_title(first, second) && !self.is_shared(second),
            (true, false) => {
                self.bearers_of(second.surname()) == 1
                    && !self.is_shared(second)
                    && second.title.as_deref().is_none_or(|title| self.is_titled(first, title))
            }
        }
    }

    /// The people named nearest to a token, each as named most fully; at most `limit`, none of them the person
    /// of `mention`.
    pub fn nearby(&self, mention: &Mention, limit: usize) -> Vec<&Mention> {
        let place = mention.tokens.start;
        let is_other = |other: &&Mention| {
            let fullest = &self.mentions[self.fullest[other.person]];
            other.surname() != mention.surname()
                && !mention.words.contains(&other.words[0])
                && self.standing(other) == Standing::Person
                && (fullest.is_full() || fullest.title.is_some())
        };
        let first = self.mentions.partition_point(|other| other.tokens.start + NEARBY < place);
        let end = self.mentions.partition_point(|other| other.tokens.start <= place + NEARBY);
        let mut others: Vec<&Mention> = self.mentions[first..end].iter().filter(is_other).collect();
        others.sort_by_key(|other| (other.tokens.start.abs_diff(place), other.tokens.start));
        let mut chosen: Vec<usize> = Vec::new();
        for other in others {
            if !chosen.contains(&other.person) {
                chosen.push(other.person);
            }
        }
        chosen.truncate(limit);
        chosen.into_iter().map(|person| &self.mentions[self.fullest[person]]).collect()
    }

    fn share_title(&self, first: &Mention, second: &Mention) -> bool {
        match (&first.title, &second.title) {
            (Some(one), Some(other)) => one == other,
            // “President Adams and Adams”: the title is left out the second time.
            (_, None) => true,
            (None, Some(other)) => {
                let borne = self.titles.get(second.surname()).map_or(&[][..], Vec::as_slice);
                // Where the document knows one Trump, “Chinese President Trump” is him.
                let is_only = self.bearers_of(second.surname()) == 1 && second.gender.is_none();
                is_only || borne.iter().all(|(_, title)| title == other)
            }
        }
    }

    /// Whether the document gives the title to the very person of a full name.
    fn is_titled(&self, full: &Mention, title: &str) -> bool {
        let borne = self.titles.get(full.surname()).map_or(&[][..], Vec::as_slice);
        let gives =
            |(name, borne): &(usize, Arc<str>)| &**borne == title && self.mentions[*name].words == full.words;
        (title == "mr" && full.gender.is_some()) || borne.iter().any(gives)
    }

    /// Whether a single name stands for more than one person of the document.
    fn is_shared(&self, mention: &Mention) -> bool {
        let titled = self.titled.get(mention.surname()).map_or(&[][..], Vec::as_slice);
        let has = |title: &str| titled.iter().any(|other| &**other == title);
        let couple = has("mr") && (has("mrs") || has("miss") || has("ms"));
        let several = self.bearers_of(mention.surname()) > 1;
        match mention.title.as_deref() {
            // A couple's titles tell the two apart as long as nobody else bears the name.
            Some("mr" | "mrs" | "miss" | "ms") => several,
            _ => several || couple,
        }
    }

    fn bearers_of(&self, surname: &str) -> usize {
        self.bearers.get(surname).map_or(0, Vec::len)
    }

    fn resolve(&mut self) {
        self.resolve_full_names();
        self.collect_titles();
        let mut alone: FxHashMap<Vec<Arc<str>>, usize> = FxHashMap::default();
        for index in 0..self.mentions.len() {
            let mention = &self.mentions[index];
            if mention.is_full() && mention.standing != Standing::Other {
                continue;
            }
            let surname = mention.last_word();
            if let Some(title) = &mention.title {
                let titles = self.titled.entry(Arc::clone(surname)).or_default();
                if !titles.contains(title) {
                    titles.push(Arc::clone(title));
                }
            }
            let known = self.bearers.get(surname).and_then(|bearers| match bearers.as_slice() {
                [only] if !mention.is_full() => Some(*only),
                _ => None,
            });
            let person = known.unwrap_or_else(|| {
                alone.get(mention.words.as_slice()).copied().unwrap_or_else(|| {
                    self.fullest.push(index);
                    self.certain.push(false);
                    alone.insert(mention.words.clone(), self.fullest.len() - 1);
                    self.fullest.len() - 1
                })
            });
            self.certain[person] |= self.mentions[index].standing == Standing::Person;
            self.mentions[index].person = person;
        }
    }

    fn collect_titles(&mut self) {
        let mut met: FxHashSet<(&[Arc<str>], &str)> = FxHashSet::default();
        for (index, mention) in self.mentions.iter().enumerate() {
            if let Some(title) = &mention.title
                && met.insert((&mention.words, title))
            {
                let titles = self.titles.entry(Arc::clone(mention.last_word())).or_default();
                titles.push((index, Arc::clone(title)));
            }
        }
    }

    fn resolve_full_names(&mut self) {
        let mut known: FxHashMap<(Arc<str>, Arc<str>), usize> = FxHashMap::default();
        for index in 0..self.mentions.len() {
            let mention = &self.mentions[index];
            if !mention.is_full() || mention.standing == Standing::Other {
                continue;
            }
            let name = (Arc::clone(mention.last_word()), Arc::clone(&mention.words[0]));
            let person = *known.entry(name).or_insert_with(|| {
                self.fullest.push(index);
                self.certain.push(false);
                let person = self.fullest.len() - 1;
                self.bearers.entry(Arc::clone(mention.last_word())).or_default().push(person);
                person
            });
            self.certain[person] |= mention.standing == Standing::Person;
            self.mentions[index].person = person;
        }
    }
}

/// How far, in tokens, the people who could have been meant are looked for.
const NEARBY: usize = 120;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::rule::RuleSet;
    use crate::source::Source;

    fn with_people<R>(text: &str, look: impl FnOnce(&Analysis<'_>, &People) -> R) -> R {
        let source = Source::new("draft.txt", text);
        let document = Document::parse(&source);
        let rules = RuleSet::builtin();
        let analysis = Analysis::new(&document, rules.lexicon(), rules.lists());
        look(&analysis, analysis.people())
    }

    /// Checks which names are read as people’s, titles included.
    fn check(text: &str, expected: &[&str]) {
        with_people(text, |analysis, people| {
            let named: Vec<&str> = people
                .mentions()
                .iter()
                .filter(|mention| people.standing(mention) == Standing::Person)
                .map(|mention| analysis.document.slice(analysis.span_of(mention.tokens.clone())))
                .collect();
            assert_eq!(named, expected, "{text}");
        });
    }

    #[test]
    fn people_are_told_from_other_names() {
        check("President Anna Berg met Mr. Xi in New York.", &["President Anna Berg", "Mr. Xi"]);
        check("The United States, General Motors and the White House agreed.", &[]);
        check("On Friday Spain’s Carlos Vidal won. Vidal is 19.", &["Carlos Vidal", "Vidal"]);
        check("Ursula von der Leyen and Omar al-Masri spoke.", &["Ursula von der Leyen", "Omar al-Masri"]);
        check("He is anti-Berg and Berg-based.", &[]);
        check("The striker Zrdan scored in March.", &["Zrdan"]);
    }

    /// Checks whether the first and the last mention can only be one person.
    fn check_same(text: &str, expected: bool) {
        with_people(text, |_, people| {
            let mentions = people.mentions();
            let (first, last) = (mentions.first().expect("a name"), mentions.last().expect("a name"));
            assert_eq!(people.are_same(first, last), expected, "{text}");
        });
    }

    #[test]
    fn one_person_is_told_from_namesakes() {
        check_same("Anna Berg came. Later Berg left.", true);
        check_same("José Muñoz came. Later Jose Munoz left.", true);
        check_same("Mr. Berg came. Later Mr. Berg left.", true);
        check_same("Mr. Berg came. Later Mrs. Berg left.", false);
        check_same("Anna Berg came with Otto Berg. Later Berg left.", false);
        check_same("John Berg came. Later John Berg Jr. left.", false);
        check_same("Hillary Berg came. Later President Berg left.", false);
        check_same("President Hillary Berg came. Later President Berg left.", true);
        check_same("Berg came. Later Anna Berg left.", false);
    }
}
