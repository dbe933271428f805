//! `prosec config`: what is in force for a file, and where each setting came from.

use std::io;
use std::path::Path;

use super::args::{ColorChoice, ConfigArgs};
use super::limits::MAX_FINDINGS;
use super::project::{Project, Projects, folder_of, whole};
use super::run::Exit;
use super::terminal::Terminal;
use crate::config::Set;
use crate::emit::{config_schema, visible_path};
use crate::rule::{Level, Selection};

/// Prints the settings, or why a rule has its level.
pub(super) fn run(args: &ConfigArgs, color: ColorChoice, terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    if args.schema {
        writeln!(terminal.out, "{:#}", config_schema())?;
        return Ok(Exit::Clean);
    }
    let path = whole(args.why.as_deref().unwrap_or(Path::new(".")));
    let mut projects = Projects::new(&args.rules, Selection::default(), color);
    let at = match projects.of_folder(folder_of(&path), terminal) {
        Ok(at) => at,
        Err(messages) => {
            messages.iter().for_each(|message| terminal.complain("error", message));
            return Ok(Exit::Failed);
        }
    };
    let project = projects.at(at);
    let file = args.why.as_ref().map(|_| path.as_path());
    match &args.rule {
        Some(rule) if project.rules.rule(rule).is_err() => {
            let message = project.rules.rule(rule).err().unwrap_or_default();
            terminal.complain("error", message);
            return Ok(Exit::Failed);
        }
        Some(rule) => explain(project, rule, &path, terminal)?,
        None => show(project, file, terminal)?,
    }
    Ok(if projects.sound { Exit::Clean } else { Exit::Failed })
}

fn show(project: &Project, file: Option<&Path>, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let config = &project.config;
    let mut files = config.files().map(|file| file.name().to_owned()).collect::<Vec<_>>();
    files.reverse();
    match files.as_slice() {
        [] => writeln!(terminal.out, "# no prosec.toml here or above: the defaults hold")?,
        files => writeln!(terminal.out, "# from {}", files.join(", which extends "))?,
    }
    if file.is_some_and(|file| config.excludes(file)) {
        writeln!(terminal.out, "# the file is excluded, and never checked")?;
    }
    let quoted = |set: &Set<String>| format!("\"{}\"", set.value);
    line(terminal, "lang", config.language().map(|set| (quoted(set), from(set))), "any English")?;
    let baseline = config.baseline().map(|(_, set)| (quoted(set), from(set)));
    line(terminal, "baseline", baseline, "none")?;
    line(terminal, "preview", config.preview().map(|set| (set.value.to_string(), from(set))), "false")?;
    let suppression = config.suppression().map(|set| (set.value.to_string(), from(set)));
    line(terminal, "suppression", suppression, "true")?;
    let severity = config.min_severity().map(|set| (format!("\"{}\"", set.value), from(set)));
    line(terminal, "min-severity", severity, "\"note\"")?;
    line(terminal, "fail-on", config.fail_on().map(|set| (quoted(set), from(set))), "\"warning\"")?;
    let findings = config.max_findings().map(|set| (set.value.to_string(), from(set)));
    line(terminal, "max-findings", findings, &MAX_FINDINGS.to_string())?;
    line(terminal, "max-spam", config.max_spam().map(|set| (set.value.to_string(), from(set))), "no limit")?;
    line(
        terminal,
        "max-quality",
        config.max_quality().map(|set| (set.value.to_string(), from(set))),
        "no limit",
    )?;
    for (key, listed) in config.lists() {
        for set in &listed {
            line(terminal, key, Some((quoted(set), from(set))), "")?;
        }
    }
    let changed = project.rules.rules().iter().filter_map(|rule| {
        let set = config.levels_of(rule.id.as_str(), file).pop()?.1;
        Some((rule, set))
    });
    let mut changed = changed.peekable();
    if changed.peek().is_some() {
        writeln!(terminal.out, "\n[severity]")?;
    }
    for (rule, set) in changed {
        let level = match set.value {
            Level::On => rule.severity.as_str(),
            other => other.as_str(),
        };
        line(terminal, &format!("\"{}\"", rule.id), Some((format!("\"{level}\""), from(set))), "")?;
    }
    Ok(())
}

fn line(
    terminal: &mut Terminal<'_>,
    key: &str,
    set: Option<(String, String)>,
    default: &str,
) -> io::Result<()> {
    match set {
        Some((value, origin)) => writeln!(terminal.out, "{key} = {value}  # {origin}"),
        None => writeln!(terminal.out, "# {key}: {default}, by default"),
    }
}

fn explain(project: &Project, rule: &str, path: &Path, terminal: &mut Terminal<'_>) -> io::Result<()> {
    let said = project.config.levels_of(rule, Some(path));
    let Ok(known) = project.rules.rule(rule) else { return Ok(()) };
    writeln!(
        terminal.out,
        "{rule} is a rule of severity “{}”{}",
        known.severity,
        if known.preview { ", in preview" } else { "" }
    )?;
    for (name, set) in &said {
        writeln!(terminal.out, "{}: “{name}” is “{}”", from(set), set.value.as_str())?;
    }
    let level = match said.last().map(|(_, set)| set.value) {
        Some(Level::Off) => "off".to_owned(),
        Some(Level::At(severity)) => severity.to_string(),
        Some(Level::On) => known.severity.to_string(),
        None if known.part => "never by itself: it is a part of others".to_owned(),
        None if known.preview && !project.config.preview().is_some_and(|set| set.value) => {
            "off: it is in preview".to_owned()
        }
        None => known.severity.to_string(),
    };
    writeln!(terminal.out, "so in {} it is {level}", visible_path(&path.to_string_lossy()))
}

/// A file and a line of it.
fn from<T>(set: &Set<T>) -> String {
    format!("{}:{}", set.file.name(), set.file.position(set.span.start).line)
}
