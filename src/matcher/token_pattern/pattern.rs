//! A token pattern and its search: outwards from one of its items, holding sets of places, so that its cost is
//! bounded whatever it repeats.

use std::borrow::Cow;
use std::ops::Range;

use super::item::{ANY_WORD, Item, Side, WordBits, bit_of};
use crate::analysis::Analysis;
use crate::lexicon::Lexicon;
use crate::text::CharacterSet;

/// What must stand in a row.
#[derive(Debug)]
pub(in crate::matcher) struct Pattern {
    items: Vec<Item>,
    /// The items that are reported.
    reported: Range<usize>,
    /// The items whose text has a name.
    captures: Vec<(String, usize)>,
    /// The item from which the search starts; it stands for one token.
    anchor: usize,
    /// The words that the anchor may be, if it must be one of a few.
    words: Option<Vec<String>>,
    /// What is asked first.
    order: Order,
    /// Which words may stand right before the anchor and right behind it.
    beside: [WordBits; 2],
}

/// In what order the anchor and its neighbours are asked: what is easier to ask about goes first. The anchor was found
/// by its words as a rule, so that only what else it must be can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Order {
    starts_with_anchor: bool,
    starts_before: bool,
}

impl Order {
    fn of(items: &[Item], anchor: usize) -> Self {
        let cost = |at: Option<usize>| at.and_then(|at| items.get(at)).map(|item| item.cost);
        let (before, after) = (cost(anchor.checked_sub(1)), cost(Some(anchor + 1)));
        let is_cheaper = |neighbour: u8| items[anchor].cost < neighbour;
        let must_be_more = items[anchor].conditions.len() > 1;
        Self {
            starts_with_anchor: must_be_more && before.is_none_or(is_cheaper) && after.is_none_or(is_cheaper),
            starts_before: before < after,
        }
    }
}

/// A place where a pattern fits, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::matcher) struct Found {
    /// All that it covers.
    pub(in crate::matcher) whole: Range<usize>,
    /// The part that is reported.
    pub(in crate::matcher) reported: Range<usize>,
    /// The tokens of each item.
    items: Vec<Range<usize>>,
}

/// Sets of places after each step outwards from the anchor.
type Steps = Vec<Vec<usize>>;

impl Pattern {
    pub(super) fn new(
        items: Vec<Item>,
        reported: Range<usize>,
        captures: Vec<(String, usize)>,
        (anchor, words): (usize, Option<Vec<String>>),
    ) -> Self {
        let order = Order::of(&items, anchor);
        let words_at = |at: Option<usize>| at.and_then(|at| items.get(at)).map_or(ANY_WORD, Item::word_bits);
        let beside = [words_at(anchor.checked_sub(1)), words_at(Some(anchor + 1))];
        Self { items, reported, captures, anchor, words, order, beside }
    }

    /// The words that wake the search, if it needs one of a few.
    pub(in crate::matcher) fn words(&self) -> Option<&[String]> {
        self.words.as_deref()
    }

    /// The names of what is captured.
    pub(in crate::matcher) fn names(&self) -> impl Iterator<Item = &str> {
        self.captures.iter().map(|(name, _)| name.as_str())
    }

    /// How many tokens the pattern covers at most.
    pub(in crate::matcher) fn reach(&self) -> usize {
        self.items.iter().map(|item| item.most).sum()
    }

    /// The captured tokens by name.
    pub(in crate::matcher) fn captured<'p>(
        &'p self,
        found: &'p Found,
    ) -> impl Iterator<Item = (&'p str, Range<usize>)> {
        self.captures.iter().map(|(name, item)| (name.as_str(), found.items[*item].clone()))
    }

    /// Whether the words right beside an anchor at `place` may be those of the pattern: no for most, and at little cost.
    #[inline]
    pub(in crate::matcher) fn may_fit(&self, analysis: &Analysis<'_>, place: usize) -> bool {
        let vocabulary = analysis.vocabulary();
        let may_stand = |bits: WordBits, index: usize| {
            vocabulary.of_token(index).is_none_or(|word| bits & bit_of(vocabulary.hash(word)) != 0)
        };
        let [before, after] = self.beside;
        may_stand(after, place + 1) && may_stand(before, place.wrapping_sub(1))
    }

    /// Whether the pattern fits around the token at `place` within `range`.
    pub(in crate::matcher) fn fits(
        &self,
        analysis: &Analysis<'_>,
        range: &Range<usize>,
        place: usize,
    ) -> bool {
        self.steps(analysis, range, place).is_some()
    }

    /// Where the pattern fits around its anchor at `place`: the longest such place.
    pub(in crate::matcher) fn at(
        &self,
        analysis: &Analysis<'_>,
        range: &Range<usize>,
        place: usize,
    ) -> Option<Found> {
        let (before, after) = self.steps(analysis, range, place)?;
        let search = Search { analysis, range };
        let mut items = vec![place..place + 1; self.items.len()];
        let mut end = after.last().and_then(|places| places.iter().max()).copied().unwrap_or(place + 1);
        let whole_end = end;
        for index in (self.anchor + 1..self.items.len()).rev() {
            let from = &after[index - self.anchor - 1];
            let fits = |&start: &usize| search.spans(&self.items[index], start..end, Side::After);
            let start = from.iter().copied().filter(fits).max()?;
            items[index] = start..end;
            end = start;
        }
        let mut start = before.last().and_then(|places| places.iter().min()).copied().unwrap_or(place);
        let whole = start..whole_end;
        for (index, item) in self.items[..self.anchor].iter().enumerate() {
            let from = &before[self.anchor - index - 1];
            let fits = |&end: &usize| search.spans(item, start..end, Side::Before);
            let end = from.iter().copied().filter(fits).max()?;
            items[index] = start..end;
            start = end;
        }
        let reported = items[self.reported.start].start..items[self.reported.end - 1].end;
        (!reported.is_empty()).then_some(Found { whole, reported, items })
    }

    /// Characters of which a text holds one wherever the pattern fits, if any are known.
    pub(in crate::matcher) fn needed_characters(&self) -> Option<CharacterSet> {
        self.items[self.anchor].needed_characters()
    }

    /// The tokens from which the search may start, where no word wakes it.
    pub(in crate::matcher) fn starts<'p>(
        &'p self,
        analysis: &'p Analysis<'_>,
    ) -> impl Iterator<Item = usize> + 'p {
        let anchor = &self.items[self.anchor];
        let tokens: Vec<usize> = match self.needed_characters() {
            Some(needed) => analysis.tokens_with(needed),
            None => (0..analysis.tokens().len()).collect(),
        };
        tokens.into_iter().filter(|&place| anchor.holds(analysis, place))
    }

    fn steps(&self, analysis: &Analysis<'_>, range: &Range<usize>, place: usize) -> Option<(Steps, Steps)> {
        let search = Search { analysis, range };
        let (anchor, before) = self.items[..=self.anchor].split_last()?;
        if !range.contains(&place) || !self.may_fit(analysis, place) {
            return None;
        }
        // The first neighbours decide most of the time.
        let after = &self.items[self.anchor + 1..];
        let may_follow = || after.first().is_none_or(|item| search.may_start(item, place + 1, Side::After));
        let may_precede = || before.last().is_none_or(|item| search.may_start(item, place, Side::Before));
        let is_anchor = || anchor.holds(analysis, place);
        let Order { starts_with_anchor, starts_before } = self.order;
        if starts_with_anchor && !is_anchor()
            || starts_before && !may_precede()
            || !may_follow()
            || !starts_before && !may_precede()
            || !starts_with_anchor && !is_anchor()
        {
            return None;
        }
        let after = search.outwards(after.iter(), place + 1, Side::After)?;
        let before = search.outwards(before.iter().rev(), place, Side::Before)?;
        Some((before, after))
    }

    /// The item to search from: the one whose words are the rarest, or else the first that stands for one token.
    pub(super) fn choose_anchor(items: &[Item], lexicon: &Lexicon) -> Option<(usize, Option<Vec<String>>)> {
        let needed = items.iter().enumerate().filter_map(|(index, item)| Some((index, item.needed_words()?)));
        let mut needed: Vec<(usize, Vec<Cow<'_, str>>)> = needed.collect();
        let mut rarest = 0;
        if needed.len() > 1 {
            let mut fewest = u64::MAX;
            for (place, (_, words)) in needed.iter().enumerate() {
                if let Some(uses) = uses_below(fewest, lexicon, words) {
                    (rarest, fewest) = (place, uses);
                }
            }
        }
        if needed.is_empty() {
            return items.iter().position(Item::is_single).map(|index| (index, None));
        }
        let (index, words) = needed.swap_remove(rarest);
        let mut words: Vec<String> = words.into_iter().map(Cow::into_owned).collect();
        words.sort_unstable();
        words.dedup();
        Some((index, Some(words)))
    }
}

/// Uses of any of the words in a thousand million words, if they are fewer than `limit`. The look-ups are most of
/// the work of reading a pattern, so that they end where the limit is reached.
fn uses_below(limit: u64, lexicon: &Lexicon, words: &[Cow<'_, str>]) -> Option<u64> {
    /// Four steps of a frequency are a power of ten.
    const STEPS: [f64; 4] = [1.0, 1.778_279, 3.162_278, 5.623_413];
    let mut uses = 0;
    for word in words {
        let frequency = lexicon.lookup(word).map_or(0, |entry| entry.frequency());
        let power = 10_f64.powi(i32::from(frequency / 4));
        uses += (power * STEPS[usize::from(frequency % 4)]) as u64;
        if uses >= limit {
            return None;
        }
    }
    Some(uses)
}

#[derive(Clone, Copy)]
struct Search<'s, 'a> {
    analysis: &'s Analysis<'a>,
    range: &'s Range<usize>,
}

impl Search<'_, '_> {
    /// The places that can be reached after each item; none if an item fits nowhere.
    fn outwards<'i>(&self, items: impl Iterator<Item = &'i Item>, place: usize, side: Side) -> Option<Steps> {
        let mut steps = vec![vec![place]];
        for item in items {
            let reached = self.step(item, steps.last()?, side);
            if reached.is_empty() {
                return None;
            }
            steps.push(reached);
        }
        Some(steps)
    }

    /// The places reached from any of `places` across one item.
    fn step(&self, item: &Item, places: &[usize], side: Side) -> Vec<usize> {
        let between =
            |place: &usize| item.least == 0 || item.holds_between(self.analysis, self.range, *place, side);
        let mut reached: Vec<usize> = places.iter().copied().filter(between).collect();
        let mut frontier = places.to_vec();
        for count in 1..=item.most {
            frontier = frontier.into_iter().filter_map(|place| self.across(item, place, side)).collect();
            if frontier.is_empty() {
                break;
            }
            if count >= item.least {
                reached.extend(&frontier);
            }
        }
        reached.sort_unstable();
        reached.dedup();
        reached
    }

    /// The place beyond the token next to `place`, if that fits.
    fn across(&self, item: &Item, place: usize, side: Side) -> Option<usize> {
        let index = match side {
            Side::After => place,
            Side::Before => place.checked_sub(1)?,
        };
        (self.range.contains(&index) && item.holds(self.analysis, index)).then_some(match side {
            Side::After => place + 1,
            Side::Before => index,
        })
    }

    fn may_start(&self, item: &Item, place: usize, side: Side) -> bool {
        item.least == 0
            || self.across(item, place, side).is_some()
            || item.holds_between(self.analysis, self.range, place, side)
    }

    /// Whether the item covers just these tokens.
    fn spans(&self, item: &Item, tokens: Range<usize>, side: Side) -> bool {
        if tokens.start > tokens.end {
            return false;
        }
        if tokens.is_empty() {
            return item.least == 0 || item.holds_between(self.analysis, self.range, tokens.start, side);
        }
        (item.least..=item.most).contains(&tokens.len())
            && tokens.into_iter().all(|index| item.holds(self.analysis, index))
    }
}
