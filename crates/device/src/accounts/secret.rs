//! A secret that somebody typed.

use std::fmt;

use zeroize::Zeroizing;

/// Bytes of the longest text that is taken for a password.
const MOST_BYTES: usize = 512;

/// A password as it was typed. Its memory is wiped when it is no longer needed, and it does not show itself.
pub struct Secret(Zeroizing<String>);

/// More than anybody types: it is neither looked at nor hashed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a password is at most {MOST_BYTES} bytes")]
pub struct TooLong;

impl Secret {
    /// Takes what was typed, and wipes it where it is too long.
    ///
    /// # Errors
    /// When it is longer than 512 bytes.
    pub fn typed(text: String) -> Result<Self, TooLong> {
        let text = Zeroizing::new(text);
        if text.len() > MOST_BYTES { Err(TooLong) } else { Ok(Self(text)) }
    }

    /// What was typed, for whoever has to say it on.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}
