//! Mending whole documents by the built-in rules: twice is once, what was mended is gone, nothing worse comes, and
//! what nobody found fault with stays as it is.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use prosec::document::Document;
use prosec::{Applicability, Mended, RuleSet, Selection, Source, check, mend};

#[allow(dead_code, reason = "the fuzz targets hold more")]
#[path = "../fuzz/src/mending.rs"]
mod invariants;

fn rules() -> &'static RuleSet {
    static RULES: OnceLock<RuleSet> = OnceLock::new();
    RULES.get_or_init(RuleSet::builtin)
}

fn mended(name: &str, text: &str, applicability: Applicability) -> Mended {
    mend(Source::new(name, text), &|source| check(source, rules()), applicability)
}

/// The texts that the rules must flag and can mend, by format.
fn faulty(extension: &str) -> &'static [String] {
    static TEXTS: OnceLock<BTreeMap<&str, Vec<String>>> = OnceLock::new();
    let texts = TEXTS.get_or_init(|| {
        let mut texts: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for rule in rules().rules().iter().filter(|rule| !rule.id.as_str().starts_with("corpus/")) {
            for example in rule.examples().iter().filter(|example| example.fixed.is_some()) {
                texts.entry(example.extension).or_default().push(example.text.value.clone());
            }
        }
        texts
    });
    &texts[extension]
}

/// Blocks that nothing is wrong with, and that no fix may touch; with code in which much is wrong.
const SOUND: &[(&str, &[&str])] = &[
    ("txt", &["The council met on Monday.", "The ferry leaves at nine, and comes back before dark."]),
    (
        "md",
        &[
            "The council met on Monday.",
            "```\nteh the the code ,, is not prose\n```",
            "| Day | Ferries |\n| --- | --- |\n| Monday | four |",
            "See [the plan](https://plan.example/ferry) for the details.",
        ],
    ),
    (
        "html",
        &[
            "<p>The council met on Monday.</p>",
            "<pre><code>teh the the code ,, is not prose</code></pre>",
            "<p>See <a href=\"https://plan.example/ferry\">the plan</a> for the details.</p>",
        ],
    ),
];

/// A document of faulty and sound blocks, with its name.
fn document() -> impl Strategy<Value = (String, String)> {
    let formats: Vec<usize> = (0..SOUND.len()).collect();
    let picks = prop::collection::vec((any::<Index>(), any::<bool>()), 1..8);
    (select(formats), picks, any::<bool>(), any::<bool>(), any::<bool>()).prop_map(
        |(format, picks, windows, marked, ended)| {
            let (extension, sound) = SOUND[format];
            let faulty = faulty(extension);
            let blocks: Vec<&str> = picks
                .iter()
                .map(|(index, is_sound)| match is_sound {
                    true => sound[index.index(sound.len())],
                    false => faulty[index.index(faulty.len())].trim_end_matches('\n'),
                })
                .collect();
            let mut text = blocks.join("\n\n").replace("\r\n", "\n");
            if ended {
                text.push('\n');
            }
            if windows {
                text = text.replace('\n', "\r\n");
            }
            if marked && !text.starts_with('\u{feff}') {
                text.insert(0, '\u{feff}');
            }
            (format!("a.{extension}"), text)
        },
    )
}

/// The parts of a text between blank lines that no finding and no fix touches.
fn untouched(name: &str, text: &str) -> Vec<String> {
    let source = Source::new(name, text);
    let report = check(&source, rules());
    let fixable = report.diagnostics.iter().filter(|finding| !finding.fixes.is_empty());
    let spans: Vec<_> = fixable
        .flat_map(|finding| {
            let edits = finding.fixes.iter().flat_map(|fix| fix.edits.iter().map(|edit| edit.span));
            edits.chain([finding.span])
        })
        .collect();
    let unix = text.replace("\r\n", "\n\0");
    let mut start = 0;
    let mut parts = Vec::new();
    for part in unix.split_inclusive("\n\n").flat_map(|part| part.split_inclusive("\n\0\n\0")) {
        let end = start + part.len();
        if spans.iter().all(|span| span.end < start || span.start > end) {
            parts.push(part.replace("\n\0", "\r\n").trim().to_owned());
        }
        start = end;
    }
    parts
}

fn hold(name: &str, text: &str, applicability: Applicability) -> Result<(), TestCaseError> {
    let once = invariants::hold(name, text, applicability, rules());
    let new = once.source.text();

    let mut rest = new;
    for part in untouched(name, text) {
        let at = rest.find(&part);
        prop_assert!(at.is_some(), "{part:?} is gone: {text:?} became {new:?}");
        rest = &rest[at.unwrap_or_default() + part.len()..];
    }

    let code = |name: &str, text: &str| {
        let source = Source::new(name, text);
        let document = Document::parse(&source);
        let code = document.asides.iter().map(|aside| source.slice(aside.inside).to_owned());
        code.filter(|code| code.contains("teh the the")).count()
    };
    prop_assert_eq!(code(name, text), code(name, new), "{:?} became {:?}", text, new);
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 160, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn safe_mending_keeps_its_word((name, text) in document()) {
        hold(&name, &text, Applicability::Safe)?;
    }

    #[test]
    fn suggested_mending_keeps_its_word((name, text) in document()) {
        hold(&name, &text, Applicability::Suggested)?;
    }
}

#[test]
fn edits_fit_wherever_they_stand() {
    // Files that have no end on purpose, and marks, are not what this is about.
    let mut rules = RuleSet::builtin();
    let selection = Selection {
        without: vec!["whitespace/byte-order-mark".to_owned(), "whitespace/final-newline".to_owned()],
        ..Selection::default()
    };
    rules.select(&selection).expect("there are these rules");
    let mended = |name: &str, text: &str, applicability: Applicability| {
        mend(Source::new(name, text), &|source| prosec::check(source, &rules), applicability)
    };
    let check = |name: &str, text: &str, expected: &str| {
        assert_eq!(mended(name, text, Applicability::Suggested).source.text(), expected, "{name}: {text:?}");
    };
    // At the start and the end of a file, with and without a line end, in CRLF, behind a byte order mark.
    check("a.txt", "The the council met on Monday", "The council met on Monday");
    check("a.txt", "The council will seperate", "The council will separate");
    check("a.txt", "The council will seperate\r\n", "The council will separate\r\n");
    check("a.txt", "\u{feff}The the council met.\r\n", "\u{feff}The council met.\r\n");
    check("a.txt", "They met at the\r\nthe lake.\r\n", "They met at\r\nthe lake.\r\n");
    // In tables, links and headings, and in quotations and lists.
    check(
        "a.md",
        "| A | B |\n|---|---|\n| the the lake | It was a seperate sea. |\n",
        "| A | B |\n|---|---|\n| the lake | It was a separate sea. |\n",
    );
    check(
        "a.md",
        "See [the the plan](https://teh.example/the%20the).\n",
        "See [the plan](https://teh.example/the%20the).\n",
    );
    check("a.md", "# The seperate way\n\nIt is `teh` way.\n", "# The separate way\n\nIt is `teh` way.\n");
    check("a.md", "> They saw the the lake.\n\n- to the the sea\n", "> They saw the lake.\n\n- to the sea\n");
    check(
        "a.html",
        "<h1>The seperate way</h1><p>To <b>the the</b> lake.</p>",
        "<h1>The separate way</h1><p>To <b>the</b> lake.</p>",
    );
    check(
        "a.html",
        "<p title=\"the the\">See <a href=\"/teh\">the the plan</a>.</p>",
        "<p title=\"the the\">See <a href=\"/teh\">the plan</a>.</p>",
    );
}

#[test]
fn the_fixes_of_the_rules_examples_can_be_made() {
    let mut tried = 0;
    let mut left = Vec::new();
    for rule in rules().rules() {
        for example in rule.examples().iter().filter(|example| example.fixed.is_some()) {
            tried += 1;
            let name = format!("a.{}", example.extension);
            let mended = mended(&name, &example.text.value, Applicability::Suggested);
            let of_rule = mended.left_out.iter().filter(|left| left.finding.rule == rule.id);
            left.extend(
                of_rule.map(|left| format!("{}: {:?}: {}", rule.id, example.text.value, left.obstacle)),
            );
        }
    }
    assert!(left.len() * 50 < tried, "{} of {tried} are left out:\n{}", left.len(), left.join("\n"));
}
