//! The code on a unit's label, and the fresh one that it shows its owner: 80 random bits as people read and type them, and what
//! is kept of them.

use steadfast_trust::hash::sha256;

/// Random bytes of a code: 80 bits.
pub const CODE_BYTES: usize = 10;

/// Letters and digits that are not misread for one another (Crockford's base 32).
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// What an owner's code is hashed under.
const OWNER: &[u8] = b"steadfast owner code\0";

/// What a fresh code is hashed under: neither passes for the other.
const FRESH: &[u8] = b"steadfast fresh code\0";

/// A code as people see it: four groups of four, `8Q2M-…`.
#[must_use]
pub fn shown(random: [u8; CODE_BYTES]) -> String {
    let number = random.iter().fold(0_u128, |number, byte| number << 8 | u128::from(*byte));
    let mut text = String::with_capacity(19);
    for place in (0..16).rev() {
        text.push(char::from(ALPHABET[(number >> (place * 5) & 31) as usize]));
        if place % 4 == 0 && place != 0 {
            text.push('-');
        }
    }
    text
}

/// Capital letters and digits of what was typed; what is misread is taken as what it is misread for.
#[must_use]
pub fn letters(typed: &str) -> String {
    let letters = typed.bytes().filter(u8::is_ascii_alphanumeric).map(|byte| byte.to_ascii_uppercase());
    let plain = letters.map(|byte| match byte {
        b'O' => b'0',
        b'I' | b'L' => b'1',
        other => other,
    });
    plain.map(char::from).collect()
}

/// What is kept of an owner's code, however it was typed. It is random with 80 bits, so that a plain hash is enough.
#[must_use]
pub fn owner_hash(typed: &str) -> [u8; 32] {
    sha256(&[OWNER, letters(typed).as_bytes()])
}

/// What is kept of a code that a unit shows its owner, or staff gave them.
#[must_use]
pub fn fresh_hash(typed: &str) -> [u8; 32] {
    sha256(&[FRESH, letters(typed).as_bytes()])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let text = shown([0x10, 0x32, 0x54, 0x76, 0x98, 0xba, 0xdc, 0xfe, 0x01, 0x23]);
        assert_eq!(text.len(), 19);
        assert_eq!(owner_hash(&text), owner_hash(&text.to_ascii_lowercase().replace('-', " ")));
        assert_eq!(owner_hash("0O1IL"), owner_hash("00111"));
        assert_ne!(owner_hash(&text), owner_hash("00111"));
        assert_eq!(fresh_hash(&text), fresh_hash(&text.to_ascii_lowercase()));
        assert_ne!(owner_hash(&text), fresh_hash(&text));
    }
}
