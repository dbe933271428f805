//! The two sets of marks that datatrove 0.10.1 holds characters against: what is punctuation, in a wide sense,
//! and what ends a sentence, in any script.

/// Whether a character is one of the 281 that make no word: marks and control characters.
pub(super) fn is_punctuation(c: char) -> bool {
    holds(&PUNCTUATION, c) || is_terminal(c)
}

/// Whether a character is one of the 159 that end a sentence.
pub(super) fn is_terminal(c: char) -> bool {
    holds(&TERMINAL, c)
}

/// Whether spaCy's rule of thumb lets a sentence end with a character.
pub(super) fn is_sentence_end(c: char) -> bool {
    is_terminal(c) && !holds(&NOT_OF_SPACY, c)
}

fn holds(ranges: &[(char, char)], c: char) -> bool {
    let at = ranges.partition_point(|&(_, last)| last < c);
    ranges.get(at).is_some_and(|&(first, _)| first <= c)
}

/// Punctuation beside what ends a sentence, sorted.
#[rustfmt::skip] // Ranges, several a line.
const PUNCTUATION: [(char, char); 27] = [
    ('\u{0}', '\u{8}'), ('\u{b}', '\u{1f}'), ('\u{22}', '\u{2d}'), ('\u{2f}', '\u{2f}'),
    ('\u{3a}', '\u{3e}'), ('\u{40}', '\u{40}'), ('\u{5b}', '\u{60}'), ('\u{7b}', '\u{9f}'),
    ('\u{ab}', '\u{ab}'), ('\u{b4}', '\u{b4}'), ('\u{bb}', '\u{bb}'), ('\u{2013}', '\u{2014}'),
    ('\u{2019}', '\u{2019}'), ('\u{201c}', '\u{201e}'), ('\u{2026}', '\u{2026}'), ('\u{2236}', '\u{2236}'),
    ('\u{2501}', '\u{2501}'), ('\u{25ba}', '\u{25ba}'), ('\u{3001}', '\u{3001}'), ('\u{3008}', '\u{300d}'),
    ('\u{3010}', '\u{3011}'), ('\u{ff05}', '\u{ff05}'), ('\u{ff08}', '\u{ff09}'), ('\u{ff0c}', '\u{ff0c}'),
    ('\u{ff11}', '\u{ff11}'), ('\u{ff1a}', '\u{ff1b}'), ('\u{ff5e}', '\u{ff5e}'),
];

/// What ends a sentence, sorted.
#[rustfmt::skip] // Ranges, several a line.
const TERMINAL: [(char, char); 82] = [
    ('\u{21}', '\u{21}'), ('\u{2e}', '\u{2e}'), ('\u{3f}', '\u{3f}'), ('\u{589}', '\u{589}'),
    ('\u{61d}', '\u{61f}'), ('\u{6d4}', '\u{6d4}'), ('\u{700}', '\u{702}'), ('\u{7f9}', '\u{7f9}'),
    ('\u{837}', '\u{837}'), ('\u{839}', '\u{839}'), ('\u{83d}', '\u{83e}'), ('\u{964}', '\u{965}'),
    ('\u{104a}', '\u{104b}'), ('\u{1362}', '\u{1362}'), ('\u{1367}', '\u{1368}'), ('\u{166e}', '\u{166e}'),
    ('\u{1735}', '\u{1736}'), ('\u{17d4}', '\u{17d6}'), ('\u{17d9}', '\u{17da}'), ('\u{1803}', '\u{1803}'),
    ('\u{1809}', '\u{1809}'), ('\u{1944}', '\u{1945}'), ('\u{1aa8}', '\u{1aab}'), ('\u{1b5a}', '\u{1b5b}'),
    ('\u{1b5e}', '\u{1b5f}'), ('\u{1b7d}', '\u{1b7e}'), ('\u{1c3b}', '\u{1c3c}'), ('\u{1c7e}', '\u{1c7f}'),
    ('\u{203c}', '\u{203d}'), ('\u{2047}', '\u{2049}'), ('\u{2e2e}', '\u{2e2e}'), ('\u{2e3c}', '\u{2e3c}'),
    ('\u{2e53}', '\u{2e54}'), ('\u{3002}', '\u{3002}'), ('\u{a4ff}', '\u{a4ff}'), ('\u{a60e}', '\u{a60f}'),
    ('\u{a6f3}', '\u{a6f3}'), ('\u{a6f7}', '\u{a6f7}'), ('\u{a876}', '\u{a877}'), ('\u{a8ce}', '\u{a8cf}'),
    ('\u{a92f}', '\u{a92f}'), ('\u{a9c8}', '\u{a9c9}'), ('\u{aa5d}', '\u{aa5f}'), ('\u{aaf0}', '\u{aaf1}'),
    ('\u{abeb}', '\u{abeb}'), ('\u{fe52}', '\u{fe52}'), ('\u{fe56}', '\u{fe57}'), ('\u{ff01}', '\u{ff01}'),
    ('\u{ff0e}', '\u{ff0e}'), ('\u{ff1f}', '\u{ff1f}'), ('\u{ff61}', '\u{ff61}'),
    ('\u{10a56}', '\u{10a57}'), ('\u{10f55}', '\u{10f59}'), ('\u{10f86}', '\u{10f89}'),
    ('\u{11047}', '\u{11048}'), ('\u{110be}', '\u{110c1}'), ('\u{11141}', '\u{11143}'),
    ('\u{111c5}', '\u{111c6}'), ('\u{111cd}', '\u{111cd}'), ('\u{111de}', '\u{111df}'),
    ('\u{11238}', '\u{11239}'), ('\u{1123b}', '\u{1123c}'), ('\u{112a9}', '\u{112a9}'),
    ('\u{1144b}', '\u{1144c}'), ('\u{115c2}', '\u{115c3}'), ('\u{115c9}', '\u{115d7}'),
    ('\u{11641}', '\u{11642}'), ('\u{1173c}', '\u{1173e}'), ('\u{11944}', '\u{11944}'),
    ('\u{11946}', '\u{11946}'), ('\u{11a42}', '\u{11a43}'), ('\u{11a9b}', '\u{11a9c}'),
    ('\u{11c41}', '\u{11c42}'), ('\u{11ef7}', '\u{11ef8}'), ('\u{11f43}', '\u{11f44}'),
    ('\u{16a6e}', '\u{16a6f}'), ('\u{16af5}', '\u{16af5}'), ('\u{16b37}', '\u{16b38}'),
    ('\u{16b44}', '\u{16b44}'), ('\u{16e98}', '\u{16e98}'), ('\u{1bc9f}', '\u{1bc9f}'),
    ('\u{1da88}', '\u{1da88}'),
];

/// What ends a sentence for datatrove and not for spaCy 3.8, sorted.
#[rustfmt::skip] // Ranges, several a line.
const NOT_OF_SPACY: [(char, char); 15] = [
    ('\u{61d}', '\u{61e}'), ('\u{837}', '\u{837}'), ('\u{839}', '\u{839}'), ('\u{83d}', '\u{83e}'),
    ('\u{17d4}', '\u{17d6}'), ('\u{17d9}', '\u{17da}'), ('\u{1b7d}', '\u{1b7e}'), ('\u{2e53}', '\u{2e54}'),
    ('\u{10f55}', '\u{10f59}'), ('\u{10f86}', '\u{10f89}'), ('\u{11944}', '\u{11944}'),
    ('\u{11946}', '\u{11946}'), ('\u{11ef7}', '\u{11ef8}'), ('\u{11f43}', '\u{11f44}'),
    ('\u{16e98}', '\u{16e98}'),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sets_are_sorted_and_complete() {
        let size = |ranges: &[(char, char)]| {
            ranges.iter().map(|&(first, last)| (first..=last).count()).sum::<usize>()
        };
        assert_eq!((size(&PUNCTUATION) + size(&TERMINAL), size(&TERMINAL)), (281, 159));
        assert!(PUNCTUATION.is_sorted() && TERMINAL.is_sorted());
        assert!(
            is_punctuation('.') && is_punctuation('\u{7}') && !is_punctuation('\t') && !is_punctuation('a')
        );
        assert!(is_terminal('？') && !is_terminal('…') && !is_terminal('”'));
    }
}
