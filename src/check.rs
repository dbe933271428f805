//! The pipeline: parse the source, analyse the document, let each rule that it wakes look, combine findings
//! that say more together, let findings give way to those that explain them, drop what the source's own comments
//! silence, sort, score, report.

mod large;

pub(crate) use large::{Joined, check_chunk};

use crate::analysis::Analysis;
use crate::diagnostic::{Beyond, Diagnostic, Report, RuleId};
use crate::document::{Document, chunks, is_large};
use crate::rule::{Levels, Looked, RuleSet};
use crate::score::score;
use crate::source::{Source, Span};
use crate::suppress::Settled;

/// Checks one source. This reads and writes nothing, cannot fail, and gives the same report each time.
pub fn check(source: &Source, rules: &RuleSet) -> Report {
    check_at(source, rules, &Levels::default())
}

/// Checks one source with severities and weights other than the rules' own. A plain text of more than eight megabytes is
/// checked in chunks of four to eight, each as if it were all, so that memory does not grow with it.
pub fn check_at(source: &Source, rules: &RuleSet, levels: &Levels) -> Report {
    match chunks(source)[..] {
        [_] => check_whole(source, rules, levels),
        ref chunks => {
            let mut joined = Joined::new(levels);
            chunks.iter().for_each(|&chunk| joined.add(check_chunk(source, chunk, rules, levels)));
            joined.finish()
        }
    }
}

fn check_whole(source: &Source, rules: &RuleSet, levels: &Levels) -> Report {
    let document = Document::parse(source);
    let analysis = Analysis::new(&document, rules.lexicon(), rules.lists());
    let looked = rules.look(&analysis, levels.most());
    report(&analysis, looked, rules, levels)
}

/// Checks some sources, each with its own severities and weights. Each report is the same as that of [`check_at`]. Of many
/// small sources a batch takes less time than one after the other: each rule looks at all of them while what it needs is
/// at hand. All of them are held in memory at once.
pub fn check_batch(batch: &[(&Source, &Levels)], rules: &RuleSet) -> Vec<Report> {
    if batch.iter().any(|(source, _)| is_large(source)) {
        return batch.iter().map(|(source, levels)| check_at(source, rules, levels)).collect();
    }
    let documents: Vec<Document<'_>> = batch.iter().map(|(source, _)| Document::parse(source)).collect();
    let analyses = documents.iter().map(|document| Analysis::new(document, rules.lexicon(), rules.lists()));
    let analyses: Vec<Analysis<'_>> = analyses.collect();
    let most: Vec<usize> = batch.iter().map(|(_, levels)| levels.most()).collect();
    let looked = rules.look_at_all(&analyses, &most);
    let looks = analyses.iter().zip(looked).zip(batch);
    looks.map(|((analysis, looked), (_, levels))| report(analysis, looked, rules, levels)).collect()
}

/// What comes of what the rules found.
fn report(
    analysis: &Analysis<'_>,
    Looked { diagnostics, mut beyond }: Looked,
    rules: &RuleSet,
    levels: &Levels,
) -> Report {
    let mut diagnostics = rules.combine(analysis, diagnostics);
    levels.apply(&mut diagnostics);
    levels.apply_beyond(&mut beyond);
    sort(&mut diagnostics);
    let diagnostics = give_way(diagnostics, &mut beyond, rules);
    let Settled { kept: mut diagnostics, suppressed, beyond, .. } =
        rules.suppress(analysis, diagnostics, beyond, levels);
    sort(&mut diagnostics);
    let words = analysis.word_count();
    Report { score: score(&diagnostics, &beyond, words), diagnostics, suppressed, words, beyond }
}

/// Puts findings in order; what was found twice counts once.
pub(crate) fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.span, &a.rule, &a.message).cmp(&(b.span, &b.rule, &b.message)));
    diagnostics.dedup();
}

/// Drops findings that touch one which their rule gives way to: one fault, one report. Where those that may explain
/// them are only counted, nobody knows, and they are only counted as well.
pub(crate) fn give_way(
    mut diagnostics: Vec<Diagnostic>,
    beyond: &mut Vec<Beyond>,
    rules: &RuleSet,
) -> Vec<Diagnostic> {
    let firsts: Vec<(RuleId, Span)> =
        beyond.iter().map(|beyond| (beyond.rule.clone(), beyond.first)).collect();
    if !firsts.is_empty() {
        diagnostics.retain(|found| {
            let may_explain = |(rule, first): &(RuleId, Span)| {
                found.span.end >= first.start && rules.yields(found.rule.as_str(), rule.as_str())
            };
            let is_known = !firsts.iter().any(may_explain);
            if !is_known {
                Beyond::count(beyond, found);
            }
            is_known
        });
    }
    let explained = |index: usize| {
        let this: &Diagnostic = &diagnostics[index];
        let yields = |other: &Diagnostic| {
            this.span.touches(other.span) && rules.yields(this.rule.as_str(), other.rule.as_str())
        };
        let after = diagnostics[index + 1..].iter().take_while(|other| other.span.start <= this.span.end);
        // Spans that start before may reach far: what counts is the nearest few.
        let before = diagnostics[..index].iter().rev().take(LOOK_BACK);
        after.chain(before).any(yields)
    };
    let dropped: Vec<bool> = (0..diagnostics.len()).map(explained).collect();
    diagnostics
        .into_iter()
        .zip(dropped)
        .filter(|(_, dropped)| !dropped)
        .map(|(diagnostic, _)| diagnostic)
        .collect()
}

/// How many earlier findings are looked at for one that explains a later one.
const LOOK_BACK: usize = 32;
