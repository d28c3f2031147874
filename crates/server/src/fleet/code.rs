//! Secrets of units as text, and as they are kept. Each is random with at least 80 bits, so that a plain hash is enough.

use steadfast_protocol::code::letters;
pub use steadfast_protocol::code::{CODE_BYTES, fresh_hash, owner_hash, shown as code};

use crate::access::digest::{Purpose, digest};

/// Random bytes of a token: 160 bits, 32 letters.
pub const TOKEN_BYTES: usize = 20;
/// The fewest characters of a token that the maker brings.
pub const LEAST_TOKEN: usize = 16;
/// The most.
pub const MOST_TOKEN: usize = 128;
/// The fewest letters and digits of an owner's code that the maker brings.
pub const LEAST_OWNER: usize = 16;
/// With fewer different letters, a code is no random one.
const LEAST_DIFFERENT: usize = 6;

/// A token of 32 letters and digits.
#[must_use]
pub fn token(random: &[u8; TOKEN_BYTES]) -> String {
    let (first, second) = random.split_at(CODE_BYTES);
    let half = |bytes: &[u8]| bytes.try_into().map(code).unwrap_or_default().replace('-', "");
    half(first) + &half(second)
}

/// What is kept of a code by which a unit enrols, however it is typed.
#[must_use]
pub fn enrol_hash(typed: &str) -> [u8; 32] {
    digest(Purpose::UnitCode, letters(typed).as_bytes())
}

/// What is kept of a token for the hawkBit door. It is shown by programs, so that each character counts.
#[must_use]
pub fn token_hash(text: &str) -> [u8; 32] {
    digest(Purpose::UnitToken, text.as_bytes())
}

/// A token that the maker gave already; nothing where it is too short to be one, too long, or holds what no header holds.
#[must_use]
pub fn given_token(text: &str) -> Option<[u8; 32]> {
    let fits = (LEAST_TOKEN..=MOST_TOKEN).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    (fits && is_various(text)).then(|| token_hash(text))
}

/// An owner's code that the maker printed already; nothing where it is too short to be a secret.
#[must_use]
pub fn given_owner(text: &str) -> Option<[u8; 32]> {
    let plain = letters(text);
    let fits = (LEAST_OWNER..=MOST_TOKEN).contains(&plain.len()) && is_various(&plain);
    fits.then(|| owner_hash(text))
}

fn is_various(text: &str) -> bool {
    text.bytes().collect::<std::collections::BTreeSet<u8>>().len() >= LEAST_DIFFERENT
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let text = code([0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe, 0x01, 0x23]);
        assert_eq!(text.len(), 19);
        assert_eq!(enrol_hash(&text), enrol_hash(&text.to_ascii_lowercase().replace('-', " ")));
        assert_eq!(enrol_hash("0O1IL"), enrol_hash("00111"));
        assert_ne!(enrol_hash(&text), owner_hash(&text), "a hash of one kind never passes for another");
    }

    #[test]
    fn a_token_has_thirty_two_characters_and_counts_each() {
        let text = token(&[7; TOKEN_BYTES]);
        assert_eq!(text.len(), 32);
        assert!(text.bytes().all(|byte| byte.is_ascii_alphanumeric()));
        assert_ne!(token_hash(&text), token_hash(&text.to_ascii_lowercase()));
    }

    #[test]
    fn what_can_be_guessed_is_no_secret_of_the_makers() {
        assert_eq!(given_token("short"), None);
        assert_eq!(given_token("0000000000000000"), None);
        assert_eq!(given_token("has a space in its middle"), None);
        assert_eq!(given_token("5f3a9c1e7b2d4860"), Some(token_hash("5f3a9c1e7b2d4860")));
        assert_eq!(given_owner("8Q2M-7FKD"), None);
        assert_eq!(given_owner("8Q2M-7FKD-X3PA-90RT"), Some(owner_hash("8q2m7fkdx3pa90rt")));
    }
}
