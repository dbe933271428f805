//! Sentences and paragraphs that start in lower case.

use super::{Capitalization, capitalized, is_lower, wrong_case};
use crate::analysis::Analysis;
use crate::document::BlockKind;
use crate::matcher::kind::Matches;
use crate::matcher::surroundings::{is_function_word, is_plain_word, reads_as_prose};
use crate::text::TokenKind;

/// Small words in lower case after a full stop that no abbreviation explains.
pub(super) fn sentences(analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    for stop in analysis.signs(b".").filter(|&stop| is_lower(analysis, stop + 1)) {
        let tokens = analysis.block_tokens(analysis.block_of(stop));
        let index = stop + 1;
        if stop == tokens.start
            || index >= tokens.end
            || !is_function_word(analysis, index)
            || !ends_sentence(analysis, stop)
        {
            continue;
        }
        let goes_on = index + 1 < tokens.end
            && !analysis.gap_after(index).is_empty()
            && analysis.tokens()[index + 1].kind != TokenKind::Handle
            && !matches!(analysis.token_text(index + 1), "@" | "[");
        if goes_on && reads_as_prose(analysis, tokens) {
            found.push(wrong_case(analysis, index, capitalized(analysis.token_text(index))));
        }
    }
}

/// Whether the token at `index` is the stop of a sentence, with a space after it.
fn ends_sentence(analysis: &Analysis<'_>, index: usize) -> bool {
    if analysis.tokens()[index].kind != TokenKind::Punctuation {
        return false;
    }
    let text = analysis.token_text(index);
    // Readers of “What? the man asked” would not agree; after a full stop all do.
    if text != "." || analysis.gap_after(index).is_empty() || !analysis.gap_after(index - 1).is_empty() {
        return false;
    }
    let before = analysis.token_text(index - 1);
    let is_numeral = before.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let is_long = before.chars().count() >= 3 && !is_numeral;
    let length = before.chars().count();
    let is_name = || {
        let entry = analysis.lexicon.lookup(analysis.folded(index - 1));
        length >= 4 && entry.is_some_and(|entry| entry.given_name().is_some() || entry.is_surname())
    };
    // No abbreviation has so many letters.
    let is_spelt_out = length >= 6 && before.chars().all(char::is_alphabetic);
    let is_word = is_plain_word(analysis, index - 1) && is_long
        || analysis.is_word(index - 1)
            && (length >= 5 && analysis.lexicon.is_known(before) || is_name() || is_spelt_out);
    let lists = ["abbreviations", "abbreviations-before-numbers", "abbreviations-that-end"];
    is_word && !lists.iter().any(|list| analysis.lists.get(list).contains(analysis.folded(index - 1)))
}

/// Paragraphs in lower case after one that was finished, where the others start with a capital.
pub(super) fn paragraphs(rule: &Capitalization, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let count = analysis.document.blocks.len();
    let all: Vec<usize> = (0..count).filter(|&block| is_paragraph(analysis, block)).collect();
    let lower = all.iter().filter(|&&block| starts_lower(analysis, block)).count();
    if lower * RARE_WHOLE > all.len() {
        return;
    }
    let is_rare = lower * RARE <= all.len();
    for &block in all.iter().filter(|&&block| starts_lower(analysis, block)) {
        let tokens = analysis.block_tokens(block);
        let words = tokens.clone().filter(|&index| analysis.is_word(index)).count();
        let is_whole = is_whole(analysis, block);
        let is_small = is_function_word(analysis, tokens.start);
        let follows = match block {
            0 => is_whole && is_at_start(analysis, block) && all.len() > 1,
            _ => follows_finished(analysis, block),
        };
        if words >= rule.least
            && follows
            && (is_rare && is_small || is_whole)
            && reads_as_prose(analysis, tokens.clone())
        {
            let word = analysis.token_text(tokens.start);
            found.push(wrong_case(analysis, tokens.start, capitalized(word)));
        }
    }
}

/// Paragraphs for each that starts in lower case, where that is an exception.
const RARE: usize = 5;

/// The same of those that are sentences from their first word to their stop.
const RARE_WHOLE: usize = 2;

fn is_paragraph(analysis: &Analysis<'_>, block: usize) -> bool {
    let block = analysis.document.blocks.get(block);
    block.is_some_and(|block| block.kind == BlockKind::Paragraph && !block.quoted)
}

fn starts_lower(analysis: &Analysis<'_>, block: usize) -> bool {
    let tokens = analysis.block_tokens(block);
    // “iPhone’s”, “data-driven”, “x=1”; but “however, …”.
    let stands_apart =
        || !analysis.gap_after(tokens.start).is_empty() || analysis.token_text(tokens.start + 1) == ",";
    tokens.len() > 1 && is_plain_word(analysis, tokens.start) && stands_apart()
}

/// Whether a block reads as a sentence: words follow its first one, and it ends with a stop.
fn is_whole(analysis: &Analysis<'_>, block: usize) -> bool {
    let tokens = analysis.block_tokens(block);
    let text = analysis.document.slice(analysis.document.blocks[block].text);
    let goes_on = is_plain_word(analysis, tokens.start + 1) || analysis.token_text(tokens.start + 1) == ",";
    goes_on && text.trim_end().ends_with(['.', '!', '?'])
}

/// Whether nothing stands before a block in its file.
fn is_at_start(analysis: &Analysis<'_>, block: usize) -> bool {
    let start = analysis.source_span(analysis.document.blocks[block].text).start;
    analysis.document.source.text()[..start].trim().is_empty()
}

/// Whether a block stands right after prose that was finished: no code, list or picture comes between.
fn follows_finished(analysis: &Analysis<'_>, block: usize) -> bool {
    let document = analysis.document;
    let tokens = analysis.block_tokens(block);
    let before = &document.blocks[block - 1];
    let text = document.slice(before.text);
    let says = |index: usize| analysis.lists.get("reporting-verbs").contains(analysis.folded(index));
    // “…,” and a new text: only a speaker could go on there.
    let is_cut = text.ends_with(",”") && !tokens.clone().take(3).any(says);
    let is_finished = is_cut || text.trim_end_matches(['”', '"', '’', ')']).ends_with(['.', '!', '?']);
    let after_prose =
        is_finished && (is_paragraph(analysis, block - 1) || matches!(before.kind, BlockKind::Heading(_)));
    let end = analysis.source_span(before.text).end;
    let start = analysis.source_span(document.blocks[block].text).start;
    let after_code = document.verbatim.iter().any(|part| end <= part.start && part.end <= start);
    // What stands between can be a picture or a formula that the sentence goes around; and hidden text comes after the block
    // in which it stands.
    let between = document.source.text().get(end..start);
    let is_apart = between.is_some_and(|between| between.trim().is_empty());
    let is_indented = |block: usize| {
        let start = analysis.source_span(document.blocks[block].text).start;
        document.source.text()[..start].ends_with([' ', '\t'])
    };
    after_prose && !after_code && is_apart && !is_indented(block) && !is_indented(block - 1)
}
