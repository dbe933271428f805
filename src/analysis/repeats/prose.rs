//! What stands around a mention: whether it is the subject or the object of its clause, and whether the
//! name is finished or only describes the noun behind it.

use std::ops::Range;

use crate::analysis::facts::Analysis;
use crate::analysis::lists::List;
use crate::analysis::people::{Mention, People};
use crate::document::TextSpan;
use crate::lexicon::Classes;
use crate::text::TokenKind;

/// What stands before a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Before {
    /// The clause starts here.
    Opening,
    /// A preposition or a verb, whose object the mention is.
    Governor,
    /// Something else: a noun, most likely.
    Noun,
}

/// What stands behind a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum After {
    /// A mark or the end of the block.
    Border,
    /// A preposition, a conjunction, an article: the name is finished.
    Function,
    /// A verb that needs a plural subject.
    PluralVerb,
    /// Another verb, or an adverb before one.
    Verb,
    /// A word that is a verb or a noun: “fly”, “work”.
    VerbOrNoun,
    /// Most likely a noun that the name describes: “Elvis impersonators”.
    Noun,
}

/// An analysis with the lists that tell words apart.
pub(super) struct Prose<'p, 'a> {
    pub analysis: &'p Analysis<'a>,
    pub people: &'p People,
    prepositions: &'p List,
    finishers: &'p List,
    openers: &'p List,
    auxiliaries: &'p List,
    plurals: &'p List,
    adverbs: &'p List,
    reporting: &'p List,
    upon: &'p List,
    towards: &'p List,
    giving: &'p List,
    nouns: &'p List,
    pub(super) titles: &'p List,
    pub(super) courtesies: [&'p List; 2],
    mirrors: &'p List,
    emphases: &'p List,
    borders: &'p List,
    talks: &'p List,
    pub(super) calendar: &'p List,
    pub(super) eponyms: &'p List,
    pub(super) formal: &'p List,
    pub(super) suffixes: &'p List,
}

/// How a verb reaches the other person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reach {
    /// “greets somebody”.
    Upon,
    /// “waves to somebody”, “hands a letter to somebody”.
    Towards,
}

impl<'p, 'a> Prose<'p, 'a> {
    pub fn new(analysis: &'p Analysis<'a>) -> Self {
        let list = |name| analysis.lists.get(name);
        Self {
            analysis,
            people: analysis.people(),
            prepositions: list("prepositions"),
            finishers: list("after-name-words"),
            openers: list("clause-openers"),
            auxiliaries: list("auxiliary-verbs"),
            plurals: list("plural-verbs"),
            adverbs: list("adverbs-beside-verbs"),
            reporting: list("reporting-verbs"),
            upon: list("verbs-upon-people"),
            towards: list("verbs-towards-people"),
            giving: list("verbs-of-giving"),
            nouns: list("person-nouns"),
            titles: list("titles"),
            courtesies: ["titles-of-men", "titles-of-women"].map(list),
            mirrors: list("mirror-words"),
            emphases: list("emphasis-words"),
            borders: list("clause-words"),
            talks: list("talk-nouns"),
            calendar: list("calendar-names"),
            eponyms: list("eponyms"),
            formal: list("contract-words"),
            suffixes: list("name-suffixes"),
        }
    }

    pub fn word(&self, index: usize) -> &str {
        self.analysis.folded(index)
    }

    pub fn kind(&self, index: usize) -> TokenKind {
        self.analysis.tokens()[index].kind
    }

    pub fn is_capitalised(&self, index: usize) -> bool {
        self.analysis.is_word(index)
            && self.analysis.token_text(index).chars().next().is_some_and(char::is_uppercase)
    }

    /// Whether the token stands in a quotation, where people say names as they like.
    pub fn is_within_quotation(&self, index: usize) -> bool {
        let span = self.analysis.tokens()[index].span();
        let quotations = self.analysis.quotations();
        let holds = |quotation: &TextSpan| quotation.start <= span.start && span.end <= quotation.end;
        let until = quotations.partition_point(|quotation| quotation.start <= span.start);
        quotations[..until].iter().rev().take(NESTED).any(holds)
    }

    /// The tokens of the block that holds a mention.
    pub fn block(&self, mention: &Mention) -> Range<usize> {
        self.analysis.block_tokens(self.analysis.block_of(mention.tokens.start))
    }

    pub fn before(&self, mention: &Mention) -> Before {
        let block = self.block(mention);
        let at = self.description_start(mention);
        if at == block.start {
            return Before::Opening;
        }
        // “On Friday Ann Lee met …”: the day stands before the subject.
        if self.calendar.contains(self.word(at - 1)) {
            return Before::Opening;
        }
        if self.is_governor(at - 1) {
            return Before::Governor;
        }
        // Other words before the name may be its description; a verb among them makes it an object.
        for index in (block.start..at).rev().take(LONGEST_SUBJECT) {
            match self.kind(index) {
                TokenKind::Word if self.openers.contains(self.word(index)) => return Before::Opening,
                TokenKind::Word if self.is_governor(index) || self.is_auxiliary(index) => {
                    return Before::Noun;
                }
                TokenKind::Word | TokenKind::Number => {}
                _ if self.is_hyphen(index) => {}
                _ => return Before::Opening,
            }
        }
        if at - block.start <= LONGEST_SUBJECT { Before::Opening } else { Before::Noun }
    }

    /// Whether the mention stands where a clause starts, words that describe it aside.
    pub fn opens_clause(&self, mention: &Mention) -> bool {
        let at = self.description_start(mention);
        at == self.block(mention).start
            || self.kind(at - 1) != TokenKind::Word && !self.is_hyphen(at - 1)
            || self.openers.contains(self.word(at - 1)) && !self.is_relative(at - 1)
            || self.calendar.contains(self.word(at - 1))
    }

    /// “the news that”, “a thing which”: a clause that describes the noun before.
    fn is_relative(&self, index: usize) -> bool {
        let is_pronoun = matches!(self.word(index), "that" | "which" | "who" | "whom" | "what");
        let after_verb = |before: usize| self.is_verb(self.word(before)) || self.is_reporting(before);
        is_pronoun && index > 0 && self.analysis.is_word(index - 1) && !after_verb(index - 1)
    }

    /// Whether words near before a name make it another’s: “his son John Lee”, “the film Ann Lee”.
    pub fn is_namesake(&self, gap: Range<usize>) -> bool {
        let start = gap.end.saturating_sub(NEAR).max(gap.start);
        let belongs =
            |index: &usize| self.kind(*index) == TokenKind::Word && !self.borders.contains(self.word(*index));
        (start..gap.end).rev().take_while(belongs).any(|index| self.is_eponym(index))
    }

    /// Whether the token is a preposition or a verb, which governs a name behind it.
    fn is_governor(&self, index: usize) -> bool {
        let word = self.word(index);
        self.kind(index) == TokenKind::Word
            && !self.openers.contains(word)
            && (self.prepositions.contains(word) || self.is_verb(word) || word.ends_with("ing"))
    }

    /// The token before a mention and the words that describe it, if it stands in the same block.
    pub fn word_before(&self, mention: &Mention) -> Option<usize> {
        let block = self.block(mention);
        self.description_start(mention).checked_sub(1).filter(|at| *at >= block.start)
    }

    /// Where the words start that describe a name: “his cousin Elizabeth”, “Spain’s Carlos Vidal”, “former
    /// Vodafone boss Jane Doe”.
    fn description_start(&self, mention: &Mention) -> usize {
        let block = self.block(mention);
        let mut at = mention.tokens.start;
        let mut has_noun = false;
        while at > block.start && self.analysis.is_word(at - 1) {
            let noun = self.is_describing(at - 1);
            let possessive = self.is_capitalised(at - 1) && self.word(at - 1).ends_with("'s");
            let attribute =
                has_noun && (self.is_capitalised(at - 1) || ATTRIBUTES.contains(&self.word(at - 1)));
            if !noun && !possessive && !attribute {
                break;
            }
            has_noun = true;
            at -= 1;
        }
        at
    }

    pub fn after(&self, mention: &Mention) -> After {
        self.after_token(mention.tokens.end, mention)
    }

    /// What stands at a token that follows a mention, or what is said of it between commas.
    pub fn after_token(&self, at: usize, mention: &Mention) -> After {
        if at >= self.block(mention).end {
            return After::Border;
        }
        match self.kind(at) {
            TokenKind::Word => self.after_word(at),
            TokenKind::Punctuation if self.word(at) == "/" => After::Noun,
            TokenKind::Punctuation | TokenKind::Quote => After::Border,
            _ => After::Noun,
        }
    }

    fn after_word(&self, at: usize) -> After {
        let word = self.word(at);
        if self.is_capitalised(at) {
            return After::Noun;
        }
        if self.plurals.contains(word) {
            return After::PluralVerb;
        }
        if self.adverbs.contains(word) || word.ends_with("ly") {
            return After::Verb;
        }
        if self.prepositions.contains(word) || self.finishers.contains(word) {
            return After::Function;
        }
        // “Trump appointed judges” is rare enough beside “Trump appointed him”.
        if self.auxiliaries.contains(word) || self.is_verb(word) || self.is_finite(at) {
            return After::Verb;
        }
        if self.is_base_of_verb(word) { After::VerbOrNoun } else { After::Noun }
    }

    /// Whether the word can only be a verb in its place, or is one by the object or the preposition behind it:
    /// “plans to”, “defends the”.
    fn is_finite(&self, index: usize) -> bool {
        let classes = self.analysis.classes(index);
        let verbal = Classes::FINITE.or(Classes::MODAL).or(Classes::AUXILIARY);
        let opens = |next: usize| {
            self.analysis.is_word(next)
                && self
                    .analysis
                    .classes(next)
                    .is_within(Classes::DETERMINER.or(Classes::PRONOUN).or(Classes::MODAL))
        };
        classes.is_within(verbal.or(Classes::PARTICIPLE))
            || classes.intersects(Classes::THIRD.or(Classes::PAST)) && opens(index + 1)
    }

    /// Whether a past tense can be made of the word.
    fn is_base_of_verb(&self, word: &str) -> bool {
        let past = match word.as_bytes() {
            [.., b'e'] => format!("{word}d"),
            [stem @ .., b'y'] if !stem.ends_with(b"a") && !stem.ends_with(b"o") && !stem.ends_with(b"e") => {
                format!("{}ied", &word[..word.len() - 1])
            }
            _ => format!("{word}ed"),
        };
        !word.ends_with('s') && self.analysis.lexicon.lookup(&past).is_some()
    }

    /// Whether the word is a verb of the lists or looks like a past tense.
    pub fn is_verb(&self, word: &str) -> bool {
        self.upon.contains(word)
            || self.towards.contains(word)
            || self.giving.contains(word)
            || self.reporting.contains(word)
            || PASTS.contains(&word)
            || word.len() > 4 && word.ends_with("ed")
    }

    /// How the verb at a token reaches another person, if it is one that does.
    pub fn reach(&self, index: usize) -> Option<Reach> {
        let word = self.word(index);
        if self.upon.contains(word) {
            Some(Reach::Upon)
        } else {
            (self.towards.contains(word) || self.giving.contains(word)).then_some(Reach::Towards)
        }
    }

    /// Whether the token is a hyphen within a compound.
    pub fn is_hyphen(&self, index: usize) -> bool {
        let is_tied = |index: usize| self.analysis.gap_after(index).is_empty();
        let is_single = |index: usize| self.word(index) != "-";
        self.word(index) == "-"
            && index > 0
            && index + 1 < self.analysis.tokens().len()
            && is_tied(index - 1)
            && is_single(index - 1)
            && is_single(index + 1)
    }

    pub fn is_emphasis(&self, index: usize) -> bool {
        self.emphases.contains(self.word(index))
    }

    pub fn is_reporting(&self, index: usize) -> bool {
        self.reporting.contains(self.word(index))
    }

    pub fn is_preposition(&self, index: usize) -> bool {
        self.prepositions.contains(self.word(index))
    }

    pub fn is_auxiliary(&self, index: usize) -> bool {
        self.auxiliaries.contains(self.word(index))
    }

    pub fn is_adverb(&self, index: usize) -> bool {
        let word = self.word(index);
        self.adverbs.contains(word) || word.ends_with("ly") && word.len() > 4
    }

    /// Whether another clause starts with the token, or its sentence is about the same person on purpose.
    pub fn is_clause_border(&self, index: usize) -> bool {
        let opens =
            self.is_reporting(index) && self.reach(index).is_none() && !self.is_preposition(index + 1);
        self.borders.contains(self.word(index)) || opens
    }

    /// Whether the word belongs to sentences in which one person may stand twice.
    pub fn is_mirror(&self, index: usize) -> bool {
        self.mirrors.contains(self.word(index))
    }

    pub fn is_talk(&self, index: usize) -> bool {
        self.talks.contains(self.word(index))
    }

    /// Whether the tokens describe the name behind them: “former Labour leader”. Nothing does, too.
    pub fn describes(&self, tokens: Range<usize>) -> bool {
        let Some(last) = tokens.clone().last() else { return true };
        if tokens.len() > LONGEST_DESCRIPTION {
            return false;
        }
        let fits = |index: usize| match self.kind(index) {
            TokenKind::Word => {
                let word = self.word(index);
                self.is_capitalised(index)
                    && !self.prepositions.contains(word)
                    && !self.openers.contains(word)
                    || !(self.prepositions.contains(word)
                        || self.borders.contains(word)
                        || self.auxiliaries.contains(word)
                        || self.finishers.contains(word) && !ORDERS.contains(&word)
                        || self.reporting.contains(word))
            }
            TokenKind::Punctuation => self.is_hyphen(index),
            _ => false,
        };
        tokens.clone().all(fits) && (self.is_describing(last) || self.is_capitalised(last))
    }

    /// Whether the word is a noun that may describe the name behind it: “actor”.
    pub fn is_describing(&self, index: usize) -> bool {
        self.analysis.is_word(index) && {
            let word = self.word(index);
            let one = word.strip_suffix('s').unwrap_or(word);
            self.nouns.contains(word) || self.titles.contains(word) || self.nouns.contains(one)
        }
    }
}

/// How many quotations may hold one another.
const NESTED: usize = 4;

/// How near before a name stands what makes it another’s.
const NEAR: usize = 4;

/// Most words before a name that are asked whether it is the subject of its clause.
const LONGEST_SUBJECT: usize = 6;

/// Most words that describe a name before it.
const LONGEST_DESCRIPTION: usize = 6;

/// Finishers of names that can also describe one: “number one Ann Lee”, “her partner Ann Lee”.
const ORDERS: &[&str] =
    &["his", "her", "their", "the", "one", "two", "three", "last", "next", "early", "late"];

/// What stands before the noun that describes a name.
const ATTRIBUTES: &[&str] = &[
    "former",
    "ex",
    "fellow",
    "veteran",
    "incumbent",
    "the",
    "a",
    "an",
    "his",
    "her",
    "their",
    "its",
    "our",
    "my",
];

/// Frequent verbs in the past whose form does not show it.
const PASTS: &[&str] = &[
    "was", "were", "had", "did", "made", "took", "went", "came", "got", "gave", "saw", "said", "won", "lost",
    "sat", "stood", "ran", "led", "left", "kept", "held", "began", "rose", "fell", "felt", "knew", "thought",
    "put", "set", "cut", "let", "read", "wrote", "spoke", "sang", "drew", "grew", "threw", "flew", "drove",
    "rode", "broke", "chose", "bought", "brought", "caught", "taught", "sought", "fought", "found", "bound",
    "paid", "laid", "met", "sent", "spent", "built", "heard", "told", "sold", "slept", "swept", "wept",
    "became", "has", "is", "does", "says", "goes", "makes", "takes", "gets", "plays", "played", "play",
    "make", "take", "get", "go", "come", "comes", "need", "needs", "want", "wants",
];
