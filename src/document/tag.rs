//! The tokens of HTML that matter for prose, with their places: texts, tags with the attributes that
//! hold an address or prose, and comments.

use html5gum::emitters::callback::{Callback, CallbackEvent};

use crate::source::Span;

/// A token. Its spans are offsets into the HTML that was read.
pub(super) enum Token {
    /// Text between tags, with its references.
    Text(Span),
    /// A start tag.
    Start(Tag),
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

/// A start tag.
#[derive(Default)]
pub(super) struct Tag {
    /// In lower case.
    pub(super) name: Vec<u8>,
    /// The whole tag.
    pub(super) span: Span,
    /// Whether it ends in `/>`.
    pub(super) is_closed: bool,
    /// The value of its `href`.
    pub(super) href: Option<Span>,
    /// The value of its `src`.
    pub(super) src: Option<Span>,
    /// The value of its `alt`.
    pub(super) alt: Option<Span>,
}

/// Puts tags together from the tokenizer's events.
#[derive(Default)]
pub(super) struct TagReader {
    tag: Tag,
    attribute: Attribute,
}

#[derive(Clone, Copy, Default)]
enum Attribute {
    #[default]
    Other,
    Href,
    Src,
    Alt,
}

impl Callback<Token, usize> for TagReader {
    fn handle_event(&mut self, event: CallbackEvent<'_>, span: html5gum::Span<usize>) -> Option<Token> {
        let span = Span::new(span.start, span.end.max(span.start));
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag = Tag { name: name.to_vec(), span, ..Tag::default() };
                self.attribute = Attribute::Other;
                None
            }
            CallbackEvent::AttributeName { name } => {
                self.attribute = match name {
                    b"href" => Attribute::Href,
                    b"src" => Attribute::Src,
                    b"alt" => Attribute::Alt,
                    _ => Attribute::Other,
                };
                None
            }
            CallbackEvent::AttributeValue { .. } => {
                // Browsers take the first of several attributes of one name.
                match self.attribute {
                    Attribute::Href => drop(self.tag.href.get_or_insert(span)),
                    Attribute::Src => drop(self.tag.src.get_or_insert(span)),
                    Attribute::Alt => drop(self.tag.alt.get_or_insert(span)),
                    Attribute::Other => {}
                }
                None
            }
            CallbackEvent::CloseStartTag { self_closing } => {
                let mut tag = std::mem::take(&mut self.tag);
                tag.is_closed = self_closing;
                tag.span.end = span.end;
                Some(Token::Start(tag))
            }
            CallbackEvent::EndTag { name } => Some(Token::End { name: name.to_vec(), span }),
            CallbackEvent::String { .. } => Some(Token::Text(span)),
            CallbackEvent::Comment { .. } | CallbackEvent::Doctype { .. } => Some(Token::Comment(span)),
            CallbackEvent::Error(_) => None,
        }
    }
}
