//! `[hidden]`: prose that the markup hides from readers, as much of it as the rule says.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::Analysis;
use crate::document::{BlockKind, Hidden};
use crate::settings::{Field, Table, Value};

pub(super) const KIND: Kind = Kind {
    name: "hidden",
    summary: "prose that the markup hides from readers",
    fields: &[
        Field::required("ways", Value::Texts, "how it is hidden; any of these"),
        Field::optional("least-words", Value::Number(1.0, 10_000.0), "how many words must be hidden"),
        Field::optional(
            "least-share",
            Value::Number(0.0, 1.0),
            "which part of all words must be hidden, if there are not enough blocks",
        ),
        Field::optional(
            "least-blocks",
            Value::Number(1.0, 1000.0),
            "how many blocks must be hidden, if the part of all words is not large enough",
        ),
    ],
    placeholders: &["words"],
    roles: &["more"],
    proposes: false,
    read,
};

const WAYS: [(&str, Hidden); 4] = [
    ("undisplayed", Hidden::Undisplayed),
    ("off-screen", Hidden::OffScreen),
    ("tiny", Hidden::Tiny),
    ("uncoloured", Hidden::Uncoloured),
];

/// How many further places are named.
const MOST_MORE: usize = 5;

#[derive(Debug)]
struct HiddenProse {
    ways: Vec<Hidden>,
    least_words: usize,
    least_share: Option<f64>,
    least_blocks: Option<usize>,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let mut ways = Vec::new();
    for name in table.texts("ways") {
        match WAYS.iter().find(|(known, _)| *known == name.value) {
            Some(&(_, way)) => ways.push(way),
            None => {
                let known = WAYS.map(|(known, _)| known);
                context.faults.add_unknown("rules/unknown-value", name.span, "way", &name.value, &known);
            }
        }
    }
    Some(Box::new(HiddenProse {
        ways,
        least_words: table.number("least-words").map_or(1, |least| least as usize),
        least_share: table.number("least-share"),
        least_blocks: table.number("least-blocks").map(|least| least as usize),
    }))
}

impl Matcher for HiddenProse {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn reads_hidden(&self) -> bool {
        true
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        if analysis.document.hidden.is_empty() {
            return;
        }
        let (mut all, mut words) = (0, 0);
        let mut hidden = Vec::new();
        for (block, tokens) in analysis.blocks() {
            let count = tokens.filter(|&index| analysis.is_word(index)).count();
            all += count;
            let is_hidden = block.hidden.is_some_and(|way| self.ways.contains(&way));
            if is_hidden && count > 0 && block.kind != BlockKind::ImageAlt {
                words += count;
                hidden.push(block.text);
            }
        }
        let share = words as f64 / all.max(1) as f64;
        let is_large = self.least_share.is_some_and(|least| share >= least);
        let is_often = self.least_blocks.is_some_and(|least| hidden.len() >= least);
        let is_any = self.least_share.is_none() && self.least_blocks.is_none();
        let Some((&first, more)) = hidden.split_first().filter(|_| words >= self.least_words) else { return };
        if is_large || is_often || is_any {
            let finding = Match::new(analysis, first).value("words", words.to_string());
            found.push(
                more.iter()
                    .take(MOST_MORE)
                    .fold(finding, |finding, &span| finding.related("more", analysis.source_span(span))),
            );
        }
    }
}
