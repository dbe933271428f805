//! What is true of every output: each format is what it says it is, and nothing in it is a command to a terminal.

use prosec::emit::{Emitter, OutputFormat, RuleBook, Style, Summary};
use prosec::{Report, RuleSet, Source};

/// Writes a report in all formats, and reads it as its readers would.
pub fn hold(source: &Source, report: &Report, rules: &RuleSet) {
    for format in OutputFormat::ALL {
        let output = written(format, source, report, rules);
        let fault = match format {
            OutputFormat::Json | OutputFormat::Sarif | OutputFormat::Gitlab | OutputFormat::Rdjson => {
                json_fault(&output)
            }
            OutputFormat::Jsonl | OutputFormat::Rdjsonl => output.lines().find_map(json_fault),
            OutputFormat::Checkstyle | OutputFormat::Junit => {
                uppsala::parse(&output).err().map(|error| error.to_string())
            }
            OutputFormat::Text
            | OutputFormat::Compact
            | OutputFormat::Overview
            | OutputFormat::Github
            | OutputFormat::Markdown
            | OutputFormat::Html => {
                let obeyed = output.chars().find(|&character| is_obeyed(character));
                obeyed.map(|character| format!("{character:?} reaches the terminal"))
            }
        };
        assert!(
            fault.is_none(),
            "{}: {} for {:?}\n{output}",
            format.as_str(),
            fault.unwrap_or_default(),
            source.text()
        );
    }
}

fn written(format: OutputFormat, source: &Source, report: &Report, rules: &RuleSet) -> String {
    let style = Style { color: false, width: 80 };
    let mut emitter = Emitter::new(format, style, Vec::new());
    emitter.report(source, report).expect("memory can be written");
    let summary = Summary { files: 1, ..Summary::default() };
    let out = emitter.finish(&summary, &RuleBook::new([rules])).expect("memory can be written");
    String::from_utf8(out).expect("output is UTF-8")
}

fn json_fault(output: &str) -> Option<String> {
    serde_json::from_str::<serde_json::Value>(output).err().map(|error| error.to_string())
}

/// Whether a terminal would obey the character, or draw others in another order for it.
fn is_obeyed(character: char) -> bool {
    (character.is_control() && character != '\n')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
