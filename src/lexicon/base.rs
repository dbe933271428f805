//! The bases of a form: what it may be a form of. The other way round from inflection, by which it is checked.

use std::sync::OnceLock;

use rustc_hash::FxHashMap;

use super::class::Classes;
use super::inflection::IRREGULAR;
use super::lookup::Lexicon;

impl Lexicon {
    /// The bases that a folded word may be a form of: the irregular ones first, then the regular ones, the most
    /// frequent first; itself at last, if it is one.
    pub fn bases(&self, form: &str) -> Vec<String> {
        let irregular = irregular_bases().get(form).into_iter().flatten();
        let mut all: Vec<String> = irregular.map(|&base| base.to_owned()).collect();
        let count = all.len();
        for (ending, class) in ENDINGS {
            let Some(stem) = form.strip_suffix(ending).filter(|stem| stem.len() >= 2) else { continue };
            for base in [stem.to_owned(), format!("{stem}e"), undoubled(stem), with_y(stem)] {
                let may_be_base = !base.is_empty() && self.classes(&base).intersects(*class);
                let makes = || self.forms(&base).iter().skip(1).any(|(_, made)| made == form);
                if may_be_base && !all.contains(&base) && self.lookup(&base).is_some() && makes() {
                    all.push(base);
                }
            }
        }
        let frequency = |base: &String| self.lookup(base).map_or(0, |entry| entry.frequency());
        all[count..].sort_by_key(|base| std::cmp::Reverse(frequency(base)));
        let may_be_base =
            self.classes(form).intersects(Classes::NOUN.or(Classes::BASE).or(Classes::ADJECTIVE));
        if may_be_base && !all.iter().any(|base| base == form) {
            all.push(form.to_owned());
        }
        all
    }
}

/// The endings of regular forms, each with a class of its base.
const ENDINGS: &[(&str, Classes)] = &[
    ("s", Classes::BASE),
    ("es", Classes::BASE),
    ("d", Classes::BASE),
    ("ed", Classes::BASE),
    ("ing", Classes::BASE),
    ("s", Classes::NOUN),
    ("es", Classes::NOUN),
];

/// *stopp* → *stop*.
fn undoubled(stem: &str) -> String {
    match stem.as_bytes() {
        [.., last, again] if last == again => stem[..stem.len() - 1].to_owned(),
        _ => String::new(),
    }
}

/// *carri* → *carry*.
fn with_y(stem: &str) -> String {
    stem.strip_suffix('i').map(|stem| format!("{stem}y")).unwrap_or_default()
}

/// The bases of the irregular forms.
fn irregular_bases() -> &'static FxHashMap<&'static str, Vec<&'static str>> {
    static TABLE: OnceLock<FxHashMap<&'static str, Vec<&'static str>>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for line in IRREGULAR.lines() {
            let mut columns = line.split(' ').skip(1);
            let Some(base) = columns.next() else { continue };
            for form in columns.flat_map(|column| column.split('/')).filter(|form| *form != "-") {
                let bases = table.entry(form).or_default();
                if !bases.contains(&base) {
                    bases.push(base);
                }
            }
        }
        table
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_have_their_bases() {
        for (form, expected) in [
            ("went", "go"),
            ("stopped", "stop"),
            ("carries", "carry"),
            ("making", "make"),
            ("children", "child"),
            ("cars", "car"),
            ("walk", "walk"),
        ] {
            assert_eq!(Lexicon::english().bases(form).first().map(String::as_str), Some(expected), "{form}");
        }
    }
}
