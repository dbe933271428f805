//! Words that dictionaries leave out because anyone can form them: a prefix or a suffix on a known word.
//! Only formations that misspellings do not fall into by chance are taken.

use super::lookup::Lexicon;

/// Whether a folded word that is not in the tables is formed regularly of one that is.
pub(super) fn is_regular(lexicon: &Lexicon, folded: &str) -> bool {
    let is_base = |base: &str, shortest: usize, least_frequency: u8| {
        base.len() >= shortest
            && lexicon
                .lookup(base)
                .is_some_and(|entry| entry.is_lower() && entry.frequency() >= least_frequency)
    };
    let has_prefix = |&(prefix, least_frequency): &(&str, u8)| {
        let shortest = if prefix.len() < 4 { 6 } else { 4 };
        // Most prefixes are ruled out by their first letter.
        let starts_so = folded.as_bytes().first() == prefix.as_bytes().first();
        starts_so && folded.strip_prefix(prefix).is_some_and(|base| is_base(base, shortest, least_frequency))
    };
    let has_suffix =
        |suffix: &Suffix| suffix.base(folded).is_some_and(|base| is_base(&base, 5, suffix.least_frequency));
    (folded.len() >= SHORTEST_PREFIXED && PREFIXES.iter().any(has_prefix) || SUFFIXES.iter().any(has_suffix))
        && lexicon.corrections(folded).next().is_none()
}

/// The shortest word of a prefix and a base.
const SHORTEST_PREFIXED: usize = 8;

/// Prefixes, with the frequency class that their base must have. Short ones are easily the start of a misspelling.
const PREFIXES: &[(&str, u8)] = &[
    ("anti", 8),
    ("astro", 8),
    ("auto", 8),
    ("bio", 8),
    ("counter", 12),
    ("crypto", 8),
    ("cyber", 8),
    ("electro", 8),
    ("ethno", 8),
    ("geo", 8),
    ("hydro", 8),
    ("hyper", 8),
    ("infra", 8),
    ("inter", 14),
    ("macro", 8),
    ("mega", 8),
    ("meta", 8),
    ("micro", 8),
    ("mini", 8),
    ("multi", 8),
    ("nano", 8),
    ("neuro", 8),
    ("non", 8),
    ("over", 14),
    ("paleo", 8),
    ("post", 12),
    ("pre", 14),
    ("proto", 8),
    ("pseudo", 8),
    ("psycho", 8),
    ("quasi", 8),
    ("re", 15),
    ("semi", 8),
    ("socio", 8),
    ("sub", 12),
    ("super", 11),
    ("techno", 8),
    ("thermo", 8),
    ("ultra", 8),
    ("un", 13),
    ("under", 14),
];

struct Suffix {
    ending: &'static str,
    /// What stands in the base where the ending is taken off.
    instead: &'static str,
    least_frequency: u8,
}

const SUFFIXES: &[Suffix] = &[
    Suffix { ending: "ness", instead: "", least_frequency: 10 },
    Suffix { ending: "iness", instead: "y", least_frequency: 10 },
    Suffix { ending: "less", instead: "", least_frequency: 13 },
    Suffix { ending: "like", instead: "", least_frequency: 12 },
    Suffix { ending: "wise", instead: "", least_frequency: 13 },
    Suffix { ending: "free", instead: "", least_frequency: 15 },
    Suffix { ending: "ability", instead: "able", least_frequency: 8 },
    Suffix { ending: "ably", instead: "able", least_frequency: 8 },
    Suffix { ending: "ingly", instead: "ing", least_frequency: 10 },
    Suffix { ending: "edly", instead: "ed", least_frequency: 10 },
    Suffix { ending: "lessly", instead: "less", least_frequency: 6 },
    Suffix { ending: "fully", instead: "ful", least_frequency: 6 },
    Suffix { ending: "ization", instead: "ize", least_frequency: 8 },
    Suffix { ending: "isation", instead: "ise", least_frequency: 8 },
];

impl Suffix {
    fn base(&self, folded: &str) -> Option<String> {
        let ends_so = folded.as_bytes().last() == self.ending.as_bytes().last();
        let stem = ends_so.then(|| folded.strip_suffix(self.ending))??;
        // *Lazyness* is no formation of *lazy*.
        let keeps_y = self.instead.is_empty() && stem.ends_with('y');
        (!keeps_y).then(|| format!("{stem}{}", self.instead))
    }
}

#[cfg(test)]
mod tests {
    use super::is_regular;
    use crate::lexicon::Lexicon;

    fn check(word: &str, expected: bool) {
        assert_eq!(is_regular(&Lexicon::english(), word), expected, "{word}");
    }

    #[test]
    fn what_anyone_can_form_is_known() {
        check("nonalcoholic", true);
        check("pseudoscholarly", true);
        check("unmanaged", true);
        check("kitchenless", true);
        check("glacierlike", true);
        check("searchability", true);
        check("bewilderedly", true);
        check("microgarden", true);
    }

    #[test]
    fn misspelled_bases_and_endings_are_not() {
        check("nonalchoholic", false);
        check("clumsyness", false);
        check("rewite", false);
        check("preson", false);
        check("unforunately", false);
        check("subtile", false);
        check("overal", false);
    }
}
