//! Passwords as they are kept: Argon2id (RFC 9106), one lane, a salt of 32 random bytes.

use argon2::{Algorithm, Argon2, Params, Version};
use minicbor::bytes::ByteArray;
use minicbor::decode::Error as DecodeError;
use minicbor::{Decode, Decoder, Encode, Encoder};
use steadfast_mapped::Scratch;
use subtle::ConstantTimeEq as _;
use zeroize::{Zeroize as _, Zeroizing};

use super::cost::Cost;
use super::password::NewPassword;
use super::secret::Secret;

/// How Argon2id names itself in a record.
const ARGON2ID: u8 = 1;

/// Its version, 1.3.
const VERSION: u8 = 0x13;

/// Why a password could not be hashed.
#[derive(Debug, thiserror::Error)]
pub enum HashError {
    /// There is no memory for it now.
    #[error("no memory for a password hash: {0}")]
    Memory(#[source] std::io::Error),
    /// The function takes none of this cost.
    #[error("a password hash of this cost cannot be made: {0}")]
    Cost(#[source] argon2::Error),
}

/// What a password is checked against.
#[derive(Clone, PartialEq, Eq)]
pub struct Verifier {
    cost: Cost,
    salt: [u8; 32],
    output: [u8; 32],
}

impl Verifier {
    /// Hashes a new password with a fresh random salt. This takes long, and [`Cost::memory`].
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn make(password: &NewPassword, cost: Cost, salt: [u8; 32]) -> Result<Self, HashError> {
        Self::of(password.secret(), cost, salt)
    }

    /// The same of a password that is an account's already.
    pub(super) fn of(password: &Secret, cost: Cost, salt: [u8; 32]) -> Result<Self, HashError> {
        let output = hash(password, cost, &salt)?;
        Ok(Self { cost, salt, output: *output })
    }

    /// A verifier that no password is known for, to be checked in the place of one that is not there.
    #[must_use]
    pub fn of_nobody(cost: Cost, random: [u8; 32]) -> Self {
        Self { cost, salt: random, output: steadfast_trust::hash::sha256(&[b"nobody", &random]) }
    }

    /// Whether it is this password. It takes as long for a wrong one.
    ///
    /// # Errors
    /// When there is no memory for it.
    pub fn check(&self, password: &Secret) -> Result<bool, HashError> {
        let output = hash(password, self.cost, &self.salt)?;
        Ok(output.ct_eq(&self.output).into())
    }

    /// What it costs to check.
    #[must_use]
    pub fn cost(&self) -> Cost {
        self.cost
    }

    /// Whether it was made at another cost than passwords are hashed at now.
    #[must_use]
    pub fn needs_rehash(&self, now: Cost) -> bool {
        self.cost != now
    }
}

impl Drop for Verifier {
    fn drop(&mut self) {
        self.output.zeroize();
    }
}

impl std::fmt::Debug for Verifier {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Verifier").field("cost", &self.cost).finish_non_exhaustive()
    }
}

fn hash(password: &Secret, cost: Cost, salt: &[u8; 32]) -> Result<Zeroizing<[u8; 32]>, HashError> {
    let mut output = Zeroizing::new([0; 32]);
    let params = Params::new(cost.memory(), cost.passes(), 1, Some(output.len())).map_err(HashError::Cost)?;
    let memory = Scratch::new(params.block_count()).map_err(HashError::Memory)?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let password = password.text().as_bytes();
    argon.hash_password_into_with_memory(password, salt, &mut *output, memory).map_err(HashError::Cost)?;
    Ok(output)
}

/// A verifier as it is kept. Algorithm, version and lanes are there for who comes later; all but one value is refused.
#[derive(Encode, Decode)]
#[cbor(map)]
struct Kept {
    #[n(0)]
    algorithm: u8,
    #[n(1)]
    version: u8,
    #[n(2)]
    memory: u32,
    #[n(3)]
    passes: u32,
    #[n(4)]
    lanes: u32,
    #[n(5)]
    salt: ByteArray<32>,
    #[n(6)]
    output: ByteArray<32>,
}

impl<C> Encode<C> for Verifier {
    fn encode<W: minicbor::encode::Write>(
        &self,
        encoder: &mut Encoder<W>,
        context: &mut C,
    ) -> Result<(), minicbor::encode::Error<W::Error>> {
        let kept = Kept {
            algorithm: ARGON2ID,
            version: VERSION,
            memory: self.cost.memory(),
            passes: self.cost.passes(),
            lanes: 1,
            salt: self.salt.into(),
            output: self.output.into(),
        };
        kept.encode(encoder, context)
    }
}

impl<'b, C> Decode<'b, C> for Verifier {
    fn decode(decoder: &mut Decoder<'b>, context: &mut C) -> Result<Self, DecodeError> {
        let kept = Kept::decode(decoder, context)?;
        if (kept.algorithm, kept.version, kept.lanes) != (ARGON2ID, VERSION, 1) {
            return Err(DecodeError::message("a password hash of another kind"));
        }
        let cost = Cost::new(kept.memory, kept.passes).map_err(DecodeError::custom)?;
        Ok(Self { cost, salt: *kept.salt, output: *kept.output })
    }
}
