//! One-time links: the first set-up, an invitation, a recovery. 160 random bits, hashed at rest, good once, and not for
//! long.

use steadfast_trust::encoding::hex;

use super::digest::{Purpose, digest};
use super::token::unhex;

const HOUR: i64 = 3600 * 1_000_000;

/// What a link is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Makes the first person of a new server.
    SetUp,
    /// Lets an invited person set a password.
    Invitation,
    /// Lets a person set a new password and new second factors.
    Recovery,
}

/// Whether a link still opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Open,
    /// It was used, or taken back.
    Used,
    /// It was not used in time.
    Expired,
}

impl Kind {
    /// How long it opens, in microseconds: a day, a week, an hour.
    #[must_use]
    pub const fn life(self) -> i64 {
        match self {
            Self::SetUp => 24 * HOUR,
            Self::Invitation => 7 * 24 * HOUR,
            Self::Recovery => HOUR,
        }
    }

    /// The word in the database.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::SetUp => "set-up",
            Self::Invitation => "invitation",
            Self::Recovery => "recovery",
        }
    }

    /// Where its page is; the secret follows.
    #[must_use]
    pub const fn path(self) -> &'static str {
        match self {
            Self::SetUp => "/setup/",
            Self::Invitation => "/invitation/",
            Self::Recovery => "/recovery/",
        }
    }

    const fn purpose(self) -> Purpose {
        match self {
            Self::SetUp => Purpose::SetUp,
            Self::Invitation => Purpose::Invitation,
            Self::Recovery => Purpose::Recovery,
        }
    }

    /// What the database keeps of a secret as it stands in the address; nothing for what is none.
    #[must_use]
    pub fn hash(self, secret: &str) -> Option<[u8; 32]> {
        unhex::<20>(secret).map(|bytes| digest(self.purpose(), &bytes))
    }
}

/// The secret as it stands in the address: 40 hex digits.
#[must_use]
pub fn secret(random: &[u8; 20]) -> String {
    hex(random)
}

/// Judges a link (times in microseconds since the epoch).
#[must_use]
pub fn standing(expires: i64, used: Option<i64>, now: i64) -> Standing {
    match used {
        Some(_) => Standing::Used,
        None if now >= expires => Standing::Expired,
        None => Standing::Open,
    }
}
