//! Addresses of wallets, by their form and the sum that each carries, so that neither hashes nor keys are
//! taken for one.

use sha3::{Digest, Keccak256};

/// What an address is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Currency {
    /// Bitcoin and what is spelt like it.
    Bitcoin,
    /// Ethereum and what runs on it or is spelt like it.
    Ethereum,
}

impl Currency {
    /// The name as it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bitcoin => "Bitcoin",
            Self::Ethereum => "Ethereum",
        }
    }
}

/// The bytes of the shortest and of the longest address.
const LENGTHS: std::ops::RangeInclusive<usize> = 26..=90;

/// What a text is an address for, if it is one.
pub fn wallet_currency(text: &str) -> Option<Currency> {
    if !LENGTHS.contains(&text.len()) {
        return None;
    }
    if let Some(digits) = text.strip_prefix("0x") {
        return is_ethereum(digits).then_some(Currency::Ethereum);
    }
    let is_bitcoin = is_segwit(text) || text.starts_with(['1', '3']) && is_base58(text);
    is_bitcoin.then_some(Currency::Bitcoin)
}

/// EIP-55: in a mixed spelling, the case of the letters is the sum. One case throughout has none.
fn is_ethereum(digits: &str) -> bool {
    const LENGTH: usize = 40;
    if digits.len() != LENGTH || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return false;
    }
    let has = |is: fn(&u8) -> bool| digits.bytes().any(|byte| is(&byte));
    if !has(u8::is_ascii_lowercase) || !has(u8::is_ascii_uppercase) {
        // Constants of programs are full of zeros and of runs.
        let mut different: Vec<u8> = digits.bytes().map(|byte| byte.to_ascii_lowercase()).collect();
        different.sort_unstable();
        different.dedup();
        return different.len() > 8;
    }
    let hash = Keccak256::digest(digits.to_ascii_lowercase());
    digits.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_alphabetic()).all(|(index, byte)| {
        let nibble = if index % 2 == 0 { hash[index / 2] >> 4 } else { hash[index / 2] & 0xf };
        byte.is_ascii_uppercase() == (nibble > 7)
    })
}

fn is_base58(text: &str) -> bool {
    const BYTES: usize = 21;
    let decoded = bs58::decode(text).with_check(None).into_vec();
    decoded.is_ok_and(|bytes| bytes.len() == BYTES && matches!(bytes[0], 0 | 5))
}

/// BIP 173 and BIP 350: addresses that start with “bc1”.
fn is_segwit(text: &str) -> bool {
    const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
    const SUMS: [u32; 2] = [1, 0x2bc8_30a3];
    let lower = text.to_ascii_lowercase();
    let Some(data) = lower.strip_prefix("bc1") else { return false };
    if lower != text && text.bytes().any(|byte| byte.is_ascii_lowercase()) {
        return false;
    }
    // What “bc” adds to the sum.
    let prefix = [3, 3, 0, 2, 3];
    let values = data.bytes().map(|byte| LETTERS.iter().position(|&letter| letter == byte));
    let mut sum = 1_u32;
    for value in prefix.into_iter().map(Some).chain(values) {
        let Some(value) = value else { return false };
        let top = sum >> 25;
        sum = (sum & 0x01ff_ffff) << 5 ^ value as u32;
        let generators = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
        for (bit, generator) in generators.into_iter().enumerate() {
            if top >> bit & 1 == 1 {
                sum ^= generator;
            }
        }
    }
    SUMS.contains(&sum)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_told_by_their_sums() {
        for (text, expected) in [
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNa", Some(Currency::Bitcoin)),
            ("1A1zP1eP5QGefi2DMPTfTL5SLmv7DivfNb", None),
            ("3J98t1WpEZ73CNmQviecrnyiWrnqRhWNLy", Some(Currency::Bitcoin)),
            ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdq", Some(Currency::Bitcoin)),
            ("bc1qar0srrr7xfkvy5l643lydnw9re59gtzzwf5mdz", None),
            ("bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", Some(Currency::Bitcoin)),
            ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", Some(Currency::Ethereum)),
            ("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAeD", None),
            ("0x52908400098527886E0F7030069857D2E4169EE7", Some(Currency::Ethereum)),
            ("0x0000000000000000000000000000000000000000", None),
            ("52908400098527886e0f7030069857d2e4169ee7", None),
            ("12345678901234567890123456789012", None),
        ] {
            assert_eq!(wallet_currency(text), expected, "{text}");
        }
    }
}
