//! `[characters]`: characters of a set, wherever they stand or only where the table says: between letters, in
//! words, in a paragraph of Latin letters. What each stands for can be written in its place.

mod mend;
mod name;
mod run;
mod set;

use std::ops::Range;

pub(super) use self::name::describe;

use self::mend::Mend;
use self::name::{code, describe_all};
use self::run::{Run, Stretch, is_in_emoji, runs, stretches};
use self::set::CharSet;
use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Wakes};
use crate::analysis::{Analysis, Scope, Text, TextUnit};
use crate::document::TextSpan;
use crate::settings::{Field, Table, Value};
use crate::text::{CharacterSet, TokenKind, fold};
use unicode_script::{Script, UnicodeScript};

const WITHIN: &[&str] = &["word", "address"];

pub(super) const KIND: Kind = Kind {
    name: "characters",
    summary: "characters of a set, such as hidden ones or those of a script",
    fields: &[
        Field::required(
            "any",
            Value::Texts,
            "the set: characters, “U+200B”, “U+202A..U+202E”, “script:Greek”, “category:Cf”, “emoji”",
        ),
        Field::optional("except", Value::Texts, "a set to take out of it"),
        Field::optional("after", Value::Texts, "the set that the character before must belong to"),
        Field::optional("before", Value::Texts, "the set that the character after must belong to"),
        Field::optional("between", Value::Texts, "the set that the characters on both sides must belong to"),
        Field::optional("unless-after", Value::Texts, "the set that the character before must not belong to"),
        Field::optional("unless-before", Value::Texts, "the set that the character after must not belong to"),
        Field::optional(
            "unless-script",
            Value::Texts,
            "scripts of which the paragraph, or what “scope” takes for a text, must hold no letter",
        ),
        Field::optional("unless-emoji", Value::Flag, "whether what belongs to an emoji is right"),
        Field::optional("within", Value::Choice(WITHIN), "in what they must stand; all of it is reported"),
        Field::optional("least", Value::Integer(1, 1_000), "how many must stand together; 1 if not given"),
        Field::optional(
            "joined",
            Value::Flag,
            "whether those that only spaces and marks part are one finding",
        ),
        Field::optional("mend", Value::Choice(mend::NAMES), "what to write in their place"),
        Field::optional("spells", Value::Flag, "whether what is written in their place must be known words"),
    ],
    placeholders: &["code", "name", "count", "mended"],
    roles: &[],
    proposes: true,
    read,
};

#[derive(Debug)]
struct Characters {
    any: CharSet,
    /// Whether that holds plain ASCII, which no inventory lists.
    has_plain: bool,
    except: CharSet,
    /// What must stand before and after; anything where the set is empty.
    after: CharSet,
    before: CharSet,
    between: CharSet,
    unless_after: CharSet,
    unless_before: CharSet,
    unless_script: Vec<Script>,
    unless_emoji: bool,
    within: Option<Within>,
    least: usize,
    joined: bool,
    mend: Option<Mend>,
    spells: bool,
    scope: Scope,
}

/// In what the characters must stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Within {
    Word,
    Address,
}

impl Within {
    fn fits(self, kind: TokenKind) -> bool {
        match self {
            Self::Word => kind == TokenKind::Word,
            Self::Address => matches!(kind, TokenKind::Url | TokenKind::Email),
        }
    }
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let set = |key: &str| CharSet::read(&table.texts(key), context.faults);
    let (any, except) = (set("any"), set("except"));
    let (spells, mend) = (table.flag("spells"), table.text("mend").and_then(|name| Mend::of(&name.value)));
    if spells && mend.is_none() {
        let help = "say what to write in place of the characters";
        context.faults.add_with_help("rules/missing-key", table.span, "[characters] lacks “mend”", help);
        return None;
    }
    let scripts = table.texts("unless-script");
    let characters = Characters {
        after: set("after"),
        before: set("before"),
        between: set("between"),
        unless_after: set("unless-after"),
        unless_before: set("unless-before"),
        unless_script: scripts
            .iter()
            .filter_map(|name| set::script(&name.value, name, context.faults))
            .collect(),
        unless_emoji: table.flag("unless-emoji"),
        within: table.text("within").map(|name| match name.value.as_str() {
            "word" => Within::Word,
            _ => Within::Address,
        }),
        least: table.integer("least").and_then(|number| usize::try_from(number).ok()).unwrap_or(1),
        joined: table.flag("joined"),
        mend,
        spells,
        has_plain: any.ascii() & !except.ascii() & PLAIN != 0,
        any,
        except,
        scope: context.scope.clone(),
    };
    (!characters.any.is_empty()).then(|| Box::new(characters) as Box<dyn Matcher>)
}

/// The characters of plain ASCII, a bit each, which no inventory lists.
const PLAIN: u128 = (u128::MAX >> 1 & u128::MAX << 0x20) | 1 << b'\t' | 1 << b'\n' | 1 << b'\r';

impl Matcher for Characters {
    fn wakes(&self) -> Wakes {
        match self.scope.outside().next() {
            Some(_) => Wakes::Always,
            None => Wakes::Characters(self.wanted()),
        }
    }

    fn reads_texts(&self) -> bool {
        true
    }

    fn find(&self, analysis: &Analysis<'_>, _: &Hits<'_>, found: &mut Matches<'_>) {
        // Characters can stand between blocks too, so that all prose is one text.
        let whole = Scope { unit: TextUnit::Document, ..self.scope.clone() };
        for text in analysis.texts_where(&whole, |held| self.wanted().meet(held)) {
            let places = self.places(analysis, &text);
            if !places.is_empty() {
                self.find_at(analysis, &text, &places, found);
            }
        }
    }
}

impl Characters {
    /// What may be of the set, those beyond ASCII as one.
    fn wanted(&self) -> CharacterSet {
        CharacterSet::new(self.any.ascii() & !self.except.ascii(), true)
    }

    fn contains(&self, c: char) -> bool {
        self.any.contains(c) && !self.except.contains(c)
    }

    /// Where characters of the set stand in a text.
    fn places(&self, analysis: &Analysis<'_>, text: &Text<'_>) -> Vec<usize> {
        let mut places: Vec<usize> = if self.has_plain || !text.is_whole_prose() {
            self.places_in(text.as_str())
        } else {
            analysis.inventory().places(|c| self.contains(c))
        };
        // The mark that a file may start with is no character of its text.
        places.retain(|&at| at > 0 || !text.as_str().starts_with('\u{feff}'));
        places
    }

    /// The same, found byte by byte: most of a text is ASCII that no rule asks for.
    fn places_in(&self, text: &str) -> Vec<usize> {
        let ascii = self.any.ascii() & !self.except.ascii();
        let may_start = |&(_, byte): &(usize, u8)| match byte {
            0..0x80 => ascii >> byte & 1 == 1,
            _ => byte & 0xc0 != 0x80,
        };
        let starts = text.bytes().enumerate().filter(may_start).map(|(at, _)| at);
        let stands = |&at: &usize| text[at..].chars().next().is_some_and(|c| self.contains(c));
        starts.filter(stands).collect()
    }

    fn find_at(&self, analysis: &Analysis<'_>, text: &Text<'_>, places: &[usize], found: &mut Matches<'_>) {
        let mut runs = runs(text.as_str(), places);
        if self.joined {
            run::join(text.as_str(), &mut runs, |at| self.extent(analysis, text, at));
        }
        runs.retain(|run| run.count >= self.least && self.stands_right(text.as_str(), run));
        self.drop_by_script(analysis, text, &mut runs);
        match self.within {
            Some(within) => {
                for stretch in stretches(text.as_str(), runs) {
                    self.find_in_stretch(analysis, text, (&stretch, within), found);
                }
            }
            None => runs.iter().for_each(|run| self.report(analysis, text, (run.span, run.count), found)),
        }
    }

    /// Whether a run has the neighbours that it must have, and none that it must not.
    fn stands_right(&self, text: &str, run: &Run) -> bool {
        let before = text[..run.span.start].chars().next_back();
        let after = text[run.span.end..].chars().next();
        let must = |set: &CharSet, c: Option<char>| set.is_empty() || c.is_some_and(|c| set.contains(c));
        let must_not = |set: &CharSet, c: Option<char>| !c.is_some_and(|c| set.contains(c));
        must(&self.after, before)
            && must(&self.before, after)
            && must(&self.between, before)
            && must(&self.between, after)
            && must_not(&self.unless_after, before)
            && must_not(&self.unless_before, after)
            && !(self.unless_emoji && is_in_emoji(text, run.span))
    }

    /// Drops the runs around which a letter of a script explains them.
    fn drop_by_script(&self, analysis: &Analysis<'_>, text: &Text<'_>, runs: &mut Vec<Run>) {
        if self.unless_script.is_empty() || runs.is_empty() {
            return;
        }
        let explains = |c: char| self.unless_script.contains(&c.script());
        let letters = if text.is_whole_prose() {
            analysis.inventory().places(explains)
        } else {
            let all = text.as_str().char_indices();
            all.filter(|&(_, c)| explains(c)).map(|(at, _)| at).collect()
        };
        runs.retain(|run| {
            let around = self.extent(analysis, text, run.span.start);
            let first = letters.partition_point(|&at| at < around.start);
            letters.get(first).is_none_or(|&at| at >= around.end)
        });
    }

    /// What a place of a text stands in: what the scope takes for a text, or its line where no block is.
    fn extent(&self, analysis: &Analysis<'_>, text: &Text<'_>, at: usize) -> Range<usize> {
        let line = || {
            let text = text.as_str();
            let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
            start..text[at..].find('\n').map_or(text.len(), |end| at + end)
        };
        match self.scope.unit {
            _ if !text.is_whole_prose() => line(),
            TextUnit::Block => match analysis.block_at(at) {
                Some(block) => analysis.document.blocks[block].text.range(),
                None => line(),
            },
            unit => analysis.span_around(unit, TextSpan::new(at, at)).range(),
        }
    }

    /// Reports each word or address of a stretch that holds runs, once.
    fn find_in_stretch(
        &self,
        analysis: &Analysis<'_>,
        text: &Text<'_>,
        (stretch, within): (&Stretch, Within),
        found: &mut Matches<'_>,
    ) {
        for (token, runs) in stretch.holders(text.as_str(), |c| self.contains(c)) {
            if within.fits(token.kind) {
                let count = runs.iter().map(|run| run.count).sum();
                self.report(analysis, text, (token.span, count), found);
            }
        }
    }

    /// Reports the span of a text that holds `count` characters of the set, unless what would stand there must be words
    /// and is none.
    fn report(
        &self,
        analysis: &Analysis<'_>,
        text: &Text<'_>,
        (span, count): (TextSpan, usize),
        found: &mut Matches<'_>,
    ) {
        let written = &text.as_str()[span.range()];
        let mended = || self.mend.and_then(|mend| mend.apply(written, |c| self.contains(c)));
        if self.spells && !mended().is_some_and(|mended| spells_words(analysis, &mended)) {
            return;
        }
        found.push_at(text.source_span(span.range()), || {
            let (members, mended) = (|| written.chars().filter(|&c| self.contains(c)), mended());
            let finding = Match::in_text(text, span.range())
                .value("code", members().next().map(code).unwrap_or_default())
                .value("name", describe_all(members()))
                .value("count", count.to_string())
                .value("mended", mended.clone().unwrap_or_default());
            finding.propose(mended.and_then(|mended| analysis.edit_in(text, span.range(), mended)))
        });
    }
}

/// Whether most letters of a text stand in words that the language has.
fn spells_words(analysis: &Analysis<'_>, text: &str) -> bool {
    let words = text.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
    let (mut known, mut all) = (0, 0);
    for word in words.filter(|word| !word.is_empty()) {
        all += word.len();
        if word.len() >= SHORTEST_WORD && analysis.lexicon.lookup(&fold(word)).is_some() {
            known += word.len();
        }
    }
    known * 2 > all
}

/// Letters of the shortest word that is none by chance.
const SHORTEST_WORD: usize = 3;
