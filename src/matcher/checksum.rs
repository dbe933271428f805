//! `[checksum]`: numbers whose last digit is worked out from the others, and is not what it should be: of
//! books, serials, people.

use super::index::Hits;
use super::kind::{Context, Kind, Match, Matcher, Matches, Reach, Wakes};
use crate::analysis::Analysis;
use crate::document::TextSpan;
use crate::settings::{Field, Table, Value};

const NUMBERS: &[&str] = &["isbn", "issn", "orcid"];

pub(super) const KIND: Kind = Kind {
    name: "checksum",
    summary: "numbers of books and other things whose check digit is wrong",
    fields: &[Field::required("of", Value::Choice(NUMBERS), "which numbers to look at")],
    placeholders: &["number", "expected"],
    roles: &[],
    proposes: false,
    read,
};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Number {
    /// The International Standard Book Number, of 10 or 13 digits.
    Isbn,
    /// The International Standard Serial Number, of 8 digits.
    Issn,
    /// The identifier of an author, of 16 digits.
    Orcid,
}

#[derive(Debug)]
struct Checksum {
    of: Number,
}

fn read(table: &Table<'_>, _: &Context<'_>) -> Option<Box<dyn Matcher>> {
    let of = match table.text("of")?.value.as_str() {
        "isbn" => Number::Isbn,
        "issn" => Number::Issn,
        _ => Number::Orcid,
    };
    Some(Box::new(Checksum { of }))
}

impl Matcher for Checksum {
    fn wakes(&self) -> Wakes {
        Wakes::literals([self.of.label()], false)
    }

    fn reach(&self) -> Reach {
        Reach::Block
    }

    fn find(&self, analysis: &Analysis<'_>, hits: &Hits<'_>, found: &mut Matches<'_>) {
        for (_, place) in hits.iter() {
            let Some(block) = analysis.block_at(place) else { continue };
            let end = analysis.document.blocks[block].text.end;
            let after = place + self.of.label().len();
            let Some((span, digits)) = number(&analysis.document.text()[..end], after) else { continue };
            let Some(expected) =
                self.of.expected(&digits).filter(|&expected| digits.last() != Some(&expected))
            else {
                continue;
            };
            let finding = Match::new(analysis, span);
            let number = finding.text.clone();
            found.push(finding.value("number", number).value("expected", shown(expected)));
        }
    }
}

impl Number {
    /// What stands before such a number.
    fn label(self) -> &'static str {
        match self {
            Self::Isbn => "isbn",
            Self::Issn => "issn",
            Self::Orcid => "orcid",
        }
    }

    /// The check digit that the other digits ask for; none if their number is that of no such number.
    fn expected(self, digits: &[u8]) -> Option<u8> {
        let body = digits.split_last()?.1;
        // “X” stands for ten, and for a check digit alone.
        if body.contains(&10) {
            return None;
        }
        match (self, digits.len()) {
            (Self::Isbn, 13) if body.starts_with(&[9, 7, 8]) || body.starts_with(&[9, 7, 9]) => {
                let weighted =
                    |(at, &digit): (usize, &u8)| u32::from(digit) * if at % 2 == 0 { 1 } else { 3 };
                let sum: u32 = body.iter().enumerate().map(weighted).sum();
                Some(((10 - sum % 10) % 10) as u8)
            }
            (Self::Isbn, 10) | (Self::Issn, 8) => {
                let weighted = |(at, &digit): (usize, &u8)| u32::from(digit) * (at as u32 + 2);
                let sum: u32 = body.iter().rev().enumerate().map(weighted).sum();
                Some(((11 - sum % 11) % 11) as u8)
            }
            (Self::Orcid, 16) => {
                let total = body.iter().fold(0_u32, |total, &digit| (total + u32::from(digit)) * 2 % 11);
                Some(((12 - total % 11) % 11) as u8)
            }
            _ => None,
        }
    }
}

fn shown(digit: u8) -> String {
    if digit == 10 { "X".to_owned() } else { digit.to_string() }
}

/// The number that follows its label: where it stands, and its digits. Between them stand a colon, “-13” and
/// the like at most, or the start of an address.
fn number(text: &str, after: usize) -> Option<(TextSpan, Vec<u8>)> {
    let rest = &text[after..];
    let rest = rest.strip_prefix(".org/").or_else(|| rest.strip_prefix("/")).unwrap_or(rest);
    let rest = ["-13", "-10", " 13", " 10"]
        .iter()
        .find_map(|kind| rest.strip_prefix(kind).filter(|rest| rest.starts_with([':', ' ', ')'])))
        .unwrap_or(rest);
    let rest = rest.trim_start_matches([':', ' ', '\u{a0}', '#', ')', '=']);
    let start = text.len() - rest.len();
    // Nothing but marks stands between the label and its number.
    if start - after > FARTHEST {
        return None;
    }
    let mut digits = Vec::with_capacity(LONGEST);
    let mut end = start;
    let mut is_parted = true;
    for (at, c) in rest.char_indices() {
        match c {
            '0'..='9' if digits.len() < LONGEST => digits.push(c as u8 - b'0'),
            'X' | 'x' if !digits.is_empty() && digits.len() < LONGEST => digits.push(10),
            '-' | '‐' | '‑' | '–' | ' ' | '\u{a0}' if !is_parted => {
                is_parted = true;
                continue;
            }
            // Part of a longer number or name.
            _ if c.is_alphanumeric() && !is_parted => return None,
            _ => break,
        }
        is_parted = false;
        end = start + at + c.len_utf8();
    }
    (!digits.is_empty()).then(|| (TextSpan::new(start, end), digits))
}

/// Bytes between a label and its number.
const FARTHEST: usize = 12;

/// Digits of the longest number.
const LONGEST: usize = 16;

#[cfg(test)]
mod tests {
    use super::*;

    /// Checks which digit a number should end in, where it does not.
    fn check(of: Number, text: &str, expected: Option<u8>) {
        let wrong = number(text, of.label().len()).and_then(|(_, digits)| {
            of.expected(&digits).filter(|&expected| digits.last() != Some(&expected))
        });
        assert_eq!(wrong, expected, "{text}");
    }

    #[test]
    fn wrong_check_digits_are_found() {
        check(Number::Isbn, "isbn 978-0-306-40615-7", None);
        check(Number::Isbn, "isbn 978-0-306-40615-8", Some(7));
        check(Number::Isbn, "isbn-13: 9780306406158.", Some(7));
        check(Number::Isbn, "isbn 0-306-40615-2, 1990", None);
        check(Number::Isbn, "isbn 0-306-40615-3", Some(2));
        check(Number::Isbn, "isbn 0-8044-2957-X", None);
        check(Number::Isbn, "isbn 0-306-40615", None);
        check(Number::Isbn, "isbn of the book", None);
        check(Number::Issn, "issn 0378-5955", None);
        check(Number::Issn, "issn: 0378-5951", Some(5));
        check(Number::Orcid, "orcid.org/0000-0002-1825-0097", None);
        check(Number::Orcid, "orcid: 0000-0002-1825-0098", Some(7));
    }
}
