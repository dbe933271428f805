//! A flow is the prose of a document as one text, with a map from its bytes back to the bytes of the
//! source. Markup that stands inside a word or sentence is not in it, entities are decoded; a plain
//! text is its own flow, and nothing is copied.

use std::borrow::Cow;
use std::ops::Range;

use super::builder::PLACEHOLDER;
use crate::source::Span;

/// A half-open range of byte offsets into a document's flow. Not a [`Span`]: those are offsets into the
/// file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextSpan {
    /// Offset of the first byte.
    pub start: usize,
    /// Offset after the last byte; never below `start`.
    pub end: usize,
}

impl TextSpan {
    /// A span from `start` to `end`.
    #[inline]
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "a span never ends before it starts");
        Self { start, end }
    }

    /// The same as a range, for slicing.
    #[inline]
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Length in bytes.
    #[inline]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly within it.
    pub fn contains(self, other: TextSpan) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    pub fn to(self, other: TextSpan) -> TextSpan {
        TextSpan::new(self.start.min(other.start), self.end.max(other.end))
    }
}

/// A stretch of the flow that comes from one stretch of the source: byte for byte when both have the
/// same length, else as a whole (an entity, a code span).
#[derive(Clone, Debug)]
struct Run {
    text: usize,
    text_len: usize,
    source: usize,
    source_len: usize,
}

/// The prose of a document and where it came from.
#[derive(Clone, Debug)]
pub struct Flow<'s> {
    text: Cow<'s, str>,
    /// In the order of the text; empty when the text is the source itself.
    runs: Vec<Run>,
}

impl<'s> Flow<'s> {
    /// The flow of a source that is prose throughout.
    pub fn whole(text: &'s str) -> Self {
        Self { text: Cow::Borrowed(text), runs: Vec::new() }
    }

    /// The text.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the source that `span` came from, markup between its parts included.
    pub fn source_span(&self, span: TextSpan) -> Span {
        if self.runs.is_empty() {
            return Span::new(span.start, span.end);
        }
        let start = self.source_start(span.start);
        if span.is_empty() {
            return Span::at(start);
        }
        Span::new(start, self.source_end(span.end).max(start))
    }

    /// Whether the source holds exactly this text at the place that `span` came from, so that an edit of
    /// it breaks no markup.
    pub fn is_verbatim(&self, span: TextSpan, source: &str) -> bool {
        self.text[span.range()] == source[self.source_span(span).range()]
    }

    /// The parts of the source that stand in the flow just so; nothing if the flow is the source itself.
    pub fn kept(&self, source: &str) -> Option<Vec<Span>> {
        let mut kept = Vec::new();
        for run in self.runs.iter().filter(|run| run.text_len == run.source_len) {
            let text = &self.text[run.text..run.text + run.text_len];
            // What stands for a code span may be as long as that, and then be of one run with what surrounds it.
            let mut start = run.source;
            for piece in text.split(PLACEHOLDER) {
                let span = Span::new(start, start + piece.len());
                if source.get(span.range()) == Some(piece) {
                    kept.push(span);
                }
                start = span.end + PLACEHOLDER.len();
            }
        }
        (!self.runs.is_empty()).then_some(kept)
    }

    /// Where the character that starts at `offset` starts in the source.
    fn source_start(&self, offset: usize) -> usize {
        let next = self.runs.partition_point(|run| run.text <= offset);
        let Some(run) = next.checked_sub(1).and_then(|index| self.runs.get(index)) else {
            return self.runs.first().map_or(0, |run| run.source);
        };
        let inside = offset - run.text;
        if inside >= run.text_len {
            run.source + run.source_len
        } else if run.text_len == run.source_len {
            run.source + inside
        } else {
            run.source
        }
    }

    /// Where the character that ends before `offset` ends in the source.
    fn source_end(&self, offset: usize) -> usize {
        let next = self.runs.partition_point(|run| run.text < offset);
        let Some(run) = next.checked_sub(1).and_then(|index| self.runs.get(index)) else {
            return self.runs.first().map_or(0, |run| run.source);
        };
        let inside = offset - run.text;
        if inside < run.text_len && run.text_len == run.source_len {
            run.source + inside
        } else {
            run.source + run.source_len
        }
    }
}

/// Puts a flow together from pieces of a source, in their order.
#[derive(Debug, Default)]
pub struct FlowBuilder {
    text: String,
    runs: Vec<Run>,
}

impl FlowBuilder {
    /// An empty flow.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty flow with room for so many bytes.
    pub fn with_capacity(bytes: usize) -> Self {
        // A piece of prose in markup has some thirty bytes.
        Self { text: String::with_capacity(bytes), runs: Vec::with_capacity(bytes / 30) }
    }

    /// Length of the text so far, in bytes: where the next piece will start.
    pub fn len(&self) -> usize {
        self.text.len()
    }

    /// Whether no piece was added yet.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text so far.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Adds text that stands in the source just so, from byte `source` on.
    pub fn verbatim(&mut self, text: &str, source: usize) {
        self.add(text, Span::new(source, source + text.len()));
    }

    /// Adds text that stands for the bytes of `span`: a decoded entity, a placeholder for code.
    pub fn instead(&mut self, text: &str, span: Span) {
        self.add(text, span);
    }

    fn add(&mut self, text: &str, span: Span) {
        if text.is_empty() {
            return;
        }
        let same = text.len() == span.len();
        if let Some(last) = self.runs.last_mut() {
            let joins = last.text_len == last.source_len && same;
            if joins
                && last.source + last.source_len == span.start
                && last.text + last.text_len == self.text.len()
            {
                last.text_len += text.len();
                last.source_len += text.len();
                self.text.push_str(text);
                return;
            }
        }
        self.runs.push(Run {
            text: self.text.len(),
            text_len: text.len(),
            source: span.start,
            source_len: span.len(),
        });
        self.text.push_str(text);
    }

    /// Adds text that comes from nowhere: the line end between two blocks.
    pub fn separator(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// The flow.
    pub fn finish(self) -> Flow<'static> {
        let mut runs = self.runs;
        if runs.is_empty() {
            // Without a run the flow would count as the source itself.
            runs.push(Run { text: 0, text_len: 0, source: 0, source_len: 0 });
        }
        Flow { text: Cow::Owned(self.text), runs }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_lead_back_across_markup_and_entities() {
        let source = "a *b*c &amp; d";
        let mut builder = FlowBuilder::new();
        builder.verbatim("a ", 0);
        builder.verbatim("b", 3);
        builder.verbatim("c ", 5);
        builder.instead("&", Span::new(7, 12));
        builder.verbatim(" d", 12);
        let flow = builder.finish();
        assert_eq!(flow.text(), "a bc & d");
        assert_eq!(flow.source_span(TextSpan::new(2, 4)), Span::new(3, 6));
        assert_eq!(flow.source_span(TextSpan::new(5, 6)), Span::new(7, 12));
        assert_eq!(flow.source_span(TextSpan::new(7, 8)), Span::new(13, 14));
        assert!(!flow.is_verbatim(TextSpan::new(2, 4), source));
        assert!(flow.is_verbatim(TextSpan::new(6, 8), source));
        let kept: Vec<&str> =
            flow.kept(source).into_iter().flatten().map(|span| &source[span.range()]).collect();
        assert_eq!(kept, ["a ", "b", "c ", " d"]);
    }
}
