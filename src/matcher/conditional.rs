//! `[conditional]`: what may stand only where something else stands as well: an acronym and the words that it
//! is made of.

use rustc_hash::{FxHashMap, FxHashSet};

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use super::known::Letters;
use super::pattern::Expression;
use crate::analysis::{Analysis, List};
use crate::document::TextSpan;
use crate::settings::{Field, Spanned, Table, Value};
use crate::text::fold;

pub(super) const KIND: Kind = Kind {
    name: "conditional",
    summary: "what may stand only where something else stands as well",
    fields: &[
        Field::required("first", Value::Text, "a regular expression with a group: what asks for the other"),
        Field::required(
            "second",
            Value::Text,
            "a regular expression with a group: what is asked for; the groups must hold the same text",
        ),
        Field::optional(
            "order",
            Value::Choice(&["before", "anywhere"]),
            "whether the second must stand before the first; anywhere if not given",
        ),
        Field::optional("except", Value::Texts, "texts of the group that ask for nothing"),
        Field::optional("lists", Value::Texts, "lists of such texts"),
        Field::optional("unknown", Value::Flag, "whether words that a dictionary knows ask for nothing"),
        Field::optional(
            "case-sensitive",
            Value::Flag,
            "whether upper and lower case must be as written here",
        ),
    ],
    placeholders: &["key", "count"],
    roles: &["late"],
    proposes: false,
    read,
};

#[derive(Debug)]
struct Conditional {
    first: Expression,
    second: Expression,
    /// One of these stands in every match of the first; none if it needs no literal.
    before: bool,
    except: FxHashSet<String>,
    lists: Vec<List>,
    unknown: bool,
    case_sensitive: bool,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let case_sensitive = table.flag("case-sensitive");
    let [first, second] = ["first", "second"].map(|key| {
        let text = table.text(key)?;
        let span = text.span;
        let regex = Expression::read(&text, !case_sensitive, context)?;
        if regex.needs().group_count == 0 {
            let help = "put what both have in common into brackets, as in “([A-Z]{3,})”";
            context.faults.add_with_help("rules/no-group", span, format!("“{key}” has no group"), help);
            return None;
        }
        Some(regex)
    });
    let mut lists = Vec::new();
    for name in table.texts("lists") {
        lists.push(context.list(&name)?.clone());
    }
    let fold_key = |text: Spanned<String>| key_of(&text.value, case_sensitive);
    Some(Box::new(Conditional {
        first: first?,
        second: second?,
        before: table.text("order").is_some_and(|order| order.value == "before"),
        except: table.texts("except").into_iter().map(fold_key).collect(),
        lists,
        unknown: table.flag("unknown"),
        case_sensitive,
    }))
}

/// What is compared of a group's text.
fn key_of(text: &str, case_sensitive: bool) -> String {
    if case_sensitive { text.to_owned() } else { fold(text).into_owned() }
}

/// Where something first stands, and how often it stands in all.
#[derive(Clone, Copy, Debug)]
struct Use {
    span: TextSpan,
    count: usize,
}

impl Matcher for Conditional {
    fn wakes(&self) -> Wakes {
        let literals = self.first.needs().literals.as_ref();
        literals.map_or(Wakes::Always, |literals| Wakes::literals(literals, self.case_sensitive))
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        let mut uses = self.uses(analysis, &self.first);
        uses.retain(|key, _| !self.is_excepted(analysis, key));
        if uses.is_empty() {
            return;
        }
        let answers = self.uses(analysis, &self.second);
        for (key, first) in uses {
            let answer = answers.get(&key).map(|answer| answer.span);
            if answer.is_some_and(|answer| !self.before || answer.start <= first.span.start) {
                continue;
            }
            let mut finding = Match::new(analysis, first.span);
            if let Some(late) = answer {
                finding = finding.related("late", analysis.source_span(late));
            }
            found.push(finding.value("key", key).value("count", first.count.to_string()));
        }
    }
}

impl Conditional {
    /// The texts of the expression's group in a document. The span is that of the group for the first of the
    /// two, and for the second starts with its match, which the first may stand within.
    fn uses(&self, analysis: &Analysis<'_>, regex: &Expression) -> FxHashMap<String, Use> {
        let is_first = std::ptr::eq(regex, &self.first);
        let mut uses: FxHashMap<String, Use> = FxHashMap::default();
        for block in &analysis.document.blocks {
            let text = analysis.document.slice(block.text);
            let Some(regex) = regex.get(text, Letters::of_prose(analysis, text)) else { continue };
            for captures in regex.captures_iter(text) {
                let Some(group) = captures.iter().skip(1).flatten().next() else { continue };
                let shown = if is_first { group } else { captures.get_match() };
                let start = block.text.start + shown.start();
                let span = TextSpan::new(start, start + shown.len());
                let key = key_of(group.as_str(), self.case_sensitive);
                uses.entry(key).or_insert(Use { span, count: 0 }).count += 1;
            }
        }
        uses
    }

    fn is_excepted(&self, analysis: &Analysis<'_>, key: &str) -> bool {
        let folded = fold(key);
        self.except.contains(key)
            || self.lists.iter().any(|list| list.contains(&folded))
            || self.unknown && analysis.lexicon.is_known(&folded)
    }
}
