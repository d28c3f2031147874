//! Codes from an authenticator app (RFC 6238: SHA-1, six digits, steps of 30 seconds, as every app can).

use totp_rs::{Algorithm, Builder, Secret, Totp, TotpError};

/// Seconds of one step.
const STEP: i64 = 30;
/// Of two codes that are valid at one time, one is at most so many steps ahead of the other.
const AHEAD: u64 = 2;

/// A shared secret: 160 random bits.
pub type TotpSecret = [u8; 20];

/// When a step began, in microseconds since the epoch.
#[must_use]
pub const fn time_of(step: i64) -> i64 {
    step.saturating_mul(STEP * 1_000_000)
}

/// The secret as people type it into an app that cannot scan: base32 in groups of four.
#[must_use]
pub fn typed(secret: &TotpSecret) -> String {
    let text = Secret::from(secret.to_vec()).to_base32();
    let groups: Vec<String> = text.as_bytes().chunks(4).map(|group| String::from_utf8_lossy(group).into()).collect();
    groups.join(" ")
}

/// The address that an app reads from a QR code (the `otpauth` key URI format).
#[must_use]
pub fn uri(secret: &TotpSecret, issuer: &str, name: &str) -> String {
    let (issuer, name) = (escaped(issuer), escaped(name));
    let secret = Secret::from(secret.to_vec()).to_base32();
    format!("otpauth://totp/{issuer}:{name}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30")
}

fn escaped(text: &str) -> String {
    let byte = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(*byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.as_bytes().iter().map(byte).collect()
}

/// Checks a code at a time (microseconds since the epoch), one step early or late allowed; `last_used` is the step of
/// the last code taken. Gives the step of this code, to be kept: a code is taken once, and never one from before it, but
/// for a last step that only a clock that ran ahead can have left.
///
/// # Errors
/// When the secret is out of the standard's range, which one of ours never is.
pub fn check(secret: &TotpSecret, code: &str, now: i64, last_used: Option<u64>) -> Result<Option<u64>, TotpError> {
    let Ok(seconds) = u64::try_from(now.div_euclid(1_000_000)) else { return Ok(None) };
    let digits: String = code.chars().filter(|character| !matches!(character, ' ' | '-')).take(7).collect();
    let step = app(secret)?.check(&digits, seconds);
    Ok(step.filter(|step| last_used.is_none_or(|last| *step > last || last > *step + AHEAD)))
}

/// The code an app shows at a time; for enrolment tests and `steadfast` itself.
///
/// # Errors
/// As [`check`].
pub fn code(secret: &TotpSecret, now: i64) -> Result<String, TotpError> {
    Ok(app(secret)?.generate(u64::try_from(now.div_euclid(1_000_000)).unwrap_or(0)).to_string())
}

fn app(secret: &TotpSecret) -> Result<Totp, TotpError> {
    Builder::new()
        .with_algorithm(Algorithm::SHA1)
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(STEP.unsigned_abs())
        .with_secret(secret.to_vec())
        .build()
}

/// The code of a secret as [`typed`] shows it; nothing where it is none.
pub(crate) fn code_of_typed(typed: &str, now: i64) -> Option<String> {
    let text: String = typed.chars().filter(|character| !character.is_whitespace()).collect();
    let bytes = Secret::try_from_base32(&text).ok()?;
    code(&bytes.as_ref().try_into().ok()?, now).ok()
}
