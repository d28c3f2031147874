//! Production: how a unit comes to be, at the line, without a network.
//!
//! ```text
//!             make                    confirm
//!   nothing ────────► made ─┐ ──────────────────► confirmed ── renew (presence) ─► made, with another code
//!                      ▲ make again: the same key, another code
//!                      └────┘
//! ```
//!
//! The key is drawn once, by the first `make` that came through, and no step draws another: whatever is interrupted or
//! repeated, one unit has one identity. The code exists in the answer of `make` alone; what is stored is a hash.

use steadfast_protocol::{Born, Envelope, code};
use steadfast_trust::key::Fingerprint;
use zeroize::Zeroizing;

use crate::document::DocumentError;
use crate::factory::{Factory, FactoryError};
use crate::identity::Identity;
use crate::outside::{NoRandom, Random, Storage, StorageError};

/// Characters of the longest serial number.
const LONGEST_SERIAL: usize = 100;

/// What the line says of a unit that is to be.
#[derive(Clone, Debug)]
pub struct Order<'a> {
    /// Its serial number.
    pub serial: &'a str,
    /// The factory settings, signed by the manufacturer: they name the product.
    pub factory: &'a [u8],
    /// The fingerprint of the manufacturer's key, as the line knows it.
    pub maker: Fingerprint,
    /// The SHA-256 of the certificate that the unit shows to browsers, where it has one.
    pub certificate: Option<[u8; 32]>,
}

/// A unit as it is after `make`.
#[derive(Debug)]
pub struct Made {
    /// The code for its label: shown this once.
    pub code: Zeroizing<String>,
    /// What the unit states of itself, signed.
    pub born: Envelope,
    /// The fingerprint of its key.
    pub fingerprint: Fingerprint,
}

/// Why no unit came to be. What was there before is there still.
#[derive(Debug, thiserror::Error)]
pub enum ProvisionError {
    /// A serial number that is none.
    #[error("a serial number has 1 to {LONGEST_SERIAL} letters, digits and any of . _ - : / + (no spaces)")]
    Serial,
    /// The unit is another one.
    #[error("this unit is {0:?} already: a unit keeps its serial number for ever")]
    Other(String),
    /// The unit is of another product.
    #[error("this unit is one of {0:?} already")]
    Product(String),
    /// The unit is another manufacturer's.
    #[error("the unit {0:?} believes the key of another manufacturer")]
    Maker(String),
    /// Settings that were replaced already.
    #[error("the unit has factory settings of version {kept}: version {offered} is older")]
    Older {
        /// Of what was offered.
        offered: u64,
        /// Of what it has.
        kept: u64,
    },
    /// It is known to its factory.
    #[error("this unit left the line already; where its label is lost, give it another code at the unit itself")]
    Confirmed,
    /// It has an owner.
    #[error("this unit has an owner: reset it first")]
    Owned,
    /// There is no unit yet.
    #[error("this unit was never made")]
    Nobody,
    /// The factory settings.
    #[error("the factory settings: {0}")]
    Factory(#[from] FactoryError),
    /// No randomness.
    #[error(transparent)]
    Random(#[from] NoRandom),
    /// A document.
    #[error(transparent)]
    Document(#[from] DocumentError),
    /// The storage.
    #[error(transparent)]
    Storage(#[from] StorageError),
}

/// Makes the unit, or says again who it is as long as nobody confirmed it; each time with another code.
///
/// # Errors
/// When the settings are not the manufacturer's or older than those on it, it is another unit already, or nothing can be
/// kept.
pub fn make<S: Storage>(storage: &S, random: &impl Random, order: &Order<'_>) -> Result<Made, ProvisionError> {
    let serial = serial(order.serial)?;
    let (factory, maker) = Factory::open(order.factory, order.maker)?;
    no_older(storage, &factory, &maker)?;
    let mut unit = match Identity::load(storage)? {
        None => Identity::new(serial, &factory.product, random.bytes()?, maker),
        Some(unit) if unit.serial != serial => return Err(ProvisionError::Other(unit.serial.clone())),
        Some(unit) if unit.product != factory.product => return Err(ProvisionError::Product(unit.product.clone())),
        Some(unit) if *unit.maker != maker => return Err(ProvisionError::Maker(unit.serial.clone())),
        Some(unit) if unit.confirmed => return Err(ProvisionError::Confirmed),
        Some(unit) => unit,
    };
    Factory::keep(storage, order.factory)?;
    with_code(storage, random, &mut unit, order.certificate)
}

/// Gives the unit a one-time code by which it enrols, where no factory list names its key. It is wiped when it was used.
///
/// # Errors
/// When it cannot be kept.
pub fn enrol_by(storage: &impl Storage, code: &str) -> Result<(), ProvisionError> {
    Ok(storage.replace(crate::check_in::CODE, code.trim().as_bytes())?)
}

/// Gives a unit without an owner another code, by somebody who is there in person. The one on the label is void.
///
/// # Errors
/// When there is no unit, it has an owner, or nothing can be kept.
pub fn renew<S: Storage>(
    storage: &S,
    random: &impl Random,
    certificate: Option<[u8; 32]>,
) -> Result<Made, ProvisionError> {
    let mut unit = Identity::load(storage)?.ok_or(ProvisionError::Nobody)?;
    if storage.read(crate::owner::NAME)?.is_some() {
        return Err(ProvisionError::Owned);
    }
    with_code(storage, random, &mut unit, certificate)
}

/// The line wrote down what it heard: the unit may begin. Said again, it changes nothing.
///
/// # Errors
/// When there is no unit, it is another one than the line believes, or nothing can be kept.
pub fn confirm(storage: &impl Storage, fingerprint: Fingerprint) -> Result<(), ProvisionError> {
    let mut unit = Identity::load(storage)?.ok_or(ProvisionError::Nobody)?;
    if unit.public().fingerprint() != fingerprint {
        return Err(ProvisionError::Other(unit.serial.clone()));
    }
    if !unit.confirmed {
        unit.confirmed = true;
        unit.keep(storage)?;
    }
    Ok(())
}

/// Settings never give way to older ones of the same product and manufacturer.
fn no_older(storage: &impl Storage, offered: &Factory, maker: &[u8]) -> Result<(), ProvisionError> {
    match Factory::load(storage, maker) {
        Err(FactoryError::Storage(error)) => Err(error.into()),
        Ok(kept) if kept.product == offered.product && kept.version > offered.version => {
            Err(ProvisionError::Older { offered: offered.version, kept: kept.version })
        }
        // None, or none that a unit would believe.
        _ => Ok(()),
    }
}

/// A serial number as it may stand on a command line, in a list and in an address.
///
/// # Errors
/// When it has other characters, or too many.
pub fn serial(text: &str) -> Result<&str, ProvisionError> {
    let text = text.trim();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"._-:/+".contains(&byte);
    let fits = (1..=LONGEST_SERIAL).contains(&text.len()) && text.bytes().all(plain) && !text.starts_with('-');
    fits.then_some(text).ok_or(ProvisionError::Serial)
}

/// A code for the label: drawn, stored as a hash, told once.
fn with_code(
    storage: &impl Storage,
    random: &impl Random,
    unit: &mut Identity,
    certificate: Option<[u8; 32]>,
) -> Result<Made, ProvisionError> {
    let code = Zeroizing::new(code::shown(random.bytes()?));
    unit.give_code(&code);
    unit.confirmed = false;
    unit.keep(storage)?;
    let born = Born {
        serial: unit.serial.clone(),
        product: unit.product.clone(),
        key: unit.public().to_bytes().into(),
        code: unit.code_hash().into(),
        certificate: certificate.map(Into::into),
    };
    let fingerprint = unit.public().fingerprint();
    Ok(Made { code, born: Envelope::sign(&born, &unit.key()), fingerprint })
}
