//! A rule explained in a terminal: what it finds and why, with the examples from its file.

use std::fmt::Write;

use super::rule::Rule;

/// The explanation of a rule as plain text.
pub fn explain(rule: &Rule) -> String {
    let mut out = String::new();
    let mut line = |text: String| writeln!(out, "{text}").expect("a string takes all text");
    line(format!("{}: {}", rule.id, rule.summary()));
    let trial = if rule.preview { ", in preview" } else { "" };
    let part = if rule.part { ", only as a part of other rules" } else { "" };
    line(format!("{}{trial}{part}, kind [{}]", rule.severity, rule.kind().name));
    if !rule.tags().is_empty() {
        line(format!("tags: {}", rule.tags().join(", ")));
    }
    line(String::new());
    line(rule.why().to_owned());
    if let Some(fix) = rule.fix() {
        line(String::new());
        line(format!("It offers a fix ({}).", fix.applicability.as_str()));
    }
    for (heading, bad) in [("Flagged:", true), ("Not flagged:", false)] {
        line(String::new());
        line(heading.to_owned());
        for example in rule.examples().iter().filter(|example| example.flags.is_empty() != bad) {
            for (index, text) in example.text.value.lines().enumerate() {
                line(format!("  {} {text}", if index == 0 { "-" } else { " " }));
            }
            if let Some(fixed) = &example.fixed {
                line(format!("    fixed: {}", fixed.value.lines().collect::<Vec<_>>().join(" ⏎ ")));
            }
        }
    }
    out
}
