//! Scopes: where in a document a rule looks, and what a text is to it. A scope knows places by what they are
//! in the document, and nothing of the rules that name them.

use super::facts::Analysis;
use crate::source::Span;

/// A kind of place in a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// All prose.
    Prose,
    /// Running text that is none of the other kinds of blocks.
    Paragraph,
    /// A heading.
    Heading,
    /// A list item.
    ListItem,
    /// A table cell.
    TableCell,
    /// A caption of a table or figure.
    Caption,
    /// The text that stands for an image.
    ImageAlt,
    /// A link of the markup.
    LinkText,
    /// A block quotation, or text within quotation marks.
    Quotation,
    /// Where a link or image leads, in the markup or bare in the prose.
    LinkTarget,
    /// A comment.
    Comment,
    /// Code, in blocks and in sentences.
    Code,
    /// The metadata at the start of a file.
    FrontMatter,
    /// The file as it is.
    Raw,
}

impl Place {
    /// All places by their names in rule files.
    pub const NAMES: [(&'static str, Place); 14] = [
        ("prose", Place::Prose),
        ("paragraph", Place::Paragraph),
        ("heading", Place::Heading),
        ("list-item", Place::ListItem),
        ("table-cell", Place::TableCell),
        ("caption", Place::Caption),
        ("image-alt", Place::ImageAlt),
        ("link-text", Place::LinkText),
        ("quotation", Place::Quotation),
        ("link-target", Place::LinkTarget),
        ("comment", Place::Comment),
        ("code", Place::Code),
        ("front-matter", Place::FrontMatter),
        ("raw", Place::Raw),
    ];

    /// Whether the place is no part of the prose.
    pub fn is_outside(self) -> bool {
        matches!(self, Self::LinkTarget | Self::Comment | Self::Code | Self::FrontMatter | Self::Raw)
    }
}

/// What a text is to a rule that searches texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum TextUnit {
    /// Each sentence.
    Sentence,
    /// Each block: a paragraph, a heading, a list item.
    #[default]
    Block,
    /// The prose of the whole document.
    Document,
}

/// Where a rule looks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scope {
    /// In any of these; in all prose if there are none.
    pub within: Vec<Place>,
    /// But in none of these.
    pub without: Vec<Place>,
    /// What a text is.
    pub unit: TextUnit,
}

impl Scope {
    /// Whether it holds prose.
    pub fn has_prose(&self) -> bool {
        self.within.is_empty() || self.within.iter().any(|place| !place.is_outside())
    }

    /// The places outside of the prose that it holds.
    pub fn outside(&self) -> impl Iterator<Item = Place> + '_ {
        self.within.iter().copied().filter(|place| place.is_outside())
    }

    /// Whether what was found at some bytes of the file stands where the rule looks. What stands between
    /// the blocks is neither in a heading nor in anything else that can be named.
    pub fn holds(&self, analysis: &Analysis<'_>, span: Span) -> bool {
        let stands_in = |place: &Place| analysis.stands_in(span, *place);
        (self.within.is_empty() || self.within.iter().any(stands_in)) && !self.without.iter().any(stands_in)
    }
}
