//! Addresses in running text: where a URL, an e-mail address or a handle ends. Knows their shapes; whether
//! a bare name is a domain is for the module beside it to say.

use super::characters::{is_letter, is_word_part};
use super::domain::is_domain;
use super::token::TokenKind;

/// What a look for an address finds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Address {
    /// An address starts where the look started.
    Found {
        /// URL or e-mail address.
        kind: TokenKind,
        /// Where it ends.
        end: usize,
    },
    /// None starts there, but one does at this offset, within a word.
    StartsAt(usize),
    /// None starts from there up to this offset, so that nobody need look again.
    NoneBefore(usize),
}

/// Looks for an address that starts at `start`, the start of a word or number.
pub(super) fn find_address(text: &str, start: usize) -> Address {
    let end = run_end(text, start);
    let (run, rest) = (&text[start..end], &text[end..]);
    let url = |end: Option<usize>| end.map(|end| (TokenKind::Url, end));
    let found = if rest.starts_with('@') {
        email_end(text, start).map(|end| (TokenKind::Email, end))
    } else if rest.starts_with("://") {
        let before = run_on_length(run);
        let url = scheme_end(text, start + before, end);
        if before > 0 && url.is_some() {
            return Address::StartsAt(start + before);
        }
        url.map(|end| (TokenKind::Url, end))
    } else if rest.starts_with(':') && run.eq_ignore_ascii_case("mailto") {
        let email = email_end(text, end + 1);
        url(email.map(|end| if text[end..].starts_with('?') { tail_end(text, end) } else { end }))
    } else {
        url(domain_end(text, start, end))
    };
    found.map_or(Address::NoneBefore(end.max(start + 1)), |(kind, end)| Address::Found { kind, end })
}

/// The end of the handle whose “@” stands at `at`: “@name”, “@name@example.org”.
pub(super) fn handle_end(text: &str, at: usize) -> Option<usize> {
    let body = at + 1;
    text[body..].starts_with(|c| is_letter(c) || c == '_').then_some(())?;
    let run = &text[body..run_end(text, body)];
    let stop = run.char_indices().find(|&(index, c)| match c {
        '+' | '%' => true,
        // “@name.The” is a forgotten space.
        '.' => run[index + 1..].starts_with(|c: char| !c.is_lowercase()),
        _ => false,
    });
    let name = run[..stop.map_or(run.len(), |(index, _)| index)].trim_end_matches(['_', '-', '.']);
    if name.is_empty() {
        return None;
    }
    let end = body + name.len();
    if text[end..].starts_with('@') { Some(host_end(text, end + 1).unwrap_or(end)) } else { Some(end) }
}

/// Schemes that are looked for at the end of a word, where a space was forgotten (“seehttp://”).
const COMMON_SCHEMES: [&str; 5] = ["https", "http", "hxxps", "hxxp", "ftp"];

/// The length of the text that was run together with a common scheme.
fn run_on_length(run: &str) -> usize {
    let ends_with = |scheme: &&str| {
        run.len()
            .checked_sub(scheme.len())
            .and_then(|at| run.get(at..))
            .is_some_and(|end| end.eq_ignore_ascii_case(scheme))
    };
    let before =
        COMMON_SCHEMES.iter().find(|scheme| ends_with(scheme)).map_or(0, |scheme| run.len() - scheme.len());
    // “git+https” is a scheme of its own.
    if run[..before].ends_with('+') { 0 } else { before }
}

/// The end of the URL whose scheme stands from `start` to `colon`.
fn scheme_end(text: &str, start: usize, colon: usize) -> Option<usize> {
    let scheme = &text[start..colon];
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'));
    let authority = colon + "://".len();
    let first = text[authority..].chars().next()?;
    let starts = is_word_part(first) || first == '[' || first == '/' && scheme.eq_ignore_ascii_case("file");
    if !is_scheme || !starts {
        return None;
    }
    Some(tail_end(text, authority)).filter(|&end| end > authority)
}

/// The end of the e-mail address whose local part starts at `start`.
fn email_end(text: &str, start: usize) -> Option<usize> {
    let at = run_end(text, start);
    let has_local = at > start && text[start..at].starts_with(is_word_part);
    if has_local && text[at..].starts_with('@') { host_end(text, at + 1) } else { None }
}

/// The end of the host name at `start`, which must have two labels and a top level of letters.
fn host_end(text: &str, start: usize) -> Option<usize> {
    let run = &text[start..run_end(text, start)];
    let host = &run[..run.find(['+', '%', '_']).unwrap_or(run.len())];
    let host = without_sentence_start(host);
    let (name, top) = host.rsplit_once('.')?;
    let is_top = top.chars().count() >= 2
        && (top.chars().all(is_word_part) && top.chars().any(is_letter) || top.starts_with("xn--"));
    (is_top && !name.is_empty()).then_some(start + host.len())
}

/// The end of the URL without scheme in the run from `start` to `end`: “www.example.org/x”, “example.org”.
fn domain_end(text: &str, start: usize, end: usize) -> Option<usize> {
    let run = &text[start..end];
    if !run.contains('.') || run.contains(['+', '%']) || text[..start].ends_with(['/', '\\', '$', '.', '@']) {
        return None;
    }
    let host = without_sentence_start(run);
    let after_host = start + host.len();
    let after_port = after_host + port_length(&text[after_host..]);
    let rest = &text[after_port..];
    let has_tail =
        rest.starts_with('/') || rest.starts_with(['?', '#']) && rest[1..].starts_with(is_word_part);
    // The tail is measured only once the host is known to be one, since it can be long.
    if !is_domain(host, rest.starts_with('/') || after_port > after_host, rest) {
        return None;
    }
    Some(if has_tail { tail_end(text, after_port) } else { after_port })
}

/// Length of “:8080” at the start of `rest`.
fn port_length(rest: &str) -> usize {
    let Some(port) = rest.strip_prefix(':') else { return 0 };
    let digits = port.bytes().take(6).take_while(u8::is_ascii_digit).count();
    if (1..=5).contains(&digits) { digits + 1 } else { 0 }
}

/// The host without a last label that is the first word of a sentence (“example.org.Then”).
fn without_sentence_start(host: &str) -> &str {
    match host.rsplit_once('.') {
        Some((name, last)) if name.contains('.') && is_capitalised(last) => name,
        _ => host,
    }
}

/// Whether a word starts with a capital and goes on in lower case.
fn is_capitalised(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.all(|c| !c.is_uppercase())
}

/// The end of the run of characters from `start` on that host names, local parts and schemes are made of.
fn run_end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut end = start;
    while let Some(&byte) = bytes.get(end) {
        let continues = |offset: usize| {
            bytes.get(offset).is_some_and(u8::is_ascii_alphanumeric) || text[offset..].starts_with(is_letter)
        };
        match byte {
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'_' | b'+' | b'%' => end += 1,
            b'.' | b'-' if continues(end + 1) => end += 1,
            // Two hyphens are a dash, but for names in Punycode.
            b'-' if bytes[start..end].ends_with(b"xn") && bytes.get(end + 1) == Some(&b'-') => end += 2,
            128.. => match text[end..].chars().next().filter(|&c| is_word_part(c)) {
                Some(c) => end += c.len_utf8(),
                None => break,
            },
            _ => break,
        }
    }
    end
}

/// The end of what follows a host: path, query, fragment. Marks that end a sentence or close what was
/// opened before the address do not belong to it.
fn tail_end(text: &str, start: usize) -> usize {
    let mut depth = [0_usize; 3];
    let mut end = start;
    for c in text[start..].chars() {
        match c {
            '(' => depth[0] += 1,
            '[' => depth[1] += 1,
            '{' => depth[2] += 1,
            ')' | ']' | '}' => {
                let open = &mut depth[match c {
                    ')' => 0,
                    ']' => 1,
                    _ => 2,
                }];
                if *open == 0 {
                    break;
                }
                *open -= 1;
            }
            '"' | '<' | '>' | '`' | '\\' | '|' | '^' => break,
            _ if c.is_ascii() && !c.is_ascii_graphic() => break,
            _ if !c.is_ascii() && !is_word_part(c) => break,
            _ => {}
        }
        end += c.len_utf8();
    }
    let trailing = ['?', '!', '.', ',', ':', ';', '*', '_', '~', '\'', '(', '[', '{'];
    start + text[start..end].trim_end_matches(trailing).len()
}

#[cfg(test)]
mod tests {
    use crate::document::TextSpan;
    use crate::text::{Token, TokenKind, tokenize};

    /// The addresses and handles of a text, parted by spaces.
    fn check(text: &str, expected: &str) {
        let mut tokens: Vec<Token> = Vec::new();
        tokenize(text, TextSpan::new(0, text.len()), &mut tokens);
        tokens.retain(|token| matches!(token.kind, TokenKind::Url | TokenKind::Email | TokenKind::Handle));
        let found: Vec<&str> = tokens.iter().map(|token| token.text(text)).collect();
        assert_eq!(found.join(" "), expected, "in {text:?}");
    }

    #[test]
    fn addresses_with_a_scheme() {
        for (text, expected) in [
            ("See https://example.org/a?b=c#d.", "https://example.org/a?b=c#d"),
            ("(see http://example.org/a_(b))", "http://example.org/a_(b)"),
            ("“http://example.org/a”, “HTTP://EXAMPLE.ORG!”", "http://example.org/a HTTP://EXAMPLE.ORG"),
            ("'http://example.org/a', <ftp://x/y>", "http://example.org/a ftp://x/y"),
            ("hxxp://bad.example/x git+ssh://host/x.git", "hxxp://bad.example/x git+ssh://host/x.git"),
            ("http://пример.рф/путь и http://münchen.de", "http://пример.рф/путь http://münchen.de"),
            (
                "http://localhost:8080 http://[::1]/x file:///etc",
                "http://localhost:8080 http://[::1]/x file:///etc",
            ),
            ("lookhttp://example.org/x", "http://example.org/x"),
            ("http:// and :// and a:b", ""),
            (
                "http://example.org/x—a dash, http://example.org/y…",
                "http://example.org/x http://example.org/y",
            ),
            ("mailto:ann@example.org?subject=Hi.", "mailto:ann@example.org?subject=Hi"),
            (
                "*http://example.org/x* and http://example.org/y's",
                "http://example.org/x http://example.org/y's",
            ),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn addresses_without_scheme() {
        for (text, expected) in [
            ("at www.example.org/x, and WWW.EXAMPLE.ORG.", "www.example.org/x WWW.EXAMPLE.ORG"),
            ("at example.com. Next", "example.com"),
            ("at example.com.Next", "example.com"),
            ("Example.com’s shop, my-shop.co.uk:8080/x?", "Example.com my-shop.co.uk:8080/x"),
            ("пример.рф, münchen.de", "пример.рф münchen.de"),
            (
                "EXAMPLE.COM, cheap-pills.shop, 4you.online, meds.top",
                "EXAMPLE.COM cheap-pills.shop 4you.online meds.top",
            ),
            ("t.me/name bit.ly/abc x.com", "t.me/name bit.ly/abc x.com"),
            ("docs.rs/tokio blog.example.it casino24.in", "docs.rs/tokio blog.example.it casino24.in"),
            (
                "example.com?ref=1, example.com? example.com#top",
                "example.com?ref=1 example.com example.com#top",
            ),
            ("word--example.com", "example.com"),
        ] {
            check(text, expected);
        }
    }

    #[test]
    fn what_is_no_address() {
        for text in [
            "The end.Next comes. It is done.it was. See.in the",
            "main.rs README.md script.py foo.sh libc.so Makefile.am bundle.zip",
            "P.GA and U.S and a.m. and e.g.this",
            "ASP.NET on node.js with System.IO and array.map(x)",
            "user.name, self.data, window.open, foo.bar, the person.city of chapter-1.md#part",
            "src/main.rs/x ./build.sh co.uk 3.5.Then 1.5",
            "either/or.me and 127.0.0.1",
            "x.notatld and -.com",
        ] {
            check(text, "");
        }
    }

    #[test]
    fn mail_addresses_and_handles() {
        for (text, expected) in [
            ("Ask ann.b+c@mail.example.org.", "ann.b+c@mail.example.org"),
            ("<ann@example.org>, (bob_1@example.co.uk)", "ann@example.org bob_1@example.co.uk"),
            ("ann@example.org.Then", "ann@example.org"),
            ("ann@localhost a@b@c.org", "b@c.org"),
            ("иван@пример.рф", "иван@пример.рф"),
            ("@ann, @bob.example.org and @eve.The", "@ann @bob.example.org @eve"),
            ("4@example.org", "4@example.org"),
        ] {
            check(text, expected);
        }
    }
}
