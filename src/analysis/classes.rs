//! The word classes that remain to a token in its sentence: what the lexicon allows, less what its neighbours rule
//! out. The rules are closed and few; where they do not decide, several classes remain.

use super::facts::Analysis;
use crate::lexicon::{Classes, Entry};

/// Adverbs that may stand between an auxiliary and its verb.
const ADVERB_STEPS: usize = 2;

/// The classes of the token at `index`; none for what is no word.
pub(super) fn classes_at(analysis: &Analysis<'_>, index: usize) -> Classes {
    let lexical = lexical(analysis, index);
    if lexical.len() < 2 {
        return lexical;
    }
    let mut left = lexical;
    let keep = |left: &mut Classes, wanted: Classes| {
        if left.intersects(wanted) {
            *left = left.and(wanted);
        }
    };
    let Some(before) = neighbour_before(analysis, index) else { return left };
    let word = analysis.folded(before);
    let classes = lexicon_classes(analysis, before);
    let verbal = Classes::FINITE.or(Classes::MODAL).or(Classes::AUXILIARY);
    if is_article(word) || word.ends_with("'s") && !is_clause_opener(word) {
        let barred = verbal.or(Classes::PREPOSITION).or(Classes::CONJUNCTION);
        drop(&mut left, if word.ends_with("'s") { Classes::PREPOSITION } else { barred });
        if matches!(word, "a" | "an") {
            drop(&mut left, Classes::PLURAL);
        }
        return left;
    }
    match word {
        "to" => {
            drop(&mut left, Classes::FINITE.without(Classes::BASE).or(Classes::PARTICIPLE));
            if left.intersects(Classes::BASE) && opens_object(analysis, index + 1) {
                keep(&mut left, Classes::BASE);
            }
        }
        "i" | "he" | "she" | "we" | "they" => {
            keep(&mut left, verbal.or(Classes::ADVERB).or(Classes::CONJUNCTION).or(Classes::PREPOSITION));
            let is_question = auxiliary_before(analysis, before).is_some();
            if matches!(word, "he" | "she") && !is_question {
                drop(&mut left, Classes::BASE);
            }
        }
        _ if classes.is_within(Classes::PREPOSITION.or(Classes::CONJUNCTION)) && is_preposition(word) => {
            drop(&mut left, verbal);
        }
        _ => {}
    }
    let Some(auxiliary) = auxiliary_before(analysis, index) else { return left };
    let word = analysis.folded(auxiliary);
    if lexicon_classes(analysis, auxiliary).is_within(Classes::MODAL) {
        if left.intersects(Classes::BASE) {
            keep(&mut left, Classes::BASE.or(Classes::ADVERB).or(Classes::AUXILIARY));
        }
    } else if is_form_of_be(word) || is_form_of_have(word) && left.intersects(Classes::PARTICIPLE) {
        drop(&mut left, Classes::FINITE);
    }
    left
}

/// Takes classes away, unless none would remain.
fn drop(left: &mut Classes, barred: Classes) {
    let rest = left.without(barred);
    if !rest.is_empty() {
        *left = rest;
    }
}

/// What the lexicon and the word's capitals allow.
fn lexical(analysis: &Analysis<'_>, index: usize) -> Classes {
    if !analysis.is_word(index) {
        return Classes::NONE;
    }
    let classes = lexicon_classes(analysis, index);
    let text = analysis.token_text(index);
    if !text.starts_with(char::is_uppercase) {
        return classes.without(Classes::NAME);
    }
    let folded = analysis.folded(index);
    let entry = analysis.entry_at(index);
    let is_first = analysis.sentence_of(index).start == index;
    if is_first {
        let may_be_name = entry.is_none_or(|entry| entry.is_title() || is_name(entry));
        return if may_be_name { classes.or(Classes::NAME) } else { classes };
    }
    let closed = Classes::PRONOUN
        .or(Classes::DETERMINER)
        .or(Classes::PREPOSITION)
        .or(Classes::CONJUNCTION)
        .or(Classes::MODAL)
        .or(Classes::AUXILIARY);
    match entry {
        _ if classes.intersects(closed) && folded != "may" && folded != "will" => classes,
        Some(entry) if entry.is_lower() => classes.or(Classes::NAME),
        Some(entry) if is_name(entry) && !entry.is_demonym() => Classes::NAME,
        _ if classes.intersects(Classes::ADJECTIVE) => Classes::NAME.or(Classes::ADJECTIVE),
        _ => Classes::NAME,
    }
}

fn is_name(entry: Entry) -> bool {
    entry.given_name().is_some() || entry.is_surname() || entry.is_place()
}

fn lexicon_classes(analysis: &Analysis<'_>, index: usize) -> Classes {
    analysis.vocabulary().of_token(index).map_or(Classes::NONE, |word| analysis.lexicon_classes(word))
}

/// The word right before, in the same sentence.
fn neighbour_before(analysis: &Analysis<'_>, index: usize) -> Option<usize> {
    let sentence = analysis.sentence_of(index);
    index.checked_sub(1).filter(|before| sentence.contains(before) && analysis.is_word(*before))
}

/// The auxiliary that governs the word at `index`: before it, with no more than adverbs between.
fn auxiliary_before(analysis: &Analysis<'_>, index: usize) -> Option<usize> {
    let mut at = index;
    for _ in 0..=ADVERB_STEPS {
        at = neighbour_before(analysis, at)?;
        let classes = lexicon_classes(analysis, at);
        if classes.intersects(Classes::MODAL.or(Classes::AUXILIARY)) {
            return Some(at);
        }
        if !classes.is_within(Classes::ADVERB) {
            return None;
        }
    }
    None
}

/// Whether the token at `index` opens what a verb before it would act upon.
fn opens_object(analysis: &Analysis<'_>, index: usize) -> bool {
    analysis.is_word(index)
        && (is_article(analysis.folded(index))
            || matches!(
                analysis.folded(index),
                "him" | "them" | "it" | "me" | "us" | "you" | "this" | "that"
            ))
}

fn is_article(word: &str) -> bool {
    matches!(word, "a" | "an" | "the" | "my" | "your" | "our" | "their" | "its" | "every")
}

fn is_clause_opener(word: &str) -> bool {
    matches!(
        word,
        "it's" | "he's" | "she's" | "that's" | "there's" | "here's" | "what's" | "who's" | "let's" | "how's"
    )
}

fn is_preposition(word: &str) -> bool {
    matches!(
        word,
        "of" | "at"
            | "from"
            | "with"
            | "into"
            | "without"
            | "between"
            | "among"
            | "toward"
            | "towards"
            | "via"
            | "during"
    )
}

fn is_form_of_be(word: &str) -> bool {
    matches!(
        word,
        "be" | "is"
            | "are"
            | "am"
            | "was"
            | "were"
            | "been"
            | "being"
            | "isn't"
            | "aren't"
            | "wasn't"
            | "weren't"
            | "i'm"
            | "you're"
            | "we're"
            | "they're"
    )
}

fn is_form_of_have(word: &str) -> bool {
    matches!(
        word,
        "have"
            | "has"
            | "had"
            | "having"
            | "i've"
            | "you've"
            | "we've"
            | "they've"
            | "hasn't"
            | "haven't"
            | "hadn't"
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::Lists;
    use crate::document::Document;
    use crate::lexicon::Lexicon;
    use crate::source::Source;

    /// Whether the first `word` of `text` can be of these classes, and of no others.
    fn check(text: &str, word: &str, expected: Classes) {
        let source = Source::new("text.txt", text);
        let document = Document::parse(&source);
        let (lexicon, lists) = (Lexicon::english(), Lists::default());
        let analysis = Analysis::new(&document, &lexicon, &lists);
        let index = (0..analysis.tokens().len()).find(|&index| analysis.token_text(index) == word);
        assert_eq!(analysis.classes(index.expect("the text holds it")), expected, "{word} in {text}");
    }

    #[test]
    fn neighbours_rule_classes_out() {
        check("A walk is good.", "walk", Classes::NOUN);
        check("They walk home.", "walk", Classes::BASE);
        check("You can walk home.", "walk", Classes::BASE);
        check("You can hardly walk.", "walk", Classes::BASE);
        check("He wants to walk it.", "walk", Classes::BASE);
        check("It was found twice.", "found", Classes::PARTICIPLE.or(Classes::NOUN));
        check("They had walked twice.", "walked", Classes::PARTICIPLE);
        check("He walked twice.", "walked", Classes::PAST);
        check("I know Anna well.", "Anna", Classes::NAME);
        check("He said it loudly.", "loudly", Classes::ADVERB);
    }

    #[test]
    fn what_is_open_stays_open() {
        check("Go, walk on.", "walk", Classes::NOUN.or(Classes::BASE));
        check("The dog, walked twice.", "walked", Classes::PAST.or(Classes::PARTICIPLE));
    }
}
