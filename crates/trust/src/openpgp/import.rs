//! A secret key that was made elsewhere, as `gpg --export-secret-keys --armor` writes it: believed where its owner's own
//! signature says that it signs, and until when.

use std::fmt;

use ed25519_dalek::{Signature, Verifier as _};
use sha2::{Digest, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

use super::locked::opened;
use super::packets::{Bytes, dearmoured, packets, said};
use super::{CURVE, EDDSA, OpenPgpKey, PUBLIC_KEY, SIGNATURE, USER_ID, VERSION, framed, length, packet};

const SECRET_KEY: u8 = 5;
const SUBKEYS: [u8; 2] = [7, 14];
/// What a key's owner says: of a name, of the key itself; and what takes that back.
const OF_NAMES: std::ops::RangeInclusive<u8> = 0x10..=0x13;
const OF_KEY: u8 = 0x1F;
const REVOKED: u8 = 0x20;
const NAME_REVOKED: u8 = 0x30;
/// Among what a key may do.
const MAY_SIGN: u8 = 0x02;

/// Why a key is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// No armour of a secret key.
    #[error("this is no secret key of OpenPGP in armour")]
    NotArmoured,
    /// A public key alone.
    #[error("this is the public key alone; the secret one is wanted")]
    Public,
    /// It does not come out even.
    #[error("the key is damaged")]
    Damaged,
    /// No Ed25519 key of version 4.
    #[error("only Ed25519 keys of version 4 are taken")]
    Algorithm,
    /// The secret part is on a smart card, or was left out.
    #[error("the secret part of the primary key is not in it")]
    Elsewhere,
    /// It is locked in a way that is not known here.
    #[error("it is locked in a way that cannot be opened here; take AES and an iterated passphrase, or none")]
    Lock,
    /// The passphrase is missing or wrong.
    #[error("the passphrase is missing or wrong")]
    Passphrase,
    /// The secret part is that of another key.
    #[error("the secret part does not belong to the public one")]
    Mismatch,
    /// Nothing that its owner signed says whose it is.
    #[error("no name in it is signed by the key itself")]
    Unsigned,
    /// Its owner took it back.
    #[error("the key is revoked")]
    Revoked,
    /// It may not sign.
    #[error("the primary key may not sign documents")]
    CannotSign,
    /// Its time is over, or has not come.
    #[error("the key is expired, or was made in the future")]
    Expired,
}

impl ImportError {
    /// Its word.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NotArmoured => "not-armoured",
            Self::Public => "public",
            Self::Damaged => "damaged",
            Self::Algorithm => "algorithm",
            Self::Elsewhere => "elsewhere",
            Self::Lock => "lock",
            Self::Passphrase => "passphrase",
            Self::Mismatch => "mismatch",
            Self::Unsigned => "unsigned",
            Self::Revoked => "revoked",
            Self::CannotSign => "cannot-sign",
            Self::Expired => "expired",
        }
    }
}

/// A key that was read.
pub struct Imported {
    /// Its secret.
    pub seed: Zeroizing<[u8; 32]>,
    /// When it was made, in seconds of Unix time.
    pub made: u32,
    /// Until when it is good.
    pub expires: Option<u32>,
    /// Whose it is.
    pub name: String,
    /// The public key with what its owner says of it, without subkeys.
    pub certificate: Vec<u8>,
}

impl fmt::Debug for Imported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Imported").field("name", &self.name).field("made", &self.made).finish_non_exhaustive()
    }
}

/// Reads a secret key at this second of Unix time.
///
/// # Errors
/// When it is none, its passphrase is another, or it may not sign now.
pub fn import(text: &str, passphrase: &str, now: u32) -> Result<Imported, ImportError> {
    let bytes = Zeroizing::new(armoured(text)?);
    let all = packets(&bytes).ok_or(ImportError::Damaged)?;
    let Some(((SECRET_KEY, body), rest)) = all.split_first() else { return Err(ImportError::Damaged) };
    let (made, seed, public) = secret(body, passphrase)?;
    let key = OpenPgpKey::from_seed(&seed, made, "");
    if key.body != public {
        return Err(ImportError::Mismatch);
    }
    let mut owner = Owner::default();
    owner.read(&key, rest);
    let (name, expires) = owner.judged(made, now)?;
    let certificate = [packet(PUBLIC_KEY, &key.body), owner.kept].concat();
    Ok(Imported { seed, made, expires, name, certificate })
}

fn armoured(text: &str) -> Result<Vec<u8>, ImportError> {
    let private = "PRIVATE KEY BLOCK";
    match dearmoured(text, private) {
        Some(bytes) => Ok(bytes),
        None if text.contains(&format!("-----BEGIN PGP {private}-----")) => Err(ImportError::Damaged),
        None if text.contains("-----BEGIN PGP PUBLIC KEY BLOCK-----") => Err(ImportError::Public),
        None => Err(ImportError::NotArmoured),
    }
}

type Secret<'a> = (u32, Zeroizing<[u8; 32]>, &'a [u8]);

/// When it was made, its seed, and the body of the public key.
fn secret<'a>(body: &'a [u8], passphrase: &str) -> Result<Secret<'a>, ImportError> {
    let (mut rest, damaged) = (Bytes(body), || ImportError::Damaged);
    let version = rest.byte().ok_or_else(damaged)?;
    let made = rest.whole(4).and_then(|made| u32::try_from(made).ok()).ok_or_else(damaged)?;
    let algorithm = rest.byte().ok_or_else(damaged)?;
    if version != VERSION || algorithm != EDDSA || rest.take(CURVE.len()) != Some(&CURVE) {
        return Err(ImportError::Algorithm);
    }
    rest.number().ok_or_else(damaged)?;
    let public = body.get(..body.len() - rest.0.len()).ok_or_else(damaged)?;
    let opened = opened(rest.0, passphrase)?;
    let number = Bytes(&opened).number().ok_or_else(damaged)?;
    let seed = padded(number).ok_or_else(damaged)?;
    Ok((made, Zeroizing::new(seed), public))
}

/// A number in 32 bytes: its leading zeroes were left out.
fn padded(number: &[u8]) -> Option<[u8; 32]> {
    let mut whole = [0; 32];
    whole.get_mut(32_usize.checked_sub(number.len())?..)?.copy_from_slice(number);
    Some(whole)
}

/// What the owner's newest signature says, of all that are the key's own.
#[derive(Default)]
struct Owner {
    /// When it was made, what the key may do, and for how many seconds it is good.
    newest: Option<(u32, Option<u8>, Option<u32>)>,
    /// The name that was signed last.
    name: Option<(u32, String)>,
    revoked: bool,
    /// Names and signatures, as packets.
    kept: Vec<u8>,
}

impl Owner {
    fn read(&mut self, key: &OpenPgpKey, rest: &[(u8, &[u8])]) {
        let own: Vec<_> = rest.iter().take_while(|(tag, _)| !SUBKEYS.contains(tag)).collect();
        let mut name: Option<&[u8]> = Some(&[]);
        for (at, (tag, body)) in own.iter().enumerate() {
            match *tag {
                SIGNATURE => self.signature(key, name, body),
                USER_ID if !taken_back(key, body, own.get(at + 1..).unwrap_or_default()) => {
                    self.kept.extend(packet(USER_ID, body));
                    name = Some(body);
                }
                // Pictures and the like: what is signed of them is not read.
                _ => name = None,
            }
        }
    }

    fn signature(&mut self, key: &OpenPgpKey, name: Option<&[u8]>, body: &[u8]) {
        let (Some(signed), Some(name)) = (Signed::of(body), name) else { return };
        let covers = match signed.kind {
            kind if OF_NAMES.contains(&kind) && !name.is_empty() => named(name),
            OF_KEY | REVOKED => Vec::new(),
            _ => return,
        };
        if !signed.is_by(key, &covers) {
            return;
        }
        self.revoked |= signed.kind == REVOKED;
        self.kept.extend(packet(SIGNATURE, body));
        let says = signed.says();
        if signed.kind != REVOKED && self.newest.is_none_or(|newest| says.0 >= newest.0) {
            self.newest = Some(says);
        }
        if !covers.is_empty() && self.name.as_ref().is_none_or(|known| says.0 >= known.0) {
            self.name = Some((says.0, String::from_utf8_lossy(name).into_owned()));
        }
    }

    /// The key's name, and until when it is good.
    fn judged(&self, made: u32, now: u32) -> Result<(String, Option<u32>), ImportError> {
        let (Some((_, may, lasts)), Some((_, name))) = (self.newest, &self.name) else {
            return Err(ImportError::Unsigned);
        };
        let expires = lasts.filter(|seconds| *seconds > 0).map(|seconds| made.saturating_add(seconds));
        match may {
            _ if self.revoked => Err(ImportError::Revoked),
            Some(may) if may & MAY_SIGN == 0 => Err(ImportError::CannotSign),
            _ if made > now || expires.is_some_and(|end| end <= now) => Err(ImportError::Expired),
            _ => Ok((name.clone(), expires)),
        }
    }
}

/// Whether the owner took a name back: among the signatures behind it, before the next one.
fn taken_back(key: &OpenPgpKey, name: &[u8], behind: &[&(u8, &[u8])]) -> bool {
    let mut signatures = behind.iter().take_while(|(tag, _)| *tag == SIGNATURE);
    signatures.any(|(_, body)| {
        Signed::of(body).is_some_and(|signed| signed.kind == NAME_REVOKED && signed.is_by(key, &named(name)))
    })
}

/// A name as it is signed.
fn named(name: &[u8]) -> Vec<u8> {
    [[0xB4].as_slice(), &length(name).to_be_bytes(), name].concat()
}

/// A signature of version 4.
struct Signed<'a> {
    kind: u8,
    digest: u8,
    /// What is signed beside the document.
    head: &'a [u8],
    says: Vec<(u8, &'a [u8])>,
    signature: Signature,
}

impl<'a> Signed<'a> {
    fn of(body: &'a [u8]) -> Option<Self> {
        let mut rest = Bytes(body);
        let (version, kind, algorithm, digest) = (rest.byte()?, rest.byte()?, rest.byte()?, rest.byte()?);
        let says = said(rest.counted()?)?;
        let head = body.get(..body.len() - rest.0.len())?;
        rest.counted()?;
        rest.take(2)?;
        let (r, s) = (padded(rest.number()?)?, padded(rest.number()?)?);
        let signature = Signature::from_components(r, s);
        (version == VERSION && algorithm == EDDSA).then_some(Self { kind, digest, head, says, signature })
    }

    /// Whether this key made it over itself and what follows.
    fn is_by(&self, key: &OpenPgpKey, covers: &[u8]) -> bool {
        let tail = [&[VERSION, 0xFF], length(self.head).to_be_bytes().as_slice()].concat();
        let signed = [&framed(&key.body), covers, self.head, &tail].concat();
        let digest = match self.digest {
            8 => Sha256::digest(&signed).to_vec(),
            9 => Sha384::digest(&signed).to_vec(),
            10 => Sha512::digest(&signed).to_vec(),
            _ => return false,
        };
        key.key.verifying_key().verify(&digest, &self.signature).is_ok()
    }

    /// When it was made, what the key may do, and for how many seconds it is good.
    fn says(&self) -> (u32, Option<u8>, Option<u32>) {
        let found = |kind: u8| self.says.iter().find(|(known, _)| *known == kind).map(|(_, body)| *body);
        let number = |kind| found(kind).and_then(|body| body.try_into().ok()).map(u32::from_be_bytes);
        (number(2).unwrap_or(0), found(27).map(|flags| flags.first().copied().unwrap_or(0)), number(9))
    }
}
