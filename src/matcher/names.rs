//! `[names]`: one person named where two are meant, as the analysis found it; what to call the fault.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::{Analysis, List, Repeat, RepeatKind};
use crate::settings::{Field, Table, Value};
use crate::text::strip_possessive;

pub(super) const KIND: Kind = Kind {
    name: "names",
    summary: "one person named where two are meant",
    fields: &[
        Field::required("fault", Value::Choice(FAULTS), "which repetition to find"),
        Field::optional("except", Value::Texts, "doubled names that are right, as in “Johnson and Johnson”"),
    ],
    placeholders: &["name", "first", "others", "verb"],
    roles: &["first"],
    proposes: false,
    read,
};

/// The repetitions, as rules name them.
const FAULTS: &[&str] = &[
    "joined",
    "joined-names",
    "between",
    "roll-call",
    "self-directed",
    "full-name-again",
    "same-clause",
    "subject-again",
];

#[derive(Debug)]
struct Names {
    kind: RepeatKind,
    except: List,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let kind = match table.text("fault")?.value.as_str() {
        "joined" => RepeatKind::Joined,
        "joined-names" => RepeatKind::JoinedNames,
        "between" => RepeatKind::Between,
        "roll-call" => RepeatKind::RollCall,
        "self-directed" => RepeatKind::SelfDirected,
        "full-name-again" => RepeatKind::FullNameAgain,
        "same-clause" => RepeatKind::SameClause,
        "subject-again" => RepeatKind::SubjectAgain,
        // An unknown word was reported when the table was held against its fields.
        _ => return None,
    };
    let except = List::new(table.texts("except").into_iter().map(|text| text.value));
    Some(Box::new(Names { kind, except }))
}

impl Matcher for Names {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        let meant = |repeat: &&Repeat| repeat.kind == self.kind && !self.is_excepted(analysis, repeat);
        found.extend(analysis.repeats().iter().filter(meant).map(|repeat| describe(analysis, repeat)));
    }
}

impl Names {
    fn is_excepted(&self, analysis: &Analysis<'_>, repeat: &Repeat) -> bool {
        let words = repeat.first.name.start..repeat.second.tokens.end;
        let text: Vec<&str> = words.map(|token| analysis.folded(token)).collect();
        self.except.contains(&text.join(" "))
    }
}

fn describe(analysis: &Analysis<'_>, repeat: &Repeat) -> Match {
    let text = |tokens| analysis.document.slice(analysis.span_of(tokens)).to_owned();
    let others: Vec<String> = analysis
        .people()
        .nearby(&repeat.second, OTHERS)
        .into_iter()
        .map(|other| {
            let tokens = if other.is_full() { other.name.clone() } else { other.tokens.clone() };
            strip_possessive(&text(tokens)).to_owned()
        })
        .collect();
    let first = analysis.source_span(analysis.span_of(repeat.first.tokens.clone()));
    Match::new(analysis, analysis.span_of(repeat.second.tokens.clone()))
        .value("name", text(repeat.second.name.clone()))
        .value("first", text(repeat.first.tokens.clone()))
        .value("others", one_of(&others))
        .value("verb", repeat.verb.map_or("", |verb| analysis.token_text(verb)))
        .related("first", first)
}

/// How many people who could have been meant are named.
const OTHERS: usize = 3;

/// “A”, “A or B”, “A, B or C”.
fn one_of(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [init @ .., last] => format!("{} or {last}", init.join(", ")),
    }
}
