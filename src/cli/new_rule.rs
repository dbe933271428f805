//! `prosec rules new`: writes the skeleton of a rule.

use std::fs;
use std::io;
use std::path::Path;

use super::args::NewRuleArgs;
use super::run::Exit;
use super::terminal::Terminal;
use crate::diagnostic::RuleId;
use crate::matcher::KINDS;
use crate::rule::skeleton;
use crate::settings::nearest;

pub(super) fn run(args: &NewRuleArgs, terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    match write(args) {
        Ok(path) => {
            writeln!(terminal.out, "wrote {path}")?;
            writeln!(
                terminal.out,
                "fill in what is empty there, then run: prosec rules test {}",
                args.folder.display()
            )?;
            Ok(Exit::Clean)
        }
        Err(message) => {
            terminal.complain("error", message);
            Ok(Exit::Failed)
        }
    }
}

/// Writes the file and returns its path.
fn write(args: &NewRuleArgs) -> Result<String, String> {
    let id = RuleId::new(&args.rule).ok_or_else(|| {
        format!("“{}” is no rule id: write GROUP/NAME in lower-case letters, digits and hyphens", args.rule)
    })?;
    let kind = KINDS.iter().find(|kind| kind.name == args.kind).ok_or_else(|| unknown_kind(&args.kind))?;
    let path = args.folder.join(format!("{id}.toml"));
    if path.exists() {
        return Err(format!("{} is there already; nothing was written", path.display()));
    }
    let failed = |cause: io::Error| format!("cannot write {}: {cause}", path.display());
    fs::create_dir_all(path.parent().unwrap_or(Path::new("."))).map_err(failed)?;
    fs::write(&path, skeleton(kind)).map_err(failed)?;
    Ok(path.display().to_string())
}

fn unknown_kind(name: &str) -> String {
    let known: Vec<&str> = KINDS.iter().map(|kind| kind.name).collect();
    match nearest(name, known.iter().copied()) {
        Some(meant) => format!("no kind is called “{name}”; did you mean “{meant}”?"),
        None => format!("no kind is called “{name}”; there are {}", known.join(", ")),
    }
}
