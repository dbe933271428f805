//! Hosts with letters that look like others, as they are shown and as they travel (Punycode).

use unicode_normalization::UnicodeNormalization;
use unicode_script::{Script, UnicodeScript};
use unicode_security::MixedScript;

use super::look::{is_foreign_letter, lookalike, strict_lookalike};
use super::{plain_letter, punycode};
use crate::analysis::Analysis;
use crate::matcher::characters::describe;
use crate::matcher::kind::{Match, Matches};

/// What is wrong with a host: what it is read as, and the character that is not what it seems.
pub(super) struct Disguise {
    plain: String,
    odd: char,
}

/// Reports the links whose host, with its labels decoded, `judge` finds something in.
pub(super) fn find(
    analysis: &Analysis<'_>,
    judge: impl Fn(&str) -> Option<Disguise>,
    found: &mut Matches<'_>,
) {
    for link in analysis.links().all() {
        let host = &link.address.host;
        if host.is_ascii() && !host.contains("xn--") {
            continue;
        }
        let Some(Disguise { plain, odd }) = judge(&decoded(host)) else { continue };
        let text = analysis.document.slice(link.text).to_owned();
        let finding = Match { text, ..Match::raw(analysis, link.span) };
        found.push(
            finding
                .value("plain", plain)
                .value("name", format!("“{odd}”, {}", describe(odd)))
                .value("script", odd.script().full_name()),
        );
    }
}

/// The host with all labels as they are shown.
fn decoded(host: &str) -> String {
    let labels = host.split('.').map(|label| {
        let shown = label.strip_prefix("xn--").and_then(punycode::decode);
        shown.unwrap_or_else(|| label.to_owned())
    });
    labels.collect::<Vec<_>>().join(".")
}

/// A host one label of which mixes letters of scripts that are written apart.
pub(super) fn mixed(host: &str) -> Option<Disguise> {
    let label = host.split('.').find(|label| !label.is_ascii() && mixes(label))?;
    let odd = label.chars().find(|&c| is_foreign_letter(c))?;
    Some(Disguise { plain: plain(host), odd })
}

fn mixes(label: &str) -> bool {
    let holds = |script: Script| label.chars().any(|c| c.script() == script);
    let has_foreign = label.chars().any(is_foreign_letter);
    has_foreign && (holds(Script::Latin) || label.resolve_script_set().is_empty())
}

/// A host that reads as a well-known one, or a label of which reads as an English word in letters of another
/// script.
pub(super) fn disguised(analysis: &Analysis<'_>, host: &str) -> Option<Disguise> {
    let odd = host.chars().find(|c| !c.is_ascii())?;
    let plain = plain(host);
    let known = analysis.lists.get("known-hosts");
    let domain = psl::domain_str(&plain)?;
    if plain != host && plain.is_ascii() && (known.contains(&plain) || known.contains(domain)) {
        return Some(Disguise { plain, odd });
    }
    let (name, top) = host.rsplit_once('.')?;
    let is_disguised = |label: &str| {
        let read: Option<String> =
            label.chars().map(|c| if is_foreign_letter(c) { strict_lookalike(c) } else { Some(c) }).collect();
        !label.is_ascii()
            && !label.chars().any(|c| c.is_ascii_alphabetic())
            && read.is_some_and(|read| read.len() >= 3 && analysis.lexicon.lookup(&read).is_some())
    };
    (top.is_ascii() && !mixes(name) && name.split('.').any(is_disguised)).then_some(Disguise { plain, odd })
}

/// What a host is read as: look-alikes by their Latin letters, accents left out.
fn plain(host: &str) -> String {
    let letters = host.nfc().map(|c| match c {
        _ if c.is_ascii() => c,
        _ if is_foreign_letter(c) => lookalike(c).unwrap_or(c),
        _ => plain_letter(c).or_else(|| strict_lookalike(c)).unwrap_or(c),
    });
    letters.collect()
}
