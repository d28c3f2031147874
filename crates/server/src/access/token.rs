//! API tokens: `sft_`, 64 hex digits of secret, 8 of checksum. The server keeps the hash only.
//!
//! The prefix and the checksum let a scanner of source code find a leaked one without guessing.

use std::collections::BTreeSet;

use steadfast_trust::encoding::hex;

use super::action::Action;
use super::digest::{Purpose, digest, same};
use super::role::Role;

/// What every token begins with.
pub const PREFIX: &str = "sft_";
/// The longest life of a token, in microseconds: a year of 366 days.
pub const LONGEST_LIFE: i64 = 366 * 24 * 3600 * 1_000_000;

/// Why a token cannot be made.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TokenError {
    /// It would be good for nothing.
    #[error("a token needs at least one action")]
    NoScope,
    /// Its maker may not do this.
    #[error("the role {role} may not do `{action}`, so its token cannot either")]
    NotYours {
        /// The action asked for.
        action: Action,
        /// The maker's role.
        role: Role,
    },
    /// The action needs a person.
    #[error("`{0}` needs a person, not a token")]
    NeedsPerson(Action),
    /// It would expire before it is made.
    #[error("the expiry lies in the past")]
    Past,
    /// It would live too long.
    #[error("a token lives a year at most")]
    TooLong,
}

/// The text of a token, shown once.
#[must_use]
pub fn text(secret: &[u8; 32]) -> String {
    format!("{PREFIX}{}{}", hex(secret), hex(&checksum(secret)))
}

/// Reads a token; gives what the database keeps of it. A wrong checksum is no token, without asking the database.
#[must_use]
pub fn hash(text: &str) -> Option<[u8; 32]> {
    let body = text.strip_prefix(PREFIX)?;
    let (secret, check) = (unhex::<32>(body.get(..64)?)?, unhex::<4>(body.get(64..)?)?);
    same(&check, &checksum(&secret)).then(|| digest(Purpose::Token, &secret))
}

/// Checks what a token is asked to carry.
///
/// # Errors
/// When it carries nothing, more than its maker may do, something that needs a person, or an expiry out of range.
pub fn check(scopes: &BTreeSet<Action>, role: Role, now: i64, expires: i64) -> Result<(), TokenError> {
    if scopes.is_empty() {
        return Err(TokenError::NoScope);
    }
    for action in scopes.iter().copied() {
        carries(action, role)?;
    }
    match expires.saturating_sub(now) {
        ..=0 => Err(TokenError::Past),
        1..=LONGEST_LIFE => Ok(()),
        _ => Err(TokenError::TooLong),
    }
}

fn carries(action: Action, role: Role) -> Result<(), TokenError> {
    if !action.for_tokens() {
        return Err(TokenError::NeedsPerson(action));
    }
    if !action.allowed(role) {
        return Err(TokenError::NotYours { action, role });
    }
    Ok(())
}

fn checksum(secret: &[u8; 32]) -> [u8; 4] {
    let [a, b, c, d, ..] = digest(Purpose::TokenChecksum, secret);
    [a, b, c, d]
}

/// Lower-case hex digits, exactly as many as `N` bytes have.
pub(super) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks(2);
    let bytes: Option<Vec<u8>> = pairs.map(|pair| Some(digit(*pair.first()?)? << 4 | digit(*pair.get(1)?)?)).collect();
    bytes?.try_into().ok()
}
