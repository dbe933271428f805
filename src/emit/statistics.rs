//! The findings of a run by rule, and the table that shows them.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::fmt;

use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

use crate::{Applicability, Beyond, Diagnostic, RuleId};

/// How many findings each rule has made.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Statistics {
    by_rule: BTreeMap<RuleId, Counts>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Counts {
    findings: usize,
    fixable: usize,
    suggested: usize,
}

/// What is counted of one rule.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema), schemars(rename = "RuleCount", deny_unknown_fields))]
struct RuleCount<'s> {
    /// The rule.
    code: &'s str,
    /// How many findings it has made.
    findings: usize,
    /// How many of them have a fix that is safe to apply unseen.
    fixable: usize,
    /// Of how many the fixes all change the wording, and so are only suggested.
    suggested: usize,
}

impl Statistics {
    /// Counts findings, and those that are only counted already.
    pub fn add(&mut self, diagnostics: &[Diagnostic], beyond: &[Beyond]) {
        for more in beyond {
            self.by_rule.entry(more.rule.clone()).or_default().findings += more.count;
        }
        for diagnostic in diagnostics {
            let counts = self.by_rule.entry(diagnostic.rule.clone()).or_default();
            counts.findings += 1;
            match diagnostic.fixes.first().map(|fix| fix.applicability) {
                Some(Applicability::Safe) => counts.fixable += 1,
                Some(Applicability::Suggested) => counts.suggested += 1,
                None => {}
            }
        }
    }

    /// What is counted, most findings first.
    fn sorted(&self) -> Vec<RuleCount<'_>> {
        let mut sorted: Vec<RuleCount<'_>> = (self.by_rule.iter())
            .map(|(rule, &Counts { findings, fixable, suggested })| RuleCount {
                code: rule.as_str(),
                findings,
                fixable,
                suggested,
            })
            .collect();
        sorted.sort_by_key(|count| Reverse(count.findings));
        sorted
    }
}

impl fmt::Display for Statistics {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sorted = self.sorted();
        if sorted.is_empty() {
            return Ok(());
        }
        writeln!(f, "findings  safe fixes  suggested  rule")?;
        for RuleCount { code, findings, fixable, suggested } in sorted {
            writeln!(f, "{findings:>8}  {:>10}  {:>9}  {code}", shown(fixable), shown(suggested))?;
        }
        writeln!(f)
    }
}

/// A number for a column; nothing is a dot.
fn shown(count: usize) -> String {
    if count == 0 { "·".to_owned() } else { count.to_string() }
}

impl Serialize for Statistics {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let sorted = self.sorted();
        let mut list = serializer.serialize_seq(Some(sorted.len()))?;
        sorted.iter().try_for_each(|count| list.serialize_element(count))?;
        list.end()
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Statistics {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Statistics".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        generator.subschema_for::<Vec<RuleCount<'static>>>()
    }
}
