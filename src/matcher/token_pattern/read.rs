//! Reads token patterns. Each fault is reported at the item, or the part of one, that is wrong.

use std::borrow::Cow;
use std::ops::Range;

use regex::Regex;

use super::class::Class;
use super::item::{Condition, Item, TokenRegex};
use super::pattern::Pattern;
use crate::document::TextSpan;
use crate::lexicon::Form;
use crate::matcher::{Context, Trust};
use crate::settings::Spanned;
use crate::source::Span;
use crate::text::{fold, tokenize};

/// The item for the word itself, in patterns of what stands around a word.
const SLOT: &str = "_";

/// Tokens that an open repetition may take: no clause is longer, and the work stays bounded.
const LONGEST_RUN: usize = 64;

/// The word in lower case, copied only if it changes.
fn folded(word: String) -> String {
    match fold(&word) {
        Cow::Owned(folded) => folded,
        Cow::Borrowed(_) => word,
    }
}

impl Pattern {
    /// Reads a pattern of tokens in a row; its faults are reported.
    pub(in crate::matcher) fn read(text: &Spanned<String>, context: &Context<'_>) -> Option<Self> {
        let reader = Reader { text, context };
        let parsed = reader.items()?;
        if let Some((slot, _)) = parsed.slots.first() {
            let help = "name what must stand there; “[token]” is anything";
            return reader.fault(slot.clone(), "“_” stands for a word that this kind of rule lacks", help);
        }
        let Some(anchor) = Self::choose_anchor(&parsed.items, context.lexicon) else {
            let help = "let it hold at least one item that stands for just one token";
            return reader.fault(0..text.value.len(), "the pattern needs no token at all", help);
        };
        let reported = parsed.reported.unwrap_or(0..parsed.items.len());
        Some(Self::new(parsed.items, reported, parsed.captures, anchor))
    }

    /// Reads a pattern of what stands around a word, which “_” is; its faults are reported.
    pub(in crate::matcher) fn read_frame(text: &Spanned<String>, context: &Context<'_>) -> Option<Self> {
        let reader = Reader { text, context };
        let parsed = reader.items()?;
        let whole = 0..text.value.len();
        let [(_, slot)] = parsed.slots[..] else {
            let help = "write “_” once, where the word itself stands";
            return reader.fault(whole, "the frame must hold “_” once", help);
        };
        if parsed.items.len() < 2 {
            let help = "name at least one neighbour: without one, the word would always be wrong";
            return reader.fault(whole, "the frame holds nothing but the word", help);
        }
        Some(Self::new(parsed.items, slot..slot + 1, Vec::new(), (slot, None)))
    }
}

/// What the items of a pattern say.
#[derive(Default)]
struct Parsed {
    items: Vec<Item>,
    reported: Option<Range<usize>>,
    captures: Vec<(String, usize)>,
    /// The places of “_” in the text, and among the items.
    slots: Vec<(Range<usize>, usize)>,
}

struct Reader<'r, 'c> {
    text: &'r Spanned<String>,
    context: &'r Context<'c>,
}

impl Reader<'_, '_> {
    fn fault<T>(&self, range: Range<usize>, message: &str, help: &str) -> Option<T> {
        self.context.faults.add_with_help("rules/bad-token-pattern", self.part(range), message, help);
        None
    }

    fn part(&self, range: Range<usize>) -> Span {
        self.context.faults.part(self.text, range)
    }

    fn items(&self) -> Option<Parsed> {
        let mut parsed = Parsed::default();
        let mut opened: Option<(usize, usize)> = None;
        let mut is_sound = true;
        for mut range in self.parts() {
            let index = parsed.items.len();
            let part = &self.text.value[range.clone()];
            if part == SLOT {
                parsed.slots.push((range.clone(), index));
            }
            let is_long = |range: &Range<usize>| range.len() > 1;
            if is_long(&range) && part.starts_with('<') {
                is_sound &= opened.is_none() && parsed.reported.is_none() || self.second_mark(range.clone());
                opened = Some((index, range.start));
                range.start += 1;
            }
            let part = &self.text.value[range.clone()];
            let closes = is_long(&range) && part.ends_with('>') && !part.ends_with("\\>");
            if closes {
                let help = "write < before the first item that is reported, and > behind the last";
                match opened.take() {
                    Some((first, _)) => parsed.reported = Some(first..index + 1),
                    None => {
                        self.fault::<()>(range.end - 1..range.end, "a “>” without its “<”", help);
                        is_sound = false;
                    }
                }
                range.end -= 1;
            }
            if let Some((name, rest)) = self.capture(&range) {
                parsed.captures.push((name, index));
                range = rest;
            }
            match self.item(range) {
                Some(item) => parsed.items.push(item),
                None => {
                    parsed.items.push(Item::any());
                    is_sound = false;
                }
            }
        }
        if let Some((_, at)) = opened {
            return self.fault(
                at..at + 1,
                "a “<” without its “>”",
                "write > behind the last item that is reported",
            );
        }
        is_sound.then_some(parsed)
    }

    fn second_mark(&self, range: Range<usize>) -> bool {
        self.fault::<()>(
            range,
            "a second “<”",
            "one part is reported; write another pattern for another part",
        );
        false
    }

    /// The parts between the spaces.
    fn parts(&self) -> Vec<Range<usize>> {
        let text = &self.text.value;
        let offset = |part: &str| part.as_ptr() as usize - text.as_ptr() as usize;
        text.split_whitespace().map(|part| offset(part)..offset(part) + part.len()).collect()
    }

    /// The name of a captured item, and the item.
    fn capture(&self, range: &Range<usize>) -> Option<(String, Range<usize>)> {
        let part = &self.text.value[range.clone()];
        let (name, rest) = part.split_once(':')?;
        let is_name = name.starts_with(|c: char| c.is_ascii_lowercase())
            && name.chars().all(|c| c.is_ascii_lowercase() || c == '-');
        (is_name && !rest.is_empty()).then(|| (name.to_owned(), range.start + name.len() + 1..range.end))
    }

    fn item(&self, range: Range<usize>) -> Option<Item> {
        let (body, least, most) = self.repetition(range)?;
        let part = &self.text.value[body.clone()];
        if part == SLOT {
            return Some(Item::any());
        }
        if matches!(part, "…" | "...") {
            let is_plain = least == 1 && most == 1;
            let (least, most) = if is_plain { (0, LONGEST_RUN) } else { (least, most) };
            return Some(Item::new(Vec::new(), least, most));
        }
        let parts = self.split(body, '&');
        let mut conditions = Vec::with_capacity(parts.len());
        for part in parts {
            conditions.push(self.condition(part)?);
        }
        Some(Item::new(conditions, least, most))
    }

    /// The item without its repetition, and that.
    fn repetition(&self, range: Range<usize>) -> Option<(Range<usize>, usize, usize)> {
        let part = &self.text.value[range.clone()];
        let Some(last) = part.chars().last().filter(|last| part.len() > last.len_utf8()) else {
            return Some((range, 1, 1));
        };
        let shorter = range.start..range.end - last.len_utf8();
        if self.text.value[shorter.clone()].ends_with('\\') {
            return Some((range, 1, 1));
        }
        match last {
            '?' => Some((shorter, 0, 1)),
            '*' => Some((shorter, 0, LONGEST_RUN)),
            '+' => Some((shorter, 1, LONGEST_RUN)),
            '}' => {
                let open = part.rfind('{').filter(|&open| open > 0);
                let numbers = open.and_then(|open| bounds(&part[open + 1..part.len() - 1]));
                match (open, numbers) {
                    (Some(open), Some((least, most))) => Some((range.start..range.start + open, least, most)),
                    _ => {
                        let help = "write {2}, {0,3} or {1,}; the greatest number is 64";
                        self.fault(range, "no such repetition", help)
                    }
                }
            }
            _ => Some((range, 1, 1)),
        }
    }

    fn condition(&self, range: Range<usize>) -> Option<Condition> {
        let part = &self.text.value[range.clone()];
        let is_negated = part.len() > 1 && part.starts_with('!');
        let mut condition = Condition { is_negated, ..Condition::default() };
        for choice in self.split(range.start + usize::from(is_negated)..range.end, '|') {
            self.choice(choice, &mut condition)?;
        }
        Some(condition)
    }

    fn choice(&self, range: Range<usize>, condition: &mut Condition) -> Option<()> {
        let part = &self.text.value[range.clone()];
        match part {
            "" => return self.fault(range, "a choice is empty", "write \\| for the mark itself"),
            "^" => condition.at_start = true,
            "$" => condition.at_end = true,
            _ => {
                let is_marked = part.len() > 1;
                let (is_exact, inner) = match part.strip_prefix('=').filter(|_| is_marked) {
                    Some(rest) => (true, rest),
                    None => (false, part),
                };
                let start = range.end - inner.len();
                if let Some(name) = inner.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                    let span = self.part(start + 1..range.end - 1);
                    condition.classes.push(Class::read(name, span, self.context)?);
                } else if let Some(regex) = inner.strip_prefix('/').and_then(|rest| rest.strip_suffix('/')) {
                    let regex = self.regex(regex, start + 1..range.end - 1)?;
                    condition.regexes.push(TokenRegex::new(regex, is_exact));
                } else if let Some(base) = inner.strip_prefix('~').filter(|base| !base.is_empty()) {
                    self.inflected(base, start + 1..range.end, condition)?;
                } else {
                    let word = self.word(inner, start..range.end)?;
                    match is_exact {
                        true => condition.exact.push(word),
                        false => condition.words.insert(&folded(word)),
                    }
                }
            }
        }
        Some(())
    }

    /// Adds all forms of a word, or of the words of a list.
    fn inflected(&self, base: &str, range: Range<usize>, condition: &mut Condition) -> Option<()> {
        match base.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            Some(name) => {
                let name =
                    Spanned { value: name.to_owned(), span: self.part(range.start + 1..range.end - 1) };
                let list = self.context.list(&name)?;
                condition.words.extend(list.entries().flat_map(|entry| self.forms(&fold(entry))));
            }
            None => {
                let word = self.word(base, range)?;
                condition.words.extend(self.forms(&fold(&word)));
            }
        }
        Some(())
    }

    /// The forms of a word, but for its possessive.
    fn forms(&self, word: &str) -> Vec<String> {
        let forms = self.context.lexicon.forms(word);
        forms.into_iter().filter(|(form, _)| *form != Form::Possessive).map(|(_, text)| text).collect()
    }

    /// The expression for a whole token, which is known to compile.
    fn regex(&self, regex: &str, range: Range<usize>) -> Option<String> {
        let whole = format!("^(?:{regex})$");
        if self.context.trust == Trust::Tested {
            return Some(whole);
        }
        match Regex::new(&whole) {
            Ok(_) => Some(whole),
            Err(error) => {
                let cause = error.to_string();
                let cause = cause.lines().last().unwrap_or_default().trim_start_matches("error: ");
                self.fault(
                    range,
                    &format!("no sound expression: {cause}"),
                    "it is held against one whole token",
                )
            }
        }
    }

    /// A word without its backslashes; it must be one token, or nothing would ever fit.
    fn word(&self, written: &str, range: Range<usize>) -> Option<String> {
        if written.bytes().all(|byte| byte.is_ascii_alphabetic()) {
            return Some(written.to_owned());
        }
        let mut word = String::with_capacity(written.len());
        let mut is_escaped = false;
        for c in written.chars() {
            is_escaped = c == '\\' && !is_escaped;
            if !is_escaped {
                word.push(c);
            }
        }
        let mut tokens = Vec::new();
        tokenize(&word, TextSpan::new(0, word.len()), &mut tokens);
        if tokens.len() == 1 {
            return Some(word);
        }
        let parts: Vec<&str> = tokens.iter().map(|token| token.text(&word)).collect();
        let help = format!("write “{}”, each as an item of its own", parts.join(" "));
        self.fault(range, &format!("“{word}” is {} tokens, and an item is one", tokens.len()), &help)
    }

    /// The parts of a range between marks that stand outside brackets and expressions.
    fn split(&self, range: Range<usize>, mark: char) -> Vec<Range<usize>> {
        let text = &self.text.value[range.clone()];
        let mut chars = text.chars();
        if chars.next().is_some() && chars.as_str().is_empty() {
            return vec![range];
        }
        let mut start = 0;
        if !text.contains(['\\', '/']) {
            let part = |part: &str| {
                let from = range.start + start;
                start += part.len() + mark.len_utf8();
                from..from + part.len()
            };
            return text.split(mark).map(part).collect();
        }
        let mut parts = Vec::new();
        let (mut is_escaped, mut in_regex) = (false, false);
        let opens = |at: usize| {
            let is_alone = matches!(text[at + 1..].chars().next(), None | Some('|' | '&'));
            !is_alone && matches!(text[..at].chars().last(), None | Some('|' | '&' | '!' | '='))
        };
        for (at, c) in text.char_indices() {
            match c {
                _ if is_escaped => is_escaped = false,
                '\\' => is_escaped = true,
                '/' if in_regex || opens(at) => in_regex = !in_regex,
                c if c == mark && !in_regex => {
                    parts.push(range.start + start..range.start + at);
                    start = at + mark.len_utf8();
                }
                _ => {}
            }
        }
        parts.push(range.start + start..range.end);
        parts
    }
}

/// `{2}`, `{0,3}`, `{1,}`.
fn bounds(text: &str) -> Option<(usize, usize)> {
    let (least, most) = match text.split_once(',') {
        Some((least, "")) => (least.trim().parse().ok()?, LONGEST_RUN),
        Some((least, most)) => (least.trim().parse().ok()?, most.trim().parse().ok()?),
        None => (text.trim().parse().ok()?, text.trim().parse().ok()?),
    };
    (least <= most && (1..=LONGEST_RUN).contains(&most)).then_some((least, most))
}
