//! Settling findings with the suppressions of their document.

use super::directive::{Directive, Verb, directives};
use super::mark::{is_marked, marked_words};
use super::reach::{Silence, silences};
use super::remark::{Remark, Standing, remarks};
use crate::analysis::Analysis;
use crate::diagnostic::{Beyond, Diagnostic, EVERY_RULE, is_meant};
use crate::source::Span;

/// The names that suppressions may name.
pub struct Names<'n> {
    /// Gives the ids of all rules, and their groups; most documents name none.
    pub known: &'n dyn Fn() -> Vec<&'n str>,
    /// Whether the rules of this name looked, so that one can tell that they found nothing.
    pub looked: &'n dyn Fn(&str) -> bool,
}

/// What suppressions leave of the findings in a document.
#[derive(Debug, Default)]
pub struct Settled {
    /// The findings that are reported.
    pub kept: Vec<Diagnostic>,
    /// Those that are not.
    pub suppressed: Vec<Diagnostic>,
    /// Those of them that are only counted.
    pub beyond: Vec<Beyond>,
    /// What there is to say of the suppressions, in order.
    pub remarks: Vec<Remark>,
}

/// Drops the findings that the document's own comments and marks silence; of those that are only counted such as are
/// silenced from the first one to the end of the document.
pub fn settle(
    analysis: &Analysis<'_>,
    diagnostics: Vec<Diagnostic>,
    beyond: Vec<Beyond>,
    names: &Names<'_>,
) -> Settled {
    let marked = marked_words(analysis, &diagnostics);
    let directives = directives(analysis.document);
    if marked.is_empty() && directives.is_empty() {
        return Settled { kept: diagnostics, beyond, ..Settled::default() };
    }
    let known = (names.known)();
    let silences = silences(analysis.document, &directives);
    let mut standings = unused(&directives, &known, names.looked);
    let mut settled = Settled { beyond, ..Settled::default() };
    let end_of_text = Span::at(analysis.document.source.text().len());
    settled.beyond.retain(|beyond| {
        let from_first = beyond.first.to(end_of_text);
        !silences.iter().any(|silence| {
            let (at, name) = silence.place;
            silence.reach.contains(from_first)
                && is_meant(beyond.rule.as_str(), &directives[at].names[name].value)
        })
    });
    for diagnostic in diagnostics {
        let mut is_silent = is_marked(analysis, &marked, &diagnostic);
        for silence in silences.iter().filter(|silence| silence.reach.touches(diagnostic.span)) {
            let (at, name) = silence.place;
            if is_meant(diagnostic.rule.as_str(), &directives[at].names[name].value) {
                is_silent = true;
                standings[at][name] = Standing::Used;
            }
        }
        if is_silent {
            settled.suppressed.push(diagnostic);
        } else {
            settled.kept.push(diagnostic);
        }
    }
    end(&silences, &mut standings);
    for (directive, standings) in directives.iter().zip(&standings) {
        settled.remarks.extend(remarks(analysis.document, directive, standings, &known));
    }
    settled
}

/// What the names of each directive do while no finding was held against them.
fn unused(directives: &[Directive], known: &[&str], looked: &dyn Fn(&str) -> bool) -> Vec<Vec<Standing>> {
    let standing = |directive: &Directive, name: &str| match name {
        name if name != EVERY_RULE && !known.contains(&name) => Standing::Unknown,
        // What an “on” does depends on what it ends.
        _ if directive.verb.1 == Some(Verb::On) => Standing::Unused,
        name if looked(name) => Standing::Unused,
        _ => Standing::Used,
    };
    let of_directive =
        |directive: &Directive| directive.names.iter().map(|name| standing(directive, &name.value)).collect();
    directives.iter().map(of_directive).collect()
}

/// What ends something that is used is used.
fn end(silences: &[Silence], standings: &mut [Vec<Standing>]) {
    for silence in silences {
        let (at, name) = silence.place;
        if let (Standing::Used, Some((on, its_name))) = (standings[at][name], silence.ended_by) {
            standings[on][its_name] = Standing::Used;
        }
    }
}
