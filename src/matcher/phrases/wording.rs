//! A phrase or its replacement as a rule writes it: plain text, with words in brackets that stand for all of
//! their forms.

use crate::lexicon::{Form, Lexicon};
use crate::matcher::kind::Context;
use crate::matcher::phrase::tokens_of;
use crate::settings::Spanned;
use crate::source::Span;
use crate::text::TokenKind;

/// The pieces of a phrase or replacement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Wording {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A word in its base form.
    Inflected(String),
}

/// A text that a wording stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Variant {
    pub(super) text: String,
    /// What the inflected words are here, in their order; each may be several forms that are spelled alike.
    pub(super) forms: Vec<Vec<Form>>,
}

/// More words in brackets would stand for hundreds of texts.
const MOST_INFLECTED: usize = 3;

impl Wording {
    /// A text that stands for itself.
    pub(super) fn plain(text: &str) -> Self {
        Self { pieces: vec![Piece::Text(text.to_owned())] }
    }

    /// Reads a text in which words in brackets stand for their forms; a text of a single word does so without.
    pub(super) fn inflected(text: &Spanned<String>, context: &Context<'_>) -> Option<Self> {
        let written = text.value.as_str();
        if let [token] = tokens_of(written)[..]
            && token.kind == TokenKind::Word
        {
            return Some(Self { pieces: vec![Piece::Inflected(written.trim().to_owned())] });
        }
        let mut pieces = Vec::new();
        let mut rest = written;
        while let Some(at) = rest.find(['[', ']']) {
            let place = written.len() - rest.len() + at;
            let Some((word, after)) = rest[at..].strip_prefix('[').and_then(|rest| rest.split_once(']'))
            else {
                let help = "write the word whose forms are meant as in “[take] into account”";
                let span = within(text, place, 1);
                context.faults.add_with_help(
                    "rules/stray-bracket",
                    span,
                    "a bracket without its partner",
                    help,
                );
                return None;
            };
            let span = within(text, place + 1, word.len());
            let is_word = matches!(&tokens_of(word)[..], [token] if token.kind == TokenKind::Word);
            if !is_word || context.lexicon.forms(word).len() < 2 {
                let help = "put a verb or noun in its base form in brackets, as in “[take] into account”";
                let message = format!("no forms of “{word}” are known");
                context.faults.add_with_help("rules/no-forms", span, message, help);
                return None;
            }
            pieces.push(Piece::Text(rest[..at].to_owned()));
            pieces.push(Piece::Inflected(word.to_owned()));
            rest = after;
        }
        pieces.push(Piece::Text(rest.to_owned()));
        let wording = Self { pieces };
        if wording.inflected_words() > MOST_INFLECTED {
            let message = format!("more than {MOST_INFLECTED} words in brackets");
            context.faults.add("rules/too-many-forms", text.span, message);
            return None;
        }
        Some(wording)
    }

    /// How many of its words stand for their forms.
    pub(super) fn inflected_words(&self) -> usize {
        self.pieces.iter().filter(|piece| matches!(piece, Piece::Inflected(_))).count()
    }

    /// All texts that it stands for, each once, the base forms first.
    pub(super) fn variants(&self, lexicon: &Lexicon) -> Vec<Variant> {
        let mut variants = vec![Variant { text: String::new(), forms: Vec::new() }];
        for piece in &self.pieces {
            match piece {
                Piece::Text(text) => variants.iter_mut().for_each(|variant| variant.text.push_str(text)),
                Piece::Inflected(word) => {
                    let spellings = spellings(lexicon.forms(word));
                    let with = |variant: &Variant, (text, forms): &(String, Vec<Form>)| Variant {
                        text: format!("{}{text}", variant.text),
                        forms: variant.forms.iter().chain([forms]).cloned().collect(),
                    };
                    variants = variants
                        .iter()
                        .flat_map(|variant| spellings.iter().map(|spelling| with(variant, spelling)))
                        .collect();
                }
            }
        }
        variants
    }

    /// The text with its words in the forms that those of another wording have; none where a form is missing
    /// or not told by how it is spelled.
    pub(super) fn write(&self, forms: &[Vec<Form>], lexicon: &Lexicon) -> Option<String> {
        let mut forms = forms.iter();
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Text(plain) => text.push_str(plain),
                Piece::Inflected(word) => match forms.next() {
                    Some(forms) => text.push_str(&in_form(word, forms, lexicon)?),
                    None => text.push_str(word),
                },
            }
        }
        // What cannot follow the form of the other stands for its base alone.
        forms.all(|forms| *forms == [Form::Base]).then_some(text)
    }

    /// The text with its words in their base form.
    pub(super) fn base(&self) -> String {
        self.pieces
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) | Piece::Inflected(text) => text.as_str(),
            })
            .collect()
    }
}

/// A word in one of these forms, if they are spelled alike.
fn in_form(word: &str, wanted: &[Form], lexicon: &Lexicon) -> Option<String> {
    let known = lexicon.forms(word);
    let agrees = known.iter().any(|(form, text)| *form == Form::Present && text != word);
    let mut spelled: Option<String> = None;
    for &form in wanted {
        // *Is* and *are*, *was* and *were*: the subject decides.
        if agrees && matches!(form, Form::Base | Form::Present | Form::Past) {
            return None;
        }
        let form = if form == Form::Present { Form::Base } else { form };
        match known.iter().find(|(other, _)| *other == form) {
            Some((_, text)) if spelled.as_ref().is_some_and(|other| other != text) => return None,
            Some((_, text)) => spelled = Some(text.clone()),
            // Nothing tells nouns from verbs but that they lack the other's forms.
            None if matches!(form, Form::Plural | Form::Third) => {}
            None => return None,
        }
    }
    spelled
}

/// The forms by how they are spelled.
fn spellings(forms: Vec<(Form, String)>) -> Vec<(String, Vec<Form>)> {
    let mut spellings: Vec<(String, Vec<Form>)> = Vec::new();
    for (form, text) in forms {
        match spellings.iter_mut().find(|(other, _)| *other == text) {
            Some((_, forms)) => forms.push(form),
            None => spellings.push((text, vec![form])),
        }
    }
    spellings
}

/// A span inside a text of the file; the whole where the text and its source differ.
fn within(text: &Spanned<String>, at: usize, length: usize) -> Span {
    match text.span.len() == text.value.len() {
        true => Span::new(text.span.start + at, text.span.start + at + length),
        false => text.span,
    }
}
