//! Domains without scheme: whether “name.top” in prose is an address, or a file, a member of an object, or
//! two sentences without a space between them.

/// Top levels that are what many words after a stop are. With one of these a name of two labels needs more
/// evidence, since “done.it” is mostly a forgotten space.
#[rustfmt::skip]
const FUNCTION_WORDS: [&str; 44] = [
    "ad", "al", "am", "as", "at", "be", "best", "by", "cool", "do", "fan", "free", "good", "here",
    "how", "id", "in", "is", "it", "like", "love", "ma", "make", "me", "men", "more", "my", "no", "new",
    "now", "off", "one", "or", "pa", "so", "still", "then", "to", "today", "us", "we", "were", "you",
    "yes",
];

/// Top levels of more than two letters that are met in the names of sites. The others are common nouns, and
/// “person.city” or “window.open” is more often part of a program.
#[rustfmt::skip]
const SITE_TOPS: [&str; 80] = [
    "com", "net", "org", "info", "biz", "edu", "gov", "mil", "int", "online", "site", "shop", "store",
    "top", "xyz", "club", "website", "tech", "blog", "pro", "vip", "icu", "cyou", "bet", "casino",
    "buzz", "fun", "space", "news", "agency", "social", "wiki", "loan", "loans", "bid", "win", "trade",
    "party", "racing", "webcam", "pharmacy", "mobi", "asia", "museum", "aero", "travel", "jobs", "cat",
    "tel", "poker", "guru", "ninja", "rocks", "expert", "deals", "sale", "discount", "coupons",
    "crypto", "bitcoin", "dating", "sex", "porn", "sexy", "vodka", "cloud", "africa", "berlin",
    "london", "nyc", "paris", "tokyo", "amsterdam", "wien", "swiss", "scot", "wales", "gal", "eus",
    "bzh",
];

/// Top levels that are also endings of file names, whatever the name before them looks like.
#[rustfmt::skip]
const FILE_ENDINGS: [&str; 20] = [
    "ac", "cc", "gd", "map", "md", "mk", "ml", "mm", "mo", "mov", "pl", "pm", "properties", "ps", "pub",
    "py", "rs", "sh", "tf", "zip",
];

/// Top levels under which a name in capitals, or of one letter, is an address.
#[rustfmt::skip]
const FIRST_TOPS: [&str; 6] = [
    "com", "org", "edu", "gov", "info", "biz",
];

/// Whether `host` is a domain, given whether a port or path follows it, and the text after the port.
pub(super) fn is_domain(host: &str, has_path: bool, rest: &str) -> bool {
    const LONGEST: usize = 253;
    if host.len() > LONGEST || rest.starts_with(['@', '(']) {
        return false;
    }
    let lower = host.to_lowercase();
    let labels: Vec<&str> = lower.split('.').collect();
    let well_formed = labels.iter().all(|label| !label.starts_with('-') && !label.ends_with('-'));
    let Some((top, names)) = labels.split_last() else { return false };
    if !well_formed || names.is_empty() || top.contains('_') {
        return false;
    }
    if labels[0] == "www" && names.len() > 1 {
        return true;
    }
    let is_suffix = |name: &str| psl::suffix(name.as_bytes()).is_some_and(|suffix| suffix.is_known());
    is_suffix(&lower) && !is_registry(&lower) && has_evidence(host, &labels, has_path)
}

/// Whether a name is no more than a public suffix of a registry (“co.uk”).
fn is_registry(name: &str) -> bool {
    psl::suffix(name.as_bytes())
        .is_some_and(|suffix| suffix.as_bytes() == name.as_bytes() && suffix.typ() == Some(psl::Type::Icann))
}

/// Whether a name with a known suffix looks like an address and not like something else with a stop in it.
fn has_evidence(host: &str, labels: &[&str], has_path: bool) -> bool {
    let (top, names) = (labels[labels.len() - 1], &labels[..labels.len() - 1]);
    let first = FIRST_TOPS.contains(&top) || top == "net";
    let last = host.rsplit('.').next().unwrap_or(host);
    if last != top {
        // Mixed case in the last label is the start of a sentence; “ASP.NET” is a product.
        let capitals = !host.chars().any(char::is_lowercase);
        return capitals && (has_path || FIRST_TOPS.contains(&top));
    }
    if has_path {
        return true;
    }
    if FILE_ENDINGS.contains(&top) {
        return false;
    }
    let marked = names.iter().any(|name| name.contains('-') || has_mixed_digits(name));
    if FUNCTION_WORDS.contains(&top) {
        return marked || names.len() > 1 && names.iter().all(|name| name.chars().nth(1).is_some());
    }
    if top.is_ascii() && top.len() > 2 && !top.starts_with("xn--") && !SITE_TOPS.contains(&top) {
        return marked;
    }
    first || names.iter().all(|name| name.chars().nth(1).is_some())
}

/// Whether a label holds digits beside letters.
fn has_mixed_digits(label: &str) -> bool {
    label.bytes().any(|byte| byte.is_ascii_digit()) && label.bytes().any(|byte| !byte.is_ascii_digit())
}
