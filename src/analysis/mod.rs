//! Analysis: facts about a document, each computed once and when first asked for. It knows words and
//! lists, and no rules.

mod address;
mod call;
mod facts;
mod inventory;
mod links;
mod lists;
mod offer;
mod people;
mod phrase_table;
mod places;
mod promo;
mod quotes;
mod scope;
mod signal;
mod spelling;
mod texture;
mod topic;
mod vocabulary;

pub use address::Address;
pub use facts::Analysis;
pub use inventory::Inventory;
pub use links::{Link, LinkForm, Links};
pub use lists::{List, Lists};
pub use people::{Mention, People, Standing};
pub use phrase_table::{PhraseTable, stem};
pub use promo::{Promo, Promos, Unit};
pub use quotes::{QuoteEdit, QuoteFault, QuoteFaultKind};
pub use scope::{Place, Scope, TextUnit};
pub use signal::{Signal, Signals};
pub use spelling::{Misspelling, SpellingFault};
pub use texture::Texture;
pub use topic::Topic;
pub use vocabulary::{Vocabulary, Word, WordId};
