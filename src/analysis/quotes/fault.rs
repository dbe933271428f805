//! Faults of quotation marks, as facts.

use crate::document::TextSpan;

/// What is wrong with a mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum QuoteFaultKind {
    /// Opened and never closed.
    Unclosed,
    /// Closed and never opened.
    Unopened,
    /// Opened with two strokes and closed with one, or the other way round.
    Mismatched,
    /// Opened straight and closed curly, or the other way round.
    MixedPair,
    /// A glyph that closes where a quotation opens, or the other way round.
    WrongDirection,
    /// One mark too many at a place.
    Doubled,
    /// Nothing between the marks, or nothing after the one that opens.
    Empty,
    /// White space between a mark and what it encloses.
    SpaceInside,
    /// A mark alone between two spaces, without a partner.
    Stray,
    /// A mark on the wrong side of a space, or inside a word.
    Misplaced,
    /// No space between a quotation and the word outside.
    MissingSpace,
    /// A quotation that ends on a comma and goes on without being opened again.
    CommaResume,
    /// A full stop within the quotation, before the words that say who spoke.
    StopBeforeAttribution,
    /// Straight pairs in a document of curly ones, or the other way round.
    StyleMix,
}

impl QuoteFaultKind {
    /// All kinds.
    pub const ALL: [Self; 14] = [
        Self::Unclosed,
        Self::Unopened,
        Self::Mismatched,
        Self::MixedPair,
        Self::WrongDirection,
        Self::Doubled,
        Self::Empty,
        Self::SpaceInside,
        Self::Stray,
        Self::Misplaced,
        Self::MissingSpace,
        Self::CommaResume,
        Self::StopBeforeAttribution,
        Self::StyleMix,
    ];

    /// The word for it in rule files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Unclosed => "unclosed",
            Self::Unopened => "unopened",
            Self::Mismatched => "mismatched",
            Self::MixedPair => "mixed-pair",
            Self::WrongDirection => "wrong-direction",
            Self::Doubled => "doubled",
            Self::Empty => "empty",
            Self::SpaceInside => "space-inside",
            Self::Stray => "stray",
            Self::Misplaced => "misplaced",
            Self::MissingSpace => "missing-space",
            Self::CommaResume => "comma-resume",
            Self::StopBeforeAttribution => "stop-before-attribution",
            Self::StyleMix => "style-mix",
        }
    }
}

/// A fault of quotation marks. All spans lie in the flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteFault {
    /// What is wrong.
    pub kind: QuoteFaultKind,
    /// Where it is best shown.
    pub span: TextSpan,
    /// The mark that is wrong.
    pub mark: TextSpan,
    /// The mark that should stand there or is lacking; empty if that is not known.
    pub expected: String,
    /// The mark that opens the quotation, if that is not the wrong one.
    pub opener: Option<TextSpan>,
    /// The mark that closes the quotation, if that is not the wrong one.
    pub closer: Option<TextSpan>,
    /// Where the paragraph ends, for a quotation that is not closed in it.
    pub paragraph_end: Option<TextSpan>,
    /// The one edit that mends it, if one does.
    pub edit: Option<QuoteEdit>,
}

/// Puts `replacement` in place of a span of the flow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteEdit {
    /// What is replaced; inserts where it is empty.
    pub span: TextSpan,
    /// What stands there afterwards.
    pub replacement: String,
}
