//! Which words a document holds elsewhere than in its prose: in code, addresses or attributes, or as parts of other
//! words.

use rustc_hash::FxHashSet;

use crate::analysis::facts::Analysis;
use crate::text::TokenKind;

/// Those of some words in lower case that stand elsewhere too, as runs of letters by themselves; the *'s* of an owner
/// may follow.
pub(super) fn elsewhere<'w>(
    analysis: &Analysis<'_>,
    words: impl Iterator<Item = &'w str>,
) -> FxHashSet<&'w str> {
    let mut wanted = Wanted::new(words);
    let vocabulary = analysis.vocabulary();
    for text in vocabulary.ids().map(|id| vocabulary.text(id)) {
        if !text.bytes().all(|byte| byte.is_ascii_lowercase()) {
            wanted.look_at(text.as_bytes(), |word| word.len() < text.len());
        }
    }
    for (index, token) in analysis.tokens().iter().enumerate() {
        if !matches!(token.kind, TokenKind::Word | TokenKind::Punctuation | TokenKind::Quote) {
            wanted.look_at(analysis.token_text(index).as_bytes(), |_| true);
        }
    }
    let source = analysis.document.source.text().as_bytes();
    for span in analysis.document.beyond_prose() {
        wanted.look_at(&source[span.range()], |_| true);
    }
    wanted.found
}

/// Words that are looked for.
struct Wanted<'w> {
    words: FxHashSet<&'w str>,
    runs: Runs,
    found: FxHashSet<&'w str>,
}

impl<'w> Wanted<'w> {
    fn new(words: impl Iterator<Item = &'w str>) -> Self {
        let mut wanted = Self { words: words.collect(), runs: Runs::default(), found: FxHashSet::default() };
        wanted.words.iter().for_each(|word| wanted.runs.add(word.strip_suffix("'s").unwrap_or(word)));
        wanted
    }

    /// Looks for the words in a text, as far as they count there.
    fn look_at(&mut self, bytes: &[u8], counts: impl Fn(&str) -> bool) {
        let mut place = 0;
        while place < bytes.len() {
            let start = place;
            let mut mark = 0_u32;
            while let Some(letter) = bytes.get(place).filter(|byte| byte.is_ascii_alphabetic()) {
                mark = next_mark(mark, *letter);
                place += 1;
            }
            if place > start && self.runs.may_hold(mark) {
                let lower = |letter: &u8| char::from(letter.to_ascii_lowercase());
                let word: String = bytes[start..place].iter().map(lower).collect();
                let owner = is_owner(&bytes[place..]).then(|| format!("{word}'s"));
                for word in [Some(word), owner].into_iter().flatten().filter(|word| counts(word)) {
                    self.found.extend(self.words.get(word.as_str()));
                }
            }
            place += 1;
        }
    }
}

/// Whether an *'s* follows, and no letter after it.
fn is_owner(rest: &[u8]) -> bool {
    matches!(rest, [b'\'', b's' | b'S', rest @ ..] if !rest.first().is_some_and(u8::is_ascii_alphabetic))
}

/// The marks of some runs of letters, to tell at a glance of most runs that they are none of them.
struct Runs(Vec<u64>);

const RUNS: usize = 1 << 15;

impl Default for Runs {
    fn default() -> Self {
        Self(vec![0; RUNS / 64])
    }
}

impl Runs {
    fn add(&mut self, letters: &str) {
        let mark = letters.bytes().fold(0, next_mark) as usize % RUNS;
        self.0[mark / 64] |= 1 << (mark % 64);
    }

    fn may_hold(&self, mark: u32) -> bool {
        let mark = mark as usize % RUNS;
        self.0[mark / 64] >> (mark % 64) & 1 != 0
    }
}

/// The mark of a run with one letter more, in any case.
fn next_mark(mark: u32, letter: u8) -> u32 {
    (mark ^ u32::from(letter & 31)).wrapping_mul(0x9E35).rotate_left(7)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Lists;
    use crate::document::Document;
    use crate::lexicon::Lexicon;
    use crate::source::Source;

    fn check(name: &str, text: &str, word: &str, expected: bool) {
        let source = Source::new(name, text);
        let document = Document::parse(&source);
        let (lexicon, lists) = (Lexicon::english(), Lists::default());
        let analysis = Analysis::new(&document, &lexicon, &lists);
        assert_eq!(elsewhere(&analysis, [word].into_iter()).contains(word), expected, "{word} in {text}");
    }

    #[test]
    fn words_are_found_wherever_they_stand() {
        check("a.md", "A frob here.", "frob", false);
        check("a.md", "A frob **here**: `frob`.", "frob", true);
        check("a.md", "A frob, see [x](a/FROB.html).", "frob", true);
        check("a.md", "A frob.\n\n```\nfrob(1)\n```\n", "frob", true);
        check("a.txt", "A frob at https://frob.org.", "frob", true);
        check("a.txt", "A frob, a frob and the frobs.", "frob", false);
        check("a.txt", "A frob and the frob's end.", "frob", true);
        check("a.txt", "The frob's end.", "frob's", false);
        check("a.txt", "A frob and frob2.", "frob", true);
    }
}
