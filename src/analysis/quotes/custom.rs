//! Customs: which glyphs a document uses in ways that English does not, and which style prevails in it.

use super::glyph::{Glyph, Pair, Style};
use super::mark::{Mark, Side};

/// What a document does throughout, so that it is no fault.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Customs {
    alike_double: bool,
    alike_single: bool,
    inward_double: bool,
    inward_single: bool,
}

/// How often a foreign use must be met, without a single English one, before it is taken for a custom.
const HABIT: usize = 2;

impl Customs {
    pub fn of(marks: &[Mark]) -> Self {
        let opening =
            |character: char| marks.iter().filter(|mark| mark.character == character && opens(mark)).count();
        let any = |characters: [char; 2]| marks.iter().any(|mark| characters.contains(&mark.character));
        let inward = |opener: char, closer: char| {
            let outwards = marks.iter().filter(|mark| mark.character == opener && opens(mark)).count();
            let inwards = opening(closer);
            inwards > 0 && inwards > outwards
        };
        Self {
            alike_double: opening('”') >= HABIT && !any(['“', '„']),
            alike_single: opening('’') >= HABIT && opening('’') > opening('‘') && opening('”') >= HABIT,
            inward_double: inward('«', '»'),
            inward_single: inward('‹', '›'),
        }
    }

    /// The glyph as the document uses it.
    pub fn read(&self, character: char, glyph: Glyph) -> Glyph {
        let (style, opens, closes) = match character {
            '”' if self.alike_double => (Style::Alike, true, true),
            '’' if self.alike_single => (Style::Alike, true, true),
            '»' if self.inward_double => (Style::Inward, true, false),
            '«' if self.inward_double => (Style::Inward, false, true),
            '›' if self.inward_single => (Style::Inward, true, false),
            '‹' if self.inward_single => (Style::Inward, false, true),
            _ => return glyph,
        };
        Glyph { style, opens, closes, ..glyph }
    }
}

/// Whether a quotation can only open here.
fn opens(mark: &Mark) -> bool {
    matches!(mark.before, Side::Edge | Side::Space | Side::Open)
        && matches!(mark.after, Side::Word | Side::Digit)
}

/// How many quotations of a document are straight, and how many curly.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct StyleCounts {
    pub straight: usize,
    pub curly: usize,
}

impl StyleCounts {
    pub fn add(&mut self, pair: Pair) {
        match pair.style {
            Style::Straight => self.straight += 1,
            Style::Curly => self.curly += 1,
            _ => {}
        }
    }

    /// The style that prevails.
    pub fn prevailing(&self) -> Style {
        if self.straight > self.curly { Style::Straight } else { Style::Curly }
    }
}
