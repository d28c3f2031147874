//! Who the unit is to browsers: a certificate that it makes for itself, or one that its maker gave it.

use std::fmt;

use rcgen::{
    CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, KeyPair, KeyUsagePurpose, SerialNumber,
};
use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::sign::CertifiedKey;
use steadfast_device::outside::{NoRandom, Random};

use super::fingerprint::Fingerprint;
use super::provider;

/// A certificate with what vouches for it, and its key. The key is not shown.
pub struct Identity {
    chain: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
}

/// Files as a certificate authority hands them out.
#[derive(Clone, Copy)]
pub struct Pem<'a> {
    /// The unit's certificate first, then those that vouch for it.
    pub chain: &'a [u8],
    /// Its key.
    pub key: &'a [u8],
}

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// There is no randomness.
    #[error(transparent)]
    Random(#[from] NoRandom),
    /// It cannot be made.
    #[error("the certificate cannot be made: {0}")]
    Make(#[source] rcgen::Error),
    /// A file is no PEM.
    #[error("the file cannot be read: {0}")]
    Pem(#[source] rustls::pki_types::pem::Error),
    /// Bytes are no key.
    #[error("the key cannot be read: {0}")]
    Key(&'static str),
    /// The certificate cannot be used, or the key is not its key.
    #[error("certificate and key cannot be used: {0}")]
    Pair(#[source] rustls::Error),
}

impl Identity {
    /// A new certificate that vouches for itself, for these host names and addresses. It counts from 2020 to 2064, whatever
    /// the time is: a unit may have no clock, and what a browser's owner compares is the fingerprint.
    ///
    /// # Errors
    /// When there is no randomness, or a name cannot stand in a certificate.
    pub fn make(names: &[String], random: &impl Random) -> Result<Self, CertificateError> {
        let params = params(names, random.bytes::<16>()?).map_err(CertificateError::Make)?;
        let key = KeyPair::generate().map_err(CertificateError::Make)?;
        let certificate = params.self_signed(&key).map_err(CertificateError::Make)?;
        Self::from_der(vec![certificate.der().to_vec()], key.serialize_der())
    }

    /// From what was kept: certificates, the unit's first, and the key, all in DER.
    ///
    /// # Errors
    /// When they cannot be read, or do not belong together.
    pub fn from_der(chain: Vec<Vec<u8>>, key: Vec<u8>) -> Result<Self, CertificateError> {
        let chain = chain.into_iter().map(CertificateDer::from).collect();
        Self::checked(chain, PrivateKeyDer::try_from(key).map_err(CertificateError::Key)?)
    }

    /// From files as a certificate authority hands them out.
    ///
    /// # Errors
    /// When they cannot be read, or do not belong together.
    pub fn from_pem(pem: Pem<'_>) -> Result<Self, CertificateError> {
        let chain: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.chain).collect();
        let key = PrivateKeyDer::from_pem_slice(pem.key).map_err(CertificateError::Pem)?;
        Self::checked(chain.map_err(CertificateError::Pem)?, key)
    }

    fn checked(chain: Vec<CertificateDer<'static>>, key: PrivateKeyDer<'static>) -> Result<Self, CertificateError> {
        let identity = Self { chain, key };
        identity.certified().map_err(CertificateError::Pair)?;
        Ok(identity)
    }

    /// As TLS wants it.
    pub(super) fn certified(&self) -> Result<CertifiedKey, rustls::Error> {
        CertifiedKey::from_der(self.chain.clone(), self.key.clone_key(), &provider())
    }

    /// The certificates in DER, the unit's first: to keep.
    pub fn chain(&self) -> impl Iterator<Item = &[u8]> {
        self.chain.iter().map(AsRef::as_ref)
    }

    /// The key in DER: to keep where nobody else reads it. What was made here is PKCS #8.
    #[must_use]
    pub fn key(&self) -> &[u8] {
        self.key.secret_der()
    }

    /// The fingerprint of the unit's certificate, as on its label or screen.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        Fingerprint::of(self.chain.first().map(AsRef::as_ref).unwrap_or_default())
    }
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Identity").field(&self.fingerprint()).finish()
    }
}

/// The serial number is chance without its first bit: it is positive, and never longer than RFC 5280 allows.
fn params(names: &[String], mut serial: [u8; 16]) -> Result<CertificateParams, rcgen::Error> {
    serial[0] = serial[0] & 0x7f | 0x40;
    let mut params = CertificateParams::new(names)?;
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CommonName, names.first().map_or("this device", String::as_str));
    params.distinguished_name = subject;
    params.serial_number = Some(SerialNumber::from_slice(&serial));
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    params.not_before = rcgen::date_time_ymd(2020, 1, 1);
    params.not_after = rcgen::date_time_ymd(2064, 12, 31);
    Ok(params)
}
