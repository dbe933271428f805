//! Web addresses taken apart: host, registrable domain, path, query. Nothing is asked of the network.

/// A web address.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Address {
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
        let rest = match text.split_once("://") {
            Some((scheme, rest)) => {
                let web = ["http", "https", "hxxp", "hxxps", "ftp"];
                web.iter().any(|known| scheme.eq_ignore_ascii_case(known)).then_some(rest)?
            }
            None if text.starts_with("mailto:") => return None,
            None => text.strip_prefix("//").unwrap_or(text),
        };
        let (rest, _fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (rest, query) = rest.split_once('?').unwrap_or((rest, ""));
        let (authority, path) = rest.find('/').map_or((rest, ""), |at| rest.split_at(at));
        let host = authority.rsplit_once('@').map_or(authority, |(_user, host)| host);
        let host =
            host.split_once(':').map_or(host, |(host, _port)| host).trim_end_matches('.').to_lowercase();
        let host = host.strip_prefix("www.").unwrap_or(&host).to_owned();
        let domain = psl::domain_str(&host)?.to_owned();
        let query = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            (key.to_lowercase(), value.to_owned())
        });
        Some(Self { path: path.to_owned(), query: query.collect(), domain, host })
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
        for target in
            ["mailto:a@b.org", "./page.md", "page.md", "#top", "", "javascript:void(0)", "file:///a.b/c"]
        {
            assert_eq!(Address::of_target(target), None, "{target}");
        }
    }
}
