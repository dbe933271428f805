//! Analysis: facts about a document, each computed once and when first asked for. It knows words and
//! lists, and no rules.

mod facts;
mod lists;
mod people;
mod phrase_table;
mod quotes;
mod spelling;
mod texture;
mod vocabulary;

pub use facts::Analysis;
pub use lists::{List, Lists};
pub use people::{Mention, People, Standing};
pub use phrase_table::{PhraseTable, stem};
pub use quotes::{QuoteEdit, QuoteFault, QuoteFaultKind};
pub use spelling::{Misspelling, SpellingFault};
pub use texture::Texture;
pub use vocabulary::{Vocabulary, Word, WordId};
