//! Links in the markup of forums and wikis, and raw HTML in plain text: `[url=ADDRESS]text[/url]`,
//! `[ADDRESS text]`, `[[text|ADDRESS]]`, `<a href="ADDRESS">text</a>`. The formats know none of it, so that
//! it stands in the prose; whoever wrote it meant a link.

use std::ops::Range;

use super::facts::Analysis;
use crate::document::TextSpan;

/// A link in light markup.
pub(super) struct LightLink {
    /// The whole of it.
    pub whole: TextSpan,
    /// The text that is shown.
    pub text: TextSpan,
}

/// The bytes that the markup before an address and the text of a link may take.
const LONGEST: usize = 300;

/// The link whose address stands at `address`, if there is markup around it.
pub(super) fn light_link(analysis: &Analysis<'_>, address: TextSpan) -> Option<LightLink> {
    let flow = analysis.document.text();
    let block = analysis.document.blocks[analysis.block_at(address.start)?].text;
    let start = boundary(flow, block.start.max(address.start.saturating_sub(LONGEST)));
    let end = boundary(flow, block.end.min(address.end + LONGEST));
    let (before, after) = (&flow[start..address.start], &flow[address.end..end]);
    let around = Around { before, after, address };
    let link = around.attribute().or_else(|| around.wiki()).or_else(|| around.ikiwiki())?;
    let shown = &flow[link.text.range()];
    let lead = shown.len() - shown.trim_start().len();
    let text = TextSpan::new(link.text.start + lead, link.text.start + lead + shown.trim().len());
    Some(LightLink { whole: link.whole, text: if text.is_empty() { address } else { text } })
}

/// An address and what stands around it.
struct Around<'a> {
    before: &'a str,
    after: &'a str,
    address: TextSpan,
}

impl Around<'_> {
    /// A link whose markup starts with the last `opening` bytes before the address, whose text stands at some
    /// bytes after it, and which ends at some byte after it.
    fn link(&self, opening: usize, text: Range<usize>, end: usize) -> LightLink {
        let after = self.address.end;
        LightLink {
            whole: TextSpan::new(self.address.start - opening, after + end),
            text: TextSpan::new(after + text.start, after + text.end),
        }
    }

    /// `[url=ADDRESS]text[/url]`, and `<a href="ADDRESS" rel="…">text</a>` where it is no markup.
    fn attribute(&self) -> Option<LightLink> {
        let (before, after) = (self.before, self.after);
        let opening = before.trim_end_matches(['"', '\'', ' ']).strip_suffix('=')?.trim_end();
        let tag = opening.rfind(['[', '<'])?;
        let (end_of_tag, closing) = match opening[tag..].to_ascii_lowercase().as_str() {
            "[url" => (']', "[/url]"),
            "[link" => (']', "[/link]"),
            start if start.starts_with("<a ") && start.ends_with("href") => ('>', "</a>"),
            _ => return None,
        };
        let text = after.find(end_of_tag).filter(|&end| end < LONGEST_TAG)? + 1;
        let end = find(&after[text..], closing)? + text;
        Some(self.link(before.len() - tag, text..end, end + closing.len()))
    }

    /// `[ADDRESS text]`, `[[ADDRESS|text]]`.
    fn wiki(&self) -> Option<LightLink> {
        let brackets = self.before.len() - self.before.trim_end_matches('[').len();
        let is_open = brackets > 0 && self.after.starts_with([' ', '|']);
        let end = self.after.find(']').filter(|_| is_open)?;
        let text = &self.after[1..end];
        let closing = self.after[end..].len() - self.after[end..].trim_start_matches(']').len();
        let is_text = !text.trim().is_empty() && !text.contains(['[', '\n']);
        let brackets = brackets.min(closing).min(2);
        is_text.then(|| self.link(brackets, 1..end, end + brackets))
    }

    /// `[[text|ADDRESS]]`.
    fn ikiwiki(&self) -> Option<LightLink> {
        let start = self.before.rfind("[[")?;
        let text = self.before[start + 2..].strip_suffix('|')?;
        let is_text = !text.trim().is_empty() && !text.contains(['[', ']', '\n', '|']);
        (is_text && self.after.starts_with("]]")).then(|| {
            let whole = self.link(self.before.len() - start, 0..0, 2).whole;
            LightLink { text: TextSpan::new(whole.start + 2, whole.start + 2 + text.len()), whole }
        })
    }
}

/// The bytes of attributes that may follow an address in a tag.
const LONGEST_TAG: usize = 80;

/// Where `needle`, which is ASCII, stands in a text, in any case.
fn find(text: &str, needle: &str) -> Option<usize> {
    text.as_bytes().windows(needle.len()).position(|window| window.eq_ignore_ascii_case(needle.as_bytes()))
}

/// The first border between characters from `offset` on.
fn boundary(text: &str, offset: usize) -> usize {
    (offset..text.len()).find(|&at| text.is_char_boundary(at)).unwrap_or(text.len())
}
