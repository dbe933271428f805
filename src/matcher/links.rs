//! `[links]`: links whose text or target is at fault, whatever stands around them.

mod hosts;
mod query;

use std::sync::OnceLock;

use self::hosts::{Skeletons, embedded_host, is_host_before_at, nested_address, other_host};
use self::query::{Keys, without_keys};
use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::{Analysis, Link, LinkForm, List};
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
        Field::optional("except", Value::Text, "a list of hosts to leave alone"),
        Field::optional("except-keys", Value::Text, "a list of keys whose values are left alone"),
        Field::optional(
            "owners",
            Value::Text,
            "a list of hosts of one owner, parted by spaces, which may stand for each other",
        ),
        Field::optional(
            "without-rel",
            Value::Texts,
            "look only at links of HTML whose “rel” has none of these words",
        ),
    ],
    placeholders: &["domain", "shown", "key", "port"],
    roles: &[],
    proposes: true,
    read,
};

const FAULTS: [&str; 13] = [
    "other-host",
    "plain-http",
    "listed-host",
    "lookalike-host",
    "embedded-host",
    "host-before-at",
    "numeric-host",
    "odd-port",
    "nested-address",
    "long-address",
    "data-page",
    "listed-text",
    "listed-key",
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// The text is an address, and leads to another domain.
    OtherHost,
    /// The text is an address of HTTPS, and the target one of HTTP.
    PlainHttp,
    /// The host or its domain is in the list.
    ListedHost,
    /// The domain looks like one in the list and is another.
    LookalikeHost,
    /// The host of a stranger holds a host of the list: “paypal.com.example.org”.
    EmbeddedHost,
    /// What looks like the host is a name to log in with: “paypal.com@example.org”.
    HostBeforeAt,
    /// The host is a public number.
    NumericHost,
    /// The port is none that pages have.
    OddPort,
    /// The query of one address holds that of a stranger.
    NestedAddress,
    /// The address is longer than any that people write.
    LongAddress,
    /// The target holds a page of its own.
    DataPage,
    /// The text is in the list.
    ListedText,
    /// A key of the query is in the list.
    ListedKey,
}

const MEANINGS: [Fault; FAULTS.len()] = [
    Fault::OtherHost,
    Fault::PlainHttp,
    Fault::ListedHost,
    Fault::LookalikeHost,
    Fault::EmbeddedHost,
    Fault::HostBeforeAt,
    Fault::NumericHost,
    Fault::OddPort,
    Fault::NestedAddress,
    Fault::LongAddress,
    Fault::DataPage,
    Fault::ListedText,
    Fault::ListedKey,
];

impl Fault {
    fn needs_list(self) -> bool {
        use Fault::{EmbeddedHost, ListedHost, ListedKey, ListedText, LookalikeHost};
        matches!(self, ListedHost | LookalikeHost | EmbeddedHost | ListedText | ListedKey)
    }
}

#[derive(Debug)]
struct LinkFault {
    fault: Fault,
    list: List,
    except: List,
    except_keys: Keys,
    keys: Keys,
    owners: List,
    without_rel: Vec<String>,
    skeletons: OnceLock<Skeletons>,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let name = table.text("fault")?.value;
    let fault = MEANINGS[FAULTS.iter().position(|known| *known == name)?];
    let list = |key: &str| match table.text(key) {
        Some(name) => context.list(&name).cloned(),
        None => Some(List::default()),
    };
    if fault.needs_list() && !table.has("list") {
        let help = "name the list to hold links against";
        context.faults.add_with_help("rules/missing-key", table.span, "[links] lacks “list”", help);
        return None;
    }
    let without_rel = table.texts("without-rel").into_iter().map(|word| word.value.to_lowercase());
    let entries = list("list")?;
    Some(Box::new(LinkFault {
        keys: if fault == Fault::ListedKey { Keys::new(&entries) } else { Keys::default() },
        list: entries,
        except: list("except")?,
        except_keys: Keys::new(&list("except-keys")?),
        owners: list("owners")?,
        without_rel: without_rel.collect(),
        skeletons: OnceLock::new(),
        fault,
    }))
}

impl Matcher for LinkFault {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn reads_hidden(&self) -> bool {
        true
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        if self.fault == Fault::DataPage {
            let pages = analysis.document.links.iter().filter(|link| is_page(&link.target));
            return found.extend(pages.map(|link| Match::raw(analysis, link.span)));
        }
        let links = analysis.links().all().iter().filter(|link| !self.is_excepted(analysis, link));
        found.extend(links.filter_map(|link| self.look(analysis, link)));
    }
}

impl LinkFault {
    fn is_excepted(&self, analysis: &Analysis<'_>, link: &Link) -> bool {
        let address = &link.address;
        if self.except.contains(&address.host) || self.except.contains(&address.domain) {
            return true;
        }
        let is_marked = || {
            let is_html = analysis.document.source.slice(link.span).starts_with("<a");
            let mut words = link.rel.split_whitespace().map(str::to_lowercase);
            !is_html || words.any(|word| self.without_rel.contains(&word))
        };
        !self.without_rel.is_empty() && is_marked()
    }

    fn look(&self, analysis: &Analysis<'_>, link: &Link) -> Option<Match> {
        let address = &link.address;
        let text = analysis.document.slice(link.text);
        let finding = || {
            let raw = Match { text: text.to_owned(), ..Match::raw(analysis, link.span) };
            raw.value("domain", address.domain.clone())
        };
        let shown = |shown: &str| finding().value("shown", shown);
        match self.fault {
            Fault::OtherHost => Some(shown(&other_host(link, text, &self.owners)?.domain)),
            Fault::PlainHttp => {
                let is_secure = link.form == LinkForm::Anchor && text.trim_start().starts_with("https://");
                (is_secure && address.scheme == "http").then(finding)
            }
            Fault::ListedHost => {
                let is_listed = self.list.contains(&address.host) || self.list.contains(&address.domain);
                is_listed.then(finding)
            }
            Fault::LookalikeHost => {
                let skeletons = self.skeletons.get_or_init(|| Skeletons::new(&self.list));
                skeletons.model(&self.list, &address.domain).map(shown)
            }
            Fault::EmbeddedHost => {
                let host = embedded_host(address, &self.list)?;
                analysis.links().is_stranger(analysis, address, &link.tokens).then(|| shown(host))
            }
            Fault::HostBeforeAt => is_host_before_at(address).then(|| shown(&address.user)),
            Fault::NumericHost => (address.number().is_some() && address.is_public()).then(finding),
            Fault::OddPort => {
                let port = address.port.filter(|port| !COMMON_PORTS.contains(port))?;
                // Without a scheme it is the line of a file: “list.py:12”.
                (address.is_public() && !address.scheme.is_empty())
                    .then(|| finding().value("port", port.to_string()))
            }
            Fault::NestedAddress => {
                let inner = nested_address(link, &self.except_keys)?;
                let is_stranger = analysis.links().is_stranger(analysis, &inner, &link.tokens);
                (is_stranger && inner.domain != address.domain).then(|| shown(&inner.domain))
            }
            Fault::LongAddress => {
                let is_long =
                    link.target.len() > LONGEST_ADDRESS || address.host.matches('.').count() > MOST_STOPS;
                (is_long && !address.scheme.is_empty()).then(finding)
            }
            Fault::DataPage => None,
            Fault::ListedText => {
                let words =
                    fold(text.trim().trim_end_matches(['.', ':', '!', '…', '»', '→', '>', ' '])).into_owned();
                (link.form == LinkForm::Anchor && self.list.contains(&words)).then(finding)
            }
            Fault::ListedKey => {
                let (key, _) = address.query.iter().find(|(key, value)| self.keys.hold(key, value))?;
                let edit = without_keys(analysis, link, &self.keys);
                Some(finding().value("key", key.clone()).propose(edit))
            }
        }
    }
}

/// Ports that pages have.
const COMMON_PORTS: [u16; 8] = [21, 22, 80, 443, 3000, 8000, 8080, 8443];

/// Bytes of the longest address that some browsers and servers take.
const LONGEST_ADDRESS: usize = 2048;

/// Stops in the longest names of hosts that people remember, and two more.
const MOST_STOPS: usize = 6;

/// Whether a target is a page or a program written out.
fn is_page(target: &str) -> bool {
    let kinds =
        ["data:text/html", "data:application/xhtml", "data:text/javascript", "data:application/javascript"];
    kinds.iter().any(|kind| target.get(..kind.len()).is_some_and(|start| start.eq_ignore_ascii_case(kind)))
}
