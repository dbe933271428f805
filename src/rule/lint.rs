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
            (Arc::clone(rule.file()), faults)
        });
        let of_lists = self.list_notes().map(|(file, notes)| (Arc::clone(file), notes.to_vec()));
        of_lists.chain(of_rules).filter(|(_, faults)| !faults.is_empty()).collect()
    }
}

/// The phrases of all rules. Claims go by their place here, in the order of the rules.
struct Claims<'r> {
    set: &'r RuleSet,
    /// The claims with their rules.
    all: Vec<(usize, Claim)>,
    /// The claims that report a phrase, by its parts.
    faults: FxHashMap<Vec<String>, Vec<usize>>,
    /// The rules that let a phrase stand, by its parts.
    right: FxHashMap<Vec<String>, Vec<usize>>,
}

impl<'r> Claims<'r> {
    fn of(set: &'r RuleSet) -> Self {
        let mut claims =
            Self { set, all: Vec::new(), faults: FxHashMap::default(), right: FxHashMap::default() };
        // Parts say nothing of themselves; several may find the same.
        for (at, rule) in set.rules().iter().enumerate().filter(|(_, rule)| !rule.part) {
            for claim in rule.matcher().claims() {
                let parts = claim.parts.clone();
                match claim.verdict {
                    Verdict::Right => claims.right.entry(parts).or_default().push(at),
                    _ => claims.faults.entry(parts).or_default().push(claims.all.len()),
                }
                claims.all.push((at, claim));
            }
        }
        claims
    }

    fn rule(&self, claim: usize) -> &'r Rule {
        &self.set.rules()[self.all[claim].0]
    }

    /// Whether one of the rules of two claims gives way to the other.
    fn gives_way(&self, one: usize, other: usize) -> bool {
        let (one, other) = (self.rule(one).id.as_str(), self.rule(other).id.as_str());
        self.set.yields(one, other) || self.set.yields(other, one)
    }

    /// The same phrase twice. Two words may share a form (*lay*), so that only what is written out is an error.
    fn find_repeats(&self, faults: &mut [Vec<Diagnostic>]) {
        for same in self.faults.values().filter(|same| same.len() > 1) {
            for (at, &index) in same.iter().enumerate().skip(1) {
                let (rule, claim) = &self.all[index];
                let is_repeat = |&&other: &&usize| {
                    let (other_rule, other_claim) = &self.all[other];
                    !(claim.is_inflected && other_claim.is_inflected)
                        && (other_rule == rule || !self.gives_way(other, index))
                };
                let Some(&other) = same[..at].iter().rev().find(is_repeat) else { continue };
                faults[*rule].push(self.report_repeat(index, other));
            }
        }
    }

    fn report_repeat(&self, index: usize, earlier: usize) -> Diagnostic {
        let ((rule, claim), (other_rule, other)) = (&self.all[index], &self.all[earlier]);
        let (message, help) = if rule == other_rule {
            let message = format!("“{}” stands in this rule twice", claim.written);
            (message, "leave one of them out".to_owned())
        } else {
            let id = &self.rule(earlier).id;
            let help = "leave it out of one of the two, or let one yield to the other".to_owned();
            (format!("{id} finds “{}” too", claim.written), help)
        };
        let severity =
            if claim.is_inflected || other.is_inflected { Severity::Warning } else { Severity::Error };
        let mut fault = diagnostic("rules/repeated-phrase", severity, claim.span, message, &help);
        if rule == other_rule && other.span != claim.span {
            fault.labels.push(Label { span: other.span, message: "the other one".to_owned() });
        }
        fault
    }

    /// A phrase of which another rule finds a part: both speak wherever it stands.
    fn find_shadows(&self, faults: &mut [Vec<Diagnostic>]) {
        for (index, (rule, claim)) in self.all.iter().enumerate() {
            if claim.verdict == Verdict::Right || claim.is_inflected {
                continue;
            }
            for part in (1..claim.parts.len()).flat_map(|size| claim.parts.windows(size)) {
                let shadows = |&&other: &&usize| {
                    self.all[other].0 != *rule
                        && !self.gives_way(index, other)
                        && !self.lets_stand(self.all[other].0, &claim.parts)
                };
                let Some(&shadow) = self.faults.get(part).and_then(|shorter| shorter.iter().find(shadows))
                else {
                    continue;
                };
                let (id, found) = (&self.rule(shadow).id, &self.all[shadow].1.written);
                let message = format!("{id} finds “{found}” within each “{}”", claim.written);
                let help =
                    format!("let {id} except “{}”, or let one of the two yield to the other", claim.written);
                faults[*rule].push(diagnostic(
                    "rules/shadowed-phrase",
                    Severity::Warning,
                    claim.span,
                    message,
                    &help,
                ));
            }
        }
    }

    /// Whether a rule lets a phrase stand, or a part of it.
    fn lets_stand(&self, rule: usize, parts: &[String]) -> bool {
        (1..=parts.len())
            .flat_map(|size| parts.windows(size))
            .any(|part| self.right.get(part).is_some_and(|rules| rules.contains(&rule)))
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
        if claim.is_inflected {
            return None;
        }
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
        let mut fault = diagnostic("rules/circular-swap", Severity::Error, claim.span, message, &help);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Rules with these tables, by name, held against each other; each fault as the rule's name, what stands at
    /// the fault, and what it is.
    #[track_caller]
    fn check(rules: &[(&str, &str)], expected: &[(&str, &str, &str)]) {
        let mut set = RuleSet::default();
        set.load_sources(rules.iter().map(|(name, table)| file(name, table))).expect("the rules are sound");
        let faults = set.lint();
        let found: Vec<(&str, &str, &str)> = faults
            .iter()
            .flat_map(|(file, faults)| {
                faults.iter().map(|fault| (file.name(), file.slice(fault.span), fault.rule.as_str()))
            })
            .collect();
        let expected: Vec<(String, &str, String)> = expected
            .iter()
            .map(|(name, text, code)| (format!("house/{name}.toml"), *text, format!("rules/{code}")))
            .collect();
        let expected: Vec<(&str, &str, &str)> =
            expected.iter().map(|(name, text, code)| (name.as_str(), *text, code.as_str())).collect();
        assert_eq!(found, expected);
    }

    /// A rule file; what stands before “|” goes to its root.
    fn file(name: &str, table: &str) -> Source {
        let (root, table) = table.split_once('|').unwrap_or(("", table));
        let text = format!(
            "summary = \"s\"\nseverity = \"warning\"\nmessage = \"m\"\nwhy = \"W.\"\n{root}\n[phrases]\n{table}\n\
             [[bad]]\ntext = \"a\"\nflags = [\"a\"]\n[[bad]]\ntext = \"b\"\nflags = [\"b\"]\n\
             [[good]]\ntext = \"c\"\n[[good]]\ntext = \"d\"\n"
        );
        Source::new(format!("house/{name}.toml"), text)
    }

    #[test]
    fn a_phrase_is_found_by_one_rule_once() {
        check(
            &[("one", "any = [\"so good\", \"bad\", \"So  Good\"]")],
            &[("one", "So  Good", "repeated-phrase")],
        );
        check(
            &[("one", "any = [\"so good\"]"), ("two", "swap = { \"so good\" = \"good\" }")],
            &[("two", "\"so good\"", "repeated-phrase")],
        );
        check(&[("one", "any = [\"good\"]"), ("two", "yields-to = [\"house/one\"]|any = [\"good\"]")], &[]);
        check(&[("one", "yields-to = [\"house\"]|any = [\"good\"]"), ("two", "any = [\"good\"]")], &[]);
        check(&[("one", "any = [\"good\"]"), ("two", "any = [\"bad\"]\nexcept = [\"good\"]")], &[]);
        let sensitive = |phrase: &str| format!("any = [\"{phrase}\"]\ncase-sensitive = true");
        check(&[("one", &sensitive("may")), ("two", &sensitive("May"))], &[]);
    }

    #[test]
    fn forms_are_phrases_too() {
        let inflected = "any = [\"lie\", \"utilize\"]\ninflect = true";
        check(
            &[("one", inflected), ("two", "any = [\"utilized\"]")],
            &[("two", "utilized", "repeated-phrase")],
        );
        check(
            &[("one", inflected), ("two", "any = [\"lain low\"]")],
            &[("two", "lain low", "shadowed-phrase")],
        );
    }

    #[test]
    fn no_phrase_holds_one_of_another_rule() {
        let longer = ("two", "any = [\"a very good one\"]");
        check(&[("one", "any = [\"very good\"]"), longer], &[("two", "a very good one", "shadowed-phrase")]);
        check(&[("one", "any = [\"very good\"]\nexcept = [\"a very good one\"]"), longer], &[]);
        check(&[("one", "yields-to = [\"house/two\"]|any = [\"very good\"]"), longer], &[]);
        check(&[("one", "any = [\"very good\", \"very\"]")], &[]);
        check(&[("one", "any = [\"very one\"]"), longer], &[]);
    }

    #[test]
    fn replacements_lead_nowhere_back() {
        check(
            &[("one", "swap = { fast = \"quick\" }"), ("two", "swap = { quick = \"Fast\" }")],
            &[("two", "quick", "circular-swap")],
        );
        check(
            &[
                ("one", "swap = { fast = \"quick\", swift = \"fast\" }"),
                ("two", "swap = { quick = \"swift\" }"),
            ],
            &[("one", "swift", "circular-swap")],
        );
        check(&[("one", "swap = { javascript = \"JavaScript\", fast = \"quick\" }")], &[]);
    }

    #[test]
    fn many_rules_of_one_phrase_take_no_longer() {
        let rules: Vec<Source> = (0..2_000)
            .map(|at| file(&format!("r-{at}"), "any = [\"very good\", \"so very good\"]"))
            .collect();
        let mut set = RuleSet::default();
        set.load_sources(rules).expect("the rules are sound");
        assert_eq!(set.lint().len(), 2_000);
    }
}
