//! How pages are served.

use std::sync::Arc;

use rustls::ServerConfig;
use rustls::server::NoServerSessionStorage;
use rustls::sign::SingleCertAndKey;

use super::certificate::Identity;
use super::trust::UnitTime;
use super::{key_log, provider};

/// Why nothing can be served with a certificate.
#[derive(Debug, thiserror::Error)]
#[error("pages cannot be served with this certificate: {0}")]
pub struct ServeError(#[source] rustls::Error);

/// TLS 1.3 with this certificate. Sessions are not kept: one handshake more costs less than the memory.
///
/// # Errors
/// When the certificate cannot be used.
pub fn serving(identity: &Identity) -> Result<Arc<ServerConfig>, ServeError> {
    let certified = Arc::new(SingleCertAndKey::from(identity.certified().map_err(ServeError)?));
    let builder = ServerConfig::builder_with_details(provider(), Arc::new(UnitTime::any()));
    let builder = builder.with_protocol_versions(&[&rustls::version::TLS13]).map_err(ServeError)?;
    let mut config = builder.with_no_client_auth().with_cert_resolver(certified);
    config.session_storage = Arc::new(NoServerSessionStorage {});
    config.send_tls13_tickets = 0;
    config.alpn_protocols = vec![b"http/1.1".to_vec()];
    config.key_log = key_log::key_log();
    Ok(Arc::new(config))
}
