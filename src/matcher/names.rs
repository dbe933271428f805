//! `[names]`: one person named where two are meant. What is right prose about a repeated name (other people
//! of that name, possessives, mirrors, another clause) is told apart in the files of this folder.

mod between;
mod clause;
mod joined;
mod prose;

use prose::Prose;

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Wakes};
use crate::analysis::{Analysis, List, Mention};
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
const FAULTS: &[&str] =
    &["joined", "joined-names", "between", "roll-call", "self-directed", "full-name-again", "same-clause"];

/// A repetition of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// “Ann Lee and Ann Lee”.
    Joined,
    /// “Woolworths and Woolworths”: a name that is hardly a person’s.
    JoinedNames,
    /// “talks between Lee and Lee”.
    Between,
    /// “Ann Lee, Bo Day and Bo Day”.
    RollCall,
    /// “Mr. Lee waved to Mr. Lee”.
    SelfDirected,
    /// Both names of one person twice in a clause.
    FullNameAgain,
    /// One person named twice in a clause.
    SameClause,
}

/// Two mentions of one person, of which the second is reported.
#[derive(Clone, Copy, Debug)]
struct Repeat<'m> {
    fault: Fault,
    first: &'m Mention,
    second: &'m Mention,
    /// The token of the verb between them, if that is what makes the fault.
    verb: Option<usize>,
}

#[derive(Debug)]
struct Names {
    fault: Fault,
    except: List,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let fault = match table.text("fault")?.value.as_str() {
        "joined" => Fault::Joined,
        "joined-names" => Fault::JoinedNames,
        "between" => Fault::Between,
        "roll-call" => Fault::RollCall,
        "self-directed" => Fault::SelfDirected,
        "full-name-again" => Fault::FullNameAgain,
        "same-clause" => Fault::SameClause,
        // An unknown word was reported when the table was held against its fields.
        _ => return None,
    };
    let except = List::new(table.texts("except").into_iter().map(|text| text.value));
    Some(Box::new(Names { fault, except }))
}

impl Matcher for Names {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Vec<Match>) {
        let prose = Prose::new(analysis);
        let mut repeats = Vec::new();
        for (_, tokens) in analysis.blocks() {
            let mentions = analysis.people().within(tokens.clone());
            if mentions.len() < 2 {
                continue;
            }
            match self.fault {
                Fault::Joined | Fault::JoinedNames | Fault::Between | Fault::RollCall => {
                    joined::find(&prose, mentions, &mut repeats)
                }
                Fault::SelfDirected | Fault::FullNameAgain | Fault::SameClause => {
                    clause::find(&prose, mentions, &mut repeats);
                }
            }
        }
        repeats.retain(|repeat| repeat.fault == self.fault && !self.is_excepted(analysis, repeat));
        found.extend(repeats.iter().map(|repeat| describe(analysis, repeat)));
    }
}

impl Names {
    fn is_excepted(&self, analysis: &Analysis<'_>, repeat: &Repeat<'_>) -> bool {
        let words = repeat.first.name.start..repeat.second.tokens.end;
        let text: Vec<&str> = words.map(|token| analysis.folded(token)).collect();
        self.except.contains(&text.join(" "))
    }
}

fn describe(analysis: &Analysis<'_>, repeat: &Repeat<'_>) -> Match {
    let text = |tokens| analysis.document.slice(analysis.span_of(tokens)).to_owned();
    let others: Vec<String> = analysis
        .people()
        .nearby(repeat.second, OTHERS)
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
