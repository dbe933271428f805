//! The display view of one diagnostic: only the lines that its labels touch, cropped and made visible,
//! with the labels moved along. The renderer sees this view and never the document.

use std::ops::Range;

use codespan_reporting::files::{self, Error, Files};

use crate::emit::crop::shown_parts;
use crate::emit::visible::{Emphasis, Pen, visible_path};
use crate::{Position, Source, Span};

/// Width is never taken to be less than this; the rest would be nothing but ellipses.
const LEAST_WIDTH: usize = 40;

/// The lines to show, and where the labels lie in them.
#[derive(Debug)]
pub(super) struct View {
    name: String,
    text: String,
    lines: Vec<Line>,
    position: Position,
    /// The place of each label in the text of the view, in the order in which they were given.
    pub(super) labels: Vec<Range<usize>>,
}

/// A line of the view.
#[derive(Debug)]
struct Line {
    /// Its index for the renderer, which draws lines as neighbours whose indices are.
    index: usize,
    /// Its number in the document, from 1.
    number: usize,
    range: Range<usize>,
}

/// A label as its first and last line, from 0, and its bytes there, without line ends.
struct Place {
    first: usize,
    last: usize,
    span: Span,
}

impl View {
    /// The view of `spans`, the first of which is the primary one, on a terminal of `width` columns.
    pub(super) fn new(source: &Source, spans: &[Span], width: usize) -> Self {
        Self::with_neighbours(source, spans, width, 0)
    }

    /// The same with so many lines before and after each of those lines.
    pub(super) fn with_neighbours(source: &Source, spans: &[Span], width: usize, neighbours: usize) -> Self {
        let places: Vec<Place> = spans.iter().map(|&span| place(source, span)).collect();
        let touched = places.iter().flat_map(|place| [place.first, place.last]);
        let last = source.line_count() - 1;
        let around = |line: usize| line.saturating_sub(neighbours)..=(line + neighbours).min(last.max(line));
        let mut shown: Vec<usize> = touched.flat_map(around).collect();
        shown.sort_unstable();
        shown.dedup();

        let gutter = gutter(&places, shown.last().copied().unwrap_or(0));
        let width = width.max(LEAST_WIDTH).saturating_sub(gutter);
        let mut view = Self {
            name: visible_path(source.name()),
            text: String::new(),
            lines: Vec::with_capacity(shown.len()),
            position: source.position(spans.first().map_or(0, |span| span.start)),
            labels: vec![0..0; places.len()],
        };
        for line in shown {
            view.add_line(source, line, &places, width);
        }
        view
    }

    /// The lines of the view: number, text, and where the text lies in the view.
    pub(super) fn lines(&self) -> impl Iterator<Item = (usize, &str, Range<usize>)> {
        self.lines.iter().map(|line| (line.number, &self.text[line.range.clone()], line.range.clone()))
    }

    fn add_line(&mut self, source: &Source, line: usize, places: &[Place], width: usize) {
        let index = match self.lines.last() {
            // Numbers count from 1, `line` from 0.
            Some(last) if last.number == line => last.index + 1,
            // The renderer fills a gap of one line, but not a wider one.
            Some(last) => last.index + 3,
            None => 0,
        };
        let content = content(source, line);
        let mut covered: Vec<Range<usize>> = Vec::new();
        let mut pointed: Vec<Range<usize>> = Vec::new();
        for Place { first, last, span } in
            places.iter().filter(|place| (place.first..=place.last).contains(&line))
        {
            covered.push(span.start.max(content.start)..span.end.min(content.end));
            match (*first == line, *last == line) {
                (true, true) => pointed.push(span.range()),
                (true, false) => pointed.push(span.start..span.start),
                (false, true) => pointed.push(span.end..span.end),
                (false, false) => {}
            }
        }
        pointed.sort_unstable_by_key(|range| (range.start, range.end));

        let start = self.text.len();
        let parts = shown_parts(source.text(), content.clone(), &pointed, width);
        let drawn = draw(source.text(), content, &parts, &covered, &mut self.text);
        for (label, place) in self.labels.iter_mut().zip(places) {
            if place.first == line {
                label.start = drawn.offset(place.span.start);
            }
            if place.last == line {
                label.end = drawn.offset(place.span.end);
            }
        }
        self.lines.push(Line { index, number: line + 1, range: start..self.text.len() });
        self.text.push('\n');
    }
}

impl<'a> Files<'a> for View {
    type FileId = ();
    type Name = &'a str;
    type Source = &'a str;

    fn name(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.name)
    }

    fn source(&'a self, (): ()) -> Result<&'a str, Error> {
        Ok(&self.text)
    }

    fn line_index(&'a self, (): (), byte_index: usize) -> Result<usize, Error> {
        let line = self.lines.iter().find(|line| byte_index <= line.range.end);
        line.map(|line| line.index).ok_or(Error::IndexTooLarge { given: byte_index, max: self.text.len() })
    }

    fn line_number(&'a self, (): (), line_index: usize) -> Result<usize, Error> {
        // A line in between is never drawn, but its number still takes part in the width of the gutter.
        let line = self.lines.iter().rfind(|line| line.index <= line_index);
        Ok(line.map_or(1, |line| line.number))
    }

    fn line_range(&'a self, (): (), line_index: usize) -> Result<Range<usize>, Error> {
        let line = self.lines.iter().find(|line| line.index == line_index);
        Ok(line.map_or(0..0, |line| line.range.clone()))
    }

    fn location(&'a self, (): (), _: usize) -> Result<files::Location, Error> {
        Ok(files::Location { line_number: self.position.line, column_number: self.position.column })
    }
}

/// Where the characters of a line came to stand in the view, in the order of the line.
struct Drawn {
    marks: Vec<(usize, usize)>,
}

impl Drawn {
    /// The place in the view of the byte at `offset` of the document.
    fn offset(&self, offset: usize) -> usize {
        let after = self.marks.partition_point(|&(from, _)| from < offset);
        self.marks.get(after).or(self.marks.last()).map_or(0, |&(_, to)| to)
    }
}

/// Draws the shown parts of a line at the end of `out`.
fn draw(
    text: &str,
    content: Range<usize>,
    parts: &[Range<usize>],
    covered: &[Range<usize>],
    out: &mut String,
) -> Drawn {
    let mut pen = Pen::default();
    let mut marks = Vec::new();
    let mut end = content.start;
    for part in parts {
        if end < part.start {
            marks.push((end, out.len()));
            pen.ellipsis(out);
        }
        let mut characters = text[part.clone()].char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            let offset = part.start + at;
            marks.push((offset, out.len()));
            let emphasis = emphasis(covered, offset);
            let is_byte_order_mark = offset == 0 && character == '\u{FEFF}';
            if !is_byte_order_mark || emphasis != Emphasis::None {
                pen.draw(character, characters.peek().map(|&(_, next)| next), emphasis, out);
            }
        }
        end = part.end;
    }
    marks.push((end, out.len()));
    if end < content.end {
        pen.ellipsis(out);
    }
    marks.push((content.end, out.len()));
    Drawn { marks }
}

fn emphasis(covered: &[Range<usize>], offset: usize) -> Emphasis {
    if covered.iter().any(|range| range.start == offset || range.end == offset) {
        Emphasis::Edge
    } else if covered.iter().any(|range| range.contains(&offset)) {
        Emphasis::Covered
    } else {
        Emphasis::None
    }
}

/// The lines and the bytes that a span is shown at. A line end belongs to the line that it ends, and
/// is shown as the place after its last character.
fn place(source: &Source, span: Span) -> Place {
    let start = source.char_start(span.start);
    let end = source.char_start(span.end).max(start);
    let first = source.line_index(start);
    let last = if start < end { source.line_index(end - 1) } else { first };
    let start = start.min(content(source, first).end);
    let end = end.min(content(source, last).end);
    Place { first, last, span: Span::new(start, end.max(start)) }
}

/// The bytes of a line, from 0, without its line end.
fn content(source: &Source, line: usize) -> Range<usize> {
    let span = source.line_span(line);
    let text = source.slice(span);
    let text = text.strip_suffix('\n').map_or(text, |text| text.strip_suffix('\r').unwrap_or(text));
    span.start..span.start + text.len()
}

/// The columns to the left of the text: line number, border, and a bar for each label of several lines.
fn gutter(places: &[Place], last: usize) -> usize {
    let digits = (last + 1).ilog10() as usize + 1;
    let bars = places.iter().filter(|place| place.first < place.last).count();
    digits + 3 + 2 * bars
}
