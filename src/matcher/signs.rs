//! Signs: the tokens of single marks, found by their bytes and by those right beside them, so that a search that
//! few marks wake does not look at each token.

use crate::analysis::Analysis;

/// The tokens that are one of the ASCII marks of `wanted`, in order, where the bytes before and after the mark fit.
pub(super) fn signs(
    analysis: &Analysis<'_>,
    wanted: &[u8],
    fit: impl Fn(&[u8], &[u8]) -> bool,
) -> Vec<usize> {
    let bytes = analysis.document.text().as_bytes();
    let mut found = Vec::new();
    for needles in wanted.chunks(3) {
        let needle = |at: usize| *needles.get(at).unwrap_or(&needles[0]);
        let places = memchr::memchr3_iter(needle(0), needle(1), needle(2), bytes)
            .filter(|&at| fit(&bytes[..at], &bytes[at + 1..]));
        let is_sign = |&index: &usize| analysis.tokens()[index].span().len() == 1;
        found.extend(places.filter_map(|at| analysis.token_at(at)).filter(is_sign));
    }
    found.sort_unstable();
    found
}

/// Whether a byte is white space, or part of a character that may be.
#[inline]
pub(super) fn may_be_space(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ') || !byte.is_ascii()
}
