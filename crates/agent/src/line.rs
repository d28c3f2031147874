//! At the line: a unit comes to be, and says so as one line of JSON.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use serde_json::json;
use steadfast_device::outside::{Files, Storage as _, StorageError, System};
use steadfast_device::provision::{self, Made, Order, ProvisionError};
use steadfast_protocol::encode;
use steadfast_trust::encoding::base64;

use crate::arguments::Provision;
use crate::tls::{CertificateError, Identity};

/// The names that certificate and key are stored by.
pub const CERTIFICATE: [&str; 2] = ["certificate", "certificate-key"];

/// Bytes of the longest factory settings.
const MOST_FACTORY: u64 = 1 << 20;

/// Why a step at the line failed.
#[derive(Debug, thiserror::Error)]
pub enum LineError {
    /// The unit.
    #[error(transparent)]
    Provision(#[from] ProvisionError),
    /// Its storage.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Its certificate cannot be made.
    #[error(transparent)]
    Certificate(#[from] CertificateError),
    /// Its certificate is damaged.
    #[error("the files `certificate` and `certificate-key` in its folder: {0}")]
    Damaged(#[source] CertificateError),
    /// The factory settings cannot be read.
    #[error("the factory settings cannot be read: {0}")]
    Factory(#[source] io::Error),
}

impl LineError {
    /// Whether the unit refuses, rather than that something failed.
    #[must_use]
    pub fn is_refusal(&self) -> bool {
        matches!(self, Self::Provision(error) if !matches!(error, ProvisionError::Storage(_) | ProvisionError::Random(_)))
    }
}

/// Does a step; gives what the line is told, where it is told something.
///
/// # Errors
/// When the unit refuses, or nothing can be kept.
pub fn step(state: &Path, step: &Provision) -> Result<Option<String>, LineError> {
    let files = Files::open(state)?;
    match step {
        Provision::Confirm(fingerprint) => {
            provision::confirm(&files, *fingerprint)?;
            Ok(None)
        }
        Provision::EnrolBy(code) => {
            provision::enrol_by(&files, code)?;
            Ok(None)
        }
        Provision::Renew { hosts } => {
            let certificate = own(&files, hosts)?.fingerprint();
            Ok(Some(told(&provision::renew(&files, &System, Some(certificate.bytes()))?)))
        }
        Provision::Make { serial, maker, factory, hosts } => {
            let factory = settings(factory).map_err(LineError::Factory)?;
            let certificate = Some(own(&files, hosts)?.fingerprint().bytes());
            let order = Order { serial, factory: &factory, maker: *maker, certificate };
            Ok(Some(told(&provision::make(&files, &System, &order)?)))
        }
    }
}

fn told(made: &Made) -> String {
    let (born, key) = (base64(&encode(&made.born)), made.fingerprint.to_string());
    json!({ "born": born, "code": made.code.as_str(), "fingerprint": key }).to_string()
}

fn settings(file: &Path) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    if file == Path::new("-") {
        io::stdin().take(MOST_FACTORY).read_to_end(&mut bytes)?;
    } else {
        fs::File::open(file)?.take(MOST_FACTORY).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// The unit's own certificate: made once, kept ever after. The key is written first: a certificate without one would be
/// a label that nobody can answer to.
///
/// # Errors
/// When it cannot be made, kept or read.
pub fn own(files: &Files, hosts: &[String]) -> Result<Identity, LineError> {
    let [certificate, key] = CERTIFICATE;
    if let (Some(certificate), Some(key)) = (files.read(certificate)?, files.read(key)?) {
        return Identity::from_der(vec![certificate], key).map_err(LineError::Damaged);
    }
    let hosts = if hosts.is_empty() { &["localhost".to_owned()][..] } else { hosts };
    let made = Identity::make(hosts, &System)?;
    files.replace(key, made.key())?;
    files.replace(certificate, made.chain().next().unwrap_or_default())?;
    Ok(made)
}
