//! A large source, checked chunk by chunk: each as a source of its own, and what is found in all of them as one report.

use rustc_hash::FxHashMap;

use super::check_whole;
use crate::diagnostic::{Beyond, Report, RuleId};
use crate::rule::{Levels, RuleSet};
use crate::score::score;
use crate::source::{Source, Span};

/// What is found in one chunk of a source, at its places in the source.
pub(crate) fn check_chunk(source: &Source, chunk: Span, rules: &RuleSet, levels: &Levels) -> Report {
    if chunk.len() == source.text().len() {
        return check_whole(source, rules, levels);
    }
    let alone = Source::new(source.name(), source.slice(chunk));
    let mut report = check_whole(&alone, rules, levels);
    let Report { diagnostics, suppressed, beyond, .. } = &mut report;
    let findings = diagnostics.iter_mut().chain(suppressed);
    findings.for_each(|finding| finding.move_spans(|span| span.moved(chunk.start)));
    beyond.iter_mut().for_each(|beyond| beyond.first = beyond.first.moved(chunk.start));
    report
}

/// The reports of the chunks of one source, put together in their order.
#[derive(Debug)]
pub(crate) struct Joined {
    report: Report,
    /// How many findings of each rule it holds, and how many it may.
    counts: FxHashMap<RuleId, usize>,
    most: usize,
}

impl Joined {
    /// No chunk yet of a source with these levels.
    pub(crate) fn new(levels: &Levels) -> Self {
        Self { report: Report::default(), counts: FxHashMap::default(), most: levels.most() }
    }

    /// Adds the report of the next chunk. What a rule finds beyond its limit is only counted, and so is all that it finds
    /// after something that was.
    pub(crate) fn add(&mut self, next: Report) {
        let Report { diagnostics, suppressed, words, beyond, .. } = &mut self.report;
        let is_only_counted: Vec<RuleId> = beyond.iter().map(|beyond| beyond.rule.clone()).collect();
        for finding in next.diagnostics {
            let count = match self.counts.get_mut(&finding.rule) {
                Some(count) => count,
                None => self.counts.entry(finding.rule.clone()).or_default(),
            };
            if *count < self.most && !is_only_counted.contains(&finding.rule) {
                *count += 1;
                diagnostics.push(finding);
            } else {
                Beyond::count(beyond, &finding);
            }
        }
        for more in next.beyond {
            match beyond.iter_mut().find(|beyond| beyond.rule == more.rule) {
                Some(beyond) => beyond.count += more.count,
                None => beyond.push(more),
            }
        }
        suppressed.extend(next.suppressed);
        *words += next.words;
    }

    /// The report of the source.
    pub(crate) fn finish(self) -> Report {
        let Report { diagnostics, suppressed, words, beyond, .. } = self.report;
        Report { score: score(&diagnostics, &beyond, words), diagnostics, suppressed, words, beyond }
    }
}

#[cfg(test)]
#[path = "../../fuzz/src/report.rs"]
mod invariants;
#[cfg(test)]
#[path = "../../fuzz/src/pieces.rs"]
mod pieces;

#[cfg(test)]
mod tests {
    use std::num::NonZeroUsize;
    use std::sync::LazyLock;

    use proptest::prelude::*;

    use super::*;
    use crate::check::check_at;
    use crate::document::chunks_of;

    static RULES: LazyLock<RuleSet> = LazyLock::new(RuleSet::builtin);

    /// What is found in chunks of at least so many bytes.
    fn in_chunks(source: &Source, size: usize, levels: &Levels) -> Report {
        let mut joined = Joined::new(levels);
        let chunks = chunks_of(source, size);
        chunks.iter().for_each(|&chunk| joined.add(check_chunk(source, chunk, &RULES, levels)));
        joined.finish()
    }

    /// Checks that what paragraphs by themselves hold is found in chunks of them as it is in all of them. Each has another
    /// year in place of “YEAR”.
    #[track_caller]
    fn check(paragraph: &str, most: Option<usize>) {
        let paragraphs = (1700..1900).map(|year| paragraph.replace("YEAR", &format!("{year}")));
        let source = Source::new("a.txt", paragraphs.collect::<String>());
        let mut levels = Levels::default();
        levels.set_most(most.and_then(NonZeroUsize::new));
        let whole = check_at(&source, &RULES, &levels);
        assert!(whole.diagnostics.len() + whole.suppressed.len() > 2, "{whole:?}");
        for size in [100, 1_000, 4_000] {
            assert!(chunks_of(&source, size).len() > 1);
            assert_eq!(in_chunks(&source, size, &levels), whole, "{size}");
        }
    }

    #[test]
    fn what_chunks_hold_is_found_at_its_place() {
        check("In YEAR we waited for the the bus at the old stop, and it came at noon.\n\n", None);
        check("In YEAR the naïve clerk recieved  a letter ,and he put it into a drawer.\n\n", None);
        check("In YEAR she wrote that he “recieved [sic] a letter” from the mayor of the town.\n\n", None);
    }

    #[test]
    fn what_goes_beyond_a_limit_is_counted() {
        check("In YEAR we waited for the the bus at the old stop, and it came at noon.\n\n", Some(3));
        check("In YEAR we waited for the the bus at the old stop, and it came at noon.\n\n", Some(120));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 100, ..ProptestConfig::default() })]

        #[test]
        fn any_text_can_be_checked_in_chunks(
            drawn in prop::collection::vec(prop::sample::select(pieces::PIECES.concat()), 0..200),
        ) {
            let source = Source::new("a.txt", drawn.join(" "));
            invariants::hold(&source, &in_chunks(&source, 64, &Levels::default()));
        }
    }
}
