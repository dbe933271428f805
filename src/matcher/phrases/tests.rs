//! What `[phrases]` finds and proposes, table by table.

use crate::check::check as check_source;
use crate::rule::{LoadError, RuleSet};
use crate::source::Source;

/// A rule file with this table.
fn rule(table: &str) -> String {
    let examples = "[[bad]]\ntext = \"a\"\nflags = [\"a\"]\n[[bad]]\ntext = \"b\"\nflags = [\"b\"]\n\
                    [[good]]\ntext = \"c\"\n[[good]]\ntext = \"d\"\n";
    let fix = "[fix]\nmessage = \"write “{replacement}”\"\napplicability = \"suggested\"\n";
    let fixed = if table.contains("swap") {
        examples.replace("flags", "fixed = \"\"\nflags")
    } else {
        examples.to_owned()
    };
    let fix = if table.contains("swap") { fix } else { "" };
    format!(
        "summary = \"s\"\nseverity = \"warning\"\nmessage = \"{{match}}: {{swap}}\"\nwhy = \"W.\"\n\
         [phrases]\n{table}\n{fix}{fixed}"
    )
}

fn load(table: &str) -> Result<RuleSet, LoadError> {
    let mut rules = RuleSet::default();
    let list = "summary = \"s\"\nwords = [\"last but not least\", \"synergy\"]";
    rules
        .load_sources([Source::new("lists/clichés.toml", list), Source::new("house/it.toml", rule(table))])?;
    Ok(rules)
}

/// Checks what a rule with this table finds in a text, each as “found” or “found→written”.
#[track_caller]
fn check(table: &str, text: &str, expected: &[&str]) {
    let rules = load(table).unwrap_or_else(|error| panic!("{table}: {error}"));
    let source = Source::new("a.txt", text);
    let found: Vec<String> = check_source(&source, &rules)
        .diagnostics
        .iter()
        .map(|diagnostic| {
            let found = source.slice(diagnostic.span);
            match diagnostic.fixes.first() {
                Some(fix) => format!("{found}→{}", fix.edits[0].replacement),
                None => found.to_owned(),
            }
        })
        .collect();
    assert_eq!(found, expected, "{table} in {text:?}");
}

/// Checks the faults of a table, each as the text at its span and the start of its message.
#[track_caller]
fn check_faults(table: &str, expected: &[(&str, &str)]) {
    let error = load(table).expect_err("the table is faulty");
    let (file, faults) = &error.faulty[0];
    let found: Vec<(&str, &str)> =
        faults.iter().map(|fault| (file.slice(fault.span), fault.message.as_str())).collect();
    assert_eq!(found.len(), expected.len(), "{found:?}");
    for ((span, message), (expected_span, start)) in found.iter().zip(expected) {
        assert_eq!(span, expected_span, "{message}");
        assert!(message.starts_with(start), "{message}");
    }
}

#[test]
fn case_white_space_and_glyphs_are_folded() {
    let table = "any = [\"in order to\", \"don't know\", \"e-mail\", \"rock 'n' roll\"]";
    check(
        table,
        "In  Order\nto, IN\u{a0}ORDER\u{202f}TO; in, order to.",
        &["In  Order\nto", "IN\u{a0}ORDER\u{202f}TO"],
    );
    check(table, "We don’t know. They don\u{2bc}t know.", &["don’t know", "don\u{2bc}t know"]);
    check(
        table,
        "An e-mail, an e\u{2011}mail, an E\u{2010}Mail, an e–mail, an e mail, an e - mail, an e—mail.",
        &["e-mail", "e\u{2011}mail", "E\u{2010}Mail", "e–mail"],
    );
    check(table, "Rock ’n’ roll and rock ‘n’ roll", &["Rock ’n’ roll", "rock ‘n’ roll"]);
}

#[test]
fn phrases_stay_within_their_block() {
    check("any = [\"in order to\"]", "We did it in\n\norder to win.", &[]);
}

#[test]
fn hyphens_and_spaces_stand_for_each_other_if_asked_to() {
    let table = "any = [\"decision-making body\"]\nhyphen-or-space = true";
    check(
        table,
        "A decision making body, decision-making body, decision\u{2011}making-body, decision, making body.",
        &["decision making body", "decision-making body", "decision\u{2011}making-body"],
    );
}

#[test]
fn case_counts_if_asked_to() {
    let table = "any = [\"monday\", \"Don't Panic\"]\ncase-sensitive = true";
    check(table, "On monday or Monday: don't panic. Don’t Panic!", &["monday", "Don’t Panic"]);
}

#[test]
fn the_longest_phrase_wins() {
    let table = "any = [\"very\", \"very unique\", \"unique selling point\"]\nexcept = [\"the very same\"]";
    check(table, "A very unique thing, the very same.", &["very unique"]);
    check(table, "A very unique selling point, very.", &["very", "unique selling point", "very"]);
}

#[test]
fn lists_hold_phrases() {
    check("lists = [\"clichés\"]", "Last but not least, synergy.", &["Last but not least", "synergy"]);
    check("lists = [\"clichés\"]\ninflect = true", "We have synergies.", &["synergies"]);
}

#[test]
fn replacements_keep_case_and_form() {
    let table = "swap = { utilize = \"use\", ASAP = \"soon\", javascript = \"JavaScript\" }\ninflect = true";
    check(table, "Utilize it; UTILIZED.", &["Utilize→Use", "UTILIZED→USED"]);
    check(
        table,
        "She utilizes what we utilized, utilizing more.",
        &["utilizes→uses", "utilized→used", "utilizing→using"],
    );
    check(table, "Come ASAP. ASAP!", &["ASAP→soon", "ASAP→Soon"]);
    check(table, "JavaScript, Javascript or JAVASCRIPT", &["Javascript→JavaScript"]);
}

#[test]
fn words_in_brackets_stand_for_their_forms() {
    let table = "swap = { \"[take] into consideration\" = \"[consider]\", \"[be] able to\" = \"can\", \
                 \"end [result]\" = \"[result]\", \"[make] use of\" = \"[use]\" }\ninflect = true";
    check(
        table,
        "He took it. He took into consideration what was taken into consideration.",
        &["took into consideration→considered", "taken into consideration→considered"],
    );
    check(
        table,
        "End results matter, the end result’s cost too.",
        &["End results→Results", "end result’s→result’s"],
    );
    check(table, "Making use of it is being able to.", &["Making use of→Using", "being able to"]);
    check(
        table,
        "She is able to, was able to, has been able to.",
        &["is able to→can", "was able to→could", "been able to"],
    );
}

#[test]
fn a_form_that_spelling_does_not_tell_is_not_written() {
    let table = "swap = { grab = \"take\", exist = \"be\", walk = \"put on shoes\" }\ninflect = true";
    // *Took* or *taken*? *Was* or *were*?
    check(table, "They grabbed it and exist and existed.", &["grabbed", "exist", "existed"]);
    check(table, "He grabs, existing.", &["grabs→takes", "existing→being"]);
    check(table, "We walk; we walked.", &["walk→put on shoes", "walked"]);
}

#[test]
fn faults_are_reported_at_their_place() {
    check_faults("case-sensitive = true", &[("[phrases]", "[phrases] lacks “any”")]);
    check_faults("lists = [\"clichés\", \"cliches\"]", &[("cliches", "unknown list “cliches”")]);
    check_faults(
        "any = [\"—\", \"fine\", \"?!\"]",
        &[("—", "the phrase “—” holds no word"), ("?!", "the phrase")],
    );
    check_faults(
        "inflect = true\nany = [\"make use [of]\", \"[take into\", \"[take a] walk\"]",
        &[("of", "no forms of “of”"), ("[", "a bracket without"), ("take a", "no forms of “take a”")],
    );
    check_faults(
        "inflect = true\nswap = { \"[take] place\" = \"[be] [do]\" }",
        &[("\"[take] place\"", "“[take] place” says the form of fewer words")],
    );
    check_faults("inflection = true\nany = [\"a b\"]", &[("inflection", "unknown key “inflection”")]);
}
