//! Offers: where a document speaks as sellers do. The phrases are lists; none of them is a fault alone.

use std::ops::Range;

use super::facts::Analysis;

/// The lists of what is said where something is offered.
pub(super) const LISTS: [&str; 7] =
    ["money-phrases", "trades", "pitches", "sales-talk", "ready-calls", "sponsor-phrases", "messengers"];

/// The places of a document where something is offered.
#[derive(Clone, Debug, Default)]
pub(super) struct Offers {
    money: Vec<Range<usize>>,
    pitches: Vec<Range<usize>>,
    calls: Vec<Range<usize>>,
    sponsors: Vec<Range<usize>>,
    messengers: Vec<Range<usize>>,
    talk: Vec<Range<usize>>,
}

/// What some tokens offer.
#[derive(Clone, Debug, Default)]
pub(super) struct Offer {
    /// What is sold, if it is something that is advertised much.
    pub money: Option<Range<usize>>,
    /// How many different phrases of sellers there are.
    pub pitches: usize,
    pub has_talk: bool,
    pub has_call: bool,
    pub has_sponsor: bool,
    pub has_messenger: bool,
}

impl Offers {
    pub(super) fn new(analysis: &Analysis<'_>) -> Self {
        let [mut money, trades, mut pitches, talk, calls, sponsors, messengers] =
            analysis.lists.offers().find(analysis);
        money.extend(trades.into_iter().filter_map(|trade| sold(analysis, trade)));
        money.sort_unstable_by_key(|range| (range.start, range.end));
        pitches.extend(reductions(analysis));
        pitches.sort_unstable_by_key(|range| (range.start, range.end));
        Self { money, pitches, talk, calls, sponsors, messengers }
    }

    /// The first token of each place.
    pub(super) fn places(&self) -> impl Iterator<Item = usize> + '_ {
        let all = [&self.money, &self.pitches, &self.sponsors, &self.messengers];
        all.into_iter().flatten().map(|range| range.start)
    }

    /// What is offered within some tokens.
    pub(super) fn within(&self, tokens: &Range<usize>) -> Offer {
        let mut last_pitch = 0;
        let mut pitches = 0;
        for pitch in within(&self.pitches, tokens) {
            // A phrase within another is not a second one.
            pitches += usize::from(pitch.start >= last_pitch);
            last_pitch = last_pitch.max(pitch.end);
        }
        Offer {
            money: within(&self.money, tokens).max_by_key(|range| range.len()).cloned(),
            pitches,
            has_talk: within(&self.talk, tokens).next().is_some(),
            has_call: within(&self.calls, tokens).next().is_some(),
            has_sponsor: within(&self.sponsors, tokens).next().is_some(),
            has_messenger: within(&self.messengers, tokens).next().is_some(),
        }
    }
}

fn within<'r>(
    ranges: &'r [Range<usize>],
    tokens: &Range<usize>,
) -> impl Iterator<Item = &'r Range<usize>> + use<'r> {
    let start = ranges.partition_point(|range| range.start < tokens.start);
    let end = tokens.end;
    ranges[start..].iter().take_while(move |range| range.start < end).filter(move |range| range.end <= end)
}

/// A trade together with what makes an advertisement of its name: a seller's word up to two words before
/// it (“cheap flights”), a place after it (“plumbers in Leeds”), or “near me” and its kin.
fn sold(analysis: &Analysis<'_>, trade: Range<usize>) -> Option<Range<usize>> {
    const REACH: usize = 2;
    let block = analysis.block_tokens(analysis.block_of(trade.start));
    let sellers = analysis.lists.get("sales-words");
    let earliest = trade.start.saturating_sub(REACH).max(block.start);
    let seller = (earliest..trade.start).find(|&index| {
        sellers.contains(analysis.folded(index)) && (index..trade.start).all(|at| analysis.is_word(at))
    });
    let after = |offset: usize| Some(trade.end + offset).filter(|&index| index < block.end);
    let is_place =
        |index: usize| analysis.is_word(index) && analysis.token_text(index).starts_with(char::is_uppercase);
    let place = match (after(0).map(|index| analysis.folded(index)), after(1)) {
        (Some("in" | "near" | "around"), Some(place)) if is_place(place) => Some(place + 1),
        (Some("near"), Some(me)) if analysis.folded(me) == "me" => Some(me + 1),
        _ => None,
    };
    (seller.is_some() || place.is_some()).then(|| seller.unwrap_or(trade.start)..place.unwrap_or(trade.end))
}

/// The places of “50% off” and its kin.
fn reductions(analysis: &Analysis<'_>) -> Vec<Range<usize>> {
    let vocabulary = analysis.vocabulary();
    let words = ["off", "discount", "cashback"].into_iter().filter_map(|word| vocabulary.find(word));
    let places = words.flat_map(|word| vocabulary.places(word));
    let reductions = places.filter(|&place| place > 0 && analysis.token_text(place - 1) == "%");
    reductions.map(|place| place - 1..place + 1).collect()
}
