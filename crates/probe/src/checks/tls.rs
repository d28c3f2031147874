//! What a certificate says, as facts that no verdict hangs on: who may vouch for a device's certificate is its maker's choice.

use rustls::pki_types::CertificateDer;
use sha2::{Digest, Sha256};
use x509_parser::parse_x509_certificate;

use crate::evidence::hex;

/// One line on what was agreed on, and on what was shown.
pub(crate) fn facts(certificate: &CertificateDer<'_>, version: &str) -> String {
    let digest = hex(&Sha256::digest(certificate));
    let Ok((_, read)) = parse_x509_certificate(certificate) else {
        return format!("{version}, a certificate that cannot be read, sha256:{digest}");
    };
    let own = if read.subject() == read.issuer() { "made by itself" } else { "by another" };
    let until = day(read.validity().not_after.timestamp());
    let bits = read.public_key().parsed().map_or(0, |key| key.key_size());
    format!("{version}, certificate of {}, {own}, until {until}, key of {bits} bits, sha256:{digest}", read.subject())
}

fn day(second: i64) -> String {
    let time = jiff::Timestamp::from_second(second);
    time.map_or_else(|_| "a time nobody lives to see".to_owned(), |time| time.strftime("%Y-%m-%d").to_string())
}
