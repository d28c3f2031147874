//! TLS: the unit's own certificate, what its pages are served with, and whom it believes when it asks.
//!
//! There is one provider of cryptography, and it is always handed in: the process's default is never asked for.

mod certificate;
mod fingerprint;
mod key_log;
mod serve;
mod trust;

use std::sync::Arc;

use rustls::crypto::{CryptoProvider, ring};

pub use certificate::{CertificateError, Identity, Pem};
pub use fingerprint::{Fingerprint, NotAFingerprint};
pub use serve::{ServeError, serving};
pub use trust::{Trust, TrustError, UnitTime, asking};

/// The one provider.
fn provider() -> Arc<CryptoProvider> {
    Arc::new(ring::default_provider())
}
