//! Signatures over the files of a dossier: an in-toto statement in a DSSE envelope, signed by both halves of the ledger's
//! key.

use serde_json::json;
use steadfast_trust::canonical::{self, CanonicalError};
use steadfast_trust::dsse::{Envelope, EnvelopeError};
use steadfast_trust::encoding::hex;
use steadfast_trust::hash::{Hash, sha256};
use steadfast_trust::held;
use steadfast_trust::key::PublicKey;
use steadfast_trust::tuf::{Public, Sign};

use super::fault::{DossierFault, DossierProblem};
use super::write::WriteError;

/// The type of the payload (in-toto attestation framework, "Envelope").
const PAYLOAD_TYPE: &str = "application/vnd.in-toto+json";

/// A file that is signed, and what the signature is for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject {
    pub(super) path: &'static str,
    pub(super) signed: &'static str,
    pub(super) predicate: &'static str,
}

/// The manifest.
pub(super) const OF_MANIFEST: Subject = Subject {
    path: super::manifest::MANIFEST,
    signed: super::manifest::MANIFEST_SIGNED,
    predicate: "urn:steadfast:dossier:1",
};

/// The list of a subset.
pub(super) const OF_SUBSET: Subject = Subject {
    path: super::manifest::SUBSET,
    signed: super::manifest::SUBSET_SIGNED,
    predicate: "urn:steadfast:dossier-subset:1",
};

impl Subject {
    /// The statement about a digest (in-toto Statement v1), in canonical form: of one digest there is one.
    fn statement(&self, digest: &Hash) -> Result<Vec<u8>, CanonicalError> {
        canonical::to_vec(&json!({
            "_type": "https://in-toto.io/Statement/v1",
            "predicate": {},
            "predicateType": self.predicate,
            "subject": [{ "digest": { "sha256": hex(digest) }, "name": self.path }],
        }))
    }

    /// The signed statement about these bytes.
    pub(super) fn sign(&self, bytes: &[u8], key: &dyn Sign) -> Result<Vec<u8>, WriteError> {
        let statement = self.statement(&sha256(&[bytes]))?;
        Ok(held::sign(PAYLOAD_TYPE, statement, key)?.to_bytes()?)
    }

    /// Checks the signed statement about a digest: as it is written, by both halves of the key and by nobody else.
    pub(super) fn verify(&self, envelope: &[u8], digest: &Hash, key: &PublicKey) -> Result<(), DossierFault> {
        let unsigned = |error| DossierProblem::Unsigned(error).at(self.signed);
        let envelope = Envelope::read_stored(envelope).map_err(unsigned)?;
        let signer = Public::hybrid(key);
        let payload = held::verify(&envelope, PAYLOAD_TYPE, &signer).map_err(unsigned)?;
        // Hints are not under the signature: here they must be those that are written.
        let own = signer.fingerprint().to_string();
        let hints: Vec<&str> = envelope.signatures.iter().map(|one| one.alg.as_str()).collect();
        if hints != ["ed25519", "ml-dsa-65"] || envelope.signatures.iter().any(|one| one.keyid != own) {
            return Err(unsigned(EnvelopeError::Unsigned));
        }
        let expected = self.statement(digest).map_err(|error| DossierProblem::Form(error).at(self.signed))?;
        if payload == expected { Ok(()) } else { Err(DossierProblem::OtherStatement.at(self.path)) }
    }
}
