//! What SARIF says of a rule.

use serde::Serialize;

use super::level;
use super::record::Message;
use crate::emit::code_block::code_block;
use crate::rule::Example;
use crate::{Rule, RuleId, Severity};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Descriptor<'a> {
    id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    short_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    full_description: Option<Message>,
    #[serde(skip_serializing_if = "Option::is_none")]
    help: Option<Help>,
    default_configuration: Configuration,
    properties: Properties<'a>,
}

/// Help in two forms, as SARIF wants it.
#[derive(Serialize)]
struct Help {
    text: String,
    markdown: String,
}

#[derive(Serialize)]
struct Configuration {
    level: &'static str,
}

/// What code scanning filters by.
#[derive(Serialize)]
struct Properties<'a> {
    tags: Vec<&'a str>,
    #[serde(rename = "problem.severity")]
    severity: &'static str,
}

impl<'a> Descriptor<'a> {
    /// The description of a rule.
    pub(super) fn of(rule: &'a Rule) -> Self {
        let summary = format!("Finds {}.", rule.summary());
        let why = rule.why().trim().to_owned();
        Self {
            help: Some(Help {
                text: format!("{summary}\n\n{why}\n\n`prosec explain {}` shows examples.", rule.id),
                markdown: markdown(rule),
            }),
            short_description: Some(Message { text: summary }),
            full_description: Some(Message { text: why }),
            default_configuration: Configuration { level: level(rule.severity) },
            properties: Properties::new(&rule.id, rule.tags(), rule.severity),
            id: rule.id.as_str(),
        }
    }

    /// The description of what has no rule file.
    pub(super) fn unknown(id: &'a RuleId, severity: Severity) -> Self {
        Self {
            id: id.as_str(),
            short_description: None,
            full_description: None,
            help: None,
            default_configuration: Configuration { level: level(severity) },
            properties: Properties::new(id, &[], severity),
        }
    }
}

impl<'a> Properties<'a> {
    fn new(id: &'a RuleId, tags: &'a [String], severity: Severity) -> Self {
        let severity = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "recommendation",
        };
        let tags = std::iter::once(id.group()).chain(tags.iter().map(String::as_str));
        Self { tags: tags.collect(), severity }
    }
}

/// Why the rule is there, with an example of each side.
fn markdown(rule: &Rule) -> String {
    let mut help = format!("Finds {}.\n\n{}\n", rule.summary(), rule.why().trim());
    let is_good = |example: &&Example| example.flags.is_empty();
    let block = |example: &Example, text: &str| code_block(example.format_name(), text);
    if let Some(bad) = rule.examples().iter().find(|example| !is_good(example)) {
        help += &format!("\nFlagged:\n\n{}", block(bad, &bad.text.value));
        if let Some(fixed) = &bad.fixed {
            help += &format!("\nAfter the fix:\n\n{}", block(bad, &fixed.value));
        }
    }
    if let Some(good) = rule.examples().iter().find(is_good) {
        help += &format!("\nNot flagged:\n\n{}", block(good, &good.text.value));
    }
    help + &format!("\n`prosec explain {}` shows more.\n", rule.id)
}
