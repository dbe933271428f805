//! Inflection: the forms of a verb, noun or adjective, and the base of a form. A regular form counts only where
//! the tables know it as that form.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::class::Classes;
use super::tables;

/// Irregular verbs with past and participle, and irregular nouns with their plural, a row each.
static IRREGULAR: &str = include_str!("../../data/irregular.txt");

/// The forms that are asked for, each with its class.
const FORMS: &[Classes] = &[
    Classes::PLURAL,
    Classes::THIRD,
    Classes::PAST,
    Classes::PARTICIPLE,
    Classes::GERUND,
    Classes::COMPARATIVE,
    Classes::SUPERLATIVE,
];

/// Verbs that inflect in no pattern.
const BE: [&str; 8] = ["be", "am", "is", "are", "was", "were", "been", "being"];

/// All forms of a word in lower case, itself first. A word that is no base has itself alone.
pub fn forms(word: &str) -> Vec<String> {
    if word == "be" {
        return BE.map(str::to_owned).to_vec();
    }
    let mut all = vec![word.to_owned()];
    for &class in FORMS {
        for form in inflect(word, class) {
            if !all.contains(&form) {
                all.push(form);
            }
        }
    }
    all
}

/// A form of the word with this base, if it has one: the first of several.
pub fn inflected(base: &str, class: Classes) -> Option<String> {
    if [Classes::NOUN, Classes::BASE, Classes::ADJECTIVE].contains(&class) {
        return tables::classes(base).intersects(class).then(|| base.to_owned());
    }
    inflect(base, class).into_iter().next()
}

/// The bases that a folded word may be a form of, the irregular ones first; itself at last, if it is one.
pub fn bases(form: &str) -> Vec<String> {
    let mut all: Vec<String> =
        irregular().bases.get(form).into_iter().flatten().map(|&base| base.to_owned()).collect();
    for (ending, class) in ENDINGS {
        let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() >= 2) else { continue };
        for base in [stem.to_owned(), format!("{stem}e"), undoubled(stem), with_y(stem)] {
            if !base.is_empty()
                && !all.contains(&base)
                && inflect(&base, *class).iter().any(|made| made == form)
            {
                all.push(base);
            }
        }
    }
    if tables::classes(form).intersects(BASES) && !all.iter().any(|base| base == form) {
        all.push(form.to_owned());
    }
    all
}

const BASES: Classes = Classes::NOUN.or(Classes::BASE).or(Classes::ADJECTIVE);

const ENDINGS: &[(&str, Classes)] = &[
    ("s", Classes::THIRD),
    ("es", Classes::THIRD),
    ("d", Classes::PAST),
    ("ed", Classes::PAST),
    ("ing", Classes::GERUND),
    ("s", Classes::PLURAL),
    ("es", Classes::PLURAL),
    ("er", Classes::COMPARATIVE),
    ("r", Classes::COMPARATIVE),
    ("est", Classes::SUPERLATIVE),
    ("st", Classes::SUPERLATIVE),
];

/// *stopp* → *stop*.
fn undoubled(stem: &str) -> String {
    let bytes = stem.as_bytes();
    match bytes {
        [.., a, b] if a == b => stem[..stem.len() - 1].to_owned(),
        _ => String::new(),
    }
}

/// *carri* → *carry*.
fn with_y(stem: &str) -> String {
    stem.strip_suffix('i').map(|stem| format!("{stem}y")).unwrap_or_default()
}

/// The forms of one class, irregular ones alone where there are any.
fn inflect(base: &str, class: Classes) -> Vec<String> {
    let own = tables::classes(base);
    let needed = match class {
        Classes::PLURAL => Classes::NOUN,
        Classes::COMPARATIVE | Classes::SUPERLATIVE => Classes::ADJECTIVE.or(Classes::ADVERB),
        _ => Classes::BASE,
    };
    if !own.intersects(needed) || own.intersects(Classes::AUXILIARY.or(Classes::MODAL)) && base == "be" {
        return Vec::new();
    }
    let irregular = irregular();
    let rows = match class {
        Classes::PLURAL => irregular.plurals.get(base).map(|&plural| vec![plural]),
        Classes::PAST => irregular.verbs.get(base).map(|&(past, _)| vec![past]),
        Classes::PARTICIPLE => irregular.verbs.get(base).map(|&(_, participle)| vec![participle]),
        _ => None,
    };
    if let Some(rows) = rows {
        return rows.into_iter().map(str::to_owned).collect();
    }
    let ending = match class {
        Classes::PLURAL | Classes::THIRD => "s",
        Classes::PAST | Classes::PARTICIPLE => "ed",
        Classes::GERUND => "ing",
        Classes::COMPARATIVE => "er",
        _ => "est",
    };
    let mut candidates = Vec::new();
    if let Some(stem) = base.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u'])) {
        match ending {
            "s" => candidates.push(format!("{stem}ies")),
            "ing" => {}
            _ => candidates.push(format!("{stem}i{ending}")),
        }
    }
    if let Some(stem) = base.strip_suffix('e') {
        candidates.push(if ending == "s" { format!("{base}s") } else { format!("{stem}{ending}") });
    }
    candidates.push(format!("{base}{ending}"));
    if let Some(last) = base.chars().last().filter(|_| ending != "s") {
        candidates.push(format!("{base}{last}{ending}"));
    }
    if ending == "s" {
        candidates.push(format!("{base}es"));
    }
    candidates.retain(|form| tables::classes(form).intersects(class));
    candidates.dedup();
    candidates
}

#[derive(Default)]
struct Irregular {
    verbs: FxHashMap<&'static str, (&'static str, &'static str)>,
    plurals: FxHashMap<&'static str, &'static str>,
    bases: FxHashMap<&'static str, Vec<&'static str>>,
}

fn irregular() -> &'static Irregular {
    static TABLE: OnceLock<Irregular> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = Irregular::default();
        for line in IRREGULAR.lines() {
            let row: Vec<&str> = line.split(' ').collect();
            match row[..] {
                [base, past, participle] => {
                    table.verbs.insert(base, (past, participle));
                }
                [singular, plural] => {
                    table.plurals.insert(singular, plural);
                }
                _ => {}
            }
            for form in &row[1..] {
                let bases = table.bases.entry(form).or_default();
                if !bases.contains(&row[0]) {
                    bases.push(row[0]);
                }
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(base: &str, expected: &[&str]) {
        assert_eq!(forms(base), expected, "{base}");
    }

    #[test]
    fn words_have_their_forms() {
        check("walk", &["walk", "walks", "walked", "walking"]);
        check("go", &["go", "goes", "went", "gone", "going"]);
        check("stop", &["stop", "stops", "stopped", "stopping"]);
        check("carry", &["carry", "carries", "carried", "carrying"]);
        check("child", &["child", "children"]);
        check("big", &["big", "bigger", "biggest"]);
        check("quickly", &["quickly"]);
    }

    #[test]
    fn forms_have_their_bases() {
        for (form, expected) in [
            ("went", "go"),
            ("stopped", "stop"),
            ("carries", "carry"),
            ("making", "make"),
            ("children", "child"),
            ("happier", "happy"),
            ("cars", "car"),
        ] {
            assert_eq!(bases(form).first().map(String::as_str), Some(expected), "{form}");
        }
    }
}
