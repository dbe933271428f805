//! One person named twice in a sentence, further apart than in one clause. Whoever was named is “he” or “she”
//! in the rest of the sentence; where somebody else is named between, the surname does.

use std::cell::OnceCell;
use std::ops::Range;

use super::bearing::Bearings;
use super::prose::{After, Prose};
use super::{Repeat, RepeatKind};
use crate::analysis::people::Mention;
use crate::document::BlockKind;
use crate::text::TokenKind;

/// Adds the repetitions among the mentions of a block, within each of its sentences, that no search before this one
/// found: those of `repeats` from `first_of_block` on.
pub(super) fn find<'p>(
    prose: &Prose<'p, '_>,
    bearings: &OnceCell<Bearings<'p>>,
    mentions: &[Mention],
    first_of_block: usize,
    repeats: &mut Vec<Repeat>,
) {
    let known: Vec<usize> =
        repeats[first_of_block..].iter().map(|repeat| repeat.second.tokens.start).collect();
    let start = |mention: &Mention| prose.analysis.sentence_of(mention.tokens.start).start;
    for mentions in mentions.chunk_by(|one, other| start(one) == start(other)) {
        let tokens = prose.analysis.sentence_of(mentions[0].tokens.start);
        // What is cut in two by the end of a sentence belongs to none.
        let whole = mentions.partition_point(|mention| mention.tokens.end <= tokens.end);
        let mentions = &mentions[..whole];
        let sentence = Sentence { prose, bearings, tokens, is_plain: OnceCell::new() };
        for (index, second) in mentions.iter().enumerate().skip(1) {
            let firsts = mentions[index.saturating_sub(FARTHEST)..index].iter().rev();
            let found = (!known.contains(&second.tokens.start))
                .then(|| firsts.into_iter().find_map(|first| sentence.judge(first, second, mentions)))
                .flatten();
            repeats.extend(found);
        }
    }
}

/// So far back, in names, the same person is looked for.
const FARTHEST: usize = 6;

/// A sentence that names several people.
struct Sentence<'s, 'p, 'a> {
    prose: &'s Prose<'p, 'a>,
    bearings: &'s OnceCell<Bearings<'p>>,
    tokens: Range<usize>,
    /// Whether it tells of people as reports do; worked out when first asked for.
    is_plain: OnceCell<bool>,
}

impl<'p> Sentence<'_, 'p, '_> {
    fn bearings(&self) -> &Bearings<'p> {
        self.bearings.get_or_init(|| Bearings::new(self.prose))
    }

    fn judge(&self, first: &Mention, second: &Mention, mentions: &[Mention]) -> Option<Repeat> {
        let prose = self.prose;
        let is_candidate = !first.is_possessive
            && !second.is_possessive
            && prose.people.are_same(first, second)
            && prose.is_surely_person(second)
            && prose.after(first) != After::Noun;
        if !is_candidate {
            return None;
        }
        let gap = first.tokens.end..second.tokens.start;
        let kind = if first.is_full() && second.is_full() && self.is_full_name_again(first, second) {
            RepeatKind::FullNameAgain
        } else if self.is_subject_again(first, second, mentions) {
            RepeatKind::SubjectAgain
        } else {
            return None;
        };
        let is_told = *self.is_plain.get_or_init(|| self.is_plain())
            && !self.is_quoted(first)
            && !self.is_quoted(second);
        if self.is_over_lines(gap.clone()) || self.has_relative(second, mentions) {
            return None;
        }
        let is_fault =
            is_told && !self.has_mirror(gap.clone()) && !prose.is_namesake(gap) && !self.is_emphasis(second);
        is_fault.then(|| Repeat::new(kind, first, second))
    }

    /// Whether both names of one person stand where the second time one would do.
    fn is_full_name_again(&self, first: &Mention, second: &Mention) -> bool {
        let prose = self.prose;
        let gap = first.tokens.end..second.tokens.start;
        let is_dash = |index: usize| {
            prose.kind(index) == TokenKind::Punctuation && matches!(prose.word(index), "-" | "–" | "—")
        };
        let end = second.tokens.end;
        let is_exclaimed =
            gap.clone().any(is_dash) && end < self.tokens.end && is_dash(end) || is_dash(gap.end - 1);
        // “He turned to Ann Lee, and Ann Lee smiled.”
        let is_handed_on =
            gap.clone().all(|index| matches!(prose.word(index), "," | "and" | "but" | "so" | "for"));
        gap.len() <= LONGEST_GAP
            && !is_exclaimed
            && !is_handed_on
            && prose.has_given_name(first)
            && !is_patronymic(second)
            && !self.bearings().is_habit(second)
            && !self.bearings().is_of_thing(second)
            && !matches!(prose.after(second), After::Noun)
            && !self.leads_on(second)
            && self.is_one_sentence(gap)
            && !self.has_suffix_behind(first)
            && !self.has_suffix_behind(second)
            && !self.is_parallel(first, second)
    }

    /// Whether the first is the subject and nothing but words leads to the second, nobody else among them.
    fn is_subject_again(&self, first: &Mention, second: &Mention, mentions: &[Mention]) -> bool {
        let prose = self.prose;
        let gap = self.after_apposition(first, mentions)..second.tokens.start;
        let is_word = |index: usize| match prose.kind(index) {
            TokenKind::Word => {
                !prose.is_mirror(index) && !prose.is_emphasis(index) && !self.joins_clause(index, second)
            }
            TokenKind::Number => true,
            _ => prose.is_hyphen(index),
        };
        let is_other = |other: &Mention| {
            gap.contains(&other.tokens.start) && prose.may_be_person(other) && !other.is_possessive
        };
        let is_identity = gap.clone().all(|index| prose.is_auxiliary(index) || prose.is_adverb(index));
        !gap.is_empty()
            && gap.len() <= LONGEST_REACH
            && prose.opens_clause(first)
            && prose.after_token(gap.start, first) == After::Verb
            && !matches!(prose.after(second), After::Noun | After::VerbOrNoun)
            && !self.leads_on(second)
            && !is_identity
            && gap.clone().all(is_word)
            && !mentions.iter().any(is_other)
    }

    /// The first token behind a mention and what is said of it between commas: “Lee, 53, …”.
    fn after_apposition(&self, mention: &Mention, mentions: &[Mention]) -> usize {
        let prose = self.prose;
        let start = mention.tokens.end;
        if start >= self.tokens.end || prose.word(start) != "," {
            return start;
        }
        let end = self.tokens.end.min(start + LONGEST_APPOSITION);
        let close = (start + 1..end)
            .find(|&index| prose.kind(index) != TokenKind::Word && prose.kind(index) != TokenKind::Number);
        let Some(close) = close.filter(|&close| prose.word(close) == ",") else { return start };
        let holds_name = mentions.iter().any(|other| (start..close).contains(&other.tokens.start));
        let is_clause = (start..close).any(|index| prose.is_auxiliary(index) || prose.is_reporting(index));
        if holds_name || is_clause { start } else { close + 1 }
    }

    /// Whether a conjunction starts a clause that may name its subject anew. “He came and saw Lee” starts none.
    fn joins_clause(&self, index: usize, second: &Mention) -> bool {
        let prose = self.prose;
        let ends = matches!(prose.after(second), After::Border | After::Function);
        let goes_on = prose.word(index) == "and" && ends && prose.is_verb(prose.word(index + 1));
        JOINING.contains(&prose.word(index)) && !goes_on
    }

    /// Whether a line without a stop ends between two mentions: a heading or a list of a plain text.
    fn is_over_lines(&self, gap: Range<usize>) -> bool {
        let analysis = self.prose.analysis;
        let text = analysis.document.text();
        (gap.start - 1..gap.end).any(|index| {
            let end = analysis.tokens()[index].span().end;
            analysis.gap_after(index).contains('\n') && {
                let line = end - text[..end].rfind('\n').map_or(0, |at| at + 1);
                let next = self.prose.kind(index + 1);
                let starts_item = !matches!(next, TokenKind::Word | TokenKind::Quote);
                starts_item || line < SHORT_LINE && self.prose.is_capitalised(index + 1)
            }
        })
    }

    /// “Ann Lee … Bo Lee … Ann Lee”: somebody of the same surname, from whom the given name tells the person.
    fn has_relative(&self, second: &Mention, mentions: &[Mention]) -> bool {
        mentions.iter().any(|other| {
            other.surname() == second.surname() && other.is_full() && other.words != second.words
        })
    }

    /// Whether the tokens between two mentions belong to one sentence: no mark of a list, and no word whose
    /// capital shows that a heading or a caption ran into the text.
    fn is_one_sentence(&self, gap: Range<usize>) -> bool {
        let prose = self.prose;
        let mut opened = None;
        for index in gap.clone() {
            match prose.word(index) {
                "(" if opened.is_none() => opened = Some(index),
                ")" if opened.is_some_and(|open| index - open <= LONGEST_BRACKET) => opened = None,
                ";" | ":" | "(" | ")" | "[" | "]" | "/" | "|" | "•" | "*" | "…" | "!" | "?" | "." | "&" =>
                {
                    return false;
                }
                _ => {}
            }
            let follows_mark = index > gap.start && prose.kind(index - 1) != TokenKind::Word;
            if !follows_mark && prose.is_capitalised(index) && CAPITALS.contains(&prose.word(index)) {
                return false;
            }
        }
        opened.is_none()
    }

    /// Whether a word in or around the gap says that one person may stand there twice.
    fn has_mirror(&self, gap: Range<usize>) -> bool {
        let around =
            gap.start.saturating_sub(AROUND).max(self.tokens.start)..(gap.end + AROUND).min(self.tokens.end);
        // What renames is asked about right before the name alone.
        around.into_iter().any(|index| self.prose.is_mirror(index) && !self.prose.is_eponym(index))
    }

    /// Whether the sentence tells what happened, outside of headings, contracts and what people say of
    /// themselves.
    fn is_plain(&self) -> bool {
        let prose = self.prose;
        let block = &prose.analysis.document.blocks[prose.analysis.block_of(self.tokens.start)];
        let bars = |index: usize| {
            let word = prose.word(index);
            prose.is_formal(word) || PARTNERS.contains(&word) && !self.prose.is_within_quotation(index)
        };
        block.kind == BlockKind::Paragraph
            && prose.word(self.tokens.start) != "by"
            && !self.tokens.clone().any(bars)
    }

    fn is_quoted(&self, mention: &Mention) -> bool {
        self.prose.is_within_quotation(mention.tokens.start)
    }

    /// “the Lee - Day relationship”: a dash between two names.
    fn leads_on(&self, second: &Mention) -> bool {
        let (dash, next) = (second.tokens.end, second.tokens.end + 1);
        next < self.tokens.end
            && matches!(self.prose.word(dash), "-" | "–")
            && self.prose.is_capitalised(next)
    }

    /// “Ann Lee alone”, “only Ann Lee”.
    fn is_emphasis(&self, second: &Mention) -> bool {
        let after = second.tokens.end;
        after < self.tokens.end && self.prose.is_emphasis(after)
            || self.prose.is_emphasis(second.tokens.start - 1)
    }

    /// “Ann Lee, Jr.”
    fn has_suffix_behind(&self, mention: &Mention) -> bool {
        let prose = self.prose;
        let at = mention.tokens.end;
        let is_suffix = |index: usize| {
            index < self.tokens.end
                && (prose.is_suffix(prose.word(index))
                    || prose.kind(index) == TokenKind::Number && index == at)
        };
        is_suffix(at) || at < self.tokens.end && prose.word(at) == "," && is_suffix(at + 1)
    }

    /// “written by Ann Lee, directed by Ann Lee”: the same word leads to both.
    fn is_parallel(&self, first: &Mention, second: &Mention) -> bool {
        let prose = self.prose;
        let (Some(one), Some(other)) = (prose.word_before(first), prose.word_before(second)) else {
            return false;
        };
        prose.is_preposition(one) && prose.word(one) == prose.word(other)
    }
}

/// “Anna Pavlovna” is the polite form of address, not a surname.
fn is_patronymic(mention: &Mention) -> bool {
    let name = mention.surname();
    ["vna", "vitch", "ovich", "evich", "ych"]
        .iter()
        .any(|ending| name.len() > ending.len() + 2 && name.ends_with(ending))
}

/// Most tokens between two full names.
const LONGEST_GAP: usize = 45;

/// A line of fewer bytes than this was not broken for its length.
const SHORT_LINE: usize = 55;

/// Most tokens of an apposition.
const LONGEST_APPOSITION: usize = 12;

/// Most tokens from a subject to its repetition.
const LONGEST_REACH: usize = 20;

/// Most tokens of a bracket between two full names.
const LONGEST_BRACKET: usize = 8;

/// How many tokens around a repetition are asked for mirrors.
const AROUND: usize = 8;

/// Words that join clauses, the second of which may name its subject.
const JOINING: &[&str] = &["and", "or", "but", "nor", "yet", "so", "while", "whereas", "than", "as", "like"];

/// Words whose capital in the midst of a sentence shows that another sentence starts there.
const CAPITALS: &[&str] = &[
    "in", "on", "at", "it", "he", "she", "they", "but", "and", "a", "an", "this", "that", "when", "after",
    "as", "for", "with", "by", "there", "if",
];

/// Words of those who speak to each other.
const PARTNERS: &[&str] =
    &["i", "me", "my", "myself", "mine", "we", "us", "our", "ours", "you", "your", "yours"];
