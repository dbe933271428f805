//! `[near-names]`: names of several words that are a letter off a known one.

use rustc_hash::FxHashMap;

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Reach, Wakes};
use crate::analysis::Analysis;
use crate::lexicon::is_one_edit;
use crate::settings::{Field, Table, Value};
use crate::text::fold;

pub(super) const KIND: Kind = Kind {
    name: "near-names",
    summary: "names of several words that are a letter off a known one",
    fields: &[
        Field::required("lists", Value::Texts, "the lists that hold the known names"),
        Field::optional("except", Value::Texts, "names that look like slips, and are none"),
    ],
    placeholders: &["name"],
    roles: &[],
    proposes: true,
    read,
};

#[derive(Debug)]
struct NearNames {
    names: Vec<Name>,
    except: Vec<String>,
    /// The words that wake the rule, each with its name and its place in it.
    anchors: Vec<(String, usize, usize)>,
}

#[derive(Debug)]
struct Name {
    text: String,
    /// Its words in lower case.
    words: Vec<String>,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let mut matcher = NearNames {
        names: Vec::new(),
        except: table.texts("except").iter().map(|text| fold(&text.value).into_owned()).collect(),
        anchors: Vec::new(),
    };
    for list in table.texts("lists") {
        let Some(list) = context.list(&list) else { continue };
        for entry in list.entries() {
            let words: Vec<String> = entry.split_whitespace().map(|word| fold(word).into_owned()).collect();
            matcher.names.push(Name { text: entry.to_owned(), words });
        }
    }
    for (index, name) in matcher.names.iter().enumerate() {
        // One of two words is right wherever the other is wrong.
        let anchors = name.words.iter().enumerate().filter(|(_, word)| word.len() >= SHORTEST_ANCHOR);
        matcher.anchors.extend(anchors.map(|(place, word)| (word.clone(), index, place)));
    }
    Some(Box::new(matcher))
}

/// Shorter words stand beside too many others.
const SHORTEST_ANCHOR: usize = 3;
/// Words as short as this differ by a letter from many others.
const SHORTEST_WRONG: usize = 4;

impl Matcher for NearNames {
    fn wakes(&self) -> Wakes {
        Wakes::words(self.anchors.iter().map(|(word, _, _)| word.clone()))
    }

    fn reach(&self) -> Reach {
        Reach::Block
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        let mut by_place: FxHashMap<usize, usize> = FxHashMap::default();
        for (item, place) in hits.iter() {
            let &(_, name, at) = &self.anchors[item];
            if let Some(first) = place.checked_sub(at)
                && self.is_near(analysis, &self.names[name], first)
            {
                by_place.entry(first).or_insert(name);
            }
        }
        let mut places: Vec<(usize, usize)> = by_place.into_iter().collect();
        places.sort_unstable();
        for (first, name) in places {
            let name = &self.names[name];
            let span = analysis.span_of(first..first + name.words.len());
            found.push(
                Match::new(analysis, span)
                    .value("name", name.text.clone())
                    .propose(analysis.edit(span, name.text.clone())),
            );
        }
    }
}

impl NearNames {
    /// Whether the tokens from `first` on are the name but for one letter of one word.
    fn is_near(&self, analysis: &Analysis<'_>, name: &Name, first: usize) -> bool {
        let tokens = first..first + name.words.len();
        let Some(last) = tokens.end.checked_sub(1).filter(|&last| last < analysis.tokens().len()) else {
            return false;
        };
        let is_name = |index: usize| {
            analysis.is_word(index) && analysis.token_text(index).starts_with(char::is_uppercase)
        };
        let stands_together = analysis.block_of(first) == analysis.block_of(last)
            && tokens.clone().all(|index| analysis.is_word(index))
            && (first..last).all(|index| analysis.gap_after(index).chars().all(char::is_whitespace));
        if !stands_together {
            return false;
        }
        let mut wrong =
            tokens.clone().zip(&name.words).filter(|(index, word)| analysis.folded(*index) != word.as_str());
        let (Some((index, meant)), None) = (wrong.next(), wrong.next()) else { return false };
        let written = analysis.folded(index);
        let text: Vec<&str> = tokens.clone().map(|index| analysis.folded(index)).collect();
        let text = text.join(" ");
        is_name(index)
            && tokens.filter(|&other| name.words[other - first].len() >= SHORTEST_ANCHOR).all(is_name)
            && is_slip(analysis, written, meant)
            && !self.except.contains(&text)
            && !self.names.iter().any(|other| other.words.join(" ") == text)
    }
}

/// Whether `written` is a slip for `meant`: not another form of it, nor a word that is spelled on purpose.
fn is_slip(analysis: &Analysis<'_>, written: &str, meant: &str) -> bool {
    if written.len().min(meant.len()) < SHORTEST_WRONG
        || !written.is_ascii()
        || written.contains('\'')
        || !is_one_edit(written, meant)
    {
        return false;
    }
    // *Ministers*, *Korean*: a letter more at the end is another form of the word.
    if written.starts_with(meant) {
        return false;
    }
    // *White Horse*: to put one letter for another is no slip where it gives a word.
    let is_known = analysis.lexicon.lookup(written).is_some();
    !is_known || written.len() != meant.len() || is_transposed(written, meant)
}

fn is_transposed(one: &str, other: &str) -> bool {
    let sorted = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    sorted(one) == sorted(other)
}
