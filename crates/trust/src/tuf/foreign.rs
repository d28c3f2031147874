//! Kinds of keys that are read and never written: ECDSA on P-256, and RSA-PSS, both with SHA-256. Left out of a build
//! without the feature `foreign-keys`; such keys then sign nothing.

use crate::encoding::from_base64;
#[cfg(feature = "foreign-keys")]
use crate::encoding::from_hex;

#[cfg(feature = "foreign-keys")]
pub(super) fn verifies(keytype: &str, scheme: &str, public: &str, message: &[u8], signature: &[u8]) -> bool {
    use aws_lc_rs::signature::{
        ECDSA_P256_SHA256_ASN1, RSA_PSS_2048_8192_SHA256, UnparsedPublicKey, VerificationAlgorithm,
    };
    let algorithm: &'static dyn VerificationAlgorithm = match (keytype, scheme) {
        ("ecdsa" | "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp256") => &ECDSA_P256_SHA256_ASN1,
        ("rsa", "rsassa-pss-sha256") => &RSA_PSS_2048_8192_SHA256,
        _ => return false,
    };
    let bytes = spki(public).or_else(|| from_hex(public));
    let key = bytes.map(|bytes| UnparsedPublicKey::new(algorithm, bytes));
    key.is_some_and(|key| key.verify(message, signature).is_ok())
}

#[cfg(not(feature = "foreign-keys"))]
pub(super) fn verifies(_: &str, _: &str, _: &str, _: &[u8], _: &[u8]) -> bool {
    false
}

/// The bytes of a PEM public key (RFC 7468, section 13). Some repositories write the point itself in hexadecimal.
pub(super) fn spki(pem: &str) -> Option<Vec<u8>> {
    let (_, rest) = pem.split_once("-----BEGIN PUBLIC KEY-----")?;
    let (body, _) = rest.split_once("-----END PUBLIC KEY-----")?;
    from_base64(&body.split_ascii_whitespace().collect::<String>())
}
