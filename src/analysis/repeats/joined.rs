//! Names side by side: “X and X”, “between X and X”, and lists in which somebody stands twice.

use super::between::{Conjunction, Link, is_talk_of};
use super::prose::{After, Before, Prose};
use super::{Repeat, RepeatKind};
use crate::analysis::people::Mention;
use crate::text::TokenKind;

/// Adds the repetitions among the mentions of a block.
pub(super) fn find(prose: &Prose<'_, '_>, mentions: &[Mention], repeats: &mut Vec<Repeat>) {
    let mut first = 0;
    while first < mentions.len() {
        let chain = chain(prose, mentions, first);
        in_chain(prose, &chain, repeats);
        first = chain.last().map_or(first, |item| item.index) + 1;
    }
}

/// A member of a list of names, and how it is linked with the one before.
struct Item<'m> {
    index: usize,
    mention: &'m Mention,
    link: Option<Link>,
}

/// The list of names that starts at a mention; of one member where nothing is linked with it.
fn chain<'m>(prose: &Prose<'_, '_>, mentions: &'m [Mention], first: usize) -> Vec<Item<'m>> {
    let mut items = vec![Item { index: first, mention: &mentions[first], link: None }];
    loop {
        let last = items.last().expect("it starts with one").index;
        // What describes a name (“former Vodafone boss”) may hold mentions of its own.
        let next = (last + 1..mentions.len().min(last + 4)).find_map(|index| {
            let link = Link::read(prose, &mentions[last], &mentions[index])?;
            if prose.is_description(&mentions[index]) {
                return None;
            }
            Some(Item { index, mention: &mentions[index], link: Some(link) })
        });
        match next {
            Some(item) => items.push(item),
            None => return items,
        }
    }
}

fn in_chain(prose: &Prose<'_, '_>, items: &[Item<'_>], repeats: &mut Vec<Repeat>) {
    let is_list = items.len() > 2 && items.iter().any(|item| item.link.is_some_and(|link| link.joins()));
    let is_ampersand = |link: Link| link.conjunction == Some(Conjunction::Ampersand);
    let is_firm = items.iter().any(|item| item.link.is_some_and(is_ampersand));
    for (place, item) in items.iter().enumerate().skip(1) {
        let before = &items[place - 1];
        let link = item.link.expect("only the first has none");
        let repeated_on = items.get(place + 1).is_some_and(|next| next.mention.words == item.mention.words);
        let repeated_before = place > 1 && items[place - 2].mention.words == item.mention.words;
        if link.joins() && is_same(prose, before.mention, item.mention) {
            let pair = Pair { prose, first: before.mention, second: item.mention, link };
            // “Wickfield and Heep, or Heep alone” offers a choice; only commas before make it a list.
            let is_list = is_list && (!link.has_comma || before.link.is_some_and(|link| !link.joins()));
            if !repeated_on && !repeated_before && pair.is_fault(is_list) {
                let is_person = prose.is_person(item.mention)
                    || prose.may_be_person(item.mention) && !prose.is_place(item.mention);
                let kind = match is_person {
                    true if is_list => RepeatKind::RollCall,
                    true => pair.kind(),
                    false if pair.names_thing() => RepeatKind::JoinedNames,
                    false => continue,
                };
                repeats.push(Repeat::new(kind, before.mention, item.mention));
            }
            continue;
        }
        let is_known = match item.mention.is_full() {
            true => prose.is_person(item.mention),
            false => {
                !is_firm && prose.is_surely_person(item.mention) && prose.people.is_named_fully(item.mention)
            }
        };
        if !is_list || !is_known {
            continue;
        }
        let earlier = items[place.saturating_sub(LONGEST_LIST)..place]
            .iter()
            .find(|earlier| is_same(prose, earlier.mention, item.mention));
        let ends = !matches!(prose.after(item.mention), After::Noun);
        let closes = items
            .last()
            .and_then(|last| last.link)
            .is_some_and(|link| link.conjunction == Some(Conjunction::And));
        let is_long = items.len() > 3 || closes && !prose.is_capitalised(item.mention.tokens.start - 1);
        if let Some(earlier) = earlier.filter(|_| ends && is_long) {
            repeats.push(Repeat::new(RepeatKind::RollCall, earlier.mention, item.mention));
        }
    }
}

fn is_same(prose: &Prose<'_, '_>, first: &Mention, second: &Mention) -> bool {
    !first.is_possessive && !second.is_possessive && prose.people.are_same(first, second)
}

/// Two mentions of one person, joined by a conjunction.
struct Pair<'p, 'm> {
    prose: &'p Prose<'p, 'p>,
    first: &'m Mention,
    second: &'m Mention,
    link: Link,
}

impl Pair<'_, '_> {
    fn kind(&self) -> RepeatKind {
        let before = self.prose.word_before(self.first);
        let between = before.is_some_and(|index| self.prose.word(index) == "between");
        let talk = self.link.conjunction == Some(Conjunction::With) || is_talk_of(self.prose, self.first);
        if between || talk { RepeatKind::Between } else { RepeatKind::Joined }
    }

    /// Whether the two are joined as two people: not as the end of one clause and the start of the next, not
    /// as a firm, a lawsuit or an emphasis.
    fn is_fault(&self, is_list: bool) -> bool {
        let prose = self.prose;
        let spelt_out = self.second.is_full() || self.second.title.is_some();
        let formal = matches!(self.link.conjunction, Some(Conjunction::Ampersand | Conjunction::Versus));
        if formal && !spelt_out
            || self.is_emphasis()
            || self.turns_back()
            || !spelt_out && self.is_told_apart()
        {
            return false;
        }
        let before = prose.before(self.first);
        if self.kind() == RepeatKind::Between {
            return prose.after(self.second) != After::Noun;
        }
        match prose.after(self.second) {
            // “…, and Anna, with a smile, …” goes on about her.
            After::Border => is_list || !self.link.has_comma || self.ends_sentence(),
            After::Function | After::PluralVerb if !self.link.has_comma => true,
            After::Function | After::PluralVerb => is_list || before != Before::Governor && spelt_out,
            After::Verb => {
                is_list
                    || self.is_described() && !self.link.has_comma
                    || !self.link.has_comma
                        && (before == Before::Opening || before == Before::Noun && spelt_out)
            }
            After::VerbOrNoun => before == Before::Opening && !self.link.has_comma,
            After::Noun => false,
        }
    }

    /// “Lee and his partner Lee”: words between that only describe the second.
    fn is_described(&self) -> bool {
        let prose = self.prose;
        let at = self.second.tokens.start - 1;
        at > self.first.tokens.end && prose.is_describing(at) && prose.is_surely_person(self.second)
    }

    /// Whether the doubled name is long enough for that of a thing: single letters are formulas.
    fn names_thing(&self) -> bool {
        let is_long = self.second.is_full() || self.second.surname().len() >= SHORTEST_THING;
        is_long && !self.link.has_comma && !self.prose.is_title(self.second)
    }

    /// “from Ann to Lee or Lee to Ann”: the way there and back.
    fn turns_back(&self) -> bool {
        let prose = self.prose;
        let after = self.second.tokens.end;
        let before = prose
            .word_before(self.first)
            .filter(|&before| matches!(prose.word(before), "to" | "into" | "from"));
        after < prose.block(self.second).end
            && before.is_some_and(|before| prose.word(before) == prose.word(after))
    }

    fn ends_sentence(&self) -> bool {
        let after = self.second.tokens.end;
        after >= self.prose.block(self.second).end || matches!(self.prose.word(after), "." | ";" | "!" | "?")
    }

    /// “Smith and Smith (1922)”, “Nicholas of Cusa and Nicholas of Oresme”: namesakes.
    fn is_told_apart(&self) -> bool {
        let prose = self.prose;
        let block = prose.block(self.second);
        let after = self.second.tokens.end;
        if self.first.is_full() || after + 1 >= block.end {
            return false;
        }
        let has_origin = matches!(prose.word(self.first.tokens.end), "of" | "the" | "from" | "(");
        let dated =
            matches!(prose.word(after), "(" | "[" | ",") && prose.kind(after + 1) == TokenKind::Number;
        let named = matches!(prose.word(after), "of" | "the" | "from" | "de" | "von")
            && prose.is_capitalised(after + 1);
        has_origin || dated || named
    }

    /// “only Smith and Smith alone”.
    fn is_emphasis(&self) -> bool {
        let prose = self.prose;
        let block = prose.block(self.first);
        let after = self.second.tokens.end;
        let before = self.first.tokens.start;
        after < block.end && prose.is_emphasis(after) || before > block.start && prose.is_emphasis(before - 1)
    }
}

/// So far back, in names, somebody is looked for who stands twice in a list.
const LONGEST_LIST: usize = 100;

/// Fewest letters of a single name that is believed to name a thing.
const SHORTEST_THING: usize = 3;
