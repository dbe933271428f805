//! The case of headings, and runs of capitals.

use std::ops::Range;

use super::{Capitalization, capitalized, has_capital, is_lower, wrong_case};
use crate::analysis::Analysis;
use crate::document::BlockKind;
use crate::matcher::kind::{Match, Matches};
use crate::matcher::surroundings::is_function_word;

/// Verbs in lower case in a heading whose other words have capitals.
pub(super) fn verbs(rule: &Capitalization, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    for tokens in headings(analysis) {
        let lower = tokens.clone().filter(|&index| is_lower(analysis, index));
        let (small, other): (Vec<usize>, Vec<usize>) =
            lower.partition(|&index| is_function_word(analysis, index));
        let capitals = tokens
            .clone()
            .skip(1)
            .filter(|&index| has_capital(analysis, index) && is_common(analysis, index))
            .count();
        if !other.is_empty() || capitals < rule.least {
            continue;
        }
        for index in small.into_iter().filter(|&index| rule.folded.contains(analysis.folded(index))) {
            found.push(wrong_case(analysis, index, capitalized(analysis.token_text(index))));
        }
    }
}

/// Headings in the rarer of the two styles, title case and sentence case.
pub(super) fn styles(rule: &Capitalization, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let styled: Vec<(Range<usize>, bool)> = headings(analysis)
        .filter_map(|tokens| is_title_case(analysis, tokens.clone()).map(|title| (tokens, title)))
        .collect();
    let titles = styled.iter().filter(|(_, title)| *title).count();
    let sentences = styled.len() - titles;
    let (rare, usual, title_is_rare) =
        if titles < sentences { (titles, sentences, true) } else { (sentences, titles, false) };
    if rare == 0 || usual < rule.least || rare * 4 > usual {
        return;
    }
    let witness = styled.iter().find(|(_, title)| *title != title_is_rare).map(|(tokens, _)| tokens.clone());
    for (tokens, _) in styled.into_iter().filter(|(_, title)| *title == title_is_rare) {
        let mut finding = Match::new(analysis, analysis.span_of(tokens))
            .value("right", if title_is_rare { "sentence case" } else { "title case" })
            .value("count", usual.to_string());
        if let Some(other) = &witness {
            finding = finding.related("other", analysis.source_span(analysis.span_of(other.clone())));
        }
        found.push(finding);
    }
}

/// Whether a heading is in title case; none where its words do not tell.
fn is_title_case(analysis: &Analysis<'_>, tokens: Range<usize>) -> Option<bool> {
    let telling =
        tokens.skip(1).filter(|&index| is_common(analysis, index) && !is_function_word(analysis, index));
    let telling: Vec<bool> = telling.map(|index| has_capital(analysis, index)).collect();
    let capitals = telling.iter().filter(|&&capital| capital).count();
    match (telling.len(), capitals) {
        (2.., capitals) if capitals == telling.len() => Some(true),
        (2.., 0) => Some(false),
        _ => None,
    }
}

/// Runs of words in capitals within a text that is not.
pub(super) fn all_capitals(rule: &Capitalization, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let mut shouting = Vec::new();
    for (block, tokens) in analysis.blocks() {
        if block.kind != BlockKind::Paragraph || !tokens.clone().any(|index| is_lower(analysis, index)) {
            continue;
        }
        for run in runs(tokens, rule.least, |index| shouts(analysis, index)) {
            let is_common = |&at: &usize| analysis.entry_at(at).is_some_and(|entry| entry.is_lower());
            if run.clone().filter(is_common).count() * 2 > run.len() {
                let count = run.len().to_string();
                shouting.push(Match::new(analysis, analysis.span_of(run)).value("count", count));
            }
        }
    }
    // Where such runs are many, they are a habit: that of licences and contracts.
    if shouting.len() <= MANY_RUNS {
        found.extend(shouting);
    }
}

/// Whether the token at `index` is a word in capitals alone.
fn shouts(analysis: &Analysis<'_>, index: usize) -> bool {
    let text = analysis.token_text(index);
    let is_small = |byte: &u8| byte.is_ascii_lowercase();
    let has_small = text.as_bytes().iter().take(2).any(is_small);
    analysis.is_word(index)
        && !has_small
        && !text.contains(char::is_lowercase)
        && !text.contains(|c: char| c.is_ascii_digit() || c == '_')
}

/// The runs of at least `least` tokens that all hold. Each of them covers one of the tokens that are so far apart,
/// and most texts are done with these.
fn runs(tokens: Range<usize>, least: usize, holds: impl Fn(usize) -> bool) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for at in tokens.clone().skip(least - 1).step_by(least) {
        let from = runs.last().map_or(tokens.start, |run| run.end);
        if at < from || !holds(at) {
            continue;
        }
        let start = at - (from..at).rev().take_while(|&index| holds(index)).count();
        let end = at + (at..tokens.end).take_while(|&index| holds(index)).count();
        if end - start >= least {
            runs.push(start..end);
        }
    }
    runs
}

/// Runs of capitals that a text can have before they count as its style.
const MANY_RUNS: usize = 3;

fn headings<'a>(analysis: &'a Analysis<'_>) -> impl Iterator<Item = Range<usize>> + 'a {
    analysis
        .blocks()
        .filter(|(block, tokens)| matches!(block.kind, BlockKind::Heading(_)) && !tokens.is_empty())
        .map(|(_, tokens)| tokens)
}

/// Whether a word is written in lower case when it stands in a sentence, so that a capital on it is style.
fn is_common(analysis: &Analysis<'_>, index: usize) -> bool {
    let entry = analysis.entry_at(index);
    entry.is_some_and(|entry| entry.is_lower() && entry.given_name().is_none())
}
