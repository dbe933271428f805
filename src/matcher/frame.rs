//! Frames: what must stand around a word. A frame is a row of items with “_” for the word itself; an item is
//! a word, a choice of words, or a class of words, which is a list of the rule set or told by the word's form.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::kind::Context;
use crate::analysis::{Analysis, List};
use crate::settings::Spanned;
use crate::text::{TokenKind, fold};

/// What must stand around a word.
#[derive(Debug)]
pub(super) struct Frame {
    /// The items before the word, the nearest first.
    before: Vec<Item>,
    /// The items after the word.
    after: Vec<Item>,
}

#[derive(Debug)]
struct Item {
    words: FxHashSet<String>,
    classes: Vec<Class>,
    /// Whether anything but these must stand there.
    is_negated: bool,
}

/// A class of tokens that no list need hold.
#[derive(Debug)]
enum Class {
    /// Any word.
    Word,
    /// A number in digits.
    Number,
    /// A word with a capital.
    Name,
    /// A word that ends so, and has a stem of three letters or more: *-ing*, *-ed*, *-ly*, *-est*.
    Ending(&'static str),
    /// The start of a sentence: nothing before, or a mark that ends one.
    Start,
    /// The end of a clause: a stop, comma, colon, bracket, or the end of the block.
    End,
    /// A list of the rule set.
    Listed(List),
}

const CLASSES: &[&str] = &["word", "number", "name", "ing", "ed", "ly", "est"];

impl Frame {
    /// Reads a frame; its faults are reported.
    pub(super) fn read(text: &Spanned<String>, context: &Context<'_>) -> Option<Self> {
        let parts: Vec<&str> = text.value.split_whitespace().collect();
        let mut slots = parts.iter().enumerate().filter(|(_, part)| **part == SLOT);
        let (Some((slot, _)), None) = (slots.next(), slots.next()) else {
            let help = "write “_” once, where the word itself stands";
            context.faults.add_with_help("rules/bad-frame", text.span, "the frame must hold “_” once", help);
            return None;
        };
        if parts.len() < 2 {
            let help = "name at least one neighbour: without one, the word would always be wrong";
            context.faults.add_with_help(
                "rules/bad-frame",
                text.span,
                "the frame holds nothing but the word",
                help,
            );
            return None;
        }
        let mut read = |part: &&str| Item::read(part, text, context);
        let before: Option<Vec<Item>> = parts[..slot].iter().rev().map(&mut read).collect();
        let after: Option<Vec<Item>> = parts[slot + 1..].iter().map(&mut read).collect();
        Some(Self { before: before?, after: after? })
    }

    /// Whether the frame fits around the token at `place` in a block.
    pub(super) fn fits(&self, analysis: &Analysis<'_>, block: &Range<usize>, place: usize) -> bool {
        let at = |index: Option<usize>| index.filter(|index| block.contains(index));
        (1..).zip(&self.before).all(|(step, item)| item.fits(analysis, at(place.checked_sub(step))))
            && (1..).zip(&self.after).all(|(step, item)| item.fits(analysis, at(Some(place + step))))
    }
}

const SLOT: &str = "_";

impl Item {
    fn read(part: &str, frame: &Spanned<String>, context: &Context<'_>) -> Option<Self> {
        let (is_negated, choices) = match part.strip_prefix('!') {
            Some(rest) if !rest.is_empty() => (true, rest),
            _ => (false, part),
        };
        let mut item = Self { words: FxHashSet::default(), classes: Vec::new(), is_negated };
        for choice in choices.split('|') {
            match choice.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
                Some(name) => item.classes.push(Class::read(name, frame, context)?),
                None if choice == "^" => item.classes.push(Class::Start),
                None if choice == "$" => item.classes.push(Class::End),
                None => {
                    item.words.insert(fold(choice).into_owned());
                }
            }
        }
        Some(item)
    }

    fn fits(&self, analysis: &Analysis<'_>, index: Option<usize>) -> bool {
        let is_among = match index {
            Some(index) => {
                self.words.contains(analysis.folded(index))
                    || self.classes.iter().any(|class| class.holds(analysis, index))
            }
            None => self.classes.iter().any(|class| matches!(class, Class::Start | Class::End)),
        };
        is_among != self.is_negated
    }
}

impl Class {
    fn read(name: &str, frame: &Spanned<String>, context: &Context<'_>) -> Option<Self> {
        Some(match name {
            "word" => Self::Word,
            "number" => Self::Number,
            "name" => Self::Name,
            "ing" => Self::Ending("ing"),
            "ed" => Self::Ending("ed"),
            "ly" => Self::Ending("ly"),
            "est" => Self::Ending("est"),
            _ if context.lists.names().any(|list| list == name) => {
                Self::Listed(context.lists.get(name).clone())
            }
            _ => {
                let known: Vec<&str> = CLASSES.iter().copied().chain(context.lists.names()).collect();
                context.faults.add_unknown("rules/unknown-class", frame.span, "class or list", name, &known);
                return None;
            }
        })
    }

    fn holds(&self, analysis: &Analysis<'_>, index: usize) -> bool {
        let kind = analysis.tokens()[index].kind;
        let is_word = kind == TokenKind::Word;
        match self {
            Self::Word => is_word,
            Self::Number => kind == TokenKind::Number,
            Self::Name => is_word && analysis.token_text(index).starts_with(char::is_uppercase),
            Self::Ending(ending) => {
                is_word
                    && analysis
                        .folded(index)
                        .strip_suffix(ending)
                        .is_some_and(|stem| stem.len() >= SHORTEST_STEM)
            }
            Self::Start => matches!(analysis.token_text(index), "." | "!" | "?" | "“" | "\""),
            Self::End => {
                matches!(kind, TokenKind::Punctuation | TokenKind::Quote)
                    && !matches!(analysis.token_text(index), "-" | "/" | "…" | "'" | "*")
            }
            Self::Listed(list) => is_word && list.contains(analysis.folded(index)),
        }
    }
}

/// Shorter stems are no stems: *sing*, *bed*.
const SHORTEST_STEM: usize = 3;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{Lists, Scope};
    use crate::document::Document;
    use crate::lexicon::Lexicon;
    use crate::settings::Faults;
    use crate::source::{Source, Span};

    fn read(frame: &str, context: &Context<'_>) -> Option<Frame> {
        let text = Spanned { value: frame.to_owned(), span: Span::new(0, frame.len()) };
        Frame::read(&text, context)
    }

    /// Whether `frame` fits around the first “oar” of `text`.
    fn check(frame: &str, text: &str, expected: bool) {
        let mut lists = Lists::default();
        lists.insert("colours", List::new(["red".to_owned(), "green".to_owned()]));
        let faults = Faults::default();
        let context = Context { lists: &lists, scope: &Scope::default(), faults: &faults };
        let frame = read(frame, &context).expect("the frame is sound");
        let source = Source::new("text.txt", text);
        let document = Document::parse(&source);
        let lexicon = Lexicon::english();
        let analysis = Analysis::new(&document, &lexicon, &lists);
        let place = (0..analysis.tokens().len())
            .find(|&index| analysis.folded(index) == "oar")
            .expect("the text holds the word");
        let block = analysis.block_tokens(analysis.block_of(place));
        assert_eq!(frame.fits(&analysis, &block, place), expected, "{text}");
    }

    #[test]
    fn frames_hold_neighbours_against_words_and_classes() {
        for (frame, text, expected) in [
            ("the|an _", "An oar broke.", true),
            ("the|an _", "No oar broke.", false),
            ("_ [colours]", "One oar red, one green.", true),
            ("_ [colours]|[number]", "Oar 7 is lost.", true),
            ("_ [colours]|[number]", "Oar seven is lost.", false),
            ("[ing] _", "The rowing oar.", true),
            ("[ing] _", "The king oar.", false),
            ("_ $", "He held the oar", true),
            ("_ $", "The oar, he said.", true),
            ("^ _", "Oar in hand, he left.", true),
            ("^ _", "It sank. Oar and all.", true),
            ("^ _", "It sank, oar and all.", false),
            ("!an _ was", "The oar was lost.", true),
            ("!an _ was", "An oar was lost.", false),
            ("his|[name] [colours] _ $", "Anna green oar.", true),
        ] {
            check(frame, text, expected);
        }
    }

    #[test]
    fn faulty_frames_are_reported() {
        for (frame, code) in [
            ("the oar", "rules/bad-frame"),
            ("_ or _", "rules/bad-frame"),
            ("_", "rules/bad-frame"),
            ("_ [colour]", "rules/unknown-class"),
        ] {
            let mut lists = Lists::default();
            lists.insert("colours", List::new(["red".to_owned()]));
            let faults = Faults::default();
            assert!(
                read(frame, &Context { lists: &lists, scope: &Scope::default(), faults: &faults }).is_none()
            );
            let found = faults.into_sorted();
            assert_eq!(found.len(), 1, "{frame}");
            assert_eq!(found[0].rule.as_str(), code, "{frame}");
        }
    }
}
