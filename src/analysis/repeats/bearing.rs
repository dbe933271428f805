//! How a name is borne through a document: by whom, how often in full, and whether a ship, a place or a firm
//! bears it too.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::prose::{After, Prose};
use crate::analysis::people::Mention;

/// How each name of the document is borne, by its words.
pub(super) struct Bearings<'m> {
    names: FxHashMap<&'m [Arc<str>], Bearing>,
}

#[derive(Default)]
struct Bearing {
    mentions: usize,
    /// Where the name stands as that of a thing: “the Mary Rose”, “in Hong Kong”.
    things: Vec<usize>,
}

impl<'m> Bearings<'m> {
    pub fn new(prose: &Prose<'m, '_>) -> Self {
        let mut names: FxHashMap<&[Arc<str>], Bearing> = FxHashMap::default();
        for mention in prose.people.mentions().iter().filter(|mention| mention.is_full()) {
            let bearing = names.entry(&mention.words).or_default();
            bearing.mentions += 1;
            if mention.title.is_none() && names_thing(prose, mention) {
                bearing.things.push(mention.tokens.start);
            }
        }
        Self { names }
    }

    /// Whether the document calls the person by the full name again and again.
    pub fn is_habit(&self, mention: &Mention) -> bool {
        self.names.get(mention.words.as_slice()).is_some_and(|bearing| bearing.mentions > MOST_IN_FULL)
    }

    /// Whether the name is also that of a thing, in another place than `mention`.
    pub fn is_of_thing(&self, mention: &Mention) -> bool {
        let elsewhere = |places: &[usize]| places.iter().any(|&place| place != mention.tokens.start);
        self.names.get(mention.words.as_slice()).is_some_and(|bearing| elsewhere(&bearing.things))
    }
}

/// Somebody named in full more often than this is called so, as in fairy tales and minutes.
const MOST_IN_FULL: usize = 4;

fn names_thing(prose: &Prose<'_, '_>, mention: &Mention) -> bool {
    let before = mention.tokens.start.checked_sub(1).filter(|&before| before >= prose.block(mention).start);
    let leads = before.is_some_and(|before| BEFORE_THINGS.contains(&prose.word(before)));
    let sign = mention.tokens.end;
    let is_firm = sign < prose.block(mention).end && matches!(prose.word(sign), "&" | "®" | "™");
    is_firm || leads && prose.after(mention) != After::Noun
}

/// What stands before the names of ships and places, and hardly before a person’s.
const BEFORE_THINGS: &[&str] =
    &["the", "a", "an", "in", "at", "near", "across", "throughout", "inside", "outside", "aboard"];
