//! `[article]`: *a* and *an* before the wrong sound. What a word sounds like at its start is told by its first
//! letter, the exceptions of the table, and for abbreviations and numbers by how they are read out.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Reach, Wakes};
use crate::analysis::{Analysis, Vocabulary, WordId, WordSet};
use crate::settings::{Field, Spanned, Table, Value};
use crate::text::{TokenKind, fold};

pub(super) const KIND: Kind = Kind {
    name: "article",
    summary: "“a” and “an” before the wrong sound",
    fields: &[
        Field::required(
            "vowel-sound",
            Value::Texts,
            "words that sound like a vowel at their start, though they are written with a consonant; “hour*” stands for all that start so",
        ),
        Field::required(
            "consonant-sound",
            Value::Texts,
            "words that sound like a consonant at their start, though they are written with a vowel",
        ),
        Field::required(
            "either",
            Value::Texts,
            "words that are read in both ways, or before which “a” may be a letter",
        ),
    ],
    placeholders: &["article", "next"],
    roles: &[],
    proposes: true,
    read,
};

#[derive(Debug)]
struct Article {
    vowel: Starts,
    consonant: Starts,
    either: Starts,
}

/// Words, and what stands for all that start so.
#[derive(Debug, Default)]
struct Starts {
    words: WordSet,
    /// In their order; none is the start of another.
    starts: Vec<String>,
}

impl Starts {
    fn read(entries: &[Spanned<String>]) -> Self {
        let mut all = Self::default();
        for entry in entries {
            let folded = fold(&entry.value);
            match folded.strip_suffix('*') {
                Some(start) => all.starts.push(start.to_owned()),
                None => all.words.insert(&folded),
            }
        }
        all.starts.sort_unstable();
        all.starts.dedup_by(|later, earlier| later.starts_with(earlier.as_str()));
        all
    }

    fn hold(&self, vocabulary: &Vocabulary, word: WordId) -> bool {
        let text = vocabulary.text(word);
        let after = self.starts.partition_point(|start| start.as_str() <= text);
        self.words.contains_word(vocabulary, word) || after > 0 && text.starts_with(&self.starts[after - 1])
    }
}

/// How a word starts when read out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sound {
    Vowel,
    Consonant,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let starts = |key: &str| Starts::read(&table.texts(key));
    Some(Box::new(Article {
        vowel: starts("vowel-sound"),
        consonant: starts("consonant-sound"),
        either: starts("either"),
    }))
}

impl Matcher for Article {
    fn wakes(&self) -> Wakes {
        Wakes::words(["a", "an"].map(str::to_owned))
    }

    fn reach(&self) -> Reach {
        Reach::Block
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        for (item, place) in hits.iter() {
            let written = analysis.token_text(place);
            let next = place + 1;
            let is_article = written.chars().skip(1).all(char::is_lowercase)
                && (written.starts_with(char::is_lowercase)
                    || analysis.sentence_of(place).start == place && item == 1)
                && analysis.block_tokens(analysis.block_of(place)).contains(&next)
                && matches!(analysis.gap_after(place), " " | "\n")
                && !self.is_letter(analysis, place);
            if !is_article {
                continue;
            }
            let wanted = match (item, self.sound(analysis, next)) {
                (0, Some(Sound::Vowel)) => "an",
                (1, Some(Sound::Consonant)) => "a",
                _ => continue,
            };
            let wanted = match written.starts_with(char::is_uppercase) {
                true => wanted.replacen('a', "A", 1),
                false => wanted.to_owned(),
            };
            let span = analysis.tokens()[place].span();
            found.push(
                Match::new(analysis, span)
                    .value("article", wanted.clone())
                    .value("next", analysis.token_text(next))
                    .propose(analysis.edit(span, wanted)),
            );
        }
    }
}

impl Article {
    /// Whether the word is spoken about or stands for a letter, and is no article: after another of its kind, a
    /// number or a mark that joins.
    fn is_letter(&self, analysis: &Analysis<'_>, place: usize) -> bool {
        let Some(previous) =
            place.checked_sub(1).filter(|&previous| analysis.block_of(previous) == analysis.block_of(place))
        else {
            return false;
        };
        let kind = analysis.tokens()[previous].kind;
        let joins = analysis.gap_after(previous).is_empty()
            && !matches!(analysis.token_text(previous), "(" | "“" | "\"" | "‘" | "—");
        let speaks_of_letters = [
            "letter", "vitamin", "type", "class", "grade", "option", "la", "column", "un", "et", "side",
            "point",
        ];
        joins
            || !matches!(kind, TokenKind::Word | TokenKind::Punctuation | TokenKind::Quote)
            || speaks_of_letters.contains(&analysis.folded(previous)) && analysis.folded(place) == "a"
    }

    /// How the token at `index` starts when read out; nothing if that is not certain.
    fn sound(&self, analysis: &Analysis<'_>, index: usize) -> Option<Sound> {
        let written = analysis.token_text(index);
        match analysis.tokens()[index].kind {
            TokenKind::Number => return number_sound(written),
            TokenKind::Word => {}
            _ => return None,
        }
        let joins_on = analysis.gap_after(index).is_empty()
            && analysis.tokens().get(index + 1).is_some_and(|_| analysis.token_text(index + 1) == "/");
        if joins_on {
            return None;
        }
        let vocabulary = analysis.vocabulary();
        let word = vocabulary.of_token(index)?;
        let folded = vocabulary.text(word);
        if written.chars().count() < SHORTEST_WORD || !folded.is_ascii() {
            return None;
        }
        let starts = |list: &Starts| list.hold(vocabulary, word);
        if starts(&self.either) {
            return None;
        }
        let upper = written.chars().filter(|letter| letter.is_uppercase()).count();
        let is_sign = |letter: char| !letter.is_alphabetic() && letter != '\'' && letter != '’';
        if upper >= 2 || written.chars().skip(1).any(is_sign) {
            return self.abbreviation_sound(analysis, written, folded);
        }
        // What no lexicon knows may be read in any way.
        analysis.entry_at(index).filter(|entry| entry.frequency() > 0)?;
        let is_vowel = folded.starts_with(['a', 'e', 'i', 'o', 'u']);
        Some(match is_vowel {
            true if starts(&self.consonant) => Sound::Consonant,
            false if starts(&self.vowel) => Sound::Vowel,
            true => Sound::Vowel,
            false => Sound::Consonant,
        })
    }

    /// Abbreviations are read by their letters or as words; only where both sound alike, or no word can be made of
    /// the letters, is the article certain.
    fn abbreviation_sound(&self, analysis: &Analysis<'_>, written: &str, folded: &str) -> Option<Sound> {
        let first = folded.chars().next()?;
        let by_letter = if "aefhilmnorsx".contains(first) { Sound::Vowel } else { Sound::Consonant };
        let by_word = if "aeiou".contains(first) { Sound::Vowel } else { Sound::Consonant };
        let is_plain = written.chars().all(|letter| letter.is_ascii_uppercase())
            && written.len() <= LONGEST_ABBREVIATION;
        let has_no_vowel = !folded.contains(['a', 'e', 'i', 'o', 'u', 'y']);
        let is_word = analysis.lexicon.lookup(folded).is_some_and(|entry| entry.is_lower());
        match is_plain && !is_word {
            true if by_letter == by_word || has_no_vowel => Some(by_letter),
            _ => None,
        }
    }
}

/// Shorter words are abbreviations and symbols.
const SHORTEST_WORD: usize = 3;
/// Longer ones are often read out in full.
const LONGEST_ABBREVIATION: usize = 3;

/// *An 8*, *an 11th*, *an 18-year-old*, *an 80-page*, *an 800*; but *a 1,800*.
fn number_sound(written: &str) -> Option<Sound> {
    let digits: String = written
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ',')
        .filter(char::is_ascii_digit)
        .collect();
    if digits.is_empty() || digits.len() == 4 {
        return None;
    }
    let is_vowel = digits.starts_with('8')
        || matches!(digits.len() % 3, 2) && (digits.starts_with("11") || digits.starts_with("18"));
    Some(if is_vowel { Sound::Vowel } else { Sound::Consonant })
}
