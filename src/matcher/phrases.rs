//! `[phrases]`: words and phrases from a list, in any case and with any white space between the words, in all
//! of their forms if the rule says so.

mod overlap;
mod replacement;
#[cfg(test)]
mod tests;
mod wording;

use std::ops::Range;

use self::overlap::{Found, settle};
use self::replacement::{Place, fit};
use self::wording::Wording;
use super::index::Hits;
use super::kind::{Claim, Context, Kind, Match, Matcher, Matches, Reach, Verdict, Wakes};
use super::phrase::{Phrase, tokens_of};
use crate::analysis::Analysis;
use crate::lexicon::Form;
use crate::settings::{Field, Spanned, Table, Value};
use crate::source::Span;
use crate::text::{is_apostrophe, is_invisible};

pub(super) const KIND: Kind = Kind {
    name: "phrases",
    summary: "words and phrases from a list",
    fields: &[
        Field::optional("any", Value::Texts, "the phrases to find"),
        Field::optional("lists", Value::Texts, "the names of lists that hold further phrases to find"),
        Field::optional(
            "swap",
            Value::MapOf(&Value::AnyText),
            "phrases to find, each with what to write instead",
        ),
        Field::optional(
            "except",
            Value::Texts,
            "longer phrases that are right: what they hold is not reported",
        ),
        Field::optional(
            "inflect",
            Value::Flag,
            "whether single words, and words in [brackets] within phrases, stand for all of their forms",
        ),
        Field::optional(
            "hyphen-or-space",
            Value::Flag,
            "whether hyphens and spaces between words stand for each other",
        ),
        Field::optional(
            "case-sensitive",
            Value::Flag,
            "whether upper and lower case must be as written here",
        ),
    ],
    placeholders: &["swap"],
    roles: &[],
    proposes: true,
    read,
};

#[derive(Debug)]
struct Phrases {
    entries: Vec<Entry>,
    /// What wakes the rule: the texts that the entries stand for.
    targets: Vec<Target>,
    case_sensitive: bool,
}

/// A phrase of the rule file, or of one of its lists.
#[derive(Debug)]
struct Entry {
    /// The phrase as written, or the list that holds it.
    span: Span,
    verdict: EntryVerdict,
}

#[derive(Debug)]
enum EntryVerdict {
    Fault,
    Swap(Wording),
    Right,
}

/// A text that an entry stands for.
#[derive(Debug)]
struct Target {
    entry: usize,
    phrase: Phrase,
    /// As the rule would write it.
    written: String,
    /// The forms of its inflected words.
    forms: Vec<Vec<Form>>,
}

fn read(table: &Table<'_>, context: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let reader =
        Reader { context, inflects: table.flag("inflect"), has_loose_hyphens: table.flag("hyphen-or-space") };
    let mut phrases =
        Phrases { entries: Vec::new(), targets: Vec::new(), case_sensitive: table.flag("case-sensitive") };
    // Of a phrase that is listed twice, the one with a replacement is reported.
    for (phrase, swap) in table.map("swap") {
        let Some(swap) = reader.wording(&swap) else { continue };
        reader.add(&phrase, EntryVerdict::Swap(swap), &mut phrases);
    }
    for phrase in table.texts("any") {
        reader.add(&phrase, EntryVerdict::Fault, &mut phrases);
    }
    for name in table.texts("lists") {
        let Some(list) = context.list(&name) else { continue };
        for entry in list.entries() {
            let phrase = Spanned { value: entry.to_owned(), span: name.span };
            reader.add(&phrase, EntryVerdict::Fault, &mut phrases);
        }
    }
    for phrase in table.texts("except") {
        reader.add(&phrase, EntryVerdict::Right, &mut phrases);
    }
    if !["any", "swap", "lists"].iter().any(|key| table.has(key)) {
        context.faults.add_with_help(
            "rules/missing-key",
            table.span,
            "[phrases] lacks “any”, “swap” or “lists”",
            "list the phrases to find",
        );
        return None;
    }
    Some(Box::new(phrases))
}

struct Reader<'r> {
    context: &'r Context<'r>,
    inflects: bool,
    has_loose_hyphens: bool,
}

impl Reader<'_> {
    fn wording(&self, text: &Spanned<String>) -> Option<Wording> {
        if self.inflects { Wording::inflected(text, self.context) } else { Some(Wording::plain(&text.value)) }
    }

    /// Adds a phrase with all the texts that it stands for.
    fn add(&self, text: &Spanned<String>, verdict: EntryVerdict, phrases: &mut Phrases) {
        if text.value.trim().is_empty() {
            return; // It was reported.
        }
        let Some(wording) = self.wording(text) else { return };
        if let EntryVerdict::Swap(swap) = &verdict
            && swap.inflected_words() > wording.inflected_words()
            && wording.inflected_words() > 0
        {
            let message = format!("“{}” says the form of fewer words than its replacement has", text.value);
            let help = "put as many words in brackets on both sides";
            self.context.faults.add_with_help("rules/no-forms", text.span, message, help);
        }
        let entry = phrases.entries.len();
        for variant in wording.variants(self.context.lexicon) {
            let Some(phrase) = Phrase::new(&variant.text) else {
                let message = format!("the phrase “{}” holds no word", text.value);
                let help = "phrases are found by their words; use [pattern] for signs";
                self.context.faults.add_with_help("rules/no-word", text.span, message, help);
                return;
            };
            let phrase = if self.has_loose_hyphens { phrase.with_loose_hyphens() } else { phrase };
            phrases.targets.push(Target { entry, phrase, written: variant.text, forms: variant.forms });
        }
        phrases.entries.push(Entry { span: text.span, verdict });
    }
}

impl Matcher for Phrases {
    fn wakes(&self) -> Wakes {
        Wakes::Phrases(self.targets.iter().map(|target| target.phrase.clone()).collect())
    }

    fn reach(&self) -> Reach {
        Reach::Block
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        let mut faults = Vec::new();
        let mut right = Vec::new();
        for (item, tokens) in hits.ranges() {
            let target = &self.targets[item];
            if self.case_sensitive && !is_written_so(analysis, &tokens, &target.written) {
                continue;
            }
            match self.entries[target.entry].verdict {
                EntryVerdict::Right => right.push(tokens),
                _ => faults.push(Found { item, tokens }),
            }
        }
        settle(&mut faults, right);
        found.extend(faults.into_iter().filter_map(|fault| self.report(analysis, fault)));
    }

    fn claims(&self) -> Vec<Claim> {
        let claim = |target: &Target| {
            let entry = &self.entries[target.entry];
            let parts = match self.case_sensitive {
                true => tokens_of(&target.written).iter().map(|token| token.text(&target.written)).collect(),
                false => target.phrase.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>(),
            };
            let verdict = match &entry.verdict {
                EntryVerdict::Fault => Verdict::Fault,
                EntryVerdict::Right => Verdict::Right,
                EntryVerdict::Swap(swap) => Verdict::Swap(swap.base()),
            };
            let parts = parts.into_iter().map(str::to_owned).collect();
            let is_inflected = target.forms.iter().any(|forms| !forms.contains(&Form::Base));
            Claim { span: entry.span, written: target.written.clone(), parts, is_inflected, verdict }
        };
        self.targets.iter().map(claim).collect()
    }
}

impl Phrases {
    /// The finding at a place; none where the text is what the rule would write.
    fn report(&self, analysis: &Analysis<'_>, fault: Found) -> Option<Match> {
        let target = &self.targets[fault.item];
        let span = analysis.span_of(fault.tokens.clone());
        let finding = Match::new(analysis, span);
        let EntryVerdict::Swap(swap) = &self.entries[target.entry].verdict else { return Some(finding) };
        let opens_sentence = || analysis.sentence_of(fault.tokens.start).start == fault.tokens.start;
        let is_name = target.written.starts_with(char::is_uppercase);
        let place = Place {
            found: &finding.text,
            written: &target.written,
            opens_sentence: is_name && opens_sentence(),
        };
        match swap.write(&target.forms, analysis.lexicon) {
            Some(written) => {
                let written = fit(&written, place);
                (written != finding.text)
                    .then(|| finding.value("swap", written.clone()).propose(analysis.edit(span, written)))
            }
            None => {
                let written = fit(&swap.base(), place);
                Some(finding.value("swap", written))
            }
        }
    }
}

/// Whether the words and signs of a document have the case that the rule writes them in.
fn is_written_so(analysis: &Analysis<'_>, tokens: &Range<usize>, written: &str) -> bool {
    let plain = |text: &str| -> String {
        let visible = text.chars().filter(|&c| !is_invisible(c));
        visible.map(|c| if is_apostrophe(c) { '\'' } else { c }).collect()
    };
    let wanted = tokens_of(written);
    let mut wanted = wanted.iter().map(|token| token.text(written)).filter(|text| has_case(text));
    let mut found = tokens.clone().map(|index| analysis.token_text(index)).filter(|text| has_case(text));
    found.by_ref().all(|found| wanted.next().is_some_and(|wanted| plain(wanted) == plain(found)))
}

fn has_case(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}
