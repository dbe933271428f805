//! Spelling: the words of a document that are none, what is wrong with each, and what was meant. It weighs
//! what the lexicon suggests by what the document itself says; it knows no rules.

mod candidates;
mod context;
mod elsewhere;
mod neighbours;
mod setting;

use std::ops::Range;

use candidates::Candidates;
use context::Context;

use super::facts::Analysis;

/// What is wrong with a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SpellingFault {
    /// A well-known misspelling.
    Misspelling,
    /// No word of the language, and close to one that is.
    Unknown,
    /// No word of the language that is listed; it may be one all the same.
    Unlisted,
    /// Two words run together.
    Joined,
    /// One word with a space inside; two tokens.
    Split,
    /// Two words whose space stands a letter too early or too late; two tokens.
    Shifted,
}

/// A fault of spelling.
#[derive(Clone, Debug, PartialEq)]
pub struct Misspelling {
    /// What is wrong.
    pub fault: SpellingFault,
    /// The tokens that are wrong: one, or two neighbours.
    pub tokens: Range<usize>,
    /// What may be meant, the likeliest first.
    pub corrections: Vec<String>,
}

/// All faults of spelling in a document, in the order of the text.
pub(super) fn misspellings(analysis: &Analysis<'_>) -> Vec<Misspelling> {
    let candidates = Candidates::new(analysis);
    let context = Context::new(analysis, &candidates);
    let mut found = Vec::new();
    let mut suggested = 0;
    for candidate in candidates.iter() {
        let mut judged = None;
        let mut may_be_broken = None;
        for &place in &candidate.places {
            if !context.is_prose(candidate, place) {
                continue;
            }
            if *may_be_broken.get_or_insert_with(|| !context.is_of_the_document(candidate))
                && let Some(fault) = neighbours::across_spaces(analysis, place)
            {
                found.push(fault);
                continue;
            }
            let (fault, corrections) = judged.get_or_insert_with(|| {
                suggested += 1;
                match suggested <= MOST_SUGGESTED {
                    true => context.judge(candidate),
                    false => context.judge_by_list(candidate),
                }
            });
            found.push(Misspelling {
                fault: *fault,
                tokens: place..place + 1,
                corrections: corrections
                    .iter()
                    .map(|word| in_case_of(word, analysis.token_text(place)))
                    .collect(),
            });
        }
    }
    found.sort_by_key(|misspelling| misspelling.tokens.start);
    // Both halves of a word with a space inside may be unknown.
    found.dedup_by(|later, earlier| later.tokens.start < earlier.tokens.end);
    found
}

/// So many distinct words get suggestions, each of which costs as much as a page of text; the rules say so. No book has
/// as many: texts that have are lists, logs or of another language.
const MOST_SUGGESTED: usize = 5_000;

/// `word` with a capital where the word that it stands for has one.
fn in_case_of(word: &str, written: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) if first.is_lowercase() && written.starts_with(char::is_uppercase) => {
            first.to_uppercase().chain(letters).collect()
        }
        _ => word.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::{List, Lists};
    use crate::document::Document;
    use crate::lexicon::Lexicon;
    use crate::source::Source;

    fn check(name: &str, text: &str, expected: &[(SpellingFault, &str, &str)]) {
        let mut lists = Lists::default();
        let list = |words: &[&str]| List::new(words.iter().map(|&word| word.to_owned()));
        lists.insert("joining-words", list(&["in", "the", "than", "more"]));
        lists.insert("foreign-words", list(&["le", "les", "des", "à"]));
        lists.insert("technical-words", list(&["kubectl"]));
        let source = Source::new(name, text);
        let document = Document::parse(&source);
        let lexicon = Lexicon::english();
        let analysis = Analysis::new(&document, &lexicon, &lists);
        let found: Vec<(SpellingFault, &str, &str)> = analysis
            .misspellings()
            .iter()
            .filter(|misspelling| misspelling.fault != SpellingFault::Unlisted)
            .map(|misspelling| {
                let text = document.slice(analysis.span_of(misspelling.tokens.clone()));
                (misspelling.fault, text, misspelling.corrections.first().map_or("", String::as_str))
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn unknown_words_are_told_from_names_and_new_words() {
        use SpellingFault::*;
        check("a.txt", "The gardener knew the harbkour.", &[(Unknown, "harbkour", "harbour")]);
        check(
            "a.txt",
            "We recieve the letter's adress.",
            &[(Misspelling, "recieve", "receive"), (Misspelling, "adress", "address")],
        );
        check("a.txt", "She met Zorbell and Dr. Quarn in Ostrava.", &[]);
        check("a.txt", "A zorbel sings. The zorbel flies. No zorbel swims.", &[]);
        check("a.txt", "Hmmm, he said. Aargh!", &[]);
        check("a.txt", "The x9frame, the foo_barr and camelCasse stay, as do WRLD and 0xdeadbeaf.", &[]);
        check("a.txt", "À propos des bottes, she laughed.", &[]);
    }

    #[test]
    fn words_of_code_and_words_spoken_about_are_left_alone() {
        check("a.md", "Run `frobnicat`, or frobnicat will stop.\n", &[]);
        check("a.md", "The *harbkour* in his text was on purpose.\n", &[]);
        check("a.md", "Call kubectl, see [notes](docs/harbkour) on harbkour.\n", &[]);
    }

    #[test]
    fn spaces_are_put_right() {
        use SpellingFault::*;
        check("a.txt", "He sat inthe garden.", &[(Joined, "inthe", "in the")]);
        check("a.txt", "We fed thec at and the dog.", &[(Shifted, "thec at", "the cat")]);
        check("a.txt", "They came to gether at noon.", &[(Split, "to gether", "together")]);
        check("a.txt", "In fact, every one came to get her.", &[]);
    }

    #[test]
    fn corrections_keep_the_case() {
        use SpellingFault::*;
        check("a.txt", "Definately not.", &[(Misspelling, "Definately", "Definitely")]);
        check("a.txt", "The goverment's plan.", &[(Misspelling, "goverment's", "government's")]);
    }
}
