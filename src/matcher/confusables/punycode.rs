//! Punycode (RFC 3492): the labels of hosts that hold more than ASCII, as they travel: “xn--mnchen-3ya”.

/// The label that `xn--` and `encoded` stand for; none if it is no Punycode.
pub(super) fn decode(encoded: &str) -> Option<String> {
    let (plain, digits) = encoded.rsplit_once('-').unwrap_or(("", encoded));
    let mut label: Vec<char> = plain.chars().collect();
    let (mut code, mut at, mut bias) = (INITIAL_CODE, 0_u32, INITIAL_BIAS);
    let mut digits = digits.bytes().peekable();
    while digits.peek().is_some() {
        let before = at;
        let mut weight = 1_u32;
        for position in (BASE..).step_by(BASE as usize) {
            let digit = digit(digits.next()?)?;
            at = at.checked_add(digit.checked_mul(weight)?)?;
            let threshold = position.saturating_sub(bias).clamp(LEAST_THRESHOLD, MOST_THRESHOLD);
            if digit < threshold {
                break;
            }
            weight = weight.checked_mul(BASE - threshold)?;
        }
        let length = u32::try_from(label.len()).ok()?.checked_add(1)?;
        bias = adapted(at - before, length, before == 0);
        code = code.checked_add(at / length)?;
        at %= length;
        label.insert(at as usize, char::from_u32(code)?);
        at += 1;
    }
    Some(label.into_iter().collect())
}

const BASE: u32 = 36;
const LEAST_THRESHOLD: u32 = 1;
const MOST_THRESHOLD: u32 = 26;
const INITIAL_BIAS: u32 = 72;
const INITIAL_CODE: u32 = 128;

fn digit(byte: u8) -> Option<u32> {
    match byte {
        b'a'..=b'z' => Some(u32::from(byte - b'a')),
        b'A'..=b'Z' => Some(u32::from(byte - b'A')),
        b'0'..=b'9' => Some(u32::from(byte - b'0') + 26),
        _ => None,
    }
}

fn adapted(delta: u32, length: u32, is_first: bool) -> u32 {
    let mut delta = if is_first { delta / 700 } else { delta / 2 };
    delta += delta / length;
    let mut bias = 0;
    while delta > (BASE - LEAST_THRESHOLD) * MOST_THRESHOLD / 2 {
        delta /= BASE - LEAST_THRESHOLD;
        bias += BASE;
    }
    bias + (BASE - LEAST_THRESHOLD + 1) * delta / (delta + 38)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_decoded() {
        for (encoded, expected) in [
            ("mnchen-3ya", Some("münchen")),
            ("e1afmkfd", Some("пример")),
            ("80ak6aa92e", Some("аррӏе")),
            ("fiqs8s", Some("中国")),
            ("pple-43d", Some("аpple")),
            ("a_b", None),
            ("99999999", None),
        ] {
            assert_eq!(decode(encoded).as_deref(), expected, "{encoded}");
        }
    }
}
