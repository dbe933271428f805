//! Documents: a source taken apart into blocks of prose, by format. Code, URLs and front matter stay
//! outside. Parsing cannot fail; it knows no words and no rules.

mod block;
mod builder;
#[cfg(test)]
mod check;
mod element;
mod entity;
mod flow;
mod html;
mod markdown;
mod outline;
mod plain;
mod tag;
mod template;

pub use block::{Block, BlockKind, Document, Format, Link, LinkKind};
pub use entity::decode as decode_reference;
pub use flow::{Flow, FlowBuilder, TextSpan};
