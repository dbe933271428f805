//! The rules that run: first those that look at the document, then those that look at what others found,
//! each after its parts.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::rule::{Looked, Rule};
use crate::analysis::Analysis;
use crate::diagnostic::{Diagnostic, RuleId};
use crate::lexicon::Lexicon;
use crate::matcher::{Finding, Hit, Hits, Index};
use crate::settings::Faults;
use crate::suppress::Remark;

/// Which rules of a set run, by their positions, and what wakes them.
#[derive(Debug, Default)]
pub(super) struct Running {
    index: Index,
    /// The rules that look at findings, each after those among its parts.
    metas: Vec<Combining>,
    /// The rules that run for the sake of others alone.
    silent: Vec<usize>,
    /// Whether others look at what each rule finds, or it is silent.
    is_part: Vec<bool>,
    /// The rules that speak of suppressions.
    remarking: Vec<usize>,
    /// Whether what each rule finds is reported.
    shown: Vec<bool>,
}

/// A rule that looks at findings.
#[derive(Debug)]
struct Combining {
    rule: usize,
    /// The rules whose findings it looks at; those that there are.
    parts: Vec<Option<usize>>,
    /// The weights of these, which stand here to be at hand.
    weights: Vec<Option<f64>>,
}

/// A look at a document.
#[derive(Debug, Default)]
struct Look {
    looked: Looked,
    /// The rules that found something, or may yet.
    awake: Vec<bool>,
    /// The rules that only serve as parts, with which of the hits woke them.
    waiting: Vec<(usize, Range<usize>)>,
    hits: Vec<Hit>,
}

impl Running {
    /// The rules that are `shown`, and those that they are made of, if these are not `barred`. `rules` are
    /// sorted by id.
    pub(super) fn new(
        rules: &[Rule],
        lexicon: &Lexicon,
        shown: impl Fn(&Rule) -> bool,
        barred: impl Fn(&Rule) -> bool,
    ) -> Self {
        let mut runs: Vec<bool> = rules.iter().map(&shown).collect();
        let is_shown = runs.clone();
        let mut metas = Vec::new();
        let mut silent = Vec::new();
        for at in 0..rules.len() {
            if runs[at] && shown(&rules[at]) {
                wake_parts(rules, at, &mut metas, &mut |part| {
                    if !runs[part] && !barred(&rules[part]) {
                        runs[part] = true;
                        silent.push(part);
                    }
                    runs[part]
                });
            }
        }
        let looking = rules.iter().enumerate().filter(|&(at, _)| runs[at]);
        let builtin = looking.clone().filter_map(|(at, rule)| Some((rule.number()?, at)));
        let read = looking.filter(|(_, rule)| rule.number().is_none()).map(|(at, rule)| (at, rule.matcher()));
        let index = Index::new(builtin, read, lexicon);
        let remarking = (0..rules.len()).filter(|&at| runs[at] && rules[at].remarks()).collect();
        let combining = |rule: usize| {
            let parts: Vec<Option<usize>> =
                rules[rule].parts().into_iter().map(|part| position(rules, part)).collect();
            let weights = parts.iter().map(|part| part.map(|at| rules[at].weight)).collect();
            Combining { rule, parts, weights }
        };
        let metas: Vec<Combining> = metas.into_iter().map(combining).collect();
        let mut is_part = vec![false; rules.len()];
        let parts = metas.iter().flat_map(|meta| meta.parts.iter().flatten());
        parts.chain(&silent).for_each(|&part| is_part[part] = true);
        Self { index, metas, silent, is_part, remarking, shown: is_shown }
    }

    /// One rule, and those that it is made of.
    pub(super) fn only(rules: &[Rule], lexicon: &Lexicon, id: &RuleId) -> Self {
        Self::new(rules, lexicon, |rule| rule.id == *id, |_| false)
    }

    /// What the rules that the document wakes find in it, in no order. Those that only serve as parts need not
    /// look where nothing can come of it. Of each rule's findings the first `most` are made; of parts all, since
    /// what comes of them may stand anywhere.
    pub(super) fn look(&self, rules: &[Rule], analyses: &[Analysis<'_>], most: &[usize]) -> Vec<Looked> {
        let begin = || Look { awake: vec![false; rules.len()], ..Look::default() };
        let mut looks: Vec<Look> = analyses.iter().map(|_| begin()).collect();
        self.index.wake(analyses, |document, rule, hits| {
            let Look { looked, awake, waiting, hits: kept } = &mut looks[document];
            if !self.shown[rule] {
                awake[rule] = true;
                let first = kept.len();
                kept.extend_from_slice(hits.places());
                waiting.push((rule, first..kept.len()));
            } else {
                let before = looked.diagnostics.len();
                rules[rule].look(&analyses[document], &hits, most[document], looked);
                awake[rule] = looked.diagnostics.len() > before;
            }
        });
        let looks = analyses.iter().zip(looks);
        looks.map(|(analysis, look)| self.look_for_parts(rules, analysis, look)).collect()
    }

    /// What those find in it that only serve as parts.
    fn look_for_parts(&self, rules: &[Rule], analysis: &Analysis<'_>, look: Look) -> Looked {
        let Look { mut looked, mut awake, mut waiting, hits } = look;
        if waiting.is_empty() {
            return looked;
        }
        let mut metas: Vec<&Combining> = self.metas.iter().collect();
        let mut wanted = wanted_parts(rules, analysis, &mut metas, &mut awake);
        waiting.retain(|(rule, _)| wanted[*rule]);
        // Where the others found too little, those that cost the most need not look.
        waiting.sort_by_key(|(rule, _)| rules[*rule].matcher().is_costly());
        let mut is_known = true;
        for (rule, places) in &waiting {
            let rule = *rule;
            if !is_known && rules[rule].matcher().is_costly() {
                wanted = wanted_parts(rules, analysis, &mut metas, &mut awake);
                is_known = true;
            }
            if wanted[rule] {
                let before = looked.diagnostics.len();
                let places = Hits::of_places(&hits[places.clone()]);
                rules[rule].look(analysis, &places, usize::MAX, &mut looked);
                awake[rule] = looked.diagnostics.len() > before;
                is_known &= awake[rule];
            }
        }
        looked
    }

    /// Adds what rules make of the findings of others, and drops what that absorbs and what is silent.
    pub(super) fn combine(
        &self,
        rules: &[Rule],
        analysis: &Analysis<'_>,
        mut diagnostics: Vec<Diagnostic>,
    ) -> Vec<Diagnostic> {
        let mut by_rule: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
        for (at, diagnostic) in diagnostics.iter().enumerate() {
            let rule = position(rules, diagnostic.rule.as_str()).filter(|&rule| self.is_part[rule]);
            rule.into_iter().for_each(|rule| by_rule.entry(rule).or_default().push(at));
        }
        if by_rule.is_empty() {
            return diagnostics;
        }
        let mut absorbed = vec![false; diagnostics.len()];
        for Combining { rule: meta, parts, .. } in &self.metas {
            let meta = *meta;
            let (findings, places) = findings(parts, &by_rule, &diagnostics);
            if findings.is_empty() {
                continue;
            }
            let first = diagnostics.len();
            let taken = rules[meta].combine(analysis, &findings, &mut diagnostics);
            absorbed.resize(diagnostics.len(), false);
            by_rule.entry(meta).or_default().extend(first..diagnostics.len());
            if self.shown[meta] {
                taken.into_iter().for_each(|finding| absorbed[places[finding]] = true);
            }
        }
        for silent in &self.silent {
            by_rule.get(silent).into_iter().flatten().for_each(|&at| absorbed[at] = true);
        }
        let mut absorbed = absorbed.into_iter();
        diagnostics.retain(|_| absorbed.next() == Some(false));
        diagnostics
    }

    /// What the rules say of the suppressions of a document.
    pub(super) fn remark(
        &self,
        rules: &[Rule],
        analysis: &Analysis<'_>,
        remarks: &[Remark],
    ) -> Vec<Diagnostic> {
        let mut looked = Looked::default();
        for &rule in self.remarking.iter().filter(|_| !remarks.is_empty()) {
            rules[rule].look(analysis, &Hits::of_remarks(remarks), usize::MAX, &mut looked);
        }
        looked.diagnostics
    }

    /// Whether what the rule at `at` finds is reported.
    pub(super) fn shows(&self, at: usize) -> bool {
        self.shown[at]
    }
}

/// The rules whose findings may come together with those of others, of which these are `awake`: they found something, or may
/// yet. Of the `metas` those are kept of which something may still come.
fn wanted_parts(
    rules: &[Rule],
    analysis: &Analysis<'_>,
    metas: &mut Vec<&Combining>,
    awake: &mut [bool],
) -> Vec<bool> {
    let mut wanted = vec![false; rules.len()];
    let mut weights = Vec::new();
    metas.retain(|meta| {
        awake[meta.rule] = meta.parts.iter().flatten().any(|&part| awake[part]) && {
            let weight = |(part, weight): (&Option<usize>, &Option<f64>)| {
                weight.filter(|_| part.is_some_and(|at| awake[at]))
            };
            weights.clear();
            weights.extend(meta.parts.iter().zip(&meta.weights).map(weight));
            rules[meta.rule].matcher().may_combine(analysis, &weights)
        };
        if awake[meta.rule] {
            meta.parts.iter().flatten().for_each(|&at| wanted[at] = true);
        }
        awake[meta.rule]
    });
    wanted
}

/// The findings that a rule looks at, sorted by place, with their positions among `diagnostics`. One that was
/// made twice counts once.
fn findings(
    parts: &[Option<usize>],
    by_rule: &FxHashMap<usize, Vec<usize>>,
    diagnostics: &[Diagnostic],
) -> (Vec<Finding>, Vec<usize>) {
    let mut all: Vec<(Finding, usize)> = Vec::new();
    for (item, part) in parts.iter().enumerate() {
        let places = part.and_then(|part| by_rule.get(&part));
        all.extend(places.into_iter().flatten().map(|&at| {
            let Diagnostic { span, weight, .. } = diagnostics[at];
            (Finding { item, span, weight }, at)
        }));
    }
    all.sort_by_key(|(finding, at)| (finding.span, finding.item, *at));
    all.dedup_by_key(|(finding, _)| (finding.span, finding.item));
    all.into_iter().unzip()
}

fn position(rules: &[Rule], id: &str) -> Option<usize> {
    rules.binary_search_by(|rule| rule.id.as_str().cmp(id)).ok()
}

/// Calls `wake` for all that the rule at `at` is made of, as far as that runs, and adds those that look at
/// findings to `metas`, the parts first. The rules hold no circle.
fn wake_parts(rules: &[Rule], at: usize, metas: &mut Vec<usize>, wake: &mut impl FnMut(usize) -> bool) {
    let parts = rules[at].parts();
    if parts.is_empty() || metas.contains(&at) {
        return;
    }
    for part in parts.into_iter().filter_map(|part| position(rules, part)) {
        if wake(part) {
            wake_parts(rules, part, metas, wake);
        }
    }
    metas.push(at);
}

/// The rules that are made of themselves, by way of others or at once: their positions, and what is wrong.
pub(super) fn circles(rules: &[Rule]) -> Vec<(usize, Vec<Diagnostic>)> {
    let mut found = Vec::new();
    for at in 0..rules.len() {
        for (item, part) in rules[at].parts().into_iter().enumerate() {
            let Some(way) = way_back(rules, part, at) else { continue };
            let faults = Faults::default();
            let way: Vec<&str> = way.into_iter().map(|rule| rules[rule].id.as_str()).collect();
            let message = format!("{} is made of itself: {}", rules[at].id, way.join(" ← "));
            let help = "let one of them name other rules";
            faults.add_with_help("rules/circle", rules[at].matcher().parts()[item].span, message, help);
            found.push((at, faults.into_sorted()));
            break;
        }
    }
    found
}

/// The rules that lead from the part `id` of the rule at `to` back to it, both ends included.
fn way_back(rules: &[Rule], id: &str, to: usize) -> Option<Vec<usize>> {
    let mut ways = vec![vec![to, position(rules, id)?]];
    let mut seen = vec![false; rules.len()];
    while let Some(way) = ways.pop() {
        let last = *way.last()?;
        if last == to {
            return Some(way);
        }
        if !std::mem::replace(&mut seen[last], true) {
            let next = rules[last].parts().into_iter().filter_map(|part| position(rules, part));
            ways.extend(next.map(|part| [way.as_slice(), &[part]].concat()));
        }
    }
    None
}
