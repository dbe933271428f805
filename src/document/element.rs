//! The elements of HTML by what they mean for the prose in them.

use super::block::BlockKind;

/// What an element does to the prose around and in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// Stands inside a sentence and breaks no word: `<em>`, and all elements that nobody knows.
    Inline,
    /// Ends the block before it and the block in it.
    Boundary,
    /// The same, and closes what was left open in it: a list, a table.
    Container,
    /// Its text is a block of this kind.
    Kind(BlockKind),
    /// A block quotation.
    Quotation,
    /// A line break.
    Break,
    /// A link, if it has an address.
    Anchor,
    /// An image.
    Image,
    /// Code within a sentence.
    Code,
    /// What is neither prose nor code but has a place in the sentence: a drawing, a formula.
    Object,
    /// A block of code.
    CodeBlock,
    /// Its content is no prose, and its lines belong to no block.
    Verbatim,
}

/// A known element.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    /// Its number, below [`Element::COUNT`]; one number for all headings, for each of them ends any.
    pub(super) number: usize,
    /// What it does.
    pub(super) role: Role,
}

impl Role {
    /// Whether its content is no prose but has a place in the sentence.
    pub(super) fn is_in_sentence(self) -> bool {
        matches!(self, Self::Code | Self::Object)
    }

    /// Whether its content is no prose, and its lines belong to no block.
    pub(super) fn is_verbatim(self) -> bool {
        matches!(self, Self::CodeBlock | Self::Verbatim)
    }
}

impl Element {
    /// How many elements are known.
    pub(super) const COUNT: usize = ELEMENTS.len();

    /// The element of a name in lower case, if it is known to be other than inline.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        let number = ELEMENTS.binary_search_by(|(known, _)| known.as_bytes().cmp(name)).ok()?;
        let role = ELEMENTS[number].1;
        let number = match role {
            Role::Kind(BlockKind::Heading(level)) => number + 1 - usize::from(level.max(1)),
            _ => number,
        };
        Some(Self { number, role })
    }
}

const CAPTION: Role = Role::Kind(BlockKind::Caption);
const CELL: Role = Role::Kind(BlockKind::TableCell);
const ITEM: Role = Role::Kind(BlockKind::ListItem);

/// In the order of their names.
const ELEMENTS: [(&str, Role); 80] = [
    ("a", Role::Anchor),
    ("address", Role::Boundary),
    ("article", Role::Boundary),
    ("aside", Role::Boundary),
    ("blockquote", Role::Quotation),
    ("body", Role::Boundary),
    ("br", Role::Break),
    ("button", Role::Boundary),
    ("caption", CAPTION),
    ("center", Role::Boundary),
    ("code", Role::Code),
    ("dd", ITEM),
    ("details", Role::Boundary),
    ("dialog", Role::Boundary),
    ("div", Role::Boundary),
    ("dl", Role::Container),
    ("dt", ITEM),
    ("fieldset", Role::Boundary),
    ("figcaption", CAPTION),
    ("figure", Role::Container),
    ("footer", Role::Boundary),
    ("form", Role::Boundary),
    ("h1", Role::Kind(BlockKind::Heading(1))),
    ("h2", Role::Kind(BlockKind::Heading(2))),
    ("h3", Role::Kind(BlockKind::Heading(3))),
    ("h4", Role::Kind(BlockKind::Heading(4))),
    ("h5", Role::Kind(BlockKind::Heading(5))),
    ("h6", Role::Kind(BlockKind::Heading(6))),
    ("head", Role::Boundary),
    ("header", Role::Boundary),
    ("hgroup", Role::Boundary),
    ("hr", Role::Boundary),
    ("html", Role::Boundary),
    ("iframe", Role::Verbatim),
    ("img", Role::Image),
    ("kbd", Role::Code),
    ("legend", CAPTION),
    ("li", ITEM),
    ("link", Role::Boundary),
    ("listing", Role::CodeBlock),
    ("main", Role::Boundary),
    ("math", Role::Object),
    ("menu", Role::Container),
    ("meta", Role::Boundary),
    ("nav", Role::Boundary),
    ("noembed", Role::Verbatim),
    ("noframes", Role::Verbatim),
    ("noscript", Role::Verbatim),
    ("ol", Role::Container),
    ("optgroup", Role::Boundary),
    ("option", Role::Boundary),
    ("p", Role::Boundary),
    ("plaintext", Role::CodeBlock),
    ("pre", Role::CodeBlock),
    ("rp", Role::Object),
    ("rt", Role::Object),
    ("samp", Role::Code),
    ("script", Role::Verbatim),
    ("search", Role::Boundary),
    ("section", Role::Boundary),
    ("select", Role::Boundary),
    ("style", Role::Verbatim),
    ("summary", Role::Boundary),
    ("svg", Role::Object),
    ("table", Role::Container),
    ("tbody", Role::Boundary),
    ("td", CELL),
    ("template", Role::Verbatim),
    ("textarea", Role::Verbatim),
    ("tfoot", Role::Boundary),
    ("th", CELL),
    ("thead", Role::Boundary),
    ("title", Role::Kind(BlockKind::Heading(0))),
    ("tr", Role::Boundary),
    ("tt", Role::Code),
    ("ul", Role::Container),
    ("var", Role::Code),
    ("video", Role::Boundary),
    ("wbr", Role::Inline),
    ("xmp", Role::CodeBlock),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_element_is_found_by_its_name() {
        for (name, role) in ELEMENTS {
            assert_eq!(Element::of(name.as_bytes()).map(|element| element.role), Some(role), "{name}");
        }
        assert!(Element::of(b"em").is_none());
        let [first, last] = [b"h1", b"h6"].map(|name| Element::of(name).map(|element| element.number));
        assert_eq!(first, last);
    }
}
