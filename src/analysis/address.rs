//! Web addresses taken apart: host, registrable domain, path, query. Nothing is asked of the network.

use std::net::Ipv4Addr;

/// A web address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
    /// The scheme in lower case; empty if it has none.
    pub scheme: String,
    /// The name that it logs in with, before an “@”; mostly empty.
    pub user: String,
    /// The port, if it names one.
    pub port: Option<u16>,
    /// The host in lower case, without “www.”.
    pub host: String,
    /// The part of the host that somebody registered: “example.co.uk”.
    pub domain: String,
    /// The path with its leading slash; may be empty.
    pub path: String,
    /// The keys and values of the query.
    pub query: Vec<(String, String)>,
}

impl Address {
    /// Reads the target of a link; none if it leads to no host of the web, as “./page.md” does.
    pub fn of_target(target: &str) -> Option<Self> {
        let target = target.trim();
        let has_host = target.contains("://") || target.starts_with("//") || target.starts_with("www.");
        has_host.then(|| Self::of_text(target))?
    }

    /// Reads an address in prose, which may lack a scheme; none if it leads to no host of the web.
    pub fn of_text(text: &str) -> Option<Self> {
        let (scheme, rest) = match text.split_once("://") {
            Some((scheme, rest)) => {
                let web = ["http", "https", "hxxp", "hxxps", "ftp"];
                let known = web.iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
                (*known, rest)
            }
            None if text.starts_with("mailto:") => return None,
            None => ("", text.strip_prefix("//").unwrap_or(text)),
        };
        let (rest, _fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        let (user, host) = authority.rsplit_once('@').unwrap_or(("", authority));
        let (host, port) = host.split_once(':').unwrap_or((host, ""));
        let host = host.trim_end_matches('.').to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
        let is_numeric = host.parse::<Ipv4Addr>().is_ok();
        let domain = if is_numeric { host.clone() } else { psl::domain_str(&host)?.to_owned() };
        let query = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (key.to_lowercase(), value.to_owned())
        });
        Some(Self {
            scheme: scheme.to_owned(),
            user: user.to_owned(),
            port: port.parse().ok(),
            path: path.to_owned(),
            query: query.collect(),
            domain,
            host,
        })
    }

    /// The number that the host is, if it is one.
    pub fn number(&self) -> Option<Ipv4Addr> {
        self.host.parse().ok()
    }

    /// Whether the host can be reached from outside of a private network, as far as its name tells.
    pub fn is_public(&self) -> bool {
        match self.number().map(|number| number.octets()) {
            // Kept for documentation, carriers, tests and groups.
            Some([0 | 127 | 10 | 224..=255, ..])
            | Some([192, 168, ..] | [192, 0, ..] | [169, 254, ..] | [172, 16..=31, ..])
            | Some([100, 64..=127, ..] | [198, 18 | 19, ..] | [198, 51, 100, _] | [203, 0, 113, _]) => false,
            // What examples count up, and the servers for names that everybody may ask.
            Some([1, 2, 3, _] | [1, 0, 0, 1]) => false,
            Some([a, b, c, d]) => !(a == b && b == c && c == d),
            None => !self.is_example(),
        }
    }

    /// The name that was registered, without its suffix: “example” of “example.co.uk”.
    pub fn name(&self) -> &str {
        self.domain.split('.').next().unwrap_or_default()
    }

    /// The suffix below which it was registered: “co.uk”.
    pub fn suffix(&self) -> &str {
        self.domain.split_once('.').map_or("", |(_, suffix)| suffix)
    }

    /// Whether the suffix is given to states, schools and armies only: “gov”, “edu.au”, “ac.uk”.
    pub fn is_official(&self) -> bool {
        let labels = ["gov", "edu", "mil", "int", "ac", "gob", "gouv", "museum", "nhs"];
        self.suffix().split('.').any(|label| labels.contains(&label)) || self.host.ends_with("gouv.fr")
    }

    /// Whether the name is kept for examples, so that it leads nowhere.
    pub fn is_example(&self) -> bool {
        let tops = ["test", "example", "invalid", "localhost", "local", "internal", "lan", "onion", "arpa"];
        let top = self.host.rsplit('.').next().unwrap_or_default();
        let names = [
            "example",
            "domain",
            "yourdomain",
            "mydomain",
            "mysite",
            "yoursite",
            "acme",
            "contoso",
            "foo",
            "foobar",
        ];
        tops.contains(&top) || names.contains(&self.name())
    }

    /// Whether the path says the name of the host again, as the addresses of link networks often do.
    pub fn echoes_name(&self) -> bool {
        self.name().len() > 3 && self.path.to_lowercase().contains(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_taken_apart() {
        for (target, host, domain, name, path) in [
            (
                "https://www.Shop.example.co.uk:80/a?b=c#d",
                "shop.example.co.uk",
                "example.co.uk",
                "example",
                "/a",
            ),
            ("wuzu7.in", "wuzu7.in", "wuzu7.in", "wuzu7", ""),
            ("//user@cdn.site.org/x/y", "cdn.site.org", "site.org", "site", "/x/y"),
        ] {
            let address = Address::of_text(target).expect("an address");
            assert_eq!(
                (&*address.host, &*address.domain, address.name(), &*address.path),
                (host, domain, name, path)
            );
        }
        let address = Address::of_text("http://bank.com@10.0.0.1:81/a").expect("an address");
        assert_eq!((&*address.user, address.port, &*address.domain), ("bank.com", Some(81), "10.0.0.1"));
        for (host, is_public) in [
            ("10.0.0.1", false),
            ("8.8.8.8", false),
            ("61.145.116.186", true),
            ("a.test", false),
            ("a.net", true),
        ] {
            let address = Address::of_text(host).expect("an address");
            assert_eq!(address.is_public(), is_public, "{host}");
        }
        for target in
            ["mailto:a@b.org", "./page.md", "page.md", "#top", "", "javascript:void(0)", "file:///a.b/c"]
        {
            assert_eq!(Address::of_target(target), None, "{target}");
        }
    }
}
