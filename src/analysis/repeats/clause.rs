//! One person as subject and object of the same clause: “X waved to X”.

use std::ops::Range;

use super::prose::{After, Before, Prose, Reach};
use super::{Repeat, RepeatKind};
use crate::analysis::people::Mention;
use crate::text::TokenKind;

/// Adds the repetitions among the mentions of a block.
pub(super) fn find(prose: &Prose<'_, '_>, mentions: &[Mention], repeats: &mut Vec<Repeat>) {
    for (index, second) in mentions.iter().enumerate().skip(1) {
        // What describes the second name may hold mentions of its own.
        for first in mentions[index.saturating_sub(3)..index].iter().rev() {
            let gap = first.tokens.end..second.tokens.start;
            if gap.len() > LONGEST_GAP || !is_one_clause(prose, gap.clone()) {
                break;
            }
            if is_candidate(prose, first, second) {
                repeats.extend(
                    judge(prose, first, second)
                        .map(|(kind, verb)| Repeat { verb, ..Repeat::new(kind, first, second) }),
                );
                break;
            }
        }
    }
}

/// Most tokens between two mentions in one clause.
const LONGEST_GAP: usize = 14;

/// Whether the tokens are plain words of one clause, at least one of them.
fn is_one_clause(prose: &Prose<'_, '_>, gap: Range<usize>) -> bool {
    let plain = |index: usize| match prose.kind(index) {
        TokenKind::Word => !prose.is_clause_border(index) && !prose.is_mirror(index),
        TokenKind::Number => true,
        TokenKind::Punctuation => prose.is_hyphen(index),
        _ => false,
    };
    let is_identity = gap.clone().all(|index| prose.is_auxiliary(index) || prose.is_adverb(index));
    !is_identity && gap.into_iter().all(plain)
}

fn is_candidate(prose: &Prose<'_, '_>, first: &Mention, second: &Mention) -> bool {
    !first.is_possessive
        && !second.is_possessive
        && prose.may_be_person(second)
        && (prose.is_person(second) || !prose.is_place(second))
        && prose.people.are_same(first, second)
        && matches!(prose.after(second), After::Border | After::Function)
        && !has_mirror(prose, first, second)
}

/// Whether the words around say that one person may stand there twice.
fn has_mirror(prose: &Prose<'_, '_>, first: &Mention, second: &Mention) -> bool {
    let block = prose.block(first);
    let start = first.tokens.start.saturating_sub(AROUND).max(block.start);
    let end = (second.tokens.end + AROUND).min(block.end);
    let before = (start..first.tokens.start).rev().take_while(|&index| prose.kind(index) == TokenKind::Word);
    let after = (second.tokens.end..end).take_while(|&index| prose.kind(index) == TokenKind::Word);
    before.chain(after).any(|index| prose.is_mirror(index))
}

/// How many words around a clause are asked for mirrors.
const AROUND: usize = 8;

fn judge(prose: &Prose<'_, '_>, first: &Mention, second: &Mention) -> Option<(RepeatKind, Option<usize>)> {
    let is_subject = prose.before(first) == Before::Opening;
    if let Some(verb) = reaching_verb(prose, first, second).filter(|_| is_subject) {
        return Some((RepeatKind::SelfDirected, Some(verb)));
    }
    if let Some(verb) = inverted_verb(prose, first, second) {
        return Some((RepeatKind::SelfDirected, Some(verb)));
    }
    if !prose.is_person(second) {
        return None;
    }
    if prose.before(first) != Before::Governor && first.is_full() && second.is_full() {
        let gap = first.tokens.end..second.tokens.start;
        if prose.is_namesake(gap) {
            return None;
        }
        return Some((RepeatKind::FullNameAgain, None));
    }
    is_sure(prose, first, second).then_some((RepeatKind::SameClause, None))
}

/// Whether nothing but a slip explains the repetition: not “the Lee papers … Lee”, “Lee of Lee, Day and Co.”, “Lee
/// alone”, nor a first mention deep within the subject of the clause.
fn is_sure(prose: &Prose<'_, '_>, first: &Mention, second: &Mention) -> bool {
    let gap = first.tokens.end..second.tokens.start;
    let after = second.tokens.end;
    let goes_on = after < prose.block(second).end;
    let is_firm = goes_on && prose.word(gap.end - 1) == "of" && matches!(prose.word(after), "," | "&");
    let is_deep = prose.before(first) == Before::Governor
        && gap.clone().any(|index| prose.is_auxiliary(index) || prose.is_verb(prose.word(index)));
    let is_be = |index: usize| matches!(prose.word(index), "be" | "is" | "are" | "was" | "were");
    let is_predicate = gap.clone().any(is_be) && !gap.clone().any(|index| prose.is_preposition(index));
    let is_owned = matches!(prose.word(gap.end - 1), "my" | "your" | "his" | "her" | "our" | "their");
    let at = first.tokens.start;
    let is_attribute = at > prose.block(first).start && matches!(prose.word(at - 1), "a" | "an" | "the");
    prose.is_surely_person(second)
        && !is_predicate
        && !is_owned
        && !prose.is_within_quotation(second.tokens.start)
        && !is_attribute
        && !prose.is_in_title(first)
        && !matches!(prose.after(first), After::Noun)
        && !is_firm
        && !is_deep
        && !(goes_on && prose.is_emphasis(after))
}

/// The verb that the first mention is the subject of, if it reaches the second.
fn reaching_verb(prose: &Prose<'_, '_>, first: &Mention, second: &Mention) -> Option<usize> {
    let gap = first.tokens.end..second.tokens.start;
    let verb = gap.clone().find(|&index| !prose.is_auxiliary(index) && !prose.is_adverb(index))?;
    let reach = prose.reach(verb)?;
    let object = verb + 1..gap.end;
    if object.len() > LONGEST_OBJECT {
        return None;
    }
    match reach {
        Reach::Upon if prose.describes(object.clone()) => Some(verb),
        _ => object
            .clone()
            .find(|&index| prose.is_preposition(index) && prose.word(index) != "of")
            .filter(|&preposition| prose.describes(preposition + 1..object.end))
            .map(|_| verb),
    }
}

/// “wrote Lee to Lee”: the verb of saying before the first mention.
fn inverted_verb(prose: &Prose<'_, '_>, first: &Mention, second: &Mention) -> Option<usize> {
    let verb = first.tokens.start.checked_sub(1)?;
    let is_one_word = second.tokens.start == first.tokens.end + 1;
    let says = is_one_word && verb >= prose.block(first).start && prose.is_reporting(verb);
    (says && prose.is_preposition(first.tokens.end)).then_some(verb)
}

/// Most words between the verb and the second mention.
const LONGEST_OBJECT: usize = 6;
