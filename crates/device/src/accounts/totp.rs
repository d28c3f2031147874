//! Codes of an authenticator app as a second factor (RFC 6238: SHA-1, six digits, steps of 30 seconds, as every app can).

use hmac::{Hmac, KeyInit as _, Mac as _};
use minicbor::bytes::ByteArray;
use minicbor::{Decode, Encode};
use sha1::Sha1;
use steadfast_protocol::Seconds;
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, Zeroizing};

/// Seconds of a step.
const STEP: u64 = 30;

/// Steps that a clock may be wrong by, either way.
const WINDOW: u64 = 1;

/// A shared secret: 20 random bytes.
pub type TotpSecret = [u8; 20];

/// An app that an account is bound to, and the last code that was taken from it.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Totp {
    #[n(0)]
    secret: ByteArray<20>,
    #[n(1)]
    last: Option<u64>,
}

impl Totp {
    /// An app that no code was taken from yet.
    #[must_use]
    pub fn new(secret: TotpSecret) -> Self {
        Self { secret: secret.into(), last: None }
    }

    /// Takes a code at a time, one step early or late. Each is taken once, and none from before it: only where the last
    /// one is further ahead than that, as a clock leaves it that was wrong and was set back, it counts no more.
    pub fn take(&mut self, code: &str, now: Seconds) -> bool {
        let Some(now) = u64::try_from(now).ok().map(|seconds| seconds / STEP) else { return false };
        let Some(code) = digits(code) else { return false };
        let is_new = |step: &u64| self.last.is_none_or(|last| *step > last || last > now + 2 * WINDOW);
        let steps = now.saturating_sub(WINDOW)..=now + WINDOW;
        let Some(step) = steps.filter(is_new).find(|step| self.is_code(*step, &code)) else { return false };
        self.last = Some(step);
        true
    }

    fn is_code(&self, step: u64, code: &[u8; 6]) -> bool {
        code_of(&self.secret, step).as_bytes().ct_eq(code).into()
    }
}

impl Drop for Totp {
    fn drop(&mut self) {
        self.secret.zeroize();
    }
}

impl std::fmt::Debug for Totp {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Totp").field("last", &self.last).finish_non_exhaustive()
    }
}

/// The code that an app shows at a time.
#[must_use]
pub fn code_at(secret: &TotpSecret, now: Seconds) -> String {
    code_of(secret, u64::try_from(now).unwrap_or(0) / STEP).to_string()
}

/// The code of a step (RFC 4226, section 5.3).
fn code_of(secret: &TotpSecret, step: u64) -> Zeroizing<String> {
    let mut block = [0; 64];
    block[..20].copy_from_slice(secret);
    let mac = Hmac::<Sha1>::new(&block.into()).chain_update(step.to_be_bytes()).finalize().into_bytes();
    block.zeroize();
    let at = usize::from(mac[19] & 0x0f);
    let number = mac[at..at + 4].iter().fold(0_u32, |number, byte| number << 8 | u32::from(*byte)) & 0x7fff_ffff;
    Zeroizing::new(format!("{:06}", number % 1_000_000))
}

/// Six digits; people put spaces and hyphens between them.
fn digits(text: &str) -> Option<[u8; 6]> {
    let typed = text.bytes().filter(|byte| !matches!(byte, b' ' | b'-')).take(7).collect::<Vec<_>>();
    typed.try_into().ok().filter(|code: &[u8; 6]| code.iter().all(u8::is_ascii_digit))
}

/// The secret as people type it into an app that cannot scan: base32 (RFC 4648), 32 letters.
#[must_use]
pub fn typed(secret: &TotpSecret) -> String {
    secret.chunks_exact(5).flat_map(letters).collect()
}

/// Five bytes are eight letters.
fn letters(bytes: &[u8]) -> impl Iterator<Item = char> {
    let number = bytes.iter().fold(0_u64, |number, byte| number << 8 | u64::from(*byte));
    (0..8)
        .rev()
        .map(move |place| char::from(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[(number >> (5 * place) & 31) as usize]))
}

/// The address that an app reads from a QR code (the `otpauth` key URI format).
#[must_use]
pub fn uri(secret: &TotpSecret, issuer: &str, account: &str) -> String {
    let (issuer, account, secret) = (escaped(issuer), escaped(account), typed(secret));
    format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period=30")
}

fn escaped(text: &str) -> String {
    let byte = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    text.bytes().map(byte).collect()
}
