//! A small report with all that is hard for a format: characters of several bytes and code units, controls, ends of
//! scripts and sections, and what GitHub and Markdown would obey.

use crate::emit::tests::diagnostic;
use crate::{Applicability, Diagnostic, Edit, Fix, Label, RuleSet, Severity, Source, Span};

/// The rule of one of the findings; the others have none.
pub(in crate::emit) fn rules() -> RuleSet {
    let rule = r#"summary = "people who are named <twice>"
severity = "error"
message = "“{match}” is named twice"
why = "Readers take `]]>` and </script> for what they are."
tags = ["people"]

[phrases]
swap = { "Anna ```" = "she" }

[fix]
message = "write “{replacement}”"
applicability = "suggested"

[[bad]]
text = "Anna ``` met."
flags = ["Anna ```"]
fixed = "She met."

[[bad]]
text = "So Anna ``` met."
flags = ["Anna ```"]
fixed = "So She met."

[[good]]
text = "Anna met."

[[good]]
text = "Ann met."
"#;
    let mut rules = RuleSet::default();
    let loaded = rules.load_sources([Source::new("names/twice.toml", rule)]);
    assert!(loaded.is_ok(), "{}", loaded.expect_err("it is not"));
    rules
}

/// Two files with findings, and one without between them.
pub(in crate::emit) fn reports() -> Vec<(Source, Vec<Diagnostic>)> {
    let text = "Anna 🙂 met Anna ]]> </script><script>alert(1)</script>.\n\u{1b}[31m 100% & ::error::x\u{202e}\n\nSee {{name}}.\n";
    let source = Source::new("./notes/day one, é:#1.md", text);
    let find = |needle: &str, from: usize| {
        let start = from + text[from..].find(needle).expect("it stands there");
        Span::new(start, start + needle.len())
    };
    let again = find("Anna", 5);
    let twice = Diagnostic {
        severity: Severity::Error,
        message: "“Anna” | ]]> </script> 100% @ana #12 [a](http://b.example) www.c.example\u{1b}[31m"
            .to_owned(),
        label: Some("the same <name>".to_owned()),
        labels: vec![Label { span: Span::new(0, 4), message: "first: {0} & here".to_owned() }],
        help: Some("name the other person, “so”".to_owned()),
        fixes: vec![
            Fix {
                message: "write “<her>”".to_owned(),
                applicability: Applicability::Suggested,
                edits: vec![
                    Edit { span: find("🙂 ", 0), replacement: String::new() },
                    Edit { span: again, replacement: "<her>".to_owned() },
                ],
            },
            Fix {
                message: "end here".to_owned(),
                applicability: Applicability::Safe,
                edits: vec![Edit { span: Span::at(again.end), replacement: ".".to_owned() }],
            },
        ],
        weight: 2.5,
        ..diagnostic("names/twice", again)
    };
    let lines = Diagnostic {
        message: "two lines".to_owned(),
        ..diagnostic("spam/lines", find("::error::x\u{202e}\n\nSee", 0))
    };
    let braces = Diagnostic {
        severity: Severity::Note,
        message: "“{{name}}” is left over".to_owned(),
        ..diagnostic("leftovers/braces", find("{{name}}", 0))
    };
    let marked = Source::new("marked.txt", "\u{FEFF}a 🙂 b\n");
    let after_mark = diagnostic("group/name", Span::new(marked.text().len() - 2, marked.text().len() - 1));
    vec![
        (source, vec![twice, lines, braces]),
        (Source::new("clean.txt", "All is well.\n"), vec![]),
        (marked, vec![after_mark]),
    ]
}
