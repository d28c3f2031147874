//! Ten codes to sign in with when the app or the passkey is lost: 80 random bits each, usable once, hashed at rest.

pub use steadfast_protocol::code::shown;

use super::digest::{Purpose, digest};

/// How many codes one set has.
pub const COUNT: usize = 10;
/// Random bytes of one code.
pub const BYTES: usize = 10;

/// Without I, L, O and U, which are misread (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Reads a code as typed, in any case, with or without dashes and spaces, O for 0 and I or L for 1; gives its hash.
#[must_use]
pub fn hash(typed: &str) -> Option<[u8; 32]> {
    let letters: Vec<u8> = typed.bytes().filter(|byte| !matches!(byte, b'-' | b' ')).take(17).map(unmistaken).collect();
    let known = letters.len() == 16 && letters.iter().all(|letter| ALPHABET.contains(letter));
    known.then(|| digest(Purpose::RecoveryCode, &letters))
}

fn unmistaken(byte: u8) -> u8 {
    match byte.to_ascii_uppercase() {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    }
}
