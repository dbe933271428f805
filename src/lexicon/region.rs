//! Spellings of one word by region: *colour* and *color*. Which letters may differ is known here; whether two
//! spellings exist, and where, the tables say.

use super::entry::{Dialects, Entry};
use super::lookup::Lexicon;

/// Letters of the British spelling, and what Americans write instead.
const LETTERS: &[(&str, &str)] = &[
    ("our", "or"),
    ("tre", "ter"),
    ("bre", "ber"),
    ("chre", "cher"),
    ("tred", "tered"),
    ("tring", "tering"),
    ("ll", "l"),
    ("l", "ll"),
    ("ence", "ense"),
    ("ise", "ize"),
    ("isa", "iza"),
    ("isi", "izi"),
    ("yse", "yze"),
    ("ysi", "yzi"),
    ("ogue", "og"),
    ("ae", "e"),
    ("oe", "e"),
    ("oeuvre", "euver"),
    ("oeuvring", "euvering"),
    ("ough", "ow"),
    ("oul", "ol"),
    ("ou", "u"),
    ("sce", "ske"),
    ("ageing", "aging"),
    ("mme", "m"),
    ("llery", "lry"),
    ("minium", "minum"),
    ("tef", "tif"),
    ("yjam", "ajam"),
    ("aero", "air"),
    ("tyr", "tir"),
    ("eque", "eck"),
    ("grey", "gray"),
    ("ice", "ise"),
    ("cence", "cense"),
    ("mould", "mold"),
];

/// The shortest word whose spelling tells a region.
const SHORTEST: usize = 5;

impl Lexicon {
    /// How another region spells a folded word that only some regions spell so, and where that is.
    pub fn regional_counterpart(&self, folded: &str) -> Option<(String, Dialects)> {
        // Short words are like too many others: *te* and *toe*.
        let own =
            self.lookup(folded).filter(|&entry| is_regional(entry) && folded.len() >= SHORTEST)?.dialects();
        let is_other = |spelling: &str| {
            let other = self.lookup(spelling).filter(|entry| entry.is_lower())?.dialects();
            let differ = own.is_american() != other.is_american() || own.is_british() != other.is_british();
            differ.then(|| (spelling.to_owned(), other))
        };
        let letters = letters_of(folded);
        let pairs =
            LETTERS.iter().flat_map(|&(british, american)| [(british, american), (american, british)]);
        pairs.filter(|(from, _)| letters_of(from) & !letters == 0).find_map(|(from, to)| {
            let places = folded.match_indices(from);
            let spellings =
                places.map(|(at, _)| format!("{}{to}{}", &folded[..at], &folded[at + from.len()..]));
            spellings.filter(|spelling| spelling != folded).find_map(|spelling| is_other(&spelling))
        })
    }
}

/// The letters that a word holds, a bit each.
fn letters_of(word: &str) -> u32 {
    word.bytes().fold(0, |letters, letter| letters | 1 << (letter & 31))
}

fn is_regional(entry: Entry) -> bool {
    entry.is_lower() && !entry.dialects().is_common()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counterparts_are_found_both_ways() {
        let lexicon = Lexicon::english();
        for (word, expected) in [
            ("colour", Some("color")),
            ("color", Some("colour")),
            ("centred", Some("centered")),
            ("travelling", Some("traveling")),
            ("organisation", Some("organization")),
            ("analyse", Some("analyze")),
            ("defense", Some("defence")),
            ("fulfill", Some("fulfil")),
            ("sceptical", Some("skeptical")),
            ("manoeuvre", Some("maneuver")),
            ("theatre", Some("theater")),
            ("programme", Some("program")),
            ("paediatric", Some("pediatric")),
            ("table", None),
            ("surprise", None),
            ("four", None),
            ("Colour", None),
        ] {
            let found = lexicon.regional_counterpart(word).map(|(spelling, _)| spelling);
            assert_eq!(found.as_deref(), expected, "{word}");
        }
    }
}
