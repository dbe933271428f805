//! Token patterns: the language in which rules describe words in a row. Items are parted by spaces:
//!
//! | item | holds |
//! | --- | --- |
//! | `word`, `a\|b` | a token, one of several; in any case |
//! | `=Word`, `~word` | just so; in any inflected form (`~go`: go, goes, went, gone, going) |
//! | `[class]` | a list of the rule set, a shape, or a class of words in its sentence (`[noun]`) |
//! | `[noun!]` | a word that can be nothing else there |
//! | `[-ness]`, `[un-]` | a word with this ending or beginning |
//! | `/regex/` | a token that the expression describes as a whole |
//! | `!item`, `a&!b` | anything but that, or the edge of the sentence; both conditions |
//! | `x?`, `x*`, `x+`, `x{1,3}` | repeated |
//! | `…`, `…{0,3}` | a gap |
//! | `^`, `$` | the start of a sentence, the end of a clause |
//! | `<x y>` | the part that is reported |
//! | `name:x` | the placeholder `{name}` |
//! | `\x` | the mark x itself |

mod class;
mod item;
mod late;
mod pattern;
mod read;
#[cfg(test)]
mod tests;

pub(super) use late::Late;
pub(super) use pattern::{Found, Pattern};
