//! The name a person signs in with.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

/// Most characters of a sign-in name; an e-mail address fits.
pub const LONGEST: usize = 254;

/// How many rows the throttle keeps for names that nobody has.
pub const UNKNOWN_ROWS: u32 = 1 << 18;

/// Why a name cannot be taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing, or only spaces.
    #[error("the name is empty")]
    Empty,
    /// More than [`LONGEST`] bytes.
    #[error("the name is longer than {LONGEST} bytes")]
    TooLong,
    /// A space inside, a control character or one that steers text.
    #[error("the name has a space or an invisible character in it")]
    BadCharacter,
    /// It is to be an e-mail address, and is none.
    #[error("it is no e-mail address")]
    NoAddress,
}

/// The form of a name that is stored and compared: without spaces around it, in lower case.
///
/// # Errors
/// When it is empty, too long, or holds white space or invisible characters.
pub fn canonical(text: &str) -> Result<String, NameError> {
    let name = text.trim().to_lowercase();
    if name.is_empty() {
        return Err(NameError::Empty);
    }
    if name.len() > LONGEST {
        return Err(NameError::TooLong);
    }
    if name.chars().any(unfit) {
        return Err(NameError::BadCharacter);
    }
    Ok(name)
}

fn unfit(character: char) -> bool {
    character.is_whitespace()
        || character.is_control()
        || matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

/// The throttle row of a name that nobody has: a keyed hash into a bounded table, so that guessing at names looks the
/// same as guessing at passwords, and a flood of names cannot fill the disk. Rows are never evicted: eviction would
/// give unknown names their tries back, and so tell them apart.
#[must_use]
pub fn unknown_row(key: &[u8; 32], canonical: &str) -> u32 {
    let [a, b, c, d, ..] = keyed(key, canonical);
    u32::from_be_bytes([a, b, c, d]) % UNKNOWN_ROWS
}

fn keyed(key: &[u8; 32], name: &str) -> [u8; 32] {
    // HMAC pads a key to its block of 64 bytes with zeros.
    let mut block = [0; 64];
    block[..32].copy_from_slice(key);
    let mut mac = Hmac::<Sha256>::new(&block.into());
    mac.update(b"steadfast unknown name\0");
    mac.update(name.as_bytes());
    mac.finalize().into_bytes().into()
}
