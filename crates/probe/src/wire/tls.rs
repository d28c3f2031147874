//! TLS to a device whose certificate nobody vouches for: everything is taken, and what was shown is told.

use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, DigitallySignedStruct, Error, SignatureScheme, StreamOwned};

use super::Silence;
use super::connection::{Connection, Timed};
use crate::target::Target;

/// Takes every certificate: a probe looks at a device, and tells it no secret but those its owner gave for it.
#[derive(Debug)]
struct Anyone(Arc<CryptoProvider>);

impl ServerCertVerifier for Anyone {
    fn verify_server_cert(
        &self,
        _end_entity: &CertificateDer<'_>,
        _intermediates: &[CertificateDer<'_>],
        _server_name: &ServerName<'_>,
        _ocsp_response: &[u8],
        _now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls12_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        verify_tls13_signature(message, cert, dss, &self.0.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// TLS 1.2 and 1.3, whoever the other side is.
pub(crate) fn config() -> Arc<ClientConfig> {
    let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
    let builder = ClientConfig::builder_with_provider(Arc::clone(&provider));
    let builder = builder.with_safe_default_protocol_versions().expect("the provider speaks TLS 1.2 and 1.3");
    let builder = builder.dangerous().with_custom_certificate_verifier(Arc::new(Anyone(provider)));
    Arc::new(builder.with_no_client_auth())
}

/// Shakes hands.
pub(crate) fn wrap(plain: Timed, config: &Arc<ClientConfig>, target: &Target) -> Result<Connection, Silence> {
    let unreadable = |error: &dyn std::error::Error| Silence::Unreadable(error.to_string());
    let name = ServerName::try_from(target.host.clone()).unwrap_or_else(|_| target.ip.into());
    let client = ClientConnection::new(Arc::clone(config), name).map_err(|error| unreadable(&error))?;
    let mut stream = StreamOwned::new(client, plain);
    while stream.conn.is_handshaking() {
        stream.conn.complete_io(&mut stream.sock)?;
    }
    Ok(Connection::Tls(Box::new(stream)))
}

/// The certificate that was shown, and the version that was agreed on.
pub(crate) fn shown(connection: &Connection) -> Option<(CertificateDer<'static>, &'static str)> {
    let Connection::Tls(stream) = connection else { return None };
    let certificate = stream.conn.peer_certificates()?.first()?.clone().into_owned();
    let version = match stream.conn.protocol_version()? {
        rustls::ProtocolVersion::TLSv1_3 => "TLS 1.3",
        _ => "TLS 1.2",
    };
    Some((certificate, version))
}
