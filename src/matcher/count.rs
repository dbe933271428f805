//! `[count]`: what stands too often, or not often enough, in a sentence, a paragraph or the document.

mod phrases;
mod places;

use std::ops::Range;

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use super::pattern::Expression;
use crate::analysis::Analysis;
use crate::document::TextSpan;
use crate::settings::{Field, Table, Value};
use phrases::Phrases;
use places::Place;

const UNITS: &[&str] = &["words", "sentences", "links", "word-pairs"];

pub(super) const KIND: Kind = Kind {
    name: "count",
    summary: "what stands too often, or not often enough",
    fields: &[
        Field::optional(
            "of",
            Value::Choice(UNITS),
            "what is counted: words, sentences, links, or the pair of telling words that is met most often",
        ),
        Field::optional("any", Value::Texts, "phrases that are counted, in the singular or plural"),
        Field::optional("lists", Value::Texts, "lists of such phrases"),
        Field::optional("regex", Value::Text, "a regular expression for what is counted"),
        Field::required(
            "per",
            Value::Choice(&["sentence", "paragraph", "document"]),
            "what it is counted in",
        ),
        Field::optional("most", Value::Integer(0, 1_000_000), "how many there may be"),
        Field::optional("least", Value::Integer(1, 1_000_000), "how many there must be"),
        Field::optional("distinct", Value::Flag, "whether what is the same counts once"),
        Field::optional(
            "per-words",
            Value::Integer(1, 1_000_000),
            "the bounds are for so many words; texts with fewer have the same",
        ),
        Field::optional(
            "least-words",
            Value::Integer(1, 1_000_000),
            "words below which a sentence, paragraph or document is left alone",
        ),
        Field::optional(
            "most-words",
            Value::Integer(0, 1_000_000),
            "words above which a sentence, paragraph or document is left alone",
        ),
        Field::optional(
            "case-sensitive",
            Value::Flag,
            "regex: whether upper and lower case must be as written here",
        ),
    ],
    placeholders: &["count", "limit", "words"],
    roles: &["counted"],
    proposes: false,
    read,
};

/// What is counted.
#[derive(Debug)]
enum Counted {
    Words,
    Sentences,
    Links,
    WordPairs,
    Phrases(Phrases),
    Regex { regex: Box<Expression>, ignore_case: bool },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Per {
    Sentence,
    Paragraph,
    Document,
}

#[derive(Debug)]
struct Count {
    counted: Counted,
    per: Per,
    most: Option<usize>,
    least: Option<usize>,
    distinct: bool,
    per_words: Option<usize>,
    least_words: usize,
    most_words: usize,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let number = |key: &str| table.integer(key).and_then(|number| usize::try_from(number).ok());
    let (most, least) = (number("most"), number("least"));
    if !table.has("most") && !table.has("least") {
        let help = "say how many there may or must be";
        context.faults.add_with_help(
            "rules/missing-key",
            table.span,
            "[count] lacks “most” or “least”",
            help,
        );
    }
    let per = match table.text("per")?.value.as_str() {
        "sentence" => Per::Sentence,
        "paragraph" => Per::Paragraph,
        _ => Per::Document,
    };
    Some(Box::new(Count {
        counted: counted(table, context)?,
        per,
        most,
        least,
        distinct: table.flag("distinct"),
        per_words: number("per-words"),
        least_words: number("least-words").unwrap_or(0),
        most_words: number("most-words").unwrap_or(usize::MAX),
    }))
}

fn counted(table: &Table<'_>, context: &Context<'_>) -> Option<Counted> {
    let has_phrases = table.has("any") || table.has("lists");
    let given = [table.has("of"), has_phrases, table.has("regex")];
    if given.iter().filter(|&&given| given).count() != 1 {
        let help = "give “of”, or “any” and “lists”, or “regex”";
        let message = "[count] must say one thing that is counted";
        context.faults.add_with_help("rules/missing-key", table.span, message, help);
        return None;
    }
    if has_phrases {
        let mut entries: Vec<String> = table.texts("any").into_iter().map(|text| text.value).collect();
        for name in table.texts("lists") {
            entries.extend(context.list(&name)?.entries().map(str::to_owned));
        }
        return Some(Counted::Phrases(Phrases::new(&entries)));
    }
    if let Some(text) = table.text("regex") {
        let ignore_case = !table.flag("case-sensitive");
        return Some(Counted::Regex {
            regex: Box::new(Expression::read(&text, ignore_case, context)?),
            ignore_case,
        });
    }
    Some(match table.text("of")?.value.as_str() {
        "words" => Counted::Words,
        "sentences" => Counted::Sentences,
        "links" => Counted::Links,
        _ => Counted::WordPairs,
    })
}

impl Matcher for Count {
    fn wakes(&self) -> Wakes {
        // Where nothing stands, too little may stand.
        if self.least.is_some() {
            return Wakes::Always;
        }
        match &self.counted {
            Counted::Phrases(phrases) => Wakes::words(phrases.wake_words()),
            Counted::Regex { regex, ignore_case } => regex
                .needs()
                .literals
                .as_ref()
                .map_or(Wakes::Always, |literals| Wakes::literals(literals, !ignore_case)),
            _ => Wakes::Always,
        }
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        if let Counted::Phrases(phrases) = &self.counted
            && self.are_few(phrases.most_places(hits.iter(), self.distinct))
        {
            return;
        }
        let places = match &self.counted {
            Counted::Words => places::words(analysis),
            Counted::Sentences => places::sentences(analysis),
            Counted::Links => places::links(analysis),
            Counted::WordPairs => places::commonest_pair(analysis),
            Counted::Phrases(phrases) if self.least.is_none() => phrases.places_at(analysis, hits.iter()),
            Counted::Phrases(phrases) => phrases.places(analysis),
            Counted::Regex { regex, .. } => places::matches(analysis, regex),
        };
        if self.are_few(places.len()) {
            return;
        }
        let mut rest = places.as_slice();
        for tokens in self.stretches(analysis) {
            let span = analysis.span_of(tokens.clone());
            let first = rest.partition_point(|place| place.span.start < span.start);
            let end = rest.partition_point(|place| place.span.start < span.end);
            found.extend(self.judge(analysis, tokens, &rest[first..end]));
            rest = &rest[end..];
        }
    }
}

impl Count {
    /// Whether so many places in the whole document are too few to say anything of.
    fn are_few(&self, places: usize) -> bool {
        self.least.is_none() && places <= self.most.unwrap_or(0)
    }

    /// What is counted in: ranges of tokens, in order.
    fn stretches(&self, analysis: &Analysis<'_>) -> Vec<Range<usize>> {
        let mut stretches = match self.per {
            Per::Sentence => analysis.sentences().to_vec(),
            Per::Paragraph => analysis.blocks().map(|(_, tokens)| tokens).collect(),
            Per::Document => std::iter::once(0..analysis.tokens().len()).collect(),
        };
        stretches.retain(|tokens| !tokens.is_empty());
        stretches
    }

    /// What is wrong with the number of places in some tokens.
    fn judge(&self, analysis: &Analysis<'_>, tokens: Range<usize>, places: &[Place]) -> Option<Match> {
        let words = tokens.clone().filter(|&index| analysis.is_word(index)).count();
        if !(self.least_words..=self.most_words).contains(&words) {
            return None;
        }
        let counted = if self.distinct { places::distinct(places) } else { places.to_vec() };
        let count = counted.len();
        // A text that is shorter than the rate asks for has the whole bound.
        let bound = |limit: usize| match self.per_words {
            Some(rate) if words > rate => limit * words / rate,
            _ => limit,
        };
        let is_above = |most: &usize| count > bound(*most);
        let is_below = |least: &usize| count < bound(*least);
        let (limit, finding) = if let Some(&most) = self.most.as_ref().filter(|most| is_above(most)) {
            (bound(most), self.excess(analysis, &tokens, &counted, bound(most)))
        } else if let Some(&least) = self.least.as_ref().filter(|least| is_below(least)) {
            (bound(least), Match::new(analysis, self.whole(analysis, &tokens)))
        } else {
            return None;
        };
        let values = finding.value("count", count.to_string()).value("limit", limit.to_string());
        Some(values.value("words", words.to_string()))
    }

    /// The finding at what is too much: the sentence or paragraph where it is too long, else the first place
    /// beyond the limit; of a document the first place of all, which says more of what is meant.
    fn excess(
        &self,
        analysis: &Analysis<'_>,
        tokens: &Range<usize>,
        counted: &[Place],
        limit: usize,
    ) -> Match {
        if self.per != Per::Document && matches!(self.counted, Counted::Words | Counted::Sentences) {
            return Match::new(analysis, self.whole(analysis, tokens));
        }
        let at = if self.per == Per::Document { 0 } else { limit };
        let mut finding = Match::new(analysis, counted[at].span);
        let others = counted.iter().enumerate().filter(|&(index, _)| index != at);
        for (_, place) in others.take(MOST_RELATED) {
            finding = finding.related("counted", analysis.source_span(place.span));
        }
        finding
    }

    /// The span that stands for a whole: of a document its first sentence.
    fn whole(&self, analysis: &Analysis<'_>, tokens: &Range<usize>) -> TextSpan {
        match self.per {
            Per::Document => analysis.span_of(analysis.sentence_of(tokens.start)),
            _ => analysis.span_of(tokens.clone()),
        }
    }
}

/// How many further places are named.
const MOST_RELATED: usize = 7;
