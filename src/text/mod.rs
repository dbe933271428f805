//! Text: a block of prose taken apart into tokens and sentences, as spans of the flow. It knows
//! characters and shapes, and the abbreviations that it is handed; it knows no rules.

mod character_set;
mod characters;
mod domain;
mod extent;
mod scanner;
mod sentence;
mod token;
mod url;
mod word;
mod words;

pub use character_set::CharacterSet;
pub use characters::{is_apostrophe, is_invisible, is_letter, is_mark, is_quote, is_space, is_word_part};
pub use scanner::tokenize;
pub use sentence::{Abbreviation, sentences};
pub use token::{Case, Token, TokenKind};
pub use word::{fold, strip_possessive};
