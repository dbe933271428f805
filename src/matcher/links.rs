//! `[links]`: links whose text or target is at fault, whatever stands around them.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Wakes};
use crate::analysis::{Address, Analysis, Link, LinkForm, List};
use crate::settings::{Field, Table, Value};
use crate::text::fold;

pub(super) const KIND: Kind = Kind {
    name: "links",
    summary: "links whose text or target is at fault",
    fields: &[
        Field::required("fault", Value::Choice(&FAULTS), "the fault to report"),
        Field::optional(
            "list",
            Value::Text,
            "the list to hold against: hosts, texts of links, or keys of the query",
        ),
    ],
    placeholders: &["domain", "shown", "key"],
    roles: &[],
    proposes: false,
    read,
};

const FAULTS: [&str; 4] = ["other-host", "listed-host", "listed-text", "listed-key"];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// The text is an address, and leads to another domain.
    OtherHost,
    /// The host or its domain is in the list.
    ListedHost,
    /// The text is in the list.
    ListedText,
    /// A key of the query is in the list; an entry may end in “*”.
    ListedKey,
}

#[derive(Debug)]
struct LinkFault {
    fault: Fault,
    list: List,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let fault = match table.text("fault")?.value.as_str() {
        "other-host" => Fault::OtherHost,
        "listed-host" => Fault::ListedHost,
        "listed-text" => Fault::ListedText,
        _ => Fault::ListedKey,
    };
    let list = match table.text("list") {
        Some(name) => context.list(&name)?.clone(),
        None if fault == Fault::OtherHost => List::default(),
        None => {
            let help = "name the list to hold links against";
            context.faults.add_with_help("rules/missing-key", table.span, "[links] lacks “list”", help);
            return None;
        }
    };
    Some(Box::new(LinkFault { fault, list }))
}

impl Matcher for LinkFault {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Vec<Match>) {
        found.extend(analysis.links().all().iter().filter_map(|link| self.look(analysis, link)));
    }
}

impl LinkFault {
    fn look(&self, analysis: &Analysis<'_>, link: &Link) -> Option<Match> {
        let text = analysis.document.slice(link.text);
        let finding = || {
            let raw = Match { text: text.to_owned(), ..Match::raw(analysis, link.span) };
            raw.value("domain", link.address.domain.clone())
        };
        match self.fault {
            Fault::OtherHost => {
                let shown = shown_address(link, text)?;
                (shown.domain != link.address.domain && !is_same_site(&shown, &link.address))
                    .then(|| finding().value("shown", shown.domain))
            }
            Fault::ListedHost => {
                let is_listed =
                    self.list.contains(&link.address.host) || self.list.contains(&link.address.domain);
                is_listed.then(finding)
            }
            Fault::ListedText => {
                let words =
                    fold(text.trim().trim_end_matches(['.', ':', '!', '…', '»', '→', '>', ' '])).into_owned();
                (link.form == LinkForm::Anchor && self.list.contains(&words)).then(finding)
            }
            Fault::ListedKey => {
                let (key, _) = link.address.query.iter().find(|(key, _)| self.lists_key(key))?;
                Some(finding().value("key", key.clone()))
            }
        }
    }

    fn lists_key(&self, key: &str) -> bool {
        self.list.contains(key)
            || self
                .list
                .entries()
                .iter()
                .any(|entry| entry.strip_suffix('*').is_some_and(|start| key.starts_with(start)))
    }
}

/// The address that the text of an anchor shows, if it is one.
fn shown_address(link: &Link, text: &str) -> Option<Address> {
    let text = text.trim().trim_end_matches(['/', '.', ',']);
    let is_address =
        link.form == LinkForm::Anchor && link.tokens.len() == 1 && !text.contains(char::is_whitespace);
    // What is shown must be an address without doubt: “Node.js” and “build.rs” are names.
    let is_sure = text.contains("://")
        || text.starts_with("www.")
        || FIRST_ENDINGS.iter().any(|ending| text.ends_with(ending));
    (is_address && is_sure).then(|| Address::of_text(text))?
}

/// Endings that make an address of a name that is shown alone.
const FIRST_ENDINGS: [&str; 8] = [".com", ".org", ".edu", ".gov", ".info", ".biz", ".co.uk", ".com.au"];

/// Whether two addresses are likely of one owner: the same name below other endings, or one name within
/// the other.
fn is_same_site(shown: &Address, target: &Address) -> bool {
    let (shown_name, target_name) = (shown.name(), target.name());
    shown_name.contains(target_name) || target_name.contains(shown_name) || target.host.contains(shown_name)
}
