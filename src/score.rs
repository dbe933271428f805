//! The score of a document: what its findings come to together. It knows weights, counts and groups; what is
//! too much, those decide who ask for it.
//!
//! Spam is counted whatever the length: one planted link is spam in a book too. What else is wrong is counted
//! for each thousand words, or a long text would be worse than a short one by the same hand; a text below a
//! hundred words counts as a hundred, or one slip in a short message would be worse than a careless page.
//! Repeats of one rule are damped, since they tell less than the first: a habit is one fault. A group gives so
//! many points at most, so that one broken key cannot outweigh all else.
//!
//! With `w` the weight of a rule and `n` its findings (for quality: its findings in a thousand words), a rule
//! gives `w · n` up to one finding, and above that `w · (1 + log₂ n / 2)`: each doubling adds half a weight.

use std::collections::BTreeMap;

use crate::diagnostic::{Beyond, Contribution, Diagnostic, RuleId, Score};

/// The groups that speak of spam; all others speak of quality.
const SPAM_GROUPS: [&str; 2] = ["spam", "html"];

/// The worst that can be said of a text.
const HIGHEST: f64 = 100.0;

/// What one group may add to the score for quality.
const HIGHEST_OF_GROUP: f64 = 25.0;

/// Words for which quality is counted, and the fewest that a text is taken to have.
const WORDS: usize = 1_000;
const FEWEST_WORDS: usize = 100;

/// The score of the findings in a text of so many words, and of those that are only counted.
pub fn score(diagnostics: &[Diagnostic], beyond: &[Beyond], words: usize) -> Score {
    let mut by_rule: BTreeMap<&RuleId, (usize, f64)> = BTreeMap::new();
    let found = diagnostics.iter().map(|found| (&found.rule, 1, found.weight));
    for (rule, more, heavy) in found.chain(beyond.iter().map(|more| (&more.rule, more.count, more.weight))) {
        let (count, weight) = by_rule.entry(rule).or_insert((0, heavy));
        *count += more;
        *weight = weight.max(heavy);
    }
    let thousands = words.max(FEWEST_WORDS) as f64 / WORDS as f64;
    let mut spam = 0.0;
    let mut groups: BTreeMap<&str, f64> = BTreeMap::new();
    let mut contributions = Vec::new();
    for (rule, (count, weight)) in by_rule {
        let is_spam = SPAM_GROUPS.contains(&rule.group());
        let points = weight * damped(if is_spam { count as f64 } else { count as f64 / thousands });
        if is_spam {
            spam += points;
        } else {
            *groups.entry(rule.group()).or_default() += points;
        }
        contributions.push(Contribution { rule: rule.clone(), count, points: rounded(points) });
    }
    contributions.retain(|contribution| contribution.points > 0.0);
    contributions.sort_by(|a, b| b.points.total_cmp(&a.points).then_with(|| a.rule.cmp(&b.rule)));
    let quality: f64 = groups.into_values().map(|points| points.min(HIGHEST_OF_GROUP)).sum();
    Score { spam: rounded(spam.min(HIGHEST)), quality: rounded(quality.min(HIGHEST)), contributions }
}

/// What so many findings of one rule count for.
fn damped(count: f64) -> f64 {
    if count <= 1.0 { count } else { 1.0 + count.log2() / 2.0 }
}

/// A number of points to one decimal.
fn rounded(points: f64) -> f64 {
    // The sum of nothing is −0, which nobody wants to read.
    (points * 10.0).round() / 10.0 + 0.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Severity;
    use crate::source::Span;

    fn check(found: &[(&str, usize, f64)], words: usize, expected: (f64, f64)) {
        let diagnostics: Vec<Diagnostic> = found
            .iter()
            .flat_map(|&(rule, count, weight)| (0..count).map(move |at| diagnostic(rule, at, weight)))
            .collect();
        let score = score(&diagnostics, &[], words);
        assert_eq!((score.spam, score.quality), expected, "{found:?} in {words} words");
        assert!(score.contributions.is_sorted_by(|a, b| a.points >= b.points), "{score:?}");
    }

    fn diagnostic(rule: &str, at: usize, weight: f64) -> Diagnostic {
        Diagnostic {
            rule: RuleId::new(rule).expect("a valid id"),
            severity: Severity::Warning,
            message: String::new(),
            span: Span::at(at),
            label: None,
            labels: Vec::new(),
            help: None,
            fixes: Vec::new(),
            weight,
        }
    }

    #[test]
    fn spam_counts_whatever_the_length_and_quality_for_it() {
        check(&[], 500, (0.0, 0.0));
        check(&[("spam/a", 1, 5.0)], 20, (5.0, 0.0));
        check(&[("spam/a", 1, 5.0)], 200_000, (5.0, 0.0));
        check(&[("spelling/a", 1, 1.0)], 1_000, (0.0, 1.0));
        check(&[("spelling/a", 1, 1.0)], 10_000, (0.0, 0.1));
    }

    #[test]
    fn the_same_density_has_the_same_score() {
        check(&[("spelling/a", 4, 1.0)], 1_000, (0.0, 2.0));
        check(&[("spelling/a", 40, 1.0)], 10_000, (0.0, 2.0));
    }

    #[test]
    fn short_texts_count_as_a_hundred_words() {
        check(&[("spelling/a", 1, 1.0)], 5, (0.0, 2.7));
        check(&[("spelling/a", 1, 1.0)], 100, (0.0, 2.7));
    }

    #[test]
    fn what_is_only_counted_is_scored() {
        let beyond = |count| Beyond {
            rule: RuleId::new("spam/a").expect("a valid id"),
            severity: Severity::Warning,
            weight: 5.0,
            first: Span::at(0),
            count,
        };
        let one = [diagnostic("spam/a", 0, 5.0)];
        let all: Vec<_> = (0..64).map(|at| diagnostic("spam/a", at, 5.0)).collect();
        assert_eq!(score(&one, &[beyond(63)], 100), score(&all, &[], 100));
    }

    #[test]
    fn repeats_are_damped_and_groups_limited() {
        check(&[("spam/a", 4, 5.0), ("spam/b", 1, 2.0)], 100, (12.0, 0.0));
        check(&[("spacing/a", 4_000, 10.0), ("spelling/a", 1, 1.0)], 1_000, (0.0, 26.0));
        check(&[("spam/a", 2_000, 100.0)], 100, (100.0, 0.0));
    }
}
