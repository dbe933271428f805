//! Reference pages in Markdown, drawn from the rules and kinds themselves.

use std::fmt::{self, Write};

use crate::Report;
#[cfg(test)]
use crate::config::config_fields;
use crate::emit::code_block::code_block;
use crate::emit::{Emitter, OutputFormat, Style};
use crate::matcher::{KINDS, Kind};
use crate::rule::{Example, Rule, RuleSet, list_fields, rule_fields};
use crate::settings::{Field, Value};

/// The page of one rule.
pub fn rule_page(rule: &Rule, rules: &RuleSet) -> String {
    page(|out| {
        writeln!(out, "# {}\n", rule.id)?;
        writeln!(out, "Finds {}.\n", rule.summary())?;
        writeln!(out, "| severity | kind | weight | fix | tags |\n| --- | --- | --- | --- | --- |")?;
        let trial = if rule.preview { ", in preview" } else { "" };
        let fix = rule.fix().map_or("none", |fix| fix.applicability.as_str());
        let kind = rule.kind().name;
        writeln!(
            out,
            "| {}{trial} | [`[{kind}]`](../../kinds.md#{kind}) | {} | {fix} | {} |\n",
            rule.severity,
            rule.weight,
            if rule.tags().is_empty() { "none".to_owned() } else { rule.tags().join(", ") }
        )?;
        writeln!(out, "## Why\n\n{}\n", rule.why().trim())?;
        writeln!(out, "## Flagged\n")?;
        for example in rule.examples().iter().filter(|example| !example.flags.is_empty()) {
            write_bad(out, rule, example, rules)?;
        }
        writeln!(out, "## Not flagged\n")?;
        for example in rule.examples().iter().filter(|example| example.flags.is_empty()) {
            writeln!(out, "{}", code_block(example.format_name(), &example.text.value))?;
        }
        if !rule.yields_to().is_empty() {
            writeln!(
                out,
                "Where one of these finds the same, it speaks instead: {}.",
                list(rule.yields_to())
            )?;
        }
        Ok(())
    })
}

/// A bad example as a terminal shows what is found in it, and as it is after the fix.
fn write_bad(out: &mut String, rule: &Rule, example: &Example, rules: &RuleSet) -> fmt::Result {
    let source = example.source();
    let mut report = Vec::new();
    let style = Style { color: false, width: REPORT_WIDTH };
    Emitter::new(OutputFormat::Text, style, &mut report)
        .report(&source, &Report { diagnostics: rule.check_alone(&source, rules), ..Report::default() })
        .expect("memory takes all bytes");
    writeln!(out, "{}", code_block("text", &String::from_utf8_lossy(&report)))?;
    match &example.fixed {
        Some(fixed) => {
            writeln!(out, "After the fix:\n")?;
            writeln!(out, "{}", code_block(example.format_name(), &fixed.value))
        }
        None => Ok(()),
    }
}

/// Columns of the reports on a page.
const REPORT_WIDTH: usize = 100;

/// The index of all rules, by group.
pub fn rule_index(rules: &RuleSet) -> String {
    page(|out| {
        writeln!(out, "# Rules\n")?;
        writeln!(
            out,
            "All {} rules that prosec ships, by group. `prosec explain RULE` says the same in a terminal.",
            rules.rules().len()
        )?;
        for group in rules.rules().chunk_by(|a, b| a.id.group() == b.id.group()) {
            writeln!(out, "\n## {}\n", group[0].id.group())?;
            writeln!(out, "| rule | severity | finds |\n| --- | --- | --- |")?;
            for rule in group {
                let trial = if rule.preview { ", in preview" } else { "" };
                let summary = rule.summary().replace('|', "\\|");
                writeln!(out, "| [{0}]({0}.md) | {1}{trial} | {summary} |", rule.id, rule.severity)?;
            }
        }
        Ok(())
    })
}

/// The reference of the rule language: the keys of a rule file, and each kind.
pub fn kinds_page(rules: &RuleSet) -> String {
    page(|out| {
        writeln!(out, "# The rule language\n")?;
        writeln!(
            out,
            "A rule is a TOML file, `GROUP/NAME.toml`. [rules/README.md](../rules/README.md) shows how to write one; this page lists all that it can hold.\n"
        )?;
        writeln!(out, "## Keys of every rule\n")?;
        let kinds: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
        let common: Vec<Field> =
            rule_fields().iter().filter(|field| !kinds.contains(&field.key)).copied().collect();
        write_fields(out, &common, "")?;
        writeln!(out, "\n## Lists\n\nA file `lists/NAME.toml` holds words or phrases that rules name.\n")?;
        write_fields(out, list_fields(), "")?;
        writeln!(out, "\n# Kinds\n\nA rule holds the table of one kind, which says what to look for.")?;
        KINDS.iter().try_for_each(|kind| write_kind(out, kind, rules))
    })
}

fn write_kind(out: &mut String, kind: &Kind, rules: &RuleSet) -> fmt::Result {
    writeln!(out, "\n## {}\n\n`[{}]` finds {}.\n", kind.name, kind.name, kind.summary)?;
    write_fields(out, kind.fields, "")?;
    let code = |names: &[&str]| names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    let mut placeholders = vec!["match"];
    placeholders.extend(kind.placeholders);
    writeln!(out, "\nPlaceholders: {}.", code(&placeholders))?;
    if !kind.roles.is_empty() {
        writeln!(out, "Roles of `[labels]`: {}.", code(kind.roles))?;
    }
    if kind.proposes {
        writeln!(out, "It proposes fixes of its own, which `[fix]` words.")?;
    }
    let users: Vec<&Rule> =
        rules.rules().iter().filter(|rule| rule.kind().name == kind.name).take(3).collect();
    let links: Vec<String> = users.iter().map(|rule| format!("[{0}](rules/{0}.md)", rule.id)).collect();
    if links.is_empty() { Ok(()) } else { writeln!(out, "Used by {}.", links.join(", ")) }
}

fn write_fields(out: &mut String, fields: &[Field], prefix: &str) -> fmt::Result {
    if prefix.is_empty() {
        if fields.is_empty() {
            return writeln!(out, "It has no keys.");
        }
        writeln!(out, "| key | value | what it is |\n| --- | --- | --- |")?;
    }
    for field in fields {
        let needed = if field.required { ", required" } else { "" };
        let doc = field.doc.replace('|', "\\|");
        writeln!(out, "| `{prefix}{}` | {}{needed} | {doc} |", field.key, value(field.value))?;
        match field.value {
            Value::Table(inner) | Value::Tables(inner) | Value::TextOr(inner) => {
                write_fields(out, inner, &format!("{prefix}{}.", field.key))?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// The keys of prosec.toml as a table of Markdown.
#[cfg(test)]
pub(super) fn config_keys() -> String {
    let mut table = String::from("| key | value | what it is for |\n| --- | --- | --- |\n");
    for field in config_fields() {
        table += &format!("| `{}` | {} | {} |\n", field.key, value(field.value), field.doc);
    }
    table
}

fn value(value: Value) -> String {
    match value {
        Value::Text | Value::AnyText => "string".to_owned(),
        Value::TextOr(_) => "string or table".to_owned(),
        Value::Texts => "strings".to_owned(),
        Value::Flag => "true or false".to_owned(),
        Value::Integer(low, high) => format!("integer from {low} to {high}"),
        Value::Number(low, high) => format!("number from {low} to {high}"),
        Value::Choice(words) => list(words),
        Value::Table(_) => "table".to_owned(),
        Value::Tables(_) => "tables".to_owned(),
        Value::MapOf(Value::AnyText) => "table of strings".to_owned(),
        Value::MapOf(_) | Value::FreeTable => "table".to_owned(),
    }
}

fn list(words: &[impl fmt::Display]) -> String {
    words.iter().map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ")
}

fn page(write: impl FnOnce(&mut String) -> fmt::Result) -> String {
    let mut out = String::new();
    write(&mut out).expect("a string takes all text");
    out.truncate(out.trim_end().len());
    out + "\n"
}
