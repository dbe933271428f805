//! What the search keeps of its readings.

use super::*;
use crate::analysis::quotes::mark::read_marks;
use crate::document::TextSpan;

/// The longest that the trail gets while the marks of a text are read, and the steps that are taken.
fn read(text: &str) -> (usize, Vec<Step>) {
    let mut marks = Vec::new();
    read_marks(text, (0, TextSpan::new(0, text.len())), &mut marks);
    let mut search = Search::new(&marks);
    let mut longest = 0;
    for (index, &mark) in marks.iter().enumerate() {
        search.read(index, &Candidate::plain(mark));
        longest = longest.max(search.trail.len());
    }
    (longest, search.finish())
}

#[test]
fn what_is_kept_does_not_grow_with_the_text() {
    for part in ["\"a\" 'b' ", "“a ‘b’ c” ", "\"a ", "“a ", "a” ", "“a ‘b ", "' ", "“‘", "«a» ", "a\"b'"]
    {
        for count in [100, 10_000] {
            let (longest, steps) = read(&part.repeat(count));
            assert!(longest < 2_000, "{longest} steps for {count} times {part:?}");
            assert!(steps.len() <= 3 * count * part.len());
        }
    }
}

#[test]
fn after_faults_without_end_one_reading_is_gone_on_with() {
    let text = "“‘(".repeat(MANY_FAULTS as usize);
    let mut marks = Vec::new();
    read_marks(&text, (0, TextSpan::new(0, text.len())), &mut marks);
    let mut search = Search::new(&marks);
    let mut kept = Vec::new();
    for (index, &mark) in marks.iter().enumerate() {
        search.read(index, &Candidate::plain(mark));
        kept.push(search.readings.len());
    }
    assert!(kept[..MANY_FAULTS as usize / 2].iter().all(|&kept| kept > 1));
    assert!(kept.ends_with(&[1; 100]));
}

#[test]
fn plain_pairs_are_settled_one_after_the_other() {
    let (_, steps) = read(&"\"a\" ‘b’ ".repeat(1_000));
    assert_eq!(steps.len(), 4_000);
    for pair in steps.chunks(2) {
        assert!(matches!(pair[0].act, Act::Open(_)) && pair[1].act == Act::Close);
        assert!(pair.iter().all(|step| step.fault.is_none()) && pair[0].mark + 1 == pair[1].mark);
    }
}
