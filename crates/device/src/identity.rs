//! Who a unit is: made once, kept through every reset.

use minicbor::bytes::{ByteArray, ByteVec};
use minicbor::{Decode, Encode};
use steadfast_protocol::code;
use steadfast_trust::key::{UnitKey, UnitPublicKey};
use zeroize::Zeroize;

use crate::document::{self, DocumentError};
use crate::outside::{Storage, StorageError};

/// The name that it is stored by.
pub(crate) const NAME: &str = "unit";

/// What a unit is since it left the line.
#[derive(Clone, PartialEq, Eq, Encode, Decode)]
#[cbor(map)]
pub struct Identity {
    /// Its serial number.
    #[n(0)]
    pub serial: String,
    /// Its product: `prd_…`.
    #[n(1)]
    pub product: String,
    /// What its key is made of. It never leaves the unit.
    #[n(2)]
    seed: ByteArray<32>,
    /// What is kept of the code on its label.
    #[n(3)]
    code: ByteArray<32>,
    /// Whether the line wrote down what it heard. Before that nobody knows the unit, and it does not begin to work.
    #[n(4)]
    pub confirmed: bool,
    /// The public key of its manufacturer, which signs the factory settings.
    #[n(5)]
    pub maker: ByteVec,
}

impl Identity {
    pub(crate) fn new(serial: &str, product: &str, seed: [u8; 32], maker: Vec<u8>) -> Self {
        Self {
            serial: serial.to_owned(),
            product: product.to_owned(),
            seed: seed.into(),
            code: [0; 32].into(),
            confirmed: false,
            maker: maker.into(),
        }
    }

    /// The identity that is stored; nothing where the unit was never made.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn load(storage: &impl Storage) -> Result<Option<Self>, DocumentError> {
        document::load(storage, NAME)
    }

    pub(crate) fn keep(&self, storage: &impl Storage) -> Result<(), StorageError> {
        document::keep(storage, NAME, self)
    }

    /// Its key.
    #[must_use]
    pub fn key(&self) -> UnitKey {
        UnitKey::from_seed(&self.seed)
    }

    /// The public half.
    #[must_use]
    pub fn public(&self) -> UnitPublicKey {
        self.key().public()
    }

    pub(crate) fn give_code(&mut self, text: &str) {
        self.code = code::owner_hash(text).into();
    }

    /// Another code opens it from now on, or none at all: nothing hashes to zeros. In memory only once it is on the medium.
    pub(crate) fn replace_code(&mut self, storage: &impl Storage, code: Option<[u8; 32]>) -> Result<(), StorageError> {
        let mut next = self.clone();
        next.code = code.unwrap_or_default().into();
        if *self != next {
            next.keep(storage)?;
            *self = next;
        }
        Ok(())
    }

    /// What is kept of the code.
    #[must_use]
    pub fn code_hash(&self) -> [u8; 32] {
        *self.code
    }

    /// Whether this is the code on its label, however it was typed.
    #[must_use]
    pub fn opens(&self, typed: &str) -> bool {
        let shown = code::owner_hash(typed);
        shown.iter().zip(self.code.iter()).fold(0, |sum, (a, b)| sum | (a ^ b)) == 0
    }
}

impl std::fmt::Debug for Identity {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Identity({}, {:?})", self.serial, self.public())
    }
}

impl Drop for Identity {
    fn drop(&mut self) {
        self.seed.zeroize();
    }
}
