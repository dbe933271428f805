//! `[wallets]`: addresses of wallets whose sums are right, alone or beside certain words.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::{Analysis, List, wallet_currency};
use crate::document::TextSpan;
use crate::settings::{Field, Table, Value};

pub(super) const KIND: Kind = Kind {
    name: "wallets",
    summary: "addresses of wallets, told from other numbers by the sums in them",
    fields: &[
        Field::optional("beside", Value::Text, "a list of words of which one must stand near"),
        Field::optional("unless-beside", Value::Text, "a list of words of which none may stand near"),
    ],
    placeholders: &["currency"],
    roles: &[],
    proposes: false,
    read,
};

/// How many tokens before and after an address are near it.
const NEAR: usize = 30;

#[derive(Debug)]
struct Wallets {
    beside: Option<List>,
    unless_beside: List,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let list = |key: &str| match table.text(key) {
        Some(name) => context.list(&name).map(|list| Some(list.clone())),
        None => Some(None),
    };
    let beside = list("beside")?;
    Some(Box::new(Wallets { beside, unless_beside: list("unless-beside")?.unwrap_or_default() }))
}

impl Matcher for Wallets {
    fn wakes(&self) -> Wakes {
        Wakes::Always
    }

    fn reads_hidden(&self) -> bool {
        true
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        let vocabulary = analysis.vocabulary();
        // Addresses are ASCII, which folding leaves as long as it is.
        let long = vocabulary.ids().filter(|&word| vocabulary.text(word).len() >= SHORTEST);
        let words = long.flat_map(|word| vocabulary.places(word));
        for index in words.chain(analysis.numbers().iter().copied()) {
            let token = &analysis.tokens()[index];
            let text = analysis.token_text(index);
            if text.len() < SHORTEST {
                continue;
            }
            // “bitcoin:ADDRESS” is one token to some.
            let start = text.rfind([':', '/']).map_or(0, |at| at + 1);
            let Some(currency) = wallet_currency(&text[start..]) else { continue };
            let block = analysis.block_tokens(analysis.block_of(index));
            let first = block.start.max(index.saturating_sub(NEAR));
            let near = || (first..block.end.min(index + NEAR)).map(|near| analysis.folded(near));
            let is_beside = self.beside.as_ref().is_none_or(|list| near().any(|word| list.contains(word)));
            if is_beside && !near().any(|word| self.unless_beside.contains(word)) {
                let span = TextSpan::new(token.span().start + start, token.span().end);
                found.push(Match::new(analysis, span).value("currency", currency.name()));
            }
        }
    }
}

/// Bytes of the shortest address.
const SHORTEST: usize = 26;
