//! `[ending]`: how a paragraph ends: on a comma, on no stop at all, or in the middle of a phrase.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use super::surroundings::{is_plain_word, reads_as_prose};
use crate::analysis::Analysis;
use crate::document::{BlockKind, TextSpan};
use crate::settings::{Field, Table, Value};
use crate::text::TokenKind;

const FAULTS: &[&str] = &["comma", "no-stop", "unfinished"];

pub(super) const KIND: Kind = Kind {
    name: "ending",
    summary: "a paragraph that ends on a comma, without a stop, or in mid-sentence",
    fields: &[
        Field::required("fault", Value::Choice(FAULTS), "which ending to look for"),
        Field::optional("least-words", Value::Integer(1, 1_000), "words that the paragraph must have"),
        Field::optional("least-sentences", Value::Integer(1, 100), "sentences that the paragraph must have"),
        Field::optional("words", Value::Texts, "unfinished: words that need another one after them"),
    ],
    placeholders: &[],
    roles: &[],
    proposes: false,
    read,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    Comma,
    NoStop,
    Unfinished,
}

#[derive(Debug)]
struct Ending {
    fault: Fault,
    least_words: usize,
    least_sentences: usize,
    words: FxHashSet<String>,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let fault = match table.text("fault")?.value.as_str() {
        "comma" => Fault::Comma,
        "no-stop" => Fault::NoStop,
        _ => Fault::Unfinished,
    };
    let count = |key: &str| table.integer(key).and_then(|number| usize::try_from(number).ok()).unwrap_or(1);
    Some(Box::new(Ending {
        fault,
        least_words: count("least-words"),
        least_sentences: count("least-sentences"),
        words: table.texts("words").into_iter().map(|word| word.value).collect(),
    }))
}

impl Matcher for Ending {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        for (index, (block, tokens)) in analysis.blocks().enumerate() {
            if block.kind != BlockKind::Paragraph || block.quoted || tokens.is_empty() {
                continue;
            }
            let Some(fault) = self.fault_of(analysis, tokens.clone()) else { continue };
            let words = tokens.clone().filter(|&index| analysis.is_word(index)).count();
            if words >= self.least_words
                && goes_on_nowhere(analysis, index)
                && self.has_sentences(analysis, &tokens)
                && reads_as_prose(analysis, tokens)
            {
                found.push(Match::new(analysis, fault));
            }
        }
    }
}

impl Ending {
    /// What is wrong with the end of a paragraph.
    fn fault_of(&self, analysis: &Analysis<'_>, tokens: Range<usize>) -> Option<TextSpan> {
        let closing = tokens.clone().rev().take_while(|&index| is_closing(analysis, index)).count();
        let last = (tokens.end - closing).checked_sub(1).filter(|&last| last >= tokens.start)?;
        let with_marks = analysis.span_of(last..tokens.end);
        match self.fault {
            Fault::Comma => (analysis.token_text(last) == ",").then_some(with_marks),
            Fault::NoStop => {
                let mark = analysis.token_text(tokens.end - 1);
                let is_apart = last > tokens.start && !analysis.gap_after(last - 1).is_empty();
                let ends_plainly = is_apart && is_plain_word(analysis, last) && closing <= 1;
                (ends_plainly && !mark.ends_with([')', ']', '\''])).then_some(with_marks)
            }
            Fault::Unfinished => {
                let ends = closing == 0 && self.words.contains(analysis.folded(last));
                // A capital makes a name of it: “Vitamin A”.
                let is_apart = last > tokens.start && !analysis.gap_after(last - 1).is_empty();
                let is_small = is_apart && !analysis.token_text(last).contains(char::is_uppercase);
                (ends && is_small).then_some(with_marks)
            }
        }
    }

    fn has_sentences(&self, analysis: &Analysis<'_>, tokens: &Range<usize>) -> bool {
        let sentences = analysis.sentences();
        let first = sentences.partition_point(|sentence| sentence.end <= tokens.start);
        let count = sentences[first..].iter().take_while(|sentence| sentence.start < tokens.end).count();
        count >= self.least_sentences
    }
}

/// Whether the line after a gap starts further in: verse, or the end of a letter.
fn is_set_in(gap: &str) -> bool {
    gap.rsplit_once('\n').is_some_and(|(_, indent)| indent.len() >= 2 && indent.chars().all(|c| c == ' '))
}

fn is_closing(analysis: &Analysis<'_>, index: usize) -> bool {
    analysis.tokens()[index].kind == TokenKind::Quote || matches!(analysis.token_text(index), ")" | "]")
}

/// Whether what follows a block is a new text: not code, a list or a table that belongs to its sentence, not
/// a quotation that it opens, not a line in lower case.
fn goes_on_nowhere(analysis: &Analysis<'_>, block: usize) -> bool {
    let document = analysis.document;
    let end = analysis.source_span(document.blocks[block].text).end;
    let next = document.blocks.get(block + 1);
    let next_start = next.map_or(document.source.text().len(), |next| analysis.source_span(next.text).start);
    let after = document.verbatim.partition_point(|part| part.start < end);
    if document.verbatim.get(after).is_some_and(|part| part.end <= next_start) {
        return false;
    }
    // Something that is no block stands between: a picture, a line of code.
    let between = document.source.text().get(end..next_start).unwrap_or_default();
    if between.contains(|c: char| {
        !c.is_whitespace() && !matches!(c, '#' | '*' | '_' | '“' | '"' | '<' | '>' | '/' | 'p' | 'h' | '”')
    }) {
        return false;
    }
    let Some(next) = next else { return true };
    if is_set_in(between) {
        return false;
    }
    let text = document.slice(next.text);
    let opens = text.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit());
    let quotes =
        text.starts_with(['“', '"', '‘', '\'']) && document.slice(document.blocks[block].text).ends_with('”');
    // “…,” and then a small letter: only a speaker could go on there.
    let says = |index: usize| analysis.lists.get("reporting-verbs").contains(analysis.folded(index));
    let words = analysis.block_tokens(block + 1);
    let cut = document.slice(document.blocks[block].text).ends_with(",”")
        && words.len() > 8
        && !words.take(3).any(says);
    let opens = opens || cut;
    !next.quoted && matches!(next.kind, BlockKind::Paragraph | BlockKind::Heading(_)) && (opens || quotes)
        || matches!(next.kind, BlockKind::Heading(_))
}
