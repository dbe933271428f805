//! Analysis: facts about a document, each computed once and when first asked for. It knows words and
//! lists, and no rules.

mod address;
mod call;
mod classes;
mod dates;
mod facts;
mod inventory;
mod light_markup;
mod links;
mod lists;
mod measure;
mod offer;
mod people;
mod phrase_table;
mod places;
mod promo;
mod quotes;
mod region;
mod scope;
mod signal;
mod spelling;
mod texts;
mod texture;
mod topic;
mod vocabulary;
mod wallet;

pub use address::Address;
pub use dates::{Clock, Day, Half, NamedWeekday, Reading, Zone, integer, right_ordinal, split_ordinal};
pub use facts::Analysis;
pub use inventory::Inventory;
pub use links::{Link, LinkForm, Links};
pub use lists::{List, Lists};
pub use measure::{BareText, Measure, RunningText, Words, count_sentences, measure, measures};
pub use people::{Mention, People, Standing};
pub use phrase_table::{PhraseTable, stem};
pub use promo::{Promo, Promos, Unit};
pub use quotes::{QuoteEdit, QuoteFault, QuoteFaultKind};
pub use region::RegionalWord;
pub use scope::{Place, Scope, TextUnit};
pub use signal::{Signal, Signals};
pub use spelling::{Misspelling, SpellingFault};
pub use texts::Text;
pub use texture::Texture;
pub use topic::Topic;
pub use vocabulary::{Vocabulary, Word, WordId};
pub use wallet::wallet_currency;
