//! The query of an address: keys that a list names, and the address without them.

use crate::analysis::{Analysis, Link, List};
use crate::diagnostic::Edit;
use crate::source::Span;

/// Keys of queries. An entry is a key, which may end in “*”, or a key with its value, “tag=*-20”, where the
/// star stands for any text.
#[derive(Clone, Debug, Default)]
pub(super) struct Keys {
    names: List,
    patterns: Vec<String>,
}

impl Keys {
    /// The keys of a list.
    pub(super) fn new(list: &List) -> Self {
        let patterns = list.entries().filter(|entry| entry.contains(['*', '=']));
        Self { names: list.clone(), patterns: patterns.map(str::to_owned).collect() }
    }

    /// Whether a key with its value is among them.
    pub(super) fn hold(&self, key: &str, value: &str) -> bool {
        self.names.contains(key)
            || self.patterns.iter().any(|pattern| match pattern.split_once('=') {
                Some((name, pattern)) => name == key && fits(pattern, value),
                None => fits(pattern, key),
            })
    }
}

/// Whether a text is what a pattern with up to one star says.
fn fits(pattern: &str, text: &str) -> bool {
    match pattern.split_once('*') {
        Some((start, end)) => {
            text.len() >= start.len() + end.len() && text.starts_with(start) && text.ends_with(end)
        }
        None => pattern == text,
    }
}

/// An edit that takes some keys out of the target of a link; none where the file writes the target in another
/// way than plainly.
pub(super) fn without_keys(analysis: &Analysis<'_>, link: &Link, keys: &Keys) -> Option<Edit> {
    let span = link.target_span;
    let written = analysis.document.source.slice(span);
    let is_plain = !written.contains(char::is_whitespace) && written.replace("&amp;", "&") == link.target;
    let start = written.find('?').filter(|_| is_plain)?;
    let end = written.find('#').unwrap_or(written.len());
    let query = written.get(start + 1..end)?;
    let separator = if query.contains("&amp;") { "&amp;" } else { "&" };
    let kept: Vec<&str> = query
        .split(separator)
        .filter(|pair| {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            !keys.hold(&key.to_lowercase(), value)
        })
        .collect();
    let replacement = if kept.is_empty() { String::new() } else { format!("?{}", kept.join(separator)) };
    Some(Edit { span: Span::new(span.start + start, span.start + end), replacement })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_may_have_stars_and_values() {
        let keys = Keys::new(&List::new(["utm_*", "gclid", "tag=*-20"].map(str::to_owned)));
        for (key, value, expected) in [
            ("utm_source", "x", true),
            ("gclid", "", true),
            ("tag", "shop-20", true),
            ("tag", "v2", false),
            ("utm", "", false),
        ] {
            assert_eq!(keys.hold(key, value), expected, "{key}={value}");
        }
    }
}
