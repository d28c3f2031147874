//! Whom the unit believes when it asks: a server known by the fingerprint of its certificate, or vouched for.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::time_provider::TimeProvider;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use steadfast_protocol::Seconds;

use super::fingerprint::Fingerprint;
use super::{key_log, provider};

/// Whose server it is.
#[derive(Clone, Debug)]
pub enum Trust {
    /// One of these certificates, whatever name it bears and whatever the time is: a wrong clock locks nobody out.
    Pins(Vec<Fingerprint>),
    /// Whoever these certificates (DER) vouch for, under the name that was asked for, at the unit's time.
    Authorities(Vec<Vec<u8>>, UnitTime),
}

/// Why nobody can be trusted in this way.
#[derive(Debug, thiserror::Error)]
pub enum TrustError {
    /// An authority's certificate cannot be read.
    #[error("the certificate of an authority cannot be used: {0}")]
    Authority(#[source] Error),
    /// There is no authority.
    #[error("no authority can be asked: {0}")]
    Verifier(#[source] rustls::client::VerifierBuilderError),
    /// TLS cannot be set up.
    #[error("TLS cannot be set up: {0}")]
    Tls(#[source] Error),
}

/// What time it is to a unit. It is shared: whoever learns the time sets it, and certificates are looked at by it.
#[derive(Clone, Debug, Default)]
pub struct UnitTime(Arc<AtomicU64>);

impl UnitTime {
    /// Some time, where TLS asks for one and nothing depends on it. The machine's own clock may stand before 1970.
    pub(super) fn any() -> Self {
        Self(Arc::new(AtomicU64::new(1)))
    }

    /// Sets the time. Before that no certificate of an authority is believed.
    pub fn set(&self, now: Seconds) {
        self.0.store(u64::try_from(now).unwrap_or_default(), Ordering::Relaxed);
    }
}

impl TimeProvider for UnitTime {
    fn current_time(&self) -> Option<UnixTime> {
        let seconds = self.0.load(Ordering::Relaxed);
        (seconds > 0).then(|| UnixTime::since_unix_epoch(Duration::from_secs(seconds)))
    }
}

/// TLS 1.3 to a server that is trusted so.
///
/// # Errors
/// When an authority's certificate cannot be used.
pub fn asking(trust: &Trust) -> Result<Arc<ClientConfig>, TrustError> {
    let (time, verifier): (UnitTime, Arc<dyn ServerCertVerifier>) = match trust {
        Trust::Pins(pins) => (UnitTime::any(), Arc::new(Pinned { pins: pins.clone(), provider: provider() })),
        Trust::Authorities(authorities, time) => (time.clone(), vouched(authorities)?),
    };
    let builder = ClientConfig::builder_with_details(provider(), Arc::new(time));
    let builder = builder.with_protocol_versions(&[&rustls::version::TLS13]).map_err(TrustError::Tls)?;
    let mut config = builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
    config.resumption = rustls::client::Resumption::disabled();
    config.key_log = key_log::key_log();
    Ok(Arc::new(config))
}

fn vouched(authorities: &[Vec<u8>]) -> Result<Arc<WebPkiServerVerifier>, TrustError> {
    let mut roots = RootCertStore::empty();
    for authority in authorities {
        roots.add(CertificateDer::from(authority.clone())).map_err(TrustError::Authority)?;
    }
    let builder = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider());
    builder.build().map_err(TrustError::Verifier)
}

/// Takes some certificates and no others. That the other side has the key is checked, by the signatures of the handshake.
#[derive(Debug)]
struct Pinned {
    pins: Vec<Fingerprint>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Pinned {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.pins.contains(&Fingerprint::of(end_entity)) {
            return Ok(ServerCertVerified::assertion());
        }
        Err(Error::InvalidCertificate(CertificateError::ApplicationVerificationFailure))
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
