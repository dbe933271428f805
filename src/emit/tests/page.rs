//! The HTML report: nothing in it but text that documents and rules hold, and no more than its policy allows.

use std::collections::BTreeSet;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use html5gum::{Token, Tokenizer};
use insta::assert_snapshot;
use proptest::prelude::*;
use sha2::{Digest, Sha256};

use crate::emit::OutputFormat;
use crate::emit::html::{POLICY, SCRIPT, STYLE};
use crate::emit::tests::{emitted, hostile};

fn page() -> String {
    emitted(OutputFormat::Html, &hostile::reports())
}

#[test]
fn the_page_as_it_is() {
    let page = page().replace(STYLE, "…").replace(SCRIPT, "…").replace("><", ">\n<");
    assert_snapshot!(page);
    let empty =
        emitted(OutputFormat::Html, &[]).replace(STYLE, "…").replace(SCRIPT, "…").replace("><", ">\n<");
    assert_snapshot!("the_page_without_findings", empty);
}

#[test]
fn the_policy_lets_only_its_own_style_and_script_run() {
    for text in [STYLE, SCRIPT] {
        let hash = STANDARD.encode(Sha256::digest(text.replace("\r\n", "\n")));
        assert!(
            POLICY.contains(&format!("'sha256-{hash}'")),
            "the policy of src/emit/html/page.rs lacks {hash}"
        );
        assert!(page().contains(text), "the page holds it as it is");
    }
    assert!(!POLICY.contains("unsafe"));
}

/// The elements of a page with the names of their attributes.
fn elements(page: &str) -> Vec<(String, BTreeSet<String>)> {
    let tokens = Tokenizer::new(page).map(|token| token.expect("memory can be read"));
    let names = |token| match token {
        Token::StartTag(tag) => {
            let attributes = tag.attributes.keys().map(|key| String::from_utf8_lossy(key).into_owned());
            Some((String::from_utf8_lossy(&tag.name).into_owned(), attributes.collect()))
        }
        _ => None,
    };
    tokens.filter_map(names).collect()
}

#[test]
fn documents_bring_no_element_with_them() {
    let elements = elements(&page());
    let count = |name: &str| elements.iter().filter(|(other, _)| other == name).count();
    assert_eq!((count("script"), count("style"), count("article")), (1, 1, 4));
    for (name, attributes) in &elements {
        assert!(!["img", "link", "iframe", "object", "base"].contains(&name.as_str()), "{name}");
        let foreign =
            attributes.iter().find(|name| name.starts_with("on") || *name == "src" || *name == "style");
        assert_eq!(foreign, None);
    }
    assert!(!page().contains('\u{1b}') && !page().contains('\u{202e}'));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn no_text_adds_an_element(text in "(<[a-z/!?]{0,3}|[\"'&>=;]|]]>|--|script|img src=x onerror=|[a-z ]|\\PC){0,30}") {
        let with = |text: &str| {
            let mut reports = hostile::reports();
            reports.truncate(1);
            reports[0].1.truncate(1);
            let found = &mut reports[0].1[0];
            found.message = text.to_owned();
            found.help = Some(text.to_owned());
            found.label = Some(text.to_owned());
            found.labels[0].message = text.to_owned();
            found.fixes[0].message = text.to_owned();
            found.fixes[0].edits[0].replacement = format!("x{text}");
            reports[0].0 = crate::Source::new(text, reports[0].0.text());
            elements(&emitted(OutputFormat::Html, &reports))
        };
        prop_assert_eq!(with(&text), with("plain"));
    }
}
