//! The unit's own key for its owner's accounts, as OpenSSH writes keys. It comes of the key of the owner's data: the same as
//! long as they have the unit, kept nowhere, and gone with them.

use steadfast_trust::encoding::base64;
use steadfast_trust::key::UnitKey;

const KIND: &[u8] = b"ssh-ed25519";

/// The line that the owner adds to the keys that may come in (`authorized_keys`).
#[must_use]
pub fn public_line(seed: &[u8; 32], name: &str) -> String {
    format!("ssh-ed25519 {} {name}", base64(&public(seed)))
}

fn public(seed: &[u8; 32]) -> Vec<u8> {
    [text(KIND), text(&UnitKey::from_seed(seed).public().to_bytes())].concat()
}

/// The private half, as a file (`openssh-key-v1`, without a passphrase).
pub(super) fn private(seed: &[u8; 32]) -> String {
    let (check, key) = ([0; 8], UnitKey::from_seed(seed).public().to_bytes());
    let both = [&seed[..], &key].concat();
    let mut inner = [&check[..], &text(KIND), &text(&key), &text(&both), &text(b"")].concat();
    let padding = (1..).take((8 - inner.len() % 8) % 8);
    inner.extend(padding);
    let head = [&b"openssh-key-v1\0"[..], &text(b"none"), &text(b"none"), &text(b""), &1u32.to_be_bytes()].concat();
    let whole = base64(&[head, text(&public(seed)), text(&inner)].concat());
    let lines: Vec<&str> =
        (0..whole.len()).step_by(70).filter_map(|at| whole.get(at..(at + 70).min(whole.len()))).collect();
    format!("-----BEGIN OPENSSH PRIVATE KEY-----\n{}\n-----END OPENSSH PRIVATE KEY-----\n", lines.join("\n"))
}

/// Bytes behind their length (RFC 4251, section 5).
pub(super) fn text(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).unwrap_or(u32::MAX);
    [&length.to_be_bytes()[..], bytes].concat()
}
