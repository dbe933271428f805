//! `[encoding]`: text that went through the wrong decoder or through one too few: mojibake, character
//! references of HTML, letters whose accents stand apart.

mod charset;
mod mojibake;
mod reference;

use unicode_normalization::UnicodeNormalization;
use unicode_properties::{GeneralCategoryGroup, UnicodeGeneralCategory};

pub(super) use self::charset::windows_1252_of_control;

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::{Analysis, List};
use crate::document::TextSpan;
use crate::settings::{Field, Table, Value};
use crate::text::CharacterSet;

const FAULTS: &[&str] = &["mojibake", "reference", "decomposed"];

pub(super) const KIND: Kind = Kind {
    name: "encoding",
    summary: "text that was decoded wrongly, or not at all",
    fields: &[
        Field::required("fault", Value::Choice(FAULTS), "which fault to look for"),
        Field::optional(
            "unless-list",
            Value::Text,
            "the list of words that a paragraph holds which speaks of such text",
        ),
    ],
    placeholders: &["mended"],
    roles: &[],
    proposes: true,
    read,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// UTF-8 that was read as another character set.
    Mojibake,
    /// Character references that stand in the text as they are: `&nbsp;`.
    Reference,
    /// Letters and accents as two characters, in a text that has them as one elsewhere.
    Decomposed,
}

#[derive(Debug)]
struct Encoding {
    fault: Fault,
    unless_list: List,
}

/// A stretch of the flow that is wrong, and what it stands for if that is certain.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Wrong {
    span: TextSpan,
    mended: Option<String>,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let fault = match table.text("fault")?.value.as_str() {
        "mojibake" => Fault::Mojibake,
        "reference" => Fault::Reference,
        _ => Fault::Decomposed,
    };
    let unless_list = match table.text("unless-list") {
        Some(name) => context.list(&name)?.clone(),
        None => List::default(),
    };
    Some(Box::new(Encoding { fault, unless_list }))
}

impl Matcher for Encoding {
    fn wakes(&self) -> Wakes {
        match self.fault {
            Fault::Reference => Wakes::literals(["&"], true),
            Fault::Mojibake | Fault::Decomposed => Wakes::Characters(CharacterSet::BEYOND_ASCII),
        }
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        let wrong = match self.fault {
            Fault::Mojibake => mojibake::find(analysis),
            Fault::Reference => reference::find(analysis, hits.iter().map(|(_, place)| place)),
            Fault::Decomposed => decomposed(analysis),
        };
        // Findings come in order: each block is asked once, however many there are in it.
        let mut asked = (None, false);
        for Wrong { span, mended } in wrong {
            let block = analysis.block_at(span.start);
            if block != asked.0 {
                asked = (block, block.is_some_and(|block| self.is_spoken_of(analysis, block)));
            }
            if asked.1 {
                continue;
            }
            let finding = Match::new(analysis, span)
                .value("mended", mended.as_deref().map(visible).unwrap_or_default());
            found.push(finding.propose(mended.and_then(|mended| analysis.edit(span, mended))));
        }
    }
}

impl Encoding {
    /// Whether the block speaks of text like this, or quotes just it.
    fn is_spoken_of(&self, analysis: &Analysis<'_>, block: usize) -> bool {
        let mut tokens = analysis.block_tokens(block);
        self.unless_list.entries().next().is_some()
            && tokens.any(|index| self.unless_list.contains(analysis.folded(index)))
    }
}

/// What a reader sees of a text that mends: spaces by their names.
fn visible(text: &str) -> String {
    match text {
        "" => "nothing".to_owned(),
        _ if text.chars().all(char::is_whitespace) => "a space".to_owned(),
        _ => format!("“{text}”"),
    }
}

/// Words whose accents stand apart, where other words of the document have them in one character.
fn decomposed(analysis: &Analysis<'_>) -> Vec<Wrong> {
    let inventory = analysis.inventory();
    let is_composed = |c: char| {
        c.general_category_group() == GeneralCategoryGroup::Letter && ![c].into_iter().nfd().eq([c])
    };
    let marks = inventory.places(|c| ('\u{300}'..='\u{36f}').contains(&c));
    if marks.is_empty() || !inventory.holds(is_composed) {
        return Vec::new();
    }
    let mut wrong: Vec<Wrong> = Vec::new();
    for at in marks {
        if wrong.last().is_some_and(|last: &Wrong| at < last.span.end) {
            continue;
        }
        let index = analysis.tokens().partition_point(|token| token.span().end <= at);
        let Some(token) = analysis.tokens().get(index).filter(|token| token.span().start < at) else {
            continue;
        };
        let text = analysis.token_text(index);
        let composed: String = text.nfc().collect();
        if composed.chars().count() < text.chars().count() {
            wrong.push(Wrong { span: token.span(), mended: Some(composed) });
        }
    }
    wrong
}
