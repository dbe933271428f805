//! Which of the places that a rule found are reported: none within a longer phrase that is right, and of those
//! that overlap the longest.

use std::collections::BTreeMap;
use std::ops::Range;

/// A phrase at some tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) item: usize,
    pub(super) tokens: Range<usize>,
}

/// Leaves those of `found` that are to be reported, in the order of the text. Of two at the same tokens the one
/// with the lower item stays.
pub(super) fn settle(found: &mut Vec<Found>, mut right: Vec<Range<usize>>) {
    // The end of the farthest right phrase, by where those phrases start.
    right.sort_unstable_by_key(|tokens| tokens.start);
    let mut farthest = 0;
    for tokens in &mut right {
        farthest = farthest.max(tokens.end);
        tokens.end = farthest;
    }
    found.retain(|found| {
        let before = right.partition_point(|tokens| tokens.start <= found.tokens.start);
        before == 0 || right[before - 1].end < found.tokens.end
    });
    found.sort_unstable_by_key(|found| {
        (std::cmp::Reverse(found.tokens.len()), found.tokens.start, found.item)
    });
    // The ends of what is reported, by its start.
    let mut taken: BTreeMap<usize, usize> = BTreeMap::new();
    found.retain(|found| {
        let Range { start, end } = found.tokens;
        let before = taken.range(..end).next_back();
        let is_free = before.is_none_or(|(_, &other)| other <= start);
        if is_free {
            taken.insert(start, end);
        }
        is_free
    });
    found.sort_unstable_by_key(|found| found.tokens.start);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(found: &[(usize, usize)], right: &[(usize, usize)], expected: &[(usize, usize)]) {
        let mut left: Vec<Found> =
            found.iter().map(|&(start, end)| Found { item: 0, tokens: start..end }).collect();
        settle(&mut left, right.iter().map(|&(start, end)| start..end).collect());
        let left: Vec<_> = left.into_iter().map(|found| (found.tokens.start, found.tokens.end)).collect();
        assert_eq!(left, expected, "{found:?} but {right:?}");
    }

    #[test]
    fn the_longest_of_overlapping_phrases_stays() {
        check(&[(0, 1), (0, 3), (1, 2)], &[], &[(0, 3)]);
        check(&[(0, 2), (1, 4), (4, 5)], &[], &[(1, 4), (4, 5)]);
        check(&[(2, 3), (0, 1)], &[], &[(0, 1), (2, 3)]);
        check(&[(0, 2), (1, 3), (2, 4)], &[], &[(0, 2), (2, 4)]);
    }

    #[test]
    fn what_lies_within_a_right_phrase_goes() {
        check(&[(1, 2), (3, 4)], &[(0, 3)], &[(3, 4)]);
        check(&[(1, 4)], &[(0, 3)], &[(1, 4)]);
        check(&[(4, 5)], &[(3, 4), (0, 9)], &[]);
        check(&[(0, 3), (1, 2)], &[(0, 3)], &[]);
    }

    #[test]
    fn many_overlaps_take_no_longer_than_many_phrases() {
        let mut found: Vec<Found> =
            (0..200_000).map(|start| Found { item: 0, tokens: start..start + 5 }).collect();
        settle(&mut found, Vec::new());
        assert_eq!(found.len(), 40_000);
    }
}
