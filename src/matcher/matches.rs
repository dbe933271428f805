//! What one rule finds in a document: all of it, or the first so many places and a count of the others. A text can
//! hold millions of faults of one kind, and nobody reads them.

use super::kind::Match;
use crate::source::Span;

/// Takes what a rule finds, in any order.
pub struct Matches<'f> {
    matches: Vec<Match>,
    /// So many are kept: those that come first in the text.
    most: usize,
    /// Whether what is found at a span counts: whether that is where the rule looks.
    counts: &'f dyn Fn(Span) -> bool,
    /// The first place that is not kept, and how many there are.
    beyond: Option<(Span, usize)>,
    /// What stands behind this place is not kept.
    last: Option<Span>,
}

impl<'f> Matches<'f> {
    /// Keeps the first `most` of what `counts`.
    pub fn new(most: usize, counts: &'f dyn Fn(Span) -> bool) -> Self {
        Self { matches: Vec::new(), most, counts, beyond: None, last: None }
    }

    /// Takes a match.
    pub fn push(&mut self, found: Match) {
        self.push_at(found.span, || found);
    }

    /// Takes what is found at a span. Where that is beyond the limit, it is counted and not made.
    pub fn push_at(&mut self, span: Span, make: impl FnOnce() -> Match) {
        if !(self.counts)(span) {
            return;
        }
        match &mut self.beyond {
            Some((first, count)) if self.last.is_some_and(|last| span > last) => {
                *first = span.min(*first);
                *count += 1;
            }
            _ => {
                self.matches.push(make());
                // Twice as many are waited for, so that each is sorted a few times at most.
                if self.matches.len() / 2 >= self.most {
                    self.cut();
                }
            }
        }
    }

    /// Whether nothing was found.
    pub fn is_empty(&self) -> bool {
        self.matches.is_empty()
    }

    /// What was found; beyond that the first place and how many there are, if it was too much.
    pub fn finish(mut self) -> (Vec<Match>, Option<(Span, usize)>) {
        if self.matches.len() > self.most {
            self.cut();
        }
        (self.matches, self.beyond)
    }

    /// Drops all but the first so many. What was found twice counts once.
    fn cut(&mut self) {
        self.matches.sort_by_key(|found| found.span);
        self.matches.dedup();
        let Some(first) = self.matches.get(self.most).map(|found| found.span) else { return };
        let (before, count) = self.beyond.unwrap_or((first, 0));
        self.beyond = Some((first.min(before), count + self.matches.len() - self.most));
        self.matches.truncate(self.most);
        self.last = self.matches.last().map(|found| found.span);
    }
}

impl Extend<Match> for Matches<'_> {
    fn extend<I: IntoIterator<Item = Match>>(&mut self, matches: I) {
        matches.into_iter().for_each(|found| self.push(found));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks which of these places are kept when at most three are, what is the first one beyond, and how many are.
    fn check(starts: &[usize], expected: (&[usize], Option<(usize, usize)>)) {
        let is_odd = |span: Span| span.start % 2 == 1;
        let mut found = Matches::new(3, &is_odd);
        found.extend(starts.iter().map(|&start| Match {
            span: Span::at(start),
            text: String::new(),
            related: Vec::new(),
            values: Vec::new(),
            proposals: Vec::new(),
            absorbs: Vec::new(),
        }));
        let (mut kept, beyond) = found.finish();
        kept.sort_by_key(|found| found.span);
        let kept: Vec<usize> = kept.iter().map(|found| found.span.start).collect();
        let beyond = beyond.map(|(first, count)| (first.start, count));
        assert_eq!((&kept[..], beyond), expected, "{starts:?}");
    }

    #[test]
    fn the_first_places_in_the_text_are_kept_and_the_others_counted() {
        check(&[], (&[], None));
        check(&[5, 1, 3], (&[1, 3, 5], None));
        check(&[5, 1, 2, 3, 4, 6, 8], (&[1, 3, 5], None));
        check(&[1, 3, 5, 7], (&[1, 3, 5], Some((7, 1))));
        check(&[9, 7, 5, 3, 1], (&[1, 3, 5], Some((7, 2))));
        check(&[21, 23, 25, 27, 29, 31, 5, 7, 9, 11, 13, 15, 3], (&[3, 5, 7], Some((9, 10))));
        check(&[1, 1, 1, 3, 3, 5, 5, 5], (&[1, 3, 5], None));
    }
}
