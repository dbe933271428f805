//! `prosec measure`.

use std::io;

use super::args::{ColorChoice, MeasureArgs, MeasureFormat};
use super::jobs::{STDIN, gather};
use super::load::load;
use super::run::Exit;
use super::terminal::Terminal;
use crate::analysis::{Analysis, Measure, measures};
use crate::document::Document;
use crate::emit::Measured;

/// Prints the measures of each input: a table, or one JSON object a line.
pub(super) fn run(args: &MeasureArgs, color: ColorChoice, terminal: &mut Terminal<'_>) -> io::Result<Exit> {
    let chosen: Vec<&Measure> = measures().filter(|measure| args.chooses(measure.name)).collect();
    if let Some(unmet) =
        args.of.iter().find(|wanted| !measures().any(|measure| is_meant(wanted, measure.name)))
    {
        terminal
            .complain("error", format!("no measure is called “{unmet}”; `prosec measure --list` shows all"));
        return Ok(Exit::Failed);
    }
    if args.list {
        let widest = chosen.iter().map(|measure| measure.name.len()).max().unwrap_or(0);
        for measure in chosen {
            writeln!(terminal.out, "{:widest$}  {}", measure.name, measure.summary)?;
        }
        return Ok(Exit::Clean);
    }
    let (rules, sound) = load(&[], color, terminal);
    let mut inputs = Vec::new();
    let mut unreadable = 0;
    for path in &args.paths {
        unreadable += gather(path, &mut inputs, terminal);
    }
    for input in &inputs {
        let source = match input.read(args.stdin_path.as_deref().unwrap_or(STDIN)) {
            Ok(Some(source)) => source,
            Ok(None) => continue,
            Err(error) => {
                terminal.complain("error", error);
                unreadable += 1;
                continue;
            }
        };
        let document = Document::parse(&source);
        let analysis = Analysis::new(&document, rules.lexicon(), rules.lists());
        let values = chosen.iter().map(|measure| (measure.name, measure.value(&analysis)));
        let measured = Measured::new(source.name(), values);
        match args.format {
            MeasureFormat::Text => measured.write_table(terminal.out)?,
            MeasureFormat::Jsonl => measured.write_json_line(terminal.out)?,
        }
    }
    Ok(if sound && unreadable == 0 { Exit::Clean } else { Exit::Failed })
}

impl MeasureArgs {
    fn chooses(&self, name: &str) -> bool {
        self.of.is_empty() || self.of.iter().any(|wanted| is_meant(wanted, name))
    }
}

/// Whether a measure is wanted: by its name, its source with or without the version, or its own part of it.
fn is_meant(wanted: &str, name: &str) -> bool {
    let mut parts = name.split(['@', '/']);
    name == wanted
        || name.rsplit_once('/').is_some_and(|(source, _)| source == wanted)
        || name.contains('@') && parts.next() == Some(wanted)
}
