//! Links and reasons beside findings.

use std::path::PathBuf;

use crate::emit::{Aids, Emitter, OutputFormat, RuleBook, Style, Summary};

use crate::{RuleSet, Source, check};

/// A text as it is reported with aids.
fn reported(format: OutputFormat, name: &str, color: bool, aids: &Aids) -> String {
    let rules = RuleSet::builtin();
    let source = Source::new(name, "First.\n\nIt saw the the mayor.\n");
    let mut emitter = Emitter::new(format, Style { color, width: 80 }, Vec::new()).aided(aids);
    emitter.report(&source, &check(&source, &rules)).expect("it is in memory");
    let out = emitter.finish(&Summary::default(), &RuleBook::default()).expect("it is in memory");
    String::from_utf8(out).expect("it is UTF-8")
}

#[test]
fn a_path_is_a_link_to_its_line_where_links_are_wanted() {
    let mut aids = Aids::default();
    aids.link_from(PathBuf::from("/home/ana/a b"));
    let link = "\u{1b}]8;;file:///home/ana/a%20b/docs/x.md#3\u{1b}\\./docs/x.md:3:8\u{1b}]8;;\u{1b}\\";
    for color in [false, true] {
        for format in [OutputFormat::Text, OutputFormat::Compact] {
            let out = reported(format, "./docs/x.md", color, &aids);
            assert_eq!(out.matches(link).count(), 1, "{out:?}");
        }
    }
    let absolute = reported(OutputFormat::Compact, "/tmp/é.md", false, &aids);
    assert!(
        absolute.starts_with("\u{1b}]8;;file:///tmp/%C3%A9.md#3\u{1b}\\/tmp/é.md:3:8\u{1b}]8;;"),
        "{absolute:?}"
    );
    for (name, aids) in [("<stdin>", &aids), ("x.md", &Aids::default())] {
        for format in [OutputFormat::Text, OutputFormat::Compact] {
            assert!(!reported(format, name, false, aids).contains('\u{1b}'), "{name} is no link");
        }
    }
    assert!(
        !reported(OutputFormat::Json, "x.md", false, &aids).contains('\u{1b}'),
        "programs have no use for links"
    );
}

#[test]
fn the_reason_stands_on_one_line_and_the_command_for_more_below_it() {
    let rules = RuleSet::builtin();
    let mut aids = Aids::default();
    aids.explain(rules.rules());
    let out = reported(OutputFormat::Text, "x.md", false, &aids);
    let lines: Vec<&str> = out.lines().filter(|line| line.starts_with("  = ")).collect();
    let [.., why, explain] = lines.as_slice() else { panic!("{out}") };
    assert!(why.starts_with("  = why: ") && why.len() > 30, "{out}");
    assert_eq!(*explain, "  = explain: prosec explain repetition/doubled-small-word");
}
