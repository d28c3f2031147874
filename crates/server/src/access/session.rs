//! Sessions: an opaque token of 256 random bits, of which the server keeps the hash only.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::digest::{Purpose, digest};

const SECOND: i64 = 1_000_000;
/// Without use for so long, a session ends (microseconds): 12 hours.
pub const IDLE: i64 = 12 * 3600 * SECOND;
/// However much it is used, it ends after so long: 30 days.
pub const ABSOLUTE: i64 = 30 * 24 * 3600 * SECOND;
/// For so long after giving every factor, sensitive actions need no new proof: 15 minutes.
pub const FRESH: i64 = 15 * 60 * SECOND;
/// For so long a sign-in waits for its second factor: 5 minutes.
pub const SIGN_IN: i64 = 5 * 60 * SECOND;
/// The last use is written down at most this often.
const TOUCH: i64 = 5 * 60 * SECOND;
/// How far the clocks of two servers may differ before what was made in the future is disbelieved: a clock that was ahead
/// for a while must not give anything a longer life.
pub const SKEW: i64 = 60 * SECOND;

/// A secret of 256 bits that a browser holds in a cookie.
#[derive(Clone, zeroize::Zeroize, zeroize::ZeroizeOnDrop)]
pub struct Secret([u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(..)")
    }
}

impl Secret {
    /// A new secret from random bytes.
    #[must_use]
    pub const fn new(random: [u8; 32]) -> Self {
        Self(random)
    }

    /// Reads the text of a cookie.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        Some(Self(bytes.try_into().ok()?))
    }

    /// The text for the cookie: 43 characters.
    #[must_use]
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What the database keeps.
    #[must_use]
    pub fn hash(&self, purpose: Purpose) -> [u8; 32] {
        digest(purpose, &self.0)
    }
}

/// Whether a session still counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does; `touch` says that its last use should be written down.
    Live {
        /// Write down the use.
        touch: bool,
    },
    /// It was not used for [`IDLE`].
    Idle,
    /// It is older than [`ABSOLUTE`], or from the future.
    Expired,
}

/// Judges a session by when it was made and last used (microseconds since the epoch).
#[must_use]
pub fn standing(made: i64, used: i64, now: i64) -> Standing {
    let (age, unused) = (now.saturating_sub(made), now.saturating_sub(used));
    if !(-SKEW..ABSOLUTE).contains(&age) {
        Standing::Expired
    } else if unused >= IDLE {
        Standing::Idle
    } else {
        Standing::Live { touch: unused >= TOUCH }
    }
}

/// Whether every factor was given recently enough for a sensitive action. A proof from the future counts as none.
#[must_use]
pub fn fresh(proved: i64, now: i64) -> bool {
    (-SKEW..FRESH).contains(&now.saturating_sub(proved))
}
