//! Links of the markup whose texts stand for strangers.

use std::ops::Range;

use rustc_hash::FxHashMap;

use super::{Finder, Promo, Unit};
use crate::analysis::call::is_unknown;
use crate::analysis::links::{Link, LinkForm};
use crate::analysis::signal::Signal;
use crate::document::{Hidden, TextSpan};

impl Finder<'_, '_> {
    /// The links of the markup that lead to strangers.
    pub(super) fn anchors(&self) -> Vec<Promo> {
        let analysis = self.analysis;
        let links = analysis.links();
        let is_stranger = |link: &Link| {
            let block = analysis.block_tokens(analysis.block_of(link.tokens.start));
            links.is_stranger(analysis, &link.address, &block)
        };
        let strangers: Vec<&Link> = links
            .all()
            .iter()
            .filter(|link| link.form == LinkForm::Anchor && !link.tokens.is_empty() && is_stranger(link))
            .collect();
        let mut promos = Vec::with_capacity(strangers.len());
        for (index, link) in strangers.iter().enumerate() {
            let mut promo = self.promo(Unit::Anchor, link.tokens.clone());
            promo.target = Some(link.text);
            self.note_address(&link.address, &mut promo);
            let neighbours = [index.checked_sub(1), Some(index + 1)].into_iter().flatten();
            promo.signals.note(Signal::Stranger, true);
            let in_row =
                neighbours.filter_map(|at| strangers.get(at)).any(|other| self.is_beside(link, other));
            promo.signals.note(Signal::InRow, in_row);
            if in_row {
                // The links of a row are sold together: what one says of another's topic tells nothing.
                let row = analysis.block_tokens(analysis.block_of(link.tokens.start));
                let foreign = analysis.topic().is_foreign(analysis, link.tokens.clone(), &row);
                promo.signals.note(Signal::Foreign, foreign == Some(true));
            }
            let is_unknown = self.is_english() && self.holds_unknown_words(&link.tokens);
            promo.signals.note(Signal::UnknownWords, is_unknown);
            promo.signals.note(Signal::Hidden, link.hidden.is_some());
            promo.signals.note(Signal::Covert, link.hidden.is_some_and(is_covert));
            promo.span = link.span;
            promos.push(promo);
        }
        self.note_sold_again(&mut promos);
        promos
    }

    /// Notes the links to a site of which several say nothing but what is sold there.
    fn note_sold_again(&self, promos: &mut [Promo]) {
        let words = |text: TextSpan| self.analysis.tokens_within(text).len();
        let is_money_alone = |promo: &Promo| {
            promo.offer.is_some_and(|offer| words(offer) * 2 >= promo.tokens.len())
                && !promo.domain.is_empty()
        };
        let mut sold: FxHashMap<&str, usize> = FxHashMap::default();
        for promo in promos.iter().filter(|promo| is_money_alone(promo)) {
            *sold.entry(&promo.domain).or_default() += 1;
        }
        let again: Vec<bool> = promos
            .iter()
            .map(|promo| {
                is_money_alone(promo) && sold.get(promo.domain.as_str()).is_some_and(|&times| times > 1)
            })
            .collect();
        for (promo, is_again) in promos.iter_mut().zip(again) {
            promo.signals.note(Signal::SoldAgain, is_again);
        }
    }

    /// Whether two links are parted by nothing but white space, commas and bars.
    fn is_beside(&self, link: &Link, other: &Link) -> bool {
        let (first, second) = if link.text < other.text { (link, other) } else { (other, link) };
        let flow = self.analysis.document.text();
        let between = flow.get(first.text.end..second.text.start).unwrap_or("none");
        !between.contains('\n')
            && between.chars().all(|c| c.is_whitespace() || matches!(c, ',' | '|' | '·' | '•' | '-' | '/'))
    }

    /// Whether most words outside of links are English; in another language, foreign words tell nothing.
    fn is_english(&self) -> bool {
        const LEAST: f64 = 0.7;
        let analysis = self.analysis;
        *self.is_english.get_or_init(|| {
            let mut links = analysis.links().all().iter().peekable();
            let (mut all, mut known) = (0_usize, 0_usize);
            for index in (0..analysis.tokens().len()).filter(|&index| analysis.is_word(index)) {
                while links.next_if(|link| link.tokens.end <= index).is_some() {}
                if links.peek().is_none_or(|link| !link.tokens.contains(&index)) {
                    all += 1;
                    known += usize::from(analysis.lexicon.lookup(analysis.folded(index)).is_some());
                }
            }
            known as f64 >= all as f64 * LEAST
        })
    }

    /// Whether most of two or more words are unknown to the dictionary, capitals disregarded.
    fn holds_unknown_words(&self, tokens: &Range<usize>) -> bool {
        let words = tokens.clone().filter(|&index| self.analysis.is_word(index));
        let (mut all, mut unknown) = (0, 0);
        for index in words {
            all += 1;
            unknown += usize::from(is_unknown(self.analysis, index..index + 1));
        }
        all > 1 && unknown * 2 >= all
    }
}

/// Whether no script is likely to show later what is hidden so.
fn is_covert(hidden: Hidden) -> bool {
    hidden != Hidden::Undisplayed
}
