//! Quotation marks: what each mark of a document is (opener, closer, apostrophe, prime, the character
//! itself), which belong together, and what is wrong with those that do not. The cheapest reading of all
//! marks decides; its faults are facts, and no rule is known here.

mod apostrophe;
mod attribution;
mod candidate;
mod cost;
mod custom;
mod edit;
mod fault;
mod glyph;
mod mark;
mod open;
mod reading;
mod report;
mod search;
#[cfg(test)]
mod tests;
mod trail;
mod verse;

pub use fault::{QuoteEdit, QuoteFault, QuoteFaultKind};
pub use mark::MARKS as QUOTATION_MARKS;
pub use report::Quotes;
