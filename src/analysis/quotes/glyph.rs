//! Glyphs of quotation marks: their level, their style, and what each can open and close.

/// Whether a pair encloses a quotation or one within it. British books swap the two; both work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Level {
    /// Two strokes.
    Double,
    /// One stroke, which may be an apostrophe.
    Single,
}

/// The look of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Style {
    /// " " and ' '.
    Straight,
    /// “ ” and ‘ ’.
    Curly,
    /// „ “ and ‚ ‘, or „ ” and ‚ ’.
    Low,
    /// ” ” and ’ ’, as in Swedish and Finnish.
    Alike,
    /// « » and ‹ ›.
    Angled,
    /// » « and › ‹, as in Danish and in German books.
    Inward,
    /// 「 」 and 『 』.
    Corner,
}

/// A pair of marks that is in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Pair {
    pub style: Style,
    pub level: Level,
}

/// What a glyph is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Glyph {
    pub level: Level,
    /// The style of the pair that it opens, or else closes, in English.
    pub style: Style,
    /// Whether it can open in English.
    pub opens: bool,
    /// Whether it can close in English.
    pub closes: bool,
}

impl Glyph {
    /// The glyph of a character; none if it is no quotation mark of prose.
    pub fn of(character: char) -> Option<Self> {
        use Level::{Double, Single};
        use Style::{Angled, Corner, Curly, Low, Straight};
        let (level, style, opens, closes) = match character {
            '"' => (Double, Straight, true, true),
            '\'' => (Single, Straight, true, true),
            '“' | '‟' => (Double, Curly, true, false),
            '”' => (Double, Curly, false, true),
            '‘' | '‛' => (Single, Curly, true, false),
            '’' => (Single, Curly, false, true),
            '„' => (Double, Low, true, false),
            '‚' => (Single, Low, true, false),
            '«' => (Double, Angled, true, false),
            '»' => (Double, Angled, false, true),
            '‹' => (Single, Angled, true, false),
            '›' => (Single, Angled, false, true),
            '「' => (Double, Corner, true, false),
            '」' => (Double, Corner, false, true),
            '『' => (Single, Corner, true, false),
            '』' => (Single, Corner, false, true),
            _ => return None,
        };
        Some(Self { level, style, opens, closes })
    }

    /// Whether the spaces and letters around it say nothing of its direction.
    pub fn stands_anywhere(self) -> bool {
        matches!(self.style, Style::Angled | Style::Corner)
    }
}

impl Pair {
    /// The character that opens it.
    pub fn opener(self) -> char {
        self.characters().0
    }

    /// The character that closes it.
    pub fn closer(self) -> char {
        self.characters().1
    }

    fn characters(self) -> (char, char) {
        let (double, single) = match self.style {
            Style::Straight => (('"', '"'), ('\'', '\'')),
            Style::Curly => (('“', '”'), ('‘', '’')),
            Style::Low => (('„', '“'), ('‚', '‘')),
            Style::Alike => (('”', '”'), ('’', '’')),
            Style::Angled => (('«', '»'), ('‹', '›')),
            Style::Inward => (('»', '«'), ('›', '‹')),
            Style::Corner => (('「', '」'), ('『', '』')),
        };
        if self.level == Level::Double { double } else { single }
    }

    /// Whether the character closes it as it should be closed.
    pub fn is_closed_by(self, character: char) -> bool {
        let also = match (self.style, self.level) {
            (Style::Low, Level::Double) => Some('”'),
            (Style::Low, Level::Single) => Some('’'),
            _ => None,
        };
        self.closer() == character || also == Some(character)
    }
}
