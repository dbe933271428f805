//! What is true of every rule file: it is told what is wrong with it, or it runs.

use prosec::emit::rule_page;
use prosec::{Applicability, LoadError, Report, RuleSet, Source, check, mend};

use super::{output, report};

/// Texts that rules are run over, in each of the formats.
const DRAFTS: &[(&str, &str)] = &[
    (
        "a.md",
        "# The *draft*\n\nShe said: “The **mayor** waived to `Ana` [here](https://a.example/b?c=1),\r\non 31 April 2021 at 25:00.\n\n- one &amp; two\n- 1,000.5 <!-- prosec: allow all -- it is so -->\n",
    ),
    (
        "a.html",
        "<h1>The draft</h1><p>Dr. Ana Ruiz and Mr. Ruiz met the the mayor&nbsp;in <b>Bern</b>.<p hidden>Buy now!",
    ),
    (
        "a.txt",
        "\u{feff}The naïve co\u{301}uncil – 12 people – saw  it …\n\n> “So it is” , he said.\n\nTHE END",
    ),
    ("a.txt", ""),
];

/// Separates a list file from a rule file in one input.
const SEPARATOR: &str = "\n%%%\n";

/// Loads the text as a rule file, by itself, and holds either its faults or what the rule finds.
pub fn hold(text: &str) {
    let (list, rule) = match text.split_once(SEPARATOR) {
        Some((list, rule)) => (Some(list), rule),
        None => (None, text),
    };
    let mut rules = RuleSet::default();
    let list = list.map(|list| Source::new("lists/house.toml", list));
    let files = list.into_iter().chain([Source::new("house/rule.toml", rule)]);
    if let Err(error) = rules.load_sources(files) {
        hold_faults(&error);
    }
    for (file, notes) in rules.notes() {
        report::hold_findings(file, notes);
    }
    for (file, notes) in rules.lint() {
        report::hold_findings(&file, &notes);
    }
    for rule in rules.rules() {
        let failures = rule.test(&rules).into_iter().map(|failure| failure.diagnostic).collect::<Vec<_>>();
        report::hold_findings(rule.file(), &failures);
        let _ = (prosec::rule::explain(rule), rule_page(rule, &rules));
    }
    let examples = rules.rules().iter().flat_map(|rule| rule.examples()).map(prosec::rule::Example::source);
    let drafts = DRAFTS.iter().map(|&(name, text)| Source::new(name, text));
    for source in drafts.chain(examples).take(LONGEST) {
        let found = check(&source, &rules);
        report::hold(&source, &found);
        mend(source, &|source| check(source, &rules), Applicability::Suggested);
    }
}

/// How many texts a rule is run over.
const LONGEST: usize = 12;

/// Holds that the faults of a set of rules can be shown where they are.
pub fn hold_faults(error: &LoadError) {
    assert!(!error.faulty.is_empty() || !error.unreadable.is_empty(), "an error says why");
    for (file, faults) in &error.faulty {
        assert!(!faults.is_empty(), "a fault is told: {:?}", file.text());
        report::hold_findings(file, faults);
        output::hold(file, &Report::unscored(faults.clone()), &RuleSet::default());
    }
}
