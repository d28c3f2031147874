//! The server's certificate: the maker's own, or one made here whose fingerprint people can compare.

use std::fmt;
use std::net::IpAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rcgen::{CertificateParams, DistinguishedName, DnType, ExtendedKeyUsagePurpose, KeyPair};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use rustls::server::danger::ClientCertVerifier;
use rustls::server::{NoServerSessionStorage, VerifierBuilderError, WebPkiClientVerifier};
use rustls::{RootCertStore, ServerConfig};
use sha2::{Digest, Sha256};
use steadfast_store::Time;

use crate::config::{Config, host_name};
use crate::data_directory::{DataDirectory, DirectoryError};

/// How long a certificate made here is valid: browsers refuse longer ones.
const VALID: Duration = Duration::from_secs(825 * 86_400);
/// A start so shortly before its end, or later, makes it anew.
pub const RENEWED: Duration = Duration::from_secs(30 * 86_400);
const CERTIFICATE: &str = "certificate.pem";
const KEY: &str = "certificate-key.pem";

/// A certificate in use.
#[derive(Clone)]
pub struct Certificate {
    /// What TLS needs.
    pub server: Arc<ServerConfig>,
    /// The same where devices are asked for certificates of their own.
    pub device: Option<Arc<ServerConfig>>,
    /// What there is to say about it.
    pub facts: CertificateFacts,
}

/// What people are told about the certificate in use.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFacts {
    /// What people compare.
    pub fingerprint: CertificateFingerprint,
    /// Whether it was made here, so that browsers warn.
    pub made_here: bool,
    /// Since when browsers take it.
    pub from: Time,
    /// Until when browsers take it.
    pub until: Time,
}

/// SHA-256 of a certificate, as browsers show it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateFingerprint([u8; 32]);

impl fmt::Display for CertificateFingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pairs: Vec<String> = self.0.iter().map(|byte| format!("{byte:02X}")).collect();
        f.write_str(&pairs.join(":"))
    }
}

/// Why there is no certificate.
#[derive(Debug, thiserror::Error)]
pub enum CertificateError {
    /// A file cannot be read as PEM.
    #[error("{path}: no certificate or key in PEM can be read here")]
    Pem {
        /// The file.
        path: PathBuf,
        /// Why.
        source: rustls::pki_types::pem::Error,
    },
    /// It is no certificate.
    #[error("{path}: this is no certificate")]
    X509 {
        /// The file.
        path: PathBuf,
        /// Why.
        source: x509_parser::asn1_rs::Err<x509_parser::error::X509Error>,
    },
    /// The chain is empty.
    #[error("{path}: there is no certificate in this file")]
    Empty {
        /// The file.
        path: PathBuf,
    },
    /// Certificates that stand for no authority.
    #[error("{path}: no authority of devices' certificates can be made of this file")]
    Authority {
        /// The file.
        path: PathBuf,
        /// Why.
        source: VerifierBuilderError,
    },
    /// Key and certificate do not fit, or TLS refuses them.
    #[error("the certificate cannot be used")]
    Tls(#[from] rustls::Error),
    /// It could not be made.
    #[error("a certificate could not be made")]
    Made(#[from] rcgen::Error),
    /// It could not be kept.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
}

/// The certificate that the configuration names, or one made here.
///
/// # Errors
/// When files cannot be read or do not fit, or a new one cannot be made or kept.
pub fn certificate(config: &Config, data: &DataDirectory, now: Time) -> Result<Certificate, CertificateError> {
    let devices = config.device_ca.as_deref().map(authorities).transpose()?;
    if let Some((chain, key)) = &config.certificate {
        return load(chain, key, devices, false);
    }
    let (chain, key) = (data.file(CERTIFICATE), data.file(KEY));
    // One that does not load is what a kill between its two files left behind, or foreign: a new one is as good.
    let kept = load(&chain, &key, devices.clone(), true).ok();
    if let Some(kept) = kept.filter(|kept| kept.facts.from <= now && now.after(RENEWED) < kept.facts.until) {
        return Ok(kept);
    }
    make(config, data, now)?;
    load(&chain, &key, devices, true)
}

/// The authorities of devices' certificates. A device may show none.
fn authorities(file: &Path) -> Result<Arc<dyn ClientCertVerifier>, CertificateError> {
    let mut roots = RootCertStore::empty();
    for certificate in certificates(file)? {
        roots.add(certificate)?;
    }
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let verifier = WebPkiClientVerifier::builder_with_provider(Arc::new(roots), provider).allow_unauthenticated();
    verifier.build().map_err(|source| CertificateError::Authority { path: file.to_owned(), source })
}

fn unreadable(path: &Path) -> impl FnOnce(rustls::pki_types::pem::Error) -> CertificateError {
    let path = path.to_owned();
    move |source| CertificateError::Pem { path, source }
}

fn certificates(file: &Path) -> Result<Vec<CertificateDer<'static>>, CertificateError> {
    let found = CertificateDer::pem_file_iter(file).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let found = found.map_err(unreadable(file))?;
    if found.is_empty() { Err(CertificateError::Empty { path: file.to_owned() }) } else { Ok(found) }
}

fn load(
    chain: &Path,
    key: &Path,
    devices: Option<Arc<dyn ClientCertVerifier>>,
    made_here: bool,
) -> Result<Certificate, CertificateError> {
    let certificates = certificates(chain)?;
    let first = certificates.first().ok_or_else(|| CertificateError::Empty { path: chain.to_owned() })?;
    let fingerprint = CertificateFingerprint(Sha256::digest(first).into());
    let (from, until) = validity(first).map_err(|source| CertificateError::X509 { path: chain.to_owned(), source })?;
    let key = PrivateKeyDer::from_pem_file(key).map_err(unreadable(key))?;
    let facts = CertificateFacts { fingerprint, made_here, from, until };
    let device = devices.map(|devices| settings(certificates.clone(), key.clone_key(), Some(devices))).transpose()?;
    let server = settings(certificates, key, None)?;
    Ok(Certificate { server: Arc::new(server), device: device.map(Arc::new), facts })
}

/// What TLS needs; with `devices`, clients are asked for certificates.
fn settings(
    certificates: Vec<CertificateDer<'static>>,
    key: PrivateKeyDer<'static>,
    devices: Option<Arc<dyn ClientCertVerifier>>,
) -> Result<ServerConfig, rustls::Error> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
    let asks = devices.is_some();
    let builder = match devices {
        Some(devices) => builder.with_client_cert_verifier(devices),
        None => builder.with_no_client_auth(),
    };
    let mut settings = builder.with_single_cert(certificates, key)?;
    settings.alpn_protocols = vec![b"http/1.1".to_vec()];
    if asks {
        // A session that is taken up again would outlive the certificate that began it.
        settings.session_storage = Arc::new(NoServerSessionStorage {});
        settings.send_tls13_tickets = 0;
    }
    Ok(settings)
}

/// The name that a certificate gives its holder: the one common name of its subject.
pub(crate) fn common_name(certificate: &CertificateDer<'_>) -> Option<String> {
    let (_, read) = x509_parser::parse_x509_certificate(certificate).ok()?;
    let mut names = read.subject().iter_common_name();
    let name = names.next()?.as_str().ok()?.to_owned();
    names.next().is_none().then_some(name)
}

/// From when and until when a certificate counts.
fn validity(
    certificate: &CertificateDer<'_>,
) -> Result<(Time, Time), x509_parser::asn1_rs::Err<x509_parser::error::X509Error>> {
    let (_, read) = x509_parser::parse_x509_certificate(certificate)?;
    let micros = |seconds: i64| Time(seconds.saturating_mul(1_000_000));
    let validity = read.validity();
    Ok((micros(validity.not_before.timestamp()), micros(validity.not_after.timestamp())))
}

fn make(config: &Config, data: &DataDirectory, now: Time) -> Result<(), CertificateError> {
    let key = KeyPair::generate()?;
    let certificate = params(config, now)?.self_signed(&key)?;
    data.write(KEY, key.serialize_pem().as_bytes())?;
    Ok(data.write(CERTIFICATE, certificate.pem().as_bytes())?)
}

fn params(config: &Config, now: Time) -> Result<CertificateParams, rcgen::Error> {
    let mut names = vec![host_name(), "localhost".to_owned()];
    names.extend(config.name.clone());
    if !config.listen.ip().is_unspecified() {
        names.push(config.listen.ip().to_string());
    }
    names.push(IpAddr::from([127, 0, 0, 1]).to_string());
    names.sort();
    names.dedup();
    let mut params = CertificateParams::new(names)?;
    let mut subject = DistinguishedName::new();
    subject.push(DnType::CommonName, format!("Steadfast on {}", host_name()));
    params.distinguished_name = subject;
    params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
    let midnight = |(year, month, day)| rcgen::date_time_ymd(year, month, day);
    params.not_before = midnight(day(now.before(Duration::from_secs(86_400))));
    params.not_after = midnight(day(now.after(VALID)));
    Ok(params)
}

/// Year, month and day of a time.
fn day(time: Time) -> (i32, u8, u8) {
    let date = jiff::tz::TimeZone::UTC.to_datetime(time.into()).date();
    (i32::from(date.year()), date.month().unsigned_abs(), date.day().unsigned_abs())
}
