//! What is open: the quotations that a reading is within, packed into one number.

use super::glyph::{Level, Pair, Style};

/// The quotations that are open, outermost first: four bits each.
pub(super) type Open = u32;

/// So many quotations may be open at once.
pub(super) const DEEPEST: u32 = 6;

const STYLES: [Style; 7] =
    [Style::Straight, Style::Curly, Style::Low, Style::Alike, Style::Angled, Style::Inward, Style::Corner];

/// The same with one more quotation within.
#[inline]
pub(super) fn push(open: Open, pair: Pair) -> Open {
    let style = STYLES.iter().position(|&style| style == pair.style).unwrap_or_default() as u32;
    let level = u32::from(pair.level == Level::Single);
    open << 4 | (style * 2 + level + 1)
}

fn pair_of(code: u32) -> Option<Pair> {
    let code = code.checked_sub(1)?;
    let level = if code.is_multiple_of(2) { Level::Double } else { Level::Single };
    Some(Pair { style: *STYLES.get(code as usize / 2)?, level })
}

/// The innermost quotation.
#[inline]
pub(super) fn top(open: Open) -> Option<Pair> {
    pair_of(open & 0xf)
}

/// Whether one of the quotations is in single marks.
#[inline]
pub(super) fn holds_single(open: Open) -> bool {
    // Their codes are even, as `push` makes them.
    (open & 0x0011_1111).count_ones() < depth(open)
}

/// How many quotations are open.
#[inline]
pub(super) fn depth(open: Open) -> u32 {
    (u32::BITS - open.leading_zeros()).div_ceil(4)
}

/// The open quotation at this depth, counted from outside.
pub(super) fn outermost(open: Open, at: usize) -> Option<Pair> {
    let inner = depth(open).checked_sub(1 + u32::try_from(at).ok()?)?;
    pair_of(open >> (4 * inner) & 0xf)
}
