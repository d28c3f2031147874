//! Reports of tests that a build server signs: an in-toto statement in a DSSE envelope that binds the report's digest to the
//! release and to the commit it ran on. Of one report, release and commit there is one statement, so that whoever has these
//! makes it again.

use serde_json::json;
use steadfast_trust::canonical::{self, CanonicalError};
use steadfast_trust::dsse::{Envelope, EnvelopeError};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::Hash;
use steadfast_trust::held;
use steadfast_trust::key::{Fingerprint, SigningError};
use steadfast_trust::tuf::{Public, Sign};
use thiserror::Error;

/// The type of the payload (in-toto attestation framework, "Envelope").
const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";
const PREDICATE: &str = "urn:steadfast:test-report:1";

/// What is signed of a report.
#[derive(Debug, Clone, Copy)]
pub struct ReportSigned<'a> {
    /// The SHA-256 of its bytes.
    pub sha256: &'a Hash,
    /// The release that it speaks of.
    pub release: &'a str,
    /// The version of the source that the tests ran on.
    pub commit: &'a str,
}

/// Why a report is not signed.
#[derive(Debug, Error)]
pub enum ReportSignatureError {
    /// The release or the commit cannot be written.
    #[error(transparent)]
    Form(#[from] CanonicalError),
    /// The envelope is none, or no signature of the key holds.
    #[error(transparent)]
    Envelope(#[from] EnvelopeError),
    /// The key cannot sign.
    #[error(transparent)]
    Signing(#[from] SigningError),
    /// The signature is over another report, release or commit.
    #[error("it signs another report, release or commit")]
    Other,
}

impl ReportSigned<'_> {
    fn statement(&self) -> Result<Vec<u8>, CanonicalError> {
        canonical::to_vec(&json!({
            "_type": "https://in-toto.io/Statement/v1",
            "predicate": { "commit": self.commit, "release": self.release },
            "predicateType": PREDICATE,
            "subject": [{ "digest": { "sha256": hex(self.sha256) }, "name": "report" }],
        }))
    }

    /// The envelope with this key's signature.
    ///
    /// # Errors
    /// When the key cannot sign.
    pub fn sign(&self, key: &dyn Sign) -> Result<Vec<u8>, ReportSignatureError> {
        Ok(held::sign(PAYLOAD_TYPE, self.statement()?, key)?.to_bytes()?)
    }

    /// Whether this key signed it, with every half that it has.
    ///
    /// # Errors
    /// When it did not, or signed something else.
    pub fn verify(&self, envelope: &[u8], key: &Public) -> Result<(), ReportSignatureError> {
        let envelope = Envelope::read(envelope)?;
        let payload = held::verify(&envelope, PAYLOAD_TYPE, key)?;
        if payload == self.statement()? { Ok(()) } else { Err(ReportSignatureError::Other) }
    }
}

/// The key that an envelope says it is signed by. It is a hint: nothing is shown by it.
///
/// # Errors
/// When the bytes are no envelope, or it names no key.
pub fn named_key(envelope: &[u8]) -> Result<Fingerprint, ReportSignatureError> {
    let envelope = Envelope::read(envelope)?;
    let named = envelope.signatures.first().and_then(|one| one.keyid.parse().ok());
    named.ok_or(EnvelopeError::Unsigned.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use steadfast_trust::key::SigningKey;
    use steadfast_trust::tuf::Ed25519Key;

    const REPORT: ReportSigned<'_> = ReportSigned { sha256: &[7; 32], release: "rel_1", commit: "ab12" };

    #[test]
    fn a_signed_report_holds_for_its_bytes_release_and_commit_alone() {
        let hybrid = SigningKey::from_seeds(&[1; 32], &[2; 32]).expect("a key");
        let alone = Ed25519Key::from_seed(&[3; 32]);
        for key in [&hybrid as &dyn Sign, &alone] {
            let (envelope, public) = (REPORT.sign(key).expect("signed"), key.public());
            assert_eq!(named_key(&envelope).expect("a key"), public.fingerprint());
            assert!(REPORT.verify(&envelope, &public).is_ok());
            let others = [
                ReportSigned { sha256: &[8; 32], ..REPORT },
                ReportSigned { release: "rel_2", ..REPORT },
                ReportSigned { commit: "ab13", ..REPORT },
            ];
            for other in others {
                assert!(matches!(other.verify(&envelope, &public), Err(ReportSignatureError::Other)));
            }
        }
        let envelope = REPORT.sign(&hybrid).expect("signed");
        assert!(REPORT.verify(&envelope, &alone.public()).is_err(), "another key");
        assert!(REPORT.verify(b"{}", &alone.public()).is_err(), "no envelope");
    }
}
