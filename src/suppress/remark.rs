//! Remarks: what there is to say of the directives themselves.

use super::directive::{Directive, Verb};
use super::removal::{name_edit, whole_edit};
use crate::diagnostic::Edit;
use crate::document::{Document, VERBS};
use crate::settings::nearest;
use crate::source::Span;

/// What is wrong with a directive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemarkKind {
    /// A name silences nothing, or ends nothing.
    Unused,
    /// No rule or group has this name, nor one that is like it.
    Unknown,
    /// No rule or group has this name, but one that is like it.
    Misnamed,
    /// It orders nothing: the verb is unknown, or no rule is named.
    Malformed,
    /// It gives no reason.
    Unreasoned,
}

/// What there is to say of a directive.
#[derive(Clone, Debug)]
pub struct Remark {
    /// What is wrong.
    pub kind: RemarkKind,
    /// The name, or the order as a whole.
    pub span: Span,
    /// The rule, group or verb that was probably meant.
    pub meant: Option<String>,
    /// What mends it, if anything does without asking.
    pub edit: Option<Edit>,
}

/// What a name in a directive does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// It silences something, or might.
    Used,
    /// It does nothing.
    Unused,
    /// Nothing has this name.
    Unknown,
}

/// What there is to say of a directive whose names do this. `known` are the names of rules and groups.
pub(super) fn remarks(
    document: &Document<'_>,
    directive: &Directive,
    standings: &[Standing],
    known: &[&str],
) -> Vec<Remark> {
    let remark = |kind, span| Remark { kind, span, meant: None, edit: None };
    let (verb, meaning) = &directive.verb;
    let Some(meaning) = meaning else {
        let meant = nearest(&verb.value, VERBS).map(str::to_owned);
        return vec![Remark { meant, ..remark(RemarkKind::Malformed, directive.order) }];
    };
    if directive.names.is_empty() {
        return vec![remark(RemarkKind::Malformed, directive.order)];
    }
    let mut remarks = Vec::new();
    let meant: Vec<Option<&str>> = (directive.names.iter().zip(standings))
        .map(|(name, standing)| match standing {
            Standing::Unknown => nearest(&name.value, known.iter().copied()),
            _ => None,
        })
        .collect();
    let stays: Vec<bool> = (standings.iter().zip(&meant))
        .map(|(standing, meant)| *standing == Standing::Used || meant.is_some())
        .collect();
    for (at, name) in directive.names.iter().enumerate() {
        let kind = match (standings[at], meant[at]) {
            (Standing::Used, _) => continue,
            (Standing::Unused, _) => RemarkKind::Unused,
            (Standing::Unknown, None) => RemarkKind::Unknown,
            (Standing::Unknown, Some(_)) => RemarkKind::Misnamed,
        };
        let edit = match meant[at] {
            Some(meant) => Edit { span: name.span, replacement: meant.to_owned() },
            None if stays.contains(&true) => name_edit(&directive.names, at, &stays),
            None => whole_edit(document, directive),
        };
        let meant = meant[at].map(str::to_owned);
        remarks.push(Remark { meant, edit: Some(edit), ..remark(kind, name.span) });
    }
    if !directive.has_reason && *meaning != Verb::On && stays.contains(&true) {
        remarks.push(remark(RemarkKind::Unreasoned, directive.order));
    }
    remarks
}
