//! Whole output of each format, as its reader sees it.

mod aids;
mod crop;
mod docs;
mod formats;
mod hostile;
mod page;
mod published;
mod schema;
mod text;

use insta::assert_snapshot;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use crate::emit::{Emitter, OutputFormat, RuleBook, Style, Summary};
use crate::score::score;
use crate::{Applicability, Diagnostic, Edit, Fix, Label, Report, RuleId, Severity, Source, Span};

const PLAIN: Style = Style { color: false, width: 80 };
const COLORED: Style = Style { color: true, width: 80 };

/// A diagnostic of `rule` at `span` with nothing more to say.
pub(super) fn diagnostic(rule: &str, span: Span) -> Diagnostic {
    Diagnostic {
        rule: RuleId::new(rule).expect("a valid id"),
        severity: Severity::Warning,
        message: "something is wrong".to_owned(),
        span,
        label: None,
        labels: Vec::new(),
        help: None,
        fixes: Vec::new(),
        weight: 1.0,
    }
}

/// A source and a diagnostic that has something in each of its fields.
pub(super) fn everything() -> (Source, Diagnostic) {
    let source = Source::new("notes/day.md", "Anna met Anna.\nThey “talked\".\n");
    let full = Diagnostic {
        severity: Severity::Error,
        message: "“Anna” is named twice".to_owned(),
        label: Some("the same name".to_owned()),
        labels: vec![Label { span: Span::new(0, 4), message: "first named here".to_owned() }],
        help: Some("name the other person".to_owned()),
        fixes: vec![Fix {
            message: "replace with “herself”".to_owned(),
            applicability: Applicability::Safe,
            edits: vec![Edit { span: Span::new(9, 13), replacement: "herself".to_owned() }],
        }],
        weight: 2.5,
        ..diagnostic("names/twice", Span::new(9, 13))
    };
    (source, full)
}

/// The output for all `reports`, closed by a summary of them.
pub(super) fn emitted(format: OutputFormat, reports: &[(Source, Vec<Diagnostic>)]) -> String {
    emitted_in(format, PLAIN, reports)
}

fn emitted_in(format: OutputFormat, style: Style, reports: &[(Source, Vec<Diagnostic>)]) -> String {
    let found = |severity| {
        reports.iter().flat_map(|(_, found)| found).filter(|found| found.severity == severity).count()
    };
    let summary = Summary {
        files: reports.len(),
        errors: found(Severity::Error),
        warnings: found(Severity::Warning),
        notes: found(Severity::Note),
        ..Summary::default()
    };
    let rules = hostile::rules();
    let mut emitter = Emitter::new(format, style, Vec::new());
    for (source, diagnostics) in reports {
        let report = Report {
            diagnostics: diagnostics.clone(),
            score: score(diagnostics, &[], 1_000),
            ..Report::default()
        };
        emitter.report(source, &report).expect("memory can be written");
    }
    let out = emitter.finish(&summary, &RuleBook::new([&rules])).expect("memory can be written");
    String::from_utf8(out).expect("output is UTF-8")
}

/// The output without the version of prosec, which changes with each release.
fn versionless(output: String) -> String {
    output.replace(concat!("\"", env!("CARGO_PKG_VERSION"), "\""), "\"…\"")
}

#[test]
fn json_is_one_document() {
    let (source, full) = everything();
    let reports = [(Source::new("empty.txt", ""), vec![]), (source, vec![full])];
    assert_snapshot!(versionless(emitted(OutputFormat::Json, &reports)), @r#"
    {"version":1,"tool":{"name":"prosec","version":"…"},"files":[
    {"path":"empty.txt","score":{"spam":0.0,"quality":0.0,"contributions":[]},"diagnostics":[]},
    {"path":"notes/day.md","score":{"spam":0.0,"quality":2.5,"contributions":[{"code":"names/twice","count":1,"points":2.5}]},"diagnostics":[
    {"path":"notes/day.md","code":"names/twice","category":"names","severity":"error","message":"“Anna” is named twice","help":"name the other person","span":{"start":9,"end":13,"line":1,"column":10,"end_line":1,"end_column":14},"label":"the same name","labels":[{"span":{"start":0,"end":4,"line":1,"column":1,"end_line":1,"end_column":5},"message":"first named here"}],"fixes":[{"message":"replace with “herself”","applicability":"safe","edits":[{"start":9,"end":13,"replacement":"herself"}]}],"weight":2.5}]}
    ],"summary":{"files":2,"errors":1,"warnings":0,"notes":0,"fixable":0,"suggested":0,"unreadable":0,"suppressed":0,"known":0,"not_shown":0,"highest_spam":0.0,"highest_quality":0.0}}
    "#);
    assert_snapshot!(versionless(emitted(OutputFormat::Json, &[])), @r#"
    {"version":1,"tool":{"name":"prosec","version":"…"},"files":[
    ],"summary":{"files":0,"errors":0,"warnings":0,"notes":0,"fixable":0,"suggested":0,"unreadable":0,"suppressed":0,"known":0,"not_shown":0,"highest_spam":0.0,"highest_quality":0.0}}
    "#);
}

#[test]
fn jsonl_is_a_line_for_each_diagnostic() {
    let found = diagnostic("group/name", Span::new(5, 9));
    let source = Source::new("a.md", "né\r\n“x”");
    assert_snapshot!(emitted(OutputFormat::Jsonl, &[(source, vec![found.clone(), found])]), @r#"
    {"path":"a.md","code":"group/name","category":"group","severity":"warning","message":"something is wrong","help":null,"span":{"start":5,"end":9,"line":2,"column":1,"end_line":2,"end_column":3},"label":null,"labels":[],"fixes":[],"weight":1.0}
    {"path":"a.md","code":"group/name","category":"group","severity":"warning","message":"something is wrong","help":null,"span":{"start":5,"end":9,"line":2,"column":1,"end_line":2,"end_column":3},"label":null,"labels":[],"fixes":[],"weight":1.0}
    "#);
}

/// Texts rich in what is hard to draw.
fn hard_text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-z ]{0,40}",
        "\\PC{0,5}",
        prop::sample::select(vec![
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\u{A0}",
            "\u{200B}",
            "\u{200D}",
            "\u{202E}",
            "\u{1B}[31m",
            "\u{9B}",
            "\0",
            "\u{301}",
            "\u{FE0F}",
            "👩",
            "🏽",
            "漢",
            "é",
            "\u{2028}",
            "\u{FEFF}",
            "\u{E0041}",
            "각",
            "🇩🇪",
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { rng_seed: RngSeed::Fixed(1), failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_drawn_without_controls(
        text in hard_text(),
        places in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 1..6),
        width in 0_usize..120,
    ) {
        let borders: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        let mut spans = places.iter().map(|(one, other)| {
            let [one, other] = [one, other].map(|place| *place.get(&borders));
            Span::new(one.min(other), one.max(other))
        });
        let mut found = diagnostic("group/name", spans.next().expect("there is one"));
        found.label = Some(text.clone());
        found.labels = spans.map(|span| Label { span, message: "further".to_owned() }).collect();
        found.message = text.clone();
        found.help = Some(text.clone());
        let reports = [(Source::new(format!("a{text}"), text), vec![found])];

        let output = emitted_in(OutputFormat::Text, Style { color: false, width }, &reports);
        let control = output.chars().find(|&character| character.is_control() && character != '\n');
        prop_assert_eq!(control, None);
        prop_assert!(output.lines().any(|line| line.contains('^')), "no caret in {}", output);
        let colored = emitted_in(OutputFormat::Text, Style { color: true, width }, &reports);
        let codes = regex::Regex::new("\u{1B}\\[[0-9;]*m").expect("a valid pattern");
        let stripped = codes.replace_all(&colored, "");
        let trimmed: String = stripped.lines().map(|line| line.trim_end_matches(' ').to_owned() + "\n").collect();
        prop_assert_eq!(trimmed, output);
        for format in OutputFormat::ALL {
            published::hold(format, &emitted(format, &reports))?;
        }
    }
}
