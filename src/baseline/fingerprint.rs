//! Fingerprints: by what a finding is known again after its file was edited. A line that moves, text that is wrapped
//! anew and line ends of another kind change none.

use sha3::{Digest, Sha3_256};

use crate::diagnostic::Diagnostic;
use crate::source::{Source, Span};

/// What tells a finding from others in its file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint {
    /// The rule that found it.
    pub rule: String,
    /// The text that is wrong, on one line, shortened for those who read the baseline.
    pub text: String,
    /// A digest of the whole text and of the words around it.
    pub context: String,
}

/// How many words before and after a finding tell it from others. More would make it another one whenever the
/// sentence next to it is edited.
const WORDS: usize = 4;

/// How far those words are looked for, in bytes: in a text without words the search must end.
const FARTHEST: usize = 400;

/// Characters of the text that are shown.
const SHOWN: usize = 60;

/// Digits of the digest. It only parts findings of one rule with one text.
const DIGITS: usize = 12;

impl Fingerprint {
    /// The fingerprint of a finding in a source.
    pub fn new(source: &Source, diagnostic: &Diagnostic) -> Self {
        let span = diagnostic.span;
        let text = source.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
        let mut digest = Sha3_256::new();
        digest.update(&text);
        for words in [words_before(source, span), words_after(source, span)] {
            // What no word holds parts the three.
            digest.update("\n");
            digest.update(words.join(" "));
        }
        let digest = digest.finalize();
        let context: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        let text = match text.char_indices().nth(SHOWN) {
            Some((cut, _)) => format!("{}…", &text[..cut]),
            None => text,
        };
        Self { rule: diagnostic.rule.to_string(), text, context: context[..DIGITS].to_owned() }
    }
}

/// The last words before a span, in its paragraph.
fn words_before(source: &Source, span: Span) -> Vec<String> {
    let start = source.char_start(span.start.saturating_sub(FARTHEST));
    let text = &source.text()[start..span.start];
    let mut parts = text.rsplit('\n');
    let line = parts.next().unwrap_or_default();
    let paragraph = std::iter::once(line).chain(parts.take_while(|line| !is_blank(line)));
    let mut words: Vec<String> = paragraph.flat_map(|line| words(line).rev()).take(WORDS).collect();
    words.reverse();
    words
}

/// The first words after a span, in its paragraph.
fn words_after(source: &Source, span: Span) -> Vec<String> {
    let end = source.char_start(span.end + FARTHEST);
    let text = &source.text()[span.end..end];
    let mut parts = text.split('\n');
    let line = parts.next().unwrap_or_default();
    let paragraph = std::iter::once(line).chain(parts.take_while(|line| !is_blank(line)));
    paragraph.flat_map(words).take(WORDS).collect()
}

/// The words of a text, without case: signs come and go with markup.
fn words(text: &str) -> impl DoubleEndedIterator<Item = String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase)
}

/// Whether a line parts paragraphs, those of a quotation too.
fn is_blank(line: &str) -> bool {
    line.trim_matches(|c: char| c.is_whitespace() || c == '>').is_empty()
}
