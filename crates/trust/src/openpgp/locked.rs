//! The secret part of a key, open or locked by a passphrase (RFC 9580, sections 3.7 and 5.5.3).

use sha1::Sha1;
use sha2::{Digest, Sha256, Sha512};
use zeroize::Zeroizing;

use super::import::ImportError;
use super::packets::Bytes;

/// The secret part, without what proves it whole.
pub(super) fn opened(secret: &[u8], passphrase: &str) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let mut rest = Bytes(secret);
    match rest.byte().ok_or(ImportError::Damaged)? {
        0 => open(rest.0).ok_or(ImportError::Damaged),
        254 => locked(rest, passphrase),
        _ => Err(ImportError::Lock),
    }
}

/// What no passphrase locks ends in the sum of its bytes.
fn open(rest: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let (secret, sum) = rest.split_at_checked(rest.len().checked_sub(2)?)?;
    let counted = secret.iter().fold(0_u16, |sum, byte| sum.wrapping_add(u16::from(*byte)));
    (sum == counted.to_be_bytes()).then(|| Zeroizing::new(secret.to_vec()))
}

fn locked(mut rest: Bytes<'_>, passphrase: &str) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let damaged = || ImportError::Damaged;
    let length = match rest.byte().ok_or_else(damaged)? {
        7 => 16,
        8 => 24,
        9 => 32,
        _ => return Err(ImportError::Lock),
    };
    let stretched = stretched(&mut rest, passphrase, length)?;
    let iv: [u8; 16] = rest.take(16).and_then(|iv| iv.try_into().ok()).ok_or_else(damaged)?;
    let mut secret = Zeroizing::new(rest.0.to_vec());
    decrypt(&stretched, iv, &mut secret)?;
    let end = secret.len().checked_sub(20).ok_or_else(damaged)?;
    let proof = secret.split_off(end);
    if Sha1::digest(secret.as_slice()).as_slice() == proof { Ok(secret) } else { Err(ImportError::Passphrase) }
}

/// The passphrase as a key of this length.
fn stretched(rest: &mut Bytes<'_>, passphrase: &str, length: usize) -> Result<Zeroizing<Vec<u8>>, ImportError> {
    let damaged = || ImportError::Damaged;
    let (way, hash) = (rest.byte().ok_or_else(damaged)?, rest.byte().ok_or_else(damaged)?);
    let salt = match way {
        1 | 3 => rest.take(8).ok_or_else(damaged)?,
        // Where the secret part lies elsewhere, as on a smart card.
        101 => return Err(ImportError::Elsewhere),
        _ => return Err(ImportError::Lock),
    };
    let salted = Zeroizing::new([salt, passphrase.as_bytes()].concat());
    let many = match way {
        3 => count(rest.byte().ok_or_else(damaged)?).max(salted.len()),
        _ => salted.len(),
    };
    let digest = match hash {
        2 => repeated::<Sha1>,
        8 => repeated::<Sha256>,
        10 => repeated::<Sha512>,
        _ => return Err(ImportError::Lock),
    };
    let mut key = Zeroizing::new(Vec::new());
    for zeroes in 0.. {
        if key.len() >= length {
            break;
        }
        key.extend_from_slice(&digest(&salted, many, zeroes));
    }
    key.truncate(length);
    Ok(key)
}

/// How many bytes are digested, as one byte says it.
fn count(coded: u8) -> usize {
    (16 + usize::from(coded & 15)) << ((coded >> 4) + 6)
}

/// The digest of so many zeroes, and of a text that is repeated until it is so long.
fn repeated<D: Digest>(text: &[u8], many: usize, zeroes: usize) -> Vec<u8> {
    let mut digest = D::new();
    digest.update(vec![0; zeroes]);
    let (whole, rest) = (many / text.len(), many % text.len());
    (0..whole).for_each(|_| digest.update(text));
    digest.update(text.get(..rest).unwrap_or_default());
    digest.finalize().to_vec()
}

/// AES in the feedback mode of OpenPGP.
#[cfg(feature = "foreign-keys")]
fn decrypt(key: &[u8], iv: [u8; 16], bytes: &mut [u8]) -> Result<(), ImportError> {
    use aws_lc_rs::cipher::{AES_128, AES_192, AES_256, DecryptingKey, DecryptionContext, UnboundCipherKey};
    let kind = match key.len() {
        16 => &AES_128,
        24 => &AES_192,
        _ => &AES_256,
    };
    let key = UnboundCipherKey::new(kind, key).and_then(DecryptingKey::cfb128);
    let opened = key.and_then(|key| key.decrypt(bytes, DecryptionContext::Iv128(iv.into())).map(drop));
    opened.map_err(|_| ImportError::Damaged)
}

/// Builds that do not ask for other people's keys open none that are locked.
#[cfg(not(feature = "foreign-keys"))]
fn decrypt(_: &[u8], _: [u8; 16], _: &mut [u8]) -> Result<(), ImportError> {
    Err(ImportError::Lock)
}
