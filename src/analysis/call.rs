//! Calls to action that stand ready for any target (“Visit here:”), and the bare name, address or link
//! that such a call is followed by. The words of calls are lists; their order is free.

use std::ops::Range;

use super::address::Address;
use super::facts::Analysis;
use super::links::LinkForm;
use super::lists::List;
use super::vocabulary::{Vocabulary, WordId};
use crate::text::{TokenKind, is_quote};

/// A call to action with its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bait {
    /// The call, without the mark that ends it.
    pub call: Range<usize>,
    /// The name, address or link that it is for.
    pub target: Range<usize>,
    /// Whether the next sentence follows without a stop.
    pub runs_on: bool,
    /// Whether the call has no other verbs and labels than those of references: “see”, “source”.
    pub cites: bool,
}

/// The lists of the words that calls are made of.
#[derive(Clone, Copy)]
struct CallLists<'l> {
    verbs: &'l List,
    labels: &'l List,
    others: &'l List,
}

impl<'l> CallLists<'l> {
    fn of(analysis: &Analysis<'l>) -> Self {
        let [verbs, labels, others] =
            ["call-verbs", "call-labels", "call-words"].map(|name| analysis.lists.get(name));
        Self { verbs, labels, others }
    }

    /// Whether a word makes a call.
    fn hold_head(self, vocabulary: &Vocabulary, word: WordId) -> bool {
        [self.verbs, self.labels].iter().any(|list| list.contains_word(vocabulary, word))
    }

    /// Whether the token at `index` may be part of a call.
    fn hold(self, analysis: &Analysis<'_>, index: usize) -> bool {
        let vocabulary = analysis.vocabulary();
        vocabulary.of_token(index).is_some_and(|word| {
            self.hold_head(vocabulary, word) || self.others.contains_word(vocabulary, word)
        })
    }

    /// Whether a call has no other verbs and labels than those of references.
    fn only_cite(self, analysis: &Analysis<'_>, call: &Range<usize>) -> bool {
        let vocabulary = analysis.vocabulary();
        let citing = analysis.lists.get("citing-words");
        let mut words = call.clone().filter_map(|index| vocabulary.of_token(index));
        words.all(|word| !self.hold_head(vocabulary, word) || citing.contains_word(vocabulary, word))
    }
}

/// A run of words of calls, and what ends it.
#[derive(Clone, Debug)]
struct Call {
    tokens: Range<usize>,
    /// Where the target starts.
    end: usize,
    /// Whether a colon, dash or arrow stands between call and target.
    is_marked: bool,
}

/// Longest calls and targets that are looked at, in tokens; “for more information about this please visit
/// our official website” has ten.
const LONGEST_CALL: usize = 12;
const LONGEST_TARGET: usize = 3;

/// The calls of a document that are followed by what may be a target, in order.
pub(super) fn find_baits(analysis: &Analysis<'_>) -> Vec<Bait> {
    let (vocabulary, lists) = (analysis.vocabulary(), CallLists::of(analysis));
    let heads = vocabulary.ids().filter(|&word| lists.hold_head(vocabulary, word));
    let mut starts: Vec<usize> = heads
        .flat_map(|word| vocabulary.places(word))
        .filter_map(|place| start_of(analysis, lists, place))
        .collect();
    starts.sort_unstable();
    starts.dedup();
    let mut baits: Vec<Bait> =
        starts.into_iter().filter_map(|start| bait_at(analysis, lists, start)).collect();
    baits.dedup_by(|later, earlier| later.target.start < earlier.target.end);
    baits
}

/// Where the call starts that the word at `place` belongs to.
fn start_of(analysis: &Analysis<'_>, lists: CallLists<'_>, place: usize) -> Option<usize> {
    (place.saturating_sub(LONGEST_CALL)..=place)
        .rev()
        .take_while(|&index| lists.hold(analysis, index))
        .find(|&index| is_start(analysis, index))
}

/// Whether a sentence, a line or a part set off by a mark starts with the token at `index`.
fn is_start(analysis: &Analysis<'_>, index: usize) -> bool {
    let block = analysis.block_tokens(analysis.block_of(index));
    if index == block.start || analysis.gap_after(index - 1).contains('\n') {
        return true;
    }
    let before = &analysis.tokens()[index - 1];
    match before.kind {
        TokenKind::Punctuation => {
            !matches!(analysis.token_text(index - 1), "," | "-" | "/" | "'" | "_" | "*")
        }
        TokenKind::Quote | TokenKind::Emoji | TokenKind::Url => true,
        TokenKind::Symbol => {
            matches!(analysis.token_text(index - 1), "|" | ">" | "→" | "➜" | "~" | "=" | "•")
        }
        _ => false,
    }
}

fn bait_at(analysis: &Analysis<'_>, lists: CallLists<'_>, start: usize) -> Option<Bait> {
    let call = call_at(analysis, lists, start)?;
    let target = target_at(analysis, &call)?;
    let block = analysis.block_tokens(analysis.block_of(start));
    let is_address = is_link(analysis, &target) || bare_address(analysis, &target).is_some();
    let closing =
        (target.end..block.end).find(|&index| !is_quote_token(analysis, index)).unwrap_or(block.end);
    let is_same_line = !analysis.gap_after(closing - 1).contains('\n');
    let runs_on = closing < block.end && is_same_line && is_capitalised(analysis.token_text(closing));
    let ends = closing == block.end
        || !is_same_line
        || matches!(analysis.token_text(closing), "." | "!" | ")" | "]" | "|" | ";" | "*" | "...");
    (is_address || runs_on || ends).then(|| Bait {
        cites: lists.only_cite(analysis, &call.tokens),
        call: call.tokens,
        target,
        runs_on,
    })
}

fn call_at(analysis: &Analysis<'_>, lists: CallLists<'_>, start: usize) -> Option<Call> {
    let block_end = analysis.block_tokens(analysis.block_of(start)).end;
    let last = block_end.min(start + LONGEST_CALL);
    let is_target = |index: usize| !analysis.links().within(&(index..index + 1)).is_empty();
    let words_end = (start..last)
        .find(|&index| !lists.hold(analysis, index) || index > start && is_target(index))
        .unwrap_or(last);
    let end = (words_end..block_end).find(|&index| !is_separator(analysis, index))?;
    // “link with -lm”: a hyphen that is stuck to the name alone is part of it.
    let is_stuck = |index: usize| analysis.token_text(index) != ":" && analysis.gap_after(index).is_empty();
    if end > words_end && is_stuck(end - 1) && !analysis.gap_after(end - 2).is_empty() {
        return None;
    }
    (words_end > start && end - words_end <= LONGEST_TARGET).then_some(Call {
        tokens: start..words_end,
        end,
        is_marked: end > words_end,
    })
}

fn is_separator(analysis: &Analysis<'_>, index: usize) -> bool {
    let text = analysis.token_text(index);
    match analysis.tokens()[index].kind {
        TokenKind::Emoji => true,
        TokenKind::Punctuation => {
            matches!(text, ":" | "-" | "–" | "—" | "―" | "：" | "..." | "…" | "‣" | "•" | "·" | "*")
        }
        TokenKind::Symbol => !text.starts_with(['+', '#', '$', '@', '%', '€', '£']),
        TokenKind::Quote => matches!(text, "»" | "›"),
        _ => false,
    }
}

/// The target of a call: a link, an address, or up to three names of which no dictionary knows one. A bare
/// name needs a mark before it, or the word “site” or one of its kin.
fn target_at(analysis: &Analysis<'_>, call: &Call) -> Option<Range<usize>> {
    let block = analysis.block_tokens(analysis.block_of(call.end));
    let first = (call.end..block.end).find(|&index| !is_quote_token(analysis, index))?;
    // What stands between backticks is code, or the target of a role of reStructuredText: :ref:`setup`.
    if (call.end..first).any(|index| analysis.token_text(index) == "`") {
        return None;
    }
    if let Some(link) = analysis.links().within(&(first..first + 1)).first() {
        // A longer text of a link is a title, and titles make honest references.
        let is_code = analysis.tokens()[first].kind == TokenKind::Object;
        let is_name = link.form == LinkForm::Address || !is_code && link.tokens.len() <= LONGEST_TARGET;
        return is_name.then_some(first..link.tokens.end.max(first + 1));
    }
    let glued = first..chunk_end(analysis, first, block.end);
    if bare_address(analysis, &glued).is_some() {
        return Some(glued);
    }
    if !call.is_marked && !leads_to_name(analysis, &call.tokens) {
        return None;
    }
    let mut end = first;
    let mut names = 0;
    while end < block.end && names < LONGEST_TARGET {
        let glued = chunk_end(analysis, end, block.end);
        let is_name = matches!(analysis.tokens()[end].kind, TokenKind::Word | TokenKind::Number);
        if !is_name || names > 0 && !is_unknown(analysis, end..glued) {
            break;
        }
        (end, names) = (glued, names + 1);
        if end < block.end && analysis.gap_after(end - 1).contains('\n') {
            break;
        }
    }
    (names > 0 && is_unknown(analysis, first..end)).then_some(first..end)
}

/// Whether a call may be followed by a bare name without a mark between: it ends in “site” or one of its kin,
/// or it names a sponsor.
fn leads_to_name(analysis: &Analysis<'_>, call: &Range<usize>) -> bool {
    let last = analysis.folded(call.end - 1);
    let sponsors = analysis.lists.get("sponsor-phrases").phrases();
    analysis.lists.get("site-words").contains(last)
        || last == "by"
            && call
                .clone()
                .any(|index| sponsors.at(analysis, index).is_some_and(|range| range.end == call.end))
}

/// The address that some tokens are, which prose would allow as a forgotten space: “name.in”. After a call it
/// is one, if no dictionary knows the name.
pub(super) fn bare_address(analysis: &Analysis<'_>, tokens: &Range<usize>) -> Option<Address> {
    let text = analysis.document.slice(analysis.span_of(tokens.clone()));
    let (name, ending) = text.rsplit_once('.')?;
    let is_name = name.chars().all(|c| c.is_alphanumeric() && !c.is_uppercase() || c == '-' || c == '.');
    let is_address = is_name
        && tokens.len() > 1
        && analysis.lists.get("cheap-endings").contains(ending)
        && name.split('.').all(|label| !label.is_empty() && analysis.lexicon.lookup(label).is_none());
    is_address.then(|| Address::of_text(text))?
}

/// The end of the tokens that stand together without a space: “go-page7”. Final marks are left out.
fn chunk_end(analysis: &Analysis<'_>, start: usize, block_end: usize) -> usize {
    let glued =
        (start..block_end).find(|&index| index + 1 == block_end || !analysis.gap_after(index).is_empty());
    let mut end = glued.map_or(block_end, |index| index + 1);
    while end > start + 1 && !matches!(analysis.tokens()[end - 1].kind, TokenKind::Word | TokenKind::Number) {
        end -= 1;
    }
    end
}

/// Whether some tokens hold a name of letters and digits only that no dictionary knows. What holds other
/// marks than hyphens is code or a path.
pub(super) fn is_unknown(analysis: &Analysis<'_>, tokens: Range<usize>) -> bool {
    let is_name = |text: &str| {
        text.chars().all(char::is_alphanumeric) && text.chars().filter(|c| c.is_alphabetic()).count() > 2
    };
    let mut unknown = false;
    for index in tokens {
        let text = analysis.token_text(index);
        match analysis.tokens()[index].kind {
            TokenKind::Word if !is_name(text) => return false,
            // “DEP0111” and “68becb1” are codes that mean something to a machine.
            TokenKind::Word | TokenKind::Number if is_code(text) => return false,
            TokenKind::Word => {
                let entry = analysis.lexicon.lookup(analysis.folded(index));
                let is_rare = entry.is_none_or(|entry| entry.frequency() < RARE);
                unknown |= is_rare && !analysis.lexicon.is_known(text);
            }
            TokenKind::Number => unknown |= is_name(text) && !is_measure(text),
            _ if text == "-" => {}
            _ => return false,
        }
    }
    unknown
}

/// Below this frequency (a use in six million words), a name that is written without its capital counts as
/// unknown. Known names are often written so: “source: reuters”.
const RARE: u8 = 9;

/// Whether a name is a code: capitals and digits, or the hexadecimal digits of a hash.
fn is_code(text: &str) -> bool {
    const SHORTEST_HASH: usize = 6;
    let has_digit = text.contains(|c: char| c.is_ascii_digit());
    let is_hash = text.len() >= SHORTEST_HASH && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    has_digit && (is_hash || !text.contains(char::is_lowercase))
}

/// Whether a token that starts with a digit is a measure or an ordinal and not a name: “250ms”, “21st”.
fn is_measure(text: &str) -> bool {
    let unit = text.trim_start_matches(|c: char| c.is_ascii_digit());
    unit.chars().count() < 3
}

pub(super) fn is_link(analysis: &Analysis<'_>, tokens: &Range<usize>) -> bool {
    !analysis.links().within(&(tokens.start..tokens.start + 1)).is_empty()
}

fn is_quote_token(analysis: &Analysis<'_>, index: usize) -> bool {
    analysis.tokens()[index].kind == TokenKind::Quote && analysis.token_text(index).chars().all(is_quote)
}

fn is_capitalised(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
}
