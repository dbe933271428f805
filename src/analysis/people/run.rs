//! Runs: words with capitals that stand together and may be a name with its titles. Hyphens, initials,
//! stops of abbreviations and small particles are joined to the words they belong to.

use std::ops::Range;
use std::rc::Rc;

use super::words::{Key, Words};
use crate::analysis::Analysis;
use crate::text::{Case, TokenKind, strip_possessive};

/// One word of a run, with what belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub tokens: Range<usize>,
    /// Its word, possessive ending and particles apart.
    pub key: Rc<Key>,
    pub is_possessive: bool,
    /// Whether it is written in capitals throughout, as abbreviations are.
    pub is_upper: bool,
}

/// Words with capitals that stand together.
#[derive(Clone, Debug)]
pub(super) struct Run {
    pub parts: Vec<Part>,
    /// Whether its first word would have a capital anyway.
    pub opens_sentence: bool,
}

/// Abbreviations whose stop ends no sentence when a capital follows.
const STOPPED: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "gen", "sen", "rep", "gov", "rev", "st", "capt", "cpt", "col", "lt",
    "sgt", "maj", "adm", "cpl", "insp", "supt", "pres", "hon", "fr", "messrs", "mme", "mlle", "cmdr",
];

/// Calls `look` with the runs of all blocks, in order.
pub(super) fn for_each_run(analysis: &Analysis<'_>, words: &Words<'_, '_>, mut look: impl FnMut(&Run)) {
    let mut run = Run { parts: Vec::new(), opens_sentence: false };
    for (_, block) in analysis.blocks() {
        let scan = Scan { analysis, words, end: block.end };
        let mut at = block.start;
        while at < block.end {
            if !analysis.has_capital(at) || at > block.start && scan.is_compound_head(at - 1) {
                at += 1;
                continue;
            }
            run.parts.clear();
            let next = scan.read_run(at, &mut run.parts);
            if !run.parts.is_empty() {
                run.opens_sentence = scan.opens_sentence(at, block.start);
                look(&run);
            }
            at = next;
        }
    }
}

struct Scan<'s, 'a> {
    analysis: &'s Analysis<'a>,
    words: &'s Words<'s, 'a>,
    end: usize,
}

impl Scan<'_, '_> {
    /// Adds the parts of the run that starts here, and returns the first token behind it.
    fn read_run(&self, first: usize, parts: &mut Vec<Part>) -> usize {
        let mut at = first;
        loop {
            let particles = at;
            while at < self.end && at > first && self.words.is_particle(at) {
                let is_hyphened =
                    self.is_tied(at) && at + 2 < self.end && self.is_hyphen(at + 1) && self.is_tied(at + 1);
                at += match is_hyphened {
                    true => 2,
                    false if self.is_spaced(at) => 1,
                    false => break,
                };
            }
            // In headings small words have capitals too, and part names all the same.
            let parts_names = at > first && at < self.end && self.words.is_function_word(at);
            if at >= self.end || !self.is_capitalised(at) || parts_names {
                return particles.max(first + 1);
            }
            let Some(mut part) = self.part(at) else {
                return at + 1;
            };
            at = part.tokens.end;
            if particles > first {
                part.tokens.start = particles;
            }
            let ends = part.is_possessive;
            parts.push(part);
            if ends || at >= self.end || !self.is_spaced(at - 1) {
                return at;
            }
        }
    }

    /// The part that starts here; none where the word is the head of a compound such as “Berlin-based”.
    fn part(&self, first: usize) -> Option<Part> {
        let mut end = first + 1;
        while end + 1 < self.end && self.is_tied(end - 1) && self.is_tied(end) && self.is_hyphen(end) {
            if !self.is_capitalised(end + 1) {
                return None;
            }
            end += 2;
        }
        if end < self.end && self.has_tied_sign(end) {
            return None;
        }
        let text = self.analysis.document.slice(self.analysis.span_of(first..end));
        let stem = strip_possessive(text);
        let key = match self.words.key_at(first).filter(|_| end == first + 1) {
            Some(key) => Rc::clone(key),
            None => Rc::new(Key::new(self.analysis, stem)),
        };
        let is_upper = self.is_upper(first..end, stem);
        let is_possessive = stem.len() < text.len() || self.is_plural_possessive(end, stem);
        let stops =
            end + 1 < self.end && self.is_stop(end) && self.is_tied(end - 1) && self.is_capitalised(end + 1);
        if stops && (stem.chars().count() == 1 || STOPPED.contains(&&*key.text)) {
            end += 1;
        }
        Some(Part { tokens: first..end, key, is_possessive, is_upper })
    }

    /// Whether a word of several letters is written in capitals throughout.
    fn is_upper(&self, tokens: Range<usize>, stem: &str) -> bool {
        let is_plain =
            tokens.len() == 1 && self.analysis.case(tokens.start) == Case::Title && stem.is_ascii();
        !is_plain
            && stem.chars().filter(|c| c.is_alphabetic()).count() > 1
            && !stem.chars().any(char::is_lowercase)
    }

    fn is_capitalised(&self, index: usize) -> bool {
        self.analysis.has_capital(index)
    }

    /// Whether nothing stands between the token and the next.
    fn is_tied(&self, index: usize) -> bool {
        index + 1 < self.end && self.analysis.is_tied(index)
    }

    /// Whether white space and nothing else stands between the token and the next.
    fn is_spaced(&self, index: usize) -> bool {
        let gap = || self.analysis.gap_after(index);
        index + 1 < self.end
            && !self.is_tied(index)
            && (gap() == " " || gap().chars().all(char::is_whitespace))
    }

    fn is_hyphen(&self, index: usize) -> bool {
        matches!(self.analysis.token_text(index), "-" | "‐" | "‑")
    }

    fn is_stop(&self, index: usize) -> bool {
        self.analysis.token_text(index) == "."
    }

    /// Whether a sign that makes a compound, a path or an address of the word stands right behind it.
    fn has_tied_sign(&self, index: usize) -> bool {
        self.is_tied(index - 1)
            && self.is_tied(index)
            && matches!(
                self.analysis.token_text(index),
                "-" | "‐" | "‑" | "/" | "_" | "." | ":" | "(" | "=" | "\\" | "@" | "+" | "#"
            )
    }

    /// Whether the token makes a compound, a path or an address of the word right behind it: “anti-Smith”.
    fn is_compound_head(&self, index: usize) -> bool {
        let follows_particle = || index > 0 && self.words.is_particle(index - 1);
        self.is_tied(index)
            && matches!(
                self.analysis.token_text(index),
                "-" | "‐" | "‑" | "/" | "_" | "." | "=" | "\\" | "@" | "+" | "#" | "$"
            )
            && !(self.is_hyphen(index) && follows_particle())
    }

    /// “the Joneses’ house”: an apostrophe behind an s, and a word behind that.
    fn is_plural_possessive(&self, index: usize, stem: &str) -> bool {
        index < self.end
            && self.analysis.tokens()[index].kind == TokenKind::Quote
            && stem.ends_with('s')
            && self.is_tied(index - 1)
            && matches!(self.analysis.token_text(index), "'" | "’")
            && self.is_spaced(index)
    }

    /// Whether a sentence starts at the token, so that its capital says nothing.
    fn opens_sentence(&self, index: usize, block_start: usize) -> bool {
        index == block_start
            || match self.analysis.tokens()[index - 1].kind {
                TokenKind::Punctuation => {
                    matches!(
                        self.analysis.token_text(index - 1),
                        "." | "!" | "?" | ":" | "…" | "•" | "-" | "–" | "—" | "(" | "[" | "*"
                    )
                }
                TokenKind::Quote | TokenKind::Number | TokenKind::Symbol | TokenKind::Emoji => true,
                _ => false,
            }
    }
}
