//! The pipeline: parse the source, analyse the document, let each rule that it wakes look, combine findings
//! that say more together, let findings give way to those that explain them, drop what the source's own comments
//! silence, sort, score, report.

use crate::analysis::Analysis;
use crate::diagnostic::{Diagnostic, Report};
use crate::document::Document;
use crate::rule::{Levels, RuleSet};
use crate::score::score;
use crate::source::Source;
use crate::suppress::Settled;

/// Checks one source. This reads and writes nothing, cannot fail, and gives the same report each time.
pub fn check(source: &Source, rules: &RuleSet) -> Report {
    check_at(source, rules, &Levels::default())
}

/// Checks one source with severities and weights other than the rules' own.
pub fn check_at(source: &Source, rules: &RuleSet, levels: &Levels) -> Report {
    let document = Document::parse(source);
    let analysis = Analysis::new(&document, rules.lexicon(), rules.lists());
    let found = rules.look(&analysis);
    let mut diagnostics = rules.combine(&analysis, found);
    levels.apply(&mut diagnostics);
    sort(&mut diagnostics);
    let diagnostics = give_way(diagnostics, rules);
    let Settled { kept: mut diagnostics, suppressed, .. } = rules.suppress(&analysis, diagnostics, levels);
    sort(&mut diagnostics);
    let words = analysis.word_count();
    Report { score: score(&diagnostics, words), diagnostics, suppressed, words }
}

/// Puts findings in order; what was found twice counts once.
pub(crate) fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|a, b| (a.span, &a.rule, &a.message).cmp(&(b.span, &b.rule, &b.message)));
    diagnostics.dedup();
}

/// Drops findings that touch one which their rule gives way to: one fault, one report.
pub(crate) fn give_way(diagnostics: Vec<Diagnostic>, rules: &RuleSet) -> Vec<Diagnostic> {
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
