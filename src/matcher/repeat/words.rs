//! Words and short phrases that follow themselves.

use std::ops::Range;

use super::Repeat;
use crate::analysis::{Analysis, FARTHEST_ECHO};
use crate::document::{BlockKind, TextSpan};
use crate::matcher::kind::{Match, Matches};
use crate::matcher::surroundings::{is_function_word, is_plain_word, reads_as_prose};
use crate::text::TokenKind;

/// The same word twice in a row, across line ends and markup too.
pub(super) fn doubled_words(rule: &Repeat, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let mut next = 0;
    for index in analysis.echoes().iter().filter(|echo| echo.is_at(1)).map(|echo| echo.token) {
        if index < next {
            continue;
        }
        let tokens = analysis.block_tokens(analysis.block_of(index));
        next = run_end(analysis, index, tokens.end);
        if next - index > 1 && is_slip(rule, analysis, &tokens, index..next) {
            found.push(doubled(analysis, index..index + 1, index..next));
        }
    }
}

/// The end of the run of one word that starts at `first`.
fn run_end(analysis: &Analysis<'_>, first: usize, limit: usize) -> usize {
    let vocabulary = analysis.vocabulary();
    let Some(word) = vocabulary.of_token(first) else { return first + 1 };
    let goes_on = |index: usize| vocabulary.of_token(index) == Some(word) && joins(analysis, index - 1);
    let mut end = first + 1;
    while end < limit && goes_on(end) {
        end += 1;
    }
    end
}

/// Whether nothing but one space or line end follows the token at `index`.
fn joins(analysis: &Analysis<'_>, index: usize) -> bool {
    let gap = analysis.gap_after(index);
    let breaks = gap.matches('\n').count();
    breaks == 1 || breaks == 0 && gap.chars().count() == 1
}

fn is_slip(rule: &Repeat, analysis: &Analysis<'_>, block: &Range<usize>, run: Range<usize>) -> bool {
    if !rule.is_wanted(analysis, run.start) || rule.exceptions.hold(analysis, run.start..run.start + 2) {
        return false;
    }
    let (first, second) = (analysis.token_text(run.start), analysis.token_text(run.start + 1));
    let is_small = is_function_word(analysis, run.start);
    // Thrice is emphasis, or a song.
    if run.len() > 2 && !is_small {
        return false;
    }
    // “the The Hague office”, “Duran Duran”: only a sentence's first word may have a capital alone.
    let same_case =
        first == second && (!first.contains(char::is_uppercase) || is_all_capitals(analysis, block));
    let opens = run.start == block.start || !analysis.is_word(run.start - 1);
    let starts = opens && is_plain_word(analysis, run.start + 1);
    let has_inner_capital = first.chars().skip(1).any(char::is_uppercase);
    if !same_case && (has_inner_capital || !starts) {
        return false;
    }
    if !is_small && is_species(analysis, block, run.start) {
        return false;
    }
    let known = is_small || analysis.lexicon.is_known(second) && second.chars().count() > 1;
    // A content word can close a term in italics and go on in plain type: “a *byte escape* escape”.
    let span = analysis.span_of(run.clone());
    let trusted = is_small || analysis.document.is_verbatim(span) && !is_quoted(analysis, block, &run);
    known
        && trusted
        && !touches_joint(analysis, block, &run)
        && !is_alone_on_line(analysis, block, &run)
        && reads_as_prose(analysis, block.clone())
}

fn is_all_capitals(analysis: &Analysis<'_>, block: &Range<usize>) -> bool {
    block
        .clone()
        .filter(|&index| analysis.is_word(index))
        .all(|index| !analysis.token_text(index).contains(char::is_lowercase))
}

/// Whether the word can be the second part of a Latin name whose third is the same: “Pan troglodytes
/// troglodytes”.
fn is_species(analysis: &Analysis<'_>, block: &Range<usize>, index: usize) -> bool {
    let follows_capital = index > block.start
        && analysis.is_word(index - 1)
        && analysis.token_text(index - 1).starts_with(char::is_uppercase)
        && index - 1 > analysis.sentence_of(index).start;
    let is_latin = ["us", "a", "is", "es", "um", "ens", "ix"]
        .iter()
        .any(|ending| analysis.folded(index).ends_with(ending));
    follows_capital && is_latin
}

/// Whether a hyphen, slash or the like ties one end of the run to another word: “log-in in”, “and and/or”.
fn touches_joint(analysis: &Analysis<'_>, block: &Range<usize>, run: &Range<usize>) -> bool {
    let ties = |text: &str| {
        !matches!(
            text,
            "." | ","
                | ";"
                | ":"
                | "!"
                | "?"
                | "…"
                | "—"
                | ")"
                | "("
                | "”"
                | "“"
                | "\""
                | "’"
                | "‘"
                | "["
                | "]"
                | "..."
                | "\u{fffc}"
        )
    };
    let before = run.start > block.start
        && analysis.gap_after(run.start - 1).is_empty()
        && (ties(analysis.token_text(run.start - 1)) || analysis.token_text(run.start - 1) == ".");
    let after = run.end < block.end
        && analysis.gap_after(run.end - 1).is_empty()
        && (ties(analysis.token_text(run.end)) || analysis.token_text(run.end) == "(");
    before || after
}

/// Whether quotation marks stand right around the run: a term that is spoken of.
fn is_quoted(analysis: &Analysis<'_>, block: &Range<usize>, run: &Range<usize>) -> bool {
    let is_quote = |index: usize| analysis.tokens()[index].kind == TokenKind::Quote;
    let opens = run.start > block.start && is_quote(run.start - 1);
    let closes = (run.end..block.end.min(run.end + 2)).any(is_quote);
    opens && closes
}

/// Whether a line end parts the two and the first has its line to itself, as in a list of terms.
fn is_alone_on_line(analysis: &Analysis<'_>, block: &Range<usize>, run: &Range<usize>) -> bool {
    let breaks_before = run.start == block.start || analysis.gap_after(run.start - 1).contains('\n');
    let breaks_after = run.end == block.end || analysis.gap_after(run.end - 1).contains('\n');
    analysis.gap_after(run.start).contains('\n') && (breaks_before || breaks_after)
}

/// A phrase of two to four words that follows itself.
pub(super) fn doubled_phrases(rule: &Repeat, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let mut next = 0;
    for echo in analysis.echoes().iter().filter(|echo| LENGTHS.rev().any(|length| echo.is_at(length))) {
        let index = echo.token;
        if index < next {
            continue;
        }
        let tokens = analysis.block_tokens(analysis.block_of(index));
        let may_repeat = |length: &usize| echo.is_at(*length) && index + 2 * length <= tokens.end;
        let mut lengths = LENGTHS.rev().filter(may_repeat);
        let length = lengths.find(|&length| is_doubled_phrase(rule, analysis, index, length));
        if let Some(length) = length.filter(|_| reads_as_prose(analysis, tokens)) {
            found.push(doubled(analysis, index..index + length, index..index + 2 * length));
            next = index + 2 * length;
        }
    }
}

/// Words that a doubled phrase has.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=FARTHEST_ECHO;

fn is_doubled_phrase(rule: &Repeat, analysis: &Analysis<'_>, first: usize, length: usize) -> bool {
    let vocabulary = analysis.vocabulary();
    let word = |index: usize| vocabulary.of_token(index);
    let repeats =
        (first..first + length).all(|index| word(index).is_some() && word(index) == word(index + length));
    if !repeats
        || !(first..first + 2 * length - 1).all(|index| joins(analysis, index))
        || opens_link(analysis, first + length)
    {
        return false;
    }
    let phrase = first..first + length;
    let has_two_words = phrase.clone().any(|index| word(index) != word(first));
    // Rhymes and sounds hold no small words: “left right left right”.
    let small = phrase.clone().filter(|&index| is_function_word(analysis, index)).count();
    if is_idiom(analysis, &phrase) {
        return false;
    }
    // “day by day by day”, “on and on and on”: what goes on after it or before it is a chain.
    let is_chain = first + 2 * length < analysis.tokens().len() && word(first + 2 * length) == word(first)
        || first > 0 && word(first - 1) == word(first + length - 1);
    let restarts = |index: usize| {
        let (once, again) = (analysis.token_text(index), analysis.token_text(index + length));
        once == again || index == first && again.chars().all(|c| !c.is_uppercase())
    };
    has_two_words
        && small > 0
        && !is_chain
        && phrase.clone().all(restarts)
        && !rule.exceptions.hold(analysis, phrase)
}

/// Whether a link starts at the token: its text is a title, and may start with the words before it, as in “learn
/// how to [How to …]”.
fn opens_link(analysis: &Analysis<'_>, index: usize) -> bool {
    let start = analysis.source_span(analysis.tokens()[index].span()).start;
    analysis.document.source.text()[..start].ends_with(['[', '>'])
}

/// Whether the phrase and its repetition are two steps of one idiom: “again and again and so it went”,
/// “and more and more of them”, “from side to side to see”, “as good as good can be”, “and so on and so on”.
fn is_idiom(analysis: &Analysis<'_>, phrase: &Range<usize>) -> bool {
    let word = |index: usize| analysis.folded(index);
    let links =
        |index: usize| matches!(word(index), "and" | "or" | "by" | "as" | "after" | "upon" | "so" | "such");
    // “by the by the” is a slip for all that.
    let is_loose = |index: usize| {
        matches!(
            word(index),
            "the" | "a" | "an" | "it" | "this" | "that" | "of" | "in" | "to" | "for" | "with" | "at" | "from"
        ) || ["subject-pronouns", "auxiliary-verbs"]
            .iter()
            .any(|list| analysis.lists.get(list).contains(word(index)))
    };
    let is_pair = phrase.len() == 2 && phrase.clone().any(links) && !phrase.clone().any(is_loose);
    // “arm in arm in good humour”, “from side to side to see”; never “of”: “the number of number of pages”.
    let is_path = phrase.len() == 2
        && matches!(word(phrase.start + 1), "in" | "to" | "for" | "against")
        && !is_function_word(analysis, phrase.start);
    let is_and_so = word(phrase.start) == "and" && matches!(word(phrase.start + 1), "so" | "such" | "on");
    is_pair || is_path || is_and_so
}

/// A word joined to itself before another word: “training and training equipment”.
pub(super) fn pairs(rule: &Repeat, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    for index in analysis.echoes().iter().filter(|echo| echo.is_at(2)).map(|echo| echo.token) {
        if is_pair(rule, analysis, index) {
            found.push(doubled(analysis, index..index + 1, index..index + 3));
        }
    }
}

/// Whether the word at `index`, which stands again two tokens further on, is joined to itself where something else
/// was meant.
fn is_pair(rule: &Repeat, analysis: &Analysis<'_>, index: usize) -> bool {
    let block = analysis.block_of(index);
    let is_cell = matches!(analysis.document.blocks[block].kind, BlockKind::TableCell);
    if is_cell
        || index + 3 >= analysis.block_tokens(block).end
        || !matches!(analysis.folded(index + 1), "and" | "or")
        || !(index..index + 3).all(|at| joins(analysis, at))
    {
        return false;
    }
    let is_emphatic =
        || rule.except_endings.iter().any(|ending| analysis.folded(index).ends_with(ending.as_str()));
    let is_excepted = || {
        rule.exceptions.hold(analysis, index..index + 3)
            || rule.exceptions.hold(analysis, index + 3..index + 4)
    };
    [index, index + 2].iter().all(|&at| is_plain_word(analysis, at))
        && !is_function_word(analysis, index)
        && is_plain_word(analysis, index + 3)
        && !is_function_word(analysis, index + 3)
        && !is_emphatic()
        && !is_excepted()
}

/// A finding at `all`, tokens of which only `once` should stand; its fix takes the rest away.
fn doubled(analysis: &Analysis<'_>, once: Range<usize>, all: Range<usize>) -> Match {
    let start = analysis.tokens()[once.start].span();
    let kept = analysis.span_of(once.clone());
    let span = analysis.span_of(all.clone());
    // Where a line ends between the two, the words before it go, so that lines stay as they are.
    let across = analysis.gap_after(once.end - 1).contains('\n')
        && once.start > 0
        && analysis.gap_after(once.start - 1) == " ";
    let edit = if across {
        analysis.edit(TextSpan::new(start.start - 1, kept.end), "")
    } else {
        let extra = TextSpan::new(kept.end, span.end);
        analysis.edit(span, analysis.document.slice(kept)).or_else(|| analysis.edit(extra, ""))
    };
    let first = analysis.source_span(kept);
    Match::new(analysis, span)
        .value("once", analysis.document.slice(kept))
        .related("first", first)
        .propose(edit)
}
