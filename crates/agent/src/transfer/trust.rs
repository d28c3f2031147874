//! Whom a transfer believes to be the owner's place.

use rustls::RootCertStore;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use steadfast_protocol::Seconds;

use super::address::Target;
use super::failed::Failed;
use crate::tls::{Trust, UnitTime};

/// The authorities that the machine believes.
pub const AUTHORITIES: &str = "/etc/ssl/certs/ca-certificates.crt";

/// The certificate that the owner named, or whoever the machine's authorities vouch for. Where nothing is encrypted on the
/// way nobody can be known.
pub(super) fn of(target: &Target, now: Seconds) -> Result<Trust, Failed> {
    if let Some(pin) = target.pin.as_ref().and_then(|pin| pin.parse().ok()) {
        return Ok(Trust::Pins(vec![pin]));
    }
    if !target.is_encrypted() {
        return Ok(Trust::Pins(Vec::new()));
    }
    let pem = std::fs::read(AUTHORITIES).map_err(|_| Failed::NoAuthorities)?;
    let time = UnitTime::default();
    time.set(now);
    match authorities(&pem) {
        none if none.is_empty() => Err(Failed::NoAuthorities),
        some => Ok(Trust::Authorities(some, time)),
    }
}

/// Machines believe some certificates that cannot be used here: one of them makes the others no worse.
fn authorities(pem: &[u8]) -> Vec<Vec<u8>> {
    let each = CertificateDer::pem_slice_iter(pem).filter_map(Result::ok);
    each.filter(|one| RootCertStore::empty().add(one.clone()).is_ok()).map(|one| one.to_vec()).collect()
}
