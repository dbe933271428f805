//! Words in the wrong case within a sentence: acronyms, the pronoun “I”, titles before a name, capitals on
//! common words.

use rustc_hash::FxHashMap;

use super::{Capitalization, capitalized, has_capital, is_lower, wrong_case};
use crate::analysis::{Analysis, WordId};
use crate::document::BlockKind;
use crate::lexicon::Classes;
use crate::matcher::index::Hits;
use crate::matcher::kind::{Match, Matches};
use crate::matcher::surroundings::{is_function_word, is_plain_word, reads_as_prose, stands_free};
use crate::text::{Case, TokenKind, strip_possessive};

/// Acronyms in lower case, and those written as names (“Nato”) where the document has other forms too.
pub(super) fn acronyms(
    rule: &Capitalization,
    analysis: &Analysis<'_>,
    hits: &Hits<'_>,
    found: &mut Matches<'_>,
) {
    let mut places: FxHashMap<usize, Vec<usize>> = FxHashMap::default();
    for (item, place) in hits.iter() {
        places.entry(item % rule.words.len()).or_default().push(place);
    }
    let mut items: Vec<_> = places.into_iter().collect();
    items.sort_unstable();
    for (item, mut places) in items {
        places.sort_unstable();
        let right = &rule.words[item];
        let form = |place: usize| strip_possessive(analysis.token_text(place));
        let as_name =
            places.iter().filter(|&&place| form(place) == capitalized(&right.to_lowercase())).count();
        let is_mixed = as_name < places.len();
        let first = form(places[0]);
        let other = places.iter().copied().find(|&place| form(place) != first);
        for &place in &places {
            let written = form(place);
            let is_name = written == capitalized(&right.to_lowercase());
            if written == right || is_name && !is_mixed || !stands_free(analysis, place) {
                continue;
            }
            let ending = &analysis.token_text(place)[written.len()..];
            let witness = if written == first { other } else { Some(places[0]) };
            let mut finding = wrong_case(analysis, place, format!("{right}{ending}"));
            if let Some(other) = witness {
                finding = finding.related("other", analysis.source_span(analysis.tokens()[other].span()));
            }
            found.push(finding);
        }
    }
}

/// The pronoun “I” in lower case: before a verb of the rule's words, or between plain words of a text that
/// says “I” elsewhere.
pub(super) fn pronouns(
    rule: &Capitalization,
    analysis: &Analysis<'_>,
    hits: &Hits<'_>,
    found: &mut Matches<'_>,
) {
    let speaks = hits.iter().any(|(_, place)| {
        analysis.token_text(place) == "I"
            && place + 1 < analysis.tokens().len()
            && is_plain_word(analysis, place + 1)
    });
    for (_, place) in hits.iter().filter(|&(_, place)| analysis.token_text(place) == "i") {
        let block = analysis.block_tokens(analysis.block_of(place));
        let next = (place + 1 < block.end && !analysis.gap_after(place).is_empty()).then_some(place + 1);
        let before = (place > block.start && !analysis.gap_after(place - 1).is_empty()).then(|| place - 1);
        let Some(next) =
            next.filter(|_| place == block.start || before.is_some() || follows_quote(analysis, place))
        else {
            continue;
        };
        // A letter among letters, or a word that was cut in two: “i ts”.
        let is_letter = analysis.token_text(next).chars().count() == 1;
        let is_verb = is_lower(analysis, next)
            && (rule.folded.contains(analysis.folded(next))
                || before.is_some_and(|before| opens_clause(analysis, before))
                    && says_what_i_do(analysis, next));
        let between =
            before.is_some_and(|before| is_plain_word(analysis, before)) && is_plain_word(analysis, next);
        if (is_verb || speaks && between && !is_letter) && reads_as_prose(analysis, block) {
            found.push(wrong_case(analysis, place, "I".to_owned()));
        }
    }
}

/// Whether a clause can start after the token: “if i reach”, “so i disagree”.
fn opens_clause(analysis: &Analysis<'_>, index: usize) -> bool {
    let joins = Classes::CONJUNCTION.or(Classes::ADVERB);
    is_plain_word(analysis, index) && analysis.lexicon.classes(analysis.folded(index)).intersects(joins)
        || super::has_capital(analysis, index) && is_function_word(analysis, index)
}

/// Whether a word can only be a verb that goes with “I”: “reach”, “disagreed”, but not “is” or “reaches”.
fn says_what_i_do(analysis: &Analysis<'_>, index: usize) -> bool {
    let classes = analysis.lexicon.classes(analysis.folded(index));
    classes.intersects(Classes::BASE.or(Classes::PAST))
        && !classes.intersects(Classes::PREPOSITION.or(Classes::CONJUNCTION).or(Classes::DETERMINER))
        && analysis.folded(index) != "be"
}

fn follows_quote(analysis: &Analysis<'_>, index: usize) -> bool {
    analysis.tokens()[index - 1].kind == TokenKind::Quote
}

/// Titles in lower case before a full name, where the document has one with a capital before another name.
pub(super) fn titles(analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
    let places: Vec<usize> = hits.iter().map(|(_, place)| place).collect();
    let witness = places.iter().find(|&&place| {
        has_capital(analysis, place) && is_before_name(analysis, place) && !starts_sentence(analysis, place)
    });
    let Some(&witness) = witness else { return };
    for &place in places.iter().filter(|&&place| is_lower(analysis, place) && is_bare_title(analysis, place))
    {
        let finding = wrong_case(analysis, place, capitalized(analysis.token_text(place)));
        found.push(finding.related("other", analysis.source_span(analysis.tokens()[witness].span())));
    }
}

/// Names in lower case, but for those that are part of an address or a key, or have become common words.
pub(super) fn names(
    rule: &Capitalization,
    analysis: &Analysis<'_>,
    hits: &Hits<'_>,
    found: &mut Matches<'_>,
) {
    for (item, place) in hits.iter().filter(|&(_, place)| is_lower(analysis, place)) {
        let block = analysis.block_tokens(analysis.block_of(place));
        let own = strip_possessive(analysis.folded(place));
        let pair = |first: &str, second: &str| rule.except.contains(&format!("{first} {second}"));
        let is_common = place > block.start && pair(analysis.folded(place - 1), own)
            || place + 1 < block.end && pair(own, analysis.folded(place + 1));
        let is_key = place > block.start
            && analysis.token_text(place - 1) == ":"
            && analysis.gap_after(place - 1).is_empty();
        if !is_common && !is_key && stands_free(analysis, place) && reads_as_prose(analysis, block) {
            let written = analysis.token_text(place);
            let ending = &written[strip_possessive(written).len()..];
            let right = format!("{}{ending}", rule.words[item % rule.words.len()]);
            found.push(wrong_case(analysis, place, right));
        }
    }
}

fn starts_sentence(analysis: &Analysis<'_>, index: usize) -> bool {
    let start = analysis.sentence_of(index).start;
    (start..index).all(|at| !analysis.is_word(at))
}

/// Whether a title stands before a name with nothing that describes it: “that president Anna Bell”, but not
/// “former president Anna Bell” or “Ohio governor Anna Bell”.
fn is_bare_title(analysis: &Analysis<'_>, index: usize) -> bool {
    let is_first = index == 0 || starts_sentence(analysis, index);
    let follows_small = index > 0 && (is_function_word(analysis, index - 1) || !analysis.is_word(index - 1));
    let is_said = index > 0 && analysis.lists.get("reporting-verbs").contains(analysis.folded(index - 1));
    is_before_name(analysis, index) && (is_first || follows_small || is_said)
}

/// Whether a given name and another name follow: “president Anna Bell”, but not “her president Anna”.
fn is_before_name(analysis: &Analysis<'_>, index: usize) -> bool {
    let block = analysis.block_tokens(analysis.block_of(index));
    let is_given = |at: usize| {
        analysis.lexicon.lookup(analysis.folded(at)).is_some_and(|entry| entry.given_name().is_some())
    };
    index + 2 < block.end
        && has_capital(analysis, index + 1)
        && has_capital(analysis, index + 2)
        && analysis.gap_after(index) == " "
        && analysis.gap_after(index + 1) == " "
        && is_given(index + 1)
}

/// Small words with a capital in mid-sentence: “before The film”.
pub(super) fn stray_small_words(rule: &Capitalization, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let vocabulary = analysis.vocabulary();
    let mut is_wanted = vec![false; vocabulary.ids().count()];
    let words = rule.folded.iter().filter_map(|word| vocabulary.find(word));
    words.for_each(|word| is_wanted[word.index()] = true);
    for_each_stray(
        analysis,
        |word| is_wanted[word.index()],
        |index| {
            if is_plain_word(analysis, index + 1) && is_function_word(analysis, index - 1) {
                found.push(lowered(analysis, index));
            }
        },
    );
}

/// Common words with a capital in mid-sentence that the document writes in lower case elsewhere.
pub(super) fn stray_words(rule: &Capitalization, analysis: &Analysis<'_>, found: &mut Matches<'_>) {
    let vocabulary = analysis.vocabulary();
    let is_common = |word: WordId| {
        vocabulary.count(word) > rule.least
            && vocabulary.text(word).len() >= 4
            && analysis.entry(word).is_some_and(|entry| {
                entry.is_lower()
                    && !entry.is_title()
                    && !entry.is_surname()
                    && entry.given_name().is_none()
                    && !entry.is_place()
            })
    };
    // The first place in lower case, and how many there are, of each word that was asked about.
    let mut in_lower: FxHashMap<WordId, (Option<usize>, usize)> = FxHashMap::default();
    for_each_stray(analysis, is_common, |index| {
        let Some(word) = vocabulary.of_token(index).filter(|_| !is_function_word(analysis, index)) else {
            return;
        };
        let (witness, small) = *in_lower.entry(word).or_insert_with(|| {
            let mut lower = vocabulary.places(word).filter(|&place| is_lower(analysis, place));
            let witness = lower.next();
            (witness, usize::from(witness.is_some()) + lower.count())
        });
        let capital = vocabulary.count(word) - small;
        if let Some(witness) = witness.filter(|_| capital == 1 && small >= rule.least) {
            let finding = lowered(analysis, index).value("count", small.to_string());
            found.push(finding.related("other", analysis.source_span(analysis.tokens()[witness].span())));
        }
    });
}

/// Calls `look` with each capitalised word, of those that are wanted, that stands between words in lower case, or
/// after an abbreviation such as “U.S.”, in running text.
fn for_each_stray(analysis: &Analysis<'_>, wanted: impl Fn(WordId) -> bool, mut look: impl FnMut(usize)) {
    for (block, tokens) in analysis.blocks() {
        if !matches!(block.kind, BlockKind::Paragraph) || block.quoted {
            continue;
        }
        for index in tokens.start + 1..tokens.end.saturating_sub(1).max(tokens.start + 1) {
            if analysis.case(index) != Case::Title || !is_lower(analysis, index + 1) {
                continue;
            }
            if !analysis.vocabulary().of_token(index).is_some_and(&wanted)
                || analysis.token_text(index).len() < 2
                || !joined(analysis, index - 1)
                || !joined(analysis, index)
            {
                continue;
            }
            let sentence = analysis.sentence_of(index);
            let before = analysis.token_text(index - 1);
            let opens = index - 1 == sentence.start && is_function_word(analysis, index - 1);
            let abbreviates =
                before.ends_with('.') && before.matches('.').count() > 1 && sentence.start < index;
            let is_free = is_plain_word(analysis, index - 1) || opens || abbreviates;
            let span = analysis.span_of(index - 1..index + 2);
            // A word in italics, in a link or in quotation marks is a title.
            // “Department of Trade and Industry”: what joins capitals belongs to a name.
            let joins_names = matches!(analysis.folded(index + 1), "of" | "and" | "or" | "for" | "&")
                || is_function_word(analysis, index - 1)
                    && index >= tokens.start + 2
                    && has_capital(analysis, index - 2);
            if sentence.start < index && is_free && !joins_names && analysis.document.is_verbatim(span) {
                look(index);
            }
        }
    }
}

fn joined(analysis: &Analysis<'_>, index: usize) -> bool {
    matches!(analysis.gap_after(index), " " | "\n" | "\u{a0}")
}

fn lowered(analysis: &Analysis<'_>, index: usize) -> Match {
    wrong_case(analysis, index, analysis.token_text(index).to_lowercase())
}
