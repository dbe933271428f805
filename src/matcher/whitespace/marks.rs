//! Spaces around punctuation marks: one before a mark that closes, none after it, one inside a bracket.

use std::cell::LazyCell;
use std::ops::Range;

use crate::analysis::Analysis;
use crate::document::TextSpan;
use crate::matcher::kind::{Match, Matches};
use crate::matcher::surroundings::{is_function_word, is_plain_word, reads_as_prose};
use crate::text::TokenKind;

/// A space before a mark that belongs to the word before it.
pub(super) fn before_punctuation(analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let is_french = LazyCell::new(|| is_french(analysis));
    for index in analysis.signs(b",.;!?").filter(|&index| index > 0 && !analysis.is_tied(index - 1)) {
        let tokens = analysis.block_tokens(analysis.block_of(index));
        if index == tokens.start {
            continue;
        }
        let mark = analysis.token_text(index);
        let gap = analysis.gap_after(index - 1);
        if gap.contains('\n') || !belongs_before(analysis, &tokens, index) {
            continue;
        }
        let end = analysis.tokens()[index].span().end;
        let span = TextSpan::new(end - mark.len() - gap.len(), end);
        if matches!(mark, ";" | "!" | "?") && *is_french
            || !reads_as_prose(analysis, tokens)
            || !analysis.document.is_verbatim(span)
        {
            continue;
        }
        let finding = Match::new(analysis, span)
            .value("before", analysis.token_text(index - 1))
            .value("after", mark)
            .propose(analysis.edit(span, mark));
        found.push(finding);
    }
}

/// Whether the mark at `index` ends what stands before it, as opposed to a sign that is spoken of.
fn belongs_before(analysis: &Analysis<'_>, tokens: &Range<usize>, index: usize) -> bool {
    let before = analysis.tokens()[index - 1];
    let text = analysis.token_text(index - 1);
    let is_text = match before.kind {
        TokenKind::Word => !analysis.lists.get("never-last").contains(analysis.folded(index - 1)),
        TokenKind::Number | TokenKind::Object | TokenKind::Url => true,
        _ => matches!(text, ")" | "”"),
    };
    let Some(next) = (index + 1 < tokens.end).then(|| analysis.token_text(index + 1)) else { return is_text };
    let mark = analysis.token_text(index);
    // “. . .” and the like are ellipses.
    let is_row = |other: &str| other.starts_with(['.', '!', '?', ',', ';', '…']);
    if !is_text || is_row(text) || is_row(next) {
        return false;
    }
    let closes = matches!(next, "”" | "’")
        || next == "\"" && matches!(mark, "," | "!" | "?") && ends_gap(analysis, tokens, index + 1);
    if analysis.gap_after(index).is_empty() {
        return closes;
    }
    // A stop that ends nothing is a sign: a folder, an operator.
    let starts = next.starts_with(char::is_uppercase) || matches!(next, "“" | "‘" | "\u{fffc}");
    matches!(mark, "," | ";") || closes || starts
}

/// Whether a gap or the end of the block follows the token at `index`.
fn ends_gap(analysis: &Analysis<'_>, tokens: &Range<usize>, index: usize) -> bool {
    index + 1 >= tokens.end || !analysis.gap_after(index).is_empty()
}

/// Whether the writer sets marks of two parts apart throughout, as the French do.
fn is_french(analysis: &Analysis<'_>) -> bool {
    let (mut apart, mut all) = (0, 0);
    for index in analysis.signs(b";!?:") {
        let is_first = index == analysis.block_tokens(analysis.block_of(index)).start;
        if !is_first && analysis.is_word(index - 1) {
            all += 1;
            apart += usize::from(!analysis.gap_after(index - 1).is_empty());
        }
    }
    apart >= 3 && apart * 2 > all
}

/// A space after an opening bracket or before a closing one, where the other bracket has none.
pub(super) fn inside_brackets(analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let brackets: Vec<usize> = analysis.signs(b"()[]").collect();
    for of_block in brackets.chunk_by(|&a, &b| analysis.block_of(a) == analysis.block_of(b)) {
        let mut open: Vec<usize> = Vec::new();
        for &index in of_block {
            if matches!(analysis.token_text(index), "(" | "[") {
                open.push(index);
            } else if let Some(start) = open.pop() {
                found.extend(lopsided(analysis, start, index));
            }
        }
    }
}

fn lopsided(analysis: &Analysis<'_>, open: usize, close: usize) -> Option<Match> {
    let first = analysis.gap_after(open);
    let last = analysis.gap_after(close - 1);
    let holds_words = (open + 1..close).filter(|&index| analysis.is_word(index)).count() >= 2;
    if !holds_words || first.is_empty() == last.is_empty() || first.contains('\n') || last.contains('\n') {
        return None;
    }
    let gap_start = |index: usize| analysis.tokens()[index].span().end;
    let (gap, at) = if last.is_empty() { (first, gap_start(open)) } else { (last, gap_start(close - 1)) };
    let beside = if last.is_empty() { open + 1 } else { close - 1 };
    // “( -foo )” and other code; an emoticon closes no bracket.
    if !matches!(analysis.tokens()[beside].kind, TokenKind::Word | TokenKind::Number) {
        return None;
    }
    let span = TextSpan::new(at, at + gap.len());
    let (before, after) = if last.is_empty() { (open, open + 1) } else { (close - 1, close) };
    let finding = Match::new(analysis, span)
        .value("before", analysis.token_text(before))
        .value("after", analysis.token_text(after));
    Some(finding.propose(analysis.edit(span, "")))
}

/// A comma or semicolon with a word on both sides and no space.
pub(super) fn after_comma(analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    for index in analysis.signs(b",;").filter(|&index| is_tight(analysis, index)) {
        let tokens = analysis.block_tokens(analysis.block_of(index));
        if inner(&tokens).contains(&index)
            && stands_tight(analysis, index)
            && joins_clauses(analysis, &tokens, index)
        {
            found.push(missing_space(analysis, index));
        }
    }
}

/// Whether the words around a comma belong to a sentence, and not to a list of values or to code.
fn joins_clauses(analysis: &Analysis<'_>, tokens: &Range<usize>, index: usize) -> bool {
    let is_tight_comma =
        |at: usize| tokens.contains(&at) && matches!(analysis.token_text(at), "," | ";" | "=" | "/");
    let in_row = index >= 2 && is_tight_comma(index - 2) && stands_tight(analysis, index - 2)
        || is_tight_comma(index + 2) && stands_tight(analysis, index + 2);
    let is_separate = |left: usize| left < tokens.start || !analysis.gap_after(left).is_empty();
    let left_free = index < tokens.start + 2 || is_separate(index - 2);
    let right_free =
        index + 2 >= tokens.end || is_separate(index + 1) || ends_clause(analysis.token_text(index + 2));
    let functional = is_function_word(analysis, index - 1) || is_function_word(analysis, index + 1);
    let known =
        |at: usize| analysis.lexicon.is_known(analysis.token_text(at)) && analysis.token_text(at).len() > 1;
    let plain = |at: usize| is_plain_word(analysis, at) && analysis.token_text(at).len() > 2;
    let both_known = known(index - 1) && known(index + 1);
    // “key,value pairs”: two nouns may be one term; “the items,moving the rest” cannot.
    let goes_on = index + 2 < tokens.end
        && (is_function_word(analysis, index + 2)
            || analysis.token_text(index + 2).starts_with(|c: char| c == ',' || c.is_uppercase()));
    let both_plain = plain(index - 1) && plain(index + 1) && index > tokens.start + 2 && goes_on;
    !in_row && left_free && right_free && (both_known && functional || both_plain)
}

fn ends_clause(token: &str) -> bool {
    matches!(token, "." | "," | "!" | "?" | ";" | ":" | "”" | "’" | "…")
}

/// A stop with a lower-case word before it and a capital after it.
pub(super) fn after_stop(analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    for index in analysis.signs(b".!?").filter(|&index| is_tight(analysis, index)) {
        let tokens = analysis.block_tokens(analysis.block_of(index));
        if inner(&tokens).contains(&index)
            && stands_tight(analysis, index)
            && !meets_markup(analysis, index)
            && parts_sentences(analysis, &tokens, index)
        {
            found.push(missing_space(analysis, index));
        }
    }
}

/// Whether nothing stands on either side of a mark.
fn is_tight(analysis: &Analysis<'_>, index: usize) -> bool {
    index > 0 && analysis.is_tied(index - 1) && analysis.is_tied(index)
}

/// Whether markup stands right after the token at `index`: what it holds may be set apart by its looks.
fn meets_markup(analysis: &Analysis<'_>, index: usize) -> bool {
    !analysis.document.is_verbatim(analysis.span_of(index..index + 2))
}

fn parts_sentences(analysis: &Analysis<'_>, tokens: &Range<usize>, index: usize) -> bool {
    let right = analysis.token_text(index + 1);
    let capital = right.starts_with(char::is_uppercase) && !right.chars().skip(1).any(char::is_uppercase);
    let lower = analysis.folded(index + 1);
    let right_is_word = capital && analysis.lexicon.lookup(lower).is_some_and(|entry| entry.is_lower());
    let apart = |at: usize| at < tokens.start || !analysis.gap_after(at).is_empty();
    // A second tight mark makes a path or a call of it: “item.Name.Length”, “list.Add(x)”.
    let stands_alone = (index < tokens.start + 2 || apart(index - 2))
        && (index + 2 >= tokens.end
            || apart(index + 1)
            || matches!(analysis.token_text(index + 2), "," | ":"));
    let left_is_plain = analysis.token_text(index - 1).len() > 1 && is_plain_word(analysis, index - 1);
    // After a name, only a small word that goes on in lower case shows that a sentence starts.
    let left_is_name = analysis.lexicon.is_known(analysis.token_text(index - 1))
        && is_function_word(analysis, index + 1)
        && index + 2 < tokens.end
        && is_plain_word(analysis, index + 2);
    // “time.Time”: a name that code gave.
    let is_same = analysis.folded(index - 1) == lower;
    right_is_word && stands_alone && !is_same && (left_is_plain || left_is_name)
}

/// The indices of tokens that have a neighbour on both sides.
fn inner(tokens: &Range<usize>) -> Range<usize> {
    tokens.start + 1..tokens.end.saturating_sub(1).max(tokens.start + 1)
}

/// Whether a mark stands between two words without a space on either side.
fn stands_tight(analysis: &Analysis<'_>, index: usize) -> bool {
    is_tight(analysis, index) && analysis.is_word(index - 1) && analysis.is_word(index + 1)
}

/// A finding at a mark; its fix adds the space.
fn missing_space(analysis: &Analysis<'_>, index: usize) -> Match {
    let span = analysis.tokens()[index].span();
    let mark = analysis.token_text(index);
    Match::new(analysis, span)
        .value("before", analysis.token_text(index - 1))
        .value("after", analysis.token_text(index + 1))
        .propose(analysis.edit(span, format!("{mark} ")))
}
