//! The little of OpenPGP that published documents ask for: one Ed25519 key of version 4, its detached signatures, and texts
//! signed in the clear
//! (RFC 4880 with EdDSA as RFC 9580 keeps it, algorithm 22), in armour. Of what others write, one thing is read: such a key
//! that was made elsewhere ([`import`]).

mod import;
mod locked;
mod packets;

use ed25519_dalek::Signer;
use sha1::Sha1;
use sha2::{Digest, Sha256};

pub use import::{ImportError, Imported, import};

use crate::encoding::base64;

const VERSION: u8 = 4;
const EDDSA: u8 = 22;
const SHA256: u8 = 8;
/// The curve's object identifier, with its length.
const CURVE: [u8; 10] = [9, 0x2B, 0x06, 0x01, 0x04, 0x01, 0xDA, 0x47, 0x0F, 0x01];
const PUBLIC_KEY: u8 = 6;
const USER_ID: u8 = 13;
const SIGNATURE: u8 = 2;
/// A signature over a document, one over a text whatever its lines end in, and one that a key belongs to a name.
const OF_DOCUMENT: u8 = 0x00;
const OF_TEXT: u8 = 0x01;
const OF_NAME: u8 = 0x13;

/// A key that signs documents, with the name that it belongs to.
pub struct OpenPgpKey {
    key: ed25519_dalek::SigningKey,
    /// The body of the public key's packet.
    body: Vec<u8>,
    fingerprint: [u8; 20],
    name: String,
    made: u32,
    /// The public key as its owner signed it elsewhere.
    certificate: Option<Vec<u8>>,
}

impl std::fmt::Debug for OpenPgpKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "OpenPgpKey({})", self.fingerprint())
    }
}

impl OpenPgpKey {
    /// The key of this seed, made at this second of Unix time. The same seed, second and name give the same key.
    #[must_use]
    pub fn from_seed(seed: &[u8; 32], made: u32, name: &str) -> Self {
        let key = ed25519_dalek::SigningKey::from_bytes(seed);
        let point = [&[0x40], key.verifying_key().as_bytes().as_slice()].concat();
        let body = [&[VERSION], made.to_be_bytes().as_slice(), &[EDDSA], &CURVE, &number(&point)].concat();
        let fingerprint = Sha1::digest(framed(&body)).into();
        Self { key, body, fingerprint, name: name.to_owned(), made, certificate: None }
    }

    /// The same key with what its owner signed elsewhere: the public key is shown so, not signed anew.
    #[must_use]
    pub fn certified(self, certificate: Vec<u8>) -> Self {
        Self { certificate: Some(certificate), ..self }
    }

    /// When it was made, in seconds of Unix time.
    #[must_use]
    pub const fn made(&self) -> u32 {
        self.made
    }

    /// The name that it belongs to.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The fingerprint, in capital hexadecimal digits.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        crate::encoding::hex(&self.fingerprint).to_uppercase()
    }

    /// The public key with its name, for others to import.
    #[must_use]
    pub fn public(&self) -> String {
        if let Some(certificate) = &self.certificate {
            return armour("PUBLIC KEY BLOCK", certificate);
        }
        let name = self.name.as_bytes();
        let named = [&framed(&self.body), [0xB4].as_slice(), &length(name).to_be_bytes(), name].concat();
        // What the key may do: certify and sign. Which digests its owner prefers: SHA-512, SHA-256.
        let says = [subpacket(27, &[0x03]), subpacket(21, &[10, SHA256])].concat();
        let signature = self.signature(OF_NAME, self.made, &says, &[&named]);
        let packets = [packet(PUBLIC_KEY, &self.body), packet(USER_ID, name), packet(SIGNATURE, &signature)].concat();
        armour("PUBLIC KEY BLOCK", &packets)
    }

    /// A detached signature over a document, made at this second of Unix time.
    #[must_use]
    pub fn sign(&self, document: &[u8], now: u32) -> String {
        armour("SIGNATURE", &packet(SIGNATURE, &self.signature(OF_DOCUMENT, now, &[], &[document])))
    }

    /// A text with its signature around it, made at this second of Unix time (RFC 9580, section 7). White space at the end of
    /// lines is not kept: no signature covers it.
    #[must_use]
    pub fn sign_in_the_clear(&self, text: &str, now: u32) -> String {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        let signature = self.signature(OF_TEXT, now, &[], &[lines.join("\r\n").as_bytes()]);
        let escaped: String = lines
            .iter()
            .map(|line| if line.starts_with('-') { format!("- {line}\n") } else { format!("{line}\n") })
            .collect();
        let head = "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n";
        format!("{head}{escaped}{}", armour("SIGNATURE", &packet(SIGNATURE, &signature)))
    }

    fn signature(&self, kind: u8, now: u32, says: &[u8], signed: &[&[u8]]) -> Vec<u8> {
        let issuer = [&[VERSION], self.fingerprint.as_slice()].concat();
        let says = [subpacket(2, &now.to_be_bytes()), subpacket(33, &issuer), says.to_vec()].concat();
        let head = [&[VERSION, kind, EDDSA, SHA256], short(&says).to_be_bytes().as_slice(), &says].concat();
        let mut digest = Sha256::new();
        signed.iter().for_each(|part| digest.update(part));
        digest.update(&head);
        digest.update([VERSION, 0xFF]);
        digest.update(length(&head).to_be_bytes());
        let digest: [u8; 32] = digest.finalize().into();
        let signature = self.key.sign(&digest).to_bytes();
        let (r, s) = signature.split_at(32);
        let key_id = subpacket(16, self.fingerprint.get(12..).unwrap_or_default());
        let tail = [short(&key_id).to_be_bytes().as_slice(), &key_id, digest.get(..2).unwrap_or_default()].concat();
        [head, tail, number(r), number(s)].concat()
    }
}

/// A packet in the newer framing.
fn packet(tag: u8, body: &[u8]) -> Vec<u8> {
    [&[0xC0 | tag, 0xFF], length(body).to_be_bytes().as_slice(), body].concat()
}

/// A key as it is digested.
fn framed(body: &[u8]) -> Vec<u8> {
    [&[0x99], short(body).to_be_bytes().as_slice(), body].concat()
}

/// What a signature says beside its document; all of ours are short.
fn subpacket(kind: u8, body: &[u8]) -> Vec<u8> {
    let length = u8::try_from(body.len() + 1).unwrap_or(u8::MAX);
    [&[length, kind], body].concat()
}

/// A number with its length in bits, without leading zeroes.
fn number(bytes: &[u8]) -> Vec<u8> {
    let zeroes = bytes.iter().take_while(|byte| **byte == 0).count();
    let bytes = bytes.get(zeroes..).unwrap_or_default();
    let first = bytes.first().map_or(0, |first| first.leading_zeros());
    let bits = (bytes.len() * 8).saturating_sub(first as usize);
    [u16::try_from(bits).unwrap_or(u16::MAX).to_be_bytes().as_slice(), bytes].concat()
}

fn length(bytes: &[u8]) -> u32 {
    u32::try_from(bytes.len()).unwrap_or(u32::MAX)
}

fn short(bytes: &[u8]) -> u16 {
    u16::try_from(bytes.len()).unwrap_or(u16::MAX)
}

fn armour(what: &str, bytes: &[u8]) -> String {
    let encoded = base64(bytes);
    let mut text = format!("-----BEGIN PGP {what}-----\n\n");
    for line in encoded.as_bytes().chunks(64) {
        text.push_str(&String::from_utf8_lossy(line));
        text.push('\n');
    }
    let sum = crc24(bytes).to_be_bytes();
    text + &format!("={}\n-----END PGP {what}-----\n", base64(sum.get(1..).unwrap_or_default()))
}

/// The checksum of armour (RFC 4880, section 6.1).
fn crc24(bytes: &[u8]) -> u32 {
    let turn = |sum: u32| if sum & 0x80_0000 == 0 { sum << 1 } else { (sum << 1) ^ 0x0186_4CFB };
    let take = |sum: u32, byte: &u8| (0..8).fold(sum ^ (u32::from(*byte) << 16), |sum, _| turn(sum) & 0x00FF_FFFF);
    bytes.iter().fold(0x00B7_04CE, take)
}
