//! What the hosts of links pretend to be.

use rustc_hash::FxHashMap;

use super::query::Keys;
use crate::analysis::{Address, Link, LinkForm, List};

/// The address that a link shows, if it leads to another site than that.
pub(super) fn other_host(link: &Link, text: &str, owners: &List) -> Option<Address> {
    let shown = shown_address(link, text)?;
    let target = &link.address;
    let of_one_owner = || {
        owners.entries().any(|hosts| {
            let has = |domain: &str| hosts.split(' ').any(|host| host == domain);
            has(&shown.domain) && has(&target.domain)
        })
    };
    (shown.domain != target.domain && !is_same_site(&shown, target) && !of_one_owner()).then_some(shown)
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

/// Whether an address logs in with a name that is a host: readers take it for where they go.
pub(super) fn is_host_before_at(address: &Address) -> bool {
    let name = address.user.split(':').next().unwrap_or_default().to_lowercase();
    (name.starts_with("www.") || FIRST_ENDINGS.iter().any(|ending| name.ends_with(ending)))
        && Address::of_text(&name).is_some_and(|shown| shown.domain != address.domain)
}

/// The host of a list that stands in front of the domain: “paypal.com” of “paypal.com.example.org”.
pub(super) fn embedded_host<'a>(address: &'a Address, hosts: &List) -> Option<&'a str> {
    let front = address.host.strip_suffix(address.domain.as_str())?.strip_suffix('.')?;
    let starts = front.match_indices('.').map(|(at, _)| at + 1);
    // From the longest on; a name without a stop is no host.
    std::iter::once(0)
        .chain(starts)
        .flat_map(|start| {
            let rest = &front[start..];
            let ends = rest.match_indices('.').map(|(at, _)| at).skip(1).chain([rest.len()]);
            ends.map(|end| &rest[..end]).collect::<Vec<_>>()
        })
        .find(|name| name.contains('.') && hosts.contains(name))
}

/// The address that stands in the query of another one, or behind a star in its path.
pub(super) fn nested_address(link: &Link, except: &Keys) -> Option<Address> {
    let address = &link.address;
    let in_query =
        address.query.iter().filter(|(key, value)| !except.hold(key, value)).map(|(_, value)| value);
    let in_path = address.path.split_once("/*").map(|(_, path)| path);
    in_query.map(String::as_str).chain(in_path).find_map(|value| {
        let value = decoded(value);
        let is_address = ["http://", "https://"]
            .iter()
            .any(|scheme| value.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)));
        is_address.then(|| Address::of_text(&value))?
    })
}

/// A value of a query without the escapes of the marks that addresses have.
fn decoded(value: &str) -> String {
    let mut text = value.to_owned();
    for (escape, mark) in [("%3A", ":"), ("%3a", ":"), ("%2F", "/"), ("%2f", "/"), ("%2E", "."), ("%2e", ".")]
    {
        if text.contains(escape) {
            text = text.replace(escape, mark);
        }
    }
    text
}

/// The domains of a list by what they look like.
#[derive(Debug)]
pub(super) struct Skeletons {
    domains: FxHashMap<String, String>,
}

/// Letters of the shortest names that are held against others; shorter ones have too many neighbours.
const SHORTEST: usize = 5;

impl Skeletons {
    /// Those of a list of hosts.
    pub(super) fn new(hosts: &List) -> Self {
        let is_long = |host: &&str| host.find('.').is_some_and(|length| length >= SHORTEST);
        let domains = hosts.entries().filter(is_long).map(|host| (skeleton(host), host.to_owned()));
        Self { domains: domains.collect() }
    }

    /// The domain of the list that another domain looks like.
    pub(super) fn model(&self, hosts: &List, domain: &str) -> Option<&str> {
        let model = self.domains.get(&skeleton(domain))?;
        (model != domain && !hosts.contains(domain)).then_some(model)
    }
}

/// A name with those letters made one that are taken for each other.
fn skeleton(name: &str) -> String {
    let single = name.replace("rn", "m").replace("vv", "w").replace("cl", "d");
    let alike = |c: char| match c {
        '0' => 'o',
        '1' | 'i' => 'l',
        '3' => 'e',
        '5' => 's',
        _ => c,
    };
    single.chars().map(alike).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_pretend() {
        let hosts = List::new(["paypal.com", "amazon.com", "bbc.co.uk"].map(str::to_owned));
        let skeletons = Skeletons::new(&hosts);
        for (domain, model) in [
            ("paypa1.com", Some("paypal.com")),
            ("arnazon.com", Some("amazon.com")),
            ("paypal.com", None),
            ("paypall.com", None),
            ("bbc.co.uk", None),
        ] {
            assert_eq!(skeletons.model(&hosts, domain), model, "{domain}");
        }
        for (host, embedded) in [
            ("paypal.com.quzo.ru", Some("paypal.com")),
            ("www.login.paypal.com.secure.quzo.ru", Some("paypal.com")),
            ("paypal.com", None),
            ("www.paypal.com", None),
            ("paypal.quzo.ru", None),
        ] {
            let address = Address::of_text(host).expect("an address");
            assert_eq!(embedded_host(&address, &hosts), embedded, "{host}");
        }
        for (text, expected) in [
            ("http://www.paypal.com@quzo.ru/", true),
            ("http://paypal.com:login@quzo.ru/", true),
            ("https://git@github.com/a/b", false),
            ("https://anna@example.org", false),
        ] {
            let address = Address::of_text(text).expect("an address");
            assert_eq!(is_host_before_at(&address), expected, "{text}");
        }
    }
}
