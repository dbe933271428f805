//! Chunks: where a plain text that is larger than any book is cut, so that what a check holds of it at a time does not
//! grow with it.

use memchr::memchr;

use super::block::Format;
use super::comment::marker_lines;
use crate::source::{Source, Span};

/// A text is cut if it has more than twice so many bytes, and each chunk has at least these. No book has eight megabytes:
/// what is larger was put together from texts that have little to say of each other.
const CHUNK: usize = 4 << 20;

/// What the paragraphs of a quotation that goes on start with.
const QUOTATION_MARKS: [char; 8] = ['"', '\'', '“', '”', '‘', '’', '„', '«'];

/// Whether a source is so large that it may have several chunks.
pub fn is_large(source: &Source) -> bool {
    source.text().len() > 2 * CHUNK
}

/// The chunks of a source, which hold all of it: one, unless it is a large plain text. Markup is never cut, since what
/// stands in one place of it may say how another is read; nor is a text with a line that speaks to prosec.
pub fn chunks(source: &Source) -> Vec<Span> {
    chunks_of(source, CHUNK)
}

/// The same with chunks of at least so many bytes.
pub(crate) fn chunks_of(source: &Source, size: usize) -> Vec<Span> {
    let text = source.text();
    let is_large = text.len() > 2 * size;
    let mut chunks = Vec::new();
    let mut start = 0;
    if is_large && Format::of(source.name()) == Format::Plain && marker_lines(text).is_empty() {
        while text.len() - start > 2 * size
            && let Some(end) = border(text, start + size, start + 2 * size)
        {
            chunks.push(Span::new(start, end));
            start = end;
        }
    }
    chunks.push(Span::new(start, text.len()));
    chunks
}

/// Where to cut a text, from one place to another, or else as soon behind as can be: before a paragraph that goes on with
/// no quotation, before any, or before a line.
fn border(text: &str, from: usize, to: usize) -> Option<usize> {
    let mut start = from + memchr(b'\n', &text.as_bytes()[from..])? + 1;
    let (mut paragraph, mut any_line) = (None, None);
    let mut follows_blank = false;
    for line in text[start..].split_inclusive('\n') {
        if start >= to && (paragraph.is_some() || any_line.is_some()) {
            break;
        }
        let content = line.trim();
        if !content.is_empty() {
            if follows_blank && !content.starts_with(QUOTATION_MARKS) {
                return Some(start);
            }
            paragraph = paragraph.or(Some(start).filter(|_| follows_blank));
            any_line = any_line.or(Some(start));
        }
        follows_blank = content.is_empty();
        start += line.len();
    }
    paragraph.or(any_line)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks where a text is cut into chunks of at least sixteen bytes; “|” shows it.
    #[track_caller]
    fn check(name: &str, expected: &str) {
        let text = expected.replace('|', "");
        let source = Source::new(name, text.as_str());
        let chunks: Vec<&str> = chunks_of(&source, 16).into_iter().map(|chunk| source.slice(chunk)).collect();
        assert_eq!(chunks.join("|"), expected);
    }

    #[test]
    fn a_large_text_is_cut_before_paragraphs() {
        check("a.txt", "He came home.\n\nHe went.\n\n");
        check("a.txt", "He came home at noon.\nHe ate.\n\n|He slept until the evening.\n");
        check("a.txt", "He came home, and ate.\r\n \r\n\r\n|He slept there all night.\r\n");
        check(
            "a.txt",
            "It was a long way home.\n\n|And a longer one back.\n\n|He went by bus, and so did she.",
        );
    }

    #[test]
    fn a_quotation_is_kept_together_if_it_can_be() {
        check("a.txt", "“He came home.\n\n“Yes.”\n\n|She laughed at that story.\n");
        check("a.txt", "“He came home at night.\n\n|“He ate.”\n\n“He left.”\n");
    }

    #[test]
    fn without_paragraphs_a_line_is_where_it_is_cut() {
        check("a.txt", "He came home at night.\n|He ate what there was.\n|He slept until she called.\n");
        check("a.txt", "He came home at night, and ate what there was.\n|He slept until noon.");
        check("a.txt", "He came home at night, and ate what there was, and slept. He left.");
    }

    #[test]
    fn markup_and_texts_that_speak_to_prosec_stay_whole() {
        check("a.md", "He came home at night.\n\nHe ate what there was.\n\nHe left.\n");
        check("a.html", "<p>He came home.</p>\n\n<p>He ate what there was.</p>\n");
        check("a.txt", "He came home at night.\n\n# prosec: off all\n\nHe ate teh bread.\n");
    }
}
