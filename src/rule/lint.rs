//! Lints over all rules of a set: phrases that two rules claim, and replacements that undo each other. Each is a
//! diagnostic at its place in a rule file.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::rule::Rule;
use super::set::RuleSet;
use crate::diagnostic::{Diagnostic, Label, RuleId, Severity};
use crate::matcher::{Claim, Phrase, Verdict};
use crate::source::{Source, Span};

impl RuleSet {
    /// What is wrong with its rules and lists when they are held against each other: the files concerned, each
    /// with its faults.
    pub fn lint(&self) -> Vec<(Arc<Source>, Vec<Diagnostic>)> {
        let claims = Claims::of(self);
        let mut faults: Vec<Vec<Diagnostic>> = self.rules().iter().map(|_| Vec::new()).collect();
        claims.find_repeats(&mut faults);
        claims.find_shadows(&mut faults);
        claims.find_cycles(&mut faults);
        let of_rules = self.rules().iter().zip(faults).map(|(rule, mut faults)| {
            faults.sort_by(|a, b| (a.span, &a.rule, &a.message).cmp(&(b.span, &b.rule, &b.message)));
            faults.dedup_by(|a, b| a.span == b.span && a.rule == b.rule);
            (Arc::clone(&rule.file), faults)
        });
        let of_lists = self.list_notes().map(|(file, notes)| (Arc::clone(file), notes.to_vec()));
        of_lists.chain(of_rules).filter(|(_, faults)| !faults.is_empty()).collect()
    }
}

/// The phrases of all rules.
struct Claims<'r> {
    set: &'r RuleSet,
    all: Vec<(usize, Claim)>,
    /// The faults by their parts, in the order of the rules.
    faults: FxHashMap<Vec<String>, Vec<usize>>,
}

impl<'r> Claims<'r> {
    fn of(set: &'r RuleSet) -> Self {
        let rules = set.rules().iter().enumerate();
        let all: Vec<(usize, Claim)> = rules
            .flat_map(|(at, rule)| rule.matcher.claims().into_iter().map(move |claim| (at, claim)))
            .collect();
        let mut faults: FxHashMap<Vec<String>, Vec<usize>> = FxHashMap::default();
        for (index, (_, claim)) in all.iter().enumerate() {
            if claim.verdict != Verdict::Right {
                faults.entry(claim.parts.clone()).or_default().push(index);
            }
        }
        Self { set, all, faults }
    }

    fn rule(&self, claim: usize) -> &'r Rule {
        &self.set.rules()[self.all[claim].0]
    }

    /// Whether one of the rules of two claims gives way to the other.
    fn gives_way(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.rule(one).id.as_str(), self.rule(other).id.as_str());
        self.set.yields(one, other) || self.set.yields(other, one)
    }

    /// The same phrase twice.
    fn find_repeats(&self, faults: &mut [Vec<Diagnostic>]) {
        for (index, (rule, claim)) in self.all.iter().enumerate() {
            let Some(same) = self.faults.get(&claim.parts) else { continue };
            let earlier = same.iter().copied().take_while(|&other| other < index);
            let Some(first) = earlier.filter(|&other| self.is_repeat(other, index)).last() else { continue };
            let (first_rule, first) = &self.all[first];
            let place = self.set.rules()[*first_rule].id.as_str();
            let mut fault = if first_rule == rule {
                let message = format!("“{}” stands in this rule twice", claim.written);
                error("rules/repeated-phrase", claim.span, message, "leave one of them out")
            } else {
                let message = format!("{place} finds “{}” too", claim.written);
                let help = format!("leave it out of one of the two, or let this rule yield to {place}");
                error("rules/repeated-phrase", claim.span, message, &help)
            };
            if first_rule == rule && first.span != claim.span {
                fault.labels.push(Label { span: first.span, message: "the other one".to_owned() });
            }
            faults[*rule].push(fault);
        }
    }

    fn is_repeat(&self, one: usize, other: usize) -> bool {
        let ((one_rule, one_claim), (other_rule, other_claim)) = (&self.all[one], &self.all[other]);
        if one_claim.verdict == Verdict::Right || other_claim.verdict == Verdict::Right {
            return false;
        }
        // The forms of a word may be spelled alike.
        let is_one_entry = one_rule == other_rule
            && one_claim.span == other_claim.span
            && one_claim.written != other_claim.written;
        !is_one_entry && (one_rule == other_rule || !self.gives_way(one, other))
    }

    /// A phrase of another rule's phrase: whoever finds the longer finds the shorter too.
    fn find_shadows(&self, faults: &mut [Vec<Diagnostic>]) {
        for (index, (rule, claim)) in self.all.iter().enumerate() {
            let length = claim.parts.len();
            if claim.verdict == Verdict::Right || length < 2 {
                continue;
            }
            let windows = (1..length).flat_map(|size| claim.parts.windows(size));
            for part in windows {
                let Some(shorter) = self.faults.get(part) else { continue };
                let Some(&shadow) = shorter.iter().find(|&&other| {
                    self.all[other].0 != *rule
                        && !self.gives_way(index, other)
                        && !self.lets_stand(other, index)
                }) else {
                    continue;
                };
                let id = self.rule(shadow).id.as_str();
                let message =
                    format!("{id} finds “{}” within each “{}”", self.all[shadow].1.written, claim.written);
                let help = format!("let {id} except “{}” or yield to {}", claim.written, self.rule(index).id);
                faults[*rule].push(warning("rules/shadowed-phrase", claim.span, message, &help));
            }
        }
    }

    /// Whether the rule of a claim lets the phrase of another stand.
    fn lets_stand(&self, claim: usize, longer: usize) -> bool {
        let parts = &self.all[longer].1.parts;
        let rule = self.all[claim].0;
        let start = self.all.partition_point(|(other, _)| *other < rule);
        self.all[start..].iter().take_while(|(other, _)| *other == rule).any(|(_, other)| {
            let is_longer = other.parts.len() <= parts.len();
            other.verdict == Verdict::Right
                && is_longer
                && parts.windows(other.parts.len()).any(|window| window == other.parts)
        })
    }

    /// Replacements that lead back to where they started.
    fn find_cycles(&self, faults: &mut [Vec<Diagnostic>]) {
        let next: Vec<Option<usize>> = self.all.iter().map(|(_, claim)| self.swap_of_swap(claim)).collect();
        let mut state = vec![State::New; self.all.len()];
        for start in 0..self.all.len() {
            let mut path = Vec::new();
            let mut at = Some(start);
            while let Some(index) = at.filter(|&index| state[index] == State::New) {
                state[index] = State::OnPath;
                path.push(index);
                at = next[index];
            }
            if let Some(first) = at.filter(|&index| state[index] == State::OnPath) {
                let cycle = &path[path.iter().position(|&index| index == first).unwrap_or(0)..];
                self.report_cycle(cycle, faults);
            }
            path.iter().for_each(|&index| state[index] = State::Done);
        }
    }

    /// The claim that replaces what this one writes.
    fn swap_of_swap(&self, claim: &Claim) -> Option<usize> {
        let Verdict::Swap(swap) = &claim.verdict else { return None };
        let parts: Vec<String> = Phrase::new(swap)?.parts.into_iter().map(|part| part.text).collect();
        let is_swap = |&&index: &&usize| matches!(self.all[index].1.verdict, Verdict::Swap(_));
        // What only changes case is no way back: it writes the very phrase that it finds.
        (parts != claim.parts).then(|| self.faults.get(&parts)?.iter().find(is_swap).copied())?
    }

    fn report_cycle(&self, cycle: &[usize], faults: &mut [Vec<Diagnostic>]) {
        let steps: Vec<String> = cycle
            .iter()
            .map(|&index| format!("{} replaces “{}”", self.rule(index).id, self.all[index].1.written))
            .collect();
        let last = cycle[cycle.len() - 1];
        let (rule, claim) = &self.all[last];
        let message = format!("replacing “{}” undoes what another replacement did", claim.written);
        let help = format!("leave one out: {}", steps.join(", "));
        let mut fault = error("rules/circular-swap", claim.span, message, &help);
        let others = cycle[..cycle.len() - 1].iter().map(|&index| &self.all[index]);
        fault.labels = others
            .filter(|(other, _)| other == rule)
            .map(|(_, claim)| Label { span: claim.span, message: "part of the circle".to_owned() })
            .collect();
        faults[*rule].push(fault);
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    New,
    OnPath,
    Done,
}

/// A note about a rule or list file.
pub(super) fn note(code: &str, span: Span, message: impl Into<String>, help: &str) -> Diagnostic {
    diagnostic(code, Severity::Note, span, message.into(), help)
}

fn warning(code: &str, span: Span, message: String, help: &str) -> Diagnostic {
    diagnostic(code, Severity::Warning, span, message, help)
}

fn error(code: &str, span: Span, message: String, help: &str) -> Diagnostic {
    diagnostic(code, Severity::Error, span, message, help)
}

fn diagnostic(code: &str, severity: Severity, span: Span, message: String, help: &str) -> Diagnostic {
    Diagnostic {
        rule: RuleId::new(code).expect("codes are valid ids"),
        severity,
        message,
        span,
        label: None,
        labels: Vec::new(),
        help: Some(help.to_owned()),
        fixes: Vec::new(),
        weight: 0.0,
    }
}
