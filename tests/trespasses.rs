//! Every rule's examples under all rules: what others find in them stands in one snapshot, so that a rule that
//! starts to trespass on the ground of another is seen. `INSTA_UPDATE=always cargo test --test trespasses`
//! writes it anew.

use std::fmt::Write;

use prosec::{RuleSet, Selection, Severity, check};

#[test]
fn rules_keep_to_their_own_ground() {
    let mut rules = RuleSet::builtin();
    rules.select(&Selection { preview: true, ..Selection::default() }).expect("it names no rule");
    let mut trespasses = String::new();
    for rule in rules.rules() {
        let (mut bad, mut good) = (0, 0);
        for example in rule.examples() {
            let (kind, count) =
                if example.flags.is_empty() { ("good", &mut good) } else { ("bad", &mut bad) };
            *count += 1;
            let source = example.source();
            for finding in check(&source, &rules).diagnostics {
                if finding.rule != rule.id && finding.severity > Severity::Note {
                    let text = source.slice(finding.span).escape_debug();
                    writeln!(trespasses, "{} {kind} {count}: {} “{text}”", rule.id, finding.rule)
                        .expect("a string takes all text");
                }
            }
        }
    }
    insta::assert_snapshot!(trespasses);
}
