//! prosec on its own words: the documents and the texts of the rules raise no error or warning.

use prosec::{RuleSet, Severity, Source, check};

const DOCUMENTS: &[&str] = &[
    "README.md",
    "ARCHITECTURE.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "data/README.md",
    "rules/README.md",
    "docs/kinds.md",
    "docs/fixes.md",
    "docs/reports.md",
    "docs/comparison.md",
    "SECURITY.md",
    "docs/integrations/README.md",
    "docs/integrations/ci.md",
    "docs/integrations/docker.md",
    "docs/integrations/editors.md",
    "docs/integrations/github-actions.md",
    "docs/integrations/gitlab.md",
    "docs/integrations/install.md",
    "docs/integrations/pre-commit.md",
    "docs/command-line.md",
];

#[test]
fn the_documents_are_clean() {
    let rules = RuleSet::builtin();
    for document in DOCUMENTS {
        hold(&Source::read(document).expect("readable"), &rules);
    }
}

#[test]
fn the_texts_of_the_rules_are_clean() {
    let rules = RuleSet::builtin();
    for rule in rules.rules() {
        let text = format!("The rule finds {}.\n\n{}\n", rule.summary(), rule.why().trim());
        hold(&Source::new(format!("{}.md", rule.id), text), &rules);
    }
}

fn hold(source: &Source, rules: &RuleSet) {
    for diagnostic in check(source, rules).diagnostics {
        let place = source.position(diagnostic.span.start);
        let is_note = diagnostic.severity == Severity::Note;
        assert!(is_note, "{}:{}: {} {}", source.name(), place.line, diagnostic.rule, diagnostic.message);
    }
}
