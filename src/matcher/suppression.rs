//! `[suppression]`: comments of a draft that are to silence findings, and do not.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::Analysis;
use crate::settings::{Field, Table, Value};
use crate::suppress::RemarkKind;

pub(super) const KIND: Kind = Kind {
    name: "suppression",
    summary: "comments that are to silence findings, and do nothing or say too little",
    fields: &[Field::required(
        "fault",
        Value::Choice(&FAULTS),
        "the fault to report: “unused” silences nothing, “unknown” names no rule, “misnamed” names nearly one, \
         “malformed” orders nothing, “unreasoned” gives no reason",
    )],
    placeholders: &["meant"],
    roles: &[],
    proposes: true,
    read,
};

const FAULTS: [&str; 5] = ["unused", "unknown", "misnamed", "malformed", "unreasoned"];

#[derive(Debug)]
struct Suppression {
    fault: RemarkKind,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let fault = match table.text("fault")?.value.as_str() {
        "unused" => RemarkKind::Unused,
        "unknown" => RemarkKind::Unknown,
        "misnamed" => RemarkKind::Misnamed,
        "malformed" => RemarkKind::Malformed,
        _ => RemarkKind::Unreasoned,
    };
    Some(Box::new(Suppression { fault }))
}

impl Matcher for Suppression {
    fn wakes(&self) -> Wakes {
        Wakes::Remarks
    }

    fn reads_hidden(&self) -> bool {
        true
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        found.extend(hits.remarks().iter().filter(|remark| remark.kind == self.fault).map(|remark| {
            Match::raw(analysis, remark.span)
                .value("meant", remark.meant.as_deref().unwrap_or_default())
                .propose(remark.edit.clone())
        }));
    }
}
