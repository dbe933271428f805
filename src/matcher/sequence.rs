//! `[sequence]`: tokens in a row, each told by its word, its shape or its class in the sentence, with optional and
//! repeated parts and gaps.

use std::ops::Range;

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Reach, Wakes};
use super::token_pattern::{Found, Late, Pattern};
use crate::analysis::Analysis;
use crate::lexicon::{Form, Lexicon};
use crate::settings::{Field, Table, Value};
use crate::text::{CharacterSet, fold};

pub(super) const KIND: Kind = Kind {
    name: "sequence",
    summary: "tokens in a row, told by word, shape or part of speech",
    fields: &[
        Field::required(
            "any",
            Value::Texts,
            "token patterns to find: items parted by spaces, each a word, a|b, [class], !x, x?, x*, x{1,3}, … (a gap), ^, $; <…> is what is reported, name:x fills {name}",
        ),
        Field::optional(
            "unless",
            Value::Texts,
            "token patterns that are right: what overlaps one of them is not reported",
        ),
        Field::optional(
            "within",
            Value::Choice(&["sentence", "block"]),
            "what no finding goes beyond; “sentence” if not given",
        ),
    ],
    placeholders: &[],
    roles: &[],
    proposes: false,
    read,
};

/// The forms of a captured word that a rule may speak of: `{name.past}`.
const FORMS: &[(&str, Form)] = &[
    ("base", Form::Base),
    ("third", Form::Third),
    ("past", Form::Past),
    ("participle", Form::Participle),
    ("gerund", Form::Gerund),
    ("singular", Form::Base),
    ("plural", Form::Plural),
];

/// Writes a word in another case.
type Recase = fn(&str) -> String;

/// The captured words in another case: with a first capital, with no capital but the first letter’s, and with none.
const CASES: &[(&str, Recase)] =
    &[("capital", with_capital), ("lower-tail", with_lower_tail), ("lower", str::to_lowercase)];

#[derive(Debug)]
struct Sequence {
    patterns: Vec<Late>,
    unless: Vec<Late>,
    in_blocks: bool,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let read_all = |key: &str| -> Vec<Option<Late>> {
        table.texts(key).into_iter().map(|text| Late::new(text, Pattern::read, context)).collect()
    };
    let (patterns, unless) = (read_all("any"), read_all("unless"));
    let patterns: Vec<Late> = patterns.into_iter().collect::<Option<_>>()?;
    let unless: Vec<Late> = unless.into_iter().collect::<Option<_>>()?;
    let in_blocks = table.text("within").is_some_and(|within| within.value == "block");
    Some(Box::new(Sequence { patterns, unless, in_blocks }))
}

impl Matcher for Sequence {
    /// The words of each pattern, or else its characters, if all have some.
    fn wakes(&self) -> Wakes {
        let mut words = Vec::new();
        for (index, pattern) in self.patterns.iter().enumerate() {
            match pattern.known().and_then(Pattern::words) {
                Some(own) => words.extend(own.iter().map(|word| (word.clone(), index))),
                None => return self.characters().map_or(Wakes::Always, Wakes::Characters),
            }
        }
        Wakes::Words(words)
    }

    fn placeholders(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        for name in self.patterns.iter().filter_map(Late::known).flat_map(Pattern::names) {
            if !all.iter().any(|known| known == name) {
                all.push(name.to_owned());
                all.extend(FORMS.iter().map(|(form, _)| format!("{name}.{form}")));
                all.extend(CASES.iter().map(|(case, _)| format!("{name}.{case}")));
            }
        }
        all
    }

    fn reach(&self) -> Reach {
        Reach::Block
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        let mut places: Vec<(Found, usize)> = Vec::new();
        let pattern = |index: usize| self.patterns[index].get(analysis.lists);
        let mut look = |index: usize, place: usize| {
            let pattern = pattern(index);
            if pattern.may_fit(analysis, place) {
                let range = self.range_of(analysis, place);
                places.extend(pattern.at(analysis, &range, place).map(|found| (found, index)));
            }
        };
        if hits.are_words() {
            hits.iter().for_each(|(index, place)| look(index, place));
        } else {
            let vocabulary = analysis.vocabulary();
            for index in 0..self.patterns.len() {
                let Some(words) = pattern(index).words() else {
                    pattern(index).starts(analysis).for_each(|place| look(index, place));
                    continue;
                };
                let words = words.iter().filter_map(|word| vocabulary.find(word));
                words.flat_map(|word| vocabulary.places(word)).for_each(|place| look(index, place));
            }
        }
        places.sort_by_key(|(found, pattern)| {
            (found.reported.start, usize::MAX - found.reported.end, *pattern)
        });
        let mut reported_to = 0;
        for (place, pattern) in places {
            if place.reported.start >= reported_to && !self.is_right(analysis, &place) {
                reported_to = place.reported.end;
                found.push(finding(analysis, self.patterns[pattern].get(analysis.lists), &place));
            }
        }
    }
}

impl Sequence {
    /// Characters of which a text holds one wherever a pattern fits, if all patterns need some.
    fn characters(&self) -> Option<CharacterSet> {
        let mut needed = self.patterns.iter().map(|pattern| pattern.known()?.needed_characters());
        needed.try_fold(CharacterSet::default(), |all, one| Some(all.or(one?)))
    }

    fn range_of(&self, analysis: &Analysis<'_>, place: usize) -> Range<usize> {
        match self.in_blocks {
            true => analysis.block_tokens(analysis.block_of(place)),
            false => analysis.sentence_of(place),
        }
    }

    /// Whether one of the patterns that are right overlaps the place.
    fn is_right(&self, analysis: &Analysis<'_>, place: &Found) -> bool {
        let range = self.range_of(analysis, place.whole.start);
        let reach = |pattern: &Pattern| {
            let nearby = place.whole.start.saturating_sub(pattern.reach())..place.whole.end + pattern.reach();
            nearby.start.max(range.start)..nearby.end.min(range.end)
        };
        self.unless.iter().map(|pattern| pattern.get(analysis.lists)).any(|pattern| {
            reach(pattern).any(|index| {
                pattern.at(analysis, &range, index).is_some_and(|right| {
                    right.whole.start < place.whole.end && place.whole.start < right.whole.end
                })
            })
        })
    }
}

fn finding(analysis: &Analysis<'_>, pattern: &Pattern, place: &Found) -> Match {
    let span = analysis.span_of(place.reported.clone());
    let mut finding = Match::new(analysis, span);
    for (name, tokens) in pattern.captured(place) {
        if tokens.is_empty() {
            finding = finding.value(name, "");
            continue;
        }
        let text = analysis.document.slice(analysis.span_of(tokens.clone()));
        finding = finding.value(name, text);
        for (case, written) in CASES {
            finding = finding.value(&format!("{name}.{case}"), written(text));
        }
        if tokens.len() > 1 {
            continue;
        }
        for (name_of_form, form) in FORMS {
            if let Some(word) = form_of(analysis.lexicon, text, *form) {
                finding = finding.value(&format!("{name}.{name_of_form}"), word);
            }
        }
    }
    finding
}

/// Another form of a word, with its first capital.
fn form_of(lexicon: &Lexicon, word: &str, wanted: Form) -> Option<String> {
    let bases = lexicon.bases(&fold(word));
    let mut forms = bases.iter().flat_map(|base| lexicon.forms(base)).filter(|(form, _)| *form == wanted);
    let (_, made) = forms.next()?;
    let mut letters = made.chars();
    match letters.next() {
        Some(first) if word.starts_with(char::is_uppercase) => {
            Some(first.to_uppercase().chain(letters).collect())
        }
        _ => Some(made),
    }
}

fn with_capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

fn with_lower_tail(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next();
    first.into_iter().chain(letters.flat_map(char::to_lowercase)).collect()
}
