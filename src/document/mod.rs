//! Documents: a source taken apart into blocks of prose, by format. Code, URLs and front matter stay
//! outside. Parsing cannot fail; it knows no words and no rules.

mod block;
mod builder;
#[cfg(test)]
mod check;
mod chunk;
mod comment;
mod element;
mod entity;
mod flow;
mod fragment;
mod hidden_text;
mod html;
#[cfg(test)]
#[path = "../../fuzz/src/document.rs"]
mod invariants;
mod look;
mod markdown;
mod outline;
mod plain;
mod style;
mod tag;
mod target;
mod template;

pub use block::{Aside, AsideKind, Block, BlockKind, Document, Format, Hidden, Link, LinkKind, Trick};
#[cfg(test)]
pub(crate) use chunk::chunks_of;
pub use chunk::{chunks, is_large};
pub use comment::{MARK, VERBS};
pub use entity::decode as decode_reference;
pub use flow::{Flow, FlowBuilder, TextSpan};
