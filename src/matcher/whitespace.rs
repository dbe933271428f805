//! `[whitespace]`: spaces where none belong, places where one is missing, and the hygiene of lines. Each
//! rule asks for one fault.

mod gaps;
mod lines;
mod marks;

use super::index::Hits;
use super::kind::{Context, Kind, Matcher, Matches, Wakes};
use crate::analysis::Analysis;
use crate::document::Format;
use crate::settings::{Field, Table, Value};

const FAULTS: &[&str] = &[
    "double",
    "no-break",
    "tab",
    "trailing",
    "trailing-no-break",
    "blank-run",
    "final-newline",
    "mixed-line-ends",
    "byte-order-mark",
    "before-punctuation",
    "inside-brackets",
    "after-comma",
    "after-stop",
];

pub(super) const KIND: Kind = Kind {
    name: "whitespace",
    summary: "spaces too many or too few, and the hygiene of lines",
    fields: &[Field::required("fault", Value::Choice(FAULTS), "which fault to look for")],
    placeholders: &["before", "after", "count"],
    roles: &[],
    proposes: true,
    read,
};

/// What a rule of this kind looks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// Two or more plain spaces between words.
    Double,
    /// A space beside a no-break or other typographic space.
    NoBreak,
    /// A tab between words.
    Tab,
    /// Plain spaces or tabs at the end of a line.
    Trailing,
    /// No-break spaces at the end of a line.
    TrailingNoBreak,
    /// More blank lines in a row than elsewhere.
    BlankRun,
    /// No line end at the end of the file.
    FinalNewline,
    /// Lines that end in different ways.
    MixedLineEnds,
    /// A byte order mark.
    ByteOrderMark,
    /// A space before a comma, stop or other closing mark.
    BeforePunctuation,
    /// A space on the inner side of one bracket of a pair.
    InsideBrackets,
    /// No space after a comma or semicolon.
    AfterComma,
    /// No space between two sentences.
    AfterStop,
}

impl Fault {
    fn read(name: &str) -> Option<Self> {
        Some(match name {
            "double" => Self::Double,
            "no-break" => Self::NoBreak,
            "tab" => Self::Tab,
            "trailing" => Self::Trailing,
            "trailing-no-break" => Self::TrailingNoBreak,
            "blank-run" => Self::BlankRun,
            "final-newline" => Self::FinalNewline,
            "mixed-line-ends" => Self::MixedLineEnds,
            "byte-order-mark" => Self::ByteOrderMark,
            "before-punctuation" => Self::BeforePunctuation,
            "inside-brackets" => Self::InsideBrackets,
            "after-comma" => Self::AfterComma,
            "after-stop" => Self::AfterStop,
            _ => return None,
        })
    }
}

#[derive(Debug)]
struct Whitespace {
    fault: Fault,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let fault = Fault::read(&table.text("fault")?.value)?;
    Some(Box::new(Whitespace { fault }))
}

impl Matcher for Whitespace {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        // Spaces of HTML are for its author: readers see one.
        let is_html = analysis.document.format == Format::Html;
        match self.fault {
            Fault::FinalNewline => lines::final_newline(analysis, found),
            Fault::MixedLineEnds => lines::mixed_line_ends(analysis, found),
            Fault::ByteOrderMark => lines::byte_order_mark(analysis, found),
            Fault::BeforePunctuation => marks::before_punctuation(analysis, found),
            Fault::InsideBrackets => marks::inside_brackets(analysis, found),
            Fault::AfterComma => marks::after_comma(analysis, found),
            Fault::AfterStop => marks::after_stop(analysis, found),
            _ if is_html => {}
            Fault::Trailing => lines::trailing(analysis, lines::Blank::Plain, found),
            Fault::TrailingNoBreak => lines::trailing(analysis, lines::Blank::NoBreak, found),
            Fault::BlankRun => lines::blank_runs(analysis, found),
            Fault::Double => gaps::find(analysis, gaps::Mix::Plain, found),
            Fault::NoBreak => gaps::find(analysis, gaps::Mix::NoBreak, found),
            Fault::Tab => gaps::find(analysis, gaps::Mix::Tab, found),
        }
    }
}
