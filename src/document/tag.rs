//! The tokens of HTML that matter for prose, with their places: texts, tags with the attributes that
//! hold an address or prose or say how text looks, and comments.

use html5gum::emitters::callback::{Callback, CallbackEvent};

use crate::source::Span;

/// A token. Its spans are offsets into the HTML that was read.
pub(super) enum Token {
    /// Text between tags, with its references.
    Text(Span),
    /// A start tag.
    Start(Box<Tag>),
    /// An end tag.
    End {
        /// In lower case.
        name: Vec<u8>,
        /// The whole tag.
        span: Span,
    },
    /// A comment, a document type, or what browsers take for a comment.
    Comment(Span),
}

/// An attribute that matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribute {
    Alt,
    Background,
    BgColor,
    Class,
    Color,
    Content,
    Hidden,
    Href,
    HttpEquiv,
    Id,
    Rel,
    Src,
    Style,
    Text,
}

impl Attribute {
    /// All of them with their names.
    const NAMES: [(&'static [u8], Attribute); 14] = [
        (b"alt", Attribute::Alt),
        (b"background", Attribute::Background),
        (b"bgcolor", Attribute::BgColor),
        (b"class", Attribute::Class),
        (b"color", Attribute::Color),
        (b"content", Attribute::Content),
        (b"hidden", Attribute::Hidden),
        (b"href", Attribute::Href),
        (b"http-equiv", Attribute::HttpEquiv),
        (b"id", Attribute::Id),
        (b"rel", Attribute::Rel),
        (b"src", Attribute::Src),
        (b"style", Attribute::Style),
        (b"text", Attribute::Text),
    ];

    fn of(name: &[u8]) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|&(_, attribute)| attribute)
    }
}

/// A start tag.
#[derive(Default)]
pub(super) struct Tag {
    /// In lower case.
    pub(super) name: Vec<u8>,
    /// The whole tag.
    pub(super) span: Span,
    /// Whether it ends in `/>`.
    pub(super) is_closed: bool,
    /// Whether it has attributes of any name.
    pub(super) has_attributes: bool,
    values: [Option<Span>; Attribute::NAMES.len()],
}

impl Tag {
    /// The value of an attribute; empty if it has none.
    pub(super) fn value(&self, attribute: Attribute) -> Option<Span> {
        self.values[attribute as usize]
    }

    /// Whether it has an attribute.
    pub(super) fn has(&self, attribute: Attribute) -> bool {
        self.value(attribute).is_some()
    }
}

/// What the `content` of `<meta http-equiv="refresh">` says: after how many seconds another page follows, and
/// which; none if it is the same page again.
pub(super) fn refresh(content: &str) -> Option<(u32, String)> {
    let (seconds, rest) = content.split_once([';', ','])?;
    let (name, target) = rest.split_once('=')?;
    let whole = seconds.trim().split('.').next().unwrap_or_default();
    let target = target.trim().trim_matches(['"', '\'']).to_owned();
    name.trim().eq_ignore_ascii_case("url").then(|| (whole.parse().unwrap_or_default(), target))
}

/// Puts tags together from the tokenizer's events.
#[derive(Default)]
pub(super) struct TagReader {
    tag: Tag,
    /// The attribute whose value is to come, if that counts: browsers take the first of several of one name.
    attribute: Option<Attribute>,
}

impl Callback<Token, usize> for TagReader {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: html5gum::Span<usize>) -> Option<Token> {
        let span = Span::new(span.start, span.end.max(span.start));
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: name.to_vec(), span, ..Tag::default() };
                self.attribute = None;
                None
            }
            CallbackEvent::AttributeName { name } => {
                self.tag.has_attributes = true;
                self.attribute = Attribute::of(name).filter(|&attribute| !self.tag.has(attribute));
                if let Some(attribute) = self.attribute {
                    self.tag.values[attribute as usize] = Some(Span::at(span.end));
                }
                None
            }
            CallbackEvent::AttributeValue { .. } => {
                if let Some(attribute) = self.attribute {
                    self.tag.values[attribute as usize] = Some(span);
                }
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let mut tag = std::mem::take(&mut self.tag);
                tag.is_closed = self_closing;
                tag.span.end = span.end;
                Some(Token::Start(Box::new(tag)))
            }
            CallbackEvent::EndTag { name } => Some(Token::End { name: name.to_vec(), span }),
            CallbackEvent::String { .. } => Some(Token::Text(span)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => Some(Token::Comment(span)),
            CallbackEvent::Error(_) => None,
        }
    }
}
