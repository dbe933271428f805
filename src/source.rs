//! A source is a name and a text; a span is a range of its bytes. Lines and columns are worked out
//! here, at the edge, from byte offsets. It knows nothing of formats or rules.

use std::borrow::Cow;
use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::ops::Range;
use std::path::Path;
use std::sync::OnceLock;

use memchr::memchr_iter;

use crate::Error;

/// A half-open range of byte offsets into a source, as the file lies on disk.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte; never below `start`.
    pub end: usize,
}

impl Span {
    /// A span from `start` to `end`.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span never ends before it starts");
        Self { start, end }
    }

    /// An empty span: the place before the byte at `offset`.
    pub fn at(offset: usize) -> Self {
        Self::new(offset, offset)
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The same as a range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Whether both share a byte, or one is empty and lies inside or at an edge of the other.
    pub fn touches(self, other: Span) -> bool {
        if self.is_empty() || other.is_empty() {
            self.start <= other.end && other.start <= self.end
        } else {
            self.start < other.end && other.start < self.end
        }
    }

    /// Whether `other` lies wholly within it.
    pub fn contains(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The same so many bytes further on.
    pub(crate) fn moved(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The smallest span that holds both.
    pub fn to(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

/// A place in a text for people: both parts count from 1; the column counts Unicode scalars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1.
    pub line: usize,
    /// Column in Unicode scalar values, from 1.
    pub column: usize,
}

/// A named text. It is read once and does not change.
#[derive(Clone, Debug)]
pub struct Source {
    name: String,
    text: Cow<'static, str>,
    /// Made when a place is first asked for.
    line_starts: OnceLock<Vec<usize>>,
    /// What stands before each block of `BLOCK` bytes; made when a column far into a line is first asked for.
    counts: OnceLock<Vec<Counts>>,
}

/// Most bytes of a source: offsets within a document are counted in 32 bits.
const LARGEST: usize = u32::MAX as usize - 1;

/// Most bytes of a file that says how drafts are checked.
const LARGEST_SETTINGS: u64 = 64_000_000;

/// A column this near to its line's start is counted directly; one further on is counted from the
/// nearest block border, so that a line of megabytes with many findings is not walked for each of them.
const BLOCK: usize = 1024;

impl Source {
    /// A source from a text at hand. `name` is shown in reports, and its extension says the format.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self::of(name.into(), Cow::Owned(text.into()))
    }

    /// The same from a text of the program's own.
    pub(crate) fn of_static(name: impl Into<String>, text: &'static str) -> Self {
        Self::of(name.into(), Cow::Borrowed(text))
    }

    fn of(name: String, text: Cow<'static, str>) -> Self {
        Self { name, text, line_starts: OnceLock::new(), counts: OnceLock::new() }
    }

    /// Reads a file.
    ///
    /// # Errors
    /// When the file cannot be read, or is not UTF-8 text: the error names the path and the reason.
    pub fn read(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref();
        let bytes = std::fs::read(path).map_err(|cause| Error::read(path, cause))?;
        Self::from_bytes(path.display().to_string(), bytes)
    }

    /// Reads a file that says how drafts are checked: a configuration, a rule, a list of words. Such files are small,
    /// and somebody may have put an endless one in their place.
    ///
    /// # Errors
    /// When the file cannot be read, is not UTF-8 text, or is larger than any such file.
    pub(crate) fn read_settings(path: &Path) -> Result<Self, Error> {
        let mut bytes = Vec::new();
        let file = File::open(path).and_then(|file| file.take(LARGEST_SETTINGS + 1).read_to_end(&mut bytes));
        match file {
            Ok(size) if size as u64 > LARGEST_SETTINGS => {
                let message =
                    format!("larger than settings may be, {} megabytes", LARGEST_SETTINGS / 1_000_000);
                Err(Error::read(path, io::Error::new(io::ErrorKind::FileTooLarge, message)))
            }
            Ok(_) => Self::from_bytes(path.display().to_string(), bytes),
            Err(cause) => Err(Error::read(path, cause)),
        }
    }

    /// A source from the bytes of a file or a pipe.
    ///
    /// # Errors
    /// When the bytes are not UTF-8 text, hold a NUL byte, or are 4 GiB or more: the error names the encoding
    /// that it seems to be, or the offset of the first bad byte.
    pub fn from_bytes(name: impl Into<String>, bytes: Vec<u8>) -> Result<Self, Error> {
        let name = name.into();
        if bytes.len() > LARGEST {
            return Err(Error::TooLarge { name, size: bytes.len() });
        }
        let text = String::from_utf8(bytes).map_err(|error| {
            Error::not_text(name.clone(), error.as_bytes(), error.utf8_error().valid_up_to())
        })?;
        match text.find('\0') {
            Some(offset) => Err(Error::Binary { name, offset }),
            None => Ok(Self::new(name, text)),
        }
    }

    /// The name that reports show: the path as it was given.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, as it lies on disk (with its byte order mark and its line ends).
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text of a span.
    pub fn slice(&self, span: Span) -> &str {
        &self.text[span.range()]
    }

    fn line_starts(&self) -> &[usize] {
        let ends = || memchr_iter(b'\n', self.text.as_bytes());
        self.line_starts.get_or_init(|| std::iter::once(0).chain(ends().map(|at| at + 1)).collect())
    }

    /// The number of lines; a final line end starts no further line unless text follows.
    pub fn line_count(&self) -> usize {
        self.line_starts().len()
            - usize::from(self.line_starts().last() == Some(&self.text.len()) && self.line_starts().len() > 1)
    }

    /// The line, from 0, that holds the byte at `offset`.
    pub fn line_index(&self, offset: usize) -> usize {
        self.line_starts().partition_point(|&start| start <= offset) - 1
    }

    /// The span of a line, from 0, with its line end. An index past the last line is an empty span at
    /// the end.
    pub fn line_span(&self, index: usize) -> Span {
        let start = self.line_starts().get(index).copied().unwrap_or(self.text.len());
        let end = self.line_starts().get(index + 1).copied().unwrap_or(self.text.len());
        Span::new(start, end)
    }

    /// The spans of all lines, with their line ends; of the last one too if it holds nothing.
    pub fn lines(&self) -> impl Iterator<Item = Span> + '_ {
        let ends = self.line_starts().iter().skip(1).copied().chain([self.text.len()]);
        self.line_starts().iter().zip(ends).map(|(&start, end)| Span::new(start, end))
    }

    /// Line and column of the byte at `offset`. An offset inside a character counts as its start. The
    /// cost does not grow with the length of the line.
    pub fn position(&self, offset: usize) -> Position {
        let offset = self.char_start(offset);
        let index = self.line_index(offset);
        let start = self.line_starts()[index];
        let column = if offset - start <= BLOCK {
            count_scalars(&self.text.as_bytes()[start..offset])
        } else {
            self.before(offset).scalars - self.before(start).scalars
        };
        Position { line: index + 1, column: column + 1 }
    }

    /// The same with the column in UTF-16 code units, as many programs count.
    pub fn utf16_position(&self, offset: usize) -> Position {
        let Position { line, column } = self.position(offset);
        let start = self.line_starts()[line - 1];
        let offset = self.char_start(offset);
        let wide = if offset - start <= BLOCK {
            count_wide(&self.text.as_bytes()[start..offset])
        } else {
            self.before(offset).wide - self.before(start).wide
        };
        Position { line, column: column + wide }
    }

    /// The same with the column in bytes.
    pub fn byte_position(&self, offset: usize) -> Position {
        let offset = self.char_start(offset);
        let index = self.line_index(offset);
        Position { line: index + 1, column: offset - self.line_starts()[index] + 1 }
    }

    /// The offset of the character that holds the byte at `offset`; past the end, the end.
    pub(crate) fn char_start(&self, offset: usize) -> usize {
        (0..=offset.min(self.text.len())).rfind(|&offset| self.text.is_char_boundary(offset)).unwrap_or(0)
    }

    /// What starts before the byte at `offset`.
    fn before(&self, offset: usize) -> Counts {
        let bytes = self.text.as_bytes();
        let counts = self.counts.get_or_init(|| {
            let mut total = Counts::default();
            let after_each = bytes.chunks(BLOCK).map(|block| {
                total = total.and(block);
                total
            });
            std::iter::once(Counts::default()).chain(after_each).collect()
        });
        let block = offset / BLOCK;
        counts[block].and(&bytes[block * BLOCK..offset])
    }
}

/// Characters, and those among them that take two units of UTF-16.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    scalars: usize,
    wide: usize,
}

impl Counts {
    fn and(self, bytes: &[u8]) -> Self {
        Self { scalars: self.scalars + count_scalars(bytes), wide: self.wide + count_wide(bytes) }
    }
}

/// Counts the first bytes of scalars; the range may begin or end inside a character.
fn count_scalars(bytes: &[u8]) -> usize {
    count(bytes, |byte| byte & 0b1100_0000 != 0b1000_0000)
}

/// Counts the first bytes of scalars that take four bytes, and so two units of UTF-16.
fn count_wide(bytes: &[u8]) -> usize {
    count(bytes, |byte| byte >= 0xF0)
}

/// Counts bytes. So many at once as their number fits into a byte are counted side by side.
fn count(bytes: &[u8], is_counted: impl Fn(u8) -> bool) -> usize {
    let some = |bytes: &[u8]| bytes.iter().map(|&byte| u8::from(is_counted(byte))).sum::<u8>();
    bytes.chunks(u8::MAX.into()).map(|bytes| usize::from(some(bytes))).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_scalars_from_one() {
        let source = Source::new("a.txt", "né\r\n\n“x”");
        assert_eq!(source.position(0), Position { line: 1, column: 1 });
        assert_eq!(source.position(3), Position { line: 1, column: 3 });
        assert_eq!(source.position(6), Position { line: 3, column: 1 });
        assert_eq!(source.position(9), Position { line: 3, column: 2 });
        assert_eq!(source.line_count(), 3);
        assert_eq!(Source::new("b.txt", "one\n").line_count(), 1);
        assert_eq!(Source::new("c.txt", "").line_count(), 1);
    }

    #[test]
    fn columns_far_into_a_line_are_counted_from_its_start() {
        let text = format!("é\n{}", "aé“🙂".repeat(700));
        let source = Source::new("a.txt", text.clone());
        for (column, (offset, _)) in text[3..].char_indices().enumerate() {
            assert_eq!(source.position(3 + offset), Position { line: 2, column: column + 1 });
            let utf16 = text[3..][..offset].encode_utf16().count() + 1;
            assert_eq!(source.utf16_position(3 + offset), Position { line: 2, column: utf16 });
            assert_eq!(source.byte_position(3 + offset), Position { line: 2, column: offset + 1 });
        }
        assert_eq!(source.position(text.len()), Position { line: 2, column: 2801 });
    }

    #[test]
    fn an_empty_span_touches_its_neighbours() {
        assert!(Span::at(3).touches(Span::new(0, 3)));
        assert!(!Span::new(3, 4).touches(Span::new(0, 3)));
    }
}
