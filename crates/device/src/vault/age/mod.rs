//! The file format of age, version 1 (C2SP age), for X25519 recipients: what this writes, `age --decrypt` reads.

mod bech32;
mod stream;

use chacha20poly1305::aead::Aead as _;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit as _, Nonce};
use curve25519_dalek::montgomery::MontgomeryPoint;
use steadfast_trust::encoding::base64;
use zeroize::Zeroizing;

use crate::mac::hmac;
pub(super) use stream::{Stream, sealed_size};

/// Random bytes that one file needs: its key, the secret of its one-time share, the nonce of its content.
pub(super) const DRAWN: usize = 16 + 32 + 16;

/// What recipients begin with.
const PREFIX: &str = "age";

const VERSION: &str = "age-encryption.org/v1";

const X25519: &str = "age-encryption.org/v1/X25519";

/// A recipient of age's: `age1…`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recipient([u8; 32]);

/// A text that names no recipient.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no recipient of age's: `age1` and 58 more letters and digits, as `age-keygen` prints them")]
pub struct NoRecipient;

impl Recipient {
    /// Reads a recipient. A point that would make the secret known to everybody is none.
    ///
    /// # Errors
    /// When it is none.
    pub fn read(text: &str) -> Result<Self, NoRecipient> {
        let point = bech32::read(text.trim(), PREFIX).ok_or(NoRecipient)?;
        // Of a point of small order every multiple by a clamped secret is zero.
        let is_weak = shared(&[0x55; 32], &point).iter().all(|byte| *byte == 0);
        if is_weak { Err(NoRecipient) } else { Ok(Self(point)) }
    }

    /// As it is stored.
    pub(super) fn to_bytes(self) -> [u8; 32] {
        self.0
    }

    pub(super) fn of(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

/// What stands before the content, the nonce of the content included, and the key of the content.
pub(super) fn begin(recipient: Recipient, drawn: &[u8; DRAWN]) -> (Vec<u8>, Zeroizing<[u8; 32]>) {
    let (file_key, rest) = drawn.split_at(16);
    let (secret, nonce) = rest.split_at(32);
    let secret: Zeroizing<[u8; 32]> = Zeroizing::new(std::array::from_fn(|at| secret[at]));
    let share = MontgomeryPoint::mul_base_clamped(*secret).to_bytes();
    let wrapping = Zeroizing::new(hkdf(
        &*Zeroizing::new(shared(&secret, &recipient.0)),
        &[share, recipient.0].concat(),
        X25519.as_bytes(),
    ));
    let cipher = ChaCha20Poly1305::new((&*wrapping).into());
    // 16 bytes are never too long for it.
    let wrapped = cipher.encrypt(&Nonce::default(), file_key).unwrap_or_default();
    let mut header = format!("{VERSION}\n-> X25519 {}\n{}\n---", bare(&share), bare(&wrapped));
    let mac = hmac(&hkdf(file_key, &[], b"header"), &[header.as_bytes()]);
    header.push_str(&format!(" {}\n", bare(&mac)));
    let payload = Zeroizing::new(hkdf(file_key, nonce, b"payload"));
    ([header.as_bytes(), nonce].concat(), payload)
}

fn shared(secret: &[u8; 32], point: &[u8; 32]) -> [u8; 32] {
    MontgomeryPoint(*point).mul_clamped(*secret).to_bytes()
}

/// HKDF-SHA-256 (RFC 5869) for 32 bytes.
fn hkdf(key: &[u8], salt: &[u8], info: &[u8]) -> [u8; 32] {
    let extracted = Zeroizing::new(hmac(salt, &[key]));
    hmac(&*extracted, &[info, &[1]])
}

/// Base64 without padding.
fn bare(bytes: &[u8]) -> String {
    base64(bytes).trim_end_matches('=').to_owned()
}
