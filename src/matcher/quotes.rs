//! `[quotes]`: quotation marks that do not fit together. Which fault is meant is a key of the table.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::{Analysis, QUOTATION_MARKS, QuoteFault, QuoteFaultKind};
use crate::settings::{Field, Table, Value};

pub(super) const KIND: Kind = Kind {
    name: "quotes",
    summary: "quotation marks that do not fit together",
    fields: &[Field::required("fault", Value::Choice(FAULTS), "what is wrong with the mark")],
    placeholders: &["mark", "expected", "partner", "words"],
    roles: &["opener", "closer", "paragraph-end"],
    proposes: true,
    read,
};

const FAULTS: &[&str] = &{
    let mut names = [""; QuoteFaultKind::ALL.len()];
    let mut index = 0;
    while index < names.len() {
        names[index] = QuoteFaultKind::ALL[index].as_str();
        index += 1;
    }
    names
};

#[derive(Debug)]
struct Quotes {
    fault: QuoteFaultKind,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let name = table.text("fault")?;
    let fault = QuoteFaultKind::ALL.into_iter().find(|kind| kind.as_str() == name.value)?;
    Some(Box::new(Quotes { fault }))
}

impl Matcher for Quotes {
    fn wakes(&self) -> Wakes {
        // One hit for all: marks are so many in some texts that one for each, and for each rule, would take more room
        // than the text.
        Wakes::Characters(QUOTATION_MARKS)
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        for fault in analysis.quote_faults().iter().filter(|fault| fault.kind == self.fault) {
            found.push_at(analysis.source_span(fault.span), || finding(analysis, fault));
        }
    }
}

fn finding(analysis: &Analysis<'_>, fault: &QuoteFault) -> Match {
    let document = analysis.document;
    let partner = fault.opener.or(fault.closer).map(|span| document.slice(span)).unwrap_or_default();
    let mut finding = Match::new(analysis, fault.span)
        .value("mark", document.slice(fault.mark))
        .value("expected", fault.expected.as_str())
        .value("partner", partner)
        .value("words", first_words(analysis, fault));
    let roles = [("opener", fault.opener), ("closer", fault.closer), ("paragraph-end", fault.paragraph_end)];
    for (role, span) in roles {
        if let Some(span) = span.filter(|span| *span != fault.span) {
            finding = finding.related(role, analysis.source_span(span));
        }
    }
    // Where the opener is shown elsewhere than the finding, it is worth a look.
    if fault.mark != fault.span && fault.opener.or(fault.closer).is_none() && !fault.span.contains(fault.mark)
    {
        finding = finding.related("opener", analysis.source_span(fault.mark));
    }
    match &fault.edit {
        Some(edit) => finding.propose(analysis.edit(edit.span, edit.replacement.as_str())),
        None => finding,
    }
}

/// How many words show which quotation is meant.
const SHOWN: usize = 4;

/// How many characters of them; some texts hold no spaces.
const LONGEST: usize = 60;

/// The first words of the quotation that the mark opens.
fn first_words(analysis: &Analysis<'_>, fault: &QuoteFault) -> String {
    let Some(block) = analysis.block_at(fault.mark.end) else { return String::new() };
    let rest = &analysis.document.text()[fault.mark.end..analysis.document.blocks[block].text.end];
    let end = rest.char_indices().nth(LONGEST).map_or(rest.len(), |(end, _)| end);
    rest[..end].split_whitespace().take(SHOWN).collect::<Vec<_>>().join(" ")
}
