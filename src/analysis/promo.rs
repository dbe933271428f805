//! What might have been put into a document to promote something: calls with a target, sentences that
//! sell, links to strangers. Each carries its signals; whether they suffice is for rules to say.

mod anchor;
mod name;

use std::cell::OnceCell;
use std::ops::Range;

use rustc_hash::FxHashMap;

use name::{count_runs, holds_phone_number, is_bot, is_mixed, is_proper};

use super::address::Address;
use super::call::{Bait, bare_address, find_baits, is_unknown};
use super::facts::Analysis;
use super::links::is_money_name;
use super::offer::Offers;
use super::signal::{Signal, Signals};
use super::topic::LONGEST_UNIT;
use crate::document::{BlockKind, TextSpan};
use crate::source::Span;
use crate::text::TokenKind;

/// What a promotion is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Unit {
    /// A call to action and the bare name or address that it is for.
    Bait,
    /// A sentence that sells, or leads to a stranger.
    Sentence,
    /// A link whose text stands for a stranger.
    Anchor,
}

/// Something that might promote.
#[derive(Clone, Debug)]
pub struct Promo {
    /// What it is made of.
    pub unit: Unit,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its bytes in the file, the markup of its links included.
    pub span: Span,
    /// Its call, if it is a bait.
    pub call: Option<TextSpan>,
    /// The name, address or link text that it leads to.
    pub target: Option<TextSpan>,
    /// The domain that it leads to; empty if it leads to none.
    pub domain: String,
    /// What is advertised, if that is known.
    pub offer: Option<TextSpan>,
    /// What speaks for and against it.
    pub signals: Signals,
    /// The same call with other targets.
    pub again: Vec<Span>,
}

/// What might promote in a document, in order within each unit.
#[derive(Clone, Debug, Default)]
pub struct Promos {
    all: Vec<Promo>,
}

impl Promos {
    pub(super) fn new(analysis: &Analysis<'_>) -> Self {
        let offers = Offers::new(analysis);
        let finder = Finder { analysis, offers, runs: OnceCell::new(), is_english: OnceCell::new() };
        let mut all = finder.baits();
        all.extend(finder.sentences());
        all.extend(finder.anchors());
        Self { all }
    }

    /// Those made of a certain thing.
    pub fn of(&self, unit: Unit) -> impl Iterator<Item = &Promo> {
        self.all.iter().filter(move |promo| promo.unit == unit)
    }
}

/// How many further places of a call are named.
const MOST_AGAIN: usize = 5;

struct Finder<'a, 'd> {
    analysis: &'a Analysis<'d>,
    offers: Offers,
    /// Counted when first needed; a look through the whole file for each name would take too long.
    runs: OnceCell<FxHashMap<&'a str, usize>>,
    is_english: OnceCell<bool>,
}

impl Finder<'_, '_> {
    fn baits(&self) -> Vec<Promo> {
        let baits = find_baits(self.analysis);
        let mut by_call: FxHashMap<String, Vec<(String, &Bait)>> = FxHashMap::default();
        for bait in &baits {
            let same_call = by_call.entry(self.words(&bait.call)).or_default();
            let target = self.words(&bait.target);
            if same_call.len() <= MOST_AGAIN && same_call.iter().all(|(other, _)| *other != target) {
                same_call.push((target, bait));
            }
        }
        baits.iter().map(|bait| self.bait(bait, &by_call[&self.words(&bait.call)])).collect()
    }

    /// A bait. `same_call` are the first few targets of its call, each where it is met first.
    fn bait(&self, bait: &Bait, same_call: &[(String, &Bait)]) -> Promo {
        let analysis = self.analysis;
        let tokens = bait.call.start..bait.target.end;
        let mut promo = self.promo(Unit::Bait, tokens.clone());
        let target = self.words(&bait.target);
        let again = same_call.iter().filter(|(other, _)| *other != target).take(MOST_AGAIN);
        promo.again = again.map(|(_, other)| self.span(&(other.call.start..other.target.end))).collect();
        promo.call = Some(analysis.span_of(bait.call.clone()));
        promo.target = Some(analysis.span_of(bait.target.clone()));
        promo.signals.note(Signal::Call, true);
        promo.signals.note(Signal::RunsOn, bait.runs_on);
        let foreign = analysis.topic().is_foreign(analysis, bait.target.clone(), &tokens);
        promo.signals.note(Signal::Topical, foreign == Some(false));
        match (analysis.links().within(&bait.target).first(), bare_address(analysis, &bait.target)) {
            (Some(link), _) => self.note_address(&link.address, &mut promo),
            (None, Some(address)) => self.note_address(&address, &mut promo),
            (None, None) => self.note_name(&bait.target, &mut promo),
        }
        // References lead to addresses; a bare name after such a call is no better than after another.
        let is_name = promo.domain.is_empty();
        let is_reference = bait.cites && !is_name;
        promo.signals.note(Signal::Cites, is_reference);
        promo.signals.note(Signal::Repeated, !is_reference && !promo.again.is_empty());
        promo
    }

    /// The sentences that hold an offer or a link.
    fn sentences(&self) -> Vec<Promo> {
        let analysis = self.analysis;
        let links = analysis.links().all().iter().map(|link| link.tokens.start);
        let mut places: Vec<usize> =
            self.offers.places().chain(links).filter(|&place| place < analysis.tokens().len()).collect();
        places.sort_unstable();
        let mut parts: Vec<Range<usize>> = Vec::new();
        for place in places {
            if parts.last().is_none_or(|part| !part.contains(&place)) {
                parts.push(self.part_of_sentence(place));
            }
        }
        parts.into_iter().map(|tokens| self.sentence(tokens)).collect()
    }

    fn sentence(&self, tokens: Range<usize>) -> Promo {
        let analysis = self.analysis;
        let mut promo = self.promo(Unit::Sentence, tokens.clone());
        let verbs = analysis.lists.get("call-verbs");
        promo.signals.note(Signal::Call, verbs.contains(analysis.folded(tokens.start)));
        let text = analysis.document.slice(analysis.span_of(tokens.clone()));
        let is_handle = |index: usize| {
            analysis.tokens()[index].kind == TokenKind::Handle && !is_bot(analysis.token_text(index))
        };
        let has_handle = promo.signals.has(Signal::Messenger) && tokens.clone().any(is_handle);
        promo.signals.note(Signal::Number, has_handle || holds_phone_number(text));
        let mut links = analysis.links().within(&tokens).iter();
        let stranger = links.find(|link| {
            !analysis.links().is_met_outside(&link.address.domain, &tokens)
                && analysis.links().is_stranger(analysis, &link.address, &tokens)
        });
        if let Some(link) = stranger {
            promo.target = Some(link.text);
            self.note_address(&link.address, &mut promo);
        }
        let next = tokens.end;
        let block_end = analysis.block_tokens(analysis.block_of(tokens.start)).end;
        let stops = matches!(analysis.token_text(next - 1), "." | "!" | "?" | ")" | "”" | "\"" | "…" | "...");
        promo.signals.note(Signal::RunsOn, next < block_end && !stops);
        promo
    }

    /// A promotion of some tokens, with the signals that any unit can show.
    fn promo(&self, unit: Unit, tokens: Range<usize>) -> Promo {
        let analysis = self.analysis;
        let block_index = analysis.block_of(tokens.start);
        let block = analysis.block_tokens(block_index);
        let kind = &analysis.document.blocks[block_index];
        let mut signals = Signals::default();
        let is_word = |index: usize| {
            matches!(analysis.tokens()[index].kind, TokenKind::Word | TokenKind::Number | TokenKind::Url)
        };
        let starts = !(block.start..tokens.start).any(is_word);
        let ends = !(tokens.end..block.end).any(is_word);
        signals.note(Signal::Alone, starts && ends && !self.is_in_list_of_links(block_index));
        signals.note(Signal::EndsBlock, ends && !starts);
        // A plain text does not say what is a heading; a short line may seem to be one.
        signals.note(Signal::Listed, !matches!(kind.kind, BlockKind::Paragraph | BlockKind::Heading(0)));
        signals.note(Signal::Quoted, kind.quoted);
        let found = self.offers.within(&tokens);
        signals.note(Signal::Money, found.money.is_some());
        signals.note(Signal::Pitch, found.pitches > 0);
        signals.note(Signal::SecondPitch, found.pitches > 1);
        signals.note(Signal::Talk, found.has_talk);
        signals.note(Signal::ReadyCall, found.has_call);
        signals.note(Signal::Sponsor, found.has_sponsor);
        signals.note(Signal::Messenger, found.has_messenger);
        let topical = found.money.clone().unwrap_or(tokens.clone());
        let foreign = analysis.topic().is_foreign(analysis, topical, &tokens);
        signals.note(Signal::Foreign, foreign == Some(true));
        let offer = found.money.map(|money| analysis.span_of(money));
        let span = self.span(&tokens);
        Promo {
            unit,
            tokens,
            span,
            call: None,
            target: None,
            domain: String::new(),
            offer,
            signals,
            again: Vec::new(),
        }
    }

    /// Whether a block is an item between others of a list that hold links as well: there, each stands alone.
    fn is_in_list_of_links(&self, block: usize) -> bool {
        let analysis = self.analysis;
        let is_item = |index: usize| {
            let kind = analysis.document.blocks.get(index).map(|block| &block.kind);
            matches!(kind, Some(BlockKind::ListItem))
        };
        let holds_link = |index: usize| {
            is_item(index) && !analysis.links().within(&analysis.block_tokens(index)).is_empty()
        };
        is_item(block) && (block > 0 && holds_link(block - 1) || holds_link(block + 1))
    }

    fn note_address(&self, address: &Address, promo: &mut Promo) {
        let analysis = self.analysis;
        let signals = &mut promo.signals;
        promo.domain = address.domain.clone();
        let is_new = !analysis.links().is_met_outside(&address.domain, &promo.tokens);
        signals.note(Signal::MetNowhereElse, is_new);
        let is_stranger = analysis.links().is_stranger(analysis, address, &promo.tokens);
        signals.note(Signal::Stranger, is_new && is_stranger);
        signals.note(Signal::Familiar, !is_stranger);
        let shorteners = analysis.lists.get("shorteners");
        signals.note(
            Signal::Shortener,
            shorteners.contains(&address.host) || shorteners.contains(&address.domain),
        );
        let name = address.name();
        let is_word = name.split('-').all(|part| analysis.lexicon.lookup(part).is_some());
        signals.note(Signal::UnknownName, !is_word);
        signals.note(Signal::MixedName, is_mixed(name));
        let ending = address.suffix().rsplit('.').next().unwrap_or_default();
        signals.note(Signal::CheapEnding, analysis.lists.get("cheap-endings").contains(ending));
        signals.note(Signal::EchoedName, address.echoes_name());
        signals.note(Signal::MoneyName, is_money_name(analysis, name));
        signals.note(Signal::Messenger, analysis.lists.get("messenger-hosts").contains(&address.domain));
    }

    fn note_name(&self, target: &Range<usize>, promo: &mut Promo) {
        let analysis = self.analysis;
        let text = analysis.document.slice(analysis.span_of(target.clone()));
        promo.signals.note(Signal::UnknownName, is_unknown(analysis, target.clone()));
        promo.signals.note(Signal::MixedName, is_mixed(text));
        promo.signals.note(Signal::ProperName, is_proper(text));
        promo.signals.note(Signal::LowerName, !text.contains(char::is_uppercase));
        let met = target
            .clone()
            .any(|index| analysis.topic().is_met_outside(analysis, analysis.folded(index), target));
        let is_in_code = || {
            let counts = self.runs.get_or_init(|| count_runs(analysis.document.source.text()));
            let mut runs = text.split(|c: char| !c.is_alphanumeric());
            runs.all(|run| counts.get(run).is_some_and(|&count| count > 1))
        };
        promo.signals.note(Signal::MetNowhereElse, !met && !is_in_code());
    }

    /// The sentence around a token; where an address ends it without a stop, only up to there.
    fn part_of_sentence(&self, place: usize) -> Range<usize> {
        let analysis = self.analysis;
        let sentence = analysis.sentence_of(place);
        // Long ones are cut into slices, not looked at around each place, which would take too long.
        let earliest = place - (place - sentence.start) % LONGEST_UNIT;
        let sentence = earliest..sentence.end.min(earliest + LONGEST_UNIT);
        let breaks = |index: &usize| {
            let is_address = analysis.tokens()[*index].kind == TokenKind::Url;
            let is_line_end = analysis.gap_after(*index).contains("\n\n");
            let next_starts = analysis.token_text(index + 1).starts_with(char::is_uppercase);
            is_line_end || is_address && next_starts && !analysis.gap_after(*index).is_empty()
        };
        let mut start = sentence.start;
        for end in (sentence.start..sentence.end.saturating_sub(1)).filter(breaks) {
            if place <= end {
                return start..end + 1;
            }
            start = end + 1;
        }
        start..sentence.end
    }

    /// The bytes of some tokens, with the markup of the links that they hold.
    fn span(&self, tokens: &Range<usize>) -> Span {
        let analysis = self.analysis;
        let own = analysis.source_span(analysis.span_of(tokens.clone()));
        let links = analysis.links().within(tokens).iter();
        let whole = links.filter(|link| link.tokens.end <= tokens.end);
        whole.fold(own, |span, link| Span::new(span.start.min(link.span.start), span.end.max(link.span.end)))
    }

    fn words(&self, tokens: &Range<usize>) -> String {
        tokens.clone().map(|index| self.analysis.folded(index)).collect::<Vec<_>>().join(" ")
    }
}
